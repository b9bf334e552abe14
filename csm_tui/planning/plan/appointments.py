"""The hours of each day that appointments take."""

from collections.abc import Iterable
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from csm_tui.domain.values.time.clock import Span
from csm_tui.domain.values.time.hours import QUARTERS

if TYPE_CHECKING:  # loaded where there are some
    from csm_tui.domain.records.person.worktime import Appointment

_QUARTER_MINUTES = 60 // QUARTERS


def busy_hours(appointments: "Iterable[Appointment]", working: Span) -> dict[date, float]:
    """The hours that appointments take of the working part of each day, in whole quarters.

    Where appointments overlap, those of several calendars as well, the time counts once.
    """
    spans: dict[date, list[Span]] = {}
    hours: dict[date, float] = {}
    for one in appointments:
        spans.setdefault(one.day, []).extend(Span(*span) for span in one.spans)
        if one.hours is not None:
            hours[one.day] = hours.get(one.day, 0) + one.hours
    for day, found in spans.items():
        hours[day] = hours.get(day, 0) + ceil(_minutes(found, working) / _QUARTER_MINUTES) / QUARTERS
    return {day: taken for day, taken in hours.items() if taken}


def _minutes(spans: Iterable[Span], working: Span) -> int:
    """The minutes of a day that lie in at least one of the spans."""
    minutes, reached = 0, working.begin
    for begin, end in sorted(spans):
        end = min(end, working.end)
        minutes += max(0, end - max(begin, reached))
        reached = max(reached, end)
    return minutes
