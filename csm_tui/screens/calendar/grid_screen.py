"""What can be done with the hours of the calendar, in its weeks as in its days."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from csm_tui.domain.records.activity import Pin
from csm_tui.domain.records.person.calendar import Calendar
from csm_tui.domain.records.person.worktime import Appointment
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.time.quarter import monday_of
from csm_tui.forms.definitions.plan.worktime_forms import week_form
from csm_tui.planning.schedule.pins import PinEditor
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.calendar.grid_view import GridView
from csm_tui.screens.cells.quarter_lines import STYLE_WORDS, misfits, nothing_to_do
from csm_tui.session.changes import Change, Edit
from csm_tui.session.edits.plan_changes import pinned


class GridScreen(GridView):
    """The grid of the hours with its commands."""

    # The hours

    @property
    def pin_editor(self) -> PinEditor:
        return PinEditor(self.timetable, self.budget, self.session.today())

    @abstractmethod
    def beside(self, step: int) -> Sequence[date]:
        """The days of the next (1) or previous (-1) column, to which hours of the highlighted column are moved."""

    def do_calendar_earlier(self) -> None:
        self._move(-1)

    def do_calendar_later(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        days, to = self.spans[self.column].days, self.beside(step)
        if self._pin("move", lambda: self.pin_editor.moved(self.activity, days, to)):
            self.table.move_to_column(str(max(0, min(self.column + step, len(self.spans) - 1))))

    def do_calendar_pin(self) -> None:
        days = self.spans[self.column].days
        if not self.pin_editor.hours_in(self.activity, days):
            self.notify("There are no hours to keep in this column", severity="warning")
        else:
            self._pin("pin", lambda: self.pin_editor.kept(self.activity, days))

    def _pin(self, what: str, pins: Callable[[], Iterable[Pin]]) -> bool:
        try:
            change = pinned(self.activity, pins(), what)
        except ValueError as error:
            self.notify(str(error).capitalize(), severity="warning", markup=False)
            return False
        return self.change_plan(change)

    async def do_calendar_split(self) -> None:
        from csm_tui.forms.definitions.plan.split_form import split_form

        days = self.spans[self.column].days
        if not self.pin_editor.hours_in(self.activity, days):
            self.notify("There are no hours to split in this column", severity="warning")
        else:
            await self.edit(split_form(self.activity, self.pin_editor, days))

    def do_calendar_unpin(self) -> None:
        if not self.activity.pins:
            self.notify("Nothing of this activity is pinned", severity="warning")
        else:
            self.change_plan(pinned(self.activity, (), "unpinning"))

    def do_calendar_unpin_all(self) -> None:
        pinned_ones = [one for one in self.plan.activities if one.pins]
        edits = tuple(Edit(one, one.changed(pins=())) for one in pinned_ones)
        if not edits:
            self.notify("Nothing is pinned", severity="warning")
        elif self.change_plan(Change("unpinning of all", edits)):
            names = some_names([one.reference for one in pinned_ones])
            self.notify(f"Unpinned {names}: all hours are placed again; u takes it back", markup=False)

    def do_calendar_style(self) -> None:
        before = self.session.workspace.settings
        style = ScheduleStyle.LEVEL if before.plan.style is ScheduleStyle.ASAP else ScheduleStyle.ASAP
        after = before.changed(plan=before.plan.changed(style=style))
        self.apply(Change(f"placing of the hours {STYLE_WORDS[style]}", settings=(before, after)))
        problems = misfits(self.timetable)
        if problems:
            self.notify(problems[0].text, severity="error", markup=False)
        else:
            self.notify(f"Hours are placed {STYLE_WORDS[style]}: {self._all_well}")

    @property
    def _all_well(self) -> str:
        """The message if everything fits."""
        is_open = any(one.open for one in self.plan.activities)
        return "every deadline is met" if is_open else nothing_to_do(self.plan).lower()

    # Around them

    async def do_calendar_week_hours(self) -> None:
        monday = monday_of(self.spans[self.column].days[0])
        await self.edit(week_form(monday, self.session.workspace, self.session.today()))

    async def do_calendar_leave(self) -> None:
        from csm_tui.screens.calendar.leave_dialog import LeaveDialog

        await self.app.push_screen(LeaveDialog(self))

    async def do_calendar_busy(self) -> None:
        from csm_tui.screens.calendar.calendars_dialog import CalendarsDialog

        if self.session.workspace.table(Appointment).records or self.session.workspace.table(Calendar).records:
            await self.app.push_screen(CalendarsDialog(self))
        else:
            await app_of(self.app).bring_in()

    async def do_table_export(self) -> None:
        from csm_tui.exchange.exports import calendar_export
        from csm_tui.screens.base.actions.ask_export import ask_export

        session = self.session
        first = max(session.today(), self.quarter.start)
        if first > self.quarter.end:
            self.notify("This quarter is over: nothing of it is left to be worked", severity="warning")
            return
        begin = session.workspace.settings.hours.working.begin
        export = calendar_export(self.plan, self.timetable, first, self.quarter.end, session.now(), begin)
        await ask_export(self, export)

    async def do_calendar_edit(self) -> None:
        await self.edit_activity()

    async def do_calendar_log(self) -> None:
        await self.log_hours()

    async def do_calendar_problems(self) -> None:
        from csm_tui.screens.calendar.problems_dialog import ProblemsDialog

        found = misfits(self.timetable)
        if found:
            await self.app.push_screen(ProblemsDialog(found, ascii_only=self.glyphs.is_ascii), self._go_to)
        else:
            self.notify(f"{self._all_well[0].upper()}{self._all_well[1:]}")

    def _go_to(self, activity: str | None) -> None:
        if activity is None:
            return
        if self.by_client:
            self.do_calendar_clients()
        self.table.move_to(activity)
