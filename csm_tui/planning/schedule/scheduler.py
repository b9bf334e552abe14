"""Scheduling tasks on days: every deadline is met if possible; otherwise lateness is minimised and overload reported.

Time is counted in whole quarter-hours ("units") and in days from 0, the first day that can be planned.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, cycle, islice, pairwise
from math import inf
from types import MappingProxyType

from csm_tui.domain.settings import ScheduleStyle
from csm_tui.planning.schedule.edf import preemptive_edf
from csm_tui.planning.schedule.maximum_lateness import minimize_maximum_lateness
from csm_tui.planning.schedule.network import FOREVER, Network, Task, network
from csm_tui.planning.schedule.overload import OverloadedStretch, overloaded_stretches, possible_limits, possible_pins
from csm_tui.planning.schedule.packing import packed
from csm_tui.planning.schedule.whole_pieces import Piece, lowest_without_crumbs

__all__ = [
    "LateTask",
    "MisplacedPin",
    "OverloadedStretch",
    "PinFault",
    "Schedule",
    "ScheduledPiece",
    "Task",
    "schedule",
]

WEEK = 7


@dataclass(frozen=True)
class ScheduledPiece:
    """Work on one task on one day; `pinned` of its units are pinned."""

    day: int
    key: str
    units: int
    pinned: int = 0


@dataclass(frozen=True)
class LateTask:
    """A task that is finished after its deadline, or never because there is no capacity at all."""

    key: str
    finish: int | None
    deadline: int


class PinFault(StrEnum):
    """What is wrong with the position of a pin."""

    EARLY = "before its earliest start"
    LATE = "after its deadline"
    DISORDERED = "before what it depends on is finished"


@dataclass(frozen=True)
class MisplacedPin:
    """Pinned hours in a wrong position. `waits_for` is the task that must be done first, if that is the reason."""

    day: int
    key: str
    fault: PinFault
    waits_for: str | None = None


@dataclass(frozen=True)
class Schedule:
    """pieces: in working order, at most one per day and task.

    feasible: nothing is late and nothing is overloaded. peak: the highest share of the budget used on a day; it is
    above 1 if more is pinned, and infinite if hours are pinned on a day without budget. late: in the input's order.
    An order that is impossible whatever the hours is reported in `late` or `misplaced`, not in `overload`.
    """

    pieces: tuple[ScheduledPiece, ...]
    feasible: bool
    peak: float
    late: tuple[LateTask, ...]
    overload: tuple[OverloadedStretch, ...]
    misplaced: tuple[MisplacedPin, ...]


def schedule(
    tasks: Sequence[Task],
    room: Sequence[int],
    style: ScheduleStyle,
    beyond: Callable[[int], int],
    taken: Mapping[int, int] = MappingProxyType({}),
) -> Schedule:
    """Schedule the tasks, each after all it depends on. The same input always gives the same schedule.

    room: the budget of each day from day 0 on, in units. beyond: returns the budget of a later day by its number; it is
    asked for one week, which is then repeated. taken: the units already used, by day. They and the pins count first,
    and pins stay.

    If any schedule meets every deadline, this one does (preemptive earliest deadline first). Otherwise it has the
    smallest possible maximum lateness in days, and then a small total lateness (see `minimize_total_tardiness`). In the
    level style, and no later than that, it has the lowest peak among schedules without pieces of less than an hour,
    except for tasks that are shorter; if none is found within the budgets (see `lowest_without_crumbs`), it has the
    lowest peak of all.

    Raises:
        ValueError: a key is unknown or not unique, tasks depend on each other in a circle, or units or pins are
            negative.
    """
    net = network(tasks)
    budget = _budget(net, room, [beyond(day) for day in range(len(room), len(room) + WEEK)])
    pinned: dict[int, int] = defaultdict(int)
    for task in net.tasks:
        for day, units in task.pins:
            pinned[day] += units
    used = {day: taken.get(day, 0) + pinned.get(day, 0) for day in {*taken, *pinned}}
    limits = possible_limits(net)
    due = net.carried(limits, possible_pins(net))
    edf = preemptive_edf(net, due, _until(budget, used))
    left = [max(0, size - taken.get(day, 0)) for day, size in enumerate(budget)]
    overload = overloaded_stretches(net, due, edf, left)
    if edf.left or any(limits[place] == FOREVER for place in net.starts):
        due = minimize_maximum_lateness(net, _until(budget, used))
        edf = preemptive_edf(net, due, _until(budget, used))
    level = style is ScheduleStyle.LEVEL and net.starts and not edf.left
    free = _level(net, due, budget, used, pinned) if level else edf.pieces()
    finish = _finish(net, free, edf.left)
    late = tuple(_late(tasks, finish))
    pieces = _pieces(net, due, free)
    peak = _peak(pieces, budget, taken)
    return Schedule(pieces, not late and not overload, peak, late, overload, tuple(_misplaced(net, finish)))


def _budget(net: Network, room: Sequence[int], week: Sequence[int]) -> list[int]:
    """The budgets of all days that a schedule could use; after `room` the week is repeated."""
    free = sum(net.free)
    last = max((net.release[place] for place in net.starts), default=0)
    days = max([len(room), last + 1, *(pin + 1 for pin in net.last_pin)])
    if sum(week):
        latest = max((net.tasks[place].deadline for place in net.starts), default=0)
        full = (free // sum(week) + 2) * WEEK
        thin = (free + 1) * WEEK  # a level schedule works at least one unit a week
        days += max(full, min(latest + 1 - days, thin))
    return [*room, *islice(cycle(week), days - len(room))]


def _until(budget: Sequence[int], used: Mapping[int, int], units: int = 1, of: int = 1) -> list[int]:
    """The capacity before each day and after the last, if the share units/of of each budget can be used."""
    return list(
        accumulate((max(0, size * units // of - used.get(day, 0)) for day, size in enumerate(budget)), initial=0)
    )


def _level(
    net: Network, due: Sequence[int], budget: Sequence[int], used: Mapping[int, int], pinned: Mapping[int, int]
) -> Sequence[Piece]:
    """The pieces that meet the due days with the lowest peak without crumbs, as few as are found.

    The least share of the budgets that suffices at all is found by parametric search; the due days must be feasible.
    From there on, the least share that suffices without crumbs is searched; if there is none, the first one is used.
    """
    shares = {units / size: (units, size) for size in set(budget) for units in range(1, size + 1)}
    lowest = max((used[day] / budget[day] for day in pinned if budget[day]), default=0)
    steps = sorted(share for share in shares if share >= min(lowest, 1))

    def until(share: float) -> Sequence[int]:
        return _until(budget, used, *shares[share])

    def room(share: float) -> Sequence[int]:
        return [end - start for start, end in pairwise(until(share))]

    enough = bisect_left(steps, True, key=lambda share: not preemptive_edf(net, due, until(share)).left)
    whole = lowest_without_crumbs(net, due, steps[enough:], room)
    share, known = whole or (steps[enough], preemptive_edf(net, due, until(steps[enough])).pieces())
    return packed(net, due, room(share), known)


def _finish(net: Network, pieces: Sequence[Piece], left: Collection[int]) -> dict[str, int | None]:
    """The day on which each task is finished; None for never."""
    last = list(net.last_pin)
    for day, place, _ in pieces:
        last[place] = max(last[place], day)
    return {task.key: None if place in left else last[place] for place, task in enumerate(net.tasks)}


def _late(tasks: Sequence[Task], finish: Mapping[str, int | None]) -> Iterator[LateTask]:
    for task in tasks:
        day = finish.get(task.key, task.deadline)
        if day is None or day > task.deadline:
            yield LateTask(task.key, day, task.deadline)


def _pieces(net: Network, due: Sequence[int], pieces: Sequence[Piece]) -> tuple[ScheduledPiece, ...]:
    """Free pieces and pins by day, and within a day in an order that respects the dependencies."""
    free: dict[tuple[int, int, int], int] = {(day, due[place], place): units for day, place, units in pieces}
    pinned: dict[tuple[int, int, int], int] = defaultdict(int)
    for place, task in enumerate(net.tasks):
        for day, units in task.pins:
            pinned[day, due[place], place] += units
    return tuple(
        ScheduledPiece(one[0], net.tasks[one[2]].key, free.get(one, 0) + pinned.get(one, 0), pinned.get(one, 0))
        for one in sorted({*free, *pinned})
    )


def _peak(pieces: Sequence[ScheduledPiece], budget: Sequence[int], taken: Mapping[int, int]) -> float:
    used: dict[int, int] = {}
    for piece in pieces:
        used[piece.day] = used.get(piece.day, taken.get(piece.day, 0)) + piece.units
    return max((units / budget[day] if budget[day] else inf for day, units in used.items()), default=0.0)


def _misplaced(net: Network, finish: Mapping[str, int | None]) -> Iterator[MisplacedPin]:
    """The misplaced pins of each task, with the task that is finished last of those that the pin waits for."""
    waits: list[tuple[int, int]] = []  # the day until which each task waits, and for which one
    for place, task in enumerate(net.tasks):
        wait = (-1, -1)
        for earlier in net.before[place]:
            day = finish[net.tasks[earlier].key]
            wait = max(wait, waits[earlier], (FOREVER if day is None else day, earlier))
        waits.append(wait)
        for day in sorted({day for day, _ in task.pins}):
            if day < task.release:
                yield MisplacedPin(day, task.key, PinFault.EARLY)
            if day > task.deadline:
                yield MisplacedPin(day, task.key, PinFault.LATE)
            if day < wait[0]:
                yield MisplacedPin(day, task.key, PinFault.DISORDERED, net.tasks[wait[1]].key)
