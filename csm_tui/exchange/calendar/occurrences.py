"""The repetitions of an event in a period, and the times of each day that they take."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from csm_tui.exchange.calendar.claims import Claim, claim_of
from csm_tui.exchange.calendar.events import BadEvent, local
from csm_tui.exchange.calendar.found import Spell, joined

_DAY = timedelta(days=1)
_MOST_TIMES = 1_000
"""How often an event may take place in a period: more is no appointment."""
_REPEATED = {"RRULE", "RDATE", "RECURRENCE-ID"}
"""The properties of an event that takes place several times, or in place of one that does."""


@dataclass(frozen=True)
class ZonedPeriod:
    """The days between two, both included, as the clock of a zone shows them; None is that of this computer."""

    first: date
    last: date
    zone: tzinfo | None

    def spells(self, start: datetime, end: datetime) -> Iterator[Spell]:
        """What lies in the period of the time between two moments of its clock, day by day."""
        start = max(start, datetime.combine(self.first, time()))
        end = min(end, datetime.combine(self.last + _DAY, time()))
        while start < end:
            midnight = datetime.combine(start.date() + _DAY, time())
            until = min(end, midnight)
            minutes = 1440 if until == midnight else _minutes(until, up=True)
            yield Spell(start.date(), _minutes(start), minutes)
            start = midnight


def _minutes(moment: datetime, *, up: bool = False) -> int:
    return 60 * moment.hour + moment.minute + (up and (moment.second or moment.microsecond) > 0)


@dataclass(frozen=True)
class TimesTaken:
    """The times that an event takes with all its repetitions, and what is to be said of it."""

    claim: Claim
    spells: tuple[Spell, ...]


def occurrences(events: Sequence[Any], zone_name: str, period: ZonedPeriod) -> list[Any]:
    """The repetitions of an event with its changed ones, of which `events` are the components, around a period.

    Args:
        events: The event, and those that stand for single repetitions of it.
        zone_name: The zone in which its calendar says that it is, X-WR-TIMEZONE; "" for none.
        period: The days that matter. What lies a day around them is given as well.

    Raises:
        Unreadable: it takes place too often.
    """
    if len(events) == 1 and not _REPEATED & events[0].keys() and not (zone_name and _is_floating(events[0])):
        return [*events]  # as most are: the library would take much longer to come to the same
    import recurring_ical_events
    from icalendar import Calendar

    calendar = Calendar()
    if zone_name:
        calendar.add("X-WR-TIMEZONE", zone_name)
    for event in events:
        calendar.add_component(event)
    # A day of ours may begin in another zone's one.
    found = recurring_ical_events.of(calendar).between(period.first - _DAY, period.last + 2 * _DAY)
    if len(found) > _MOST_TIMES:
        raise BadEvent(f"it takes place more than {_MOST_TIMES:,} times")
    return [*found]


def _is_floating(event: Any) -> bool:
    """Whether an event takes place at the same time of day wherever one is."""
    start = event["DTSTART"].dt
    return isinstance(start, datetime) and start.tzinfo is None


def taken_by(found: Iterable[Any], owner: str, period: ZonedPeriod) -> TimesTaken | None:
    """What repetitions take together; None if none of them lies in the period."""
    by_claim: dict[Claim, list[Spell]] = {}
    for one in found:
        start, end = one.start, one.end
        spells = [*period.spells(local(start, period.zone), local(end, period.zone))]
        if spells:
            claim = claim_of(one, owner, all_day=not isinstance(start, datetime))
            by_claim.setdefault(claim, []).extend(spells)
    if not by_claim:
        return None
    counting = any(claim.counts for claim in by_claim)
    told = [claim.note for claim in by_claim if claim.note and (claim.counts or not counting)]
    told += [_partly(claim, spells) for claim, spells in by_claim.items() if counting and not claim.counts]
    spells = [spell for claim, some in by_claim.items() if claim.counts or not counting for spell in some]
    return TimesTaken(Claim(counting, "; ".join(dict.fromkeys(told))), joined(spells))


def _partly(claim: Claim, spells: Sequence[Spell]) -> str:
    days = len({one.day for one in spells})
    return f"but on {days} {'day' if days == 1 else 'days'} {claim.note}"
