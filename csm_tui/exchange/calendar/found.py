"""What a calendar file says, as far as it concerns a period: series of events with the times that they take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Spell(NamedTuple):
    """A time of a day, in minutes since its midnight; `end` is at most 1440."""

    day: date
    begin: int
    end: int


@dataclass(frozen=True)
class EventSeries:
    """An event with all its repetitions in the period.

    `key` stays the same from one reading to the next. `counts` says whether it takes time unless somebody decides
    otherwise, and `note` what is to be known of it: why it does not count, or that it is tentative.
    """

    key: str
    title: str
    counts: bool
    note: str
    spells: tuple[Spell, ...]


class UnreadEvent(NamedTuple):
    """An event that could not be read, and why."""

    title: str
    why: str


@dataclass(frozen=True)
class CalendarFound:
    """What was found: `own` counts events of our own exports, `outside` those of other times."""

    name: str
    series: tuple[EventSeries, ...]
    unread: tuple[UnreadEvent, ...]
    own: int
    outside: int

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all its series."""
        return frozenset(one.key for one in self.series)


def joined(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """The spells in order, those that meet or overlap as one."""
    found: list[Spell] = []
    for one in sorted(spells):
        before = found[-1] if found else None
        if before is not None and before.day == one.day and one.begin <= before.end:
            found[-1] = before._replace(end=max(before.end, one.end))
        else:
            found.append(one)
    return tuple(found)
