"""How the plan is drawn: its columns and cells, the audit, an activity in full. Pure functions, no widgets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus, Category
from csm_tui.domain.records.assessment import Assessment
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.values.hours import shown_hours
from csm_tui.domain.values.quarter import Quarter
from csm_tui.planning.plan.audit import Check
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.schedule.timetable import Overload, Timetable
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.table.band_table import Cell, Column
from csm_tui.widgets.wrapping import explained, wrapped

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
_REACHED_TONE = {ActivityOutcome.MET: "green", ActivityOutcome.PARTLY: "amber", ActivityOutcome.NOT: "red"}


@dataclass(frozen=True, eq=False)
class PlanRow:
    """An activity as the plan shows it."""

    activity: Activity
    plan: Plan
    timetable: Timetable
    today: date

    @property
    def weeks(self) -> str:
        """The weeks of the quarter in which it is still to be worked on, counted from 1: 2-4, 7."""
        return spans([week + 1 for week in self.timetable.weeks_of(self.activity)])

    @property
    def is_late(self) -> bool:
        """Whether it is overdue, or will be finished after its deadline."""
        overdue = self.activity.open and self.plan.deadline(self.activity) < self.today
        return overdue or any(late.activity.id == self.activity.id for late in self.timetable.late)


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
            f"done {one.result}" if one.result is not ActivityOutcome.PARTLY else "partly", _REACHED_TONE[one.result]
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
    "weeks": lambda row, glyphs: Cell(row.weeks or glyphs.none, "red" if row.is_late else ""),
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
            return next(iter(row.timetable.weeks_of(one)), None)
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


def heading_lines(
    plan: Plan, timetable: Timetable, today: date, width: int, glyphs: Glyphs, *, present: bool
) -> list[Line]:
    """The quarter and where it stands; then whether everything fits, and if not what does not.

    `present`: it is the quarter that is followed by the next one.
    """
    quarter = plan.quarter
    kept = [one for one in plan.activities if one.status is not ActivityStatus.DROPPED]
    done = sum(one.status is ActivityStatus.DONE for one in kept)
    left = sum(one.remaining for one in kept if one.category is not Category.ONBOARD)
    onboard = sum(one.remaining for one in kept if one.category is Category.ONBOARD)
    line: list[Run] = [
        (f" Quarter {quarter.start} to {quarter.end}", "strong"), (f"  {_where(quarter, today, present)}", "dim"),
        (f"   {shown_hours(left)} h left, {shown_hours(sum(timetable.free_on.values()))} h free", ""),
    ]  # fmt: skip
    more = (
        f"   onboarding {shown_hours(onboard)} h left" if onboard else "",
        f"   {len(kept)} {'activity' if len(kept) == 1 else 'activities'}, {done} done",
    )
    for text in more:
        if sum(cell_len(one) for one, _ in line) + len(text) <= width:
            line.append((text, "dim"))
    return [line, verdict_line(timetable, width, glyphs)]


def _where(quarter: Quarter, today: date, present: bool) -> str:
    week = quarter.week_of(today)
    if week is not None:
        return f"week {week + 1} of 13"
    if today < quarter.start:
        return "to come"
    return "over: N opens the next" if present else "past"


def verdict_line(timetable: Timetable, width: int, glyphs: Glyphs) -> Line:
    """Whether every deadline is met, and if not what is too much and who is late."""
    if timetable.feasible and not timetable.disorder:
        peak = f", at most {timetable.peak * 100:.0f} % of a day" if timetable.peak else ""
        return [(f" {glyphs.green} Every deadline is met{peak} ({timetable.style})", "green")]
    problems = problem_texts(timetable)
    more = f" (+{len(problems) - 1} more)" if len(problems) > 1 else ""
    return [(f" {glyphs.red} {problems[0]}{more}"[: max(width, 10)], "red")]


def problem_texts(timetable: Timetable) -> list[str]:
    """What does not fit: overloaded stretches, what is late, what is pinned where it cannot be."""
    return [
        *(overload_text(one, timetable) for one in timetable.overload),
        *(
            f"{one.activity.reference} is due on {one.deadline} and "
            + ("never finished: there are no hours" if one.finish is None else f"finished on {one.finish}")
            for one in timetable.late
        ),
        *timetable.disorder,
    ]


def overload_text(one: Overload, timetable: Timetable) -> str:
    """An overloaded stretch in words: weeks 2-4 need 74 h, you have 60 h."""
    first, last = timetable.quarter.week_of(one.first), timetable.quarter.week_of(one.last)
    if first is None or last is None:
        when = f"{one.first} to {one.last} need"
    else:
        when = f"week {first + 1} needs" if first == last else f"weeks {first + 1}-{last + 1} need"
    names = ", ".join(activity.reference for activity in one.activities)
    return f"{when} {shown_hours(one.need)} h, you have {shown_hours(one.have)} h: {names}"


def audit_lines(checks: Sequence[Check], assessments: Sequence[Assessment], width: int, glyphs: Glyphs) -> list[Line]:
    """The latest self-assessments, then each check with its sign."""
    lines: list[Line] = [[(" Audit", "strong"), (f"  {sum(one.ok for one in checks)} of {len(checks)} held", "dim")]]
    for mark in assessments:
        parts = f"{mark.completeness} + {mark.accuracy} + {mark.quality} = {mark.total} of 15"
        lines.append([(f" Self-assessment of {mark.day}: {parts}, ", ""), (str(mark.verdict), "strong")])
    for one in checks:
        sign = glyphs.green if one.ok else glyphs.red
        first, *others = wrapped(one.detail, max(width - 17, 10)) or [""]
        lines.append([(f" {sign} {one.check:13} ", "green" if one.ok else "red"), (first, "dim" if one.ok else "")])
        lines += [[(" " * 17, ""), (part, "dim" if one.ok else "")] for part in others]
    return lines


def activity_lines(row: PlanRow, assumptions: Sequence[Assumption], width: int) -> list[Line]:
    """All of one activity: its fields, its hours, its assumptions."""
    one = row.activity
    lines: list[Line] = [[(f" {one.reference}", "strong"), (f"  {one.category}, {one.status}", "dim")]]
    facts = {
        "Client": ", ".join(row.plan.client_names(one)),
        "Description": one.description,
        "Purpose": one.purpose,
        "Results": one.results,
        "Measurement": one.measurement,
        "Hours": f"{shown_hours(one.hours)} h, {shown_hours(one.logged)} logged, {shown_hours(one.remaining)} left",
        "Deadline": str(one.deadline or f"the quarter's end, {row.plan.quarter.end}"),
        "Depends on": ", ".join(row.plan.references(one.dependencies)),
        "Notes": one.notes,
    }
    for name, text in facts.items():
        if text:
            lines += explained(name, text, width, 16, ("dim", ""))
    for entry in sorted(one.log, key=lambda each: each.day, reverse=True):
        lines.append([(f"   {entry.day} {shown_hours(entry.hours)} h  ", "dim"), (entry.note, "")])
    for assumption in assumptions:
        by = f", by {assumption.validate_by}" if assumption.validate_by else ""
        lines += explained("Assumption", f"{assumption.text} ({assumption.state}{by})", width, 16, ("dim", ""))
    return lines
