"""Calendar files: exporting the plan's work and deadlines as events, and importing appointments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from math import ceil
from typing import Any

from csm_tui.domain.record import fixed_id
from csm_tui.domain.records.worktime import Appointment
from csm_tui.domain.values.hours import QUARTERS, shown_hours
from csm_tui.domain.values.text import clean_line
from csm_tui.exchange.tables import FileRefused

_OWN = "@csm-tui"
"""The end of the ids of our own events, which are not imported again as appointments."""

_BEGIN = time(9)
"""The time of the first work of a day in a calendar, as the plan itself has no times."""

_DAY = timedelta(days=1)
_DAY_HOURS = 24.0
_ENDLESS = {"SECONDLY", "MINUTELY"}
"""Repetitions that no appointment has, and that would take for ever to follow."""


@dataclass(frozen=True)
class Work:
    """The hours of one activity on one day."""

    day: date
    activity_id: str
    title: str
    hours: float
    note: str = ""


@dataclass(frozen=True)
class Deadline:
    """The deadline of an activity."""

    day: date
    activity_id: str
    title: str


def calendar_of(work: Sequence[Work], deadlines: Iterable[Deadline], stamp: datetime) -> bytes:
    """An iCalendar file: an event for each activity on each day, one after the other from nine, and deadlines as whole
    days.

    The id of an event stays the same from one export to the next, so that a second import updates what is still on
    its day. What has gone from a day since then stays in the calendar that took it in.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//csm-tui//plan//EN")
    calendar.add("version", "2.0")
    begins: dict[date, datetime] = {}
    for one in _joined(work):
        start = begins.get(one.day, datetime.combine(one.day, _BEGIN))
        end = start + timedelta(hours=one.hours)
        begins[one.day] = end
        uid = f"{one.activity_id}-{one.day.isoformat()}{_OWN}"
        summary = f"{one.title} ({shown_hours(one.hours)} h)"
        calendar.add_component(_event(uid, summary, start, end, stamp, one.note))
    for deadline in deadlines:
        uid = f"{deadline.activity_id}-deadline{_OWN}"
        event = _event(uid, f"Deadline: {deadline.title}", deadline.day, deadline.day + _DAY, stamp, "")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _joined(work: Sequence[Work]) -> Iterable[Work]:
    """The work with all hours of an activity on a day joined, as its event has one id."""
    pieces: dict[tuple[str, date], Work] = {}
    for one in work:
        key = (one.activity_id, one.day)
        pieces[key] = replace(one, hours=one.hours + pieces[key].hours) if key in pieces else one
    return pieces.values()


def _event(uid: str, summary: str, start: date, end: date, stamp: datetime, note: str) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("summary", _verbatim(clean_line(summary)))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("dtstamp", stamp)
    if note:
        event.add("description", _verbatim(note))
    return event


def _verbatim(text: str) -> Any:
    """A text escaped as RFC 5545 (3.3.11) says; icalendar would take the backslash and N of C:\\New for a new line."""
    from icalendar.prop import vText

    class Verbatim(vText):
        def to_ical(self) -> bytes:
            escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
            return escaped.replace("\n", "\\n").encode()

    return Verbatim(text)


def read_appointments(data: bytes, source: str, first: date, last: date, zone: tzinfo | None) -> list[Appointment]:
    """The hours of each day between two days, both included, that a calendar's events take; repeated ones are
    followed. Hours that overlap count once. Free time, what was cancelled and our own events are passed over.

    Args:
        data: The iCalendar file.
        source: Its name: a later reading of the same source replaces this one.
        first: The first day.
        last: The last day.
        zone: Where the CSM is; times of other zones are told in this one.

    Raises:
        FileRefused: it is no calendar.
    """
    taken: dict[date, list[tuple[datetime, datetime]]] = {}
    try:
        for event in _events(data, first - _DAY, last + 2 * _DAY):  # a day of ours may begin in another zone's one
            for day, span in _spans(event, zone) if _takes_time(event) else ():
                if first <= day <= last:
                    taken.setdefault(day, []).append(span)
    except _BROKEN:
        raise FileRefused("it is no calendar file, or it is damaged; export it as .ics once more") from None
    return [_appointment(source, day, spans) for day, spans in sorted(taken.items())]


_BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, OSError)
"""What the readers of calendars raise at files that break the rules; they name no errors of their own for it. `OSError`
comes from a time zone named like a folder of time zones, such as Europe."""


def _events(data: bytes, first: date, end: date) -> Iterator[Any]:
    """The events, with each repetition, from `first` up to but not including `end`."""
    import recurring_ical_events
    from icalendar import Calendar

    calendars = Calendar.from_ical(data, multiple=True)
    if not calendars:
        raise FileRefused("there is no calendar in it, or it breaks off in the middle")
    for calendar in calendars:
        if calendar.name != "VCALENDAR":
            raise FileRefused(f"it is no calendar but a {calendar.name}")
        for event in calendar.walk("VEVENT"):
            rules = event.get("RRULE", [])
            for rule in rules if isinstance(rules, list) else [rules]:
                if _ENDLESS & {str(word).upper() for word in rule.get("FREQ", ())}:
                    raise FileRefused("an event in it is repeated every minute or second, which is no appointment")
        yield from recurring_ical_events.of(calendar).between(first, end)


def _takes_time(event: Any) -> bool:
    free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    return not (free or cancelled or str(event.get("UID", "")).endswith(_OWN))


def _spans(event: Any, zone: tzinfo | None) -> Iterator[tuple[date, tuple[datetime, datetime]]]:
    """The days of an event, with the times at which it begins and ends on each."""
    start, end = (_local(event[name].dt, zone) for name in ("DTSTART", "DTEND"))
    while start < end:
        midnight = datetime.combine(start.date() + _DAY, time())
        yield start.date(), (start, min(end, midnight))
        start = midnight


def _local(moment: date, zone: tzinfo | None) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo is not None else moment


def _appointment(source: str, day: date, spans: list[tuple[datetime, datetime]]) -> Appointment:
    seconds, reached = 0.0, datetime.min
    for start, end in sorted(spans):
        if end > reached:
            seconds += (end - max(start, reached)).total_seconds()
            reached = end
    hours = min(_DAY_HOURS, ceil(seconds / 3600 * QUARTERS) / QUARTERS)
    count = f"{len(spans)} appointment{'s' if len(spans) > 1 else ''}"
    identity = fixed_id(f"appointment {source} {day.isoformat()}")
    return Appointment(id=identity, day=day, hours=hours, what=count, source=source)
