"""The touchpoints of a client and their follow-ups."""

from collections.abc import Sequence
from typing import ClassVar

from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.text import first_line
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.forms.declared import form_of
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.cells.client_columns import followup_cell
from csm_tui.screens.client.parts.part import WIDE_COLUMN, EntityPart, ShownClient
from csm_tui.session.changes import Change
from csm_tui.session.edits.touchpoint_changes import ticked_off
from csm_tui.widgets.table.layout import Cell, Column


class TouchpointsPart(EntityPart[Touchpoint]):
    """The latest touchpoint comes first."""

    ID = "touchpoints"
    TITLE = "Touchpoints"
    EMPTY = "No touchpoint yet: t notes one"
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("note", "Note", "Note", WIDE_COLUMN, 24),
        Column("day", "Date", "Date", 10, 10),
        Column("kind", "Kind", "Kind", 7, 7),
        Column("follow", "Follow-up", "Follow", 9, 8, "right"),
    )

    def entries(self, shown: ShownClient) -> Sequence[Touchpoint]:
        return shown.workspace.touchpoints(shown.client)

    def cells(self, entry: Touchpoint, shown: ShownClient) -> Sequence[Cell]:
        days = None if entry.follow_up is None else (entry.follow_up - shown.today).days
        follow = Cell("done", "dim") if entry.done else followup_cell(days, shown.glyphs)
        return Cell(first_line(entry.note)), Cell(entry.day.isoformat()), Cell(entry.kind), follow

    def text(self, entry: Touchpoint, shown: ShownClient) -> str:  # noqa: ARG002
        if entry.follow_up is None:
            return entry.note
        state = "done" if entry.done else "to do"
        what = "Promised for" if entry.promise else "Follow-up"
        return f"{entry.note}\n{what} {full_day(entry.follow_up)}, {state}{f': {entry.task}' if entry.task else ''}"

    def spec(self, entry: Touchpoint | None, shown: ShownClient, identity: str = "") -> FormSpec[Change]:
        return form_of(Touchpoint, entry, shown.workspace, shown.today, identity, shown.client)

    def name(self, entry: Touchpoint, shown: ShownClient) -> str:
        year = "" if entry.day.year == shown.today.year else f" {entry.day.year}"
        return f"the touchpoint of {entry.day.day} {entry.day:%b}{year}, {entry.kind}"

    def toggled(self, entry: Touchpoint) -> Change | None:
        return None if entry.follow_up is None else ticked_off(entry)
