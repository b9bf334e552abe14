"""A yes-or-no question, for the few things that cannot simply be undone."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from csm_tui.resources import STYLES
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.wrapping import wrapped


class Question(PatchedDialog[bool]):
    """Dismisses with True for yes and False for no."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes"),
        Binding("escape,n,q", "dismiss(False)", "No"),
    ]

    def __init__(self, question: str, text: str) -> None:
        super().__init__()
        self._question = question
        self._text = text

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = Content(self._question)
            yield LinePane(self._lines, focusable=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(LinePane).focus()

    def _lines(self, width: int) -> list[Line]:
        return [[(f" {part}", "")] for part in wrapped(self._text, max(width - 2, 10))]
