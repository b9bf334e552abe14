"""The time sheet of a quarter: the hours spent on activities and on unplanned work."""

from collections.abc import Sequence

from csm_tui.domain.records.activity import Activity, LogEntry
from csm_tui.domain.records.person.worktime import Unplanned
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.values.time.shown_days import short_day
from csm_tui.forms.declared import form_of
from csm_tui.forms.definitions.plan.activity_forms import log_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.plan.plan import plan_of
from csm_tui.screens.app_protocol import ScreenProtocol
from csm_tui.screens.dialogs.records_dialog import RecordsDialog
from csm_tui.session.changes import Change, deletion
from csm_tui.session.edits.plan_changes import relogged
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column

Spent = LogEntry | Unplanned


class TimeSheet(RecordsDialog[Spent]):
    """Lists the hours, newest first. New entries are unplanned work; hours of an activity are logged there."""

    TITLE_LINE = "Time sheet"
    EMPTY = "No hours yet: n notes work that was not planned"
    COLUMNS = (
        Column("day", "Date", "Date", 14, 12),
        Column("hours", "Hours", "Hours", 6, 6, "right"),
        Column("of", "Spent on", "Spent on", 16, 14),
        Column("note", "Note", "Note", 60, 36, grows=True),
    )

    def __init__(self, screen: ScreenProtocol, quarter: Quarter) -> None:
        super().__init__(screen)
        self._quarter = quarter

    def lines(self) -> Sequence[Line]:
        hours = sum(one.hours for one in self.found())
        start = short_day(self._quarter.start, self.work.session.today())
        return [[(f" {shown_hours(hours)} h spent in the quarter from {start}", "dim")]]

    def found(self) -> Sequence[Spent]:
        spent: list[Spent] = [entry for activity in self._activities() for entry in activity.log]
        unplanned = self.work.session.workspace.table(Unplanned).records.values()
        spent += [one for one in unplanned if one.day in self._quarter]
        return sorted(spent, key=lambda one: one.day, reverse=True)

    def record_cells(self, record: Spent) -> Sequence[Cell]:
        activity = self._activity(record)
        of = Cell("not planned", "dim") if activity is None else Cell(activity.reference)
        return Cell(record.day.isoformat()), Cell(shown_hours(record.hours)), of, Cell(record.note, "dim")

    def spec(self, record: Spent | None) -> FormSpec[Change]:
        today = self.work.session.today()
        if isinstance(record, LogEntry):
            activity = self._activity(record)
            assert activity is not None
            return log_form(activity, today, record)
        identity = "" if record is not None else self.work.unsaved("unplanned")
        return form_of(Unplanned, record, self.work.session.workspace, today, identity)

    def deleted(self, record: Spent) -> Change:
        activity = self._activity(record)
        if isinstance(record, LogEntry) and activity is not None:
            return relogged(activity, record, None)
        assert isinstance(record, Unplanned)
        return deletion([record], self.work.session.workspace)

    def called(self, record: Spent) -> str:
        activity = self._activity(record)
        of = "unplanned work" if activity is None else activity.reference
        return f"{shown_hours(record.hours)} h on {of}"

    def _activities(self) -> Sequence[Activity]:
        return plan_of(self.work.session.workspace, self._quarter).activities

    def _activity(self, spent: Spent) -> Activity | None:
        return next((one for one in self._activities() if any(entry.id == spent.id for entry in one.log)), None)
