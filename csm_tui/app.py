"""The app: one session, its screens, and what works everywhere."""

import gc
import os
import sys
from asyncio import get_running_loop
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.events import Key
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen

from csm_tui.commands.anywhere import ANYWHERE
from csm_tui.commands.base import Command, Context, Numbered, bindings
from csm_tui.commands.former import with_present_ids
from csm_tui.commands.screens import BY_ID, FIRST, GO, SCREENS, ScreenSpec
from csm_tui.domain.preferences import Animation, GlyphSet, Preferences
from csm_tui.domain.workspace import Workspace
from csm_tui.ending import DEMO, terminal_attributes
from csm_tui.resources import STYLES
from csm_tui.screens.base.command_host import CommandHost
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells import glyphs
from csm_tui.screens.portfolio.portfolio import PortfolioScreen
from csm_tui.session.errors import Conflict, StorageError
from csm_tui.session.preferences import PreferencesFile
from csm_tui.session.session import Announcement, Deliver, Session
from csm_tui.textual_patches.crash import DiscreetApp
from csm_tui.textual_patches.stylesheet import CachedStylesheet
from csm_tui.textual_patches.thrifty import ThriftyApp
from csm_tui.themes import DARK, THEMES
from csm_tui.widgets.line_filters import Encodable, Guard, ShortColours
from csm_tui.widgets.notices import NoticeApp
from csm_tui.widgets.top_bar import Entry

if TYPE_CHECKING:
    from textual.command import Provider

    from csm_tui.screens.settings.settings import SettingsScreen
    from csm_tui.session.drafts.draft import Draft
    from csm_tui.termination import TerminationHandler

_LOOK_SECONDS = 1.0


def _client_provider() -> "type[Provider]":
    from csm_tui.screens.shell.palette import ClientProvider  # loaded when the palette is first opened

    return ClientProvider


def _theme_provider() -> "type[Provider]":
    from csm_tui.screens.shell.palette import ThemeProvider

    return ThemeProvider


