"""Whole months and years between dates, and dates as people type them."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

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


PAST = "past"
"""Marks the date of a model's field on which something has happened: one typed for it is not still to come."""


def shift_months(day: date, months: int) -> date:
    """The day some months later (earlier if negative), clamped to the month's end.

    Raises:
        ValueError: the year lies outside 1-9999.
    """
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    if not 1 <= year <= 9999:
        raise ValueError("the year must lie between 1 and 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """The largest n with start + n months (clamped) <= end; yesterday is -1."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if end.day >= start.day or end.day == monthrange(end.year, end.month)[1]:
        return months
    return months - 1


def whole_years(start: date, end: date) -> int:
    """The largest n with start + n years (clamped) <= end."""
    return whole_months(start, end) // 12


def read_date(text: str, today: date) -> date:
    """A date as a person types it: 2027-03-01, 1 Mar 2027, today, in 3 months, +2w, 5 days ago.

    A day and a month that could change places (03/04/2027) are refused, never guessed.

    Raises:
        ValueError: with a message for the person who typed it.
    """
    words = " ".join(text.lower().split())
    if words in _NAMED_DAYS:
        return today + timedelta(days=_NAMED_DAYS[words])
    try:
        if match := _RELATIVE.fullmatch(words):
            return _relative(match, today)
        if match := _ISO.fullmatch(text.strip().upper()):
            return _calendar_day(*match.groups())
        if match := _SLASHED.fullmatch(words):
            return _slashed(match)
        return _spelled(words)
    except OverflowError:
        raise ValueError("that date is out of reach") from None


def read_past_date(text: str, today: date) -> date:
    """A date up to today, as a person types it. Raises ValueError like `read_date`, and for a day still to come."""
    day = read_date(text, today)
    if day > today:
        raise ValueError(f"{day} is still to come")
    return day


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
    """A date with the month as a word, a day and a year of four digits; the parser is not to guess any of them."""
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
