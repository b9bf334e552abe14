"""Overload: the stretches of days with more work than capacity, which explain why deadlines cannot be met."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from csm_tui.planning.schedule.edf import EdfSchedule
from csm_tui.planning.schedule.network import FOREVER, Network


@dataclass(frozen=True)
class OverloadedStretch:
    """A stretch of days, both ends included, that needs more units than it has; keys: the tasks that need them.

    need: the units of the tasks that must be done within the days, and all units pinned there. have: the capacity.
    """

    first: int
    last: int
    need: int
    have: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class DeficientInterval:
    """An interval without enough capacity for the free units of the tasks (`places`) that must be done within it."""

    first: int
    last: int
    places: Sequence[int]


def overloaded_stretches(
    net: Network, due: Sequence[int], edf: EdfSchedule, budget: Sequence[int]
) -> tuple[OverloadedStretch, ...]:
    """The overloaded stretches of a schedule for these due days, and the days with more pinned than they can hold.

    They do not overlap. Their need exceeds what they have by exactly the units that could not be placed.
    """
    pinned: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for place, task in enumerate(net.tasks):
        for day, units in task.pins:
            pinned[day][place] += units
    found = deficient_intervals(net, due, edf)
    for day, units_of in pinned.items():
        if sum(units_of.values()) > budget[day] and not any(one.first <= day <= one.last for one in found):
            found.append(DeficientInterval(day, day, ()))
    return tuple(
        _with_pins(net, stretch, pinned, budget) for stretch in sorted(found, key=lambda stretch: stretch.first)
    )


def _with_pins(
    net: Network, stretch: DeficientInterval, pinned: dict[int, dict[int, int]], budget: Sequence[int]
) -> OverloadedStretch:
    need = {place: net.free[place] for place in stretch.places}
    for day, units_of in pinned.items():
        if stretch.first <= day <= stretch.last:
            for place, units in units_of.items():
                need[place] = need.get(place, 0) + units
    have = sum(budget[stretch.first : stretch.last + 1])
    keys = tuple(net.tasks[place].key for place in sorted(need))
    return OverloadedStretch(stretch.first, stretch.last, sum(need.values()), have, keys)


def deficient_intervals(net: Network, due: Sequence[int], edf: EdfSchedule) -> list[DeficientInterval]:
    """The intervals in which the due days cannot be met (Hall's condition fails), in order of time.

    They do not overlap. Together they lack exactly the units that were dropped, which is the least possible. None can
    be shortened: a day belongs to an interval if a task without room could have used it, directly or by moving other
    tasks within their windows.
    """
    placed: dict[int, list[int]] = defaultdict(list)
    missed: dict[int, list[int]] = defaultdict(list)
    for day, place, _ in edf.pieces():
        placed[day].append(place)
    for place in edf.left:
        if due[place] < FOREVER:
            missed[due[place]].append(place)
    bounds: list[tuple[int, int]] = []
    first = last = FOREVER
    for day in sorted({*placed, *missed}, reverse=True):
        if day < first:
            if day not in missed:
                continue
            first = last = day
            bounds.append((day, day))
        first = min([first, *(net.release[place] for place in (*placed[day], *missed[day]))])
        bounds[-1] = (first, last)
    bounds.reverse()
    return [
        DeficientInterval(first, last, places)
        for (first, last), places in zip(bounds, _within(net, due, bounds), strict=True)
    ]


def _within(net: Network, due: Sequence[int], bounds: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The tasks, for each of the bounds, whose free units must be done within it."""
    within: list[list[int]] = [[] for _ in bounds]
    lasts = [last for _, last in bounds]
    for place in net.starts:
        number = bisect_left(lasts, due[place])
        if number < len(bounds) and bounds[number][0] <= net.release[place]:
            within[number].append(place)
    return within


def possible_limits(net: Network) -> list[int]:
    """The last day for each task's free units; FOREVER if the deadline is before the first possible day."""
    return [limit if limit >= first else FOREVER for limit, first in zip(net.limits(), net.release, strict=True)]


def possible_pins(net: Network) -> list[int]:
    """Each task's first pin; FOREVER if what it depends on cannot be begun by then, whatever the hours."""
    begun: list[int] = []
    for earlier in net.before:
        begun.append(max((net.release[one] if net.free[one] else begun[one] for one in earlier), default=-1))
    return [pin if pin >= first else FOREVER for pin, first in zip(net.first_pin, begun, strict=True)]
