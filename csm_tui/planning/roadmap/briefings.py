"""A roadmap with all that belongs to it and what follows from it, as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.roadmap import CashQuarter, Edition, Kpi, NextStep, Phase, Roadmap
from csm_tui.domain.text import fold
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.roadmap.cash_flow import CashFlow, cash_flow
from csm_tui.planning.roadmap.kpis import Judged, judged
from csm_tui.planning.roadmap.milestones import MilestoneState, PlacedMilestone, placed
from csm_tui.planning.roadmap.status import Status, status

AnyPlaced = TypeVar("AnyPlaced", Kpi, Phase, NextStep)


@dataclass(frozen=True, eq=False)
class Briefing:
    """A roadmap in a month of its initiative. KPIs, phases and next steps are in the order of their places."""

    client: Client
    engagement: Engagement
    roadmap: Roadmap
    month: int
    kpis: tuple[Judged, ...]
    phases: tuple[Phase, ...]
    quarters: tuple[CashQuarter, ...]
    """As they were entered, in order."""
    steps: tuple[NextStep, ...]

    @cached_property
    def flow(self) -> CashFlow:
        return cash_flow(self.quarters)

    @cached_property
    def milestones(self) -> list[PlacedMilestone]:
        """The milestones of all phases, phase by phase."""
        return placed(self.phases, self.month)

    @cached_property
    def status(self) -> Status:
        goal, unit = self.roadmap.goal_months, self.roadmap.counted_in
        return status(self.milestones, self.kpis, self.flow, self.month, goal, unit)

    @cached_property
    def status_without_money(self) -> Status:
        """How it stands by milestones and KPIs alone."""
        return status(self.milestones, self.kpis, CashFlow(), self.month, None)

    @property
    def coming(self) -> PlacedMilestone | None:
        """The milestone that is late the longest, or else the next one; None if there is neither."""
        late = [one for one in self.milestones if one.state is MilestoneState.LATE]
        following = [one for one in self.milestones if one.state is MilestoneState.NEXT]
        return min(late, key=lambda one: one.milestone.planned, default=None) or next(iter(following), None)

    @cached_property
    def search_text(self) -> str:
        """What is searched: its names, without case and accents."""
        names = self.client.name, self.engagement.name, self.roadmap.title, *(one.name for one in self.phases)
        return fold(" ".join(names))


def briefing(workspace: Workspace, roadmap: Roadmap, today: date) -> Briefing | None:
    """A roadmap as it stands today; None if what it belongs to is gone."""
    engagement = workspace.table(Engagement).records.get(roadmap.engagement)
    client = None if engagement is None else workspace.clients.get(engagement.client)
    if engagement is None or client is None:
        return None
    month = roadmap.month_of(today)
    return Briefing(
        client, engagement, roadmap, month,
        kpis=tuple(judged(one, month) for one in kpis_of(workspace, roadmap)),
        phases=phases_of(workspace, roadmap),
        quarters=tuple(sorted(workspace.table(CashQuarter).of(roadmap.id), key=lambda one: one.number)),
        steps=steps_of(workspace, roadmap),
    )  # fmt: skip


def briefings(workspace: Workspace, today: date) -> list[Briefing]:
    """All roadmaps as they stand today, by client and engagement."""
    found = (briefing(workspace, one, today) for one in workspace.table(Roadmap).records.values())
    return sorted(
        (one for one in found if one is not None),
        key=lambda one: (natural_key(one.client.name), natural_key(one.engagement.name)),
    )


def roadmap_of(workspace: Workspace, engagement: Engagement) -> Roadmap | None:
    """The roadmap of an engagement, which has one at most."""
    return next(iter(workspace.table(Roadmap).of(engagement.id)), None)


def kpis_of(workspace: Workspace, roadmap: Roadmap) -> tuple[Kpi, ...]:
    return _in_order(workspace.table(Kpi).of(roadmap.id))


def phases_of(workspace: Workspace, roadmap: Roadmap) -> tuple[Phase, ...]:
    return _in_order(workspace.table(Phase).of(roadmap.id))


def steps_of(workspace: Workspace, roadmap: Roadmap) -> tuple[NextStep, ...]:
    return _in_order(workspace.table(NextStep).of(roadmap.id))


def editions_of(workspace: Workspace, roadmap: Roadmap) -> tuple[Edition, ...]:
    """The editions that were presented, the oldest first."""
    return tuple(sorted(workspace.table(Edition).of(roadmap.id), key=lambda one: (one.day, one.id)))


def _in_order(found: Iterable[AnyPlaced]) -> tuple[AnyPlaced, ...]:
    return tuple(sorted(found, key=lambda one: (one.place, one.id)))
