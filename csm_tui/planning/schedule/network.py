"""Tasks in topological order, with the windows and due days that follow from their dependencies.

Time is counted in whole quarter-hours ("units") and in days from 0, the first day that can be planned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

FOREVER = 10**9
"""A day after all others."""


@dataclass(frozen=True)
class Task:
    """Work to be placed on days. A task without units and pins is finished and delays nothing.

    units: the remaining work including pins; if more is pinned, the pins count. release: the first day. deadline: the
    last day, which may be before the release or before day 0. after: the keys of the tasks that must be finished first,
    possibly earlier on the same day. pins: (day, units) that must stay where they are.
    """

    key: str
    units: int
    release: int
    deadline: int
    after: tuple[str, ...] = ()
    pins: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Network:
    """The unfinished tasks in topological order, as close to the input as possible. Lists are indexed by this order.

    free: the units that are not pinned. release: the first day for them, after the releases and pins of everything that
    the task depends on. first_pin, last_pin: FOREVER and -1 if nothing is pinned. starts: the places with free units,
    by release.
    """

    tasks: Sequence[Task]
    before: Sequence[Sequence[int]]
    free: Sequence[int]
    release: Sequence[int]
    first_pin: Sequence[int]
    last_pin: Sequence[int]
    starts: Sequence[int]

    def limits(self, late: int = 0) -> list[int]:
        """The last day for each task's free units if it may be `late` days late.

        Later pins make a task as late anyway; a task that is wholly pinned has no limit.
        """
        return [
            max(task.deadline + late, pinned) if free else FOREVER
            for task, free, pinned in zip(self.tasks, self.free, self.last_pin, strict=True)
        ]

    def carried(self, limits: Sequence[int], pins: Sequence[int]) -> list[int]:
        """Modified due days (Lawler): a task is due no later than its successors and their first pins.

        As no limit is later than those of the successors, sorting by (limit, place) respects the dependencies.
        """
        due = list(limits)
        for place in range(len(due) - 1, -1, -1):
            bound = min(due[place], pins[place])
            for earlier in self.before[place]:
                if bound < due[earlier]:
                    due[earlier] = bound
        return due


def network(tasks: Sequence[Task]) -> Network:
    """The network of the tasks.

    Raises:
        ValueError: two tasks have the same key, or a task depends on an unknown task or in a circle on itself, has
            negative units, or has pins before day 0.
    """
    ordered = [task for task in _topological(tasks) if task.units > 0 or task.pins]
    place_of = {task.key: place for place, task in enumerate(ordered)}
    before = [[place_of[key] for key in task.after if key in place_of] for task in ordered]
    free = [max(0, task.units - sum(units for _, units in task.pins)) for task in ordered]
    first_pin = [min((day for day, _ in task.pins), default=FOREVER) for task in ordered]
    last_pin = [max((day for day, _ in task.pins), default=-1) for task in ordered]
    release: list[int] = []
    for place, task in enumerate(ordered):
        first = max(0, task.release) if free[place] else first_pin[place]
        release.append(max([first, *(max(release[earlier], last_pin[earlier]) for earlier in before[place])]))
    starts = sorted((place for place in range(len(ordered)) if free[place]), key=release.__getitem__)
    return Network(ordered, before, free, release, first_pin, last_pin, starts)


def _topological(tasks: Sequence[Task]) -> list[Task]:
    """The tasks, each after all it depends on (Kahn 1962). If several could come next, it is the first of the input."""
    index = {task.key: number for number, task in enumerate(tasks)}
    if len(index) < len(tasks):
        twice = next(task.key for number, task in enumerate(tasks) if index[task.key] != number)
        raise ValueError(f"two tasks have the key {twice}")
    followers: list[list[int]] = [[] for _ in tasks]
    open_before = [0] * len(tasks)
    for number, task in enumerate(tasks):
        if task.units < 0 or any(day < 0 or units <= 0 for day, units in task.pins):
            raise ValueError(f"{task.key} has units below zero or pins that are empty or before day 0")
        for key in dict.fromkeys(task.after):
            if key not in index:
                raise ValueError(f"{task.key} depends on {key}, which is unknown")
            followers[index[key]].append(number)
            open_before[number] += 1
    ready = [number for number, count in enumerate(open_before) if not count]
    heapify(ready)
    ordered: list[Task] = []
    while ready:
        number = heappop(ready)
        ordered.append(tasks[number])
        for later in followers[number]:
            open_before[later] -= 1
            if not open_before[later]:
                heappush(ready, later)
    if len(ordered) < len(tasks):
        raise ValueError(f"a circle of dependencies: {' > '.join(_circle(tasks, open_before))}")
    return ordered


def _circle(tasks: Sequence[Task], open_before: Sequence[int]) -> list[str]:
    """The keys of a circle among the waiting tasks, each after the one it depends on."""
    stuck = {task.key: task for task, count in zip(tasks, open_before, strict=True) if count}
    way = [next(iter(stuck))]
    while True:
        key = next(key for key in stuck[way[-1]].after if key in stuck)
        if key in way:
            return [key, *reversed(way[way.index(key) :])]
        way.append(key)
