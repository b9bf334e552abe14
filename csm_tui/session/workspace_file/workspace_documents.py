"""Turns documents, as a store keeps them, into the frozen models of a workspace, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from csm_tui.domain.record import Entity, Record
from csm_tui.domain.records.kinds import TABLES, kind_of
from csm_tui.domain.settings import SETTINGS_ID, Settings
from csm_tui.domain.workspace import Table, Workspace
from csm_tui.session.workspace_file.document import document_of
from csm_tui.session.workspace_file.mending import (
    SETTINGS_TABLE,
    ToMend,
    kept_fields,
    read_record,
    read_settings,
    sound_reader,
    still_to_mend,
)
from csm_tui.storage.documents import Document, Tables
from csm_tui.storage.store import Write

_NO_DOCUMENTS: Mapping[str, Document] = {}
_NO_RECORDS: Mapping[str, Entity] = {}


@dataclass(frozen=True, eq=False)
class Loaded:
    """The tables as read, and the workspace in them.

    A table of records is read when it is first asked for: no start waits for what it does not show. What is then found
    to break a rule is added to `found_broken`.
    """

    tables: Tables
    workspace: Workspace
    found_broken: Sequence[ToMend] = ()

    @property
    def to_mend(self) -> tuple[ToMend, ...]:
        """The records that break a rule; all tables are read for it.

        Of those the workspace has what can be shown; their documents stay as they are where nobody changed them.
        """
        self.read_all()
        return tuple(self.found_broken)

    def read_all(self) -> None:
        """Read the tables that nobody has asked for yet."""
        for table in self.workspace.tables.values():
            table.read()

    @property
    def settings_unread(self) -> bool:
        """Whether the settings break a rule."""
        return any(one.table == SETTINGS_TABLE for one in self.found_broken)

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
    return Loaded(tables, Workspace(loaded, settings), to_mend)


def _load_table(name: str, tables: Tables, previous: Loaded | None, to_mend: list[ToMend]) -> Table[Any]:
    documents = tables[name]
    if previous is None:
        return Table(lambda: _records(name, documents, to_mend))
    old_documents = previous.tables.get(name, _NO_DOCUMENTS)
    old_table: Table[Entity] = previous.workspace.tables.get(name, Table())
    old_to_mend = [one for one in previous.to_mend if one.table == name]
    if documents is old_documents:
        to_mend += old_to_mend
        return old_table
    kept = {
        identity: record
        for identity, record in old_table.records.items()
        if _is_same(documents.get(identity), old_documents.get(identity))
    }
    to_mend += [one for one in old_to_mend if one.id in kept]
    records = _records(name, documents, to_mend, kept)
    return Table(lambda: records)


def _records(
    name: str, documents: Mapping[str, Document], to_mend: list[ToMend], kept: Mapping[str, Entity] = _NO_RECORDS
) -> Mapping[str, Entity]:
    """The records in the documents but for those that are kept; what breaks a rule is added to `to_mend`."""
    records: dict[str, Entity] = {}
    sound = sound_reader(kind_of(name))
    for identity, document in documents.items():
        record = kept.get(identity) or sound(identity, document)
        if record is None:
            record, broken = read_record(name, identity, document)
            if broken is not None:
                to_mend.append(broken)
        if record is not None:
            records[identity] = record
    return records


def _is_same(one: Document | None, other: Document | None) -> bool:
    return one is not None and (one is other or one == other)


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
        tables = old.tables.get(name), new.tables.get(name)
        if tables[0] is tables[1]:
            continue
        before, after = ({} if one is None else one.records for one in tables)
        found += [
            Write(name, identity, document_of(record))
            for identity, record in after.items()
            if before.get(identity) is not record
        ]
        found += [Write(name, identity, None) for identity in before if identity not in after]
    if old.settings != new.settings:
        found.append(Write(SETTINGS_TABLE, SETTINGS_ID, document_of(new.settings)))
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
