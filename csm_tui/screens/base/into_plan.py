"""Making an activity of the plan from something that was written in an evaluation."""

from csm_tui.forms.definitions.activity_forms import activity_form
from csm_tui.planning.evaluations.engagements import EvaluationRow
from csm_tui.planning.evaluations.proposal import Source, activity_texts
from csm_tui.planning.plan.plan import plan_of, present_quarter
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells.messages import IN_PLAN
from csm_tui.screens.dialogs.record_form import Typed
from csm_tui.session.changes import Change
from csm_tui.session.evaluation_changes import linked


async def ask_activity(screen: WorkScreen, source: Source, row: EvaluationRow, column: int = 0) -> None:
    """Open a new activity that is filled in so far; saving it links both ways. `column` is the cell of a matrix row."""
    workspace, today = screen.session.workspace, screen.session.today()
    plan = plan_of(workspace, present_quarter(workspace.settings, today))
    given = activity_texts(source, column, row, workspace, plan)
    spec = activity_form(None, plan, workspace, today, given=given)

    def take(typed: Typed[Change]) -> None:
        if typed.result is not None:
            screen.save(Typed(linked(typed.result, source, [spec.record]), typed.draft), lambda: IN_PLAN)

    await screen.open_form(spec, take)
