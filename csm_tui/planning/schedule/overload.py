"""Where more has to be done than there is room: the stretches of days that explain why a deadline cannot be met."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from csm_tui.planning.schedule.edf import EdfSchedule
from csm_tui.planning.schedule.network import FOREVER, Network


@dataclass(frozen=True)
class OverloadedStretch:
    """Days, both included, that need more units than they have; keys: the tasks that need them.

    need: the units of tasks that must lie wholly within the days, and all that is pinned there. have: their room.
    """

    first: int
    last: int
    need: int
    have: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class DeficientInterval:
    """Days that cannot hold the free units of the tasks (`places`) that must lie within, by `excess` units."""

    first: int
    last: int
    excess: int
    places: Sequence[int]


def overloaded_stretches(
    net: Network, due: Sequence[int], edf: EdfSchedule, budget: Sequence[int]
) -> tuple[OverloadedStretch, ...]:
    """The overloaded stretches that a schedule by these due days shows, and the days with more pinned than their room.

    No two share a day. Together their need is above what they have by exactly the units that find no room.
    """
    pinned: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for place, task in enumerate(net.tasks):
        for day, units in task.pins:
            pinned[day][place] += units
    found = deficient_intervals(net, due, edf)
    for day, units_of in pinned.items():
        if sum(units_of.values()) > budget[day] and not any(one.first <= day <= one.last for one in found):
            found.append(DeficientInterval(day, day, 0, ()))
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
    """The intervals that a schedule by these due days cannot hold (Hall's condition fails), the first one first.

    No two share a day. Together their excess is all that was left out, which is the least that has to go, and none can
    be shorter: a day belongs to one if a task that found no room could have had it, directly or by moving others along
    their windows.
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
        DeficientInterval(first, last, sum(edf.left.get(place, 0) for place in places), places)
        for (first, last), places in zip(bounds, _within(net, due, bounds), strict=True)
    ]


def _within(net: Network, due: Sequence[int], bounds: Sequence[tuple[int, int]]) -> list[list[int]]:
    """For each of the bounds the tasks whose free units must lie within them."""
    within: list[list[int]] = [[] for _ in bounds]
    lasts = [last for _, last in bounds]
    for place in net.starts:
        number = bisect_left(lasts, due[place])
        if number < len(bounds) and bounds[number][0] <= net.release[place]:
            within[number].append(place)
    return within


def possible_limits(net: Network) -> list[int]:
    """The last day of each task's free units; FOREVER where the deadline lies before the first possible day."""
    return [limit if limit >= first else FOREVER for limit, first in zip(net.limits(), net.release, strict=True)]


def possible_pins(net: Network) -> list[int]:
    """Each task's first pin; FOREVER where what it depends on could not be begun by then, whatever the hours."""
    begun: list[int] = []
    for earlier in net.before:
        begun.append(max((net.release[one] if net.free[one] else begun[one] for one in earlier), default=-1))
    return [pin if pin >= first else FOREVER for pin, first in zip(net.first_pin, begun, strict=True)]
