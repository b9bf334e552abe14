"""Turns documents, as a store keeps them, into the frozen models of a workspace, and back."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from csm_tui.domain.record import Entity
from csm_tui.domain.records.kinds import TABLES, kind_of
from csm_tui.domain.settings import SETTINGS_ID, Settings
from csm_tui.domain.workspace import Table, Workspace
from csm_tui.session.merging import Conflict
from csm_tui.storage.documents import ENVELOPE, Document, Tables
from csm_tui.storage.store import Write

SETTINGS_TABLE = "settings"
_NO_DOCUMENTS: Mapping[str, Document] = {}


class Loaded(NamedTuple):
    """The tables as read, the workspace in them, and what could not be understood.

    A document with a fault stays in the file as it is; it is only not shown.
    """

    tables: Tables
    workspace: Workspace
    faults: tuple[str, ...] = ()
    settings_unread: bool = False


def load(tables: Tables, previous: Loaded | None = None) -> Loaded:
    """The workspace in the tables. Where a document is as before, its model stays the same object."""
    if previous is not None and previous.tables is tables:
        return previous
    faults: list[str] = []
    loaded = {name: _load_table(name, tables, previous, faults) for name in TABLES if tables.get(name)}
    sound = len(faults)
    settings = _load_settings(tables, faults)
    if previous is not None and settings == previous.workspace.settings:
        settings = previous.workspace.settings
    return Loaded(tables, Workspace(loaded, settings), tuple(faults), len(faults) > sound)


def _load_table(name: str, tables: Tables, previous: Loaded | None, faults: list[str]) -> Table[Any]:
    kind, documents = kind_of(name), tables[name]
    old_documents = previous.tables.get(name, _NO_DOCUMENTS) if previous else _NO_DOCUMENTS
    old_table: Table[Entity] = previous.workspace.table(kind) if previous else Table()
    if previous is not None and documents is old_documents:
        return old_table
    records: dict[str, Entity] = {}
    for identity, document in documents.items():
        known = old_documents.get(identity)
        if identity in old_table.records and (known is document or known == document):
            records[identity] = old_table.records[identity]
            continue
        try:
            records[identity] = kind.model_validate(_bare(document, identity))
        except ValidationError as error:
            faults.append(f"{kind.NOUN} {identity}: {_first_problem(error)}")
    return Table(records)


def _load_settings(tables: Tables, faults: list[str]) -> Settings:
    document = tables.get(SETTINGS_TABLE, _NO_DOCUMENTS).get(SETTINGS_ID)
    if document is None:
        return Settings.usual()
    try:
        return Settings.model_validate(_bare(document))
    except ValidationError as error:
        faults.append(f"settings: {_first_problem(error)}; the defaults are used")
        return Settings.usual()


def _bare(document: Document, identity: str | None = None) -> dict[str, Any]:
    fields = dict(document)
    for name in ENVELOPE:
        fields.pop(name, None)
    if identity is not None:
        fields["id"] = identity
    return fields


def _first_problem(error: ValidationError) -> str:
    detail = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(map(str, detail['loc'])) or 'document'}: {detail['msg']}"


def _document(record: Entity) -> Document:
    """The document of a record. What only a newer program knows may be nested deeper than pydantic writes.

    Raises Conflict where that lies in a part of the record: trying it again would never help.
    """
    try:
        return record.model_dump(mode="json")
    except ValueError:
        unknown = record.model_extra or {}
    try:
        return record.model_dump(mode="json", exclude={*unknown}) | unknown
    except ValueError:
        raise Conflict(f"{record.label} holds something that is nested too deep to be written") from None


def writes(old: Workspace, new: Workspace) -> list[Write]:
    """What must be written so that the store holds the new workspace in place of the old one."""
    found: list[Write] = []
    for name in dict.fromkeys((*old.tables, *new.tables)):
        before, after = (one.tables[name].records if name in one.tables else {} for one in (old, new))
        if before is after:
            continue
        found += [
            Write(name, identity, _document(record))
            for identity, record in after.items()
            if before.get(identity) is not record
        ]
        found += [Write(name, identity, None) for identity in before if identity not in after]
    if old.settings != new.settings:
        found.append(Write(SETTINGS_TABLE, SETTINGS_ID, new.settings.model_dump(mode="json")))
    return found
