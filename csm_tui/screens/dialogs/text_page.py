"""A dialog that only shows text: the legend and the help."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from csm_tui.resources import STYLES
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Draw, LinePane


class TextPage(PatchedDialog[None]):
    """Lines under a title. All usual keys for leaving close it."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,f1,L", "dismiss", "Close"),
    ]

    def __init__(self, title: str, draw: Draw) -> None:
        super().__init__()
        self._title = title
        self._draw = draw

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = Content(self._title)
            yield LinePane(self._draw, id="lines", focusable=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#lines").focus()
