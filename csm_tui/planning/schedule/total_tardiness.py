"""Minimising the total tardiness (days of lateness), given the maximum one, by branch and bound.

The result is exact if few tasks are late, otherwise a good approximation: the problem is NP-hard (Du and Leung 1990).
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
"""The most schedules tried x tasks while tightening limits."""
EFFORT = 6_000
"""The most tasks and backlogs that the search examines, over all branches."""


@dataclass(frozen=True)
class TardinessBounds:
    """The range of limits for each task, from `earliest` to `latest`, in days by place. The latest can all be met.

    until: the capacity in units before each day. pins: the first pins that constrain others, or FOREVER. A limit before
    `earliest` is impossible or useless.
    """

    net: Network
    until: Sequence[int]
    pins: Sequence[int]
    earliest: Sequence[int]
    latest: Sequence[int]

    def fits(self, limits: Sequence[int]) -> bool:
        return not preemptive_edf(self.net, self.net.carried(limits, self.pins), self.until).left

    def total(self, limits: Sequence[int]) -> int:
        """The total days of lateness that the limits allow, without tasks that are wholly pinned."""
        return sum(max(0, limits[place] - self.net.tasks[place].deadline) for place in self.net.starts)

    def reached(self, limits: Sequence[int]) -> list[int]:
        """The limits, tightened to the days on which a schedule within them finishes the tasks."""
        reached = list(limits)
        for day, place, _ in preemptive_edf(self.net, self.net.carried(limits, self.pins), self.until).pieces():
            reached[place] = max(day, self.earliest[place])
        return reached


def minimize_total_tardiness(bounds: TardinessBounds) -> Sequence[int]:
    """Limits that can all be met with the smallest total lateness.

    Limits found by tightening are improved by branch and bound. The result is exact unless the effort is used up, which
    happens with many late tasks or many tasks; then it is the best found so far.
    """
    return _searched(bounds, _tightened(bounds))


def _tightened(bounds: TardinessBounds) -> list[int]:
    """Limits that can all be met: tasks on time stay so, then the shortest late task gets its earliest day, etc.

    Several tasks are tried at once while that succeeds. When the tries are used up, the rest stays as late as it was.
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
    """The first day after its earliest on which a task can be finished while the others keep their limits."""
    days = range(bounds.earliest[place] + 1, limits[place])

    def fits(day: int) -> bool:
        return bounds.fits([*limits[:place], day, *limits[place + 1 :]])

    return days.start + bisect_left(days, True, key=fits)


@dataclass(frozen=True)
class _Backlog:
    """The least units due by a day that are unfinished after it, and the tasks to which they could belong.

    candidates: (units, place), largest first; the units are those of the task and of all that it depends on.
    """

    day: int
    units: int
    candidates: Sequence[tuple[int, int]]


def _searched(bounds: TardinessBounds, found: Sequence[int]) -> Sequence[int]:
    """The best limits found by branch and bound (Land and Doig 1960), starting from limits that can be met.

    A node has limits, which may be too tight, and latest days. If its schedule overloads an interval, one of the tasks
    in it must be finished after it: there is a branch for each, which excludes the tasks of earlier branches.
    """
    best = bounds.total(found)
    root = bounds.total(bounds.earliest)
    if root == best or len(found) ** 2 > EFFORT:
        return found
    net, backlogs = bounds.net, _backlogs(bounds)
    look = len(found) + sum(len(backlog.candidates) for backlog in backlogs)
    effort = EFFORT - look * len(found)
    if effort < 0:  # too little even for the first few branches
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
            serial -= 1  # among equals the newest comes first, as it is closest to a solution
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
    """The limits and latest days of each branch: one task of the interval is finished after it, earlier ones are not.

    The task that frees the most units per day of lateness comes first.
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
    """For each task those that some best schedule finishes no earlier (Emmons 1969): successors and displaced ones.

    Without pins, a task can displace another that is no shorter, due no earlier and released no earlier: doing it first
    in the hours of both makes neither the greatest lateness nor the total worse.
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

    No order leaves less undone of the work due by a day than earliest due first (Jackson's rule).
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
    """The free units of a task and of everything that it depends on."""
    found = {place}
    ahead = [place]
    while ahead:
        new = set(net.before[ahead.pop()]) - found
        found |= new
        ahead.extend(new)
    return sum(net.free[one] for one in found)


def _missing(backlogs: Sequence[_Backlog], limits: Sequence[int], latest: Sequence[int]) -> int:
    """A lower bound for the days of lateness to be added to limits; FOREVER if no limits up to the latest suffice.

    Each evening the unfinished units belong to late tasks: those that are late by the limits, and as few others as
    possible.
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
