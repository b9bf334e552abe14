import json
import random
import re
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.storage.errors import Unreadable
from csm_tui.storage.file.file_format import Lines, decode, encode, inspect, lines_of
from tests.support.storage.storage_helpers import sound_bytes, uid, workspace

TIME = "2026-01-01T00:00:00+00:00"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(texts, values, max_size=4).map(lambda fields: {**fields, "rev": 1})
tables_of_any_kind = st.dictionaries(
    texts.filter(lambda name: name != "header"),
    st.dictionaries(st.uuids().map(str), documents, max_size=4),
    max_size=3,
)


def joined(tables: Any, generation: int = 1, lines: Lines | None = None) -> bytes:
    return b"".join(encode(tables, generation, TIME, lines))


@given(tables_of_any_kind, st.integers(0, 10**9))
def test_what_is_written_is_read_again(tables: dict[str, Any], generation: int) -> None:
    data = joined(tables, generation)
    decoded = decode(data)
    assert decoded.tables == tables
    assert decoded.faults == ()
    assert decoded.header is not None
    assert (decoded.header.generation, decoded.header.saved_at) == (generation, TIME)
    assert inspect(data) == (decoded.header, None)
    assert next(iter(json.loads(data))) == "header"


@given(tables_of_any_kind, tables_of_any_kind)
def test_kept_lines_change_nothing(first: dict[str, Any], second: dict[str, Any]) -> None:
    data = joined(first)
    decoded = decode(data)
    lines = lines_of(data, decoded.tables)
    mixed = {name: {**decoded.tables.get(name, {}), **table} for name, table in second.items()}
    assert joined(mixed, 1, lines) == joined(mixed)
    assert joined(decoded.tables, 1, lines) == joined(decoded.tables)


def test_unchanged_documents_are_not_written_anew() -> None:
    data = sound_bytes()
    tables = decode(data).tables
    lines = lines_of(data, tables)
    untouched = tables["clients"][uid(3)]
    untouched["name"] = "changed in place, which nobody may do"
    tables["clients"][uid(4)] = {"rev": 2, "name": "Renamed"}
    again = decode(joined(tables, 8, lines)).tables["clients"]
    assert again[uid(3)]["name"] == "Zoë 3"
    assert again[uid(4)]["name"] == "Renamed"


def test_lines_are_not_taken_from_another_layout() -> None:
    tables = decode(sound_bytes()).tables
    assert lines_of(orjson.dumps(workspace()), tables) == {}


def test_the_layout_is_as_described() -> None:
    head, *rows = sound_bytes(2).decode().split("\n")
    assert re.fullmatch(
        r'\{"header":\{"1":\{"schema":2,"generation":7,"saved_at":"2026-01-01T00:00:00\+00:00",'
        r'"counts":\{"clients":2,"settings":1,"empty":0\},"checksum":"crc32:[0-9a-f]{8}"\}\},',
        head,
    )
    assert rows[0] == '"clients":{'
    assert rows[1].startswith(f'"{uid(0)}":{{')
    assert rows[3] == "},"


def test_what_json_does_not_know_is_refused() -> None:
    for value in ({1}, "\ud800", 2**70):
        with pytest.raises(TypeError):
            encode({"clients": {uid(1): {"rev": 1, "x": value}}}, 1, TIME)


def whole(change: Callable[[dict[str, Any]], None]) -> bytes:
    """The file written again by another program after a change."""
    value = orjson.loads(sound_bytes())
    change(value)
    return orjson.dumps(value)


def in_header(**fields: Any) -> bytes:
    return whole(lambda value: value["header"]["1"].update(fields))


def in_clients(fields: dict[str, Any]) -> bytes:
    return whole(lambda value: value["clients"].update(fields))


