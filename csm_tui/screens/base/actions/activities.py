"""Finishing activities, on all screens that show them."""

from collections.abc import Callable

from csm_tui.domain.records.activity import Activity, ActivityOutcome
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.session.changes import Change
from csm_tui.session.edits.plan_changes import finished

_RESULTS = {
    ActivityOutcome.MET: ("the intended results are there", "green"),
    ActivityOutcome.PARTLY: ("some of them", "amber"),
    ActivityOutcome.NOT: ("the work is done, the results are not", "red"),
}


async def finish_activity(screen: WorkScreen, activity: Activity, apply: Callable[[Change], object]) -> None:
    """Ask how far the results were reached, and apply the change that marks the activity as done."""
    from csm_tui.screens.dialogs.choice_dialog import ChoiceDialog

    def take(outcome: ActivityOutcome | None) -> None:
        if outcome is not None:
            apply(finished(activity, outcome))

    dialog = ChoiceDialog("Done: with what result?", activity.reference, _RESULTS, screen.glyphs)
    await screen.app.push_screen(dialog, take)
