"""The queue: the clients by urgency, each with its purpose and its reasons."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.settings import PointsRule
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio.rows import Portfolio, Row
from csm_tui.planning.triage.candidates import can_advocate, can_expand
from csm_tui.planning.triage.reasons import SOON, Around, Reason, reasons, total_points

_NEVER = 10**6
"""The days since the last touchpoint if there never was one."""


class ClientPurpose(StrEnum):
    """What is to be done with a client now, in the order of what comes first."""

    RETAIN = "retain"
    EXPAND = "expand"
    ADVOCATE = "advocate"
    ONBOARD = "onboard"


class Queued(NamedTuple):
    """A client in the queue. The points are the sum of those of its reasons."""

    row: Row
    purpose: ClientPurpose
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return total_points(self.reasons)

    @property
    def why(self) -> str:
        """The reasons, each with its points."""
        return ", ".join(f"{one.why} {one.points}" for one in self.reasons) or "nothing is urgent"


def queue_of(workspace: Workspace, today: date) -> list[Queued]:
    """All clients that have not churned: most points first, then by ACV, then by the longest time without contact."""
    portfolio = Portfolio()
    portfolio.update(workspace, today)
    return Queue().of(portfolio, workspace)


class Queue:
    """The queue of a workspace. What is known of a client is used again as long as it would be the same."""

    def __init__(self) -> None:
        self._points = PointsRule.usual()
        self._known: dict[str, tuple[Around, Queued]] = {}

    def of(self, portfolio: Portfolio, workspace: Workspace) -> list[Queued]:
        """Like `queue_of`, for the rows of the workspace as they are derived already."""
        rows = (portfolio[identity] for identity in workspace.clients)  # as they lie in memory: that is sooner
        present = [row for row in rows if row.is_present]
        planned = clients_in_plan(workspace)
        least = top_third(present)
        points = workspace.settings.points
        known = self._known if points == self._points else {}
        found: dict[str, tuple[Around, Queued]] = {}
        for row in present:
            around = Around(row.id in planned, 0 < least <= row.acv)
            before = known.get(row.id)
            if before is None or before[1].row is not row or before[0] != around:
                before = around, Queued(row, purpose_of(row), reasons(row, around, points))
            found[row.id] = before
        self._points, self._known = points, found
        return sorted((one for _, one in found.values()), key=_order)


def decide_soon(queue: Iterable[Queued]) -> int:
    """How many clients decide within 30 days, or should have decided."""
    days = (one.row.decides for one in queue)
    return sum(one is not None and one <= SOON for one in days)


def _order(one: Queued) -> tuple[int, float, int, tuple[str, str]]:
    since = _NEVER if one.row.touched is None else one.row.touched
    return -one.points, -one.row.acv, -since, one.row.place


def purpose_of(row: Row) -> ClientPurpose:
    """What comes first with a client: retain what is at risk, then expand, then advocate, else retain."""
    if row.client.status is ClientStatus.ONBOARDING:
        return ClientPurpose.ONBOARD
    if can_expand(row):
        return ClientPurpose.EXPAND
    if not row.at_risk and can_advocate(row):
        return ClientPurpose.ADVOCATE
    return ClientPurpose.RETAIN


def clients_in_plan(workspace: Workspace) -> frozenset[str]:
    """The clients for which something is planned and not done."""
    activities = workspace.table(Activity).records.values()
    return frozenset(client for one in activities if one.open for client in one.clients)


def top_third(rows: Sequence[Row]) -> float:
    """The least ACV of the top third; 0 if no ACV is known."""
    known = sorted((row.acv for row in rows if row.acv), reverse=True)
    return known[max(len(known) // 3 - 1, 0)] if known else 0
