"""A file of tables as text: the sheets of a workbook, or the one table of a text file, in numbered rows of cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.reading.text_grid import text_rows
from csm_tui.exchange.reading.workbook import WORKBOOK_SUFFIXES, is_workbook, workbook_rows


@dataclass(frozen=True)
class Grid:
    """One sheet. `rows` are those that are not blank; `name` is "" for a text file."""

    name: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Book:
    """The sheets of a file.

    Attributes:
        grids: At least one, in the order of the file.
        encoding: utf-8, utf-16 or cp1252; "" for a workbook, which says itself how it is written.
        guessed: The cells of a text file that hold a byte which is no UTF-8, by their names such as B7: their texts
            as they were read.
    """

    grids: tuple[Grid, ...]
    encoding: str = ""
    guessed: Mapping[str, str] = field(default_factory=dict)


TABLE_SUFFIXES = (".csv", ".tsv", ".txt", *WORKBOOK_SUFFIXES)
"""The endings of the names of files that `read_book` reads; what a file holds tells the rest."""


def read_book(data: bytes) -> Book:
    """The sheets of a .csv, .tsv or .txt file, or of a workbook (.xlsx, .xls, .ods); the content tells which it is.

    Raises:
        FileRefused: it is none of them, or broken.
    """
    if is_workbook(data):
        return Book(tuple(Grid(name, rows) for name, rows in workbook_rows(data)))
    text = text_rows(data)
    return Book((Grid("", text.rows),), text.encoding, text.guessed)
