"""A plan as a spreadsheet: reading and writing the ten columns that people exchange, and three more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import new_id
from csm_tui.domain.records.activity import Activity, ActivityStatus, Category
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.hours import read_hours, shown_hours
from csm_tui.domain.values.names import SEPARATOR, UnknownName, find_names, joined_names
from csm_tui.domain.values.quarter import WORKDAYS
from csm_tui.domain.values.reading.planned_days import read_planned_day
from csm_tui.domain.values.reading.readers import is_no_data, read_choice
from csm_tui.domain.values.text import clean, clean_line, fold
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.plan_sheet import FIELDS, HEADERS, read_sheet
from csm_tui.exchange.reading.result import ImportResult, Rejected
from csm_tui.exchange.reading.sheet import Sheet
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.tables import write_csv
from csm_tui.exchange.watching import Watch, unwatched, watched
from csm_tui.planning.plan.plan import Plan, circle

_ALL = frozenset(
    {"all", *(f"{every} {those}" for every in ("all", "all active") for those in ("clients", "customers", "accounts"))}
)


@dataclass(frozen=True, kw_only=True)
class PlanImport(ImportResult):
    """The changes that the good rows of a file make to a plan. With anything in `rejected` nothing is to be taken in.

    `activities` holds each good row's activity before (None: added) and after; `missing` are references.
    """

    activities: tuple[tuple[Activity | None, Activity], ...]


def plan_rows(plan: Plan) -> list[list[object]]:
    """The rows of a plan in the order of HEADERS; several clients or dependencies are joined by `joined_names`."""
    return [
        [
            one.reference, joined_names(plan.client_names(one)), one.description, one.purpose, one.results,
            one.measurement, one.hours, one.deadline or "", joined_names(plan.references(one.dependencies)), one.notes,
            one.category, one.earliest or "", one.status,
        ]
        for one in plan.activities
    ]  # fmt: skip


def plan_csv(plan: Plan) -> str:
    """The plan as CSV, which `import_plan` reads back to the same plan."""
    rows = [[shown_hours(cell) if isinstance(cell, float) else cell for cell in row] for row in plan_rows(plan)]
    return write_csv(HEADERS, rows)


def import_plan(data: bytes, workspace: Workspace, plan: Plan, today: date, watch: Watch = unwatched) -> PlanImport:
    """The changes that a CSV or TSV file would make to a plan. Activities are matched by reference; none is deleted.

    An absent column, or an empty cell, leaves what is stored; so does a cell that says that there is nothing ("-",
    "n/a") where no text is expected. `watch` is told how far the rows are read.

    Raises:
        FileRefused: the file cannot be read, or has no column of references.
    """
    reading = _Reading(read_sheet(data), workspace, plan, today)
    reading.read(watch)
    return reading.found()


def read_rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a plan that is only to be looked at, by the words of HEADERS.

    Raises:
        FileRefused: the file cannot be read, or has no column of references.
    """
    sheet = read_sheet(data)
    words = dict(zip(FIELDS, HEADERS, strict=True))
    return [{words[field]: cell for field, cell in sheet.cells(row).items()} for row in sheet.table.rows]


