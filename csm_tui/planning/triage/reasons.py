"""Why a client has its place in the queue: reasons, each with its points, whose sum is the place."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from csm_tui.domain.records.client import Feeling
from csm_tui.domain.settings import PointsRule
from csm_tui.domain.values.bands import Band, Trend
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.planning.portfolio.rows import Row

SOON, NEAR, AHEAD = 30, 60, 90
"""Days to the decision, from which on it counts more and more."""

SPONSOR_DAYS = 180
"""Days to the decision within which a weak sponsor counts."""

SILENT_DAYS, SILENT_DAYS_IF_URGENT, SILENT_DAYS_IF_FINE = 60, 45, 90
"""Days without a touchpoint that are long: usually, if due or red or large, and if green and not due."""


_BY_POINTS = attrgetter("points")


class Reason(NamedTuple):
    why: str
    points: int


class Around(NamedTuple):
    """What is known of a client beside its row: whether it has open activities, and whether its ACV is in the top
    third."""

    planned: bool = False
    large: bool = False


def reasons(row: Row, around: Around, points: PointsRule) -> tuple[Reason, ...]:
    """The reasons of a client, those with most points first; none for a churned one."""
    if row.client.status is ClientStatus.CHURNED:
        return ()
    found = [one for one in _all(row, around, points) if one.points]
    found.sort(key=_BY_POINTS, reverse=True)  # which leaves equal ones in their order
    return tuple(found)


def total_points(found: Iterable[Reason]) -> int:
    """The sum of the points."""
    return sum(one.points for one in found)


def _all(row: Row, around: Around, points: PointsRule) -> Iterator[Reason]:
    yield from _decision(row, points)
    yield from _owed(row, points)
    if row.client.status is ClientStatus.ACTIVE:
        yield from _scores(row, points)
    yield from _people(row, points)
    if row.open_risks:
        kinds = ", ".join(dict.fromkeys(str(one.kind) for one in row.open_risks))
        yield Reason(f"open risk: {kinds}", points.risk)
    if _at_odds(row):
        yield Reason(f"sentiment {row.feeling}, the score says {row.health_band}", points.at_odds)
    yield from _attention(row, around, points)


def decision_in_words(days: int) -> str:
    """How many days it is until a client has decided, negative once that day is past."""
    if days < 0:
        return f"decision {-days} d past"
    return f"decides in {days} d" if days else "decides today"


def _decision(row: Row, points: PointsRule) -> Iterator[Reason]:
    days = row.decides
    if days is None:
        return
    if days <= SOON:
        yield Reason(decision_in_words(days), points.decision_soon)
    elif days <= NEAR:
        yield Reason(decision_in_words(days), points.decision_near)
    elif days <= AHEAD:
        yield Reason(decision_in_words(days), points.decision_ahead)


def _owed(row: Row, points: PointsRule) -> Iterator[Reason]:
    if row.promise is not None and row.promise < 0:
        yield Reason(f"promise {-row.promise} d overdue", points.promise)
    elif row.followup is not None and row.followup < 0:
        yield Reason(f"follow-up {-row.followup} d overdue", points.followup)


def _scores(row: Row, points: PointsRule) -> Iterator[Reason]:
    if row.health_band is Band.RED:
        yield Reason("health red", points.health_red)
    elif row.health_band is Band.AMBER:
        yield Reason("health amber", points.health_amber)
    if row.trend is Trend.DOWN:
        yield Reason("falling", points.falling)
        if row.health_band is Band.GREEN and row.decides is not None and row.decides <= AHEAD:
            yield Reason("green all the same, with the decision near", points.trap)
    for name in row.reds:
        yield Reason(f"{name} red", points.component_red)
    if len(row.reds) > 1 and row.health_band is Band.AMBER:
        yield Reason(f"{len(row.reds)} red under an amber score", points.trap)
    missing = [name for name, score in zip(COMPONENTS, row.client.scores, strict=True) if score is None]
    if missing:
        yield Reason(f"no data: {', '.join(missing)}", points.no_data)
    if row.stale:
        yield Reason(f"stale: {', '.join(row.stale)}", points.stale)


def _people(row: Row, points: PointsRule) -> Iterator[Reason]:
    gone = [one for one in row.client.stakeholders if one.left and _matters(one.role, one.champion)]
    if gone:
        yield Reason(f"{gone[0].name} has left", points.champion_gone)
    near = row.decides is not None and row.decides <= SPONSOR_DAYS
    if near and row.band("sponsorship") is Band.AMBER:
        yield Reason("weak sponsor before the decision", points.weak_sponsor)


def _matters(role: str, champion: bool) -> bool:
    return champion or "decision" in role.casefold()


def _at_odds(row: Row) -> bool:
    """Whether the CSM feels otherwise than the score says."""
    if row.feeling is None:
        return False
    bad, good = row.feeling is Feeling.BAD, row.feeling is Feeling.GOOD
    return (bad and row.health_band is not Band.RED) or (good and row.health_band is Band.RED)


def _attention(row: Row, around: Around, points: PointsRule) -> Iterator[Reason]:
    urgent = row.at_risk or around.large
    fine = row.health_band is Band.GREEN and not row.due
    long = SILENT_DAYS_IF_URGENT if urgent else SILENT_DAYS_IF_FINE if fine else SILENT_DAYS
    if row.touched is None:
        yield Reason("never a touchpoint", points.silence)
    elif row.touched >= long:
        yield Reason(f"no touchpoint for {row.touched} d", points.silence)
    if row.at_risk and not around.planned:
        yield Reason("nothing planned", points.nothing_planned)
    if around.large:
        yield Reason("large ACV", points.large)
