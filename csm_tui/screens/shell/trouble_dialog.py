"""The file is not what is shown: what can be done about it, and leaving all the same."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import attempt
from csm_tui.session.session import Session
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.wrapping import wrapped

_WAYS = (
    ("w", "writes back what is shown; the file as it is now goes to the backups first"),
    ("t", "takes in what the file holds, which may be less; it goes to the backups first"),
    ("l", "leaves the program, and the file as it is"),
    ("esc", "goes on without doing anything; B lists the backups"),
)


class TroubleDialog(PatchedDialog[bool]):
    """Says what is wrong with the file; dismisses with whether to leave the program."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "write_back", "Write back"),
        Binding("t", "take_in", "Take in the file"),
        Binding("l", "dismiss(True)", "Leave the program"),
        Binding("escape,q", "dismiss(False)", "Close"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._why = session.trouble or f"The workspace is damaged: {session.faults[0]}"

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = "The file is not what is shown"
            yield LinePane(self._lines, focusable=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(".dialog LinePane").focus()

    def _lines(self, width: int) -> list[Line]:
        room = max(width - 2, 10)
        lines: list[Line] = [[(f" {part}", "red")] for part in wrapped(f"{self._why}.", room)]
        if self._session.kept:
            lines += [[(f" {part}", "")] for part in wrapped(f"{self._session.kept}.", room)]
        lines.append([])
        for key, text in _WAYS:
            first, *others = wrapped(text, max(room - 5, 10))
            lines.append([(f" {key:<4} ", "key"), (first, "")])
            lines += [[(f"      {part}", "")] for part in others]
        return lines

    def action_write_back(self) -> None:
        """Put what is shown in the file's place."""
        self._do(self._session.write_back, "Written back as it is shown")

    def action_take_in(self) -> None:
        """Show what the file holds."""
        self._do(self._session.take_in, "Taken in as the file holds it")

    def _do(self, step: Callable[[], None], done: str) -> None:
        if attempt(self.app, step):
            self.notify(done)
            self.dismiss(False)
