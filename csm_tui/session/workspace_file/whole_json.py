"""The whole workspace as one JSON document, for pipes, scripts and another machine: all records, their history too."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from csm_tui.domain.records.kinds import TABLES
from csm_tui.domain.settings import SETTINGS_ID
from csm_tui.session.workspace_file.mending import SETTINGS_TABLE
from csm_tui.session.workspace_file.workspace_documents import load
from csm_tui.storage.documents import ENVELOPE, Document, Tables, is_uuid
from csm_tui.storage.store import Write

WHAT = "csm-tui workspace"
VERSION = 1
"""The version of this form; it changes when fields get other names or meanings."""

_KNOWN = (*TABLES, SETTINGS_TABLE)


class NotAWorkspace(Exception):
    """The text is no workspace that can be taken in; the message says why, in one line."""


def to_json(tables: Tables) -> bytes:
    """The records in the tables, without what only says when and by whom each was saved."""
    kept = {
        name: {identity: _bare(document) for identity, document in sorted(tables[name].items())}
        for name in _KNOWN
        if tables.get(name)
    }
    return orjson.dumps({"what": WHAT, "version": VERSION, "tables": kept}, option=orjson.OPT_INDENT_2) + b"\n"


def _bare(document: Document) -> Document:
    return {name: value for name, value in document.items() if name not in ENVELOPE}


def from_json(data: bytes) -> Tables:
    """The tables in such a text.

    Raises:
        NotAWorkspace: it is none, is written by a newer version, or holds a record that breaks a rule.
    """
    try:
        whole = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise NotAWorkspace(f"it is no JSON: {error}") from None
    if not isinstance(whole, dict) or whole.get("what") != WHAT or not isinstance(whole.get("tables"), dict):
        raise NotAWorkspace("it is no workspace as export json writes it")
    if whole.get("version") != VERSION:
        raise NotAWorkspace(f"it is of version {whole.get('version')!r}; this program knows {VERSION}")
    tables: Mapping[str, Any] = whole["tables"]
    for name, table in tables.items():
        _refuse_table(name, table)
    broken = load(tables).to_mend
    if broken:
        more = f" and {len(broken) - 1} more" if len(broken) > 1 else ""
        raise NotAWorkspace(f"a record breaks a rule: {broken[0]}{more}")
    return tables


def _refuse_table(name: str, table: Any) -> None:
    if name not in _KNOWN:
        raise NotAWorkspace(f"there is no table {name!r}: perhaps it comes from a newer version")
    if not isinstance(table, dict):
        raise NotAWorkspace(f"the table {name} is none")
    for identity, document in table.items():
        if not is_uuid(identity) or not isinstance(document, dict):
            raise NotAWorkspace(f"{name}: {identity!r} is no record")
        if name == SETTINGS_TABLE and identity != SETTINGS_ID:
            raise NotAWorkspace("there are several settings")


def replacing(present: Tables, wanted: Tables) -> Iterator[Write]:
    """The writes that put the wanted records in place of the present ones."""
    for name in _KNOWN:
        old, new = present.get(name, {}), wanted.get(name, {})
        yield from (Write(name, identity, None) for identity in old if identity not in new)
        yield from (Write(name, identity, dict(document)) for identity, document in new.items())
