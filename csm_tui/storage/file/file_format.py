"""Turns tables into the bytes of a file, and back.

The file is valid JSON and a valid TinyDB file, with the header on the first line and then one document per line:

    {"header":{"1":{"schema":2,"generation":7,"saved_at":"...","counts":{"clients":2},"checksum":"crc32:89abcdef"}},
    "clients":{
    "<uuid>":{...},
    "<uuid>":{...}
    }
    }

The checksum runs over everything but its own value. It is a CRC-32: it guards against accident, not against intent,
and took 1.4 ms for 6 MB where SHA-256 took 4.3 ms with help from the processor.
One document per line lets unchanged documents be written again as they are and what is left of a damaged file be had.
"""

import re
import zlib
from collections.abc import Iterable, Mapping
from itertools import compress
from operator import is_not
from typing import Any, NamedTuple

import orjson

from csm_tui.storage.documents import Document, Tables, is_uuid, rev_of
from csm_tui.storage.errors import Unreadable, quoted
from csm_tui.storage.file import migrations
from csm_tui.storage.file.pieces import loads

HEADER = "header"
_NO_LINE: tuple[Document, bytes] = ({}, b"")  # its document is no other object
_BOM = b"\xef\xbb\xbf"
_START = b'{"header":{"1":'
_CHECKSUM_KEY = b',"checksum":"crc32:'
_CHECKSUM_END = re.compile(rb'([0-9a-f]{8})"\}\},?')


class Header(NamedTuple):
    """The header of a file: what it says of itself."""

    schema: int
    generation: int
    saved_at: str
    counts: Mapping[str, int]
    checksum: str


class TableLines(NamedTuple):
    """One table as it was written: at the same place in each list an id, the document object and its line."""

    keys: list[str]
    documents: list[Document]
    lines: list[bytes]


Lines = dict[str, TableLines]


class Decoded(NamedTuple):
    """The readable part of a file. The tables can be trusted only when there are no faults."""

    header: Header | None
    tables: dict[str, dict[str, Document]]
    faults: tuple[str, ...]


def is_workspace(start: bytes) -> bool:
    """Whether a file that begins so is a workspace, sound or not."""
    return start.startswith(_START)


def encode(tables: Tables, generation: int, saved_at: str, lines: Lines | None = None) -> list[bytes]:
    """The file in the present schema, in pieces to be written one after the other.

    `lines` is read and brought up to date: a document that is the very object noted there is written as that line.
    Raises TypeError when a value is none that JSON knows, such as a lone surrogate or a set.
    """
    lines = {} if lines is None else lines
    body: list[bytes] = []
    for name, table in tables.items():
        lines[name] = _lines_of(table, lines.get(name))
        start = b",\n" if body else b""
        body += [start + orjson.dumps(name) + b":{\n", b",\n".join(lines[name].lines), b"\n}"]
    for gone in lines.keys() - tables.keys():
        del lines[gone]
    counts = {name: len(table) for name, table in tables.items()}
    header = {"schema": migrations.SCHEMA, "generation": generation, "saved_at": saved_at, "counts": counts}
    head = _START + orjson.dumps(header)[:-1]
    end = b'"}},\n' if body else b'"}}\n'
    body.append(b"\n}\n")
    return [head + _CHECKSUM_KEY + _checksum(head, body) + end, *body]


def _lines_of(table: Mapping[str, Document], known: TableLines | None) -> TableLines:
    keys, documents = [*table], [*table.values()]
    if known is None or known.keys != keys:
        old = [] if known is None else zip(known.keys, known.documents, known.lines, strict=True)
        earlier = {key: (document, line) for key, document, line in old}
        found = [earlier.get(key, _NO_LINE) for key in keys]
        known = TableLines(keys, [document for document, _ in found], [line for _, line in found])
    for place in compress(range(len(keys)), map(is_not, documents, known.documents)):
        known.lines[place] = orjson.dumps(keys[place]) + b":" + dumped(documents[place])
        known.documents[place] = documents[place]
    return known


def dumped(document: Document) -> bytes:
    """A document as JSON. Raises TypeError when a value is none that JSON knows.

    orjson reads what is nested 1,024 deep, but writes only 254; what was read can be written all the same.
    """
    try:
        return orjson.dumps(document)
    except TypeError as error:
        if "recursion" not in str(error).lower():
            raise
    from json import dumps

    try:
        return dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (ValueError, RecursionError) as error:
        raise TypeError(str(error)) from error


def _checksum(head: bytes, body: Iterable[bytes]) -> bytes:
    checksum = zlib.crc32(head)
    for piece in body:
        checksum = zlib.crc32(piece, checksum)
    return b"%08x" % checksum


def lines_of(data: bytes, tables: Tables) -> Lines:
    """The lines of a file without faults, by table and id, for `encode`. `tables` are those decoded from it.

    Nothing is taken from a file that is laid out in another way.
    """
    rows = iter(data.split(b"\n")[1:])
    lines: Lines = {}
    for name, table in tables.items():
        next(rows, b"")  # the table's name
        found = [next(rows, b"").removesuffix(b",") for _ in table]
        next(rows, b"")  # its closing brace, or the blank line of a table without documents
        if not table:
            next(rows, b"")
        if not all(row.startswith(b'"%b":{' % key.encode()) for key, row in zip(table, found, strict=True)):
            return {}
        lines[name] = TableLines([*table], [*table.values()], found)
    return lines


