"""A table whose columns are fields: its cells by field, and its bad cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from csm_tui.domain.text import clean_line
from csm_tui.exchange.reading.answers import Answers
from csm_tui.exchange.reading.columns.field_matching import match_headers
from csm_tui.exchange.reading.declaration import AMOUNTS, NUMBERS, TableKind
from csm_tui.exchange.reading.no_records import Figures, without_other_rows
from csm_tui.exchange.reading.result import LeftOutRow, Matched, Rejected
from csm_tui.exchange.reading.table import FileTable
from csm_tui.exchange.reading.table_row import TableRow, cell_name
from csm_tui.exchange.tables import from_csv_text

_SAMPLES = 3


@dataclass(frozen=True)
class MatchedTable:
    """A table and the fields in its columns.

    Attributes:
        table: The table as it stands in the file.
        rows: The rows that are records.
        fields: The index of the column of each field.
        key: The field that names the records.
        ignored: The headers that are no field.
        left_out_rows: The rows that are no records.
    """

    table: FileTable
    rows: tuple[TableRow, ...]
    fields: Mapping[str, int]
    key: str
    ignored: tuple[str, ...]
    left_out_rows: tuple[LeftOutRow, ...] = ()

    @property
    def columns(self) -> tuple[Matched, ...]:
        """The columns that are taken in, in the order of the file."""
        in_order = sorted((at, field) for field, at in self.fields.items())
        return tuple(Matched(self.table.header[at], field, samples=tuple(self._samples(at))) for at, field in in_order)

    @property
    def samples(self) -> dict[str, tuple[str, ...]]:
        """The first cells of each column by its header, in the order of the file."""
        return {clean_line(text): tuple(self._samples(at)) for at, text in enumerate(self.table.header)}

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


def sheet_from(table: FileTable, kind: TableKind, answers: Answers) -> MatchedTable:
    """The sheet of a kind of table whose headers are found.

    Raises:
        FileRefused: it is no such table.
        WrongAnswer: the answers do not fit the file or the fields.
    """
    cells = {
        at: {row.cells[at]: row.number for row in table.rows[:_SAMPLES] if at < len(row.cells)}
        for at in range(len(table.header))
    }
    columns = match_headers(kind, table.header, answers, cells)
    rows, left_out = without_other_rows(table, figures_of(kind, {at: field for field, at in columns.fields.items()}))
    return MatchedTable(table, rows, columns.fields, kind.key, columns.ignored, left_out)


def figures_of(kind: TableKind, named: Mapping[int, str]) -> Figures:
    """Which columns hold figures, by the fields that they are; the first column stands for a key that there is not."""
    key = next((at for at, field in named.items() if field == kind.key), 0)
    numbers, amounts = (
        [at for at, field in named.items() if kind.by_name[field].cells in kinds] for kinds in (NUMBERS, AMOUNTS)
    )
    return Figures(key, numbers, amounts)
