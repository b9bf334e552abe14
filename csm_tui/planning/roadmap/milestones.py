"""Where the milestones of an initiative stand, as of its present month."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from csm_tui.domain.records.engagements.roadmap import Milestone, Phase


class MilestoneState(StrEnum):
    DONE = "done"
    LATE = "late"
    NEXT = "next"
    OPEN = "open"


class PlacedMilestone(NamedTuple):
    """A milestone of a phase, and how it stands."""

    phase: Phase
    milestone: Milestone
    state: MilestoneState

    @property
    def month(self) -> int:
        """Where it stands on the timeline: in the month in which it was reached, or is planned."""
        return self.milestone.planned if self.milestone.actual is None else self.milestone.actual

    @property
    def months_late(self) -> int | None:
        """How many months after its plan it was reached; negative if before. None if it was not reached."""
        return None if self.milestone.actual is None else self.milestone.actual - self.milestone.planned


def placed(phases: Iterable[Phase], month: int) -> list[PlacedMilestone]:
    """All milestones, phase by phase, as of a month.

    Done has an actual month. Of the others, late was planned before this month; next are the earliest of the rest.
    """
    found = [(phase, one) for phase in phases for one in phase.milestones]
    coming = [one.planned for _, one in found if one.actual is None and one.planned >= month]
    first = min(coming, default=None)
    return [PlacedMilestone(phase, one, _state(one, month, first)) for phase, one in found]


def _state(one: Milestone, month: int, first: int | None) -> MilestoneState:
    if one.actual is not None:
        return MilestoneState.DONE
    if one.planned < month:
        return MilestoneState.LATE
    return MilestoneState.NEXT if one.planned == first else MilestoneState.OPEN
