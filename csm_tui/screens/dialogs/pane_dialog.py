"""The base of dialogs that show lines of text and ask for a key at the most."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from csm_tui.resources import STYLES
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.guard import guarded
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane

Chosen = TypeVar("Chosen")

_PAGE_DOWN = "lines.page_down"


class _Lines(LinePane):
    """The lines of a dialog. Its keys name how to scroll where there are more than fit."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("pagedown", "page_down", "Page down", id=_PAGE_DOWN)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A page further is offered only where there is one."""
        return action != "page_down" or self.show_vertical_scrollbar

    def watch_show_vertical_scrollbar(self) -> None:
        self.refresh_bindings()


class PaneDialog(PatchedDialog[Chosen], Generic[Chosen]):
    """Lines under a title; they scroll where there is no room for all."""

    CSS_PATH = STYLES / "dialogs.tcss"

    def __init__(self, title: str) -> None:
        """`title` is shown as it is, never read as markup."""
        super().__init__()
        self._title = title
        self.problems: dict[str, str] = {}
        """What could not be shown, and why, by the title."""

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = Content(self._title)
            yield _Lines(self._drawn, id="lines", focusable=True)
        yield KeyBar(last=(_PAGE_DOWN,))

    def on_mount(self) -> None:
        self.query_one("#lines").focus()

    def _drawn(self, width: int) -> Sequence[Line]:
        """The lines, or why they cannot be shown: what they tell of is any text."""
        with guarded(self.problems, self._title, "shown"):
            return self.lines(width)
        return [[(f" {problem}", "red")] for problem in self.problems.values()]

    @abstractmethod
    def lines(self, width: int) -> Sequence[Line]:
        """The lines for a width in cells."""
