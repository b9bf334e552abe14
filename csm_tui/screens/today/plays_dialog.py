"""The dialog that offers the plays that apply to a client."""

from collections.abc import Hashable, Sequence

from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.texts import filled
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.list_dialog import ChoosingDialog
from csm_tui.screens.today.day_details import Proposal
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


class PlaysDialog(ChoosingDialog[Play]):
    """Dismisses with the chosen play."""

    TITLE_LINE = "Which play?"
    COLUMNS = (
        Column("play", "Play", "Play", 28, 20, grows=True),
        Column("category", "For", "For", 8, 8),
        Column("count", "Activities", "Act.", 10, 4, "right"),
        Column("hours", "Hours", "Hours", 6, 5, "right"),
    )

    def __init__(self, row: Row, proposals: Sequence[Proposal], glyphs: Glyphs) -> None:
        self._row = row
        self._proposals = {one.play.id: one for one in proposals}
        super().__init__(ascii_only=glyphs.is_ascii)

    def lines(self) -> Sequence[Line]:
        return [[(f" {self._row.client.name}", "strong"), ("  enter takes it in", "dim")]]

    def rows(self) -> Sequence[Hashable]:
        return [*self._proposals]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        one = self._proposals[str(key)]
        size = Cell(str(one.work.activities)), Cell(shown_hours(one.work.hours))
        return Cell(one.play.title), Cell(one.play.category, "dim"), *size

    def below(self) -> str:
        one = self._proposals.get(str(self.chosen))
        return "" if one is None else filled(one.play.purpose, self._row)

    async def open(self, key: Hashable) -> None:
        self.dismiss(self._proposals[str(key)].play)
