"""What the plan shows of each activity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from csm_tui.domain.records.activity import Activity
from csm_tui.planning.plan.plan import Plan


@dataclass(frozen=True, eq=False)
class PlanRow:
    """An activity as the plan shows it."""

    activity: Activity
    plan: Plan
    today: date
    weeks: Sequence[int]
    """The weeks of the quarter in which it is still to be worked on, counted from 1."""
    finishes_late: bool
    """Whether the schedule has it finished after its deadline, or never."""

    @property
    def is_late(self) -> bool:
        """Whether it is overdue, or will be finished after its deadline."""
        overdue = self.activity.open and self.plan.deadline(self.activity) < self.today
        return overdue or self.finishes_late
