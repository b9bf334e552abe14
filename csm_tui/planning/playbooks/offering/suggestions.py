"""The play to suggest for each client in the queue."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import Plan, plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.time_budget import TimeBudget, time_budget
from csm_tui.planning.playbooks.activities import Work, work_of
from csm_tui.planning.playbooks.conditions import Case
from csm_tui.planning.playbooks.offering.offers import cases_of, offered_plays
from csm_tui.planning.playbooks.offering.snoozing import snoozed_plays
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.triage.queue import Queued

if TYPE_CHECKING:  # loaded where there is one
    from csm_tui.domain.records.snooze import Snooze


class Offer(NamedTuple):
    """The plays that are offered for a client, the primary one first, and what would be offered but is put off."""

    plays: tuple[Play, ...]
    put_off: "tuple[Snooze, ...]" = ()

    @property
    def snooze(self) -> "Snooze | None":
        """What the client itself waits for: all that could be offered is put off, and this comes back first."""
        return None if self.plays else min(self.put_off, key=lambda one: one.until, default=None)


class Offers:
    """What is offered for each client of a queue. It is found when it is asked for: at ten thousand clients most are
    never looked at."""

    def __init__(self, queue: Iterable[Queued], workspace: Workspace, plays: Sequence[Play]) -> None:
        """`queue` is the whole queue."""
        self._workspace = workspace
        self._plays = plays
        self._cases = {case.row.id: case for case in cases_of([one.row for one in queue], workspace)}
        self._found: dict[str, Offer] = {}

    def of(self, client_id: str) -> Offer:
        """What is offered for a client of the queue."""
        if client_id not in self._found:
            self._found[client_id] = self._find(self._cases[client_id])
        return self._found[client_id]

    def work_of(self, play: Play, row: Row) -> Work:
        """How much work a play would be for a client of the queue, in the plan of the present quarter."""
        plan, budget = self._ground
        return work_of(play, row, plan, budget)

    @cached_property
    def _ground(self) -> tuple[Plan, TimeBudget]:
        today = next(iter(self._cases.values())).row.today
        quarter = present_quarter(self._workspace.settings, today)
        return plan_of(self._workspace, quarter), time_budget(self._workspace, quarter)

    def _find(self, case: Case) -> Offer:
        offered, snoozed = offered_plays(self._plays, case), snoozed_plays(case.row, self._workspace)
        left = tuple(one for one in offered if one.id not in snoozed)
        return Offer(left, tuple(snoozed[one.id] for one in offered if one.id in snoozed))

    @cached_property
    def snoozed(self) -> Mapping[str, Offer]:
        """The clients of whose plays any is put off, by their ids."""
        snoozes = self._workspace.tables.get("snoozes")
        ids = () if snoozes is None else dict.fromkeys(one.client for one in snoozes.records.values())
        found = {one: self.of(one) for one in ids if one in self._cases}
        return {one: offer for one, offer in found.items() if offer.put_off}

    @cached_property
    def put_off(self) -> "Mapping[str, Snooze]":
        """The clients for whom nothing but what is put off could be offered, by their ids."""
        return {one: offer.snooze for one, offer in self.snoozed.items() if offer.snooze is not None}


class Suggestion(NamedTuple):
    """A client in the queue, with what is offered for it and how much work each of the plays would be."""

    queued: Queued
    offer: Offer
    works: tuple[Work, ...]


def suggestions(
    queue: Sequence[Queued], workspace: Workspace, plays: Sequence[Play], limit: int | None = None
) -> list[Suggestion]:
    """The clients of the whole queue in their order, or the first ones, each with its plays."""
    offers = Offers(queue, workspace, plays)
    return [suggestion(one, offers) for one in queue[:limit]]


def suggestion(queued: Queued, offers: Offers) -> Suggestion:
    """A client in the queue with what is offered for it."""
    offer = offers.of(queued.row.id)
    return Suggestion(queued, offer, tuple(offers.work_of(play, queued.row) for play in offer.plays))
