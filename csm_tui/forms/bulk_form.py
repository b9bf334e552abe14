"""One change for several clients: their tags, owner and status."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from pydantic import Field, ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import Line, Record
from csm_tui.domain.records.client import Client, ClientStatus, Tags, with_typed
from csm_tui.forms.fields import RecordFields
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.session.changes import Change, Edit


class Bulk(Record):
    """What is to be set; what is empty stays as each client has it."""

    add_tags: Tags = Field((), description="Words separated by commas; the others stay")
    remove_tags: Tags = Field((), description="Words separated by commas")
    owner: Line = Field("", description="Empty: each keeps its own")
    status: ClientStatus | None = Field(None, description="Empty: each keeps its own")

    def values(self, client: Client) -> dict[str, Any]:
        """The fields of a client that become other ones."""
        tags = tuple(tag for tag in (*client.tags, *self.add_tags) if tag not in self.remove_tags)
        wanted = {"tags": tags, "owner": self.owner or client.owner, "status": self.status or client.status}
        return {name: value for name, value in wanted.items() if value != getattr(client, name)}


_FIELDS = RecordFields(Bulk, ("add_tags", "remove_tags", "owner", "status"))
RECORD = "marked"


def bulk_form(clients: Sequence[Client], today: date) -> FormSpec[Change]:
    """The form over several clients, saved and undone as one step."""
    what = clients[0].name if len(clients) == 1 else f"{len(clients)} clients"
    first = _FIELDS.texts(None)

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        values, problems = _FIELDS.read(texts, [name for name, text in texts.items() if text != first[name]], today)
        try:
            bulk = Bulk.model_validate(values)
        except ValidationError as error:
            return None, explain(Bulk, error) | problems
        changed = [(client, bulk.values(client)) for client in clients]
        edits = tuple(Edit(client, with_typed(client, fields, today)) for client, fields in changed if fields)
        return (Change(f"change of {what}", edits) if edits and not problems else None), problems

    return FormSpec(
        "bulk", RECORD, f"Change {what}", _FIELDS.fields, first, read,
        parent=" ".join(client.id for client in clients), focus="add_tags",
    )  # fmt: skip
