"""Whether the figures by which an initiative is judged are on their course."""

from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from csm_tui.domain.records.engagements.roadmap import Kpi, Measure


class KpiState(StrEnum):
    NO_DATA = "no data"
    REACHED = "reached"
    ON_COURSE = "on course"
    BEHIND = "behind"


class Judged(NamedTuple):
    """A KPI with its latest measure and how that stands. `ahead` is how much better than its course it is, in its own
    unit: positive is good, whichever way it is to move; None where that cannot be said."""

    kpi: Kpi
    latest: Measure | None
    state: KpiState
    ahead: Fraction | None = None


def judged(kpi: Kpi, month: int) -> Judged:
    """How a KPI stands in a month, by the latest measure up to then.

    Its course is the straight line from the baseline in month 0 to the target in the month in which that is due, or the
    lines through the values of its own course.
    """
    latest = max((one for one in kpi.measures if one.month <= month), key=lambda one: one.month, default=None)
    if latest is None or kpi.target is None:
        return Judged(kpi, latest, KpiState.NO_DATA)
    rises = kpi.baseline is None or kpi.target >= kpi.baseline
    sign = 1 if rises else -1
    value, target = _exact(latest.value), _exact(kpi.target)
    wanted = expected(kpi, latest.month)
    ahead = None if wanted is None else sign * (value - wanted)
    if sign * (value - target) >= 0:
        return Judged(kpi, latest, KpiState.REACHED, ahead)
    if ahead is None:
        return Judged(kpi, latest, KpiState.NO_DATA)
    return Judged(
        kpi, latest, KpiState.ON_COURSE if ahead >= 0 and not _is_past(kpi, month) else KpiState.BEHIND, ahead
    )


def _is_past(kpi: Kpi, month: int) -> bool:
    return kpi.due_month is not None and month > kpi.due_month


def expected(kpi: Kpi, month: int) -> Fraction | None:
    """The value on its course in a month; None without a baseline, a target and the month in which that is due."""
    if kpi.baseline is None or kpi.target is None or kpi.due_month is None:
        return None
    known = {0: _exact(kpi.baseline), **{one.month: _exact(one.value) for one in kpi.course}}
    known[kpi.due_month] = _exact(kpi.target)
    points = sorted(known.items())
    for (left, low), (right, high) in pairwise(points):
        if left <= month <= right:
            return low + (high - low) * Fraction(month - left, right - left)
    return points[-1][1]


def _exact(number: float) -> Fraction:
    return Fraction(str(number))
