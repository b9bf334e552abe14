"""Schedules without crumbs: no piece of less than an hour, unless that is all there is of a task.

Whether there is one is NP-hard to tell (bin packing is a case of it). So a greedy way is tried first, which is quick
and seldom misses one, then a search that would find any, as far as its effort goes.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import accumulate, pairwise

from csm_tui.domain.values.hours import QUARTERS
from csm_tui.planning.schedule.network import Network

LEAST = QUARTERS
"""Units of the least piece that is worth a beginning: an hour."""
PATIENCE = 8
"""The tasks that do not fit which the greedy way passes over before it leaves the rest of a day free."""
EFFORT = 200
"""The pieces that the search tries for one room, at most."""

Piece = tuple[int, int, int]
"""Day, place and units; one a day for each place."""
Room = Sequence[int]
"""The units that each day can hold."""


def lowest_without_crumbs(
    net: Network, due: Sequence[int], shares: Sequence[float], room: Callable[[float], Room]
) -> tuple[float, Sequence[Piece]] | None:
    """The least of shares in whose room a schedule without crumbs meets the due days, and it; None if none is found.

    shares: from the least to the greatest. Few of them are looked at, by bisection. The answer is exact for as many
    tasks and days as the search has the effort for: it is with three or four tasks on six days. With more the share may
    be higher than it need be, mostly by no step and hardly ever by two.
    """
    rule = _PieceRule(net, due)
    found: dict[int, Sequence[Piece]] = {}

    def finds(way: Callable[[_PieceRule, Room], Sequence[Piece] | None], number: int) -> bool:
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
    """The first number for which something holds that then holds for all above; None if it does not for the last.

    The first few are tried first (galloping search): there it mostly begins.
    """
    low = high = 0
    while not holds(high):
        if high == count - 1:
            return None
        low, high = high + 1, min(2 * high + 1, count - 1)
    return low + bisect_left(range(low, high), True, key=holds)


class _PieceRule:
    """The sizes that pieces of each task may have; `order`: the tasks with free units, the earliest due first."""

    def __init__(self, net: Network, due: Sequence[int]) -> None:
        self.net, self.due = net, due
        self.order = sorted(net.starts, key=lambda place: (due[place], place))
        self.least = [min(LEAST, free) for free in net.free]
        self.pins = pinned_days(net)
        self.before = nearest(net)

    def sizes(self, day: int, place: int, rest: Sequence[int], room: int) -> Sequence[int]:
        """The units of a task that can be worked on a day so that neither they nor what is left is a crumb, most first.

        rest: the units still to be done, by place. Beside pinned units of the task any number will do.
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

    def usable(self, room: Room) -> Room:
        """The room of the days that can hold a piece at all."""
        smallest = min(self.least[place] for place in self.order)
        pinned = set().union(*self.pins)
        return [size if size >= smallest or day in pinned else 0 for day, size in enumerate(room)]


def _greedy(rule: _PieceRule, room: Room) -> Sequence[Piece] | None:
    """A schedule that works each day what is due first, of each the most that is no crumb; None if it misses a day."""
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


def _searched(rule: _PieceRule, room: Room) -> Sequence[Piece] | None:
    """Any schedule, by depth-first search over the days; None if there is none, or at the end of the effort."""
    return _Search(rule, room).pieces()


class _Search:
    """The ways through the days; what is left of the tasks after each day says all about a way."""

    def __init__(self, rule: _PieceRule, room: Room) -> None:
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
        """What can be left of the tasks after a day, so that the room would do for it if it might be cut at will."""
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
    """The units of each of some places and those before it that must be worked on a day, or a due day would be missed.

    places: what can be worked on the day, some of `order`, which goes by due day. rest: the units still to be done, by
    place. until[day]: the units of room before a day. Afterwards all that is due by any day fits in the room until
    then, so earliest deadline first would meet it.
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
    """The pieces by which what is left after each day becomes what is left after the next."""
    for day, (before, after) in enumerate(pairwise(way)):
        for place, (units, left) in enumerate(zip(before, after, strict=True)):
            if units > left:
                yield day, place, units - left


def pinned_days(net: Network) -> list[set[int]]:
    """The days with pins of each task."""
    return [{day for day, _ in task.pins} for task in net.tasks]


def nearest(net: Network) -> list[list[int]]:
    """For each task those with free units that it depends on, directly or by way of wholly pinned ones."""
    found: list[list[int]] = []
    for earlier in net.before:
        places: dict[int, None] = {}
        for one in earlier:
            places.update(dict.fromkeys([one] if net.free[one] else found[one]))
        found.append([*places])
    return found
