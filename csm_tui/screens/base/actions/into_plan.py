"""Making an activity of the plan from something that was written or rated in an evaluation."""

from collections.abc import Callable, Mapping

from csm_tui.forms.definitions.plan.activity_forms import activity_form, activity_parent
from csm_tui.planning.evaluations.engagements import EvaluationRow
from csm_tui.planning.evaluations.proposal import AnySource, Source, activity_texts
from csm_tui.planning.plan.plan import Plan, plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells.messages import IN_PLAN


async def ask_activity(screen: WorkScreen, source: Source, row: EvaluationRow, column: int = 0) -> None:
    """Open a new activity that is filled in so far; saving it links both ways. `column` is the cell of a matrix row."""
    workspace = screen.session.workspace
    await open_activity(screen, source, lambda plan: activity_texts(source, column, row, workspace, plan))


async def open_activity(screen: WorkScreen, source: AnySource, given: Callable[[Plan], Mapping[str, str]]) -> None:
    """Open a new activity of the present plan with the texts that are given for it, by field, or go on with the one
    that was begun of the same source."""
    workspace, today = screen.session.workspace, screen.session.today()
    plan = plan_of(workspace, present_quarter(workspace.settings, today))
    begun = screen.unsaved("activity", activity_parent(plan.quarter, source))
    spec = activity_form(None, plan, workspace, today, begun, given(plan), source=source)
    await screen.edit(spec, lambda: IN_PLAN)
