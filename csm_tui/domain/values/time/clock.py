"""Times of a day as people write them, and the part of a day in which work is done."""

from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from csm_tui.domain.values.time.hours import read_hours

_DAY_MINUTES = 24 * 60
_RULE = "a time of day, such as 9, 8:30 or 18:00"


class Span(NamedTuple):
    """A part of a day, in minutes since midnight."""

    begin: int
    end: int


def minutes_of(time: str) -> int:
    """The minutes since midnight of a time of day.

    Raises:
        ValueError: it is none.
    """
    try:
        minutes = round(60 * read_hours(time))
    except ValueError:
        raise ValueError(_RULE) from None
    if minutes > _DAY_MINUTES:
        raise ValueError(_RULE)
    return minutes


def shown_time(minutes: int) -> str:
    """A time of day as a clock shows it: 9:00."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _time_of_day(text: str) -> str:
    return shown_time(minutes_of(text))


TimeOfDay = Annotated[str, AfterValidator(_time_of_day)]
"""A quarter of an hour of a day, up to its midnight: 9:00, 18:30, 24:00."""
