"""Busy times, which some calendars tell in place of their events."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from csm_tui.domain.text import clean_line
from csm_tui.exchange.calendar.claims import Claim
from csm_tui.exchange.calendar.events import BROKEN, BadEvent, local
from csm_tui.exchange.calendar.file_blocks import Component
from csm_tui.exchange.calendar.found import Spell, joined
from csm_tui.exchange.calendar.occurrences import TimesTaken, ZonedPeriod

_TITLES = {"BUSY": "Busy times", "BUSY-UNAVAILABLE": "Out of office", "BUSY-TENTATIVE": "Busy times, tentative"}
_NOTES = {"BUSY-TENTATIVE": "tentative", "FREE": "free"}
_MOST_SHOWN = 40


def busy_times(block: Component, period: ZonedPeriod) -> Iterator[tuple[str, str, TimesTaken | BadEvent]]:
    """The kinds of busy times in a component, each with its name in the file, its title, and what it takes in the
    period; what cannot be read as a kind of its own."""
    kinds: dict[str, list[Spell]] = {}
    for line in block.named.get("FREEBUSY", ()):
        kind, periods = _parts(line)
        for text in periods:
            try:
                kinds.setdefault(kind, []).extend(_spells(text, period))
            except BROKEN:
                why = f"this is no time from one moment to another: {clean_line(text)[:_MOST_SHOWN]}"
                yield kind, _title(kind), BadEvent(why)
    for kind, spells in kinds.items():
        if spells:
            yield kind, _title(kind), TimesTaken(Claim(kind != "FREE", _NOTES.get(kind, "")), joined(spells))


def _title(kind: str) -> str:
    return _TITLES.get(kind, "Free times" if kind == "FREE" else "Busy times")


def _parts(line: str) -> tuple[str, list[str]]:
    """The kind of busy time that a line tells, and the texts of its times."""
    from icalendar.parser import Contentline

    try:
        _, parameters, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except BROKEN:
        return "BUSY", [line]
    return str(parameters.get("FBTYPE", "BUSY")).upper(), value.split(",")


def _spells(text: str, period: ZonedPeriod) -> list[Spell]:
    """The time between two moments, the second of which may be told by the time between them."""
    from icalendar.prop import vPeriod

    found: tuple[Any, Any] = vPeriod.from_ical(text.strip())  # type: ignore[no-untyped-call]
    start = found[0]
    end = start + found[1] if isinstance(found[1], timedelta) else found[1]
    if end < start:
        raise ValueError("it ends before it begins")
    return [*period.spells(local(start, period.zone), local(end, period.zone))]
