"""The stakeholders of a client."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from rich.cells import cell_len

from csm_tui.domain.records.client import Stakeholder
from csm_tui.forms.definitions.client_forms import stakeholder_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.client.parts.part import PagePart, ShownClient
from csm_tui.session.changes import Change, Edit
from csm_tui.widgets.table.layout import Cell, Column


def _standing(one: Stakeholder) -> str:
    """What counts most of them: that they left, that they are our champion, or their attitude."""
    return "has left" if one.left else "champion" if one.champion else one.attitude


class StakeholdersPart(PagePart[Stakeholder]):
    """Stakeholders are stored in the client's record, in the order in which they were added."""

    ID = "stakeholders"
    TITLE = "Stakeholders"
    EMPTY = "Nobody yet: n adds the decision maker"
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("name", "Name", "Name", 20, 14),
        Column("role", "Role", "Role", 22, 15),
        Column("seniority", "Seniority", "Seniority", 18, 14),
        Column("attitude", "Attitude", "Attitude", 10, 9),
        Column("contact", "Last contact", "Contact", 12, 10, "right"),
    )

    def entries(self, shown: ShownClient) -> Sequence[Stakeholder]:
        return shown.client.stakeholders

    def key(self, entry: Stakeholder) -> Hashable:
        return entry.id

    def cells(self, entry: Stakeholder, shown: ShownClient) -> Sequence[Cell]:
        none, last = shown.glyphs.none, entry.last_contact
        return (
            Cell(entry.name, "dim" if entry.left else ""),
            Cell(entry.role or none),
            Cell(entry.seniority or none),
            Cell(_standing(entry) or none, "red" if entry.left else ""),
            Cell(none if last is None else last.isoformat(), "dim"),
        )

    def text(self, entry: Stakeholder, shown: ShownClient) -> str:
        parts = entry.name, entry.role, entry.seniority, entry.attitude, _standing(entry)
        cut = any(cell_len(part) > column.narrow for part, column in zip(parts, self.COLUMNS, strict=False))
        return f" {shown.glyphs.dot} ".join(filter(None, parts)) if cut else ""

    def spec(self, entry: Stakeholder | None, shown: ShownClient, identity: str = "") -> FormSpec[Change]:
        return stakeholder_form(entry, shown.client, shown.workspace, shown.today, identity)

    def name(self, entry: Stakeholder, shown: ShownClient) -> str:  # noqa: ARG002
        return f"the stakeholder {entry.name}"

    def deleted(self, entry: Stakeholder, shown: ShownClient) -> Change:
        others = [one for one in shown.client.stakeholders if one.id != entry.id]
        after = shown.client.changed(stakeholders=others)
        return Change(f"deletion of {entry.name}", (Edit(shown.client, after),))
