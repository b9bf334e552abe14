"""The parts that all imports of spreadsheets share: a table with its fields, a bad cell, and the result."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from csm_tui.domain.values.text import clean_line
from csm_tui.exchange.cells import day_first
from csm_tui.exchange.tables import FileTable, Matched, TableRow, from_csv_text


@dataclass(frozen=True)
class Rejected:
    """A bad cell: its row as a spreadsheet counts, the file's own header, the cell as it stands, what is wrong."""

    row: int
    column: str
    value: str
    problem: str


@dataclass(frozen=True, kw_only=True)
class ImportResult:
    """The changes that the good rows of a file make; a row with a rejected cell is not a good row.

    Attributes:
        added, updated, unchanged: How many records they add, change and leave as they are.
        missing: The names of the stored records that the file lacks.
        rejected: The bad cells.
        warnings: What else the user should know, a line each.
        columns: The columns that are taken in.
        left_out: The headers of the other columns.
        noted: How many of the unchanged have their scores noted once more, for their history.
    """

    added: int
    updated: int
    unchanged: int
    missing: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[str, ...]
    columns: tuple[Matched, ...] = ()
    left_out: tuple[str, ...] = ()
    noted: int = 0

    @property
    def would_do(self) -> bool:
        """Whether taking it in does anything."""
        return bool(self.added or self.updated or self.noted)


@dataclass(frozen=True)
class Sheet:
    """A table and the fields in its columns.

    Attributes:
        table: The table.
        fields: The index of the column of each field.
        key: The field that names the records.
        ignored: The headers that are no field.
        day_first: Whether the day comes first in a column of dates, by field; None if that is not known.
    """

    table: FileTable
    fields: Mapping[str, int]
    key: str
    ignored: tuple[str, ...]
    day_first: Mapping[str, bool | None]

    @property
    def columns(self) -> tuple[Matched, ...]:
        """The columns that are taken in."""
        return tuple(Matched(self.table.header[index], field) for field, index in self.fields.items())

    def cells(self, row: TableRow) -> dict[str, str]:
        """The cells of a row by field, without the apostrophe that guards a text from being a formula."""
        return {field: from_csv_text(row.cells[at]) for field, at in self.fields.items() if at < len(row.cells)}

    def rejected(self, row: TableRow, field: str, problem: str) -> Rejected:
        """A bad cell of a field; the cell of the name stands for a field without a column."""
        at = self.fields.get(field, self.fields[self.key])
        return Rejected(row.number, self.table.header[at], row.cells[at] if at < len(row.cells) else "", problem)

    def beyond(self, row: TableRow) -> Iterator[Rejected]:
        """The cells to the right of the last header."""
        width = len(self.table.header)
        for number, cell in enumerate(row.cells[width:], width + 1):
            if clean_line(cell):
                problem = "the row has more cells than the header; a cell that holds the separator stands in quotes"
                yield Rejected(row.number, f"column {number}", cell, problem)

    def warnings(self) -> Iterator[str]:
        """Warnings about the file as a whole."""
        if not self.table.rows:
            yield "there are no rows below the header"


def sheet_of(
    table: FileTable, fields: Mapping[str, int], key: str, ignored: Iterable[str], dates: Iterable[str]
) -> Sheet:
    """The sheet of a table; `dates` are the fields that hold dates."""
    orders = {
        field: day_first(row.cells[at] for row in table.rows if at < len(row.cells))
        for field in dates
        if (at := fields.get(field)) is not None
    }
    return Sheet(table, fields, key, tuple(ignored), orders)
