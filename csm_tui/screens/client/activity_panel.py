"""The activities of a client on its page, those of the present quarter."""

from collections.abc import Hashable, Mapping, Sequence

from csm_tui.domain.records.activity import Activity, ActivityStatus
from csm_tui.domain.values.hours import shown_hours
from csm_tui.domain.values.names import joined_names
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.plan_forms import activity_form
from csm_tui.planning.plan.plan import Plan, plan_of, present_quarter
from csm_tui.screens.cells.activity_columns import named, reference_width, status_cell
from csm_tui.screens.client.client_panels import WIDE_COLUMN, Panel
from csm_tui.session.changes import Change, deletion
from csm_tui.session.plan_changes import reopened
from csm_tui.widgets.table.band_table import Cell, Column


class Activities(Panel):
    NAME = "Activities"
    EMPTY = "None in this quarter's plan: n adds one"
    COLUMNS = (
        Column("activity", "Activity", "Activity", WIDE_COLUMN, 24),
        Column("category", "Category", "Cat", 9, 8),
        Column("left", "Left", "Left", 5, 5, "right"),
        Column("deadline", "Deadline", "Deadline", 10, 10),
        Column("status", "Status", "Status", 9, 9),
    )

    @property
    def _plan(self) -> Plan:
        return plan_of(self.workspace, present_quarter(self.workspace.settings, self.today))

    def entries(self) -> Mapping[Hashable, object]:
        found = [one for one in self._plan.activities if self.client.id in one.clients]
        return {one.id: one for one in sorted(found, key=lambda one: (not one.open, self._plan.deadline(one)))}

    def cells(self, entry: object) -> Sequence[Cell]:
        assert isinstance(entry, Activity)
        late = entry.open and self._plan.deadline(entry) < self.today
        width = reference_width(one for one in self._entries.values() if isinstance(one, Activity))
        return (
            Cell(named(entry, width), "" if entry.open else "dim"),
            Cell(entry.category),
            Cell(shown_hours(entry.remaining), "" if entry.remaining else "dim"),
            Cell("end" if entry.deadline is None else entry.deadline.isoformat(), "red" if late else ""),
            status_cell(entry),
        )

    def text(self, entry: object) -> str:
        assert isinstance(entry, Activity)
        return "\n".join(filter(None, (entry.purpose, entry.results)))

    def spec(self, entry: object | None, identity: str = "") -> FormSpec[Change]:
        assert entry is None or isinstance(entry, Activity)
        given = {"clients": joined_names([self.client.name])}
        return activity_form(entry, self._plan, self.workspace, self.today, identity, given)

    def deleted(self, entry: object) -> Change:
        assert isinstance(entry, Activity)
        return deletion([entry], self.workspace)

    def toggled(self, entry: object) -> Change | None:
        """Open again what is done; doing it asks for the result, which the page does."""
        assert isinstance(entry, Activity)
        return reopened(entry) if entry.status is ActivityStatus.DONE else None
