"""What has a date and is to be done by it: overdue, today, or within the next seven days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from csm_tui.domain.record import Entity
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.client import Client
from csm_tui.domain.text import first_line
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.values.time.quarter import monday_of
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.portfolio.follow_ups import follow_ups

if TYPE_CHECKING:  # loaded where there is one
    from csm_tui.domain.records.assumption import Assumption
    from csm_tui.planning.schedule.timetable import Timetable

AHEAD = timedelta(days=7)


class DatedKind(StrEnum):
    """What a line is about, in the order in which those of one day stand."""

    PROMISE = "promise"
    FOLLOW_UP = "follow-up"
    ACTIVITY = "activity"
    RISK = "risk"
    ASSUMPTION = "assumption"
    EVALUATION = "evaluation"


class When(StrEnum):
    """When something is to be done."""

    OVERDUE = "overdue"
    TODAY = "today"
    AHEAD = "next 7 days"


@dataclass(frozen=True)
class Dated:
    """A record with a day by which something is to be done about it.

    `hours` are those that are planned for it today; they bring it under today unless it is overdue.
    """

    kind: DatedKind
    text: str
    day: date
    today: date
    record: Entity
    clients: tuple[Client, ...] = ()
    hours: float = 0

    @property
    def late(self) -> int:
        """Days since its day; negative if that is to come."""
        return (self.today - self.day).days

    @property
    def is_near(self) -> bool:
        """Whether its day is within the seven next ones; hours may be planned for what is due later."""
        return self.day <= self.today + AHEAD

    @property
    def when(self) -> When:
        if self.late > 0:
            return When.OVERDUE
        return When.TODAY if self.late == 0 or self.hours else When.AHEAD

    @property
    def place(self) -> tuple[object, ...]:
        """The sort key: what is overdue longest comes first."""
        kinds, whens = [*DatedKind], [*When]
        name = self.clients[0].name if self.clients else ""
        return whens.index(self.when), self.day, kinds.index(self.kind), natural_key(name), self.record.id


@dataclass(frozen=True)
class Agenda:
    """All dated lines in order, and the hours that are planned for today."""

    lines: tuple[Dated, ...]
    hours: float = 0

    def of_kind(self, *kinds: DatedKind) -> Iterator[Dated]:
        """The lines of these kinds."""
        return (one for one in self.lines if one.kind in kinds)

    def overdue(self, *kinds: DatedKind) -> int:
        """How many lines are overdue, of some kinds or of all."""
        return sum(one.late > 0 for one in self.lines if not kinds or one.kind in kinds)

    @property
    def pressing(self) -> Mapping[str, int]:
        """How many days the oldest line of a client is late, by the client's id; only lines due today or before."""
        found: dict[str, int] = {}
        for one in self.lines:
            for client in one.clients if one.late >= 0 else ():
                found[client.id] = max(one.late, found.get(client.id, 0))
        return found


def agenda(workspace: Workspace, today: date, hours: Mapping[str, float] | None = None) -> Agenda:
    """What is to be done until the seventh day from today; nothing about clients that have churned.

    Args:
        workspace: The data.
        today: The day.
        hours: The hours that are planned for today, by the ids of the activities.
    """
    planned = hours or {}
    found = (
        *_follow_ups(workspace, today), *_activities(workspace, today, planned), *_risks(workspace, today),
        *_assumptions(workspace, today), *_evaluations(workspace, today),
    )  # fmt: skip
    return Agenda(tuple(sorted(found, key=lambda one: one.place)), sum(planned.values()))


def hours_on(day: date, timetable: "Timetable") -> Mapping[str, float]:
    """The hours that are still to be worked on a day, by the ids of the activities."""
    found: dict[str, float] = {}
    for block in timetable.on(day):
        if not block.spent:
            found[block.activity.id] = found.get(block.activity.id, 0) + block.hours
    return found


def work_of_week(timetable: "Timetable", today: date) -> list[tuple[Activity, float]]:
    """What is still to be worked in the week of a day, an entry with its hours for each activity."""
    hours: dict[str, float] = {}
    activities: dict[str, Activity] = {}
    for block in timetable.blocks:
        if not block.spent and monday_of(block.day) == monday_of(today):
            activities[block.activity.id] = block.activity
            hours[block.activity.id] = hours.get(block.activity.id, 0) + block.hours
    return [(activities[key], size) for key, size in hours.items()]


def _follow_ups(workspace: Workspace, today: date) -> Iterator[Dated]:
    for one in follow_ups(workspace) if workspace.records_in("touchpoints") else ():
        if one.due <= today + AHEAD:
            kind = DatedKind.PROMISE if one.touchpoint.promise else DatedKind.FOLLOW_UP
            yield Dated(kind, one.touchpoint.what_follows, one.due, today, one.touchpoint, (one.client,))


def _activities(workspace: Workspace, today: date, hours: Mapping[str, float]) -> Iterator[Dated]:
    if not workspace.records_in("activities"):
        return
    plan = plan_of(workspace, present_quarter(workspace.settings, today))
    for one in plan.activities:
        due, planned = plan.deadline(one), hours.get(one.id, 0)
        if one.open and (due <= today + AHEAD or planned):
            text = " ".join(filter(None, (one.reference, first_line(one.description))))
            yield Dated(DatedKind.ACTIVITY, text, due, today, one, _present(workspace, *one.clients), planned)


def _risks(workspace: Workspace, today: date) -> Iterator[Dated]:
    for one in workspace.records_in("risks"):
        clients = _present(workspace, one.client)
        if clients and one.is_open and one.review is not None and one.review <= today + AHEAD:
            yield Dated(DatedKind.RISK, f"{one.kind}: {first_line(one.text)}", one.review, today, one, clients)


def _assumptions(workspace: Workspace, today: date) -> Iterator[Dated]:
    for one in workspace.records_in("assumptions"):
        if one.is_open and one.validate_by is not None and one.validate_by <= today + AHEAD:
            clients = _present(workspace, *_stands_on(workspace, one))
            if clients or not one.client:
                yield Dated(DatedKind.ASSUMPTION, first_line(one.text), one.validate_by, today, one, clients)


def _stands_on(workspace: Workspace, assumption: "Assumption") -> tuple[str, ...]:
    """The clients of an assumption, or of its activity."""
    if assumption.client:
        return (assumption.client,)
    activity = workspace.table(Activity).records.get(assumption.activity)
    return () if activity is None else activity.clients


def _evaluations(workspace: Workspace, today: date) -> Iterator[Dated]:
    if not workspace.records_in("personal_evaluations"):
        return
    from csm_tui.planning.personal.evaluations import due_evaluation

    due = due_evaluation(workspace, today + AHEAD)
    if due is not None:
        yield Dated(DatedKind.EVALUATION, f"personal evaluation of {due.last.csm}", due.day, today, due.last)


def _present(workspace: Workspace, *ids: str) -> tuple[Client, ...]:
    """The clients of these ids that are there and have not churned."""
    found = (workspace.clients.get(one) for one in ids)
    return tuple(one for one in found if one is not None and one.status is not ClientStatus.CHURNED)
