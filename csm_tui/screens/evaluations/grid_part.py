"""The sections of an evaluation as on the paper form: sections down, their entries across."""

from collections.abc import Hashable, Sequence
from typing import cast

from csm_tui.domain.record import Entity
from csm_tui.domain.records.evaluation import Entry, Section
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.evaluations.parts import FormPart, InPlace, SectionPart, Shown, entry_cell
from csm_tui.session.changes import Change
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow

_NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six")
"""The places of the paper form; further ones are numbered."""

_SECTIONS = {section: SectionPart(section) for section in Section}


class GridPart(FormPart):
    """All sections at once. The row of a section ends with a free cell, in which a new entry is begun."""

    title = "All sections"
    titled = True
    column = 0
    """The column of the cursor, on which it depends which entry is meant."""

    def columns_of(self, shown: Shown) -> tuple[SheetColumn, ...]:
        """As many columns as the longest section needs, and one that is free; at least those of the paper form."""
        most = max(len(_SECTIONS[section].rows(shown)) for section in Section)
        count = max(len(_NUMBERS), most + 1)
        names = (*_NUMBERS, *map(str, range(len(_NUMBERS) + 1, count + 1)))
        return tuple(SheetColumn(name, name, least=22) for name in names[:count])

    def count(self, shown: Shown) -> str:
        return str(len(shown.row.entries))

    def rows(self, shown: Shown) -> Sequence[SheetRow]:
        width = len(self.columns_of(shown))
        rows = []
        for section in Section:
            cells = [entry_cell(one, shown) for one in shown.row.sections[section]]
            rows.append(
                SheetRow(section, SheetCell(str(section), "title"), (*cells, *[SheetCell("")] * (width - len(cells))))
            )
        return rows

    def record(self, shown: Shown, key: Hashable) -> Entry | None:
        entries = shown.row.sections[cast(Section, key)]
        return entries[self.column] if self.column < len(entries) else None

    def in_place(self, shown: Shown, key: Hashable, column: int) -> InPlace:
        part, entries = _SECTIONS[cast(Section, key)], shown.row.sections[cast(Section, key)]
        entry = entries[column] if column < len(entries) else None
        return InPlace(part.new(shown, shown.adding) if entry is None else part.form(shown, entry), "text")

    def new(self, shown: Shown, identity: str) -> FormSpec[Change]:
        return _SECTIONS[Section.CHALLENGES].new(shown, identity)

    def form(self, shown: Shown, record: Entity) -> FormSpec[Change]:
        return _SECTIONS[cast(Entry, record).section].form(shown, record)

    def siblings(self, shown: Shown, record: Entity) -> Sequence[Entity]:
        return shown.row.sections[cast(Entry, record).section]
