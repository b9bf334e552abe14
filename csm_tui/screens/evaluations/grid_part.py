"""The sections of an evaluation as on the paper form: sections down, their entries across."""

from collections.abc import Sequence
from typing import cast

from csm_tui.domain.record import Entity
from csm_tui.domain.records.engagements.evaluation import Entry, Section
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.base.parts_screen import CellSpot, InPlace
from csm_tui.screens.evaluations.form_parts import SectionPart
from csm_tui.screens.evaluations.parts import FormPart, ShownEvaluation
from csm_tui.session.changes import Change
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow

_NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six")
"""The places of the paper form; further ones are numbered."""

_SECTIONS = {section: SectionPart(section) for section in Section}


class GridPart(FormPart):
    """All sections at once. The row of a section ends with a free cell, in which a new entry is begun."""

    title = "All sections"
    wide = True
    of_phase = True

    def columns(self, shown: ShownEvaluation) -> tuple[SheetColumn, ...]:
        """As many columns as the longest section needs, and one that is free; at least those of the paper form."""
        most = max(len(part.rows(shown)) for part in _SECTIONS.values())
        count = max(len(_NUMBERS), most + 1)
        names = (*_NUMBERS, *map(str, range(len(_NUMBERS) + 1, count + 1)))
        return tuple(SheetColumn(name, name, least=22) for name in names[:count])

    def count(self, shown: ShownEvaluation) -> str:
        return str(len(shown.row.entries))

    def is_typed(self, shown: ShownEvaluation) -> bool:
        return any(part.is_typed(shown) for part in _SECTIONS.values())

    def rows(self, shown: ShownEvaluation) -> Sequence[SheetRow]:
        width = len(self.columns(shown))
        rows = []
        for section, part in _SECTIONS.items():
            cells = [row.cells[0] for row in part.rows(shown)]
            free = [SheetCell("")] * (width - len(cells))
            rows.append(SheetRow(section, SheetCell(str(section), "title"), (*cells, *free)))
        return rows

    def record(self, shown: ShownEvaluation, spot: CellSpot) -> Entry | None:
        entries = shown.row.sections[cast(Section, spot.key)]
        return entries[spot.column] if spot.column < len(entries) else None

    def in_place(self, shown: ShownEvaluation, spot: CellSpot) -> InPlace | None:
        part = _section(spot)
        keys = [row.key for row in part.rows(shown)]
        return part.in_place(shown, CellSpot(keys[spot.column])) if spot.column < len(keys) else None

    def new(self, shown: ShownEvaluation, spot: CellSpot, identity: str) -> FormSpec[Change]:
        return _section(spot).new(shown, spot, identity)

    def new_spot(self, shown: ShownEvaluation, spot: CellSpot, identity: str) -> CellSpot:  # noqa: ARG002
        return CellSpot(spot.key, len(_section(spot).records(shown)))

    def form(self, shown: ShownEvaluation, record: Entity) -> FormSpec[Change]:
        return _SECTIONS[cast(Entry, record).section].form(shown, record)

    def siblings(self, shown: ShownEvaluation, record: Entity) -> Sequence[Entity]:
        return shown.row.sections[cast(Entry, record).section]

    def spot_of(self, shown: ShownEvaluation, record: Entity, near: CellSpot) -> CellSpot:  # noqa: ARG002
        section = cast(Entry, record).section
        ids = [one.id for one in shown.row.sections[section]]
        return CellSpot(section, ids.index(record.id))


def _section(spot: CellSpot) -> SectionPart:
    return _SECTIONS[cast(Section, spot.key)]
