"""A cash flow as a spreadsheet: its quarters down or across, and what each column or row holds, found by their words.

The layout is put in one form, a list of quarters with their cells, so that nothing else has to know of it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from csm_tui.domain.records.engagements.roadmap import CELLS
from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers, WrongAnswer, header_key
from csm_tui.exchange.reading.book import Book, read_book
from csm_tui.exchange.reading.table import PREAMBLE, FileTable, Sense, read_table, table_below
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.tables import FileRefused, from_csv_text

HEADERS = "Year", "Quarter", "Estimated expenditure", "Actual expenditure", "Estimated income", "Actual income"
"""The columns of our own file."""

_FIRST_CALENDAR_YEAR = 1900
_ESTIMATED = {
    "estimated",
    "estimate",
    "estimates",
    "est",
    "plan",
    "planned",
    "budget",
    "budgeted",
    "expected",
    "forecast",
}
_ACTUAL = {"actual", "actuals", "act", "real", "realized", "realised"}
_EXPENDITURE = {
    "expenditure", "expenditures", "cost", "costs", "expense", "expenses", "spend", "spending", "outflow", "outflows",
    "investment",
}  # fmt: skip
_INCOME = {
    "income", "benefit", "benefits", "revenue", "revenues", "saving", "savings", "gain", "gains", "inflow", "inflows",
    "return", "returns",
}  # fmt: skip
_COMPUTED = {"net", "cumulative", "cum", "variance", "total", "totals", "sum", "balance", "reforecast", "running"}
"""Words of what follows from the figures: a column of it is left out."""

_YEAR = re.compile(r"(?:year|yr|y)?\s*(\d{1,4})(?:\.0)?")
_QUARTER = re.compile(r"(?:quarter|qtr|q)?\s*([1-9]\d?)(?:\.0)?")
_BOTH = (
    re.compile(r"(?:year|yr|y)?\s*(?P<year>\d{1,4})\s*[-/ ,.]*\s*(?:quarter|qtr|q)\s*(?P<quarter>[1-4])"),
    re.compile(r"(?:quarter|qtr|q)\s*(?P<quarter>[1-4])\s*[-/ ,.]*\s*(?:year|yr|y)?\s*(?P<year>\d{1,4})"),
    re.compile(r"(?P<quarter>[1-4])q\s*[-/ ,.]*\s*(?P<year>\d{4})"),
)


class NamedQuarter(NamedTuple):
    """A quarter as a file names it: of a calendar year, of a year of the initiative, or (year 0) just its number."""

    year: int
    quarter: int

    @property
    def is_calendar(self) -> bool:
        return self.year >= _FIRST_CALENDAR_YEAR

    @property
    def place(self) -> int:
        """Its place among the quarters of its own way to count."""
        return self.quarter if self.year == 0 else 4 * self.year + self.quarter - 1

    def __str__(self) -> str:
        if self.is_calendar:
            return f"{self.year}-Q{self.quarter}"
        return f"year {self.year} Q{self.quarter}" if self.year else f"quarter {self.quarter}"


class FileCell(NamedTuple):
    """A cell as it stands in the file: its row as a spreadsheet counts, what its column is called, its text."""

    row: int
    column: str
    text: str


@dataclass(frozen=True)
class FileQuarter:
    """A quarter of a file: where and as what it is named, and its cells by field."""

    period: NamedQuarter | None
    named: FileCell
    cells: dict[str, FileCell]


@dataclass(frozen=True)
class CashFlowSheet:
    """The quarters in the order of the file; `columns` are the headers and fields that are taken in, `left_out` the
    other headers, and `skipped` are the rows or columns of totals. `notes` say how the table was found."""

    quarters: tuple[FileQuarter, ...]
    columns: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    skipped: tuple[str, ...]
    notes: tuple[str, ...] = ()


def field_of(header: str) -> str | None:
    """The field that a header means, such as actual_income; None for none."""
    words = set(re.findall(r"[^\W\d_]+", fold(clean_line(from_csv_text(header))).replace("re-forecast", "reforecast")))
    if words & _COMPUTED:
        return None
    kinds = [name for name, known in (("actual", _ACTUAL), ("estimated", _ESTIMATED)) if words & known]
    sides = [name for name, known in (("expenditure", _EXPENDITURE), ("income", _INCOME)) if words & known]
    return f"{kinds[0]}_{sides[0]}" if len(kinds) == len(sides) == 1 else None


def read_period(text: str) -> NamedQuarter | None:
    """A quarter with its year in one text: 2026-Q1, Q1 2026, Year 1 Q2, Y1Q2; None for any other text."""
    bare = fold(clean_line(from_csv_text(text)))
    match = next((found for one in _BOTH if (found := one.fullmatch(bare))), None)
    return None if match is None else _period(int(match["year"]), int(match["quarter"]))


def _period(year: int, quarter: int) -> NamedQuarter | None:
    is_known = 1 <= year <= 99 or _FIRST_CALENDAR_YEAR <= year <= 2199
    return NamedQuarter(year, quarter) if is_known and 1 <= quarter <= 4 else None


def read_cash_flow_sheet(data: bytes, answers: Answers = NO_ANSWERS) -> CashFlowSheet:
    """The cash flow in a text file or a workbook, on the first sheet with headers of one. Titles above those are passed
    over.

    Raises:
        FileRefused: the file cannot be read, its headers are not found, or two of them mean the same.
        WrongAnswer: a header is said to mean a field that there is not.
    """
    book, sense = read_book(data), partial(_sense, said=_meanings(answers))
    for grid in book.grids:
        for place, header in enumerate(grid.rows[:PREAMBLE]):
            if (found := _read(header, grid.rows[place + 1 :], sense)) is not None:
                return replace(found, notes=table_below(book, grid, place).notes)
    raise FileRefused(_unknown(read_table(data)))


def cash_flow_fit(book: Book) -> int:
    """How many headers of a book are those of a cash flow; 0 for one without quarters."""
    rows = [(row, grid.rows[at + 1 :]) for grid in book.grids for at, row in enumerate(grid.rows[:PREAMBLE])]
    try:
        found = (_read(header, below, field_of) for header, below in rows)
        return max((1 + len(one.columns) for one in found if one is not None), default=0)
    except FileRefused:  # two of its headers mean the same, which is said where it is taken in
        return 1 + len(CELLS)


def _meanings(answers: Answers) -> Mapping[str, str | None]:
    """The field that each header is said to mean, None for none, by `header_key`."""
    found: dict[str, str | None] = {}
    for header, meaning in answers.columns.items():
        name = fold(meaning.field).replace(" ", "_")
        if name and name not in CELLS:
            raise WrongAnswer(f'--map: a cash flow has no field "{meaning.field}"; it has {", ".join(CELLS)}')
        found[header_key(header)] = name or None
    return found


def _sense(header: str, said: Mapping[str, str | None]) -> str | None:
    key = header_key(header)
    return said[key] if key in said else field_of(header)


def _read(header: TableRow, below: Sequence[TableRow], sense: Sense) -> CashFlowSheet | None:
    """The sheet below a row, if that holds its headers."""
    return _across(header, below, sense) or _down(header, below, sense)


def _unknown(table: FileTable) -> str:
    known = ", ".join(f'"{one}"' for one in HEADERS)
    shown = ", ".join(f'"{clean_line(one)}"' for one in table.header[:12] if clean_line(one))
    return (
        f"no cash flow is found in it: it has {shown}. Name the columns {known}, or put the quarters across, such as "
        '"2026-Q1", and "Estimated expenditure" and the others at the left of their rows'
    )


# Quarters across


def _across(header: TableRow, below: Sequence[TableRow], sense: Sense) -> CashFlowSheet | None:
    """The sheet, if the header names quarters."""
    places = {place: period for place, text in enumerate(header.cells) if (period := read_period(text)) is not None}
    if not places:
        return None
    first = min(places)
    named = [(row, _label(row, first)) for row in below]
    fields = _distinct((label, field) for _, label in named if (field := sense(label)) is not None)
    if not fields:
        return None
    by_field = {field: row for row, label in named if (field := sense(label)) is not None}
    quarters = tuple(
        FileQuarter(
            period,
            FileCell(header.number, clean_line(header.cells[place]), header.cells[place]),
            {
                field: FileCell(row.number, clean_line(header.cells[place]), _text(row, place))
                for field, row in by_field.items()
            },
        )
        for place, period in places.items()
    )
    others = [label for _, label in named if sense(label) is None and label]
    beyond = [clean_line(text) for place, text in enumerate(header.cells) if place > first and place not in places]
    return CashFlowSheet(quarters, fields, tuple(others), tuple(filter(None, beyond)))


def _label(row: TableRow, first: int) -> str:
    return clean_line(" ".join(from_csv_text(text) for text in row.cells[:first]))


def _text(row: TableRow, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


# Quarters down


def _down(header: TableRow, below: Sequence[TableRow], sense: Sense) -> CashFlowSheet | None:
    """The sheet, if the header names a column of quarters and at least one of amounts."""
    words = [fold(clean_line(from_csv_text(text))) for text in header.cells]
    fields = _distinct((clean_line(text), field) for text in header.cells if (field := sense(text)) is not None)
    quarter = next((place for place, one in enumerate(words) if one in ("quarter", "qtr", "q", "period")), None)
    if not fields or quarter is None:
        return None
    year = next((place for place, one in enumerate(words) if one in ("year", "yr", "y")), None)

    def header_at(place: int) -> str:
        return clean_line(header.cells[place])

    places = {field: place for place, text in enumerate(header.cells) if (field := sense(text)) is not None}
    quarters: list[FileQuarter] = []
    skipped: list[str] = []
    last_year = ""
    for row in below:
        if _is_total(row):
            skipped.append(f"row {row.number}")
            continue
        if year is not None:
            last_year = clean_line(_text(row, year)) or last_year  # merged cells say it once
        named = clean_line(_text(row, quarter))
        quarters.append(
            FileQuarter(
                _named_period(named, last_year if year is not None else None),
                FileCell(row.number, header_at(quarter), _text(row, quarter)),
                {
                    field: FileCell(row.number, clean_line(header.cells[at]), _text(row, at))
                    for field, at in places.items()
                },
            )
        )
    known = {quarter, year, *places.values()}
    left_out = [clean_line(text) for place, text in enumerate(header.cells) if place not in known]
    return CashFlowSheet(tuple(quarters), fields, tuple(filter(None, left_out)), tuple(skipped))


def _is_total(row: TableRow) -> bool:
    """Whether a row sums up others, which is said in its first cell that is filled."""
    first = next((text for text in map(clean_line, row.cells) if text), "")
    return not set(re.findall(r"[a-z]+", fold(first))).isdisjoint({"total", "totals", "sum"})


def _named_period(quarter: str, year: str | None) -> NamedQuarter | None:
    """The period of a row; `year` is None if the file has no column of years."""
    if (whole := read_period(quarter)) is not None:
        return whole
    number = _QUARTER.fullmatch(fold(quarter))
    if number is None:
        return None
    if year is None:
        return NamedQuarter(0, int(number[1]))
    found = _YEAR.fullmatch(fold(year))
    return None if found is None else _period(int(found[1]), int(number[1]))


def _distinct(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The headers with their fields. Raises FileRefused if two mean the same."""
    named: dict[str, str] = {}
    for header, field in found:
        if field in named:
            what = field.replace("_", " ")
            raise FileRefused(f'"{named[field]}" and "{header}" both mean {what}: take one of them out of the file')
        named[field] = header
    return tuple((header, field) for field, header in named.items())
