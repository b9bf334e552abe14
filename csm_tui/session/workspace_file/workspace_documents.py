"""Turns documents, as a store keeps them, into the frozen models of a workspace, and back."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from csm_tui.domain.record import Entity, Record
from csm_tui.domain.records.kinds import TABLES, kind_of
from csm_tui.domain.settings import SETTINGS_ID, Settings
from csm_tui.domain.workspace import Table, Workspace
from csm_tui.session.workspace_file.mending import (
    SETTINGS_TABLE,
    ToMend,
    kept_fields,
    read_record,
    read_settings,
    still_to_mend,
)
from csm_tui.storage.documents import Document, Tables
from csm_tui.storage.store import Write

_NO_DOCUMENTS: Mapping[str, Document] = {}


class Loaded(NamedTuple):
    """The tables as read, the workspace in them, and which records break a rule.

    Of those the workspace has what can be shown; their documents stay as they are where nobody changed them.
    """

    tables: Tables
    workspace: Workspace
    to_mend: tuple[ToMend, ...] = ()

    @property
    def settings_unread(self) -> bool:
        """Whether the settings break a rule."""
        return any(one.table == SETTINGS_TABLE for one in self.to_mend)

    def saved(self, tables: Tables, workspace: Workspace) -> "Loaded":
        """The loaded state after the workspace was saved as these tables."""
        left = still_to_mend(self.to_mend, self.tables, tables) if self.to_mend else ()
        return Loaded(tables, workspace, left)


def load(tables: Tables, previous: Loaded | None = None) -> Loaded:
    """The workspace in the tables. Where a document is as before, its model stays the same object."""
    if previous is not None and previous.tables is tables:
        return previous
    to_mend: list[ToMend] = []
    loaded = {name: _load_table(name, tables, previous, to_mend) for name in TABLES if tables.get(name)}
    settings = _load_settings(tables, to_mend)
    if previous is not None and settings == previous.workspace.settings:
        settings = previous.workspace.settings
    return Loaded(tables, Workspace(loaded, settings), tuple(to_mend))


def _load_table(name: str, tables: Tables, previous: Loaded | None, to_mend: list[ToMend]) -> Table[Any]:
    kind, documents = kind_of(name), tables[name]
    old_documents = previous.tables.get(name, _NO_DOCUMENTS) if previous else _NO_DOCUMENTS
    old_table: Table[Entity] = previous.workspace.table(kind) if previous else Table()
    old_to_mend = {one.id: one for one in previous.to_mend if one.table == name} if previous else {}
    if previous is not None and documents is old_documents:
        to_mend += old_to_mend.values()
        return old_table
    records: dict[str, Entity] = {}
    for identity, document in documents.items():
        known = old_documents.get(identity)
        if identity in old_table.records and (known is document or known == document):
            records[identity] = old_table.records[identity]
            if identity in old_to_mend:
                to_mend.append(old_to_mend[identity])
            continue
        record, broken = read_record(name, identity, document)
        if record is not None:
            records[identity] = record
        if broken is not None:
            to_mend.append(broken)
    return Table(records)


def _load_settings(tables: Tables, to_mend: list[ToMend]) -> Settings:
    document = tables.get(SETTINGS_TABLE, _NO_DOCUMENTS).get(SETTINGS_ID)
    if document is None:
        return Settings.usual()
    settings, broken = read_settings(document)
    if broken is not None:
        to_mend.append(broken)
    return cast(Settings, settings)


def writes(old: Workspace, new: Workspace, loaded: Loaded | None = None) -> list[Write]:
    """The writes after which the store holds the new workspace in place of the old one.

    `loaded` is what the old one comes from: of a record that breaks a rule, the fields that do stay as they are until
    somebody changes them.
    """
    found: list[Write] = []
    for name in dict.fromkeys((*old.tables, *new.tables)):
        before, after = (one.tables[name].records if name in one.tables else {} for one in (old, new))
        if before is after:
            continue
        found += [
            Write(name, identity, record.model_dump(mode="json"))
            for identity, record in after.items()
            if before.get(identity) is not record
        ]
        found += [Write(name, identity, None) for identity in before if identity not in after]
    if old.settings != new.settings:
        found.append(Write(SETTINGS_TABLE, SETTINGS_ID, new.settings.model_dump(mode="json")))
    if loaded is not None and loaded.to_mend:
        return [_kept(write, old, new, loaded) for write in found]
    return found


def _kept(write: Write, old: Workspace, new: Workspace, loaded: Loaded) -> Write:
    one = next((one for one in loaded.to_mend if (one.table, one.id) == write[:2]), None)
    if one is None or write.document is None:
        return write
    before: Record | None = old.get(one.id)
    after: Record | None = new.get(one.id)
    if before is None or after is None:
        return write
    return write._replace(document={**write.document, **kept_fields(one, before, after, loaded.tables)})
