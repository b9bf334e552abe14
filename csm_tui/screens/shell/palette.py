"""The command palette, and what it finds besides commands: clients and views by a part of their name, themes, and
the worked examples."""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from csm_tui.commands.base import Command, Numbered
from csm_tui.commands.screens import SCREENS, ScreenSpec
from csm_tui.domain.preferences import ThemeName
from csm_tui.domain.records.client import Client
from csm_tui.domain.text import fold, safe_text
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of, keep_preferences
from csm_tui.screens.base.command_host import CommandHost
from csm_tui.screens.dialogs.client_finder import found_clients
from csm_tui.textual_patches.safety.closing import ClosesOnce
from csm_tui.textual_patches.safety.palette import UnhurriedPalette

_MOST = 20
_IN_THE_HELP = 1.0
"""The score of a command that is only found in its explanation: it comes last."""
_ELSEWHERE = 0.5
"""That of a command of another screen, which comes after all others."""
_ENOUGH = 3
"""So many letters are typed before other screens are searched, too."""
_PER_LETTER = 2.5
"""The score of a client per typed letter. Commands that contain the text have at least 3 and come first; commands that
only contain its letters somewhere come later."""


class Palette(UnhurriedPalette, ClosesOnce[None]):
    """Textual's, which carries out one command only, however often it is clicked, and keeps what was sought."""

    CSS_PATH = STYLES / "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "app.perform('quit.unsaved')", id="quit.unsaved")]

    def __init__(self, text: str = "") -> None:
        """`text` stands in the line, selected: what is typed takes its place."""
        super().__init__(id="--command-palette")
        self.text = text

    def on_mount(self) -> None:
        self.query_one(Vertical).border_title = "Commands"
        line = self.query_one(Input)
        line.value = self.text
        line.action_select_all()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.text = event.value

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.text = ""


class CommandProvider(Provider):
    """Finds commands by their name and by the words of their explanation, at last those of other screens."""

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for title, help_line, callback, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(title, callback, help=help_line)

    async def search(self, query: str) -> Hits:
        """The commands whose name matches, then those whose explanation contains every word."""
        matcher, words = self.matcher(query), fold(query).split()
        for title, help_line, callback, _ in self.app.get_system_commands(self.screen):
            if (fit := matcher.match(title)) > 0:
                yield Hit(fit, matcher.highlight(title), callback, help=help_line)
            elif all(word in fold(f"{title} {help_line}") for word in words):
                yield Hit(_IN_THE_HELP, title, callback, help=help_line)
        if len(query.strip()) >= _ENOUGH:
            for screen, command in self._elsewhere():
                title = f"{screen.title}: {command.NAME}"
                help_line = f"{command.help()} ({command.shown_keys(app_of(self.app).preferences.keys)} there)"
                if all(word in fold(f"{title} {help_line}") for word in words):
                    yield Hit(_ELSEWHERE, title, self._leading_to(screen), help=help_line)

    def _elsewhere(self) -> Iterator[tuple[ScreenSpec, type[Command]]]:
        """What only other screens can do. It is led there, not done: nobody looked at its rows yet."""
        known = self.screen.COMMAND_TYPES if isinstance(self.screen, CommandHost) else ()
        for screen in SCREENS:
            for command in screen.commands if screen.key else ():
                if command not in known and not issubclass(command, Numbered):
                    yield screen, command

    def _leading_to(self, screen: ScreenSpec) -> Callable[[], None]:
        def led() -> None:
            self.app.call_later(app_of(self.app).do_go, screen.id)

        return led


class ClientProvider(Provider):
    """Finds clients once something is typed."""

    async def search(self, query: str) -> Hits:
        """The first few clients that contain every word."""
        at = app_of(self.app)
        if not query.strip():
            return
        fit = _PER_LETTER * len(query)
        for client in found_clients(at.session.workspace, query)[:_MOST]:
            name = safe_text(client.name)
            yield Hit(fit, Content(name), self._opener(client), text=name, help="Open the client")

    def _opener(self, client: Client) -> Callable[[], None]:
        def opened() -> None:
            self.app.call_later(app_of(self.app).open_client, client.id)

        return opened


class ViewProvider(Provider):
    """Finds the saved views of the portfolio."""

    async def search(self, query: str) -> Hits:
        """The views whose name contains every word."""
        words = fold(query).split()
        for number, view in enumerate(app_of(self.app).session.workspace.views):
            text = f"View: {safe_text(view.name)}"
            if all(word in fold(text) for word in words):
                fit = _PER_LETTER * len(query)
                yield Hit(fit, Content(text), self._opener(number), text=text, help="Filter, sort and columns")

    def _opener(self, number: int) -> Callable[[], None]:
        return lambda: self._show(number)

    def _show(self, number: int) -> None:
        self.app.call_later(app_of(self.app).show_view, number)


class ThemeProvider(Provider):
    """Finds themes. The chosen one is saved as a preference."""

    async def search(self, query: str) -> Hits:
        """The themes whose name matches."""
        matcher = self.matcher(query)
        for theme in ThemeName:
            text = f"Theme {theme}"
            if (fit := matcher.match(text)) > 0:
                yield Hit(fit, matcher.highlight(text), self._taker(theme), text=text, help="Colours, kept for later")

    def _taker(self, theme: ThemeName) -> Callable[[], None]:
        return lambda: self._take(theme)

    def _take(self, theme: ThemeName) -> None:
        keep_preferences(self.app, app_of(self.app).preferences.changed(theme=theme))


EXAMPLES: Mapping[str, str] = {
    "evaluation": "Worked example: evaluation of an engagement",
    "personal": "Worked example: evaluation of oneself",
}
"""The titles of the worked examples by their names."""


class ExampleProvider(Provider):
    """Finds the worked examples."""

    async def search(self, query: str) -> Hits:
        """Those whose title matches."""
        matcher = self.matcher(query)
        for name, title in EXAMPLES.items():
            if (fit := matcher.match(title)) > 0:
                yield Hit(fit, matcher.highlight(title), self._opener(name), text=title, help="A finished one, to read")

    def _opener(self, name: str) -> Callable[[], None]:
        def opened() -> None:
            self.app.call_later(self._open, name)

        return opened

    async def _open(self, name: str) -> None:
        from csm_tui.screens.shell.examples import example_page

        await self.app.push_screen(example_page(name, EXAMPLES[name], app_of(self.app).session.today()))
