"""When the work of a plan is done: the hours that are placed on days, week by week, and where they do not fit."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.worktime import Unplanned
from csm_tui.domain.settings import Style
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.hours import QUARTERS, units
from csm_tui.domain.values.quarter import Quarter
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.time_budget import TimeBudget, used_band, week_days
from csm_tui.planning.schedule.placing import Half, Room, is_onboard, place, spent_by_day
from csm_tui.planning.schedule.scheduler import Misplaced


@dataclass(frozen=True)
class Block:
    """Hours of an activity on a day: spent, pinned, or placed by the scheduler."""

    day: date
    activity: Activity
    hours: float
    spent: bool = False
    pinned: float = 0
    """So many of the hours were put there by hand."""


@dataclass(frozen=True)
class WeekUse:
    """Hours of a week."""

    start: date
    budget: float
    used: float
    band: Band | None


@dataclass(frozen=True)
class Late:
    activity: Activity
    finish: date | None
    """None: never, for want of any hours."""
    deadline: date


@dataclass(frozen=True)
class Overload:
    """A stretch of whole days whose work needs more hours than there are."""

    first: date
    last: date
    need: float
    have: float
    activities: tuple[Activity, ...]


@dataclass(frozen=True, eq=False)
class Timetable:
    """`weeks` and `onboarding` have one entry for each week of the quarter; `peak` is the highest share of a day."""

    quarter: Quarter
    style: Style
    feasible: bool
    peak: float
    blocks: tuple[Block, ...]
    weeks: tuple[WeekUse, ...]
    onboarding: tuple[WeekUse, ...]
    late: tuple[Late, ...]
    overload: tuple[Overload, ...]
    free_on: Mapping[date, float]
    """The hours, besides those for onboarding, that each day from today on has left when all is placed."""
    disorder: tuple[str, ...]
    """What is wrong with the order: of hours that are pinned, and of what waits for itself. A line each."""

    @cached_property
    def by_week(self) -> Mapping[str, Mapping[int, float]]:
        """Hours by activity id and number of the week."""
        found: dict[str, dict[int, float]] = {}
        for block in self.blocks:
            week = self.quarter.week_of(block.day)
            if week is not None:
                hours = found.setdefault(block.activity.id, {})
                hours[week] = hours.get(week, 0) + block.hours
        return found

    def weeks_of(self, activity: Activity) -> list[int]:
        """The numbers of the weeks in which hours of an activity are still to be worked, from 0."""
        weeks = {
            self.quarter.week_of(one.day) for one in self.blocks if one.activity.id == activity.id and not one.spent
        }
        return sorted(week for week in weeks if week is not None)

    def on(self, day: date) -> list[Block]:
        """What is worked on a day."""
        return [block for block in self.blocks if block.day == day]


def timetable(plan: Plan, budget: TimeBudget, unplanned: Iterable[Unplanned], today: date, style: Style) -> Timetable:
    """The timetable of a plan, from today on. What was spent stands on its day; that of today is part of its hours.

    Onboarding has its own share of each day, so it is placed by itself. Where one of the two waits for the other, it
    is placed after what the other has finished.
    """
    start = max(today, plan.quarter.start)
    extra = _by_day(unplanned)
    main = _room(plan, False, start, budget.of, extra, budget.usual)
    onboard = _room(plan, True, start, budget.reserved, {}, budget.usually_reserved)
    placed = place(plan, main, onboard, style)
    halves = (placed.main, placed.onboard)
    work = (*_spent(plan), *(block for half in halves for block in _blocks(half)))
    blocks = sorted(work, key=lambda block: block.day)
    return Timetable(
        plan.quarter,
        style,
        all(half.schedule.feasible for half in halves),
        max(half.schedule.peak for half in halves),
        tuple(blocks),
        tuple(_weeks(plan.quarter, blocks, False, budget.of, extra)),
        tuple(_weeks(plan.quarter, blocks, True, budget.reserved, {})),
        tuple(late for half in halves for late in _late(half)),
        tuple(overload for half in halves for overload in _overload(half)),
        _free_on(placed.main),
        (*map(_circle, placed.circles), *(line for half in halves for line in _disorder(half))),
    )


def _room(
    plan: Plan, onboard: bool, start: date, budget: Callable[[date], int], extra: Mapping[date, int],
    usual: Callable[[date], int],
) -> Room:  # fmt: skip
    """What each day has for one half, and what of it is taken by hours that were spent on the day itself."""
    spent = spent_by_day(one for one in plan.activities if is_onboard(one) is onboard)
    days = [start + timedelta(days=number) for number in range((plan.quarter.end - start).days + 1)]
    taken = {number: spent.get(day, 0) + extra.get(day, 0) for number, day in enumerate(days)}
    return Room(start, [*map(budget, days)], {number: size for number, size in taken.items() if size}, usual)


def _free_on(half: Half) -> dict[date, float]:
    """The hours that each day has left when all is placed."""
    used = dict(half.room.taken)
    for block in half.schedule.blocks:
        used[block.day] = used.get(block.day, 0) + block.units
    budget = enumerate(half.room.budget)
    return {half.room.day(number): max(0, size - used.get(number, 0)) / QUARTERS for number, size in budget}


def _by_day(unplanned: Iterable[Unplanned]) -> dict[date, int]:
    sizes: dict[date, int] = {}
    for one in unplanned:
        sizes[one.day] = sizes.get(one.day, 0) + units(one.hours)
    return sizes


def _spent(plan: Plan) -> Iterator[Block]:
    for activity in plan.activities:
        for day, size in spent_by_day([activity]).items():
            yield Block(day, activity, size / QUARTERS, spent=True)


def _blocks(half: Half) -> Iterator[Block]:
    """The hours that are placed or pinned."""
    for one in half.schedule.blocks:
        hours, pinned = one.units / QUARTERS, one.pinned / QUARTERS
        yield Block(half.room.day(one.day), half.activities[one.key], hours, pinned=pinned)


def _late(half: Half) -> Iterator[Late]:
    for key, finish in half.late():
        yield Late(half.activities[key], finish, half.deadlines[key])


def _overload(half: Half) -> Iterator[Overload]:
    for one in half.schedule.overload:
        activities = tuple(half.activities[key] for key in one.keys)
        first, last = half.room.day(one.first), half.room.day(one.last)
        yield Overload(first, last, one.need / QUARTERS, one.have / QUARTERS, activities)


def _disorder(half: Half) -> Iterator[str]:
    for one in half.schedule.disorder:
        activity, day, fault = half.activities[one.key], half.room.day(one.day), one.fault
        other = None if one.waits_for is None else half.activities[one.waits_for]
        if fault is Misplaced.EARLY and (activity.earliest is None or activity.earliest <= day):
            fault, other = Misplaced.DISORDERED, half.held[one.key]
        waits = "" if other is None else f" ({other.reference})"
        yield f"{activity.reference}, pinned to {day}: {fault}{waits}"


def _circle(found: Sequence[Activity]) -> str:
    return f"{' > '.join(one.reference for one in [*found, found[0]])}: these wait for each other"


def _weeks(
    quarter: Quarter, blocks: Sequence[Block], onboard: bool, room: Callable[[date], int], extra: Mapping[date, int]
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
