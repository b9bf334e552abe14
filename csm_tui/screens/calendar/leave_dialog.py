"""The dialog with the days off."""

from collections.abc import Sequence

from csm_tui.domain.records.person.worktime import Leave
from csm_tui.forms.declared import form_of
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.dialogs.records_dialog import RecordsDialog
from csm_tui.session.changes import Change
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


class LeaveDialog(RecordsDialog[Leave]):
    """Lists the days off by their first day."""

    TITLE_LINE = "Leave"
    EMPTY = "No days off: n adds some"
    COLUMNS = (
        Column("first", "From", "From", 14, 12),
        Column("last", "To", "To", 12, 10),
        Column("days", "Days", "Days", 6, 5, "right"),
        Column("note", "Note", "Note", 30, 20, grows=True),
    )

    def lines(self) -> Sequence[Line]:
        return [
            [(" No work is placed on these days.", "dim")],
            [(" Holidays follow from the country in the settings.", "dim")],
        ]

    def found(self) -> Sequence[Leave]:
        return sorted(self.work.session.workspace.table(Leave).records.values(), key=lambda one: one.first)

    def record_cells(self, record: Leave) -> Sequence[Cell]:
        first, last = record.first, record.last
        days = (last - first).days + 1
        return Cell(first.isoformat()), Cell(last.isoformat()), Cell(str(days)), Cell(record.note, "dim")

    def spec(self, record: Leave | None) -> FormSpec[Change]:
        identity = "" if record is not None else self.work.unsaved("leave")
        session = self.work.session
        return form_of(Leave, record, session.workspace, session.today(), identity)
