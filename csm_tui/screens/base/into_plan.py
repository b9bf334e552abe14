"""Making an activity of the plan from something that was written or rated in an evaluation."""

from collections.abc import Callable, Mapping

from csm_tui.forms.definitions.activity_forms import activity_form
from csm_tui.planning.evaluations.engagements import EvaluationRow
from csm_tui.planning.evaluations.proposal import Source, activity_texts
from csm_tui.planning.plan.plan import Plan, plan_of, present_quarter
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells.messages import IN_PLAN
from csm_tui.screens.dialogs.forms.record_form import Typed
from csm_tui.session.changes import Change
from csm_tui.session.evaluation_changes import linked


async def ask_activity(screen: WorkScreen, source: Source, row: EvaluationRow, column: int = 0) -> None:
    """Open a new activity that is filled in so far; saving it links both ways. `column` is the cell of a matrix row."""
    await open_activity(
        screen,
        lambda plan: activity_texts(source, column, row, screen.session.workspace, plan),
        lambda change, activity_id: linked(change, source, [activity_id]),
    )


async def open_activity(
    screen: WorkScreen, given: Callable[[Plan], Mapping[str, str]],
    link: Callable[[Change, str], Change] = lambda change, _: change,
) -> None:  # fmt: skip
    """Open a new activity of the present plan with the texts that are given for it, by field.

    `link` adds to the change that makes it what is to be noted of its id elsewhere.
    """
    workspace, today = screen.session.workspace, screen.session.today()
    plan = plan_of(workspace, present_quarter(workspace.settings, today))
    spec = activity_form(None, plan, workspace, today, given=given(plan))

    def take(typed: Typed[Change]) -> None:
        if typed.result is not None:
            made = Typed(link(typed.result, spec.record), typed.draft)
            screen.save(made, lambda: IN_PLAN)

    await screen.open_form(spec, take)
