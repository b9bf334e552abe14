"""The time budget: the quarter-hours of each day for the plan, and those reserved for onboarding."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.time.holidays import public_holidays
from csm_tui.domain.values.time.hours import QUARTERS
from csm_tui.domain.values.time.quarter import WORKDAYS, Quarter, monday_of
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.appointments import busy_hours

if TYPE_CHECKING:  # loaded where there are some
    from csm_tui.domain.records.person.worktime import Leave, WorkWeek

_GREEN_TO, _AMBER_TO = Fraction(85, 100), Fraction(1)


@dataclass(frozen=True)
class TimeBudget:
    """The quarter-hours of each day.

    The budget of a workday is (the week's hours / 5 - appointments) x (1 - share for onboarding), rounded down to
    quarter-hours; it is 0 on leave and holidays.
    """

    hours: float
    onboarding_share: int
    weeks: "Mapping[date, WorkWeek]" = field(default_factory=dict)
    leave: "tuple[Leave, ...]" = ()
    appointments: Mapping[date, float] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)

    def of(self, day: date) -> int:
        """The budget of a day for the plan, in quarter-hours."""
        return _floor(self._working(day) * (100 - self._share(day)) / 100)

    def reserved(self, day: date) -> int:
        """The budget of a day for onboarding, also rounded down to quarter-hours."""
        return _floor(self._working(day) * self._share(day) / 100)

    def usual(self, day: date) -> int:
        """The budget of a day with the usual hours and share, used after the quarter."""
        if day.weekday() >= WORKDAYS:
            return 0
        return _floor(Fraction(self.hours) / WORKDAYS * (100 - self.onboarding_share) / 100)

    def usually_reserved(self, day: date) -> int:
        """The budget of a day for onboarding with the usual hours and share."""
        if day.weekday() >= WORKDAYS:
            return 0
        return _floor(Fraction(self.hours) / WORKDAYS * self.onboarding_share / 100)

    def is_workday(self, day: date) -> bool:
        """Whether any hours are worked on the day."""
        if day in self.appointments:
            return self._working(day) > 0
        return day.weekday() < WORKDAYS and self._hours(day) > 0 and not self.why_off(day)

    def why_off(self, day: date) -> str:
        """Why a weekday is off: the name of the holiday, or leave; "" if it is a workday."""
        if day in self.holidays:
            return self.holidays[day]
        off = next((one for one in self.leave if one.first <= day <= one.last), None)
        return "" if off is None else off.note or "leave"

    def _working(self, day: date) -> Fraction:
        if day.weekday() >= WORKDAYS or self.why_off(day):
            return Fraction(0)
        return max(Fraction(0), Fraction(self._hours(day)) / WORKDAYS - Fraction(self.appointments.get(day, 0)))

    def _hours(self, day: date) -> float:
        """The hours of the week in which the day lies."""
        week = self.weeks.get(monday_of(day))
        return self.hours if week is None or week.hours is None else week.hours

    def _share(self, day: date) -> int:
        week = self.weeks.get(monday_of(day))
        return self.onboarding_share if week is None or week.onboarding_share is None else week.onboarding_share


def _floor(hours: Fraction) -> int:
    return int(hours * QUARTERS)


def time_budget(workspace: Workspace, quarter: Quarter) -> TimeBudget:
    """The time budget of a workspace with the public holidays of a quarter; an unknown country has none."""
    return budget_between(workspace, quarter.start, quarter.end)


def budget_between(workspace: Workspace, first: date, last: date) -> TimeBudget:
    """The time budget of a workspace with the public holidays between two days, both included."""
    settings: Settings = workspace.settings
    holidays: Mapping[date, str] = {}
    with suppress(ValueError):  # a file may name a country that this version of the library lacks
        holidays = public_holidays(settings.holidays.country, first, last)
    return TimeBudget(
        settings.hours.week,
        settings.hours.onboarding_share,
        {week.start: week for week in workspace.records_in("weeks")},
        tuple(sorted(workspace.records_in("leave"), key=lambda one: (one.first, one.last))),
        busy_hours(workspace.records_in("appointments"), settings.hours.working),
        holidays,
    )


def hours_taken(busy: Mapping[date, float], budget: TimeBudget) -> dict[date, float]:
    """The hours that appointments take from each day: at most what the day has, and nothing on a day off."""
    weeks = {start: week.changed(onboarding_share=None) for start, week in budget.weeks.items()}
    whole = replace(budget, onboarding_share=0, weeks=weeks, appointments={})  # the days before any deduction
    hours = {day: min(one, summed_hours([whole.of(day)])) for day, one in busy.items()}
    return {day: taken for day, taken in hours.items() if taken}


def week_days(monday: date) -> list[date]:
    """The seven days of a week."""
    return [monday + timedelta(days=number) for number in range(7)]


def used_band(used: int, budget: int) -> Band | None:
    """Green up to 85 % of the budget, amber up to all of it, red above; without a budget red if anything is used."""
    if not budget:
        return Band.RED if used else None
    share = Fraction(used, budget)
    if share <= _GREEN_TO:
        return Band.GREEN
    return Band.AMBER if share <= _AMBER_TO else Band.RED


def summed_hours(sizes: Iterable[int]) -> float:
    """The sum of quarter-hours, in hours."""
    return sum(sizes) / QUARTERS
