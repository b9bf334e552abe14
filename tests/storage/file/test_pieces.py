"""A file is read piece by piece, and what comes of it is what orjson makes of the whole."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.storage.file import pieces
from csm_tui.storage.file.file_format import encode
from tests.support.storage.storage_helpers import uid

_ENDS = [
    b"",
    b",",
    b"{",
    b"}",
    b"\n",
    b"\n}",
    b",\n",
    b'{"x":[]}',
    b'"',
    b":",
    b" ",
    b"\r\n",
    b'"clients":{\n',
    b"\x00",
]

_FIELDS = st.dictionaries(
    st.sampled_from("abc"),
    st.none() | st.integers(-9, 9) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    max_size=3,
)
_TABLES = st.dictionaries(
    st.sampled_from(["clients", "views", 'a "b"', ""]),
    st.lists(_FIELDS, max_size=6).map(lambda found: {uid(number): one for number, one in enumerate(found)}),
    max_size=3,
)


def _outcome(read: Any, text: bytes) -> Any:
    try:
        return read(text)
    except orjson.JSONDecodeError:
        return "no JSON"


@pytest.fixture(params=[1, 40, 60_000], autouse=True)
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """The size of a piece: each line, some lines, all at once."""
    monkeypatch.setattr(pieces, "_PIECE", request.param)
    size: int = request.param
    return size


def _written(tables: dict[str, Any]) -> bytes:
    return b"".join(encode(tables, 1, "2026-01-01T00:00:00+00:00"))


@given(tables=_TABLES)
def test_what_was_written_is_read_in_pieces(tables: dict[str, Any]) -> None:
    text = _written(tables)
    if tables:
        assert pieces._in_pieces(text) == orjson.loads(text)
    assert pieces.loads(text) == orjson.loads(text)


@given(tables=_TABLES, place=st.floats(0, 1), taken=st.integers(0, 3), put=st.sampled_from(_ENDS))
def test_whatever_was_done_to_it_the_whole_is_read(
    tables: dict[str, Any], place: float, taken: int, put: bytes
) -> None:
    text = _written(tables)
    at = round(place * len(text))
    text = text[:at] + put + text[at + taken :]
    assert _outcome(pieces.loads, text) == _outcome(orjson.loads, text)


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{}", b"[1,\n2]", b'{"header":1,\n"a":{\n}\n}', b'{"header":1,\n"a":{\n"x":{},\n}\n}\n',
        b'{"header":1,\n"a":{\n"x":{}\n},\n"a":{\n"y":{}\n}\n}\n', b'{"header":1,\n"a":{\n"x":{\n"y":{}\n}\n}\n}\n',
        b'{"header":1,\n"a":{\n"x":{},\n"x":{"z":1}\n}\n}\n', b'{"header":1,\n"a":{\n"x":{}\n}\n}\n}', b"\xff",
        b'{"header":1,\n"a":[{\n"x":{}\n}]\n}\n', b'{"header":1,\n1:{\n"x":{}\n}\n}\n',
        b'{"header":1,\n"a":{\n"x":{},\n\n}\n}\n', b'{"header":1,\n"a":{\n,\n"x":{}\n}\n}\n',
        b'{"header":1,\n"a"{\n"x":{}\n}\n}\n', b'{"header":1,\n"a":{"x":1}\n}',
    ],
)  # fmt: skip
def test_a_file_that_is_laid_out_in_another_way_is_read_whole(text: bytes) -> None:
    assert _outcome(pieces.loads, text) == _outcome(orjson.loads, text)
