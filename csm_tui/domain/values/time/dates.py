"""Dates as people type them."""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta

from csm_tui.domain.values.time.calendar_names import MONTH, MONTHS, WEEKDAY, WEEKDAYS, index_of
from csm_tui.domain.values.time.calendar_parts import bare_week, part_of_month, week_of_year
from csm_tui.domain.values.time.days import OUT_OF_REACH, within_reach
from csm_tui.domain.values.time.months import shift_months
from csm_tui.domain.values.time.quarter import WEEKS
from csm_tui.domain.values.time.shown_days import day_in_words

_UNITS = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
_RELATIVE = re.compile(
    r"(?P<lead>in|\+|-)?\s*(?P<count>\d{1,4}|an?)\s*"
    r"(?P<unit>days?|d|weeks?|w|months?|mo|m|quarters?|q|years?|y)(?P<tail>\s+(?:ago|from now))?"
)
_NAMED_DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_SLASHED = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})")
_MONTH_NAME = re.compile("(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_TIME = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_DAY_OF_WEEK = re.compile(rf"(?:(?P<which>next|last)\s)?{WEEKDAY}")
_DAYS_OF_MONTH = tuple(
    re.compile(rf"(?:{WEEKDAY},?\s)?{order}")
    for order in (
        rf"{_DAY}\s?{MONTH}(?:,?\s(?P<year>\d{{4}}))?",
        rf"{MONTH}\s?{_DAY}(?:,?\s(?P<year>\d{{4}}))?",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})(?:\.(?:\s?(?P<year>\d{2}|\d{4}))?)?",
    )
)
_LEAP_GAP = 8
"""The most years between one 29 February and the next."""


def read_date(text: str, today: date, quarter: date | None = None) -> date:
    """A date as people type it: everything that `read_full_date` reads, and 15 Dec, 15.12., 15.12.26, friday,
    next friday, end of December, W7, KW 51, 2026-W51.

    If several days are possible, it is the first of them that is not before today; a year of two digits is the one
    nearest to today's. `next friday` is in the week after this one. W7 is the Monday of the seventh week of the quarter
    that begins on the Monday `quarter`; KW 51, week 51 and 2026-W51 are the Mondays of those ISO 8601 weeks.

    Raises:
        ValueError: the text is not a date; the message is for the person who typed it.
    """
    return _read(text, today, quarter, past=False)


def read_past_date(text: str, today: date, quarter: date | None = None) -> date:
    """A date up to today: like `read_date`, but 15 Dec, 15.12. and friday are the most recent ones.

    Raises:
        ValueError: the text is not a date, or the day is in the future.
    """
    day = _read(text, today, quarter, past=True)
    if day > today:
        raise ValueError(f"{day} is still to come")
    return day


def read_full_date(text: str, today: date) -> date:
    """A date with its year, or its distance from today: 2027-03-01, 1 Mar 2027, today, in 3 months, +2w.

    Dates in files are read in this way, as nobody would notice a wrong guess of the year. If day and month could be
    swapped (03/04/2027), the date is refused.

    Raises:
        ValueError: the text is not such a date; the message is for the person who typed it.
    """
    try:
        return within_reach(_full(text, today))
    except OverflowError:
        raise ValueError(OUT_OF_REACH) from None


def _full(text: str, today: date) -> date:
    words = _words(text)
    if words in _NAMED_DAYS:
        return today + timedelta(days=_NAMED_DAYS[words])
    if match := _RELATIVE.fullmatch(words):
        return _relative(match, today)
    if match := _ISO.fullmatch(text.strip().upper()):
        return _calendar_day(*match.groups())
    if match := _SLASHED.fullmatch(words):
        return _slashed(match)
    return _spelled(words)


def _words(text: str) -> str:
    return " ".join(text.lower().split())


def _read(text: str, today: date, quarter: date | None, *, past: bool) -> date:
    try:
        return within_reach(_short(text, today, quarter, past))
    except OverflowError:
        raise ValueError(OUT_OF_REACH) from None


