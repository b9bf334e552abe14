"""Changes to documents, and how they are stamped before they are kept."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import orjson

from csm_tui.storage.documents import DELETED, Document, Tables, is_uuid, number_after, rev_of
from csm_tui.storage.errors import NotSaved
from csm_tui.storage.file.file_format import HEADER, dumped
from csm_tui.storage.store import Write

TOMBSTONES_KEPT = timedelta(days=180)
"""How long it is known that a document was deleted: as long as a replica may have been offline."""

Changes = dict[str, dict[str, Document | None]]
"""By table and id: the document to set whole, or None to remove it."""


class Stamp(NamedTuple):
    """When something is saved, and by whom."""

    at: datetime
    author: str

    def text(self, ago: timedelta = timedelta(0)) -> str:
        """The time, or one that much before, as documents keep it: such texts sort as the times do."""
        return (self.at - ago).astimezone(UTC).isoformat(timespec="milliseconds")

    def envelope(self, rev: int) -> Document:
        """The fields that the stamp sets in a document."""
        return {"rev": rev, "updated_at": self.text(), "author": self.author}


def by_table(writes: Sequence[Write]) -> Changes:
    """The writes by table and id; of several to one document the last counts. Raises ValueError."""
    changes: Changes = {}
    for write in writes:
        if not write.table or write.table in (HEADER, DELETED) or not is_uuid(write.id):
            raise ValueError(f"no document can be kept as {write.id!r} in {write.table!r}")
        changes.setdefault(write.table, {})[write.id] = write.document
    return changes


def stamped(changes: Changes, present: Tables, stamp: Stamp) -> Changes:
    """The changes with their envelopes set, sharing nothing with the caller's documents, and what they do to the
    tombstones. Raises NotSaved.
    """
    made: Changes = {name: {} for name in changes}
    tombstones: dict[str, Document | None] = {}
    for name, key, document in _each(changes):
        before, tombstone = present.get(name, {}).get(key), present.get(DELETED, {}).get(key)
        rev = number_after(max(rev_of(before), rev_of(tombstone)))
        made[name][key] = None if document is None else _fresh({**document, **stamp.envelope(rev)})
        if document is None and before is not None:
            tombstones[key] = {"table": name, **stamp.envelope(rev)}
        elif document is not None and tombstone is not None:
            tombstones[key] = None
    if any(tombstones.values()):
        tombstones |= dict.fromkeys(_outdated(present, stamp) - tombstones.keys())
    return {**made, DELETED: tombstones} if tombstones else made


def changed(tables: Tables, writes: Sequence[Write], stamp: Stamp) -> Tables:
    """The tables as they are after the writes. Raises ValueError and NotSaved."""
    made = {name: dict(table) for name, table in tables.items()}
    for name, key, document in _each(stamped(by_table(writes), tables, stamp)):
        if document is None:
            made.setdefault(name, {}).pop(key, None)
        else:
            made.setdefault(name, {})[key] = document
    return made


def _each(changes: Changes) -> Iterator[tuple[str, str, Document | None]]:
    return ((name, key, document) for name, table in changes.items() for key, document in table.items())


def _outdated(present: Tables, stamp: Stamp) -> set[str]:
    oldest = stamp.text(TOMBSTONES_KEPT)
    return {key for key, one in present.get(DELETED, {}).items() if str(one.get("updated_at", "")) < oldest}


def _fresh(document: Document) -> Document:
    """The document as the file will give it back."""
    try:
        copy: dict[str, Any] = orjson.loads(dumped(document))
    except TypeError as error:
        raise NotSaved(f"Not saved: a value cannot be kept in the file ({error}).") from error
    return copy
