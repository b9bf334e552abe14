"""The app: it opens a session, applies the preferences, and runs from the first paint to the end."""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from textwrap import shorten
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message

from csm_tui.app_parts.app_commands import AppCommands
from csm_tui.commands.anywhere import ANYWHERE, Mend
from csm_tui.commands.base import bindings
from csm_tui.commands.former import unknown_ids, with_present_ids
from csm_tui.commands.screens import FIRST
from csm_tui.domain.preferences import Animation, GlyphSet, Preferences
from csm_tui.domain.values.keyboard import shown_key
from csm_tui.ending import terminal_attributes
from csm_tui.resources import STYLES
from csm_tui.screens.cells import glyphs
from csm_tui.screens.portfolio.portfolio_screen import PortfolioScreen
from csm_tui.session.announcement import Announcement
from csm_tui.session.session import Deliver, Session
from csm_tui.session.user_files.plays_file import NAME, PlaysFile
from csm_tui.session.user_files.preferences_file import PreferencesFile
from csm_tui.session.user_files.recent_files import RecentFiles
from csm_tui.textual_patches.safety.clipboard import CopyingApp
from csm_tui.textual_patches.safety.crash import PrivateCrashApp
from csm_tui.textual_patches.speed.diffing import DiffingApp
from csm_tui.textual_patches.speed.stylesheet import CachedStylesheet
from csm_tui.themes import DARK, THEMES
from csm_tui.widgets.line_filters import EncodingFilter, SafeTextFilter, ShortColourFilter
from csm_tui.widgets.notices import NoticeApp

if TYPE_CHECKING:
    from textual.command import Provider

    from csm_tui.planning.playbooks.playbook import Playbook
    from csm_tui.termination import TerminationHandler

_LOOK_SECONDS = 1.0
_PROBLEM_LENGTH = 100


def _command_provider() -> "type[Provider]":
    from csm_tui.screens.shell.palette import CommandProvider  # loaded when the palette is first opened

    return CommandProvider


def _client_provider() -> "type[Provider]":
    from csm_tui.screens.shell.palette import ClientProvider

    return ClientProvider


def _theme_provider() -> "type[Provider]":
    from csm_tui.screens.shell.palette import ThemeProvider

    return ThemeProvider


def _view_provider() -> "type[Provider]":
    from csm_tui.screens.shell.palette import ViewProvider

    return ViewProvider


def _example_provider() -> "type[Provider]":
    from csm_tui.screens.shell.palette import ExampleProvider

    return ExampleProvider


