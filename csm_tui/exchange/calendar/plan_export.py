"""Exporting the plan's work and deadlines as a calendar file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import clean_line, first_line
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.exchange.calendar.own_events import OWN, deadline_summary, work_summary

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayWork:
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


def calendar_of(work: Sequence[DayWork], deadlines: Iterable[Deadline], stamp: datetime, begin: int = 9 * 60) -> bytes:
    """An iCalendar file: an event for each activity on each day, one after the other, and deadlines as whole days.

    The plan itself has no times: the first work of a day is given `begin`, in minutes since midnight.

    The id of an event stays the same from one export to the next, so that a second import updates what is still on
    its day. What has gone from a day since then stays in the calendar that took it in.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//csm-tui//plan//EN")
    calendar.add("version", "2.0")
    begins: dict[date, datetime] = {}
    for one in _joined(work):
        start = begins.get(one.day, datetime.combine(one.day, time()) + timedelta(minutes=begin))
        end = start + timedelta(hours=one.hours)
        begins[one.day] = end
        uid = f"{one.activity_id}-{one.day.isoformat()}{OWN}"
        summary = work_summary(one.title, shown_hours(one.hours))
        calendar.add_component(_event(uid, summary, start, end, stamp, one.note))
    for deadline in deadlines:
        uid = f"{deadline.activity_id}-deadline{OWN}"
        event = _event(uid, deadline_summary(deadline.title), deadline.day, deadline.day + _DAY, stamp, "")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def event_title(activity: Activity) -> str:
    """The title of an activity's events: its reference and the beginning of its description."""
    first = first_line(activity.description)
    return clean_line(f"{activity.reference}: {first}" if first else activity.reference)


def _joined(work: Sequence[DayWork]) -> Iterable[DayWork]:
    """The work with all hours of an activity on a day joined, as its event has one id."""
    pieces: dict[tuple[str, date], DayWork] = {}
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
