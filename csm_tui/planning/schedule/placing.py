"""Placing the hours of a plan. Onboarding and all other work have separate pools, a share of each day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import TopologicalSorter
from math import inf

from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.domain.values.time.hours import units
from csm_tui.planning.plan.plan import Plan, circle
from csm_tui.planning.schedule.scheduler import Schedule, Task, schedule

_FREE_TURNS = 8
"""The number of turns in which a pool may still be placed earlier than in the turn before."""


def is_onboard(activity: Activity) -> bool:
    """Whether the activity uses the hours reserved for onboarding."""
    return activity.category is Category.ONBOARD


@dataclass(frozen=True)
class DayCapacity:
    """Quarter-hours of each day: the `budget` until the quarter's end, how much of it is `taken` by hours spent on
    the day, by its number; the `usual` ones after the quarter."""

    start: date
    budget: Sequence[int]
    taken: Mapping[int, int]
    usual: Callable[[date], int]

    def free(self, number: int) -> int:
        """The quarter-hours left on a day, given by its number."""
        if number >= len(self.budget):
            return self.usual(self.day(number))
        return max(0, self.budget[number] - self.taken.get(number, 0))

    def day(self, number: int) -> date:
        return self.start + timedelta(days=number)

    def number(self, day: date) -> int:
        return (day - self.start).days

    def latest_start(self, size: int, last: date) -> date:
        """The last day on which to begin `size` units so that they end on `last`; `last` if impossible."""
        number = self.number(last)
        while number >= 0:
            size -= self.free(number)
            if size <= 0:
                return self.day(number)
            number -= 1
        return last


@dataclass(frozen=True)
class PoolSchedule:
    """The open activities of one pool of hours, and their schedule.

    `held` maps the id of an activity to the activity of the other pool that delays it.
    """

    capacity: DayCapacity
    activities: Mapping[str, Activity]
    deadlines: Mapping[str, date]
    schedule: Schedule
    held: Mapping[str, Activity]

    def ends(self) -> dict[str, date]:
        """The last day of each scheduled activity."""
        return {piece.key: self.capacity.day(piece.day) for piece in self.schedule.pieces}  # in the order of the days

    def late(self) -> Iterator[tuple[str, date | None]]:
        """The ids of late activities, with the day on which each is finished; None for never."""
        for one in self.schedule.late:
            finish = None if one.finish is None else self.capacity.day(one.finish)
            if finish is None or finish > self.deadlines[one.key]:  # it may be late only for what the other pool needs
                yield one.key, finish


@dataclass(frozen=True)
class Placement:
    """Both pools. `circles`: activities that wait for each other in a circle, whose last wait was ignored."""

    main: PoolSchedule
    onboard: PoolSchedule
    circles: Sequence[Sequence[Activity]]


def place(plan: Plan, main: DayCapacity, onboard: DayCapacity, style: ScheduleStyle) -> Placement:
    """Place the open activities of a plan in the two pools of hours, which begin on the same day.

    If one pool waits for the other, they are placed in turns until they agree; if something is late, more urgent due
    days are tried too. The order is always kept. Within one pool, every deadline is met if any schedule can meet it;
    across the two, no fast method is known that guarantees this.
    """
    problem = _Problem(plan, main, onboard)
    if not problem.crossing:
        return problem.placed(style, {})
    tight = problem.tight_dues()
    styles = [style] if style is ScheduleStyle.ASAP else [style, ScheduleStyle.ASAP]
    ways = [(one, dues) for dues in (tight, {}) for one in styles]
    best: Placement | None = None
    least = (True, inf, inf)
    for one, dues in ways:
        placed = problem.placed(one, dues)
        lateness = _lateness(placed)
        if best is None or lateness < least:
            best, least = placed, lateness
        if not least[0]:
            break
    assert best is not None, "there is always one way"
    return best


def _lateness(placed: Placement) -> tuple[bool, float, float]:
    """Whether anything is wrong, the greatest lateness in days, and the total."""
    pools = (placed.main, placed.onboard)
    days = [
        inf if finish is None else (finish - pool.deadlines[key]).days for pool in pools for key, finish in pool.late()
    ]
    return not all(pool.schedule.feasible for pool in pools), max(days, default=0), sum(days)


class _Problem:
    """The activities to be placed, and their dependencies."""

    def __init__(self, plan: Plan, main: DayCapacity, onboard: DayCapacity) -> None:
        self._plan, self._capacities = plan, {False: main, True: onboard}
        self._pins = {one.id: tuple(_pins(one, main.start)) for one in plan.activities if one.open}
        self._open = {one.id: one for one in plan.activities if one.open and (one.remaining or self._pins[one.id])}
        self._waits, self._circles = _waits(self._open)
        self.crossing = any(
            is_onboard(self._open[key]) is not is_onboard(self._open[other])
            for key, others in self._waits.items()
            for other in others
        )

    def tight_dues(self) -> dict[str, date]:
        """The days by which the activities that the other pool waits for must be done, so that it can be on time."""
        dues = {key: self._plan.deadline(one) for key, one in self._open.items()}
        tight: set[str] = set()
        for key in reversed([*TopologicalSorter(self._waits).static_order()]):
            activity = self._open[key]
            last = self._capacities[is_onboard(activity)].latest_start(units(activity.remaining), dues[key])
            begin = min([last, *(day for day, _ in self._pins[key])])
            for other in self._waits[key]:
                if key in tight or is_onboard(self._open[other]) is not is_onboard(activity):
                    tight.add(other)
                    dues[other] = min(dues[other], begin)
        return {key: dues[key] for key in tight}

    def placed(self, style: ScheduleStyle, dues: Mapping[str, date]) -> Placement:
        """Both pools, placed in turns until all work comes after what it waits for in the other pool."""
        ends: dict[str, date] = {}
        turn = 0
        while True:
            before = dict(ends)
            pools: list[PoolSchedule] = []
            for onboard in (True, False):
                pools.append(self._pool(onboard, style, dues, ends))
                for key, day in pools[-1].ends().items():
                    # Ends that can only grow cannot oscillate for ever.
                    ends[key] = day if turn < _FREE_TURNS else max(day, ends.get(key, day))
            if ends == before or not self.crossing:
                return Placement(pools[1], pools[0], self._circles)
            turn += 1

    def _pool(
        self, onboard: bool, style: ScheduleStyle, dues: Mapping[str, date], ends: Mapping[str, date]
    ) -> PoolSchedule:
        capacity = self._capacities[onboard]
        activities = {key: one for key, one in self._open.items() if is_onboard(one) is onboard}
        deadlines = {key: self._plan.deadline(one) for key, one in activities.items()}
        held: dict[str, Activity] = {}
        tasks = []
        for key, activity in activities.items():
            others = [other for other in self._waits[key] if other not in activities and other in ends]
            release = activity.earliest or capacity.start
            if others:
                last = max(others, key=ends.__getitem__)
                if ends[last] > release:
                    release, held[key] = ends[last], self._open[last]
            tasks.append(
                Task(
                    key,
                    units(activity.remaining),
                    capacity.number(max(release, capacity.start)),
                    capacity.number(dues.get(key, deadlines[key])),
                    tuple(other for other in self._waits[key] if other in activities),
                    tuple((capacity.number(day), size) for day, size in self._pins[key]),
                )
            )
        return PoolSchedule(
            capacity,
            activities,
            deadlines,
            schedule(tasks, capacity.budget, style, capacity.free, capacity.taken),
            held,
        )


def _pins(activity: Activity, start: date) -> Iterator[tuple[date, int]]:
    """The pins from a day on, minus the time already spent on that day."""
    sizes: dict[date, int] = {}
    for pin in activity.pins:
        if pin.day >= start:
            sizes[pin.day] = sizes.get(pin.day, 0) + units(pin.hours)
    for entry in activity.log:
        if entry.day in sizes:
            sizes[entry.day] -= units(entry.hours)
    return ((day, size) for day, size in sorted(sizes.items()) if size > 0)


def _waits(activities: Mapping[str, Activity]) -> tuple[dict[str, list[str]], list[list[Activity]]]:
    """What each activity waits for among these, with circles broken, and the circles."""
    uncut, circles = dict(activities), []
    while found := circle(uncut.values()):
        circles.append(found)
        uncut[found[-1].id] = found[-1].without({found[0].id})
    return {key: [other for other in one.dependencies if other in uncut] for key, one in uncut.items()}, circles


def spent_by_day(activities: Iterable[Activity]) -> dict[date, int]:
    """The quarter-hours spent on each day."""
    sizes: dict[date, int] = {}
    for activity in activities:
        for entry in activity.log:
            sizes[entry.day] = sizes.get(entry.day, 0) + units(entry.hours)
    return sizes