class CsmApp(AppCommands, CopyingApp[str], PrivateCrashApp[str], NoticeApp[str], DiffingApp[str]):
    """Opens a workspace and shows its screens. The result of a run is what to open next, if anything."""

    TITLE = "csm-tui"
    CSS_PATH = [STYLES / "base.tcss", STYLES / "portfolio.tcss"]
    DEFAULT_MODE = FIRST.id
    BINDINGS: ClassVar[list[BindingType]] = bindings(ANYWHERE)
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT = False  # a press on what is just going would end the app; terminals select with shift
    COMMANDS = {_command_provider, _client_provider, _theme_provider, _view_provider, _example_provider}

    class Delivered(Message):
        """A task from another thread that must be done in this one."""

        def __init__(self, task: Callable[[], None]) -> None:
            super().__init__()
            self.task = task

    def __init__(self, open_session: Callable[[Deliver], Session], preferences: PreferencesFile) -> None:
        loaded, self._preference_problems = preferences.load()
        self.DEFAULT_MODE = str(loaded.start)  # type: ignore[misc]  # read by what follows, and never again
        super().__init__()
        self.session = open_session(self._deliver)
        self.preferences_file = preferences
        own_plays = preferences.beside(NAME)
        demo_plays = self.session.path.with_name(NAME)  # in the folder that goes with the demo
        self.plays_file = PlaysFile(own_plays) if preferences.keeps else PlaysFile(demo_plays, own_plays)
        self.recent_files = RecentFiles(keeps=preferences.keeps)
        self._told_of: Playbook | None = None
        self.preferences = loaded.changed(keys=with_present_ids(loaded.keys)) if loaded.keys else loaded
        encoding = sys.stdout.encoding or "ascii"
        ascii_terminal = "utf" not in encoding.lower()
        self._line_filters = (
            SafeTextFilter(),
            *((EncodingFilter(encoding),) if ascii_terminal else ()),
            ShortColourFilter(),
        )
        self._day = self.session.today()
        self._why_not_kept = ""
        self._termination: TerminationHandler | None = None
        self._attributes = terminal_attributes()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = str(self.preferences.theme)
        self.stylesheet = CachedStylesheet(variables=self.get_css_variables())
        for name in set(self.available_themes) - {theme.name for theme in THEMES}:
            self.unregister_theme(name)  # nobody has checked the colours of the bands in other themes
        wanted = self.preferences.signs
        plain = ascii_terminal if wanted is GlyphSet.AUTO else wanted is GlyphSet.ASCII
        self.glyphs = glyphs.ASCII if plain else glyphs.UNICODE
        self.portfolio = PortfolioScreen(self.session, self.glyphs, self.preferences.details)
        self.add_screens()
        animation = self.preferences.animation
        if animation is Animation.OFF or (animation is Animation.AUTO and "SSH_CONNECTION" in os.environ):
            self.animation_level = "none"
        if self.preferences.keys:
            self.set_keymap(self.preferences.keys)

    def _deliver(self, task: Callable[[], None]) -> None:
        self.post_message(self.Delivered(task))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, then those that make all text safe and shorten colours."""
        return [*super().get_line_filters(), *self._line_filters]

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, made safe against unexpected input."""
        from csm_tui.textual_patches.safety.driver import safe_driver

        return safe_driver(super().get_driver_class())

    def get_key_display(self, binding: Binding) -> str:
        """The key in the bars of keys, as in the help where Textual has a sign that not all terminals can show."""
        display = super().get_key_display(binding)
        return display if display.isascii() else shown_key(binding.key)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables that our stylesheets need in themes that are not ours."""
        return DARK.variables

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Leave the terminal to another program; afterwards everything is painted again, also where it failed."""
        from csm_tui.termination import interrupts_left_to_another

        failure: Exception | None = None
        with interrupts_left_to_another(), super().suspend():  # which would not take the terminal back after an error
            try:
                yield
            except Exception as error:
                failure = error
        self.screen.refresh()
        if failure is not None:
            raise failure

    def do_redraw(self) -> None:
        self.paint_again()

    def on_mount(self) -> None:
        self.session.announce = self._announced
        self.call_after_refresh(self._started)

    async def _started(self) -> None:
        gc.enable()
        gc.freeze()
        self.set_interval(_LOOK_SECONDS, self._look)
        self._say_what_is_wrong()
        if self.session.drafts.found():
            await self.offer_drafts()
        elif self.session.file.is_new:
            await self.welcome()

    def _say_what_is_wrong(self) -> None:
        """Report all problems in one message, as a second one would replace it."""
        of_keys = unknown_ids(self.preferences.keys) if self.preferences.keys else []
        faults = "; ".join(self.session.file.faults[:3])
        problems = "; ".join([*self._preference_problems, *of_keys][:3])
        broken = self.session.file.to_mend if self.preferences_file.keeps else ()  # a demo was just laid, and is sound
        if broken:
            from csm_tui.session.workspace_file.mending import to_mend_in_words

            to_mend = f"{to_mend_in_words(broken)}: {Mend.shown_keys(self.preferences.keys)} mends"
            problems = f"{to_mend}; {problems}" if problems else to_mend
        if faults:
            problems = f"The workspace is damaged: {faults}" + (f"; {problems}" if problems else "")
        if problems:
            self.notify(problems, severity="error" if faults else "warning", markup=False)

    def arm(self) -> None:
        """Keep what was typed and give the terminal back when a signal ends the program.

        Called before the terminal is taken: a signal between the two would leave it as no shell can use it.
        """
        if sys.__stderr__ is None or not sys.__stderr__.isatty():
            return
        from csm_tui.termination import TerminationHandler

        terminal = sys.__stderr__.fileno()  # Textual writes to this one
        self._termination = TerminationHandler(self.session.drafts, terminal, self._attributes)
        self._termination.arm()

    def disarm(self) -> None:
        """Restore the usual handling of signals."""
        if self._termination is not None:
            self._termination.disarm()

    def _look(self) -> None:
        self.session.look()
        self.front.show_state()
        self.look_at_plays()
        if self.session.today() != self._day:
            self._day = self.session.today()
            self.show_all()
        if self.session.why_not_kept != self._why_not_kept:
            self._why_not_kept = self.session.why_not_kept
            self.front.show_status()

    def look_at_plays(self) -> None:
        """Take in what has changed in the person's own file of plays."""
        if self.plays_file.changed():
            self.playbook()
            self.show_all()

    def playbook(self) -> "Playbook":
        """The plays, another object once the person's own file has changed; what is wrong in that is said once."""
        book = self.plays_file.book()
        if book is not self._told_of:
            self._told_of = book
            if book.problems:
                more = f", and {len(book.problems) - 1} more" if len(book.problems) > 1 else ""
                first = shorten(str(book.problems[0]), _PROBLEM_LENGTH, placeholder="...")
                said = f"{self.plays_file.path.name}: {first}{more}"
                self.notify(said, severity="warning", markup=False)
        return book

    @on(Delivered)
    def _do_task(self, message: Delivered) -> None:
        message.task()

    def _announced(self, announcement: Announcement) -> None:
        if announcement.refused is not None:
            self.stay()
        self.show_all()
        if announcement.message:
            severity: Literal["error", "information"] = "error" if announcement.problem else "information"
            self.notify(announcement.message, severity=severity, markup=False)
        if announcement.draft is not None:
            self.ask_when_quiet(announcement.draft)

    def take_preferences(self, preferences: Preferences) -> None:
        """Save the preferences in their file; theme and keys take effect at once.

        Raises:
            StorageError: the file cannot be written.
        """
        self.preferences = self.preferences_file.save(preferences)
        self.set_keymap(self.preferences.keys)
        self.theme = str(self.preferences.theme)
        self.show_all()
