"""A column of days, or of the time until or since a day, in whatever unit it is counted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from csm_tui.domain.text import clean_line
from csm_tui.domain.values.reading.readers import read_number
from csm_tui.domain.values.time.days import OUT_OF_REACH
from csm_tui.domain.values.time.months import shift_months, whole_years
from csm_tui.exchange.reading.answers import Choice, Question
from csm_tui.exchange.reading.columns.column import Cells, Circumstances, ReadColumn, read_each
from csm_tui.exchange.reading.columns.file_days import day_of_number, read_file_day, without_time
from csm_tui.exchange.reading.columns.slashed_dates import could_be_two, day_first
from csm_tui.exchange.reading.columns.units import units_in_words
from csm_tui.exchange.reading.declaration import CellKind

_COUNT = re.compile(r"(?P<count>\(?\s*[-+\u2212]?\s*\d{1,6}(?:[.,]0+)?\s*\)?)\s*(?P<unit>[a-z]*)\.?", re.IGNORECASE)
_UNITS = {
    **dict.fromkeys(("d", "day", "days"), "days"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "weeks"),
    **dict.fromkeys(("m", "mo", "mos", "mth", "mths", "month", "months"), "months"),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), "years"),
}
_USUAL = {CellKind.UNTIL: "months", CellKind.SINCE: "years"}
_FARTHEST = {CellKind.UNTIL: 10, CellKind.SINCE: 60}
"""Years beyond which a day is hardly meant."""

_FIRST_YEAR = 1950


@dataclass(frozen=True)
class _Reading:
    """How the cells of a column are read."""

    kind: CellKind
    as_of: date
    unit: str
    day_first: bool | None

    def text(self, cell: str) -> str:
        """An ISO date; or the number of months until, or of years since, which may keep a date that is known better."""
        line = clean_line(cell)
        match = _COUNT.fullmatch(line) if self.kind in _USUAL else None
        if match is None or (match["unit"] and match["unit"].lower() not in _UNITS):
            return self._day(line).isoformat()
        number = self._day_of(line, match)
        if number is not None:
            return number.isoformat()
        unit = _UNITS.get(match["unit"].lower(), self.unit or _USUAL[self.kind])
        return self._counted(int(read_number(match["count"].replace(" ", ""), thousands=False)), unit)

    def _day_of(self, line: str, match: re.Match[str]) -> date | None:
        """The day that a bare number is, as spreadsheets count days or as a year; None if it counts something."""
        if match["unit"] or self.unit:
            return None
        if self.kind is CellKind.SINCE and line.isdecimal() and _FIRST_YEAR <= int(line) <= self.as_of.year:
            return date(int(line), 1, 1)
        return day_of_number(line)

    def _day(self, line: str) -> date:
        try:
            return day_of_number(line) or read_file_day(line, self.as_of, self.day_first)
        except ValueError as error:
            reason = str(error)
        if "change places" not in reason and reason not in (OUT_OF_REACH, "there is no such day"):
            counted = f"a whole number of {self.unit or _USUAL[self.kind]}, or " if self.kind in _USUAL else ""
            reason = f"{counted}a date like 2027-03-01"
        raise ValueError(reason)

    def _counted(self, count: int, unit: str) -> str:
        if self.kind is CellKind.SINCE and count < 0:
            raise ValueError(f"a number of {unit} is 0 or more")
        if unit == _USUAL[self.kind]:
            return str(count)
        if unit == "years":
            return str(12 * count)
        sign = -1 if self.kind is CellKind.SINCE else 1
        try:
            if unit == "months":
                return shift_months(self.as_of, sign * count).isoformat()
            return (self.as_of + timedelta(days=sign * count * (7 if unit == "weeks" else 1))).isoformat()
        except (OverflowError, ValueError):
            raise ValueError(OUT_OF_REACH) from None

    def is_far(self, text: str) -> bool:
        """Whether a text that `text` gave is a day that is hardly meant."""
        farthest = _FARTHEST.get(self.kind)
        if farthest is None or not text:
            return False
        if "-" in text[1:]:
            return abs(whole_years(self.as_of, date.fromisoformat(text))) >= farthest
        return abs(int(text)) > farthest * (1 if self.kind is CellKind.SINCE else 12)


def time_column(cells: Cells, by: Circumstances) -> ReadColumn:
    """The days: ISO dates, or numbers of months until (UNTIL) or of years since (SINCE)."""
    unit = next((one for one in ("days", "weeks", "months", "years") if one in cells.units), "")
    order = _order(cells)
    reading = _Reading(cells.field.cells, by.as_of, unit, order)
    texts, problems = read_each(cells.rows, reading.text)
    questions = [*_about_order(cells, order), *([] if cells.settled else _about_far(cells, texts, reading))]
    if order is None:
        problems = {cell: why for cell, why in problems.items() if not could_be_two(without_time(cell))}
    return ReadColumn(texts, problems, tuple(questions), tuple(_notes(cells, unit)), cells.units)


def _order(cells: Cells) -> bool | None:
    if cells.units & {"day-first", "month-first"}:
        return "day-first" in cells.units
    return day_first(map(without_time, cells.rows))


def _about_order(cells: Cells, order: bool | None) -> Iterator[Question]:
    samples = [cell for cell in cells.rows if could_be_two(without_time(cell))] if order is None else []
    if samples:
        others = cells.units - {"day-first", "month-first"}
        choices = (
            cells.as_unit("the day comes first", units_in_words({*others, "day-first"})),
            cells.as_unit("the month comes first", units_in_words({*others, "month-first"})),
        )
        yield cells.question("day and month could change places", samples, choices)


def _about_far(cells: Cells, texts: Mapping[str, str], reading: _Reading) -> Iterator[Question]:
    far = [cell for cell, text in texts.items() if reading.is_far(text)]
    if not far:
        return
    years = _FARTHEST[reading.kind]
    if all(_COUNT.fullmatch(clean_line(cell)) for cell in far):
        counted = reading.unit or _USUAL[reading.kind]
        units = [one for one in ("days", "weeks", "months", "years") if one != counted]
        choices = [*(cells.as_unit(f"they are {one}", one) for one in units),
                   cells.as_unit(f"they are {counted} all the same", counted)]  # fmt: skip
        yield cells.question(f"as {counted} that is more than {years} years", far, choices)
    else:
        as_they_are: list[Choice] = [cells.as_unit("the dates are right", "dates")]
        yield cells.question(f"that is more than {years} years away", far, as_they_are)


def _notes(cells: Cells, unit: str) -> Iterator[str]:
    name = clean_line(cells.header)
    if unit and unit != _USUAL.get(cells.field.cells):
        yield f'"{name}": numbers of {unit}'
    numbers = [] if unit else [cell for cell in cells.rows if day_of_number(clean_line(cell))]
    if numbers:
        yield f'"{name}": {numbers[0]} and the like are days as spreadsheets count them ({day_of_number(numbers[0])})'


_PERIOD = re.compile(r"(\d{1,4})(?:[.,]0+)?")


def days_column(cells: Cells) -> ReadColumn:
    """A column of periods: the texts that `read_notice` reads, where bare numbers get the unit of the header."""
    unit = next((one for one in ("weeks", "months") if one in cells.units), "days")

    def read(cell: str) -> str:
        match = _PERIOD.fullmatch(clean_line(cell))
        return f"{match[1]} {unit}" if match else clean_line(cell)

    texts, problems = read_each(cells.rows, read)
    notes = (f'"{clean_line(cells.header)}": numbers of {unit}',) if unit != "days" else ()
    return ReadColumn(texts, problems, (), notes, cells.units)
