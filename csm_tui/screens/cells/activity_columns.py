"""Drawing the columns of the plan. Pure functions, no widgets."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus
from csm_tui.domain.text import first_line
from csm_tui.planning.columns import ColumnSpec
from csm_tui.planning.plan.columns import SPECS
from csm_tui.planning.plan.rows import PlanRow
from csm_tui.screens.cells import columns as drawn
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.table.band_table import Cell
from csm_tui.widgets.table.layout import fit

ACTIVITY_COLUMNS = drawn.table_columns(SPECS)
_WIDEST_REFERENCE = 16
_LONGEST_FIRST = 11
"""So many cells of the first client of several: beside it there is room for the number of the others."""
_LATE = ("deadline", "weeks")
"""The columns that show that an activity is late."""

_OUTCOME_STYLE = {ActivityOutcome.MET: "green", ActivityOutcome.PARTLY: "amber", ActivityOutcome.NOT: "red"}


def activity_cells(row: PlanRow, reference_width: int, glyphs: Glyphs) -> list[Cell]:
    """The cells of an activity, one per column. `reference_width` is that of the longest reference in the list."""
    return [_reference_cell(row, reference_width), *(_cell(spec, row, glyphs) for spec in SPECS[1:])]


def reference_width(activities: Iterable[Activity]) -> int:
    """The width of the longest reference in cells, at most 16."""
    return min(max((cell_len(one.reference) for one in activities), default=0), _WIDEST_REFERENCE)


def activity_title(activity: Activity, reference_width: int) -> str:
    """The reference and the first line of the description, which are aligned in a list."""
    return f"{fit(activity.reference, reference_width)}  {first_line(activity.description)}".rstrip()


def _reference_cell(row: PlanRow, reference_width: int) -> Cell:
    late = "!" if row.is_late else " "
    return Cell(f"{late} {activity_title(row.activity, reference_width)}", "" if row.activity.open else "dim")


def status_cell(one: Activity) -> Cell:
    """The status of an activity, with the result if it is done."""
    if one.result is not None:
        text = "partly" if one.result is ActivityOutcome.PARTLY else f"done {one.result}"
        return Cell(text, _OUTCOME_STYLE[one.result])
    return Cell(one.status, "dim" if one.status in (ActivityStatus.DROPPED, ActivityStatus.DONE) else "")


def _first_of(names: Sequence[str]) -> str:
    """The first of several names, cut where it is long, and how many more there are: Customer 10 +1."""
    return f"{fit(names[0], min(cell_len(names[0]), _LONGEST_FIRST))} +{len(names) - 1}"


def _cell(spec: ColumnSpec[PlanRow], row: PlanRow, glyphs: Glyphs) -> Cell:
    if spec.key == "status":
        return status_cell(row.activity)
    shown = drawn.cell(spec, row, glyphs)
    if spec.key == "deadline" and row.activity.deadline is None:
        shown = Cell("end")
    if spec.key == "clients" and len(row.clients) > 1:
        shown = shown._replace(short=_first_of(row.clients))
    if not row.activity.open:
        return shown._replace(style="dim")
    return shown._replace(style="red") if row.is_late and spec.key in _LATE else shown
