"""What of a quarter's hours is planned and spent."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from csm_tui.domain.records.activity import Activity, ActivityStatus, Category
from csm_tui.domain.values.time.hours import QUARTERS, units
from csm_tui.domain.values.time.quarter import WEEKS
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.time_budget import TimeBudget


class BudgetUse(NamedTuple):
    """Hours of a quarter for one kind of work: what there are, what of them is planned, and what was spent. Dropped
    activities are not planned, but what was spent on them was."""

    available: float
    planned: float
    spent: float

    @property
    def fits(self) -> bool:
        """Whether no more is planned than there is."""
        return self.planned <= self.available


def budget_use(plan: Plan, budget: TimeBudget) -> tuple[BudgetUse, BudgetUse]:
    """The hours of a plan's quarter for the plan, and those reserved for onboarding."""
    days = [plan.quarter.start + timedelta(days=number) for number in range(7 * WEEKS)]
    onboard = [one for one in plan.activities if one.category is Category.ONBOARD]
    others = [one for one in plan.activities if one.category is not Category.ONBOARD]
    return _use(sum(map(budget.of, days)), others), _use(sum(map(budget.reserved, days)), onboard)


def _use(available: int, activities: Sequence[Activity]) -> BudgetUse:
    planned = sum(units(one.hours) for one in activities if one.status is not ActivityStatus.DROPPED)
    return BudgetUse(available / QUARTERS, planned / QUARTERS, sum(one.logged for one in activities))
