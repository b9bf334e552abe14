"""A dialog that only shows text: the legend and the help."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from csm_tui.resources import STYLES
from csm_tui.textual_patches.box import Box
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.line_pane import Draw, LinePane


class ReadingScreen(PatchedDialog[None]):
    """Lines under a title; any of the usual keys closes it."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,L", "dismiss", "Close", show=False),
    ]

    def __init__(self, title: str, draw: Draw) -> None:
        super().__init__()
        self._title = title
        self._draw = draw

    def compose(self) -> ComposeResult:
        with Box(id="reading") as box:
            box.border_title = self._title
            box.border_subtitle = "esc closes"
            yield LinePane(self._draw, id="lines", focusable=True)

    def on_mount(self) -> None:
        self.query_one(LinePane).focus()
