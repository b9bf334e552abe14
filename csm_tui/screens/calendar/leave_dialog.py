"""The dialog with the days off."""

from collections.abc import Hashable, Sequence

from csm_tui.domain.records.worktime import Leave
from csm_tui.forms.declared import form_of
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.dialogs.records_dialog import RecordsDialog
from csm_tui.session.changes import Change, deletion
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

    def cells(self, key: Hashable) -> Sequence[Cell]:
        one = self.record(key)
        assert one is not None
        days = (one.last - one.first).days + 1
        return Cell(one.first.isoformat()), Cell(one.last.isoformat()), Cell(str(days)), Cell(one.note, "dim")

    def spec(self, record: Leave | None) -> FormSpec[Change]:
        identity = "" if record is not None else self.work.unsaved("leave")
        session = self.work.session
        return form_of(Leave, record, session.workspace, session.today(), identity)

    def deleted(self, record: Leave) -> Change:
        return deletion([record], self.work.session.workspace)
