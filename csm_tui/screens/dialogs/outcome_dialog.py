"""A dialog that asks how far the results of an activity were reached."""

from collections.abc import Hashable, Sequence

from csm_tui.domain.records.activity import ActivityOutcome
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.list_dialog import ChoosingDialog
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column

_MEANINGS = {
    ActivityOutcome.MET: ("the intended results are there", "green"),
    ActivityOutcome.PARTLY: ("some of them", "amber"),
    ActivityOutcome.NOT: ("the work is done, the results are not", "red"),
}


class OutcomeDialog(ChoosingDialog[ActivityOutcome]):
    """Dismisses with the outcome."""

    TITLE_LINE = "Done: with what result?"
    COLUMNS = (Column("result", "Result", "Result", 10, 8), Column("meaning", "", "", 44, 36, grows=True))

    def __init__(self, reference: str, glyphs: Glyphs) -> None:
        super().__init__(ascii_only=glyphs.is_ascii)
        self._reference = reference

    def lines(self) -> Sequence[Line]:
        return [[(f" {self._reference}", "strong")]]

    def rows(self) -> Sequence[Hashable]:
        return [*ActivityOutcome]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        meaning, style_name = _MEANINGS[ActivityOutcome(str(key))]
        return Cell(str(key), style_name), Cell(meaning, "dim")

    async def open(self, key: Hashable) -> None:
        self.dismiss(ActivityOutcome(str(key)))
