"""Text files of tables: bytes in any usual encoding, with any usual separator, as numbered rows of cells."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from csm_tui.domain.text import clean_line
from csm_tui.exchange.reading.table_row import TableRow, cell_name
from csm_tui.exchange.tables import FileRefused

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_SOUND = 0.9
"""The share of agreement from which on the first row is the header without doubt."""

_SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?(?:\r\n?|\n|\Z)', re.IGNORECASE)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_ASCII = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
_NO_UTF8 = re.compile("[\udc80-\udcff]")
_AS_TEXT = re.compile(r'\s*=\s*"((?:[^"]|"")*)"\s*', re.DOTALL)
"""A cell that a spreadsheet program is to take as text, though it looks like a number: ="00123"."""

_NO_TEXT = "the file holds no text that can be read as a table: save it as CSV first"
_PDF = b"%PDF"


@dataclass(frozen=True)
class TextRows:
    """The rows of a text file that are not blank, and what `Book` says of its encoding."""

    rows: tuple[TableRow, ...]
    encoding: str
    guessed: Mapping[str, str]


def text_rows(data: bytes) -> TextRows:
    """The rows of a file, whatever its delimiter (comma, semicolon, tab, bar) and usual encoding.

    A quoted cell with line breaks is part of one row; blank rows are counted but left out.

    Raises:
        FileRefused: it is no text, or its quotes do not match.
    """
    text, encoding = _decode(data)
    delimiter = None
    # A spreadsheet program takes this line as an instruction and does not count it as a row.
    if match := _SEPARATOR_LINE.match(text):
        delimiter, text = match[1], text[match.end() :]
    rows = _records(text, _delimiter(text) if delimiter is None else delimiter)
    filled: Iterator[TableRow] = (row for row in rows if any(clean_line(cell) for cell in row.cells))
    if '="' in text or '= "' in text:
        filled = map(_unwrapped, filled)
    guessed: dict[str, str] = {}
    if _NO_UTF8.search(text):
        filled = (_guessed(row, guessed) for row in filled)
    return TextRows(tuple(filled), encoding, guessed)


def decoded_text(data: bytes) -> str:
    """The text in a file, in whatever usual encoding.

    Raises:
        FileRefused: it is no text.
    """
    return _NO_UTF8.sub(_as_windows, _decode(data)[0])


def _decode(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding; a byte that is no UTF-8 is a lone surrogate in it."""
    if data.startswith(_PDF):
        raise FileRefused("the file is a PDF document, not a table: save the table as CSV first")
    try:
        text, encoding = _decoded(data)
    except UnicodeDecodeError:
        raise FileRefused("the file is neither UTF-8 nor Windows-1252 text: save it as CSV UTF-8") from None
    if "\0" in text or 10 * len(_CONTROL.findall(text[:10_000])) > len(text[:10_000]):
        raise FileRefused(_NO_TEXT)
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16"), "utf-16"
    text = data.decode("utf-8-sig", "surrogateescape")
    bad = len(_NO_UTF8.findall(text))
    # A letter of two bytes hardly ever stands in Windows-1252 text; where most are such, it is UTF-8 with a blemish.
    if bad and bad >= len(_NOT_ASCII.findall(text)):
        return data.decode("cp1252"), "cp1252"
    return text, "utf-8"


def _as_windows(match: re.Match[str]) -> str:
    return bytes([ord(match.group()) - 0xDC00]).decode("cp1252", "replace")


def _guessed(row: TableRow, guessed: dict[str, str]) -> TableRow:
    """The row with its bytes that are no UTF-8 read as Windows-1252; `guessed` gets the cells that held some."""
    cells = [*row.cells]
    for at, cell in enumerate(cells):
        if _NO_UTF8.search(cell):
            cells[at] = guessed[cell_name(row.number, at)] = _NO_UTF8.sub(_as_windows, cell)
    return TableRow(row.number, tuple(cells))


def _unwrapped(row: TableRow) -> TableRow:
    """The row with its cells like ="00123" as the text that is meant."""
    matches = [(cell, _AS_TEXT.fullmatch(cell)) for cell in row.cells]
    return TableRow(row.number, tuple(match[1].replace('""', '"') if match else cell for cell, match in matches))


def _delimiter(text: str) -> str:
    """The delimiter that makes the best table of the first rows.

    Where none does, the file has one column: any character that the text lacks then serves.
    """
    rows = {delimiter: [*_sample(text, delimiter)] for delimiter in _DELIMITERS}
    fits = {delimiter: _fit(found) for delimiter, found in rows.items()}
    best = max(fits, key=lambda delimiter: fits[delimiter])
    if fits[best] < _SOUND * max(map(len, rows[best][:1]), default=0):  # titles may stand above the headers
        fits = {delimiter: max([fits[delimiter], *_lower_fits(found)]) for delimiter, found in rows.items()}
        best = max(fits, key=lambda delimiter: fits[delimiter])
    return best if fits[best] else next(char for char in map(chr, range(0xE000, 0xF8FF)) if char not in text)


def _fit(rows: list[list[str]]) -> float:
    """The number of cells of the first row, times how far the others agree with it (0-1); 0 for a row of one cell."""
    width, *below = map(len, rows or [[]])
    if width < 2:
        return 0
    return width * sum(min(one, width) / max(one, width) for one in below) / len(below) if below else width


def _lower_fits(rows: list[list[str]]) -> Iterator[float]:
    """The same of the rows further down that have others below, times the share of all rows that these are: a comma in
    numbers and days fits their rows alone. A row with a space in each of its gaps is prose."""
    for at in range(1, len(rows) - 1):
        if not all(cell.startswith(" ") for cell in rows[at][1:]):
            yield _fit(rows[at:]) * (len(rows) - at) / len(rows)


def _sample(text: str, delimiter: str) -> Iterator[list[str]]:
    """The first rows that are not blank."""
    try:
        rows = islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), _SAMPLE_ROWS)
        yield from (row for row in rows if any(map(str.strip, row)))
    except csv.Error:
        return


def _records(text: str, delimiter: str) -> Iterator[TableRow]:
    """The rows, numbered from 1."""
    number = 0
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
        for number, cells in enumerate(reader, 1):
            yield TableRow(number, tuple(cells))
    except csv.Error as error:
        raise FileRefused(_explained(error, number + 1)) from None
    except (TypeError, ValueError):
        raise FileRefused(f"{delimiter!r} cannot separate cells") from None


def _explained(error: csv.Error, row: int) -> str:
    if "limit" in str(error):
        limit = f"{csv.field_size_limit():,}"
        return f"row {row}: a cell holds more than {limit} characters; perhaps a quotation mark is never closed"
    if "end of data" in str(error):
        return f"row {row}: a quotation mark is opened and never closed"
    return f'row {row}: text stands behind a closing quotation mark; a mark inside a quoted cell is doubled: ""'
