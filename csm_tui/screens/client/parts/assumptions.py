"""The assumptions about a client."""

from collections.abc import Sequence
from typing import ClassVar

from csm_tui.domain.records.assumption import Assumption
from csm_tui.forms.declared import form_of
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.cells.assumption_cells import NEXT_STATE, assumption_cells
from csm_tui.screens.client.parts.part import WIDE_COLUMN, EntityPart, ShownClient
from csm_tui.session.changes import Change, edition
from csm_tui.widgets.table.layout import Cell, Column


class AssumptionsPart(EntityPart[Assumption]):
    """Open assumptions come first."""

    ID = "assumptions"
    TITLE = "Assumptions"
    EMPTY = "None yet: n writes one down"
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("text", "Assumption", "Assumption", WIDE_COLUMN, 24),
        Column("by", "Validate by", "By", 11, 10),
        Column("state", "State", "State", 9, 9),
    )

    def entries(self, shown: ShownClient) -> Sequence[Assumption]:
        return shown.workspace.assumptions(shown.client)

    def cells(self, entry: Assumption, shown: ShownClient) -> Sequence[Cell]:
        return assumption_cells(entry, shown.today, shown.glyphs)

    def text(self, entry: Assumption, shown: ShownClient) -> str:  # noqa: ARG002
        return entry.text

    def spec(self, entry: Assumption | None, shown: ShownClient, identity: str = "") -> FormSpec[Change]:
        return form_of(Assumption, entry, shown.workspace, shown.today, identity, shown.client)

    def name(self, entry: Assumption, shown: ShownClient) -> str:  # noqa: ARG002
        return f"the {entry.label}"

    def toggled(self, entry: Assumption) -> Change | None:
        return edition(entry, entry.changed(state=NEXT_STATE[entry.state]))
