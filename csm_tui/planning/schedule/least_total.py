"""The smallest total lateness within a greatest one: exact where few tasks are late, else as tight as it soon gets."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate, permutations

from csm_tui.planning.schedule.network import FOREVER, Network, fill
from csm_tui.planning.schedule.overload import Stretch, stretches

TIGHTENINGS = 1000
"""The fillings tried times the number of tasks, at most."""
EFFORT = 6_000
"""The tasks and backlogs that the search looks at, over all its branches, at most."""


@dataclass(frozen=True)
class Latitude:
    """How late each task may be: a limit from `earliest` to `latest`, days by place; all at the latest can be met.

    until: the units of room before each day. pins: the first pins that are waited for, else FOREVER. A limit before
    `earliest` can never be met, or gains nothing.
    """

    net: Network
    until: Sequence[int]
    pins: Sequence[int]
    earliest: Sequence[int]
    latest: Sequence[int]

    def fits(self, limits: Sequence[int]) -> bool:
        return not fill(self.net, self.net.carried(limits, self.pins), self.until).left

    def total(self, limits: Sequence[int]) -> int:
        """The days of lateness that the limits allow, over all tasks that are not wholly pinned."""
        return sum(max(0, limits[place] - self.net.tasks[place].deadline) for place in self.net.starts)

    def reached(self, limits: Sequence[int]) -> list[int]:
        """The days that a filling within these limits reaches, where they are earlier."""
        reached = list(limits)
        for day, place, _ in fill(self.net, self.net.carried(limits, self.pins), self.until).blocks():
            reached[place] = max(day, self.earliest[place])
        return reached


def least_total(latitude: Latitude) -> Sequence[int]:
    """Limits that can all be met with the smallest total lateness.

    A branch and bound improves what a tightening found. It is exact unless the branches come to their end before,
    which many late tasks, or many tasks, make likely; then the best limits found are given.
    """
    return _searched(latitude, _tightened(latitude))


def _tightened(latitude: Latitude) -> list[int]:
    """Limits that can all be met: what is on time stays so, then the shortest task gets the earliest day it can, etc.

    Several at once are tried as long as that goes well; at the end of the tries the rest stays as late as it was.
    """
    limits = latitude.reached(latitude.latest)
    late = [place for place in latitude.net.starts if limits[place] > latitude.earliest[place]]
    late.sort(key=lambda place: (latitude.net.free[place], place))
    tries = max(20, TIGHTENINGS // len(limits))
    done, size = 0, 1
    while done < len(late) and tries > 0:
        some = late[done : done + size]
        attempt = list(limits)
        for place in some:
            attempt[place] = latitude.earliest[place]
        tries -= 1
        if latitude.fits(attempt):
            limits, done, size = attempt, done + size, size * 2
        elif size > 1:
            size = 1
        else:
            tries -= (limits[some[0]] - latitude.earliest[some[0]]).bit_length()
            limits[some[0]] = _first_day(latitude, limits, some[0])
            done += 1
    return latitude.reached(limits)


def _first_day(latitude: Latitude, limits: Sequence[int], place: int) -> int:
    """The first day after the earliest by which one task can be finished while the others keep their limits."""
    days = range(latitude.earliest[place] + 1, limits[place])

    def fits(day: int) -> bool:
        return latitude.fits([*limits[:place], day, *limits[place + 1 :]])

    return days.start + bisect_left(days, True, key=fits)


@dataclass(frozen=True)
class _Backlog:
    """The least units that are unfinished after a day of what is due by then, and the tasks that could hold them.

    candidates: (units, place), the largest first; the units are a task's own and those of all it depends on.
    """

    day: int
    units: int
    candidates: Sequence[tuple[int, int]]


def _searched(latitude: Latitude, found: Sequence[int]) -> Sequence[int]:
    """The best limits by branch and bound, starting from some that can be met.

    A node has limits that may be too tight, and latest days. Where its filling leaves a stretch overloaded, one of the
    tasks in it must be finished after it: a branch for each of them, in which those of the branches before are not.
    """
    best = latitude.total(found)
    root = latitude.total(latitude.earliest)
    if root == best or len(found) ** 2 > EFFORT:
        return found
    net, backlogs = latitude.net, _backlogs(latitude)
    look = len(found) + sum(len(backlog.candidates) for backlog in backlogs)
    effort = EFFORT - look * len(found)
    if effort < 0:  # too little for even the first few branches
        return found
    behind = _behind(net)
    ahead = [[one for one, later in enumerate(behind) if place in later] for place in range(len(behind))]
    nodes = [(root + _missing(backlogs, latitude.earliest, latitude.latest), 0, latitude.earliest, latitude.latest)]
    serial = 0
    while nodes and nodes[0][0] < best and effort > 0:
        bound, _, limits, latest = heappop(nodes)
        due = net.carried(limits, latitude.pins)
        filling = fill(net, due, latitude.until)
        if not filling.left:
            return limits
        effort -= 10 * len(found)
        stretch = min(stretches(net, due, filling), key=lambda one: len(one.places))
        for child, child_latest in _branches(latitude, stretch, limits, latest, behind, ahead):
            effort -= look
            serial -= 1  # of equal ones the newest is taken, which is nearest to an answer
            child_bound = max(bound, latitude.total(child) + _missing(backlogs, child, child_latest))
            if child_bound < best:
                heappush(nodes, (child_bound, serial, child, child_latest))
    return found


def _branches(
    latitude: Latitude,
    stretch: Stretch,
    limits: Sequence[int],
    latest: Sequence[int],
    behind: Sequence[Collection[int]],
    ahead: Sequence[Collection[int]],
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """For each task of the stretch the limits and latest days if it is finished after it, and those before are not.

    The one that frees the most units per day of lateness comes first.
    """
    until = latitude.until
    after = bisect_right(until, until[stretch.last + 1]) - 1  # the next day with room
    if after >= len(until) - 1:
        return
    choices: list[tuple[float, int, list[int]]] = []
    for place in stretch.places:
        if all(latitude.pins[later] > stretch.last for later in behind[place]):
            moved = [one for one in (place, *behind[place]) if limits[one] < after]
            days = sum(after - limits[one] for one in moved)
            choices.append((days / latitude.net.free[place], place, moved))
    held = list(latest)
    for _, place, moved in sorted(choices):
        if all(held[one] >= after for one in moved):
            child = list(limits)
            for one in moved:
                child[one] = after
            yield child, list(held)
        for one in (place, *ahead[place]):
            held[one] = min(held[one], stretch.last)


def _behind(net: Network) -> list[set[int]]:
    """For each task those that some best schedule finishes no earlier: what depends on it, and what it may displace.

    A task may displace one that is no shorter, is due no earlier and can be begun no earlier, without pins in either:
    in the hours of both it is then done first, which makes neither the greatest lateness nor the total worse.
    """
    before: list[set[int]] = []
    for earlier in net.before:
        before.append(set(earlier).union(*(before[one] for one in earlier)))
    behind = [{later for later, ahead in enumerate(before) if place in ahead} for place in range(len(before))]
    followers = [frozenset(later) for later in behind]
    free, release, due = net.free, net.release, [task.deadline for task in net.tasks]
    for one, other in permutations((place for place in net.starts if net.last_pin[place] < 0), 2):
        if (
            free[one] <= free[other]
            and due[one] <= due[other]
            and release[one] <= release[other]
            and before[one] <= before[other]
            and followers[one] >= followers[other]
            and (one < other or one not in behind[other])
        ):
            behind[one].add(other)
    return behind


def _backlogs(latitude: Latitude) -> list[_Backlog]:
    """The backlog of each day that has one.

    No order of work leaves less undone of what is due by a day than the earliest due first.
    """
    net = latitude.net
    due = net.carried(net.limits(), latitude.pins)
    change: dict[int, int] = defaultdict(int)
    for place in net.starts:
        change[max(0, due[place])] += net.free[place]
    for day, place, units in fill(net, [FOREVER + day for day in due], latitude.until).blocks():
        change[max(day, due[place])] -= units
    candidates = sorted(((_with_predecessors(net, place), place) for place in net.starts), reverse=True)
    days = range(min(change), max(change))
    backlogs: list[_Backlog] = []
    for day, units in zip(days, accumulate(change[day] for day in days), strict=True):
        if units:
            open_then = [one for one in candidates if net.tasks[one[1]].deadline <= day < latitude.latest[one[1]]]
            backlogs.append(_Backlog(day, units, open_then))
    return backlogs


def _with_predecessors(net: Network, place: int) -> int:
    """The free units of a task and of all it depends on."""
    found = {place}
    ahead = [place]
    while ahead:
        new = set(net.before[ahead.pop()]) - found
        found |= new
        ahead.extend(new)
    return sum(net.free[one] for one in found)


def _missing(backlogs: Sequence[_Backlog], limits: Sequence[int], latest: Sequence[int]) -> int:
    """The days of lateness, at least, that must be added to limits; FOREVER if no limits up to the latest will do.

    Each evening the unfinished units are held by late tasks: those that the limits make late, and as few others as can
    be.
    """
    missing = 0
    for backlog in backlogs:
        day, units = backlog.day, backlog.units
        for size, place in backlog.candidates:
            if limits[place] > day:
                units -= size
        for size, place in backlog.candidates:
            if units <= 0:
                break
            if limits[place] <= day < latest[place]:
                units -= size
                missing += 1
        if units > 0:
            return FOREVER
    return missing
