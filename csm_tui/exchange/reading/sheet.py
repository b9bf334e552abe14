"""A table whose columns are fields: its cells by field, and its bad cells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from csm_tui.domain.values.text import clean_line
from csm_tui.exchange.reading.answers import Answers
from csm_tui.exchange.reading.book import read_book
from csm_tui.exchange.reading.columns import match_headers, sense_of
from csm_tui.exchange.reading.dates import day_first
from csm_tui.exchange.reading.declaration import DATES, NUMBERS, CellKind, TableKind
from csm_tui.exchange.reading.no_records import Figures, without_other_rows
from csm_tui.exchange.reading.result import LeftOutRow, Matched, Rejected
from csm_tui.exchange.reading.table import FileTable, table_in
from csm_tui.exchange.reading.table_row import TableRow, cell_name
from csm_tui.exchange.tables import from_csv_text

_SAMPLES = 3


@dataclass(frozen=True)
class Sheet:
    """A table and the fields in its columns.

    Attributes:
        table: The table as it stands in the file.
        rows: The rows that are records.
        fields: The index of the column of each field.
        key: The field that names the records.
        ignored: The headers that are no field.
        day_first: Whether the day comes first in a column of dates, by field; None if that is not known.
        left_out_rows: The rows that are no records.
    """

    table: FileTable
    rows: tuple[TableRow, ...]
    fields: Mapping[str, int]
    key: str
    ignored: tuple[str, ...]
    day_first: Mapping[str, bool | None]
    left_out_rows: tuple[LeftOutRow, ...] = ()

    @property
    def columns(self) -> tuple[Matched, ...]:
        """The columns that are taken in, in the order of the file."""
        in_order = sorted((at, field) for field, at in self.fields.items())
        return tuple(Matched(self.table.header[at], field, samples=tuple(self._samples(at))) for at, field in in_order)

    def _samples(self, at: int) -> Iterator[str]:
        cells = (cell for row in self.rows if at < len(row.cells) and (cell := clean_line(row.cells[at])))
        for _, cell in zip(range(_SAMPLES), cells, strict=False):
            yield cell

    @property
    def notes(self) -> tuple[str, ...]:
        """How the table was found."""
        return self.table.notes

    def cells(self, row: TableRow) -> dict[str, str]:
        """The cells of a row by field, without the apostrophe that guards a text from being a formula."""
        return {field: from_csv_text(row.cells[at]) for field, at in self.fields.items() if at < len(row.cells)}

    def rejected(self, row: TableRow, field: str, problem: str) -> Rejected:
        """A bad cell of a field; the cell of the name stands for a field without a column."""
        at = self.fields.get(field, self.fields[self.key])
        cell = row.cells[at] if at < len(row.cells) else ""
        return Rejected(row.number, self.table.header[at], cell, problem, cell_name(row.number, at))

    def beyond(self, row: TableRow) -> Iterator[Rejected]:
        """The cells to the right of the last header."""
        width = len(self.table.header)
        for at, cell in enumerate(row.cells[width:], width):
            if clean_line(cell):
                problem = "the row has more cells than the header; a cell that holds the separator stands in quotes"
                yield Rejected(row.number, f"column {at + 1}", cell, problem, cell_name(row.number, at))

    def warnings(self) -> Iterator[str]:
        """Warnings about the file as a whole."""
        if not self.rows:
            yield "there are no rows below the header"


def sheet_in(data: bytes, kind: TableKind, answers: Answers) -> Sheet:
    """The sheet of a kind of table in a file.

    Raises:
        FileRefused: the file cannot be read, or is no such table.
        WrongAnswer, UnknownSheet: the answers do not fit the file or the fields.
    """
    return sheet_from(table_in(read_book(data), sense_of(kind, answers), kind.key, answers.sheet), kind, answers)


def sheet_from(table: FileTable, kind: TableKind, answers: Answers) -> Sheet:
    """The same of a table whose headers are found.

    Raises:
        FileRefused, WrongAnswer: as above.
    """
    columns = match_headers(kind, table.header, answers)
    numbers, dates, amounts = (
        [at for field, at in columns.fields.items() if kind.by_name[field].cells in kinds]
        for kinds in (NUMBERS, DATES, (CellKind.MONEY, CellKind.DURATION))
    )
    rows, left_out = without_other_rows(table, Figures(columns.fields[kind.key], numbers, amounts))
    orders = {field: _day_first(rows, at) for field, at in columns.fields.items() if at in dates}
    return Sheet(table, rows, columns.fields, kind.key, columns.ignored, orders, left_out)


def _day_first(rows: Iterable[TableRow], at: int) -> bool | None:
    return day_first(row.cells[at] for row in rows if at < len(row.cells))
