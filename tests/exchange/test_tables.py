"""Bytes of a file to numbered rows, and back."""

import csv
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csm_tui.exchange.reading.table import read_table
from csm_tui.exchange.tables import FileRefused, csv_text, from_csv_text, write_csv

HOSTILE = [
    "=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201", "  =1",
    "\xa0=1", "'=1", "''=1", "'", "' =1", "'tis", "=", "a=1", "", " ", '"', 'a"b', "a,b", "a;b", "a\rb", "a\nb",
    "sep=;", "[/]",
]  # fmt: skip
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back(text: str) -> None:
    assert from_csv_text(csv_text(text)) == text


@given(st.text() | st.text("'=+-@ \t\r\n\uff1dx"))
def test_any_text_comes_back(text: str) -> None:
    assert from_csv_text(csv_text(text)) == text


@given(st.text("'=+-@ \t\r\n\uff1d\uff0b\uff0d\uff20\xa0x"))
def test_no_text_is_written_as_a_formula(text: str) -> None:
    assert csv_text(text).lstrip()[:1] not in set("=+-@\uff1d\uff0b\uff0d\uff20")
    assert csv_text(text)[:1] not in set("\t\r\n")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-2, "-2"), (35000.5, "35000.5"), (62.125, "62.1250"), (1e-7, "0.0000001"), (None, ""), ("-2", "'-2"),
        ("a\rb", '"a\rb"'), ("a;b", '"a;b"'), (True, "yes"), (False, "no"),
        (("a", "b"), '"a;b"'), (("=a", "b"), "\"'=a;b\""), ((), ""),
    ],
)  # fmt: skip
def test_cells_are_written(value: object, written: str) -> None:
    assert write_csv(["A", "B"], [[value, 1]]) == f"A,B\n{written},1\n"


@given(st.lists(st.lists(texts, min_size=3, max_size=3)))
@example([["=1", "\r", 'a"b']])
def test_rows_come_back(rows: list[list[str]]) -> None:
    written = write_csv(["Client", "Owner", "Notes"], rows)
    assert [[from_csv_text(cell) for cell in row] for row in csv.reader(StringIO(written, newline=""))][1:] == rows


def test_a_lone_empty_cell_is_a_row() -> None:
    assert write_csv(["A"], [[""], [None]]) == 'A\n""\n""\n'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_encodings(delimiter: str, encoding: str, end: str) -> None:
    lines = [["Client", "Owner", "Notes"], ["Zoë & Söhne", "Ana", ""], ["B", "", "x"]]
    table = read_table(end.join(delimiter.join(line) for line in lines).encode(encoding))
    assert [list(table.header), *(list(row.cells) for row in table.rows)] == lines


@pytest.mark.parametrize(
    ("text", "header", "first"),
    [
        ("Client\nSmith, Jones; Co\n", ("Client",), ("Smith, Jones; Co",)),
        ("Client\n", ("Client",), None),
        ("Client;ACV, EUR;Renewal\nA;35,000;4\nB;20,5;3\n", ("Client", "ACV, EUR", "Renewal"), ("A", "35,000", "4")),
        ("Client,Tags (a;b;c;d)\nA,x\nB,y;z\n", ("Client", "Tags (a;b;c;d)"), ("A", "x")),
        ('"Client, all";ACV\n"A;B";1\n', ("Client, all", "ACV"), ("A;B", "1")),
        ("sep=|\nClient,x|ACV\nA|1", ("Client,x", "ACV"), ("A", "1")),
        ('Client, ACV\nA, "35,000"\n', ("Client", "ACV"), ("A", "35,000")),
        ("\n , \nClient,ACV\nA,1\n", ("Client", "ACV"), ("A", "1")),
        (
            "Clients\nClient;ACV;Due;Product\nA;0,5;May 1, 2026;1,5\nB;2,5;May 2, 2026;0,5\nC;1,5;May 3, 2026;0,5\n",
            ("Clients",),
            ("Client", "ACV", "Due", "Product"),
        ),
        ("Client,ACV,Term\nA\nB\n", ("Client", "ACV", "Term"), ("A",)),
    ],
)
def test_the_delimiter_is_found(text: str, header: tuple[str, ...], first: tuple[str, ...] | None) -> None:
    table = read_table(text.encode())
    assert table.header == header
    assert (table.rows[0].cells if table.rows else None) == first


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    table = read_table(b'Client,Notes\nA,"one\ntwo\r\nthree"\n\n , \nB,x\n')
    assert [(row.number, row.cells[0]) for row in table.rows] == [(2, "A"), (5, "B")]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_the_separator_line_is_no_row(delimiter: str) -> None:
    table = read_table(f"sep={delimiter}\r\nClient{delimiter}ACV\r\nA{delimiter}1\r\n".encode())
    assert table.rows[0].number == 2


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \n\n  \n", "empty"),
        (b"PK\x03\x04\x14\0", "save the table as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1", "save the table as CSV"),
        (b"\x89PNG\r\n\x1a\n\0\0", "neither|no text"),
        (b"%PDF-1.7", "PDF"),
        (b"Client,ACV\nA\0,1\n", "no text"),
        ("Client,ACV\nA,1\n".encode("utf-16-le"), "no text"),
        (b"\xff\xfeC", "neither"),
        (b"Client\x81\x8d", "neither"),
        (b'Client,ACV\nA,"1\n', "row 2: .*never closed"),
        (b'Client,ACV\nA,1\n"B" C,2\n', "row 3: .*closing"),
        (b"Client,Notes\nA," + b"x" * 200_000, "row 2: .*131,072"),
        (b'Client,Notes\nA,"' + b"x\n" * 200_000, "row 2: .*131,072"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, word: str) -> None:
    with pytest.raises(FileRefused, match=word) as refused:
        read_table(data)
    assert "\n" not in str(refused.value)


@given(st.binary() | texts.map(str.encode) | st.text("\",;\t|\r\n'sep=A").map(str.encode))
@example(b"sep=\n\nA\n")
@example(b"sep=\r\r")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        table = read_table(data)
    except FileRefused:
        return
    assert table.header
