"""What taking a calendar file in changes: its calendar, and what each of its days takes."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from csm_tui.domain.record import Entity, fixed_id
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.person.calendar import Calendar
from csm_tui.domain.records.person.worktime import Appointment
from csm_tui.domain.text import clean, counted
from csm_tui.domain.values.time.clock import Span
from csm_tui.domain.values.time.days import days_later
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.calendar.found import CalendarFound, EventSeries, Spell, joined
from csm_tui.exchange.calendar.plan_export import event_title
from csm_tui.planning.plan.appointments import busy_hours
from csm_tui.planning.plan.time_budget import TimeBudget, budget_between, hours_taken

_DAYS_READ = 52 * 7
_MOST_KEYS = 1_000

Pair = tuple[Entity | None, Entity | None]
"""A record before and after; no before adds it, no after removes it."""


def days_read(start: date) -> tuple[date, date]:
    """The first and the last of the days whose appointments are read for a quarter that starts on a day: a year's, so
    that the quarters to come have theirs."""
    return start, days_later(start, _DAYS_READ - 1)


def own_titles(workspace: Workspace) -> list[str]:
    """The titles of the events that exports of the workspace's plans have."""
    return [event_title(one) for one in workspace.table(Activity).records.values()]


def taken_in_before(found: CalendarFound, file: str, workspace: Workspace) -> Calendar | None:
    """The calendar that was read before: the one with most of these events, whatever file it came from, or else the
    one of this file; None if there is none."""
    calendars = [*workspace.table(Calendar).records.values()]
    shared = {one.id: len(found.keys.intersection(one.series)) for one in calendars}
    alike = [one for one in calendars if 2 * shared[one.id] >= max(len(found.keys), len(one.series)) > 0]
    if alike:
        return max(alike, key=lambda one: shared[one.id])
    return next((one for one in calendars if file and one.file == file), None)


@dataclass(frozen=True)
class Taking:
    """A calendar file that was read for the days between two, and what it would become.

    `before` is the calendar whose place it takes.
    """

    found: CalendarFound
    name: str
    file: str
    before: Calendar | None
    first: date
    last: date

    @property
    def usual(self) -> frozenset[str]:
        """The keys of the series that count as they say, or as was decided when the calendar was read before."""
        counting = {one.key for one in self.found.series if one.counts}
        if self.before is None:
            return frozenset(counting)
        return frozenset((counting - {*self.before.left_out}) | (self.found.keys & {*self.before.put_in}))

    def changes(self, chosen: Collection[str], workspace: Workspace, today: date) -> list[Pair]:
        """The calendar and its days before and after the series of these keys are taken in, those that change."""
        calendar = self._calendar(chosen, today)
        known = workspace.table(Appointment).records.values()
        before = {one.id: one for one in known if self._is_replaced(one, calendar)}
        after = {one.id: one for one in _days(self._counting(chosen), calendar.id)}
        pairs: list[Pair] = [(self.before, calendar)]
        pairs += [(before.get(key), one) for key, one in after.items()]
        pairs += [(one, None) for key, one in before.items() if key not in after]
        return [(old, new) for old, new in pairs if old != new]

    def hours(self, chosen: Collection[str], workspace: Workspace) -> dict[date, float]:
        """The hours that the series of these keys take from each day within working hours, at most what it has."""
        return _hours(self._counting(chosen), workspace.settings.hours.working, self._budget(workspace))

    def hours_of_each(self, workspace: Workspace) -> dict[str, float]:
        """The hours that each series takes in all if it is taken alone, by its key."""
        working, budget = workspace.settings.hours.working, self._budget(workspace)
        return {one.key: sum(_hours([one], working, budget).values()) for one in self.found.series}

    def _budget(self, workspace: Workspace) -> TimeBudget:
        return budget_between(workspace, self.first, self.last)

    def _counting(self, chosen: Collection[str]) -> list[EventSeries]:
        return [one for one in self.found.series if one.key in chosen]

    def _calendar(self, chosen: Collection[str], today: date) -> Calendar:
        fields = {
            "name": self.name, "file": self.file or (self.before.file if self.before else ""), "read": today,
            "series": tuple(sorted(self.found.keys)[:_MOST_KEYS]),
            "left_out": self._decided("left_out", (one.key for one in self.found.series if one.counts), chosen, False),
            "put_in": self._decided("put_in", (one.key for one in self.found.series if not one.counts), chosen, True),
        }  # fmt: skip
        return Calendar(**fields) if self.before is None else self.before.changed(**fields)

    def _decided(self, name: str, keys: Iterable[str], chosen: Collection[str], wanted: bool) -> tuple[str, ...]:
        """The keys for which the choice differs from the usual one; decisions about other series stay."""
        before: tuple[str, ...] = () if self.before is None else getattr(self.before, name)
        kept = {key for key in before if key not in self.found.keys}
        return tuple(sorted(kept | {key for key in keys if (key in chosen) is wanted}))

    def _is_replaced(self, one: Appointment, calendar: Calendar) -> bool:
        # Older versions knew a calendar by the name of its file only.
        mine = one.calendar == calendar.id or (not one.calendar and one.source == clean(Path(self.file).name))
        return mine and self.first <= one.day <= self.last


def _hours(series: Iterable[EventSeries], working: Span, budget: TimeBudget) -> dict[date, float]:
    return hours_taken(busy_hours(_days(series, ""), working), budget)


def _days(series: Iterable[EventSeries], calendar_id: str) -> Iterator[Appointment]:
    """What series take together, a record for each day."""
    by_day: dict[date, list[Spell]] = {}
    for one in series:
        for spell in one.spells:
            by_day.setdefault(spell.day, []).append(spell)
    for day, spells in sorted(by_day.items()):
        yield Appointment(
            id=fixed_id(f"appointment {calendar_id} {day.isoformat()}"),
            calendar=calendar_id,
            day=day,
            spans=tuple(Span(one.begin, one.end) for one in joined(spells)),
            what=counted(len(spells), "appointment"),
        )
