"""Preemptive earliest deadline first: placing the unpinned hours of tasks on days.

Time is counted in whole quarter-hours ("units") and in days from 0, the first day that can be planned.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from csm_tui.planning.schedule.network import Network


@dataclass(frozen=True)
class EdfSchedule:
    """runs: (start, end, place) in order, in units of capacity. left: the units that were not placed, by place."""

    until: Sequence[int]
    runs: Sequence[tuple[int, int, int]]
    left: Mapping[int, int]

    def pieces(self) -> list[tuple[int, int, int]]:
        """(day, place, units) in working order, with at most one piece per day and place."""
        pieces: list[tuple[int, int, int]] = []
        for start, end, place in self.runs:
            day = bisect_right(self.until, start) - 1
            while start < end:
                stop = min(end, self.until[day + 1])
                if start < stop:
                    pieces.append((day, place, stop - start))
                start, day = stop, day + 1
        return pieces


def preemptive_edf(net: Network, due: Sequence[int], until: Sequence[int]) -> EdfSchedule:
    """Place the unpinned units by earliest due day; until[day] is the capacity in units of all days before a day.

    Preemptive earliest deadline first (Jackson's rule; with release times Horn 1974): at any time the released task
    with the earliest due day is worked on. Work that is not done by its due day is dropped and uses no capacity from
    then on. Nothing is dropped if all due days, carried back along the dependencies, can be met; otherwise the dropped
    amount is the least possible.
    """
    count, starts, days, total = len(net.tasks), net.starts, len(until) - 1, until[-1]
    opens = [until[day] if day < days else total for day in net.release]
    closes = [0 if day < 0 else until[day + 1] if day < days else total for day in due]
    rest = list(net.free)
    runs: list[tuple[int, int, int]] = []
    waiting: list[int] = []  # due x count + place, one number that sorts by both
    now = arrived = 0
    while waiting or arrived < len(starts):
        if not waiting:
            now = max(now, opens[starts[arrived]])
        while arrived < len(starts) and opens[starts[arrived]] <= now:
            heappush(waiting, due[starts[arrived]] * count + starts[arrived])
            arrived += 1
        if now >= total:
            break
        upcoming = opens[starts[arrived]] if arrived < len(starts) else total
        while waiting and now < upcoming:
            place = waiting[0] % count
            end = now + rest[place]
            if end > closes[place]:
                end = closes[place]
            if end > upcoming:
                end = upcoming
            if end > now:
                runs.append((now, end, place))
                rest[place] -= end - now
                now = end
            if not rest[place] or now >= closes[place]:
                heappop(waiting)
    return EdfSchedule(until, runs, {place: units for place, units in enumerate(rest) if units})
