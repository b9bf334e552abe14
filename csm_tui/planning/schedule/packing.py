"""Few pieces: the hours of tasks packed into the room of the days, split no more than due days and room ask for.

To split as little as can be is NP-hard (bin packing with fragmentable items, Menakerman and Rom 2001). So the days are
packed one after the other, each by dynamic programming over what can be worked on it, as a beam search that keeps the
best few ways; no way is kept that would miss a due day later.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from csm_tui.planning.schedule.network import FOREVER, Network
from csm_tui.planning.schedule.whole_pieces import LEAST, Piece, nearest, needed, pinned_days

BREADTH = 8
"""The ways to pack the first days that are followed up, at most. With FOREVER all are: exact, and far too slow."""
WIDE_EFFORT = 2_000
"""Tasks times days, times these ways, at most; one way is always followed."""
WIDEST = 48
"""Units of the longest day that is packed; no person works longer."""
MOST_TASK_DAYS = 60_000
"""Tasks times days that are looked at, at most."""

Cost = tuple[int, int]
"""What a schedule is cut into: pieces of less than an hour that are no whole task, and all pieces.

Units on a day with others of the same task that are pinned count as one piece with them.
"""


def packed(net: Network, due: Sequence[int], room: Sequence[int], known: Sequence[Piece]) -> Sequence[Piece]:
    """Pieces that meet the due days, few of them small and few in all; never worse than `known`, which meets them.

    room: the units that each day can hold.
    """
    if max(room) > WIDEST or len(net.starts) * len(room) > MOST_TASK_DAYS:
        return known
    found = _Packing(net, due, room).pieces()
    return found if cost_of(net, found) < cost_of(net, known) else known


def cost_of(net: Network, pieces: Iterable[Piece]) -> Cost:
    """What a schedule of the free units costs."""
    pins = pinned_days(net)
    new = [(place, units) for day, place, units in pieces if day not in pins[place]]
    return sum(units < min(LEAST, net.free[place]) for place, units in new), len(new)


class _Node(NamedTuple):
    """A way to pack the first days: what it costs, with the least that the rest will; the room that it leaves unused.

    rest: the units still to be done, by place. way: the last piece, and the way before it.
    """

    cost: Cost
    unused: int
    rest: tuple[int, ...]
    way: tuple[Any, ...]


_Choice = tuple[int, int, int, tuple[int, ...]]
"""What is worked on one day: the small pieces and all that it adds, the units in all and of each candidate so far."""


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
        """The pieces of the best way that is found."""
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
        """The best ways, of those that leave the same rest only one."""
        by_rest: dict[tuple[int, ...], _Node] = {}
        for node in nodes:
            known = by_rest.get(node.rest)
            if known is None or node[:2] < known[:2]:
                by_rest[node.rest] = node
        return sorted(by_rest.values(), key=lambda node: node[:2])[: self._breadth]

    def _after(self, day: int, node: _Node) -> Iterator[_Node]:
        """The ways on from a node by one day."""
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
        """What can be worked on a day, the earliest due first, as far as it could matter."""
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
        """What can be worked on a day: the cheapest way to use so many units, for each number that is worth a try."""
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
        """The units of a task that may be worth a piece: all, none, what is needed, fills the day or leaves enough.

        The most comes first: of ways that cost the same that one is kept which does the most of what is due first.
        """
        if self._exact:
            return range(min(rest, room) + 1)
        sizes = {0, rest, need, room, room - LEAST, LEAST, rest - LEAST, rest % self._widest}
        return sorted((size for size in sizes if 0 <= size <= rest and size <= room), reverse=True)


@lru_cache(maxsize=10_000)
def _added(units: int, new: bool, rest: int, least: int, widest: int) -> Cost:
    """What is added to the cost if so many of the rest of a task are worked on a day, as a new piece or not."""
    (small_before, before), (small, after) = _later(rest, least, widest), _later(rest - units, least, widest)
    return small - small_before + (new and units < least), after - before + new


def _later(rest: int, least: int, widest: int) -> Cost:
    """What so many units cost at least, on days of so many units."""
    pieces = -(-rest // widest)
    return int(rest < least * pieces), pieces
