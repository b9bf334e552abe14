"""The base of dialogs with a list."""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell, Column
from csm_tui.widgets.wrapping import wrapped

Chosen = TypeVar("Chosen")
_MOST_BELOW = 4
"""The most lines below the rows."""

MOVING: tuple[Binding, ...] = (
    Binding("less_than_sign,shift+up", "move(-1)", "Up"),
    Binding("greater_than_sign,shift+down", "move(1)", "Down"),
)
"""The keys that move the row under the cursor, in dialogs in which that has a place: those of the screens."""


def fit_table(table: BandTable, around: int) -> None:
    """Limit the height of a dialog's table, so that with `around` rows it takes three quarters of the screen.

    A stylesheet can only say "as high as the dialog", which would hide the last rows below its edge.
    """
    room = (table.app.size.height - 1) * 3 // 4 - around - 1  # without the key bar, and the title
    table.styles.max_height = max(room, 3)


class ListDialog(PatchedDialog["Chosen | None"], Generic[Chosen]):
    """Rows under a title, with room for lines above them. `esc` dismisses with None."""

    CSS_PATH = STYLES / "dialogs.tcss"
    TITLE_LINE: str = ""
    EMPTY: ClassVar[str] = ""
    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close"),
    ]

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.table = BandTable(self.COLUMNS, self.cells, empty=self.EMPTY, ascii_only=ascii_only)
        self.heading = LinePane(id="heading")
        self._below = LinePane(id="below")

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = self.TITLE_LINE
            yield self.heading
            yield self.table
            yield self._below
        yield KeyBar()

    def on_mount(self) -> None:
        self.show()
        self.table.focus()

    def show(self) -> None:
        """Show the rows as they are now."""
        self.table.redraw()
        self.table.show_rows(self.rows())
        lines = self.lines()
        self.heading.display = bool(lines)
        self.heading.show(lambda _: lines)
        self._show_below()

    @on(BandTable.CursorMoved)
    def _show_below(self) -> None:
        below = [[(f" {part}", "dim")] for part in self._parts_below()]
        self._below.display = bool(below)
        self._below.show(lambda _: below)
        fit_table(self.table, len(self.lines()) + len(below))

    def _parts_below(self) -> list[str]:
        parts = wrapped(self.below(), max(self.app.size.width - 3, 10))
        if len(parts) <= _MOST_BELOW:
            return parts
        return [*parts[: _MOST_BELOW - 1], " ".join(parts[_MOST_BELOW - 1 :])]  # the pane cuts the last with a sign

    def on_resize(self) -> None:
        """Fit the table to the new size of the screen."""
        self.show()

    @property
    def chosen(self) -> Hashable | None:
        """The key of the row under the cursor."""
        return self.table.cursor_key

    @abstractmethod
    def rows(self) -> Sequence[Hashable]:
        """The keys of the rows, in order."""

    @abstractmethod
    def cells(self, key: Hashable) -> Sequence[Cell]:
        """The cells of a row, one per column."""

    def lines(self) -> Sequence[Line]:
        """The lines above the rows."""
        return ()

    def below(self) -> str:
        """What is said below the rows of the one under the cursor, "" for nothing."""
        return ""

    @abstractmethod
    async def open(self, key: Hashable) -> None:
        """Called on enter or a second click on a row."""

    async def action_open_row(self) -> None:
        """Open the row under the cursor, for a key of its own beside enter."""
        if self.chosen is not None:
            await self.open(self.chosen)

    @on(BandTable.Opened)
    async def _opened(self, event: BandTable.Opened) -> None:
        event.stop()
        await self.open(event.key)


class ChoosingDialog(ListDialog[Chosen]):
    """One that is there to choose a row, which it is dismissed with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open_row", "Choose", priority=True)  # or the table's own would hide it from the bar
    ]


class ChangingDialog(ListDialog[Chosen]):
    """One in which records are changed: what was done there is taken back there, too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "step('undo')", "Undo"),
        Binding("ctrl+r", "step('redo')", "Redo", show=False),
    ]

    async def action_step(self, command_id: str) -> None:
        """Undo or redo the last change, or say why that is not possible."""
        await app_of(self.app).action_perform(command_id)
        self.show()
