"""The form as a spreadsheet: a row for each aspect, below what it is about."""

from collections.abc import Iterator, Mapping

from csm_tui.domain.text import clean, clean_line, fold
from csm_tui.exchange.personal.rating_form import (
    KEEP,
    RATER,
    FilledForm,
    RatedLine,
    RaterForm,
    find_marker,
    is_marker,
    named_rater,
)
from csm_tui.exchange.reading.table import read_table
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.tables import FileRefused, from_csv_text, write_csv

_HEADERS = ("Aspect", "What is meant", "Rating 0-10", "Note", "Id (please leave it)")
_WORDS = ("aspect", "what", "rating", "note", "id")
"""How the headers begin that identify the columns."""
_MARKS = "*_ "


def form_csv(form: RaterForm) -> str:
    """The form as CSV."""
    rows: list[tuple[str, ...]] = [
        (form.greeting,),
        *form.heads,
        ("How to fill it in", form.how_to),
        (),
        _HEADERS,
        *((one.name, one.definition, "", "", one.id) for one in form.aspects),
        (),
        (KEEP, *form.marker),
    ]
    width = len(_HEADERS)
    return write_csv(_padded((form.title,), width), [_padded(row, width) for row in rows])


def _padded(cells: tuple[str, ...], width: int) -> list[str]:
    """The cells in a row as wide as all others, so that their separator is seen."""
    return [*cells, *[""] * (width - len(cells))]


def read_form_csv(data: bytes) -> FilledForm:
    """The form that came back, whatever its separator and the order of its rows and columns.

    Raises:
        FileRefused: it is no such form.
    """
    table = read_table(data)
    rows = [_Row(0, table.header), *map(_Row.of, table.rows)]
    marker = find_marker(" ".join(" ".join(row.cells) for row in rows))
    head = next((place for place, row in enumerate(rows) if {"aspect", "rating"} <= row.columns.keys()), None)
    if head is None:
        raise FileRefused(f'no row has the headers "{_HEADERS[0]}" and "{_HEADERS[2]}"')
    rater = next((" ".join(row.cells[1:]).strip() for row in rows[:head] if row.cells[:1] == (RATER,)), "")
    lines = tuple(_lines(rows[head + 1 :], rows[head].columns))
    return FilledForm(marker.form, marker.evaluation, named_rater(marker, rater), marker.relation, "row", lines)


class _Row:
    """A row with its cells as they were typed."""

    def __init__(self, number: int, cells: tuple[str, ...]) -> None:
        self.number = number
        self.cells = tuple(clean(from_csv_text(cell)).strip() for cell in cells)

    @classmethod
    def of(cls, row: TableRow) -> "_Row":
        return cls(row.number, row.cells)

    @property
    def columns(self) -> Mapping[str, int]:
        """The index of each column if this is the row of the headers."""
        folded = [fold(cell.strip(_MARKS)) for cell in self.cells]
        found = {word: [at for at, text in enumerate(folded) if text.startswith(word)] for word in _WORDS}
        return {word: places[0] for word, places in found.items() if places}

    def cell(self, at: int | None) -> str:
        return "" if at is None or at >= len(self.cells) else self.cells[at]


def _lines(rows: list[_Row], columns: Mapping[str, int]) -> Iterator[RatedLine]:
    """What was filled in; rows without any of it are left out, such as a word of thanks below the table."""
    for row in rows:
        name, rating, note, identity = (row.cell(columns.get(word)) for word in ("aspect", "rating", "note", "id"))
        if (rating or note or identity) and not is_marker(" ".join(row.cells)):
            yield RatedLine(row.number, identity.lower(), clean_line(name).strip(_MARKS), rating, note)
