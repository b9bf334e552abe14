"""The dialog about a file that is not what is shown, with what can be done about it."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.screens.app_protocol import attempt
from csm_tui.screens.dialogs.pane_dialog import PaneDialog
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import wrapped, wrapped_lines

_WAYS = (
    ("w", "writes back what is shown; the file as it is now goes to the backups first"),
    ("t", "takes in what the file holds, which may be less; it goes to the backups first"),
    ("l", "leaves the program, and the file as it is"),
    ("esc", "goes on without doing anything; B lists the backups"),
)


class TroubleDialog(PaneDialog[bool]):
    """Says what is wrong with the file; dismisses with whether to leave the program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "write_back", "Write back"),
        Binding("t", "take_in", "Take in the file"),
        Binding("l", "dismiss(True)", "Leave the program"),
        Binding("escape,q", "dismiss(False)", "Close"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__("The file is not what is shown")
        self._session = session
        self._why = session.file.trouble or f"The workspace is damaged: {session.file.faults[0]}"

    def lines(self, width: int) -> list[Line]:
        lines = wrapped_lines(f"{self._why}.", width, "red")
        if self._session.file.kept:
            lines += wrapped_lines(f"{self._session.file.kept}.", width)
        lines.append([])
        for key, text in _WAYS:
            first, *others = wrapped(text, max(width - 7, 10))
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
