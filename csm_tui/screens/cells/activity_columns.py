"""The columns of the plan and what stands in them. Pure functions, no widgets."""

from collections.abc import Callable, Mapping, Sequence

from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus, Category
from csm_tui.domain.values.hours import shown_hours
from csm_tui.planning.plan.rows import PlanRow
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.table.band_table import Cell, Column

COLUMNS = (
    Column("reference", "Activity", "Activity", 200, 32),
    Column("category", "Category", "Cat", 8, 8),
    Column("clients", "Client", "Client", 16, 12),
    Column("hours", "Hours", "Hours", 5, 5, "right"),
    Column("remaining", "Left", "Left", 5, 5, "right"),
    Column("deadline", "Deadline", "Deadline", 10, 10),
    Column("weeks", "Weeks", "Weeks", 7, 6, "right"),
    Column("status", "Status", "Status", 9, 9),
    Column("logged", "Logged", "Logged", 6, 6, "right"),
    Column("dependencies", "Depends on", "After", 14, 12),
    Column("purpose", "Purpose", "Purpose", 24, 20),
    Column("results", "Results", "Results", 24, 20),
    Column("measurement", "Measurement", "Measure", 24, 20),
    Column("earliest", "Earliest", "From", 10, 10),
    Column("notes", "Notes", "Notes", 24, 20),
)
_OUTCOME_STYLE = {ActivityOutcome.MET: "green", ActivityOutcome.PARTLY: "amber", ActivityOutcome.NOT: "red"}


def spans(numbers: Sequence[int]) -> str:
    """Numbers in order with neighbours drawn together: 2-4, 7."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in found)


def _first_line(text: str) -> str:
    return next(iter(text.splitlines()), "")


def _text_cell(name: str) -> Callable[[PlanRow, Glyphs], Cell]:
    return lambda row, glyphs: Cell(_first_line(getattr(row.activity, name)) or glyphs.none)


def _reference_cell(row: PlanRow, _: Glyphs) -> Cell:
    late = "!" if row.is_late else " "
    one = row.activity
    return Cell(f"{late} {one.reference}  {_first_line(one.description)}".rstrip(), "" if one.open else "dim")


def status_cell(one: Activity) -> Cell:
    """The status of an activity, and of what is done the result."""
    if one.result is not None:
        return Cell(
            f"done {one.result}" if one.result is not ActivityOutcome.PARTLY else "partly", _OUTCOME_STYLE[one.result]
        )
    return Cell(one.status, "dim" if one.status in (ActivityStatus.DROPPED, ActivityStatus.DONE) else "")


def _deadline_cell(row: PlanRow, _: Glyphs) -> Cell:
    deadline = row.activity.deadline
    return Cell("end" if deadline is None else deadline.isoformat(), "red" if row.is_late else "")


_CELLS: Mapping[str, Callable[[PlanRow, Glyphs], Cell]] = {
    "reference": _reference_cell,
    "category": lambda row, _: Cell(row.activity.category),
    "clients": lambda row, glyphs: Cell(", ".join(row.plan.client_names(row.activity)) or glyphs.none),
    "hours": lambda row, _: Cell(shown_hours(row.activity.hours)),
    "remaining": lambda row, _: Cell(shown_hours(row.activity.remaining), "" if row.activity.remaining else "dim"),
    "deadline": _deadline_cell,
    "weeks": lambda row, glyphs: Cell(spans(row.weeks) or glyphs.none, "red" if row.is_late else ""),
    "status": lambda row, _: status_cell(row.activity),
    "logged": lambda row, _: Cell(shown_hours(row.activity.logged), "" if row.activity.logged else "dim"),
    "dependencies": lambda row, glyphs: Cell(", ".join(row.plan.references(row.activity.dependencies)) or glyphs.none),
    "purpose": _text_cell("purpose"),
    "results": _text_cell("results"),
    "measurement": _text_cell("measurement"),
    "earliest": lambda row, glyphs: Cell(row.activity.earliest.isoformat() if row.activity.earliest else glyphs.none),
    "notes": _text_cell("notes"),
}


def cells(row: PlanRow, glyphs: Glyphs) -> list[Cell]:
    """The cells of an activity, one per column."""
    return [_CELLS[column.key](row, glyphs) for column in COLUMNS]


def sort_value(row: PlanRow, column: str) -> object:
    """What an activity is sorted by; None is last."""
    one = row.activity
    match column:
        case "hours" | "remaining" | "logged":
            return getattr(one, column)
        case "deadline":
            return row.plan.deadline(one).isoformat()
        case "weeks":
            return next(iter(row.weeks), None)
        case "clients":
            return ", ".join(row.plan.client_names(one)).casefold() or None
        case "dependencies":
            return ", ".join(row.plan.references(one.dependencies)).casefold() or None
        case "earliest":
            return None if one.earliest is None else one.earliest.isoformat()
        case "category":
            return [*Category].index(one.category)
        case "status":
            return [*ActivityStatus].index(one.status)
    return str(getattr(one, column)).casefold() or None
