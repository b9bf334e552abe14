"""What does not fit in the calendar, each with the activity to begin with."""

from collections.abc import Hashable, Sequence
from typing import ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType

from csm_tui.screens.cells.quarter_lines import Misfit
from csm_tui.screens.dialogs.list_dialog import ListDialog
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import BandTable, Cell, Column
from csm_tui.widgets.wrapping import wrapped_lines


class ProblemsDialog(ListDialog[str]):
    """Dismisses with the id of the activity of the chosen row. The row under the cursor stands above in full."""

    TITLE_LINE = "What does not fit"
    COLUMNS = (Column("problem", "Problem", "Problem", 60, 20, grows=True),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open_row", "To the activity", priority=True)  # or the table's own would hide it from the bar
    ]

    def __init__(self, misfits: Sequence[Misfit], *, ascii_only: bool) -> None:
        self._misfits = misfits
        super().__init__(ascii_only=ascii_only)

    def rows(self) -> Sequence[Hashable]:
        return range(len(self._misfits))

    def cells(self, key: Hashable) -> Sequence[Cell]:
        return (Cell(self._misfit(key).text, "red"),)

    def lines(self) -> Sequence[Line]:
        return wrapped_lines(self._misfit(self.chosen).text, self.app.size.width)

    def _misfit(self, key: Hashable) -> Misfit:
        return self._misfits[cast(int, key)]

    @on(BandTable.CursorMoved)
    def _moved(self) -> None:
        self.show()

    async def open(self, key: Hashable) -> None:
        self.dismiss(self._misfit(key).activity.id)
