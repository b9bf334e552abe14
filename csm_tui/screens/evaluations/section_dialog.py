"""The dialog that chooses the section into which an entry is moved."""

from collections.abc import Hashable, Sequence
from typing import cast

from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.planning.evaluations.engagements import EvaluationRow
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.list_dialog import ChoosingDialog
from csm_tui.widgets.table.band_table import Cell, Column


class SectionDialog(ChoosingDialog[Section]):
    """Dismisses with the chosen section."""

    TITLE_LINE = "Move into"
    COLUMNS = (Column("section", "Section", "Section", 30, 26), Column("count", "Entries", "Entries", 8, 8, "right"))

    def __init__(self, row: EvaluationRow, glyphs: Glyphs) -> None:
        self._row = row
        super().__init__(ascii_only=glyphs.is_ascii)

    def rows(self) -> Sequence[Hashable]:
        return [*Section]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        section = cast(Section, key)
        return Cell(str(section)), Cell(str(len(self._row.sections[section])))

    async def open(self, key: Hashable) -> None:
        self.dismiss(cast(Section, key))
