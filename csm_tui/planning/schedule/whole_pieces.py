"""Schedules without crumbs: no piece of less than an hour, unless that is all there is of a task.

Deciding whether one exists is NP-hard, as bin packing is a special case. So a greedy method is tried first, which is
fast and seldom fails, and then a search that finds any such schedule within its effort.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import accumulate, pairwise

from csm_tui.domain.values.time.hours import QUARTERS
from csm_tui.planning.schedule.network import Network

LEAST = QUARTERS
"""The smallest piece worth starting, in units: an hour."""
PATIENCE = 8
"""The number of tasks that do not fit before the greedy method leaves the rest of a day free."""
EFFORT = 200
"""The most pieces that the search tries for one room."""

Piece = tuple[int, int, int]
"""Day, place and units; at most one piece per day and place."""
DayRoom = Sequence[int]
"""The capacity of each day in units."""


def lowest_without_crumbs(
    net: Network, due: Sequence[int], shares: Sequence[float], room: Callable[[float], DayRoom]
) -> tuple[float, Sequence[Piece]] | None:
    """The least share with which a schedule without crumbs meets the due days, and the schedule; None if none is found.

    shares: in ascending order; they are searched by bisection. The answer is exact as long as the search has enough
    effort, as for three or four tasks on six days. With more tasks the share may be too high, hardly ever by two steps.
    """
    rule = _PieceRule(net, due)
    found: dict[int, Sequence[Piece]] = {}

    def finds(way: Callable[[_PieceRule, DayRoom], Sequence[Piece] | None], number: int) -> bool:
        pieces = way(rule, room(shares[number]))
        if pieces is not None:
            found[number] = pieces
        return pieces is not None

    bound = _first(len(shares), lambda number: finds(_greedy, number))
    if bound is None:
        bound = len(shares) - 1
        if not finds(_searched, bound):
            return None
    number = bisect_left(range(bound), True, key=lambda number: finds(_searched, number))
    return shares[number], found[number]


def _first(count: int, holds: Callable[[int], bool]) -> int | None:
    """The first number for which a monotonic condition holds; None if it does not hold for the last.

    Small numbers are tried first (galloping search), as the answer is mostly among them.
    """
    low = high = 0
    while not holds(high):
        if high == count - 1:
            return None
        low, high = high + 1, min(2 * high + 1, count - 1)
    return low + bisect_left(range(low, high), True, key=holds)


class _PieceRule:
    """The sizes that pieces of each task may have. `order`: the tasks with free units by due day."""

    def __init__(self, net: Network, due: Sequence[int]) -> None:
        self.net, self.due = net, due
        self.order = sorted(net.starts, key=lambda place: (due[place], place))
        self.least = [min(LEAST, free) for free in net.free]
        self.pins = pinned_days(net)
        self.before = nearest(net)

    def sizes(self, day: int, place: int, rest: Sequence[int], room: int) -> Sequence[int]:
        """The units of a task that can be worked on a day so that neither they nor the rest are a crumb, largest first.

        rest: the units still to be done, by place. On a day with pinned units of the task any number is possible.
        """
        if any(rest[one] for one in self.before[place]):
            return ()
        units = rest[place]
        least = 1 if day in self.pins[place] else self.least[place]
        whole = (units,) if least <= units <= room else ()
        if self.due[place] <= day:
            return whole
        kept = 1 if self.net.last_pin[place] > day else self.least[place]
        return (*whole, *range(min(room, units - kept), least - 1, -1))

    def usable(self, room: DayRoom) -> DayRoom:
        """The room of the days that can hold a piece at all."""
        smallest = min(self.least[place] for place in self.order)
        pinned = set().union(*self.pins)
        return [size if size >= smallest or day in pinned else 0 for day, size in enumerate(room)]


def _greedy(rule: _PieceRule, room: DayRoom) -> Sequence[Piece] | None:
    """A schedule by due day with the largest pieces that leave no crumb; None if it misses a due day."""
    starts, release, rest = rule.net.starts, rule.net.release, [*rule.net.free]
    pieces: list[Piece] = []
    waiting: list[tuple[int, int]] = []
    arrived = 0
    for day, left in enumerate(room):
        while arrived < len(starts) and release[starts[arrived]] <= day:
            heappush(waiting, (rule.due[starts[arrived]], starts[arrived]))
            arrived += 1
        passed: list[tuple[int, int]] = []
        misfits = 0
        while waiting and left and misfits < PATIENCE:
            due, place = heappop(waiting)
            units = next(iter(rule.sizes(day, place, rest, left)), 0)
            if units:
                pieces.append((day, place, units))
                rest[place] -= units
                left -= units
            else:
                misfits += 1
            if rest[place]:
                passed.append((due, place))
        for one in passed:
            heappush(waiting, one)
        if waiting and waiting[0][0] <= day:
            return None
    return None if any(rest) else pieces


def _searched(rule: _PieceRule, room: DayRoom) -> Sequence[Piece] | None:
    """Any schedule, by depth-first search over the days; None if there is none or the effort is used up."""
    return _Search(rule, room).pieces()


class _Search:
    """The search through the days. A state is what is left of the tasks after a day."""

    def __init__(self, rule: _PieceRule, room: DayRoom) -> None:
        self._rule, self._room = rule, rule.usable(room)
        self._until = [*accumulate(self._room, initial=0)]
        self._effort = EFFORT

    def pieces(self) -> Sequence[Piece] | None:
        way = [tuple(self._rule.net.free)]
        ways = [self._after(0, way[0])]
        failed: set[tuple[int, tuple[int, ...]]] = set()
        while ways and self._effort > 0:
            rest = next(ways[-1], None)
            if rest is None:
                failed.add((len(ways), way.pop()))
                ways.pop()
            elif not any(rest):
                return [*_worked([*way, rest])]
            elif len(ways) < len(self._room) and (len(ways) + 1, rest) not in failed:
                way.append(rest)
                ways.append(self._after(len(ways), rest))
        return None

    def _after(self, day: int, rest: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """The possible rests after a day for which the remaining room would suffice if they could be split at will."""
        rule, left, size = self._rule, [*rest], self._room[day]
        places = [place for place in rule.order if rest[place] and rule.net.release[place] <= day]
        needs = needed(day, places, rest, rule.order, rule.due, self._until)

        def worked(number: int, room: int) -> Iterator[tuple[int, ...]]:
            self._effort -= 1
            for at in range(number, len(places) if self._effort > 0 else number):
                place, missing = places[at], needs[at] - size + room
                for units in rule.sizes(day, place, left, room):
                    if units < missing:
                        break
                    left[place] -= units
                    yield from worked(at + 1, room - units)
                    left[place] += units
                if missing > 0:
                    return
            yield tuple(left)

        return worked(0, size)


def needed(
    day: int, places: Sequence[int], rest: Sequence[int], order: Sequence[int], due: Sequence[int], until: Sequence[int]
) -> list[int]:
    """The units that each place and those before it need together on a day, or a due day would be missed.

    places: the tasks that can be worked on the day, a part of `order`, which is by due day. rest: the units still to
    be done, by place. until[day]: the capacity in units before a day. With these units, all work due by any day fits
    into the capacity until then, so earliest deadline first can meet it.
    """
    needs = [0] * len(places)
    at, left, days = -1, 0, len(until) - 1
    for place in order:
        if rest[place]:
            if at + 1 < len(places) and places[at + 1] == place:
                at += 1
            left += rest[place]
            need = left - until[min(due[place] + 1, days)] + until[day + 1]
            if at >= 0 and need > needs[at]:
                needs[at] = need
    return needs


def _worked(way: Sequence[Sequence[int]]) -> Iterator[Piece]:
    """The pieces that lead from the rest after each day to the rest after the next."""
    for day, (before, after) in enumerate(pairwise(way)):
        for place, (units, left) in enumerate(zip(before, after, strict=True)):
            if units > left:
                yield day, place, units - left


def pinned_days(net: Network) -> list[set[int]]:
    """The days with pins of each task."""
    return [{day for day, _ in task.pins} for task in net.tasks]


def nearest(net: Network) -> list[list[int]]:
    """The tasks with free units that each task depends on, directly or through wholly pinned ones."""
    found: list[list[int]] = []
    for earlier in net.before:
        places: dict[int, None] = {}
        for one in earlier:
            places.update(dict.fromkeys([one] if net.free[one] else found[one]))
        found.append([*places])
    return found
