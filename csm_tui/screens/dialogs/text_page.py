"""A dialog that only shows text: the legend and the help."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.screens.dialogs.pane_dialog import PaneDialog
from csm_tui.widgets.line_pane import Draw, Line


class TextPage(PaneDialog[None]):
    """Lines under a title. All usual keys for leaving close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,f1,L", "dismiss", "Close"),
    ]

    def __init__(self, title: str, draw: Draw) -> None:
        super().__init__(title)
        self._draw = draw

    def lines(self, width: int) -> Sequence[Line]:
        return self._draw(width)
