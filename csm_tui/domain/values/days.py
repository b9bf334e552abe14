"""The days that the program reckons with: one range for what is typed, read from files, kept, and told by the clock.

A day further off is a slip of the keyboard or of a clock, and would make calendars endless.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
OUT_OF_REACH = f"the year must lie between {FIRST_DAY.year} and {LAST_DAY.year}"

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day within the range."""

_LIMITS = {("ge", FIRST_DAY.isoformat()), ("le", LAST_DAY.isoformat())}


def within_reach(day: date) -> date:
    """The same day.

    Raises:
        ValueError: it lies outside of the range.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(OUT_OF_REACH)
    return day


def nearest_day(day: date) -> date:
    """The day of the range that lies nearest."""
    return min(max(day, FIRST_DAY), LAST_DAY)


def is_out_of_reach(detail: Mapping[str, Any]) -> bool:
    """Whether a detail of a pydantic.ValidationError says that a day lies outside of the range."""
    return not _LIMITS.isdisjoint(detail.get("ctx", {}).items())
