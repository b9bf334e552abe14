"""The activities of a client in the present quarter."""

from collections.abc import Sequence
from typing import ClassVar

from csm_tui.domain.records.activity import Activity, ActivityStatus
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.forms.definitions.plan.activity_forms import activity_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.plan.plan import Plan, plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.screens.cells.activity_columns import activity_title, reference_width, status_cell
from csm_tui.screens.client.parts.part import WIDE_COLUMN, EntityPart, ShownClient
from csm_tui.session.changes import Change
from csm_tui.session.edits.plan_changes import reopened
from csm_tui.widgets.table.layout import Cell, Column


class ActivitiesPart(EntityPart[Activity]):
    """Open activities come first, by deadline."""

    ID = "activities"
    TITLE = "Activities"
    EMPTY = "None in this quarter's plan: n adds one"
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("activity", "Activity", "Activity", WIDE_COLUMN, 24),
        Column("category", "Category", "Cat", 8, 8),
        Column("left", "Left", "Left", 5, 5, "right"),
        Column("deadline", "Deadline", "Deadline", 10, 10),
        Column("status", "Status", "Status", 9, 9),
    )

    def entries(self, shown: ShownClient) -> Sequence[Activity]:
        plan = _plan(shown)
        found = [one for one in plan.activities if shown.client.id in one.clients]
        return sorted(found, key=lambda one: (not one.open, plan.deadline(one)))

    def cells(self, entry: Activity, shown: ShownClient) -> Sequence[Cell]:
        late = entry.open and _plan(shown).deadline(entry) < shown.today
        return (
            Cell(activity_title(entry, reference_width(self.entries(shown))), "" if entry.open else "dim"),
            Cell(entry.category),
            Cell(shown_hours(entry.remaining), "" if entry.remaining else "dim"),
            Cell("end" if entry.deadline is None else entry.deadline.isoformat(), "red" if late else ""),
            status_cell(entry),
        )

    def text(self, entry: Activity, shown: ShownClient) -> str:  # noqa: ARG002
        return "\n".join(filter(None, (entry.purpose, entry.results)))

    def spec(self, entry: Activity | None, shown: ShownClient, identity: str = "") -> FormSpec[Change]:
        client = shown.client if entry is None else None
        return activity_form(entry, _plan(shown), shown.workspace, shown.today, identity, client=client)

    def name(self, entry: Activity, shown: ShownClient) -> str:  # noqa: ARG002
        return f"the activity {entry.reference}"

    def toggled(self, entry: Activity) -> Change | None:
        """Reopen a done activity. To finish one, the page asks for the result."""
        return reopened(entry) if entry.status is ActivityStatus.DONE else None


def _plan(shown: ShownClient) -> Plan:
    return plan_of(shown.workspace, present_quarter(shown.workspace.settings, shown.today))