class CsmApp(CommandHost, DiscreetApp[str], NoticeApp[str], ThriftyApp[str]):
    """Opens a workspace and shows its screens. The result of a run is what is to be opened next, if anything."""

    TITLE = "csm-tui"
    CSS_PATH = [STYLES / "base.tcss", STYLES / "portfolio.tcss"]
    COMMAND_TYPES = ANYWHERE
    DEFAULT_MODE = FIRST.id
    BINDINGS: ClassVar[list[BindingType]] = bindings(ANYWHERE)
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = App.COMMANDS | {_client_provider, _theme_provider}

    class Told(Message):
        """Something that another thread wants done in this one."""

        def __init__(self, task: Callable[[], None]) -> None:
            super().__init__()
            self.task = task

    def __init__(self, open_session: Callable[[Deliver], Session], preferences: PreferencesFile) -> None:
        super().__init__()
        self.session = open_session(self._tell)
        self.preferences_file = preferences
        loaded, self._preference_problems = preferences.load()
        self.preferences = loaded.changed(keys=with_present_ids(loaded.keys)) if loaded.keys else loaded
        encoding = sys.stdout.encoding or "ascii"
        ascii_terminal = "utf" not in encoding.lower()
        self._net = (Guard(), *((Encodable(encoding),) if ascii_terminal else ()), ShortColours())
        self._day = self.session.today()
        self._leaving = False
        self._counts_known = False
        self._counted: tuple[Workspace, date, Mapping[str, int]] | None = None
        self._cut: TerminationHandler | None = None
        self._attributes = terminal_attributes()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = str(self.preferences.theme)
        self.stylesheet = CachedStylesheet(variables=self.get_css_variables())
        for name in set(self.available_themes) - {theme.name for theme in THEMES}:
            self.unregister_theme(name)  # in others the bands would have colours that nobody has looked at
        wanted = self.preferences.signs
        plain = ascii_terminal if wanted is GlyphSet.AUTO else wanted is GlyphSet.ASCII
        self.glyphs = glyphs.ASCII if plain else glyphs.UNICODE
        self.portfolio = PortfolioScreen(self.session, self.glyphs, self.preferences.details)
        self.add_mode(FIRST.id, lambda: cast(Screen[object], self.portfolio))
        for spec in SCREENS:
            if spec is not FIRST and not spec.above:
                self.add_mode(spec.id, partial(self._made, spec))
        animation = self.preferences.animation
        if animation is Animation.OFF or (animation is Animation.AUTO and "SSH_CONNECTION" in os.environ):
            self.animation_level = "none"
        if self.preferences.keys:
            self.set_keymap(self.preferences.keys)

    def _tell(self, task: Callable[[], None]) -> None:
        self.post_message(self.Told(task))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, then the net against acting text and the short form of colours."""
        return [*super().get_line_filters(), *self._net]

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, made safe against what a terminal may send."""
        from csm_tui.textual_patches.driver import safe_driver

        return safe_driver(super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our stylesheets need of themes that are not ours."""
        return DARK.variables

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Leave the terminal to another program; then all is painted again."""
        with super().suspend():
            yield
        self.screen.refresh()

    def on_mount(self) -> None:
        self.session.announce = self._announced
        self.call_after_refresh(self._started)

    async def _started(self) -> None:
        self._cut = self._armed()
        gc.enable()
        gc.freeze()
        self.set_interval(_LOOK_SECONDS, self._look)
        self._counts_known = True
        self.front.show_status()
        self._say_what_is_wrong()
        if self.session.drafts.found():
            await self._offer_drafts()
        elif self.session.is_new:
            await self._welcome()

    def _say_what_is_wrong(self) -> None:
        """All of it as one message, as the next would take its place."""
        faults, problems = "; ".join(self.session.faults[:3]), "; ".join(self._preference_problems[:3])
        if faults:
            problems = f"The workspace is damaged: {faults}" + (f"; {problems}" if problems else "")
        if problems:
            self.notify(problems, severity="error" if faults else "warning", markup=False)

    def _armed(self) -> "TerminationHandler | None":
        """From now on the end by a signal keeps what was typed. Before the first paint nothing is typed yet."""
        if self.is_headless or sys.__stderr__ is None or not sys.__stderr__.isatty():
            return None
        from csm_tui.termination import TerminationHandler

        cut = TerminationHandler(
            self.session.drafts, sys.__stderr__.fileno(), self._attributes
        )  # Textual writes to this one
        cut.arm()
        return cut

    def disarm(self) -> None:
        """Signals have their usual meaning again."""
        if self._cut is not None:
            self._cut.disarm()

    def _look(self) -> None:
        self.session.look()
        if self.session.today() != self._day:
            self._day = self.session.today()
            self._show_all()

    def on_csm_app_told(self, message: Told) -> None:
        message.task()

    def _announced(self, announcement: Announcement) -> None:
        if announcement.refused is not None:
            self._leaving = False
        self._show_all()
        if announcement.message:
            problem = announcement.problem
            severity: Literal["error", "information"] = "error" if problem else "information"
            self.notify(announcement.message, severity=severity, timeout=10 if problem else None, markup=False)

    def _show_all(self) -> None:
        """Show the workspace on the screens that can be seen; the others do so when they come to the front."""
        for screen in self.screen_stack:
            if isinstance(screen, WorkScreen) and screen.ready.is_set():
                screen.show_workspace()
                screen.show_status()

    def take_preferences(self, preferences: Preferences) -> None:
        """Keep the person's settings in their file; theme and keys take effect at once.

        Raises:
            StorageError: the file cannot be written.
        """
        self.preferences_file.save(preferences)
        self.preferences = preferences
        self.set_keymap(preferences.keys)
        self.theme = str(preferences.theme)
        self._show_all()

    # The top bar

    @property
    def screens(self) -> Sequence[Entry]:
        """The screens there are, with what waits on each."""
        counts = self._counts()
        keys = self.preferences.keys
        return [Entry(one.ID, one.shown_keys(keys), one.NAME, counts.get(one.SCREEN.id, 0)) for one in GO]

    @property
    def place(self) -> str:
        """The id of the screen in front, or of the one that it was opened from."""
        front = self.front.SPEC
        return f"go.{front.id if front.key else self.current_mode}"

    def _counts(self) -> Mapping[str, int]:
        """What is overdue by screen; the start does not wait for it."""
        if not self._counts_known:
            return {}
        from csm_tui.planning.waiting import overdue_activities, overdue_follow_ups

        workspace, today = self.session.workspace, self.session.today()
        if self._counted is None or self._counted[:2] != (workspace, today):
            found = {
                "portfolio": overdue_follow_ups(workspace, today),
                "plan": overdue_activities(workspace, today),
            }
            self._counted = workspace, today, found
        return self._counted[2]

    # Commands

    @property
    def front(self) -> WorkScreen:
        """The screen that commands work on, below any dialog."""
        return next(
            (screen for screen in reversed(self.screen_stack) if isinstance(screen, WorkScreen)), self.portfolio
        )

    @property
    def context(self) -> Context:
        return self.front

    def do_undo(self) -> None:
        self._step("Undone", self.session.undo)

    def do_redo(self) -> None:
        self._step("Done again", self.session.redo)

    def _step(self, done: str, step: Callable[[], str | None]) -> None:
        try:
            label = step()
        except (Conflict, StorageError) as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self.notify(f"{done}: {label}", markup=False)

    async def do_go(self, screen_id: str) -> None:
        """To a screen itself, never to what was left open above it."""
        spec = BY_ID[screen_id]
        if spec.above:
            if not isinstance(self.front, spec.load()):
                await self.push_screen(self._made(spec))
            return
        with self.batch_update():
            if self.current_mode != spec.id:
                await self.switch_mode(spec.id)
            while len(self.screen_stack) > 1:
                await self.pop_screen()

    def _made(self, spec: ScreenSpec) -> Screen[object]:
        return cast(Screen[object], spec.load()(self.session, self.glyphs))

    def on_key(self, event: Key) -> None:
        """Say of a key that no editor took and no command has that it means nothing here."""
        if event.is_printable and event.key not in self.screen.active_bindings:
            self.notify(f"{event.character} does nothing here; ? lists the keys", markup=False)

    # From one feature to another

    @property
    def listed_clients(self) -> Sequence[str]:
        """The clients in the order of the list below, else in that of the workspace."""
        if self.portfolio in self.screen_stack:
            return [str(key) for key in self.portfolio.table.keys]
        return [*self.session.workspace.clients]

    async def open_client(self, client_id: str) -> None:
        """Show the page of a client, in place of another one's."""
        from csm_tui.screens.client.client_page import ClientPage

        page = ClientPage(self.session, self.glyphs, client_id)
        await (self.switch_screen(page) if isinstance(self.front, ClientPage) else self.push_screen(page))

    async def close_client(self, client_id: str) -> None:
        """Leave the page of a client; in the list the cursor is on it then."""
        await self.pop_screen()
        if self.screen is self.portfolio:
            self.portfolio.table.move_to(client_id)

    async def open_setting(self, form: str, key: str) -> None:
        """Go to the settings and open the form of one of them."""
        await (await self._settings()).open_form_of(form, key)

    async def show_setting(self, key: str) -> None:
        """Go to the settings, with the cursor on one of the workspace's."""
        (await self._settings()).show_setting(key)

    async def _settings(self) -> "SettingsScreen":
        from csm_tui.screens.settings.settings import SettingsScreen

        await self.do_go("settings")
        assert isinstance(self.front, SettingsScreen)
        return self.front

    async def do_drafts_resume(self) -> None:
        if self.session.drafts.all() or self.session.drafts.trashed():
            await self._offer_drafts()
        else:
            self.notify("Nothing was typed and left unsaved")

    async def _offer_drafts(self) -> None:
        from csm_tui.screens.shell.resume_dialog import ResumeDialog, resume

        async def take(draft: "Draft | None") -> None:
            if draft is not None:
                await resume(self.front, draft)

        await self.push_screen(ResumeDialog(self.front), take)

    async def do_backup_restore(self) -> None:
        from csm_tui.screens.shell.restore_dialog import RestoreDialog

        await self.push_screen(RestoreDialog(self.front))

    async def _welcome(self) -> None:
        from csm_tui.screens.shell.welcome import Welcome

        async def take(choice: str | None) -> None:
            if choice == "import":
                await self.portfolio.do_portfolio_import()
            elif choice == "demo":
                self.exit(DEMO)

        await self.push_screen(Welcome(self.glyphs), take)

    async def do_help(self) -> None:
        from csm_tui.screens.shell.help import HelpScreen, help_sections

        keys, front = self.preferences.keys, self.front
        own = {key for command in front.COMMAND_TYPES for key in command.keys(keys)}
        everywhere = [one for one in ANYWHERE if not one.keys(keys) <= own]
        sections = help_sections(front.COMMAND_TYPES, everywhere, keys, front.SPEC.filter_language)
        await self.push_screen(HelpScreen(sections))

    def do_palette(self) -> None:
        self.action_command_palette()

    async def do_quit(self) -> None:
        if len(self.screen_stack) > 1:
            await self.front.do_back()
        else:
            self._quit()

    def _quit(self) -> None:
        self._leaving = self.session.flush()
        then = self._leave if self._leaving else self._say_why_not
        # Through the loop, as the saver's reports come: a message of our own thread would overtake them.
        get_running_loop().call_soon(self.call_later, then)

    def _leave(self) -> None:
        if self._leaving:
            self.exit()

    def _say_why_not(self) -> None:
        why = self.session.why_not_saved.rstrip(".") or "the save takes long"
        self.notify(f"Not saved: {why}. ctrl+q leaves without it.", severity="error", timeout=15, markup=False)

    def do_quit_unsaved(self) -> None:
        self.exit(return_code=0 if self.session.flush(1.0) else 1)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the screen and of the app, for the palette."""
        for owner in (screen, self):
            if isinstance(owner, CommandHost):
                for command in owner.COMMAND_TYPES:
                    if not issubclass(command, Numbered):
                        help_line = f"{command.help()} ({command.shown_keys(self.preferences.keys)})"
                        yield SystemCommand(command.NAME, help_line, self._performer(owner, command))

    @staticmethod
    def _performer(owner: CommandHost, command: type[Command]) -> Callable[[], Awaitable[None]]:
        return lambda: owner.perform(command)
