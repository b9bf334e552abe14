"""A whole day: what is dated, and behind it the clients by urgency."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from csm_tui.domain.records.client import Client
from csm_tui.domain.text import fold
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.playbooks.offering.suggestions import Offer, Offers
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.portfolio.rows import Portfolio, Row
from csm_tui.planning.today.agenda import Agenda, Dated, When, agenda, hours_on
from csm_tui.planning.triage.queue import Queue, Queued, clients_in_plan, decide_soon

if TYPE_CHECKING:  # loaded where there is one
    from csm_tui.domain.records.snooze import Snooze


_NOTHING = Offer(())


class Group(StrEnum):
    """Where a line of the day stands."""

    OVERDUE = When.OVERDUE.value
    TODAY = When.TODAY.value
    AHEAD = When.AHEAD.value
    QUEUE = "queue"
    SNOOZED = "put off"


@dataclass(frozen=True, eq=False)
class DayLine:
    """A line of the day: something dated, or a client in the queue.

    `row` is the client, of several the first one; `planned` says whether something is planned for a client in the
    queue. `put_off` are its plays that are put off, and `snooze` is there if nothing else could be offered.
    """

    key: str
    group: Group
    row: Row | None
    dated: Dated | None = None
    queued: Queued | None = None
    planned: bool = False
    snooze: "Snooze | None" = None
    put_off: "tuple[Snooze, ...]" = ()

    @property
    def client(self) -> Client | None:
        return None if self.row is None else self.row.client

    @cached_property
    def client_names(self) -> str:
        """The names of its clients."""
        clients = (self.client,) if self.dated is None else self.dated.clients
        return ", ".join(one.name for one in clients if one is not None)

    @property
    def points(self) -> int | None:
        return None if self.queued is None else self.queued.points

    @property
    def kind(self) -> str:
        """What the dated line is about, or what is to be done with the client."""
        if self.dated is not None:
            return self.dated.kind
        return "" if self.queued is None else self.queued.purpose

    @cached_property
    def text(self) -> str:
        """What is to be done, or why the client stands where it does."""
        if self.dated is not None:
            hours = f"{shown_hours(self.dated.hours)} h " if self.dated.hours else ""
            return f"{hours}{self.dated.text}"
        if self.snooze is not None:
            return f"until {self.snooze.until}: {self.snooze.reason}"
        return "" if self.queued is None else self.queued.why

    @property
    def days(self) -> int | None:
        """Days until it is to be done, or until the client decides; negative once it is late."""
        if self.dated is not None:
            return -self.dated.late
        return None if self.row is None else self.row.decides

    @property
    def is_left(self) -> bool:
        """Whether it waits for somebody today: what is dated until today, and clients for whom nothing is planned."""
        if self.dated is not None:
            return self.group is not Group.AHEAD
        return self.group is Group.QUEUE and not self.planned

    @cached_property
    def search_text(self) -> str:
        return fold("\n".join((self.client_names, self.text, *(() if self.client is None else self.client.tags))))


@dataclass(frozen=True, eq=False)
class WholeDay:
    """All lines in their order, with what the heading says. `decide_soon`: how many clients decide within 30 days."""

    today: date
    agenda: Agenda
    lines: tuple[DayLine, ...]
    decide_soon: int
    offers: Offers

    def offer(self, line: DayLine) -> Offer:
        """The plays that are offered for a line; none for what is dated."""
        return _NOTHING if line.queued is None or line.row is None else self.offers.of(line.row.id)


class Days:
    """Derives the day of a workspace; what is known of a client is used again as long as it would be the same."""

    def __init__(self) -> None:
        self._portfolio = Portfolio()
        self._queue = Queue()
        self._lines: dict[str, DayLine] = {}

    def of(self, workspace: Workspace, today: date, plays: Sequence[Play]) -> WholeDay:
        """The day. It takes a while with many clients, so that it may be derived in another thread, one at a time."""
        self._portfolio.update(workspace, today)
        queue = self._queue.of(self._portfolio, workspace)
        offers = Offers(queue, workspace, plays)
        found = agenda(workspace, today, _hours_today(workspace, today))
        lines = (*self._dated(found), *self._queued(queue, workspace, offers))
        for line in lines:
            _ = line.search_text  # found now, so that no key in the filter waits for it
        return WholeDay(today, found, lines, decide_soon(queue), offers)

    def _dated(self, found: Agenda) -> Iterator[DayLine]:
        for one in found.lines:
            row = self._portfolio[one.clients[0].id] if one.clients else None
            yield DayLine(one.record.id, Group(one.when.value), row, one)

    def _queued(self, queue: Sequence[Queued], workspace: Workspace, offers: Offers) -> Sequence[DayLine]:
        """The clients by urgency, behind them those that are put off."""
        planned, snoozed = clients_in_plan(workspace), offers.snoozed
        known, self._lines = self._lines, {}
        for one in queue:
            key = one.row.id
            offer = snoozed.get(key, _NOTHING)
            line, about = known.get(key), (one, key in planned, offer.snooze, offer.put_off)
            if line is None or (line.queued, line.planned, line.snooze, line.put_off) != about:
                group = Group.QUEUE if offer.snooze is None else Group.SNOOZED
                line = DayLine(key, group, one.row, None, *about)
            self._lines[key] = line
        return sorted(self._lines.values(), key=lambda line: line.snooze is not None)


def _hours_today(workspace: Workspace, today: date) -> dict[str, float]:
    quarter = present_quarter(workspace.settings, today)
    plan = plan_of(workspace, quarter)
    if not plan.activities:
        return {}
    from csm_tui.planning.schedule.timetable import timetable_of  # loaded where there is something to place

    return {**hours_on(today, timetable_of(plan, time_budget(workspace, quarter), workspace, today))}