class _Reading:
    """One file on its way into a plan. Dependencies may name rows that stand further down, so they come last."""

    def __init__(self, sheet: Sheet, workspace: Workspace, plan: Plan, today: date) -> None:
        self._sheet, self._workspace, self._plan, self._today = sheet, workspace, plan, today
        self._rejected: list[Rejected] = []
        self._rows: dict[str, tuple[TableRow, Activity | None, str]] = {}
        self._good: list[tuple[Activity | None, Activity]] = []

    def read(self, watch: Watch) -> None:
        self._match()
        for row, before, identity in watched([*self._rows.values()], "rows read", watch):
            after = self._activity(row, before, identity)
            if after is not None:
                self._good.append((before, after))
        self._refuse_circles()

    def _match(self) -> None:
        """Which row is which activity; the new ones get their ids."""
        for row in self._sheet.table.rows:
            reference = clean_line(self._sheet.cells(row).get("reference", ""))
            key = fold(reference)
            if not reference:
                self._reject(row, "reference", "the reference is missing")
            elif key in self._rows:
                self._reject(row, "reference", f"the same reference as in row {self._rows[key][0].number}")
            else:
                before = self._plan.named(reference)
                self._rows[key] = row, before, new_id() if before is None else before.id

    def _reject(self, row: TableRow, field: str, problem: str) -> None:
        self._rejected.append(self._sheet.rejected(row, field, problem))

    def _activity(self, row: TableRow, before: Activity | None, identity: str) -> Activity | None:
        values: dict[str, Any] = {}
        bad: set[str] = set()
        for field, cell in self._sheet.cells(row).items():
            if not clean_line(cell):
                continue
            try:
                value = self._value(field, cell)
            except ValueError as error:
                bad.add(field)
                self._reject(row, field, str(error))
            else:
                values |= {} if value is None else {field: value}
        beyond = [*self._sheet.beyond(row)]
        self._rejected += beyond
        base = {"id": identity, "quarter": self._plan.quarter.start} if before is None else dict(before)
        if before is not None and values.get("status") is not ActivityStatus.DONE:
            base["result"] = before.result if values.get("status", before.status) is ActivityStatus.DONE else None
        try:
            after = Activity.model_validate({**base, **values})
        except ValidationError as error:
            for field, problem in explain(Activity, error).items():
                if field not in bad:
                    self._reject(row, field, problem)
            return None
        return None if bad or beyond else after

    def _value(self, field: str, cell: str) -> Any:
        """What a cell says; None for nothing."""
        match field:
            case "reference":
                return clean_line(cell)
            case "clients":
                return self._every_client(cell) or _ids(cell, self._client, "client")
            case "dependencies":
                return _ids(cell, self._dependency, "activity")
            case "description" | "purpose" | "results" | "measurement" | "notes":
                return clean(cell)
            case _ if is_no_data(cell):
                return None
            case "hours":
                return read_hours(cell, self._workspace.settings.hours.week / WORKDAYS)
            case "deadline" | "earliest":
                order = self._sheet.day_first.get(field)
                return read_planned_day(cell, self._plan.quarter, self._today, day_first=order, end=field == "deadline")
            case "category":
                return read_choice(Category, cell)
            case "status":
                return read_choice(ActivityStatus, cell)
        raise AssertionError(f"{field} is no field of an activity")

    def _client(self, name: str) -> str | None:
        client = self._workspace.named(name)
        return None if client is None else client.id

    def _every_client(self, cell: str) -> tuple[str, ...]:
        """The active clients, if a cell says that all are meant, and that is nobody's name."""
        if fold(clean_line(cell)) not in _ALL or self._client(clean_line(cell)) is not None:
            return ()
        return tuple(one.id for one in self._workspace.clients.values() if one.status is ClientStatus.ACTIVE)

    def _dependency(self, reference: str) -> str | None:
        if fold(reference) in self._rows:
            return self._rows[fold(reference)][2]
        known = self._plan.named(reference)
        return None if known is None else known.id

    def _after(self) -> Plan:
        """The plan with the good rows taken in."""
        after = {one.id: one for one in self._plan.activities} | {one.id: one for _, one in self._good}
        return Plan(self._plan.quarter, tuple(after.values()), self._plan.clients)

    def _refuse_circles(self) -> None:
        """A circle through a row of the file is refused; one that stands in the plan already is not of its making."""
        after = dict(self._after().by_id)
        while found := circle(after.values()):
            row = next((self._rows[key][0] for one in found if (key := fold(one.reference)) in self._rows), None)
            if row is not None:
                names = " > ".join(one.reference for one in [*found, found[0]])
                return self._reject(row, "dependencies", f"these wait for each other: {names}")
            for one in found:
                del after[one.id]
        return None

    def found(self) -> PlanImport:
        added = sum(before is None for before, _ in self._good)
        updated = sum(before is not None and before != after for before, after in self._good)
        missing = [one.reference for one in self._plan.activities if fold(one.reference) not in self._rows]
        return PlanImport(
            activities=tuple(self._good),
            added=added,
            updated=updated,
            unchanged=len(self._good) - added - updated,
            missing=tuple(missing),
            rejected=tuple(sorted(self._rejected, key=lambda bad: bad.row)),
            warnings=tuple(self._warnings()),
            columns=self._sheet.columns,
            left_out=self._sheet.ignored,
        )

    def _warnings(self) -> Iterator[str]:
        yield from self._sheet.warnings()
        after = self._after()
        for _, activity in self._good:
            yield from deadline_warnings(activity, self._plan)
            for other in after.waived(activity):
                yield f"{activity.reference}: it goes on without {other.reference}, which was dropped"


def deadline_warnings(activity: Activity, plan: Plan) -> Iterator[str]:
    """Warnings about an activity's deadline."""
    if activity.deadline is None:
        yield f"{activity.reference}: without a deadline it is due at the quarter's end, {plan.quarter.end}"
    elif activity.deadline not in plan.quarter:
        yield f"{activity.reference}: its deadline {activity.deadline} lies outside the quarter"


def _ids(cell: str, known: Callable[[str], str | None], noun: str) -> tuple[str, ...] | None:
    """The ids of the names in a cell; None if it says that there is nothing."""
    try:
        return tuple(find_names(cell, known)) or None
    except UnknownName as error:
        if is_no_data(cell):
            return None
        hint = f" (a name that holds {SEPARATOR} stands in quotes)" if SEPARATOR in cell else ""
        raise ValueError(f"there is no {noun} {error.name}{hint}") from None
