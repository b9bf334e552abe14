"""The form that changes several clients at once: their tags, owner and status."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from pydantic import Field, ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import Record, TextLine, fixed_id
from csm_tui.domain.records.client import Client, Tags
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.names import natural_key, some_names
from csm_tui.forms.fields import RecordFields
from csm_tui.forms.form_spec import FieldConflict, FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.session.changes import Change, Edit, changed_words
from csm_tui.session.drafts.draft import Draft


class BulkEdit(Record):
    """The values to set; each client keeps its own value where the field is empty."""

    add_tags: Tags = Field((), description="Words separated by commas; the others stay")
    remove_tags: Tags = Field((), description="Words separated by commas")
    owner: TextLine = Field("", description="Empty: each keeps its own")
    status: ClientStatus | None = Field(None, description="Empty: each keeps its own")

    def values(self, client: Client) -> dict[str, Any]:
        """The fields of a client that change, with their new values."""
        tags = tuple(tag for tag in (*client.tags, *self.add_tags) if tag not in self.remove_tags)
        wanted = {"tags": tags, "owner": self.owner or client.owner, "status": self.status or client.status}
        return {name: value for name, value in wanted.items() if value != getattr(client, name)}


_FIELDS = RecordFields(BulkEdit, ("add_tags", "remove_tags", "owner", "status"))
_SET = {"owner": "Owner", "status": "Status"}
"""The fields that are replaced; tags are added and taken out, whatever others did with them."""
_KEPT = "kept"


def bulk_form(clients: Sequence[Client], today: date, identity: str = "") -> FormSpec[Change]:
    """The form for several clients, saved and undone as one step. `identity` is that of their draft."""
    ids = [client.id for client in clients]
    what = some_names(sorted((client.name for client in clients), key=natural_key))
    first = {**_FIELDS.texts(None), **_found(clients)}

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        values, problems = _FIELDS.read(texts, [name for name, text in texts.items() if text != first.get(name)], today)
        try:
            bulk = BulkEdit.model_validate(values)
        except ValidationError as error:
            return None, explain(BulkEdit, error) | problems
        changed = [(client, _left(bulk.values(client), client, texts)) for client in clients]
        edits = tuple(Edit(client, with_typed(client, fields, today)) for client, fields in changed if fields)
        return (Change(_label(edits), edits, relabel=_label) if edits and not problems else None), problems

    return FormSpec(
        "bulk", identity or _identity(ids), f"Change {what}", _FIELDS.fields, first, read,
        parent=" ".join(ids), focus="add_tags", compare=lambda opened, mine: _conflicts(clients, opened, mine),
    )  # fmt: skip


def _found(clients: Sequence[Client]) -> dict[str, str]:
    """What each client has in the fields that are replaced, kept with the draft to be compared with later."""
    return {f"{name} {client.id}": str(getattr(client, name)) for client in clients for name in _SET}


def _left(values: dict[str, Any], client: Client, texts: Texts) -> dict[str, Any]:
    """The values without those of which what is saved is to stay."""
    return {name: value for name, value in values.items() if f"{_KEPT} {name} {client.id}" not in texts}


def _conflicts(clients: Sequence[Client], opened: Texts, mine: Texts) -> tuple[FieldConflict, ...]:
    """The clients of which others replaced what is to be replaced here."""
    now = _found(clients)
    return tuple(
        FieldConflict(f"{_KEPT} {name} {client.id}", f"{label} of {client.name}", opened[key], mine[name], now[key])
        for client in clients
        for name, label in _SET.items()
        if mine.get(name) and now[key := f"{name} {client.id}"] not in (opened.get(key, now[key]), mine[name])
        and f"{_KEPT} {key}" not in mine
    )  # fmt: skip


def _identity(ids: Collection[str]) -> str:
    """An id that is the same for the same clients in any order."""
    return fixed_id(f"bulk {' '.join(sorted(ids))}")


def bulk_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form for those of its clients that still exist; None if there are none."""
    known = ground.workspace.clients
    clients = [known[key] for key in draft.parent.split() if key in known]
    return bulk_form(clients, ground.today, draft.record) if clients else None


def _label(edits: Sequence[Edit]) -> str:
    """The label of the change: whose it is, and which fields."""
    changed = [(before, after) for before, after in edits if before is not None and after is not None]
    words = dict.fromkeys(word for before, after in changed for word in changed_words(before, after))
    names = sorted((after.label for _, after in changed), key=natural_key)
    return f"change of {some_names(names)}: {some_names([*words])}"
