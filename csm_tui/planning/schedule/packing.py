"""Packing tasks into days with as few pieces as possible.

Minimising the number of pieces is NP-hard (bin packing with fragmentable items, Menakerman and Rom 2001). So the days
are packed one after another by a beam search, which keeps the best few partial schedules, with dynamic programming over
what can be done on a day. Partial schedules that would miss a due day later are not kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from csm_tui.planning.schedule.network import FOREVER, Network
from csm_tui.planning.schedule.whole_pieces import LEAST, Piece, nearest, needed, pinned_days

BREADTH = 8
"""The most partial schedules that are kept. With FOREVER all are kept, which is exact but far too slow."""
WIDE_EFFORT = 2_000
"""The most tasks x days x partial schedules; at least one partial schedule is always kept."""
WIDEST = 48
"""The longest day that is packed, in units; nobody works longer."""
MOST_TASK_DAYS = 60_000
"""The most tasks x days for which packing is tried."""

Cost = tuple[int, int]
"""The number of pieces of less than an hour that are not a whole task, and the number of all pieces.

Units of a task on a day on which other units of it are pinned do not count as a piece of their own.
"""


def packed(net: Network, due: Sequence[int], room: Sequence[int], known: Sequence[Piece]) -> Sequence[Piece]:
    """Pieces that meet the due days: few small ones and few in total, never worse than `known`, which meets them too.

    room: the capacity of each day in units.
    """
    if max(room) > WIDEST or len(net.starts) * len(room) > MOST_TASK_DAYS:
        return known
    found = _Packing(net, due, room).pieces()
    return found if cost_of(net, found) < cost_of(net, known) else known


def cost_of(net: Network, pieces: Iterable[Piece]) -> Cost:
    """The cost of a schedule of the free units."""
    pins = pinned_days(net)
    new = [(place, units) for day, place, units in pieces if day not in pins[place]]
    return sum(units < min(LEAST, net.free[place]) for place, units in new), len(new)


class _Node(NamedTuple):
    """A partial schedule: its cost plus a lower bound for the rest, and the capacity that it leaves unused.

    rest: the units still to be done, by place. way: the last piece and the way before it, as a linked list.
    """

    cost: Cost
    unused: int
    rest: tuple[int, ...]
    way: tuple[Any, ...]


_Choice = tuple[int, int, int, tuple[int, ...]]
"""A choice for one day: the small pieces and all pieces it adds, its units in total, and its units by candidate."""


class _Packing:
    def __init__(self, net: Network, due: Sequence[int], room: Sequence[int]) -> None:
        self._net, self._due, self._room = net, due, room
        self._exact = BREADTH >= FOREVER
        self._breadth = BREADTH if self._exact else max(1, min(BREADTH, WIDE_EFFORT // (len(net.starts) * len(room))))
        self._widest = max(room)
        self._until = [*accumulate(room, initial=0)]
        self._pins = pinned_days(net)
        self._order = sorted(net.starts, key=lambda place: (due[place], place))
        self._before = nearest(net)

    def pieces(self) -> list[Piece]:
        """The pieces of the best schedule found."""
        free = tuple(self._net.free)
        nodes = [_Node((0, 0), 0, free, ())]
        for day, size in enumerate(self._room):
            if size:
                nodes = self._best(after for node in nodes for after in self._after(day, node))
        way, found = nodes[0].way, []
        while way:
            way, *piece = way
            found.append((piece[0], piece[1], piece[2]))
        return found[::-1]

    def _best(self, nodes: Iterable[_Node]) -> list[_Node]:
        """The best partial schedules; of those with the same rest only the best one."""
        by_rest: dict[tuple[int, ...], _Node] = {}
        for node in nodes:
            known = by_rest.get(node.rest)
            if known is None or node[:2] < known[:2]:
                by_rest[node.rest] = node
        return sorted(by_rest.values(), key=lambda node: node[:2])[: self._breadth]

    def _after(self, day: int, node: _Node) -> Iterator[_Node]:
        """The partial schedules that extend a node by one day."""
        candidates = self._candidates(day, node.rest)
        if not candidates:
            yield node
            return
        choices = sorted(self._choices(day, candidates, node.rest), key=lambda one: (one[0], one[1], -one[2]))
        for small, pieces, used, chosen in choices[: self._breadth]:
            rest, way = list(node.rest), node.way
            for place, units in zip(candidates, chosen, strict=True):
                if units:
                    rest[place] -= units
                    way = way, day, place, units
            cost = node.cost[0] + small, node.cost[1] + pieces
            yield _Node(cost, node.unused + self._room[day] - used, tuple(rest), way)

    def _candidates(self, day: int, rest: Sequence[int]) -> list[int]:
        """The tasks that can be worked on a day, by due day, as far as they could matter."""
        found: list[int] = []
        units, most, release = 0, 2 * self._room[day], self._net.release
        for place in self._order:
            if not rest[place] or release[place] > day:
                continue
            if units >= most and not self._exact:
                break
            if all(not rest[one] or one in found for one in self._before[place]):
                found.append(place)
                units += rest[place]
        return found

    def _choices(self, day: int, candidates: Sequence[int], rests: Sequence[int]) -> Iterable[_Choice]:
        """The choices for a day: for each number of units worth trying, the cheapest way to use them."""
        room, needs = self._room[day], needed(day, candidates, rests, self._order, self._due, self._until)
        choices: dict[Any, _Choice] = {0: (0, 0, 0, ())}
        for place, need in zip(candidates, needs, strict=True):
            following: dict[Any, _Choice] = {}
            behind = [number for number, one in enumerate(candidates) if one in self._before[place]]
            least, alone = min(LEAST, self._net.free[place]), day not in self._pins[place]
            for small, pieces, before, chosen in choices.values():
                waits = any(chosen[one] < rests[candidates[one]] for one in behind)
                for units in (0,) if waits else self._sizes(rests[place], room - before, need - before):
                    used = before + units
                    if used < need:
                        continue
                    more_small, more = _added(units, alone and units > 0, rests[place], least, self._widest)
                    after = small + more_small, pieces + more, used, (*chosen, units)
                    key = after[3] if self._exact else used
                    known = following.get(key)
                    if known is None or after[:2] < known[:2]:
                        following[key] = after
            choices = following
        return choices.values()

    def _sizes(self, rest: int, room: int, need: int) -> Iterable[int]:
        """The sizes worth trying for a piece: all, none, what is needed, what fills the day, what leaves enough.

        The largest comes first: among choices of equal cost, the first one does the most of what is due first.
        """
        if self._exact:
            return range(min(rest, room) + 1)
        sizes = {0, rest, need, room, room - LEAST, LEAST, rest - LEAST, rest % self._widest}
        return sorted((size for size in sizes if 0 <= size <= rest and size <= room), reverse=True)


@lru_cache(maxsize=10_000)
def _added(units: int, new: bool, rest: int, least: int, widest: int) -> Cost:
    """The change in cost if `units` of the rest of a task are worked on a day, as a new piece or not."""
    (small_before, before), (small, after) = _later(rest, least, widest), _later(rest - units, least, widest)
    return small - small_before + (new and units < least), after - before + new


def _later(rest: int, least: int, widest: int) -> Cost:
    """A lower bound for the cost of `rest` units on days of at most `widest` units."""
    pieces = -(-rest // widest)
    return int(rest < least * pieces), pieces
