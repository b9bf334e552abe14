"""Tables as text files: the bytes of a CSV or TSV file read into numbered rows, and rows written as CSV."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import NamedTuple

from csm_tui.domain.values.text import clean_line

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_MOST_COLUMNS = 16_384
"""As many as the usual spreadsheet programs have."""
_ACTS = r"'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_GUARD_NEEDED = re.compile(_ACTS)
_GUARDED = re.compile("'" + _ACTS)
_QUOTES_NEEDED = re.compile(r'[",;\t|\r\n]|\A\s|\s\Z')
_SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?(?:\r\n?|\n|\Z)', re.IGNORECASE)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_NO_TEXT = "the file holds no text that can be read as a table: save it as CSV first"
_SIGNATURES = {
    b"PK\x03\x04": "the file is a workbook (.xlsx, .ods) or another zip file: save it as CSV first",
    b"\xd0\xcf\x11\xe0": "the file is a workbook (.xls): save it as CSV first",
    b"%PDF": "the file is a PDF document, not a table: save the table as CSV first",
}


class FileRefused(Exception):
    """The file as a whole cannot be read as what it should be; the message says why, in one line."""


@dataclass(frozen=True)
class TableRow:
    """One row below the header. `number` counts as a spreadsheet does; `cells` stand as in the file."""

    number: int
    cells: tuple[str, ...]


class Matched(NamedTuple):
    """A column of a file that is read, and the field of ours that it is."""

    header: str
    field: str


@dataclass(frozen=True)
class FileTable:
    """A header and the rows below it that are not blank. `encoding` is utf-8, utf-16 or cp1252."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    encoding: str


def read_table(data: bytes) -> FileTable:
    """The table in a file, whatever its delimiter (comma, semicolon, tab, bar) and usual encoding.

    The first row that is not blank is the header. A quoted cell with line breaks is part of one row; blank rows are
    counted but left out.

    Raises:
        FileRefused: the file is empty, no text, has too many columns, or its quotes do not match.
    """
    text, encoding = _decode(data)
    delimiter = None
    # A spreadsheet program takes this line as an instruction and does not count it as a row.
    if match := _SEPARATOR_LINE.match(text):
        delimiter, text = match[1], text[match.end() :]
    rows = _records(text, _delimiter(text) if delimiter is None else delimiter)
    filled = (row for row in rows if any(clean_line(cell) for cell in row.cells))
    header = next(filled, None)
    if header is None:
        raise FileRefused("the file is empty")
    if len(header.cells) > _MOST_COLUMNS:
        raise FileRefused(f"it has {len(header.cells):,} columns: a table has {_MOST_COLUMNS:,} at most")
    return FileTable(header.cells, tuple(filled), encoding)


def decoded_text(data: bytes) -> str:
    """The text in a file, in whatever usual encoding.

    Raises:
        FileRefused: it is no text.
    """
    return _decode(data)[0]


def _decode(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding."""
    for signature, message in _SIGNATURES.items():
        if data.startswith(signature):
            raise FileRefused(message)
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
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252"), "cp1252"


def _delimiter(text: str) -> str:
    """The delimiter that splits the header into most cells and the first rows into as many.

    Where none splits the header, the file has one column: any character that the text lacks then serves.
    """
    best, most = "", 0.0
    for delimiter in _DELIMITERS:
        fit = _fit(text, delimiter)
        if fit > most:
            best, most = delimiter, fit
    return best or next(char for char in map(chr, range(0xE000, 0xF8FF)) if char not in text)


def _fit(text: str, delimiter: str) -> float:
    """The header's number of cells, times how far the first rows agree with it (0-1); 0 for a header of one cell."""
    width, *lengths = [len(row) for row in _sample(text, delimiter) if any(map(str.strip, row))] or [0]
    if width < 2:
        return 0
    if not lengths:
        return width
    return width * sum(min(length, width) / max(length, width) for length in lengths) / len(lengths)


def _sample(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), _SAMPLE_ROWS)
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


def csv_text(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet program would take it for a formula or a command.

    So that `from_csv_text` gives back any text, one that looks guarded already gets a second apostrophe.
    """
    return "'" + text if _GUARD_NEEDED.match(text) else text


def from_csv_text(text: str) -> str:
    """The text without the apostrophe that `csv_text` put before it."""
    return text[1:] if _GUARDED.match(text) else text


def write_csv(headers: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as CSV with commas. Text is guarded by `csv_text`, numbers are not; None is an empty cell, True and
    False are yes and no, and the texts of a tuple are joined by ";".

    Lines end in LF: spreadsheet programs read that as well as CRLF, and line tools behind a pipe would keep a CR as
    part of the last cell.
    """
    return "".join(map(_line, (list(headers), *rows)))


def _line(cells: Sequence[object]) -> str:
    written = [_cell(cell) for cell in cells]
    # A lone empty cell would be a blank line, which is no row.
    return ('""' if written == [""] else ",".join(written)) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value)
    text = csv_text(";".join(value) if isinstance(value, tuple) else str(value))
    return '"' + text.replace('"', '""') + '"' if _QUOTES_NEEDED.search(text) else text


def _number(value: int | float) -> str:
    text = f"{Decimal(repr(value)):f}"
    # Exactly three digits behind a point would be read as thousands.
    return text + "0" if re.search(r"\.\d{3}\Z", text) else text
