"""A drafted plan: for whom which play, with which activities and why, and who or what was left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from csm_tui.domain.records.activity import Activity, ActivityStatus, Category
from csm_tui.domain.values.time.hours import QUARTERS
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.schedule.placing import is_onboard


@dataclass(frozen=True)
class DraftLine:
    """A play for a client. `whole` is the number of activities in the play; the draft may hold fewer."""

    row: Row
    play: Play
    activities: tuple[Activity, ...]
    whole: int
    why: str

    @property
    def hours(self) -> float:
        return sum(one.hours for one in self.activities)

    @property
    def shortened(self) -> bool:
        return len(self.activities) < self.whole


@dataclass(frozen=True)
class LeftOut:
    """A client for whom something should be done, with the play if there is one, and why it is not in the draft."""

    row: Row
    play: Play | None
    why: str


@dataclass(frozen=True)
class PlanRoom:
    """What is left: activities up to the wanted size, hours, and those that are reserved for onboarding.

    All of them are negative if the plan holds more.
    """

    activities: int
    hours: float
    onboarding: float


class PlanHours(NamedTuple):
    """Quarter-hours: those of the whole quarter, and those of its days that are still ahead."""

    whole: int
    ahead: int

    def left(self, activities: Iterable[Activity]) -> float:
        """The hours that are left beside these activities: of the quarter, and of what is ahead of it."""
        planned = [*activities]
        return min(
            self.whole / QUARTERS - sum(one.hours for one in planned),
            self.ahead / QUARTERS - sum(one.remaining for one in planned),
        )


@dataclass(frozen=True, eq=False)
class PlanDraft:
    """What is proposed for a quarter beside what its plan holds.

    `budget` and `reserved` are the hours for the plan and for onboarding. `remarks` says what the draft lacks as a
    whole.
    """

    plan: Plan
    size: int
    budget: PlanHours
    reserved: PlanHours
    lines: tuple[DraftLine, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def quarter(self) -> Quarter:
        return self.plan.quarter

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """All that is proposed."""
        return tuple(one for line in self.lines for one in line.activities)

    def plan_with(self, activities: Iterable[Activity] | None = None) -> Plan:
        """The plan with these activities, or with all that are proposed."""
        added = self.activities if activities is None else tuple(activities)
        return replace(self.plan, activities=(*self.plan.activities, *added))

    def room(self, activities: Iterable[Activity] | None = None) -> PlanRoom:
        """What is left beside what the plan holds and these activities, or all that are proposed."""
        kept = [*kept_in(self.plan_with(activities))]
        return PlanRoom(
            self.size - len(kept),
            self.budget.left(one for one in kept if not is_onboard(one)),
            self.reserved.left(filter(is_onboard, kept)),
        )


def kept_in(plan: Plan) -> Iterator[Activity]:
    """The activities of a plan that count: all but those that were dropped."""
    return (one for one in plan.activities if one.status is not ActivityStatus.DROPPED)


def numbered(lines: Iterable[DraftLine], references: Mapping[Category, Iterator[str]]) -> tuple[DraftLine, ...]:
    """The lines with references in their order."""
    return tuple(
        replace(
            line,
            activities=tuple(one.changed(reference=next(references[one.category])) for one in line.activities),
        )
        for line in lines
    )
