"""Reading the appointments of a calendar file: each event by itself, within a bound on the time that this takes."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta, tzinfo
from hashlib import blake2b
from typing import Any, NamedTuple

from csm_tui.domain.text import clean_line
from csm_tui.exchange.calendar.claims import Claim, owner_of
from csm_tui.exchange.calendar.events import BROKEN, BadEvent, named_zone, read_event, short_summary_of, summary_of
from csm_tui.exchange.calendar.file_blocks import Component, blocks_of
from csm_tui.exchange.calendar.found import CalendarFound, EventSeries, UnreadEvent
from csm_tui.exchange.calendar.free_busy import busy_times
from csm_tui.exchange.calendar.occurrences import TimesTaken, ZonedPeriod, occurrences, taken_by
from csm_tui.exchange.calendar.own_events import is_own
from csm_tui.exchange.calendar.time_limit import OutOfTime, TimeLimit

SECONDS_IN_ALL, SECONDS_EACH = 1.2, 0.3
"""The processor time that reading a file and each of its events may take."""

_MARGIN = timedelta(days=2)
_TOO_LONG = "its repetitions take too long to reckon"
_NO_TIME_LEFT = "there was no time left to read it"
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_LASTING = {"RRULE", "RDATE", "RECURRENCE-ID", "DURATION"}
_LONGEST_NAME = 80


class _Event(NamedTuple):
    block: Component
    event: Any


def read_calendar(
    data: bytes, first: date, last: date, titles: Collection[str] = (), zone: tzinfo | None = None
) -> CalendarFound:
    """The appointments between two days, both included, as series of events.

    Args:
        data: The iCalendar file.
        first: The first day.
        last: The last day.
        titles: Those of the plan's activities: events of our own exports are known by them where a program gave them
            other ids.
        zone: Where the CSM is; None is the zone of this computer, with its own offset on each day.

    Raises:
        FileRefused: it is no calendar.
    """
    return _Reader(ZonedPeriod(first, last, zone), titles).read(blocks_of(data))


class _Reader:
    def __init__(self, period: ZonedPeriod, titles: Collection[str]) -> None:
        self._period = period
        self._titles = frozenset(titles)
        self._limit = TimeLimit(SECONDS_IN_ALL, SECONDS_EACH)
        self._series: dict[str, EventSeries] = {}
        self._unread: list[UnreadEvent] = []
        self._own = self._outside = 0

    def read(self, blocks: Sequence[Component]) -> CalendarFound:
        self._learn_zones(blocks)
        groups: dict[str, list[_Event]] = {}
        for block in blocks:
            if block.kind == "VFREEBUSY":
                self._add_busy_times(block)
            elif block.kind == "VEVENT" and not self._is_passed_over(block):
                event = self._read_one(block)
                if event is not None:
                    groups.setdefault(_identity(block), []).append(_Event(block, event))
        read = [one.event for group in groups.values() for one in group]
        heads = {key: value for block in blocks for key, value in block.head.properties.items()}
        owner = owner_of(heads, read)
        # What is repeated comes last, as it may use up the time.
        for identity, group in sorted(groups.items(), key=lambda one: any("RRULE" in found.event for found in one[1])):
            self._add_group(identity, group, owner)
        name = clean_line(heads.get("X-WR-CALNAME", ""))[:_LONGEST_NAME]
        return CalendarFound(name, (*self._series.values(),), tuple(self._unread), self._own, self._outside)

    def _learn_zones(self, blocks: Sequence[Component]) -> None:
        """Let icalendar know the time zones that the file describes, and none of another file."""
        from icalendar import Timezone
        from icalendar.timezone import tzp

        tzp.use_default()
        for block in blocks:
            if block.kind == "VTIMEZONE" and block.whole:
                try:
                    with self._limit.piece():
                        Timezone.from_ical(block.text)
                except (*BROKEN, OutOfTime):
                    zone = clean_line(block.value("TZID"))[:_LONGEST_NAME]
                    self._unread.append(UnreadEvent(f"Time zone {zone}", "it breaks the rules of calendar files"))

    def _is_passed_over(self, block: Component) -> bool:
        """Whether an event is one of ours, or surely lies outside the period."""
        if is_own(block.value("UID"), summary_of(block), self._titles):
            self._own += 1
            return True
        begin, end = _day(block.value("DTSTART")), _day(block.value("DTEND"))
        if begin is None or _LASTING & block.named.keys():
            return False
        if begin > self._period.last + _MARGIN or max(begin, end or begin) < self._period.first - _MARGIN:
            self._outside += 1
            return True
        return False

    def _read_one(self, block: Component) -> Any:
        """An event, None if it cannot be read."""
        try:
            with self._limit.piece():
                return read_event(block)
        except (BadEvent, OutOfTime) as error:
            self._cannot_read(short_summary_of(block), error)
            return None

    def _cannot_read(self, title: str, error: BaseException) -> None:
        if isinstance(error, BadEvent):
            why = str(error)
        elif isinstance(error, OutOfTime):
            why = _NO_TIME_LEFT if self._limit.is_up else _TOO_LONG
        else:
            why = "it breaks the rules of calendar files"
        self._unread.append(UnreadEvent(title, why))

    def _add_busy_times(self, block: Component) -> None:
        try:
            with self._limit.piece():
                found = [*busy_times(block, self._period)]
        except OutOfTime as error:
            self._cannot_read("Busy times", error)
            return
        for kind, title, taken in found:
            if isinstance(taken, BadEvent):
                self._cannot_read(title, taken)
            else:
                self._add(_key(f"{block.value('UID')} {kind}"), title, taken)

    def _add_group(self, identity: str, group: Sequence[_Event], owner: str) -> None:
        """Add the events of one id: usually one with its changed repetitions, but some programs give one id to many."""
        for key, title, claim, events in _parted(identity, group):
            try:
                with self._limit.piece():
                    zone = events[0].block.head.properties.get("X-WR-TIMEZONE", "").strip()
                    found = occurrences([one.event for one in events], zone, self._period)
                    taken = taken_by(found, owner, self._period)
            except (*BROKEN, BadEvent, OutOfTime) as error:
                self._cannot_read(title, error)
                continue
            if taken is None:
                self._outside += 1
            else:
                self._add(key, title, _as_said(taken, claim, events[0]))

    def _add(self, key: str, title: str, taken: TimesTaken) -> None:
        self._series[key] = EventSeries(key, title, taken.claim.counts, taken.claim.note, taken.spells)


def _parted(identity: str, group: Sequence[_Event]) -> Iterator[tuple[str, str, Claim | None, list[_Event]]]:
    """The events of one id, each with the repetitions that stand for some of its own, its key and its title.

    Copies of an event are one. Of several versions of it only the newest counts, as its claim says.
    """
    whole = [*{one.block.lines: one for one in group if "RECURRENCE-ID" not in one.event}.values()]
    changed = [one for one in group if "RECURRENCE-ID" in one.event]
    if not whole:
        yield _key(identity), short_summary_of(changed[0].block), None, changed
        return
    numbers = Counter(_sequence(one) for one in whole)
    repeated = next((one for one in whole if "RRULE" in one.event or "RDATE" in one.event), whole[0])
    for one in whole:
        is_old = len(numbers) > 1 and _sequence(one) < max(numbers)
        key = identity if len(whole) == 1 else f"{identity} {one.block.value('DTSTART')} {_sequence(one)}"
        claim = Claim(False, "an older version of an event of the file") if is_old else None
        yield _key(key), short_summary_of(one.block), claim, [one, *(changed if one is repeated else ())]


def _as_said(taken: TimesTaken, claim: Claim | None, one: _Event) -> TimesTaken:
    """What an event takes with what else is to be said of it: its calendar may be one of cancellations, and its time
    zone unknown."""
    if one.block.head.properties.get("METHOD", "").strip().upper() == "CANCEL":
        claim = Claim(False, "cancelled")
    claim = claim or taken.claim
    zone = named_zone(one.block)
    if zone and getattr(one.event["DTSTART"].dt, "tzinfo", None) is None and "VALUE=DATE:" not in _start_line(one):
        note = f"time zone {zone} is not known: read as local time"
        claim = Claim(claim.counts, f"{claim.note}; {note}" if claim.note else note)
    return TimesTaken(claim, taken.spells)


def _start_line(one: _Event) -> str:
    return one.block.named["DTSTART"][0].upper()


def _sequence(one: _Event) -> int:
    text = one.block.value("SEQUENCE").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _identity(block: Component) -> str:
    """What tells an event from the others of its calendar: its id, or else its title and when it begins."""
    return block.value("UID").strip() or f"{short_summary_of(block)} {block.value('DTSTART')}"


def _key(identity: str) -> str:
    return blake2b(identity.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _day(text: str) -> date | None:
    """The day with which the text of a moment begins, None if it is none."""
    found = _DAY.match(text.strip())
    try:
        return None if found is None else date(*map(int, found.groups()))
    except ValueError:
        return None
