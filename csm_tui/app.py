"""The app: one session, its screens, and what works everywhere."""

import gc
import os
import sys
from asyncio import get_running_loop
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar, Literal, cast

from rich.segment import Segment, Segments
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen

from csm_tui.commands.anywhere import ANYWHERE
from csm_tui.commands.base import Command, Context
from csm_tui.domain.text import safe_text
from csm_tui.resources import STYLES
from csm_tui.screens import signs
from csm_tui.screens.performing import Performing
from csm_tui.screens.portfolio import PortfolioScreen
from csm_tui.session.errors import Collision, StorageError
from csm_tui.session.session import Announcement, Deliver, Session
from csm_tui.themes import DARK, THEMES
from csm_tui.widgets.band_table import BandTable
from csm_tui.widgets.line_filters import Encodable, Guard, ShortColours

_LOOK_SECONDS = 1.0


class CsmApp(Performing, App[int]):
    """Opens a workspace and shows its screens."""

    TITLE = "csm-tui"
    CSS_PATH = [STYLES / "base.tcss", STYLES / "portfolio.tcss"]
    COMMAND_TYPES = ANYWHERE
    BINDINGS: ClassVar[list[BindingType]] = [command.binding() for command in ANYWHERE]
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 3

    class Told(Message):
        """Something that another thread wants done in this one."""

        def __init__(self, task: Callable[[], None]) -> None:
            super().__init__()
            self.task = task

    def __init__(self, open_session: Callable[[Deliver], Session]) -> None:
        super().__init__()
        self.session = open_session(self._tell)
        encoding = sys.stdout.encoding or "ascii"
        self._ascii = "utf" not in encoding.lower()
        self._net = (Guard(), *((Encodable(encoding),) if self._ascii else ()), ShortColours())
        self._day = self.session.today()
        self._leaving = False
        self._warned = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        for name in set(self.available_themes) - {theme.name for theme in THEMES}:
            self.unregister_theme(name)  # in others the bands would have colours that nobody has looked at
        self.portfolio = PortfolioScreen(self.session, signs.ASCII if self._ascii else signs.UNICODE)
        if "SSH_CONNECTION" in os.environ:
            self.animation_level = "none"

    def _tell(self, task: Callable[[], None]) -> None:
        self.post_message(self.Told(task))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, then the net against acting text and the short form of colours."""
        return [*super().get_line_filters(), *self._net]

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, made safe against what a terminal may send."""
        from csm_tui.terminal import safe_driver

        return safe_driver(super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our stylesheets need of themes that are not ours."""
        return DARK.variables

    def get_default_screen(self) -> Screen[object]:
        """The portfolio; Textual's own, an empty one beneath it, would be laid out and painted for nothing."""
        return cast(Screen[object], self.portfolio)

    def on_mount(self) -> None:
        self.session.announce = self._announced
        self.call_after_refresh(self._started)

    def _started(self) -> None:
        gc.enable()
        gc.freeze()
        self.set_interval(_LOOK_SECONDS, self._look)
        for fault in self.session.faults[:3]:
            self.notify(f"The workspace is damaged: {fault}", severity="error", timeout=20, markup=False)

    def _look(self) -> None:
        self.session.look()
        if self.session.today() != self._day:
            self._day = self.session.today()
            self.portfolio.show_workspace()

    def on_csm_app_told(self, message: Told) -> None:
        message.task()

    def _announced(self, announcement: Announcement) -> None:
        if announcement.refused is not None:
            self._leaving = False
            self.portfolio.keep_refused(announcement.refused)
        self.portfolio.show_workspace()
        self.portfolio.show_status()
        if announcement.message:
            problem = announcement.problem
            severity: Literal["error", "information"] = "error" if problem else "information"
            self.notify(announcement.message, severity=severity, timeout=10 if problem else None, markup=False)

    # Commands

    @property
    def context(self) -> Context:
        return self.portfolio

    def do_undo(self) -> None:
        self._step("Undone", self.session.undo)

    def do_redo(self) -> None:
        self._step("Done again", self.session.redo)

    def _step(self, done: str, step: Callable[[], str | None]) -> None:
        try:
            label = step()
        except (Collision, StorageError) as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self.notify(f"{done}: {label}", markup=False)

    async def do_help(self) -> None:
        from csm_tui.screens.help import help_lines
        from csm_tui.screens.reading import ReadingScreen

        commands = [*self.portfolio.COMMAND_TYPES, *ANYWHERE]
        table = [binding for binding in BandTable.BINDINGS if not isinstance(binding, tuple)]
        await self.push_screen(ReadingScreen("Help", lambda width: help_lines(commands, table, width)))

    def do_palette(self) -> None:
        self.action_command_palette()

    def do_quit(self) -> None:
        typed = self.portfolio.typed_names
        if typed and not self._warned:
            self._warned = True
            names = ", ".join(typed)
            self.notify(
                f"Typed but not saved: {names}. q once more leaves without it.", severity="warning", markup=False
            )
            return
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
            if isinstance(owner, Performing):
                for command in owner.COMMAND_TYPES:
                    help_line = f"{command.help()} ({command.shown_keys()})"
                    yield SystemCommand(command.NAME, help_line, self._performer(owner, command))
        yield SystemCommand("Theme", "Choose another look", self.action_change_theme)

    @staticmethod
    def _performer(owner: Performing, command: type[Command]) -> Callable[[], Awaitable[None]]:
        return lambda: owner.perform(command)

    def panic(self, *_: object) -> None:
        """Stop the app. What an error says of itself is not shown either."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        """Say where the program failed. Textual's own report would print local variables, and so customers' text."""
        error = self._exception
        self.bell()
        self._exit_renderables.append(Segments([Segment(_crash_report(error) + "\n")]))
        self._close_messages_no_wait()


def _crash_report(error: BaseException | None) -> str:
    import traceback
    from pathlib import Path

    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-6:]]
    return safe_text(f"csm-tui stopped: {type(error).__name__} at {' < '.join(reversed(places))}")


def run_app(open_session: Callable[[Deliver], Session]) -> int:
    """Run the app; the exit code. What was not saved by then is said on standard error."""
    app = CsmApp(open_session)
    app.run()
    code = app.return_code or 0
    if not app.session.close():
        sys.stderr.write(f"csm-tui: not saved: {app.session.why_not_saved or 'the save did not end in time'}\n")
        return code or 1
    return code
