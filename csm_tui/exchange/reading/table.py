"""The table in a file: which sheet it is on, and in which row its headers stand below titles and blank rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from csm_tui.domain.text import clean_line, fold, shortened
from csm_tui.exchange.reading.book import Book, Grid, read_book
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.tables import FileRefused, from_csv_text

_MOST_COLUMNS = 16_384
"""As many as the usual spreadsheet programs have."""

PREAMBLE = 40
"""So many rows that are not blank may stand above the headers."""

Sense = Callable[[str], str | None]
"""Returns the field that a header means; None if it is none."""


class UnknownSheet(ValueError):
    """The file has no sheet of the name that the user gave; the message says which it has."""


@dataclass(frozen=True)
class FileTable:
    """A header and the rows below it that are not blank.

    Attributes:
        header: The headers as they stand in the file.
        rows: The rows below.
        encoding: As in `Book`.
        number: The row of the headers, as a spreadsheet counts.
        sheet: The name of the sheet, "" in a text file.
        guessed: As in `Book`.
        notes: How it was found, a line each, where that is not as one would expect.
    """

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    encoding: str = ""
    number: int = 1
    sheet: str = ""
    guessed: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_table(data: bytes) -> FileTable:
    """The table in a file whose first row that is not blank holds the headers.

    Raises:
        FileRefused: the file cannot be read, is empty, or has too many columns.
    """
    book = read_book(data)
    return table_below(book, next((grid for grid in book.grids if grid.rows), book.grids[0]), 0)


def table_in(book: Book, sense: Sense, key: str, sheet: str | None = None) -> FileTable:
    """The table in a book whose headers make most sense.

    Its headers stand in the first row in which one means the field `key` and another one means any field; where there
    is no such row, in the first with the key alone, or else in the first of the widest rows.

    Raises:
        UnknownSheet: there is no sheet of the name `sheet`.
        FileRefused: it is empty, or has too many columns.
    """
    grids = book.grids if sheet is None else (_named(book, sheet),)
    grid, found = max(((grid, _header(grid, sense, key)) for grid in grids), key=lambda pair: pair[1].fit)
    return table_below(book, grid, found.at)


class _Header(NamedTuple):
    """`at`: the index of the row; `fit`: whether the key is in it and how many fields, for comparisons."""

    at: int
    fit: tuple[bool, int]


def _header(grid: Grid, sense: Sense, key: str) -> _Header:
    rows = [row.cells for row in grid.rows[:PREAMBLE]]
    fields = [{found for cell in cells if (found := sense(cell)) is not None} for cells in rows]
    with_key = [at for at, found in enumerate(fields) if key in found]
    if with_key:
        at = next((at for at in with_key if len(fields[at]) > 1), with_key[0])
        return _Header(at, (True, len(fields[at])))
    filled = [sum(1 for cell in cells if clean_line(cell)) for cells in rows]
    at = filled.index(max(filled)) if filled else 0
    return _Header(at, (False, len(fields[at]) if filled else -1))


def _named(book: Book, sheet: str) -> Grid:
    wanted = fold(clean_line(sheet))
    for grid in book.grids:
        if fold(clean_line(grid.name)) == wanted:
            return grid
    names = ", ".join(f'"{grid.name}"' for grid in book.grids if grid.name)
    has = f"it has {names}" if names else "it is a text file, which has none"
    raise UnknownSheet(f'the file has no sheet "{clean_line(sheet)}"; {has}')


def table_below(book: Book, grid: Grid, at: int) -> FileTable:
    """The table on a sheet whose headers are in the row of this index.

    Raises:
        FileRefused: the sheet is empty, or has too many columns.
    """
    if not grid.rows:
        raise FileRefused("the file is empty")
    header = grid.rows[at]
    if len(header.cells) > _MOST_COLUMNS:
        raise FileRefused(f"it has {len(header.cells):,} columns: a table has {_MOST_COLUMNS:,} at most")
    notes = tuple(_notes(book, grid, at))
    return FileTable(
        _trimmed(header.cells), grid.rows[at + 1 :], book.encoding, header.number, grid.name, book.guessed, notes
    )


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The headers without blank ones at the end, which a sheet has as wide as its widest row."""
    width = len(cells)
    while width > 1 and not clean_line(cells[width - 1]):
        width -= 1
    return cells[:width]


def _notes(book: Book, grid: Grid, at: int) -> Iterator[str]:
    if len(book.grids) > 1:
        yield f'sheet "{clean_line(grid.name)}" of {len(book.grids)}'
    if at:
        above = ", ".join(f'"{_short(row)}"' for row in grid.rows[: min(at, 3)])
        yield f"headers in row {grid.rows[at].number}, below {above}{' and more' if at > 3 else ''}"
    if book.encoding == "cp1252":
        yield "the file is not UTF-8; it was read as Windows-1252: look at the accents"
    for name, text in book.guessed.items():
        yield f'{name} holds a byte that is no UTF-8; it was read as Windows-1252: "{clean_line(text)[:60]}"'


def _short(row: TableRow) -> str:
    text = next(line for cell in row.cells if (line := clean_line(from_csv_text(cell))))
    return shortened(text)
