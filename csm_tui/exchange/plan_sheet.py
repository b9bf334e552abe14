"""The spreadsheet of a plan: its columns, found by their headers."""

from collections.abc import Mapping

from csm_tui.domain.values.text import clean_line, fold
from csm_tui.exchange.reading.sheet import Sheet, sheet_of
from csm_tui.exchange.reading.table import read_table
from csm_tui.exchange.tables import FileRefused, from_csv_text

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


def plan_field_of(header: str) -> str | None:
    """The field that a header means, None if none."""
    words = fold(clean_line(from_csv_text(header))).replace("(", " ").replace(")", " ")
    return _BY_HEADER.get(" ".join(words.split()))


def read_sheet(data: bytes) -> Sheet:
    """The plan in a CSV or TSV file.

    Raises:
        FileRefused: the file cannot be read, or has no column of references.
    """
    table = read_table(data)
    fields: dict[str, int] = {}
    ignored = []
    for index, header in enumerate(table.header):
        field = plan_field_of(header)
        if field is None or field in fields:
            ignored.append(header)
        else:
            fields[field] = index
    if "reference" not in fields:
        raise FileRefused('there is no column "Reference"')
    return sheet_of(table, fields, "reference", filter(None, map(clean_line, ignored)), ("deadline", "earliest"))
