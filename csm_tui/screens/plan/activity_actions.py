"""What can be done with activities in the plan: adding, editing, logging, finishing, dropping, copying, deleting."""

from textual import on

from csm_tui.domain.records.activity import Activity, ActivityStatus
from csm_tui.domain.values.names import natural_key, some_names
from csm_tui.forms.definitions.plan.activity_forms import activity_form, activity_parent, repeat_form
from csm_tui.screens.base.actions.activities import finish_activity
from csm_tui.screens.base.list_screen import ListScreen
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.screens.cells.messages import deleted_message
from csm_tui.session.changes import Change, addition, deletion
from csm_tui.session.edits.plan_changes import dropped, duplicate, reopened
from csm_tui.widgets.table.band_table import BandTable


class ActivityActions(ListScreen, QuarterScreen):
    """The part of the plan's screen that changes activities: the one under the cursor or the marked ones."""

    @property
    def chosen(self) -> list[Activity]:
        """The marked activities, else the one under the cursor."""
        return [self.plan.by_id[key] for key in self.chosen_keys]

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("activity.edit")

    async def do_activity_edit(self) -> None:
        await self.edit_activity()

    async def do_activity_new(self) -> None:
        identity = self.unsaved("activity", activity_parent(self.quarter))
        spec = activity_form(None, self.plan, self.session.workspace, self.session.today(), identity)
        await self.edit(spec, lambda: self._added(spec.record))

    def _added(self, activity_id: str) -> str:
        """Put the cursor on a new activity; what is to be known about its deadline."""
        from csm_tui.exchange.plan.plan_import import deadline_warnings

        self.table.move_to(activity_id)
        activity = self.plan.by_id.get(activity_id)
        return "" if activity is None else ". ".join(deadline_warnings(activity, self.plan))

    async def do_activity_log(self) -> None:
        await self.log_hours()

    async def do_activity_done(self) -> None:
        activity = self.activity
        if activity.status is not ActivityStatus.DONE:
            await finish_activity(self, activity, self.change_plan)
        elif self.change_plan(reopened(activity)):
            self.notify(f"{activity.reference} is open again; u takes it back", markup=False)

    def do_activity_drop(self) -> None:
        given_up = [one for one in self.chosen if one.open]
        taken_up = [] if given_up else [one for one in self.chosen if one.status is ActivityStatus.DROPPED]
        changes = [*map(dropped, given_up), *map(reopened, taken_up)]
        if not changes:
            self.notify("What is done is not dropped; x opens it again", severity="warning")
            return
        what = "giving up" if given_up else "reopening"
        label = f"{what} of {some_names([one.reference for one in given_up or taken_up])}"
        waiting = sorted(
            {one.reference for gone in given_up for one in self.plan.dependents(gone) if one.open}, key=natural_key
        )
        edits = tuple(edit for change in changes for edit in change.edits)
        if self.change_plan(Change(label, edits)) and waiting:
            self.notify(f"Now go on without waiting: {', '.join(waiting)}", severity="warning", markup=False)

    def do_activity_duplicate(self) -> None:
        copy = duplicate(self.activity, self.plan)
        if self.change_plan(addition(copy)):
            self.table.move_to(copy.id)

    async def do_activity_repeat(self) -> None:
        await self.edit(repeat_form(self.activity, self.plan, self.session.today()))

    async def do_activity_assumptions(self) -> None:
        from csm_tui.screens.plan.assumptions_dialog import AssumptionsDialog

        await self.app.push_screen(AssumptionsDialog(self, self.activity))

    def do_activity_delete(self) -> None:
        chosen = self.chosen
        gone = {one.id for one in chosen}
        waiting = {other.reference for one in chosen for other in self.plan.dependents(one) if other.id not in gone}
        if self.change_plan(deletion(chosen, self.session.workspace)):
            self.notify(
                deleted_message([one.reference for one in chosen], sorted(waiting, key=natural_key)), markup=False
            )
