"""What a calendar says, in words: when an event takes place, why it takes nothing, and what was left out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from csm_tui.domain.text import counted
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.time.clock import shown_time
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.shown_days import full_day, short_day
from csm_tui.exchange.calendar.found import CalendarFound, EventSeries, Spell
from csm_tui.exchange.calendar.taking import Taking

_WHOLE_DAY = 0, 24 * 60
NOTHING_TAKEN = "outside working hours or on days off"


def when(series: EventSeries, today: date) -> str:
    """When a series takes place: Wed 2 Dec 10:00-12:00; of a repeated one its day of the week if it is always the
    same, and how often."""
    first = series.spells[0]
    day = f"{first.day:%a} {short_day(first.day, today)}"
    if len(series.spells) == 1:
        return f"{day} {_times(first)}"
    alike = {(one.day.weekday(), one.begin, one.end) for one in series.spells}
    if len(alike) == 1:
        return f"{first.day:%a} {_times(first)}, {len(series.spells)} times"
    return f"{counted(len({one.day for one in series.spells}), 'day')} from {day}"


def _times(spell: Spell) -> str:
    if (spell.begin, spell.end) == _WHOLE_DAY:
        return "all day"
    return f"{shown_time(spell.begin)}-{shown_time(spell.end)}"


def note(taking: Taking, series: EventSeries, hours: float) -> str:
    """What is to be known of a series that would take these hours: that it was not in the calendar when it was read
    before, that it is tentative, or why it takes none."""
    is_new = taking.before is not None and series.key not in taking.before.series
    nothing = NOTHING_TAKEN if series.counts and not hours else ""
    return "; ".join(filter(None, ("new" if is_new else "", series.note, nothing)))


def taken_text(hours: Mapping[date, float]) -> str:
    """So many hours on so many days."""
    return f"{shown_hours(sum(hours.values()))} h on {counted(len(hours), 'day')}"


def aside(taking: Taking) -> Iterator[str]:
    """What else is to be known of a file: whose place it takes, and what of it does not count."""
    found, before = taking.found, taking.before
    if before is not None:
        shared = len(found.keys.intersection(before.series))
        by = f"{shared} of {counted(len(found.series), 'event')} are the same" if shared else "it is the same file"
        yield f"Takes the place of {before.name}, read on {full_day(before.read)}: {by}"
    if found.own:
        yield f"{counted(found.own, 'event')} of the plan's own export {_are(found.own)} left out"
    if found.outside:
        span = f"{full_day(taking.first)} to {full_day(taking.last)}"
        yield f"{counted(found.outside, 'event')} {'lies' if found.outside == 1 else 'lie'} outside {span}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def unread(found: CalendarFound) -> list[tuple[str, str]]:
    """The events that could not be read and why; of those that are alike one, with their number."""
    counts = Counter(found.unread)
    return [(one.title if count == 1 else f"{one.title} ({count} times)", one.why) for one, count in counts.items()]


def renewed(taking: Taking) -> Iterator[str]:
    """What is to be known of a calendar that was read again: which events count that were not in it before, and which
    could not be read."""
    known = set() if taking.before is None else {*taking.before.series}
    new = [one.title for one in taking.found.series if one.key in taking.usual - known]
    not_read = [title for title, _ in unread(taking.found)]
    if new:
        yield f"new: {some_names(new)}"
    if not_read:
        yield f"not read: {some_names(not_read)}"
