"""The spreadsheet of a plan: its columns, found by their headers, and the cells of its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from csm_tui.domain.values.text import clean_line, fold
from csm_tui.exchange.cells import day_first
from csm_tui.exchange.portfolio_import import Rejected
from csm_tui.exchange.tables import FileRefused, FileTable, TableRow, from_csv_text, read_table

HEADERS = (
    "Reference", "Client", "Description", "Purpose", "Results", "Measurement", "Duration", "Deadline", "Dependencies",
    "Notes", "Category", "Earliest start", "Status",
)  # fmt: skip
"""The ten columns of the template, then the optional ones."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "reference": ("reference", "ref", "id", "no", "number"),
    "clients": ("client", "clients", "customer", "customers"),
    "description": ("description", "activity", "what"),
    "purpose": ("purpose", "why"),
    "results": ("results", "result", "intended results", "outcome", "intended outcome"),
    "measurement": ("measurement", "measure", "measured by"),
    "hours": ("duration", "hours", "duration hours", "duration h", "effort"),
    "deadline": ("deadline", "due", "by", "accomplished by", "to be accomplished by"),
    "dependencies": ("dependencies", "dependency", "depends on", "after"),
    "notes": ("notes", "note", "comments"),
    "category": ("category", "kind", "type"),
    "earliest": ("earliest start", "earliest", "start", "not before"),
    "status": ("status", "state"),
}
_BY_HEADER = {word: field for field, words in FIELDS.items() for word in words}


@dataclass(frozen=True)
class PlanSheet:
    """A table and where the fields of an activity stand in it; `ignored` are the headers that are none of ours.

    `day_first` tells of each column of dates whether the day goes first; None: that is not known.
    """

    table: FileTable
    fields: Mapping[str, int]
    day_first: Mapping[str, bool | None]
    ignored: tuple[str, ...]

    def cells(self, row: TableRow) -> dict[str, str]:
        return {name: from_csv_text(row.cells[at]) for name, at in self.fields.items() if at < len(row.cells)}

    def rejected(self, row: TableRow, field: str, problem: str) -> Rejected:
        at = self.fields.get(field, self.fields["reference"])
        return Rejected(row.number, self.table.header[at], row.cells[at] if at < len(row.cells) else "", problem)

    def beyond(self, row: TableRow) -> Iterator[Rejected]:
        """The cells to the right of the last header."""
        width = len(self.table.header)
        for number, cell in enumerate(row.cells[width:], width + 1):
            if clean_line(cell):
                problem = "the row has more cells than the header; a cell that holds the separator stands in quotes"
                yield Rejected(row.number, f"column {number}", cell, problem)


def read_sheet(data: bytes) -> PlanSheet:
    """The plan in a CSV or TSV file.

    Raises:
        FileRefused: the file cannot be read, or has no column of references.
    """
    table = read_table(data)
    fields: dict[str, int] = {}
    ignored = []
    for index, header in enumerate(table.header):
        words = " ".join(fold(clean_line(from_csv_text(header))).replace("(", " ").replace(")", " ").split())
        field = _BY_HEADER.get(words)
        if field is None or field in fields:
            ignored.append(header)
        else:
            fields[field] = index
    if "reference" not in fields:
        raise FileRefused('there is no column "Reference"')
    orders: dict[str, bool | None] = {
        name: day_first(row.cells[fields[name]] for row in table.rows if fields[name] < len(row.cells))
        for name in ("deadline", "earliest")
        if name in fields
    }
    return PlanSheet(table, fields, orders, tuple(filter(None, map(clean_line, ignored))))
