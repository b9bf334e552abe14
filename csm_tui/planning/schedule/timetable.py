"""The timetable of a plan: its hours on days and weeks, and where they do not fit."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.person.worktime import Unplanned
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.time.hours import QUARTERS, units
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.time_budget import TimeBudget, used_band, week_days
from csm_tui.planning.schedule.placing import DayCapacity, PoolSchedule, is_onboard, place, spent_by_day
from csm_tui.planning.schedule.scheduler import PinFault


@dataclass(frozen=True)
class CalendarBlock:
    """Hours of an activity on a day: spent, pinned, or placed by the scheduler."""

    day: date
    activity: Activity
    hours: float
    spent: bool = False
    pinned: float = 0
    """How many of the hours are pinned."""


@dataclass(frozen=True)
class WeekUse:
    """The hours of one week."""

    start: date
    budget: float
    used: float
    band: Band | None


@dataclass(frozen=True)
class LateActivity:
    activity: Activity
    finish: date | None
    """None: never, as there are no hours at all."""
    deadline: date


@dataclass(frozen=True)
class OverloadedPeriod:
    """A stretch of days whose work needs more hours than there are."""

    first: date
    last: date
    need: float
    have: float
    activities: tuple[Activity, ...]


class Disorder(NamedTuple):
    """A violation of the order in words, and the activity by whose change it can be mended."""

    text: str
    activity: Activity


@dataclass(frozen=True, eq=False)
class Timetable:
    """`weeks` and `onboarding` have one entry for each week of the quarter; `peak` is the highest share of a day."""

    quarter: Quarter
    style: ScheduleStyle
    feasible: bool
    peak: float
    blocks: tuple[CalendarBlock, ...]
    weeks: tuple[WeekUse, ...]
    onboarding: tuple[WeekUse, ...]
    late: tuple[LateActivity, ...]
    overload: tuple[OverloadedPeriod, ...]
    free_on: Mapping[date, float]
    """The hours left on each day from today on when everything is placed, without those for onboarding."""
    disorder: tuple[Disorder, ...]
    """Misplaced pins, and activities that wait for each other."""

    def weeks_of(self, activity: Activity) -> list[int]:
        """The weeks in which an activity will be worked on, counted from 0."""
        return sorted(self._weeks_to_work.get(activity.id, ()))

    @cached_property
    def _weeks_to_work(self) -> Mapping[str, set[int]]:
        found: dict[str, set[int]] = {}
        for block in self.blocks:
            week = self.quarter.week_of(block.day)
            if week is not None and not block.spent:
                found.setdefault(block.activity.id, set()).add(week)
        return found

    def on(self, day: date) -> list[CalendarBlock]:
        """The blocks of a day."""
        return [block for block in self.blocks if block.day == day]


def timetable_of(
    plan: Plan, budget: TimeBudget, workspace: Workspace, today: date, style: ScheduleStyle | None = None
) -> Timetable:
    """The timetable of a plan with the unplanned work of its workspace, by default in the style of the settings."""
    unplanned = workspace.table(Unplanned).records.values()
    return timetable(plan, budget, unplanned, today, style or workspace.settings.plan.style)


def timetable(
    plan: Plan, budget: TimeBudget, unplanned: Iterable[Unplanned], today: date, style: ScheduleStyle
) -> Timetable:
    """The timetable of a plan from today on. Spent hours are on their day; those of today use up its budget.

    Onboarding has its own share of each day and is placed separately. If one of the two waits for the other, it is
    placed after it.
    """
    start = max(today, plan.quarter.start)
    extra = _by_day(unplanned)
    main = _capacity(plan, False, start, budget.of, extra, budget.usual)
    onboard = _capacity(plan, True, start, budget.reserved, {}, budget.usually_reserved)
    placed = place(plan, main, onboard, style)
    pools = (placed.main, placed.onboard)
    work = (*_spent(plan), *(block for pool in pools for block in _blocks(pool)))
    blocks = sorted(work, key=lambda block: block.day)
    return Timetable(
        plan.quarter,
        style,
        all(pool.schedule.feasible for pool in pools),
        max(pool.schedule.peak for pool in pools),
        tuple(blocks),
        tuple(_weeks(plan.quarter, blocks, False, budget.of, extra)),
        tuple(_weeks(plan.quarter, blocks, True, budget.reserved, {})),
        tuple(late for pool in pools for late in _late(pool)),
        tuple(overload for pool in pools for overload in _overload(pool)),
        _free_on(placed.main),
        (*map(_circle, placed.circles), *(line for pool in pools for line in _disorder(pool))),
    )


def _capacity(
    plan: Plan, onboard: bool, start: date, budget: Callable[[date], int], extra: Mapping[date, int],
    usual: Callable[[date], int],
) -> DayCapacity:  # fmt: skip
    """The capacity of each day in one pool, and how much of it is taken by hours already spent."""
    spent = spent_by_day(one for one in plan.activities if is_onboard(one) is onboard)
    days = [start + timedelta(days=number) for number in range((plan.quarter.end - start).days + 1)]
    taken = {number: spent.get(day, 0) + extra.get(day, 0) for number, day in enumerate(days)}
    return DayCapacity(start, [*map(budget, days)], {number: size for number, size in taken.items() if size}, usual)


def _free_on(pool: PoolSchedule) -> dict[date, float]:
    """The hours left on each day when everything is placed."""
    used = dict(pool.capacity.taken)
    for piece in pool.schedule.pieces:
        used[piece.day] = used.get(piece.day, 0) + piece.units
    budget = enumerate(pool.capacity.budget)
    return {pool.capacity.day(number): max(0, size - used.get(number, 0)) / QUARTERS for number, size in budget}


def _by_day(unplanned: Iterable[Unplanned]) -> dict[date, int]:
    sizes: dict[date, int] = {}
    for one in unplanned:
        sizes[one.day] = sizes.get(one.day, 0) + units(one.hours)
    return sizes


def _spent(plan: Plan) -> Iterator[CalendarBlock]:
    for activity in plan.activities:
        for day, size in spent_by_day([activity]).items():
            yield CalendarBlock(day, activity, size / QUARTERS, spent=True)


def _blocks(pool: PoolSchedule) -> Iterator[CalendarBlock]:
    """The blocks of placed and pinned hours."""
    for one in pool.schedule.pieces:
        hours, pinned = one.units / QUARTERS, one.pinned / QUARTERS
        yield CalendarBlock(pool.capacity.day(one.day), pool.activities[one.key], hours, pinned=pinned)


def _late(pool: PoolSchedule) -> Iterator[LateActivity]:
    for key, finish in pool.late():
        yield LateActivity(pool.activities[key], finish, pool.deadlines[key])


def _overload(pool: PoolSchedule) -> Iterator[OverloadedPeriod]:
    for one in pool.schedule.overload:
        activities = tuple(pool.activities[key] for key in one.keys)
        first, last = pool.capacity.day(one.first), pool.capacity.day(one.last)
        yield OverloadedPeriod(first, last, one.need / QUARTERS, one.have / QUARTERS, activities)


def _disorder(pool: PoolSchedule) -> Iterator[Disorder]:
    for one in pool.schedule.misplaced:
        activity, day, fault = pool.activities[one.key], pool.capacity.day(one.day), one.fault
        other = None if one.waits_for is None else pool.activities[one.waits_for]
        if fault is PinFault.EARLY and (activity.earliest is None or activity.earliest <= day):
            fault, other = PinFault.DISORDERED, pool.held[one.key]
        waits = "" if other is None else f" ({other.reference})"
        yield Disorder(f"{activity.reference}, pinned to {day}: {fault}{waits}", activity)


def _circle(found: Sequence[Activity]) -> Disorder:
    names = " > ".join(one.reference for one in [*found, found[0]])
    return Disorder(f"{names}: these wait for each other", found[0])


def _weeks(
    quarter: Quarter,
    blocks: Sequence[CalendarBlock],
    onboard: bool,
    room: Callable[[date], int],
    extra: Mapping[date, int],
) -> Iterator[WeekUse]:
    used: dict[int, int] = {}
    for block in blocks:
        week = quarter.week_of(block.day)
        if week is not None and is_onboard(block.activity) is onboard:
            used[week] = used.get(week, 0) + units(block.hours)
    for number, monday in enumerate(quarter.mondays):
        days = week_days(monday)
        size = used.get(number, 0) + sum(extra.get(day, 0) for day in days)
        have = sum(map(room, days))
        yield WeekUse(monday, have / QUARTERS, size / QUARTERS, used_band(size, have))
