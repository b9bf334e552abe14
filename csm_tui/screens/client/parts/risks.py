"""The risks to a client's renewal."""

from collections.abc import Sequence
from typing import ClassVar

from csm_tui.domain.records.risk import Risk, RiskState
from csm_tui.domain.text import first_line
from csm_tui.domain.values.money import money
from csm_tui.forms.declared import form_of
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.client.parts.part import WIDE_COLUMN, EntityPart, ShownClient
from csm_tui.session.changes import Change, edition
from csm_tui.widgets.table.layout import Cell, Column

_NEXT = {
    RiskState.OPEN: RiskState.MITIGATED,
    RiskState.MITIGATED: RiskState.ACCEPTED,
    RiskState.ACCEPTED: RiskState.LOST,
    RiskState.LOST: RiskState.OPEN,
}
_STYLES = {RiskState.OPEN: "amber", RiskState.MITIGATED: "green", RiskState.ACCEPTED: "dim", RiskState.LOST: "red"}


class RisksPart(EntityPart[Risk]):
    """Open risks come first, then by the day of their review."""

    ID = "risks"
    TITLE = "Risks"
    EMPTY = "No risk yet: n adds one"
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("risk", "Risk", "Risk", WIDE_COLUMN, 24),
        Column("kind", "Kind", "Kind", 10, 10),
        Column("impact", "ACV", "ACV", 9, 8, "right"),
        Column("review", "Review", "Review", 10, 10),
        Column("state", "State", "State", 9, 9),
    )

    def entries(self, shown: ShownClient) -> Sequence[Risk]:
        return shown.workspace.risks(shown.client)

    def cells(self, entry: Risk, shown: ShownClient) -> Sequence[Cell]:
        none = shown.glyphs.none
        late = entry.is_open and entry.review is not None and entry.review < shown.today
        return (
            Cell(first_line(entry.text)),
            Cell(entry.kind),
            Cell(none if entry.impact is None else money(entry.impact, ""), "dim" if entry.impact is None else ""),
            Cell(none if entry.review is None else entry.review.isoformat(), "red" if late else ""),
            Cell(entry.state, _STYLES[entry.state]),
        )

    def text(self, entry: Risk, shown: ShownClient) -> str:  # noqa: ARG002
        lines = [entry.text, f"Since {entry.since}"]
        if entry.action:
            lines.append(f"Done about it: {entry.action}")
        lines += [f"{one.day}: {one.note}" if one.note else f"{one.day}: looked at again" for one in entry.reviews]
        return "\n".join(lines)

    def spec(self, entry: Risk | None, shown: ShownClient, identity: str = "") -> FormSpec[Change]:
        return form_of(Risk, entry, shown.workspace, shown.today, identity, shown.client)

    def name(self, entry: Risk, shown: ShownClient) -> str:  # noqa: ARG002
        return f"the {entry.label}"

    def toggled(self, entry: Risk) -> Change | None:
        return edition(entry, entry.changed(state=_NEXT[entry.state]))
