"""If not all deadlines can be met: minimise the maximum lateness by parametric search, then the total."""

from bisect import bisect_left
from collections.abc import Sequence

from csm_tui.planning.schedule.edf import preemptive_edf
from csm_tui.planning.schedule.network import FOREVER, Network
from csm_tui.planning.schedule.overload import possible_pins
from csm_tui.planning.schedule.total_tardiness import TardinessBounds, minimize_total_tardiness

ROUNDS = 20
"""The most rounds in which pins that cannot be met are dropped."""


def minimize_maximum_lateness(net: Network, until: Sequence[int]) -> list[int]:
    """The due days, carried back, that minimise the maximum lateness in days and then the total.

    It is a binary search for the least lateness with which preemptive earliest deadline first meets every deadline
    (Horn 1974). Order matters more than deadlines: what a pinned task depends on is finished by its pin wherever
    possible. If `until` has too little capacity for all work, the due days only give an order.
    """
    pins = kept_pins(net, until)
    fixed = max((pin - task.deadline for task, pin in zip(net.tasks, net.last_pin, strict=True) if pin >= 0), default=0)
    span = range(max(0, fixed), len(until) - min(task.deadline for task in net.tasks))

    def fits(late: int) -> bool:
        return not preemptive_edf(net, net.carried(net.limits(late), pins), until).left

    number = bisect_left(span, True, key=fits)
    if number == len(span):
        return net.carried(net.limits(span.stop), pins)
    bounds = TardinessBounds(net, until, pins, _earliest(net, until), net.limits(span[number]))
    return net.carried(minimize_total_tardiness(bounds), pins)


def kept_pins(net: Network, until: Sequence[int]) -> list[int]:
    """The first pins before which everything they wait for can be finished together, ignoring deadlines.

    FOREVER stands for pins that cannot be met and therefore constrain nothing; after ROUNDS rounds, for all of them.
    """
    pins = possible_pins(net)
    for _ in range(ROUNDS):
        bounds = [(FOREVER, place) for place in range(len(pins))]
        for place in range(len(pins) - 1, -1, -1):
            bound = min(bounds[place], (pins[place], place))
            for earlier in net.before[place]:
                bounds[earlier] = min(bounds[earlier], bound)
        left = preemptive_edf(net, [day for day, _ in bounds], until).left
        missed = [bounds[place] for place in left if bounds[place][0] < FOREVER]
        if not missed:
            return pins
        for _, place in missed:
            pins[place] = FOREVER
    return [FOREVER] * len(pins)


def _earliest(net: Network, until: Sequence[int]) -> list[int]:
    """The limit of each task without lateness, or the first day by which it and all it depends on can be done."""
    ends: list[int] = []
    for place, release in enumerate(net.release):
        start = max([until[min(release, len(until) - 1)], *(ends[earlier] for earlier in net.before[place])])
        ends.append(start + net.free[place])
    return [
        limit if limit == FOREVER else max(limit, bisect_left(until, end) - 1)
        for limit, end in zip(net.limits(), ends, strict=True)
    ]
