"""The dialog that chooses the columns of the portfolio and their order."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.planning.portfolio.columns import ALL_COLUMNS, BY_KEY, USUAL_COLUMNS
from csm_tui.screens.dialogs.list_dialog import MOVING, ListDialog
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


class ColumnsDialog(ListDialog[tuple[str, ...]]):
    """Dismisses with the keys of the columns in order."""

    TITLE_LINE = "Columns"
    COLUMNS = (
        Column("column", " Column", " Column", 17, 15),
        Column("meaning", "Meaning", "Meaning", 36, 24, grows=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "show_or_hide", "Show or hide"),
        *MOVING,
        Binding("r", "reset", "As at first"),
    ]

    def __init__(self, columns: Sequence[str], ascii_only: bool) -> None:
        super().__init__(ascii_only=ascii_only)
        self._order = [*columns, *(column for column in ALL_COLUMNS if column not in columns)]
        self._shown = {*columns}

    def on_mount(self) -> None:
        super().on_mount()
        self.table.show_marks(self._shown)

    def rows(self) -> Sequence[Hashable]:
        return self._order

    def cells(self, key: Hashable) -> Sequence[Cell]:
        spec = BY_KEY[str(key)]
        return Cell(f" {spec.title}", "" if key in self._shown else "dim"), Cell(spec.meaning, "dim")

    def lines(self) -> Sequence[Line]:
        return [[(" space shows or hides, < and > move, enter applies", "dim")]]

    async def open(self, key: Hashable) -> None:  # noqa: ARG002
        self.dismiss(tuple(column for column in self._order if column in self._shown))

    def action_show_or_hide(self) -> None:
        """Show or hide the column under the cursor."""
        column = str(self.chosen)
        if column == "client":
            self.notify("The client's name is always shown", severity="warning")
        else:
            self._shown ^= {column}
        self.show()
        self.table.show_marks(self._shown)
        self.table.action_cursor_down()

    def action_move(self, step: int) -> None:
        """Move the column up or down here, which is left or right in the table."""
        place = self.table.cursor_index
        if place and 1 <= place + step < len(self._order):
            self._order.insert(place + step, self._order.pop(place))
            self.show()

    def action_reset(self) -> None:
        """Restore the default columns and order."""
        self._order, self._shown = [*ALL_COLUMNS], {*USUAL_COLUMNS}
        self.show()
        self.table.show_marks(self._shown)
