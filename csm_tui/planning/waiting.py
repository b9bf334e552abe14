"""Counts of what is overdue on each screen."""

from datetime import date

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import plan_of, present_quarter
from csm_tui.planning.portfolio.follow_ups import follow_ups


def overdue_follow_ups(workspace: Workspace, today: date) -> int:
    """The number of follow-ups that were due before today."""
    if not workspace.table(Touchpoint).records:
        return 0
    return sum(one.overdue(today) for one in follow_ups(workspace))


def overdue_activities(workspace: Workspace, today: date) -> int:
    """The number of open activities in the present quarter whose deadline has passed."""
    if not workspace.table(Activity).records:
        return 0
    plan = plan_of(workspace, present_quarter(workspace.settings, today))
    return sum(one.open and plan.deadline(one) < today for one in plan.activities)
