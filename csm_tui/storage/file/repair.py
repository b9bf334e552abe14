"""Gives documents that come back outside the usual saves a `rev` that no open form can know."""

from collections.abc import Mapping
from uuid import NAMESPACE_OID, uuid5

from csm_tui.storage.documents import DELETED, Document, Tables, is_uuid, number_after, rev_of
from csm_tui.storage.file.writes import Stamp

FreshTables = dict[str, dict[str, Document]]


def restored(wanted: Tables, present: Tables, generation: int, stamp: Stamp) -> FreshTables:
    """The wanted tables; each document that differs from the present one gets a `rev` above any that it had.

    A save raises a `rev` by one and the generation too, so the new generation is above every `rev` there was. Documents
    that the wanted tables lack get a tombstone.
    """
    tables = {
        name: {key: _newer(document, present.get(name, {}).get(key), generation) for key, document in table.items()}
        for name, table in wanted.items()
        if name != DELETED
    }
    gone = {
        key: {"table": name, **stamp.envelope(generation)}
        for name, table in present.items()
        if name != DELETED
        for key in table
        if key not in tables.get(name, {})
    }
    return _with_tombstones(tables, {**wanted.get(DELETED, {}), **present.get(DELETED, {}), **gone})


def _newer(document: Document, present: Document | None, generation: int) -> Document:
    if document == present:
        return present
    return {**document, "rev": _rev_above(generation, document, present)}


def with_more(wanted: Tables, present: Tables) -> Tables:
    """The wanted tables with the documents that only the present ones have, except those that are wanted to be gone."""
    dead = wanted.get(DELETED, {})
    more = {
        name: {key: one for key, one in table.items() if key not in dead}
        for name, table in present.items()
        if name != DELETED
    }
    return {**wanted, **{name: {**table, **wanted.get(name, {})} for name, table in more.items()}}


def repaired(tables: Tables, generation: int, stamp: Stamp) -> FreshTables:
    """The tables with what the format asks of a document: a UUID, which an id of another form leads to, and the
    envelope.
    """
    fresh = {
        name: {_uuid(key): _repaired(document, generation, stamp) for key, document in table.items()}
        for name, table in tables.items()
    }
    return _with_tombstones(fresh, fresh.pop(DELETED, {}))


def _uuid(key: str) -> str:
    return key if is_uuid(key) else str(uuid5(NAMESPACE_OID, key))


def _repaired(document: Document, generation: int, stamp: Stamp) -> Document:
    rev = _rev_above(generation, document)
    envelope = stamp.envelope(rev)
    known = {name: document[name] for name in ("updated_at", "author") if document.get(name)}
    return {**document, **envelope, **known}


def _rev_above(generation: int, *documents: Document | None) -> int:
    """A rev that none of the documents has, and none that is open in a form."""
    return number_after(max(generation - 1, *map(rev_of, documents)))


def _with_tombstones(tables: FreshTables, tombstones: Mapping[str, Document]) -> FreshTables:
    """The tables with the tombstones of what is not in them."""
    alive = {key for table in tables.values() for key in table}
    dead = {key: one for key, one in tombstones.items() if key not in alive}
    return {**tables, DELETED: dead} if dead else tables