def _short(text: str, today: date, quarter: date | None, past: bool) -> date:
    words = _words(text)
    if match := _DAY_OF_WEEK.fullmatch(words):
        return _day_of_week(match, today, past)
    week = bare_week(words)
    if week is not None:
        return _week_of_quarter(week, quarter)
    day = week_of_year(words, today, past=past) or part_of_month(words, today, past=past)
    if day is not None:
        return day
    for pattern in _DAYS_OF_MONTH:
        if match := pattern.fullmatch(words):
            return _day_of_month(match, today, past)
    return _full(text, today)


def _day_of_week(match: re.Match[str], today: date, past: bool) -> date:
    """The day that `friday` or `last friday` stands for; `last friday` is before today, while `friday` may be today."""
    weekday, which = index_of(match["weekday"], WEEKDAYS), match["which"]
    since = (today.weekday() - weekday) % 7
    if which == "next":
        return today + timedelta(days=7 + weekday - today.weekday())
    if which == "last":
        return today - timedelta(days=since or 7)
    return today - timedelta(days=since) if past else today + timedelta(days=-since % 7)


def _week_of_quarter(number: int, quarter: date | None) -> date:
    if quarter is None:
        raise ValueError("a week of the year is written 2026-W51; weeks of the quarter are none here")
    if not 1 <= number <= WEEKS:
        raise ValueError(f"a quarter has the weeks W1 to W{WEEKS}; one of the year is written 2026-W51")
    return quarter + timedelta(weeks=number - 1)


def _day_of_month(match: re.Match[str], today: date, past: bool) -> date:
    name, number, year = match["month"], int(match["day"]), match["year"]
    month = int(name) if name.isdecimal() else index_of(name, MONTHS) + 1
    step = -1 if past else 1
    years = [whole_year(year, today)] if year else [today.year + step * ahead for ahead in range(_LEAP_GAP + 1)]
    days = [date(one, month, number) for one in years if _exists(one, month, number)]
    day = next((one for one in days if year or (one <= today if past else one >= today)), None)
    if day is None:
        raise ValueError("there is no such day")
    if match["weekday"] and day.weekday() != index_of(match["weekday"], WEEKDAYS):
        raise ValueError(f"that would be {day_in_words(day)}")
    return day


def whole_year(digits: str, today: date) -> int:
    """The year with these last two digits that is nearest to today's, or the year that four digits are."""
    if len(digits) > 2:
        return int(digits)
    century = today.year // 100 * 100
    return min((century + shift + int(digits) for shift in (-100, 0, 100)), key=lambda year: abs(year - today.year))


def _exists(year: int, month: int, day: int) -> bool:
    return MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _calendar_day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("there is no such day") from None


def _relative(match: re.Match[str], today: date) -> date:
    lead, count_text, tail = match["lead"], match["count"], (match["tail"] or "").strip()
    if bool(lead) == bool(tail):
        raise ValueError('write "in 3 months" or "3 months ago"')
    count = 1 if count_text in ("a", "an") else int(count_text)
    if lead == "-" or tail == "ago":
        count = -count
    unit = _UNITS[match["unit"][0]]
    if unit in ("day", "week"):
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    return shift_months(today, count * {"month": 1, "quarter": 3, "year": 12}[unit])


def _slashed(match: re.Match[str]) -> date:
    first, separator, second, last = match.groups()
    if len(first) == 4:
        return _calendar_day(first, second, last)
    if len(last) != 4:
        raise ValueError("write the year with four digits: 2027-03-01")
    if separator == "." or int(first) > 12:
        return _calendar_day(last, second, first)
    if int(second) > 12 or first == second:
        return _calendar_day(last, first, second)
    raise ValueError("day and month could change places: write 2027-03-01")


def _spelled(words: str) -> date:
    """A date with the month as a word, a day and a year of four digits, so that the parser guesses none of them."""
    from dateutil.parser import ParserError, parse

    numbers = sorted(map(len, re.findall(r"\d+", _TIME.sub("", words))))
    if _MONTH_NAME.search(words) and numbers in ([1, 4], [2, 4]):
        try:
            day, other = (parse(words, default=datetime(*start)).date() for start in ((2000, 1, 1), (2001, 2, 2)))
        except (ParserError, OverflowError):
            day, other = date.min, date.max
        if day == other:
            return day
    raise ValueError('write 2027-03-01 or "in 3 months"')
