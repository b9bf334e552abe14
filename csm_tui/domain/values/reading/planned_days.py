"""Reading the days in tables of a plan, whose quarter makes certain what would be a guess elsewhere."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from csm_tui.domain.values.time.calendar_names import WEEKDAY, WEEKDAYS, index_of
from csm_tui.domain.values.time.calendar_parts import bare_week, part_of_month, week_of_year
from csm_tui.domain.values.time.dates import read_date, read_full_date, whole_year
from csm_tui.domain.values.time.days import within_reach
from csm_tui.domain.values.time.quarter import WEEKS, WORKDAYS, Quarter
from csm_tui.domain.values.time.shown_days import day_in_words

COULD_BE_TWO = "day and month could change places: write 2027-03-01"
_NO_DAY = "there is no such day"
_SLASHED = re.compile(
    rf"(?:{WEEKDAY}[.,]?\s)?(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d{{2}})"
)


def read_planned_day(
    text: str, quarter: Quarter, today: date, *, day_first: bool | None = None, end: bool = False
) -> date:
    """A day in the table of a plan: everything that `read_full_date` reads, and Mon 07/12/26, 7.12.26, KW 51, W3, end
    of December, and 15 Dec where that lies in the quarter.

    The weekday decides which number is the month, and `day_first` if that is known; where both months have that weekday
    there, the quarter. A week without a year is the first
    of that number that ends in the quarter or later. It is read as its Monday, or with `end` as its Friday.

    Raises:
        ValueError: the text is no such day, or could be two; the message is for the person who reads the table.
    """
    line = _line(text)
    monday = _week(line, quarter)
    if monday is not None:
        return within_reach(monday + timedelta(days=WORKDAYS - 1) if end else monday)
    day = part_of_month(line, quarter.start) or _slashed(line, quarter, today, day_first)
    return within_reach(day) if day is not None else _written(line, quarter, today)


def _line(text: str) -> str:
    return " ".join(text.lower().split())


def _week(line: str, quarter: Quarter) -> date | None:
    """The Monday of a week of the year or, as W3, of the quarter; None if the line is no week."""
    number, of_year = bare_week(line), week_of_year(line, quarter.start)
    if number is None or number > WEEKS:
        return of_year
    of_quarter = quarter.start + timedelta(weeks=number - 1)
    if of_year is not None and of_year != of_quarter and of_year in quarter:
        raise ValueError(f"the quarter's week {number}, or the year's: write a date, or KW {number} for the year's")
    return of_quarter


def day_first_in(texts: Iterable[str], today: date) -> bool | None:
    """Whether the day comes first in a column of days, by those of it that allow only one order; None if none does."""
    orders: set[bool] = set()
    for match in filter(None, (_SLASHED.fullmatch(_line(text)) for text in texts)):
        meant = _meant(match, today)
        if match["mark"] != "." and len(meant) == 1:
            orders |= meant.keys()
    return orders.pop() if len(orders) == 1 else None


def _slashed(line: str, quarter: Quarter, today: date, day_first: bool | None) -> date | None:
    """A day of three numbers that its weekday, the numbers, the column or the quarter tell from any other; None for
    other lines."""
    match = _SLASHED.fullmatch(line)
    if match is None:
        return None
    order = True if match["mark"] == "." else day_first
    meant = {day for first, day in _meant(match, today).items() if order in (None, first)}
    if not meant:
        days = {day for day in _days(match, today).values() if day is not None}
        raise ValueError(f"that would be {' or '.join(map(day_in_words, sorted(days)))}" if days else _NO_DAY)
    if len(meant) > 1 and match["weekday"]:
        meant = {day for day in meant if day in quarter} or meant
    if len(meant) > 1:
        raise ValueError(COULD_BE_TWO)
    return meant.pop()


def _days(match: re.Match[str], today: date) -> dict[bool, date | None]:
    """The days that three numbers may be, by whether the day comes first."""
    year, first, second = whole_year(match["year"], today), int(match["first"]), int(match["second"])
    return {True: _day(year, second, first), False: _day(year, first, second)}


def _meant(match: re.Match[str], today: date) -> dict[bool, date]:
    """Those of them that there are and that agree with the weekday."""
    return {
        first: day
        for first, day in _days(match, today).items()
        if day is not None and (not match["weekday"] or day.weekday() == index_of(match["weekday"], WEEKDAYS))
    }


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(line: str, quarter: Quarter, today: date) -> date:
    try:
        return read_full_date(line, today)
    except ValueError:
        near = _without_year(line, quarter)
        if near is None:
            raise
        return near


def _without_year(line: str, quarter: Quarter) -> date | None:
    """The day in the quarter that a day of a month is, such as 15 Dec; None if there is none."""
    try:
        day = read_date(line, quarter.start)
    except ValueError:
        return None
    return day if day in quarter and any(map(str.isdigit, line)) else None
