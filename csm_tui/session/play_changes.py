"""The changes that bring plays into the plan."""

from dataclasses import replace

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import plan_of, present_quarter
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.playbooks.activities import activities_of
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.portfolio.rows import Row
from csm_tui.session.changes import Change
from csm_tui.session.plan_changes import added, in_quarter


def taken_in(play: Play, row: Row, workspace: Workspace) -> Change:
    """Add the activities of a play for a client to the plan of the present quarter, in one step.

    Where the plan would grow past its size, what is done week by week becomes one activity.
    """
    quarter = present_quarter(workspace.settings, row.today)
    plan, budget = plan_of(workspace, quarter), time_budget(workspace, quarter)
    activities = activities_of(play, row, plan, budget)
    if len(plan.activities) + len(activities) > workspace.settings.plan.size:
        activities = activities_of(play, row, plan, budget, merged=True)
    count = len(activities)
    what = f"{play.title} for {row.client.name}: {count} {Activity.NOUN if count == 1 else Activity.PLURAL}"
    return in_quarter(replace(added(activities), label=what), workspace, quarter)
