"""Days that are said as a week of the year or as a part of a month: KW 51, end of December."""

import re
from calendar import monthrange
from datetime import date, timedelta

from csm_tui.domain.values.time.calendar_names import MONTH, MONTHS, index_of

_WEEK = re.compile(
    r"(?:(?P<before>\d{4})\s?-?\s?)?(?P<word>(?:calendar\s)?week|[kc]?w|wk)\.?\s?(?P<number>\d{1,2})"
    r"(?:\s?[,/-]?\s?(?P<year>\d{4}))?"
)
_LONG_YEARS = 8
"""The most years between one with 53 weeks and the next are 7."""

_PART = re.compile(
    rf"(?:the\s)?(?P<part>beginning|start|middle|mid|end)(?:\sof|-)?\s?{MONTH}(?:,?\s(?P<year>[12]\d{{3}}))?"
)


def bare_week(text: str) -> int | None:
    """The number in W7, which may be a week of the year or of the quarter; None if the text is nothing like that."""
    match = _week(text)
    is_bare = match is not None and match["word"] == "w" and not (match["before"] or match["year"])
    return int(match["number"]) if match is not None and is_bare else None


def week_of_year(text: str, today: date, *, past: bool = False) -> date | None:
    """The Monday of a week of the year (ISO 8601): KW 51, week 51, 2026-W51, W51/2026. None if the text is no week.

    Without a year it is the first such week that has not ended before today; if `past`, the last that has begun.

    Raises:
        ValueError: there is no such week.
    """
    match = _week(text)
    if match is None:
        return None
    number, year = int(match["number"]), match["before"] or match["year"]
    years = [int(year)] if year else range(today.year - _LONG_YEARS, today.year + _LONG_YEARS + 1)
    found = [monday for one in years if (monday := _monday(one, number)) is not None]
    if not year:
        found = [monday for monday in found if (monday <= today if past else monday + timedelta(days=6) >= today)]
    if not found:
        raise ValueError("there is no such week")
    return found[-1 if past else 0]


def part_of_month(text: str, today: date, *, past: bool = False) -> date | None:
    """The first, the 15th or the last of a month: beginning of May, mid-May, end of May 2027. None for another text.

    Without a year it is the first such day that is not before today; if `past`, the last that is not after it.
    """
    match = _PART.fullmatch(_words(text))
    if match is None:
        return None
    month = index_of(match["month"], MONTHS) + 1
    if match["year"]:
        return _part(match["part"], int(match["year"]), month)
    days = [_part(match["part"], today.year + ahead, month) for ahead in (-1, 0, 1)]
    return [day for day in days if day <= today][-1] if past else next(day for day in days if day >= today)


def _words(text: str) -> str:
    return " ".join(text.lower().split())


def _week(text: str) -> re.Match[str] | None:
    return _WEEK.fullmatch(_words(text))


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def _part(part: str, year: int, month: int) -> date:
    if part == "end":
        return date(year, month, monthrange(year, month)[1])
    return date(year, month, 15 if part.startswith("mid") else 1)
