"""Calendar files made for tests, and what is read in them."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from csm_tui.domain.records.person.worktime import Appointment
from csm_tui.domain.values.time.clock import Span
from csm_tui.exchange.calendar.found import CalendarFound
from csm_tui.exchange.calendar.reading import read_calendar
from csm_tui.planning.plan.appointments import busy_hours

MONDAY = date(2026, 3, 2)
SUNDAY = MONDAY + timedelta(days=6)
BERLIN = ZoneInfo("Europe/Berlin")
WHOLE_DAY = Span(0, 24 * 60)

Lines = tuple[str, ...]


def event_lines(found: Lines, number: int = 0) -> list[str]:
    """The lines of an event; one without an id gets its own."""
    identity = () if any(line.upper().startswith("UID") for line in found) else (f"UID:{number}",)
    return ["BEGIN:VEVENT", *identity, *found, "END:VEVENT"]


def calendar(*found: Lines, head: Lines = ()) -> bytes:
    """A calendar of events, each given as its lines."""
    lines = [line for number, one in enumerate(found) for line in event_lines(one, number)]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *head, *lines, "END:VCALENDAR", ""]).encode()


def timed(start: str, end: str, *more: str) -> Lines:
    """The lines of an event from one moment to another, in any of the forms of a calendar file."""
    return (f"DTSTART:{start}", f"DTEND:{end}", *more)


def read(data: bytes, titles: Collection[str] = (), zone: tzinfo | None = BERLIN) -> CalendarFound:
    """What is found in a calendar in the week from MONDAY to SUNDAY."""
    return read_calendar(data, MONDAY, SUNDAY, titles, zone)


def hours(found: CalendarFound, working: Span = WHOLE_DAY) -> Mapping[int, float]:
    """The hours that what counts takes of each day, by the number of the day in the week."""
    appointments = [
        Appointment(day=spell.day, spans=((spell.begin, spell.end),))
        for one in found.series
        if one.counts
        for spell in one.spells
    ]
    return {(day - MONDAY).days: taken for day, taken in busy_hours(appointments, working).items()}


@st.composite
def rewritten(draw: Callable[..., Any], lines: Lines) -> bytes:
    """A file that says the same as the lines of its events, among two others, written as another program would."""
    before = timed("20260303T070000", "20260303T080000", "SUMMARY:Before", "UID:before")
    after = timed("20260304T070000", "20260304T080000", "SUMMARY:After", "UID:after")
    dated = tuple(line for line in lines if not line.startswith(("BEGIN:", "END:")))
    its = [*draw(st.permutations(dated)), *draw(st.lists(st.sampled_from(_NOISE), max_size=3, unique=True))]
    events = [event_lines(tuple(one)) for one in draw(st.permutations([before, tuple(its), after]))]
    head = draw(st.lists(st.sampled_from(("METHOD:PUBLISH", "CALSCALE:GREGORIAN", "X-ANY:1")), unique=True))
    text = ["BEGIN:VCALENDAR", *head, *(line for one in events for line in one), "END:VCALENDAR", ""]
    width = draw(st.integers(12, 75))
    ending = draw(st.sampled_from(("\r\n", "\n", "\r")))
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16")))
    return ending.join(_folded(line, width, ending) for line in text).encode(encoding)


_NOISE = (
    "DESCRIPTION:What it is about\\, and more: https://example.com",
    "X-PROPERTY;X-P=\"a:b\":c",
    "SEQUENCE:3",
    "CLASS:PRIVATE",
    "GEO:not;a place",
    "CATEGORIES:One,Two",
    "no property at all",
)  # fmt: skip
"""Lines that change nothing."""


def _folded(line: str, width: int, ending: str) -> str:
    return f"{ending} ".join(line[at : at + width] for at in range(0, len(line), width)) or line
