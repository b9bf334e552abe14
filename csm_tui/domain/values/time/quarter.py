"""A planning quarter: thirteen weeks that begin on a Monday."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator

from csm_tui.domain.values.time.days import Day
from csm_tui.domain.values.time.shown_days import full_day

WEEKS = 13
WORKDAYS = 5
"""Monday to Friday."""


def _monday(day: date) -> date:
    if day.weekday():
        raise ValueError("a quarter starts on a Monday")
    return day


Monday = Annotated[Day, AfterValidator(_monday)]


def monday_of(day: date) -> date:
    """The Monday of the week that contains the day."""
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
    def title(self) -> str:
        """What it is called above a form that is about it."""
        return f"quarter from {full_day(self.start)}"

    @property
    def mondays(self) -> tuple[date, ...]:
        """The Mondays of its weeks."""
        return tuple(self.start + timedelta(days=7 * week) for week in range(WEEKS))

    @property
    def following(self) -> "Quarter":
        return Quarter(self.start + timedelta(days=7 * WEEKS))

    @property
    def preceding(self) -> "Quarter":
        return Quarter(self.start - timedelta(days=7 * WEEKS))

    def week_of(self, day: date) -> int | None:
        """The number of the week that contains the day, from 0; None outside the quarter."""
        week = (day - self.start).days // 7
        return week if 0 <= week < WEEKS else None

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end