SOUND = sound_bytes()
LINES = SOUND.split(b"\n")
BROKEN = {
    "cut in a document": (SOUND[: len(SOUND) // 2], "cut short"),
    "cut after a line": (b"\n".join(LINES[:9]), "cut short"),
    "cut before the last brace": (SOUND.rstrip()[:-1], "cut short"),
    "cut in a character": (SOUND[: SOUND.index("ë".encode(), 900) + 1], "cut short"),
    "cut in the first table name": (LINES[0] + b'\n"cli', "cut short"),
    "something behind it": (SOUND + b"\nx}", "not valid JSON"),
    "a line torn in two": (SOUND.replace(b'"rev":1,', b'"rev":1\n,,', 1), "not valid JSON"),
    "bytes that are no text": (SOUND.replace(b"Zo", b"\xff\xfe", 1), "not valid JSON"),
    "NaN": (SOUND.replace(b'"rev":1', b'"rev":NaN', 1), "not valid JSON"),
    "zeros in the middle": (SOUND[:800] + bytes(200) + SOUND[1000:], "not valid JSON"),
    "one letter changed": (SOUND.replace(b"EUR", b"EUS"), "checksum does not match"),
    "one digit changed": (SOUND.replace(b'"x":1.0', b'"x":7.0', 1), "checksum does not match"),
    "another generation": (SOUND.replace(b'"generation":7', b'"generation":9'), "checksum does not match"),
    "another time": (SOUND.replace(b"2026-01-01T00:00:00+", b"2027-01-01T00:00:00+"), "checksum does not match"),
    "another line end": (SOUND.replace(b"\n", b"\r\n"), "checksum does not match"),
    "a byte order mark": (b"\xef\xbb\xbf" + SOUND, "checksum does not match"),
    "blanks behind it": (SOUND + b"  ", "checksum does not match"),
    "written on one line": (whole(lambda _: None), "checksum does not match"),
    "another checksum": (in_header(checksum="md5:0"), "checksum does not match"),
    "no header": (whole(lambda value: value.pop("header")), "header is missing"),
    "an empty header": (whole(lambda value: value["header"].clear()), "header is missing"),
    "a header of text": (whole(lambda value: value.update(header="x")), "header is missing"),
    "a schema of text": (in_header(schema="1"), "header is missing"),
    "schema 0": (in_header(schema=0), "header is missing"),
    "no counts": (in_header(counts=None), "header is missing"),
    "counts of text": (in_header(counts={"clients": "15"}), "header is missing"),
    "a newer schema": (in_header(schema=3), "newer version"),
    "one document less": (SOUND.replace(LINES[5] + b"\n", b""), "counts 15 documents in 'clients', the file holds 14"),
    "a table less": (whole(lambda value: value.pop("settings")), "counts 1 documents in 'settings', the file holds 0"),
    "a table more": (whole(lambda value: value.update(x={uid(1): {"rev": 1}})), "counts 0 documents in 'x'"),
    "the same id twice": (SOUND.replace(uid(3).encode(), uid(4).encode()), "the file holds 14"),
    "a table of a list": (whole(lambda value: value.update(clients=[])), "Table 'clients' is not an object"),
    "a document of text": (in_clients({uid(3): "x"}), f"Document '{uid(3)}' in 'clients' is not an object"),
    "a document without rev": (in_clients({uid(3): {}, uid(4): {}}), r"has no rev \(and 1 more\)"),
    "a rev of truth": (in_clients({uid(3): {"rev": True}}), "has no rev"),
    "a rev below 1": (in_clients({uid(3): {"rev": 0}}), "has no rev"),
    "an id that is none": (in_clients({"\x1b[2J": {"rev": 1}}), r"Document '\\x1b\[2J' in 'clients' has an id"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_is_named(name: str) -> None:
    data, fault = BROKEN[name]
    faults = decode(data).faults
    assert any(re.search(fault, found) for found in faults), faults
    assert not any("Zo" in found or "\x1b" in found for found in faults)


NOTHING = [
    b"",
    b"  \n",
    b"\x00" * 100,
    b"[]",
    b"null",
    b"{}",
    b"3",
    b'{"a":1}',
    b"{",
    b"\x89PNG\r\n",
    b"name,arr\nx,3\n",
]


@pytest.mark.parametrize("data", [*NOTHING, b"[" * 5000, b'{"header":{"1":{}}}'])
def test_what_is_no_workspace_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(data)
    assert inspect(data)[1] is not None


def test_what_can_be_had_of_a_damaged_file_is_had() -> None:
    data = SOUND.replace(LINES[4], LINES[4][:60] + b"\x00" + LINES[4][61:])[:-60]
    decoded = decode(data)
    assert decoded.header is not None
    assert decoded.header.generation == 7
    expected = workspace()["clients"]
    del expected[uid(2)]
    assert decoded.tables["clients"] == expected


def test_a_file_without_its_first_line_is_still_had() -> None:
    assert decode(b"\n".join(LINES[1:])).tables["clients"] == workspace()["clients"]


def flip(data: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed)


def found_out(data: bytes) -> bool:
    try:
        return bool(decode(data).faults)
    except Unreadable:
        return True


def test_no_flipped_bit_goes_unseen() -> None:
    small = sound_bytes(1)
    for place in range(len(small)):
        assert found_out(flip(small, place, place % 8)), place
        assert inspect(flip(small, place, place % 8))[1] is not None, place


def test_no_truncation_goes_unseen() -> None:
    small = sound_bytes(1)
    assert all(found_out(small[:length]) for length in range(len(small)))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(200))
def test_200_broken_files(seed: int) -> None:
    chance = random.Random(seed)
    data, other = sound_bytes(40), sound_bytes(41)
    start, end = sorted(chance.sample(range(len(data)), 2))
    broken = {
        "cut": data[:start],
        "flip": flip(data, start, chance.randrange(8)),
        "lost": data[:start] + data[end:],
        "zeros": data[:start] + bytes(end - start) + data[end:],
        "noise": data[:start] + chance.randbytes(end - start) + data[end:],
        "twice": data[:end] + data[start:],
        "mixed": data[:start] + other[start:],
    }
    for name, one in broken.items():
        assert one in (data, other) or found_out(one), name
