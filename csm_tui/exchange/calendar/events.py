"""One event of a calendar file, read by itself."""

import re
from datetime import date, datetime, time, tzinfo
from typing import Any

from csm_tui.domain.text import clean_line
from csm_tui.exchange.calendar.file_blocks import Component, value_of

BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, OSError, RecursionError)
"""What the readers of calendars raise at what breaks the rules; they name no errors of their own for it."""

_MOST_SHOWN = 40
_LONGEST_TITLE = 120
_TIMES = {
    "DTSTART": "start",
    "DTEND": "end",
    "DURATION": "duration",
    "RRULE": "repetition",
    "RDATE": "further date",
    "EXDATE": "exception",
    "RECURRENCE-ID": "date among its repetitions",
}
"""The properties that say when an event takes place, in words."""

_ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
_TOO_OFTEN = {"SECONDLY", "MINUTELY"}
"""Repetitions that no appointment has."""

_ESCAPED = re.compile(r"\\([nN,;\\])")
_ZONE = re.compile(r';TZID=("[^"]*"|[^;:]*)', re.IGNORECASE)


class BadEvent(Exception):
    """An event breaks a rule; the message says which, in words."""


def summary_of(block: Component) -> str:
    """What an event is called, whatever else is wrong with it."""
    return clean_line(_ESCAPED.sub(lambda match: " " if match[1] in "nN" else match[1], block.value("SUMMARY")))


def short_summary_of(block: Component) -> str:
    """The same, in a length that can be shown."""
    return summary_of(block)[:_LONGEST_TITLE] or "(no title)"


def read_event(block: Component) -> Any:
    """The event of a block, as icalendar has it.

    Raises:
        Unreadable: it breaks a rule, so that its times are not known.
    """
    from icalendar import Event

    if not block.whole:
        raise BadEvent("it breaks off")
    try:
        event: Any = Event.from_ical(block.text)
        broken = {str(name).upper() for name, _ in event.errors if name}
    except OSError:  # from a time zone named like a folder of time zones, such as Europe
        raise BadEvent(f"its time zone cannot be read: {named_zone(block)}") from None
    except BROKEN:
        raise BadEvent("it breaks the rules of calendar files") from None
    for name, word in _TIMES.items():
        if name in broken:
            value = clean_line(block.value(name))[:_MOST_SHOWN]
            raise BadEvent(f"its {word} cannot be read: {value}")
        if name in _ONCE and isinstance(event.get(name), list):
            raise BadEvent(f"it has more than one {word}")
    _check(event)
    return event


def _check(event: Any) -> None:
    if "DTSTART" not in event:
        raise BadEvent("it has no start")
    start = event["DTSTART"].dt
    if not isinstance(start, date):
        raise BadEvent("its start is no day")
    if "DTEND" in event:
        end = event["DTEND"].dt
        if isinstance(start, datetime) != isinstance(end, datetime):
            raise BadEvent("of its start and its end only one has a time of day")
        if _is_before(end, start):
            raise BadEvent("it ends before it begins")
    elif "DURATION" in event and event["DURATION"].dt.total_seconds() < 0:
        raise BadEvent("it ends before it begins")
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if _TOO_OFTEN & {str(word).upper() for word in rule.get("FREQ", ())}:
            raise BadEvent("it is repeated every minute or second, which is no appointment")
        if any(number < 1 for number in rule.get("INTERVAL", ())):
            raise BadEvent("its repetition never moves on: INTERVAL is below 1")


def _is_before(end: date, start: date) -> bool:
    if isinstance(start, datetime) and isinstance(end, datetime) and (start.tzinfo is None) != (end.tzinfo is None):
        return end.replace(tzinfo=None) < start.replace(tzinfo=None)
    return end < start


def named_zone(block: Component) -> str:
    """The time zone that an event's start is said to be in, "" for none."""
    line = next(iter(block.named.get("DTSTART", ())), "")
    found = _ZONE.search(line.removesuffix(value_of(line)))
    return "" if found is None else clean_line(found[1].strip('"'))[:_MOST_SHOWN]


def local(moment: date, zone: tzinfo | None) -> datetime:
    """A moment as the clock of a zone shows it; None is the zone of this computer, with its own offset on each day."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo is not None else moment
