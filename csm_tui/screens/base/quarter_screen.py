"""The base of the plan and the calendar: a quarter, its plan, its hours, and when each activity is worked on."""

from collections.abc import Mapping, Sequence
from datetime import date

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.person.worktime import Unplanned
from csm_tui.domain.values.time.days import OUT_OF_REACH, nearest_day
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import form_of
from csm_tui.forms.definitions.plan.activity_forms import activity_form, log_form
from csm_tui.planning.plan.plan import Plan, plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.rows import PlanRow, rows_of_plan
from csm_tui.planning.plan.time_budget import TimeBudget, time_budget
from csm_tui.planning.schedule.timetable import Timetable, timetable_of
from csm_tui.screens.base.table_screen import TableScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.quarter_lines import quarter_heading
from csm_tui.session.changes import Change
from csm_tui.session.edits.plan_changes import in_quarter
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line


class QuarterScreen(TableScreen):
    """A screen of one quarter. It derives everything anew when the workspace, the day or the quarter is another one."""

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self.quarter: Quarter = present_quarter(session.workspace.settings, session.today())
        self.plan: Plan = plan_of(session.workspace, self.quarter)
        self.budget: TimeBudget
        self.timetable: Timetable
        self.rows: Mapping[str, PlanRow]
        self._shown: tuple[Workspace, date, Quarter] | None = None

    def derive(self) -> bool:
        """Derive all that is shown from the workspace; whether it is other than before."""
        workspace, today = self.session.workspace, self.session.today()
        if self._shown is not None and workspace.settings.quarter != self._shown[0].settings.quarter:
            self.quarter = present_quarter(workspace.settings, today)
        if self._shown is not None and (workspace, today, self.quarter) == self._shown:
            return False
        self._shown = workspace, today, self.quarter
        self.plan = plan_of(workspace, self.quarter)
        self.budget = time_budget(workspace, self.quarter)
        self.timetable = timetable_of(self.plan, self.budget, workspace, today)
        weeks = {one.id: [week + 1 for week in self.timetable.weeks_of(one)] for one in self.plan.activities}
        late = {one.activity.id for one in self.timetable.late}
        self.rows = rows_of_plan(self.plan, today, weeks, late)
        return True

    def row(self, activity: Activity) -> PlanRow:
        """An activity as it is shown."""
        return self.rows[activity.id]

    def change_plan(self, change: Change) -> bool:
        """Make a change of the plan; the first one keeps the quarter, too."""
        workspace = self.session.workspace
        return self.apply(in_quarter(change, workspace, present_quarter(workspace.settings, self.session.today())))

    def heading_lines(self, width: int) -> Sequence[Line]:
        """The quarter and where it stands."""
        today = self.session.today()
        return quarter_heading(self.plan, self.timetable, today, width, self.glyphs, present=self.is_present)

    @property
    def is_present(self) -> bool:
        """Whether it is the present quarter that is looked at."""
        return self.quarter == present_quarter(self.session.workspace.settings, self.session.today())

    @property
    def activity(self) -> Activity:
        """The activity under the cursor."""
        return self.plan.by_id[str(self.table.cursor_key)]

    async def edit_activity(self) -> None:
        """Edit the activity under the cursor."""
        await self.edit(activity_form(self.activity, self.plan, self.session.workspace, self.session.today()))

    async def log_hours(self) -> None:
        """Note hours that were spent on the activity under the cursor."""
        await self.edit(log_form(self.activity, self.session.today()))

    async def do_quarter_unplanned(self) -> None:
        workspace, today = self.session.workspace, self.session.today()
        await self.edit(form_of(Unplanned, None, workspace, today, self.unsaved("unplanned")))

    async def do_quarter_time_sheet(self) -> None:
        from csm_tui.screens.dialogs.time_sheet import TimeSheet

        await self.app.push_screen(TimeSheet(self, self.quarter))

    def do_quarter_previous(self) -> None:
        self.show_quarter(self.quarter.preceding)

    def do_quarter_following(self) -> None:
        self.show_quarter(self.quarter.following)

    def show_quarter(self, quarter: Quarter) -> None:
        """Show the plan of a quarter, if there is such a one."""
        if self.reaches(quarter):
            self.quarter = quarter
            self.show_again()

    def reaches(self, quarter: Quarter) -> bool:
        """Whether a quarter begins within the range of days; if not, say so."""
        if nearest_day(quarter.start) == quarter.start:
            return True
        self.notify(f"There is no such quarter: {OUT_OF_REACH}", severity="warning")
        return False
