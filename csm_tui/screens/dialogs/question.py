"""A yes-or-no question, for the few things that cannot simply be undone."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.screens.dialogs.pane_dialog import PaneDialog
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import wrapped_lines


class YesNoDialog(PaneDialog[bool]):
    """Dismisses with True for yes and False for no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes"),
        Binding("escape,n,q", "dismiss(False)", "No"),
    ]

    def __init__(self, question: str, text: str) -> None:
        super().__init__(question)
        self._text = text

    def lines(self, width: int) -> list[Line]:
        return wrapped_lines(self._text, width)
