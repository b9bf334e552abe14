"""The smallest total tardiness (days of lateness) within a greatest one, by branch and bound.

It is exact where few tasks are late, else as small as it soon gets: the problem is NP-hard (Du and Leung 1990).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate, permutations

from csm_tui.planning.schedule.edf import preemptive_edf
from csm_tui.planning.schedule.network import FOREVER, Network
from csm_tui.planning.schedule.overload import DeficientInterval, deficient_intervals

TIGHTENINGS = 1000
"""The schedules tried times the number of tasks, at most."""
EFFORT = 6_000
"""The tasks and backlogs that the search looks at, over all its branches, at most."""


@dataclass(frozen=True)
class TardinessBounds:
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
        return not preemptive_edf(self.net, self.net.carried(limits, self.pins), self.until).left

    def total(self, limits: Sequence[int]) -> int:
        """The days of lateness that the limits allow, over all tasks that are not wholly pinned."""
        return sum(max(0, limits[place] - self.net.tasks[place].deadline) for place in self.net.starts)

    def reached(self, limits: Sequence[int]) -> list[int]:
        """The days on which a schedule within these limits finishes the tasks, where they are earlier."""
        reached = list(limits)
        for day, place, _ in preemptive_edf(self.net, self.net.carried(limits, self.pins), self.until).pieces():
            reached[place] = max(day, self.earliest[place])
        return reached


def minimize_total_tardiness(bounds: TardinessBounds) -> Sequence[int]:
    """Limits that can all be met with the smallest total lateness.

    A branch and bound improves what a tightening found. It is exact unless the branches come to their end before,
    which many late tasks, or many tasks, make likely; then the best limits found are given.
    """
    return _searched(bounds, _tightened(bounds))


def _tightened(bounds: TardinessBounds) -> list[int]:
    """Limits that can all be met: what is on time stays so, then the shortest task gets the earliest day it can, etc.

    Several at once are tried as long as that goes well; at the end of the tries the rest stays as late as it was.
    """
    limits = bounds.reached(bounds.latest)
    late = [place for place in bounds.net.starts if limits[place] > bounds.earliest[place]]
    late.sort(key=lambda place: (bounds.net.free[place], place))
    tries = max(20, TIGHTENINGS // len(limits))
    done, size = 0, 1
    while done < len(late) and tries > 0:
        some = late[done : done + size]
        attempt = list(limits)
        for place in some:
            attempt[place] = bounds.earliest[place]
        tries -= 1
        if bounds.fits(attempt):
            limits, done, size = attempt, done + size, size * 2
        elif size > 1:
            size = 1
        else:
            tries -= (limits[some[0]] - bounds.earliest[some[0]]).bit_length()
            limits[some[0]] = _first_day(bounds, limits, some[0])
            done += 1
    return bounds.reached(limits)


def _first_day(bounds: TardinessBounds, limits: Sequence[int], place: int) -> int:
    """The first day after the earliest by which one task can be finished while the others keep their limits."""
    days = range(bounds.earliest[place] + 1, limits[place])

    def fits(day: int) -> bool:
        return bounds.fits([*limits[:place], day, *limits[place + 1 :]])

    return days.start + bisect_left(days, True, key=fits)


@dataclass(frozen=True)
class _Backlog:
    """The least units that are unfinished after a day of what is due by then, and the tasks that could hold them.

    candidates: (units, place), the largest first; the units are a task's own and those of all it depends on.
    """

    day: int
    units: int
    candidates: Sequence[tuple[int, int]]


def _searched(bounds: TardinessBounds, found: Sequence[int]) -> Sequence[int]:
    """The best limits by branch and bound (Land and Doig 1960), starting from some that can be met.

    A node has limits that may be too tight, and latest days. Where its schedule leaves an interval overloaded, one of
    the tasks in it must be finished after it: a branch for each of them, in which those of the branches before are not.
    """
    best = bounds.total(found)
    root = bounds.total(bounds.earliest)
    if root == best or len(found) ** 2 > EFFORT:
        return found
    net, backlogs = bounds.net, _backlogs(bounds)
    look = len(found) + sum(len(backlog.candidates) for backlog in backlogs)
    effort = EFFORT - look * len(found)
    if effort < 0:  # too little for even the first few branches
        return found
    behind = _behind(net)
    ahead = [[one for one, later in enumerate(behind) if place in later] for place in range(len(behind))]
    nodes = [(root + _missing(backlogs, bounds.earliest, bounds.latest), 0, bounds.earliest, bounds.latest)]
    serial = 0
    while nodes and nodes[0][0] < best and effort > 0:
        bound, _, limits, latest = heappop(nodes)
        due = net.carried(limits, bounds.pins)
        edf = preemptive_edf(net, due, bounds.until)
        if not edf.left:
            return limits
        effort -= 10 * len(found)
        interval = min(deficient_intervals(net, due, edf), key=lambda one: len(one.places))
        for child, child_latest in _branches(bounds, interval, limits, latest, behind, ahead):
            effort -= look
            serial -= 1  # of equal ones the newest is taken, which is nearest to an answer
            child_bound = max(bound, bounds.total(child) + _missing(backlogs, child, child_latest))
            if child_bound < best:
                heappush(nodes, (child_bound, serial, child, child_latest))
    return found


def _branches(
    bounds: TardinessBounds,
    interval: DeficientInterval,
    limits: Sequence[int],
    latest: Sequence[int],
    behind: Sequence[Collection[int]],
    ahead: Sequence[Collection[int]],
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """For each task of the interval the limits and latest days if it is finished after it, and those before are not.

    The one that frees the most units per day of lateness comes first.
    """
    until = bounds.until
    after = bisect_right(until, until[interval.last + 1]) - 1  # the next day with room
    if after >= len(until) - 1:
        return
    choices: list[tuple[float, int, list[int]]] = []
    for place in interval.places:
        if all(bounds.pins[later] > interval.last for later in behind[place]):
            moved = [one for one in (place, *behind[place]) if limits[one] < after]
            days = sum(after - limits[one] for one in moved)
            choices.append((days / bounds.net.free[place], place, moved))
    held = list(latest)
    for _, place, moved in sorted(choices):
        if all(held[one] >= after for one in moved):
            child = list(limits)
            for one in moved:
                child[one] = after
            yield child, list(held)
        for one in (place, *ahead[place]):
            held[one] = min(held[one], interval.last)


def _behind(net: Network) -> list[set[int]]:
    """For each task those that some best schedule finishes no earlier (Emmons 1969): what follows or is displaced.

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


def _backlogs(bounds: TardinessBounds) -> list[_Backlog]:
    """The backlog of each day that has one.

    No order of work leaves less undone of what is due by a day than the earliest due first (Jackson's rule).
    """
    net = bounds.net
    due = net.carried(net.limits(), bounds.pins)
    change: dict[int, int] = defaultdict(int)
    for place in net.starts:
        change[max(0, due[place])] += net.free[place]
    for day, place, units in preemptive_edf(net, [FOREVER + day for day in due], bounds.until).pieces():
        change[max(day, due[place])] -= units
    candidates = sorted(((_with_predecessors(net, place), place) for place in net.starts), reverse=True)
    days = range(min(change), max(change))
    backlogs: list[_Backlog] = []
    for day, units in zip(days, accumulate(change[day] for day in days), strict=True):
        if units:
            open_then = [one for one in candidates if net.tasks[one[1]].deadline <= day < bounds.latest[one[1]]]
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
