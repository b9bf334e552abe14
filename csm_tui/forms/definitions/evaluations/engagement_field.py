"""The field in which a form names an engagement of a client, which is made with the form where it is not there yet."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.text import fold
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.fields import RecordField
from csm_tui.planning.evaluations.engagements import engagements_of
from csm_tui.session.changes import Change, Edit


class Engagements:
    """The engagements of a client, and those that are only named in a form, each made once."""

    def __init__(self, client: Client, workspace: Workspace) -> None:
        self._client = client
        self.known = {one.id: one for one in engagements_of(workspace, client)}
        self._new: dict[str, Engagement] = {}

    def named(self, name: str) -> Engagement:
        """The engagement of that name, or a new one. Raises pydantic.ValidationError for what is no name."""
        wanted = fold(name.strip())
        found = next((one for one in self.known.values() if fold(one.name) == wanted), self._new.get(wanted))
        if found is None:
            found = self._new[wanted] = Engagement(client=self._client.id, name=name)
        return found

    def field(self) -> RecordField:
        """The field in which one is named."""
        return RecordField(
            "engagement", "Engagement", "Its name; a new name begins a new engagement", attribute="engagement",
            names=tuple(one.name for one in self.known.values()),
            read=lambda text, *_: self.named(text), text=self._name,
        )  # fmt: skip

    def with_id(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The typed values with the id of the engagement in place of it."""
        return {**values, "engagement": values["engagement"].id} if "engagement" in values else dict(values)

    def made_with(self, change: Change, identity: str) -> Change:
        """The change, which also makes the engagement with this id if it is new."""
        new = next((one for one in self._new.values() if one.id == identity), None)
        return change if new is None else replace(change, edits=(Edit(None, new), *change.edits))

    def _name(self, identity: object) -> str:
        return self.known[str(identity)].name if identity in self.known else ""