def inspect(data: bytes) -> tuple[Header | None, str | None]:
    """The header, and what is wrong with the file as far as its checksum can tell; documents are not looked at."""
    header = _read_header(data.removeprefix(_BOM).split(b"\n", 1)[0])
    if header is None:
        return None, "the header is missing or damaged"
    if header.schema > migrations.SCHEMA:
        return header, migrations.newer(header.schema)
    return header, None if _checksum_holds(data) else "the checksum does not match"


def decode(data: bytes) -> Decoded:
    """The tables in the bytes of a file and their faults; of a damaged file all documents that can be read.

    Raises Unreadable when that is nothing at all.
    """
    text = data.removeprefix(_BOM)
    faults: list[str] = []
    try:
        whole = loads(text)
    except orjson.JSONDecodeError as error:
        faults.append(_why_not_json(text, error))
        whole = _salvage(text)
    if not isinstance(whole, dict):
        raise Unreadable("The file is not a workspace: it holds no tables")
    header = _header_from(whole.pop(HEADER, None))
    tables = _tables_from(whole, faults)
    if header is None and not any(tables.values()):
        raise Unreadable(faults[0] if faults else "The file is not a workspace: it has no header and no documents")
    _compare(header, tables, data, faults)
    return Decoded(header, tables, tuple(faults))


def _why_not_json(text: bytes, error: orjson.JSONDecodeError) -> str:
    if not text.strip():
        return "The file is empty"
    if is_workspace(text) and (not text.rstrip().endswith(b"}") or "end of data" in str(error)):
        return "The file is cut short"
    if not text.lstrip().startswith(b"{"):
        return "The file is not a workspace, and not JSON at all"
    return f"The file is not valid JSON ({quoted(str(error)).strip(chr(34) + chr(39))})"


def _salvage(text: bytes) -> dict[str, Any]:
    """The header and documents whose lines can still be read, each under the last table name before it."""
    rows = text.split(b"\n")
    whole: dict[str, Any] = {HEADER: _loads(rows[0].removesuffix(b",") + b"}", HEADER)}
    name = None
    for row in rows:
        if row.endswith(b":{"):
            opened = _loads(b"{" + row + b"}}")
            found = next(iter(opened)) if isinstance(opened, dict) else None
            name = name if found is not None and is_uuid(found) else found  # a document that was torn apart
        elif name is not None and row.startswith(b'"'):
            entry = _loads(b"{" + row.removesuffix(b",") + b"}")
            if isinstance(entry, dict) and name != HEADER:
                whole.setdefault(name, {}).update(entry)
    return whole


def _loads(text: bytes, key: str | None = None) -> Any:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return value if key is None or not isinstance(value, dict) else value.get(key)


def _read_header(line: bytes) -> Header | None:
    return _header_from(_loads(line.rstrip(b"\r").removesuffix(b",") + b"}", HEADER))


def _header_from(value: Any) -> Header | None:
    found = value.get("1") if isinstance(value, dict) else None
    if not isinstance(found, dict):
        return None
    schema, generation, counts = found.get("schema"), found.get("generation"), found.get("counts")
    saved_at, checksum = found.get("saved_at"), found.get("checksum")
    if type(schema) is not int or schema < 1 or type(generation) is not int or generation < 0:
        return None
    if not isinstance(saved_at, str) or not isinstance(checksum, str) or not isinstance(counts, dict):
        return None
    if not all(type(count) is int for count in counts.values()):
        return None
    return Header(schema, generation, saved_at, counts, checksum)


def _tables_from(whole: dict[str, Any], faults: list[str]) -> dict[str, dict[str, Document]]:
    tables = {}
    for name, table in whole.items():
        if isinstance(table, dict):
            tables[name] = _documents_from(name, table, faults)
        else:
            faults.append(f"Table {quoted(name)} is not an object")
    return tables


def _documents_from(name: str, table: dict[str, Any], faults: list[str]) -> dict[str, Document]:
    no_objects = [key for key, document in table.items() if type(document) is not dict]
    if no_objects:
        table = {key: document for key, document in table.items() if type(document) is dict}
    no_ids = [key for key in table if not is_uuid(key)]
    no_revs = [key for key, document in table.items() if rev_of(document) < 1]
    for what, keys in (
        ("is not an object", no_objects),
        ("has an id that is no UUID", no_ids),
        ("has no rev", no_revs),
    ):
        if keys:
            more = f" (and {len(keys) - 1} more)" if len(keys) > 1 else ""
            faults.append(f"Document {quoted(keys[0])} in {quoted(name)} {what}{more}")
    return table


def _compare(header: Header | None, tables: Tables, data: bytes, faults: list[str]) -> None:
    """Note where the file and its header disagree; a newer schema is all there is to say of a newer file."""
    if header is None:
        faults.append("The header is missing or damaged")
        return
    if header.schema > migrations.SCHEMA:
        faults[:] = [migrations.newer(header.schema)]
        return
    for name in dict.fromkeys((*header.counts, *tables)):
        said, found = header.counts.get(name, 0), len(tables.get(name, ()))
        if said != found:
            faults.append(f"The header counts {said} documents in {quoted(name)}, the file holds {found}")
    if not faults and not _checksum_holds(data):
        faults.append("The checksum does not match: the file was changed by another program, or is damaged")


def _checksum_holds(data: bytes) -> bool:
    line_end = data.find(b"\n")
    key = data.rfind(_CHECKSUM_KEY, 0, max(line_end, 0))
    if key < 0:
        return False
    found = _CHECKSUM_END.fullmatch(data, key + len(_CHECKSUM_KEY), line_end)
    if found is None:
        return False
    return zlib.crc32(memoryview(data)[line_end + 1 :], zlib.crc32(data[:key])) == int(found[1], 16)
