"""The rows of a table of activities, each read by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from csm_tui.domain.text import clean_line
from csm_tui.exchange.plan.plan_cells import PlanCells, is_plain
from csm_tui.exchange.plan.plan_sheet import PlanSheet
from csm_tui.exchange.reading.table_row import TableRow

_NOT_ALONE = frozenset({"dependencies", "parent", "unit"})
"""Fields of which a cell is understood only with others."""


@dataclass(frozen=True)
class ActivityRow:
    """What a row says by itself.

    Attributes:
        row: The row as it stands in the file.
        values: The values of the activity's fields; a field of which nothing is said is not in it.
        bad: What is wrong with its bad cells, by field.
        cells: The cells by field, as they are meant.
    """

    row: TableRow
    values: Mapping[str, Any]
    bad: Mapping[str, str]
    cells: Mapping[str, str]

    @property
    def dependencies(self) -> str:
        """The cell of its dependencies."""
        return self.cells.get("dependencies", "")

    @property
    def reference(self) -> str:
        """The reference in the file, "" for none."""
        return str(self.values.get("reference", ""))


def read_row(sheet: PlanSheet, row: TableRow, reader: PlanCells) -> ActivityRow:
    """A row of a table, read by itself."""
    cells = sheet.cells(row)
    values: dict[str, Any] = {}
    bad: dict[str, str] = {}
    for name, cell in cells.items():
        if name in _NOT_ALONE or not clean_line(cell):
            continue
        try:
            value = reader.value(name, _with_unit(cell, cells) if name == "hours" else cell)
        except ValueError as error:
            bad[name] = str(error)
        else:
            values |= {} if value is None else {name: value}
    status = values.pop("progress", None)
    if status is not None:
        values.setdefault("status", status)
    parent = clean_line(cells.get("parent", ""))
    if parent:
        values["notes"] = "\n".join(filter(None, (values.get("notes"), f"Part of {parent}")))
    return ActivityRow(row, values, bad, cells)


def _with_unit(cell: str, cells: Mapping[str, str]) -> str:
    """A duration with the unit from the column of units."""
    unit = clean_line(cells.get("unit", ""))
    return f"{cell} {unit}" if unit and is_plain(cell) else cell
