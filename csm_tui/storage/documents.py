"""What is kept: tables of plain documents, each under its UUID."""

import re
from collections.abc import Mapping
from typing import Any

Document = dict[str, Any]
Tables = Mapping[str, Mapping[str, Document]]
"""Table name to document id to document, without the file's header."""

ENVELOPE = ("rev", "updated_at", "author")
"""What a store sets in every document: how often it was saved, when last (ISO, UTC), and by whom."""

DELETED = "deleted"
"""The table of tombstones: under the id of a deleted document its `table` and the envelope of its deletion."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_uuid(text: str) -> bool:
    """Whether the text has the form of a UUID."""
    return _UUID.fullmatch(text) is not None


_LAST_NUMBER = 2**53
"""What every program that reads JSON can tell from its neighbours."""


def number_after(number: int) -> int:
    """The generation or rev after one: always another, and one that can be written.

    Behind the last it begins anew, for such a number came from somebody's hand, and only has to differ.
    """
    return number + 1 if 0 <= number < _LAST_NUMBER else 1


def lost_from(known: Tables, tables: Tables) -> int:
    """The number of known documents that these tables lack, though nobody deleted them."""
    dead = tables.get(DELETED, {}).keys()
    return sum(
        len(table.keys() - tables.get(name, {}).keys() - dead)
        for name, table in known.items()
        if name != DELETED and tables.get(name) is not table
    )


def rev_of(document: Document | None) -> int:
    """The number of a document's last save; 0 if it has none, or a damaged one."""
    rev = None if document is None else document.get("rev")
    return rev if type(rev) is int else 0
