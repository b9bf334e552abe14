"""Importing a spreadsheet of activities: what it would add and change in a plan, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.records.activity import Activity, ActivityStatus
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.names import natural_key, some_names
from csm_tui.domain.values.reading.planned_days import COULD_BE_TWO, day_first_in
from csm_tui.domain.values.time.hours import read_hours, shown_hours
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.plan.doubts import about_activities, about_days, about_hours, about_unit, about_words, whose_is
from csm_tui.exchange.plan.fields import PLAN
from csm_tui.exchange.plan.placing import PlacedRow, Placing, Whose, ids_by_name, place_rows
from csm_tui.exchange.plan.plan_cells import Dependencies, PlanCells, in_days
from csm_tui.exchange.plan.plan_row import ActivityRow, read_row
from csm_tui.exchange.plan.plan_sheet import PlanSheet, plan_sheet
from csm_tui.exchange.plan.words import is_share
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers, Question, WrongAnswer
from csm_tui.exchange.reading.columns.file_days import without_time
from csm_tui.exchange.reading.memory import learned, with_memory
from csm_tui.exchange.reading.result import ImportResult, Rejected
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.watching import Watch, unwatched, watched
from csm_tui.planning.plan.plan import Plan, circle

_DAYS = ("deadline", "earliest")


@dataclass(frozen=True, kw_only=True)
class PlanImport(ImportResult):
    """The changes that the good rows of a file make to a plan. With anything in `rejected` nothing is to be taken in.

    `activities` holds each good row's activity before (None: added) and after; `missing` are references.
    """

    activities: tuple[tuple[Activity | None, Activity], ...]


def import_plan(
    data: bytes, workspace: Workspace, plan: Plan, today: date, answers: Answers = NO_ANSWERS, watch: Watch = unwatched
) -> PlanImport:
    """The changes that a file would make to a plan. `activities_of` says how activities are found; none is deleted.

    An absent column, or an empty cell, leaves what is stored; so does a cell that says that there is nothing ("-",
    "n/a") where no text is expected. `watch` is told how far the rows are read.

    Raises:
        FileRefused: the file cannot be read, or has columns neither of references nor of descriptions.
        WrongAnswer, UnknownSheet: the answers do not fit the file or the fields.
    """
    reading = _Reading(plan_sheet(data, with_memory(answers, PLAN, workspace)), workspace, plan, today, answers)
    reading.read(watch)
    return reading.found()


class _Reading:
    """One file on its way into a plan. Dependencies may name rows that stand further down, so they come last."""

    def __init__(self, table: PlanSheet, workspace: Workspace, plan: Plan, today: date, answers: Answers) -> None:
        self._table, self._sheet, self._plan = table, table.sheet, plan
        self._learned = learned(answers, PLAN, workspace, but=table.header(PLAN.key))
        share = is_share(table.column("progress"))
        orders = {name: day_first_in(map(without_time, table.column(name)), today) for name in _DAYS}
        self._cells = PlanCells(workspace, plan.quarter, today, {**orders, **table.day_first}, table.unit, share)
        self._dependencies = Dependencies(self._dependency)
        self._rejected: list[Rejected] = []
        self._doubts: list[Question] = []
        self._placing = Placing((), (), ())
        self._ids: Mapping[str, str] = {}
        self._good: list[tuple[Activity | None, Activity]] = []

    def read(self, watch: Watch) -> None:
        read = watched(self._sheet.rows, "rows read", watch)
        rows = [read_row(self._table, row, self._cells) for row in read]
        self._doubts = [
            *about_unit(self._table),
            *about_words(self._table),
            *about_days(self._table, _could_be_two(rows)),
        ]
        asked = {question.field for question in self._doubts}
        for one in rows:
            for name, problem in one.bad.items():
                if name not in asked or (name in _DAYS and problem != COULD_BE_TWO):
                    self._reject(one.row, name, problem)
        self._placing = place_rows(rows, self._plan, has_clients=self._table.has("clients"), whose=self._whose)
        for one, problem in self._placing.problems:
            self._reject(one.row, "reference", problem)
        self._ids = ids_by_name(self._placing.rows, self._plan)
        for placed in watched(self._placing.rows, "rows matched", watch):
            after = self._activity(placed)
            if after is not None:
                self._good.append((placed.before, after))
        self._refuse_circles()

    def _whose(self, reference: str) -> Whose | None:
        return whose_is(self._table, reference)

    def _reject(self, row: TableRow, name: str, problem: str) -> None:
        self._rejected.append(self._sheet.rejected(row, name, problem))

    def _activity(self, placed: PlacedRow) -> Activity | None:
        """The activity that a row makes; None if the row is bad."""
        read, before = placed.read, placed.before
        values, bad = {**read.values, "reference": placed.reference}, {*read.bad}
        beyond = [*self._sheet.beyond(read.row)]
        self._rejected += beyond
        if clean_line(read.dependencies):
            try:
                values["dependencies"] = self._dependencies.read(read.dependencies)
            except ValueError as error:
                bad.add("dependencies")
                self._reject(read.row, "dependencies", str(error))
        base = self._base(placed)
        if before is not None and values.get("status") is not ActivityStatus.DONE:
            base["result"] = before.result if values.get("status", before.status) is ActivityStatus.DONE else None
        try:
            after = Activity.model_validate({**base, **{name: one for name, one in values.items() if one is not None}})
        except ValidationError as error:
            for name, problem in explain(Activity, error).items():
                if name not in bad and not (name == "hours" and self._lacks_hours):
                    self._reject(read.row, name, problem)
            return None
        return None if bad or beyond else after

    def _base(self, placed: PlacedRow) -> dict[str, Any]:
        """What holds where a row says nothing."""
        if placed.before is not None:
            return dict(placed.before)
        hours = self._hours_of_all
        return {"id": placed.id, "quarter": self._plan.quarter.start} | ({} if hours is None else {"hours": hours})

    @cached_property
    def _hours_of_all(self) -> float | None:
        """What the user says that an activity takes of which the file does not say it."""
        said = self._table.answers.value(self._table.header("hours"), "")
        try:
            return None if said is None else read_hours(said, self._cells.day_hours)
        except ValueError as error:
            raise WrongAnswer(f"{self._table.header('hours')}: {said} is no duration: {error}") from None

    @cached_property
    def _lacks_hours(self) -> bool:
        """Whether nobody says how long activities take."""
        return not self._table.has("hours") and self._hours_of_all is None

    def _dependency(self, name: str) -> str | None:
        return self._ids.get(fold(name))

    def _after(self) -> Plan:
        """The plan with the good rows taken in."""
        after = {one.id: one for one in self._plan.activities} | {one.id: one for _, one in self._good}
        return Plan(self._plan.quarter, tuple(after.values()), self._plan.clients)

    def _refuse_circles(self) -> None:
        """A circle through a row of the file is refused; one that stands in the plan already is not of its making."""
        rows = {one.id: one.read.row for one in self._placing.rows}
        after = dict(self._after().by_id)
        while found := circle(after.values()):
            ours = next((one.id for one in found if one.id in rows), None)
            if ours is not None:
                names = " > ".join(one.reference for one in [*found, found[0]])
                self._reject(rows[ours], "dependencies", f"these wait for each other: {names}")
                self._good = [pair for pair in self._good if pair[1].id != ours]
            for one in found if ours is None else [after[ours]]:
                del after[one.id]

    def found(self) -> PlanImport:
        added = sum(before is None for before, _ in self._good)
        updated = sum(before is not None and before != after for before, after in self._good)
        seen = {one.id for one in self._placing.rows}
        return PlanImport(
            activities=tuple(self._good),
            added=added,
            updated=updated,
            unchanged=len(self._good) - added - updated,
            missing=tuple(one.reference for one in self._plan.activities if one.id not in seen),
            rejected=tuple(sorted(self._rejected, key=lambda bad: bad.row)),
            warnings=tuple(self._warnings()),
            columns=self._table.columns,
            left_out=(*self._sheet.ignored, *self._table.superseded),
            samples=self._sheet.samples,
            questions=tuple(self._questions()),
            notes=(*self._table.notes, *self._notes()),
            left_out_rows=self._sheet.left_out_rows,
            learned=self._learned,
        )

    def _questions(self) -> Iterator[Question]:
        yield from self._doubts
        if self._lacks_hours and any(one.before is None for one in self._placing.rows):
            yield about_hours(self._table)
        if self._placing.doubts:
            yield about_activities(self._table, self._placing.doubts)

    def _notes(self) -> Iterator[str]:
        """How the file was read where that is not as one would expect."""
        if any(in_days(cell, self._table.unit) for cell in self._table.column("hours")):
            yield f"a day is {shown_hours(self._cells.day_hours)} h: hours.week / 5"
        made = [one.reference for one in self._placing.rows if one.before is None and not one.read.reference]
        if made:
            yield f"made references for {some_names(made)}, as the file has none for them"
        others = [one for one in self._placing.rows if one.read.reference not in ("", one.reference)]
        if others and not self._placing.doubts:
            named = some_names([f"{one.read.reference} as {one.reference}" for one in others])
            yield f"some come in with another reference than in the file: {named}"
        if self._dependencies.dropped:
            names = some_names(sorted(self._dependencies.dropped, key=natural_key))
            yield f"of dependencies only the order is kept, not what else is said of it: {names}"

    def _warnings(self) -> Iterator[str]:
        yield from self._sheet.warnings()
        after = self._after()
        for _, activity in self._good:
            yield from deadline_warnings(activity, self._plan)
            for other in after.waived(activity):
                yield f"{activity.reference}: it goes on without {other.reference}, which was dropped"


def _could_be_two(rows: Iterable[ActivityRow]) -> dict[str, list[str]]:
    """The cells of days, by field, in which day and month could change places."""
    found: dict[str, list[str]] = {}
    for one in rows:
        for name in _DAYS:
            if one.bad.get(name) == COULD_BE_TWO:
                found.setdefault(name, []).append(one.cells[name])
    return found


def deadline_warnings(activity: Activity, plan: Plan) -> Iterator[str]:
    """Warnings about an activity's deadline."""
    if activity.deadline is None:
        yield f"{activity.reference}: without a deadline it is due at the quarter's end, {plan.quarter.end}"
    elif activity.deadline not in plan.quarter:
        yield f"{activity.reference}: its deadline {activity.deadline} lies outside the quarter"
