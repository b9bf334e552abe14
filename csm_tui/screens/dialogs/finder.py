"""The base of dialogs that find something by a part of its name."""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input

from csm_tui.domain.text import safe_text
from csm_tui.resources import STYLES
from csm_tui.screens.dialogs.list_dialog import fit_table
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.form.line_input import LineInput
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.table.band_table import BandTable, Cell, Column

Picked = TypeVar("Picked")


class Finder(PatchedDialog["Picked | None"], Generic[Picked]):
    """The input has the focus; up and down move in the table below it. `esc` dismisses with None."""

    CSS_PATH = STYLES / "dialogs.tcss"
    EMPTY: ClassVar[str]
    COLUMNS: ClassVar[tuple[Column, ...]]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", priority=True),
        Binding("down,ctrl+n", "move(1)", "Down", priority=True, show=False),
        Binding("up,ctrl+p", "move(-1)", "Up", priority=True, show=False),
        Binding("escape", "dismiss", "Close", priority=True),
    ]

    def __init__(self, title: str, *, text: str = "", ascii_only: bool = False) -> None:
        """`text` stands in the line, selected: what is typed takes its place."""
        super().__init__()
        self._title = title
        self.text = text
        self.table = BandTable(self.COLUMNS, self.cells, empty=self.why_empty, ascii_only=ascii_only)

    @property
    def why_empty(self) -> str:
        """What is said where nothing is found."""
        return self.EMPTY

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = Content(safe_text(self._title))
            yield LineInput(self.text, placeholder="any part of the name", compact=True, classes="editor")
            yield self.table
        yield KeyBar()

    def on_resize(self) -> None:
        """Fit the table to the new size of the screen."""
        fit_table(self.table, around=1)

    def on_mount(self) -> None:
        self.table.can_focus = False
        self.table.show_rows(self.found(self.text))
        self.query_one(LineInput).focus()

    @abstractmethod
    def found(self, text: str) -> Sequence[Hashable]:
        """The keys of the rows that match a text, in order."""

    @abstractmethod
    def cells(self, key: Hashable) -> Sequence[Cell]:
        """The cells of a row, one per column."""

    @abstractmethod
    def choose(self, key: Hashable) -> None:
        """Dismiss with the row under the cursor."""

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.text = event.value
        self.table.show_rows(self.found(event.value))
        self.table.action_cursor_first()

    @on(BandTable.Opened)
    def _opened(self) -> None:
        self.action_choose()

    def action_move(self, step: int) -> None:
        """Move to the next (1) or previous (-1) row."""
        (self.table.action_cursor_down if step > 0 else self.table.action_cursor_up)()

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.table.cursor_key is None:
            self.notify(self.why_empty, severity="warning")
        else:
            self.choose(self.table.cursor_key)
