"""The range of valid days, for what is typed, read from files, stored and given by the clock.

A day outside is a typing error or a wrong clock, and would make calendars endless.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import Field

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
OUT_OF_REACH = f"the year must lie between {FIRST_DAY.year} and {LAST_DAY.year}"

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day within the range."""

PAST = "past"
"""Marks the field of a day on which something has happened: a day still to come is refused."""

_LIMITS = {("ge", FIRST_DAY.isoformat()), ("le", LAST_DAY.isoformat())}


def within_reach(day: date) -> date:
    """Return the day itself if it is valid.

    Raises:
        ValueError: it is outside the range.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(OUT_OF_REACH)
    return day


def nearest_day(day: date) -> date:
    """The nearest valid day."""
    return min(max(day, FIRST_DAY), LAST_DAY)


def days_later(day: date, days: int) -> date:
    """The valid day that is nearest to the one so many days later; earlier if negative."""
    return nearest_day(day + timedelta(days=days))


def is_out_of_reach(detail: Mapping[str, Any]) -> bool:
    """Whether a detail of a pydantic.ValidationError says that a day is outside the range."""
    return not _LIMITS.isdisjoint(detail.get("ctx", {}).items())
