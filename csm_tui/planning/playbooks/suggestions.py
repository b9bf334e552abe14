"""The play to suggest for each client in the queue."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from csm_tui.domain.workspace import Workspace
from csm_tui.planning.playbooks.conditions import Case
from csm_tui.planning.playbooks.offers import cases_of, offered_plays
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.snoozing import snoozed_plays
from csm_tui.planning.triage.queue import Queued

if TYPE_CHECKING:  # loaded where there is one
    from csm_tui.domain.records.snooze import Snooze


class Offer(NamedTuple):
    """The plays that are offered for a client, the primary one first, without those that are put off.

    `snooze`: the primary play itself is put off, and with it the client.
    """

    plays: tuple[Play, ...]
    snooze: "Snooze | None" = None


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

    def _find(self, case: Case) -> Offer:
        offered, snoozed = offered_plays(self._plays, case), snoozed_plays(case.row, self._workspace)
        left = tuple(one for one in offered if one.id not in snoozed)
        return Offer(left, snoozed.get(offered[0].id) if offered else None)

    @cached_property
    def put_off(self) -> "Mapping[str, Snooze]":
        """The clients whose primary play is put off, by their ids."""
        snoozed = self._workspace.tables.get("snoozes")
        ids = () if snoozed is None else dict.fromkeys(one.client for one in snoozed.records.values())
        found = ((one, self.of(one).snooze) for one in ids if one in self._cases)
        return {one: snooze for one, snooze in found if snooze is not None}


class Suggestion(NamedTuple):
    """A client in the queue, with what is offered for it."""

    queued: Queued
    offer: Offer


def suggestions(
    queue: Sequence[Queued], workspace: Workspace, plays: Sequence[Play], limit: int | None = None
) -> list[Suggestion]:
    """The clients of the whole queue in their order, or the first ones, each with its plays."""
    offers = Offers(queue, workspace, plays)
    return [Suggestion(one, offers.of(one.row.id)) for one in queue[:limit]]
