"""Changes to documents, and how they are stamped before they are kept."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from csm_tui.storage.documents import Document, Tables, is_uuid
from csm_tui.storage.errors import NotSaved
from csm_tui.storage.file.file_format import HEADER

Changes = dict[str, dict[str, Document | None]]
"""By table and id: the document to set whole, or None to remove it."""


class Write(NamedTuple):
    """One document to set whole, or to remove when `document` is None.

    It needs no `rev` and no `updated_at`: the database sets both.
    """

    table: str
    id: str
    document: Document | None


def by_table(writes: Sequence[Write]) -> Changes:
    """The writes by table and id; of several to one document the last counts. Raises ValueError."""
    changes: Changes = {}
    for write in writes:
        if not write.table or write.table == HEADER or not is_uuid(write.id):
            raise ValueError(f"no document can be kept as {write.id!r} in {write.table!r}")
        changes.setdefault(write.table, {})[write.id] = write.document
    return changes


def stamped(changes: Changes, present: Tables, stamp: str) -> Changes:
    """The changes with `rev` and `updated_at` set, sharing nothing with the caller's documents. Raises NotSaved."""
    return {name: _stamped_table(writes, present.get(name, {}), stamp) for name, writes in changes.items()}


def _stamped_table(
    writes: Mapping[str, Document | None], present: Mapping[str, Document], stamp: str
) -> dict[str, Document | None]:
    return {
        key: None if document is None else _fresh(document, present.get(key, {}).get("rev", 0) + 1, stamp)
        for key, document in writes.items()
    }


def _fresh(document: Document, rev: int, stamp: str) -> Document:
    """The document as the file will give it back."""
    try:
        copy: dict[str, Any] = orjson.loads(orjson.dumps({**document, "rev": rev, "updated_at": stamp}))
    except TypeError as error:
        raise NotSaved(f"Not saved: a value cannot be kept in the file ({error}).") from error
    return copy
