"""A quarter of planning: thirteen weeks from a Monday."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator

WEEKS = 13
WORKDAYS = 5
"""Monday to Friday."""


_YEARS = range(1900, 2200)


def _within_reach(day: date) -> date:
    if day.year not in _YEARS:
        raise ValueError(f"the year must lie between {_YEARS[0]} and {_YEARS[-1]}")
    return day


PlanDay = Annotated[date, AfterValidator(_within_reach)]
"""A day that can be planned for; one further off is a slip of the keyboard, and would make every calendar endless."""


def _monday(day: date) -> date:
    if day.weekday():
        raise ValueError("a quarter starts on a Monday")
    return day


Monday = Annotated[PlanDay, AfterValidator(_monday)]


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Quarter:
    """`start` is a Monday."""

    start: date

    @property
    def end(self) -> date:
        """The last day, a Sunday."""
        return self.start + timedelta(days=7 * WEEKS - 1)

    @property
    def mondays(self) -> tuple[date, ...]:
        """The first days of its weeks."""
        return tuple(self.start + timedelta(days=7 * week) for week in range(WEEKS))

    @property
    def following(self) -> "Quarter":
        return Quarter(self.start + timedelta(days=7 * WEEKS))

    @property
    def preceding(self) -> "Quarter":
        return Quarter(self.start - timedelta(days=7 * WEEKS))

    def week_of(self, day: date) -> int | None:
        """The number of a day's week, from 0; None outside of the quarter."""
        week = (day - self.start).days // 7
        return week if 0 <= week < WEEKS else None

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end
