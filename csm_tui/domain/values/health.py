"""The health score: four weighted components, exact arithmetic, rounded half up once at the end."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Annotated, NamedTuple

from pydantic import Field, model_validator

from csm_tui.domain.record import Record
from csm_tui.domain.values.bands import Trend
from csm_tui.domain.values.time.days import Day

COMPONENTS = ("product", "satisfaction", "support", "sponsorship")

Score = Annotated[int, Field(ge=0, le=100)] | Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
"""0-100. None means that there is no data, which is different from 0."""

Scores = tuple[Score | None, Score | None, Score | None, Score | None]
"""One score per component, in the order of COMPONENTS."""

Snapshot = tuple[Day, Score | None, Score | None, Score | None, Score | None]
"""A day and the four components on it. It is a plain tuple to save memory: 10,000 clients have 40,000 of them."""


class Weights(Record):
    """The share of each component in the overall score, in percent."""

    product: float = Field(50, ge=0, le=100, description="Weight of Product in the overall score, percent")
    satisfaction: float = Field(25, ge=0, le=100, description="Weight of Satisfaction, percent")
    support: float = Field(12.5, ge=0, le=100, description="Weight of Support, percent")
    sponsorship: float = Field(12.5, ge=0, le=100, description="Weight of Sponsorship, percent")

    @model_validator(mode="after")
    def _whole(self) -> "Weights":
        total = sum(_exact(weight) for weight in self.shares)
        if total != 100:
            raise ValueError(f"the four weights must sum to 100, these sum to {float(total):g}")
        return self

    @property
    def shares(self) -> tuple[float, float, float, float]:
        return self.product, self.satisfaction, self.support, self.sponsorship

    @property
    def parts(self) -> tuple[int, ...]:
        """Whole numbers in the proportion of the weights, so that sums are exact and fast."""
        return _whole_parts(self.shares)


class StaleLimits(Record):
    """The days after which a component counts as stale if it was not entered or imported again."""

    product: int = Field(90, ge=1, le=3650, description="Days until a Product score is stale")
    satisfaction: int = Field(200, ge=1, le=3650, description="Days until a Satisfaction score is stale")
    support: int = Field(90, ge=1, le=3650, description="Days until a Support score is stale")
    sponsorship: int = Field(365, ge=1, le=3650, description="Days until a Sponsorship score is stale")

    @property
    def days(self) -> tuple[int, int, int, int]:
        return self.product, self.satisfaction, self.support, self.sponsorship


class TrendRule(Record):
    days: int = Field(30, ge=1, le=3650, description="Days that lie at least between the two snapshots of a trend")
    points: float = Field(2, ge=0, le=100, description="Points within which the trend is Level")


class Overall(NamedTuple):
    """An overall score as an exact fraction: points / weight."""

    points: int
    weight: int

    @property
    def rounded(self) -> int:
        return half_up(self.points, self.weight)


def half_up(numerator: int, denominator: int) -> int:
    """The fraction rounded to the nearest whole number, halves up. The denominator must be positive."""
    return (2 * numerator + denominator) // (2 * denominator)


@lru_cache(4096)
def round_score(score: float) -> int:
    """The score rounded half up: 62.5 becomes 63, where Python's `round` gives 62."""
    if isinstance(score, int):
        return score
    exact = _exact(score)
    return half_up(exact.numerator, exact.denominator)


@lru_cache(4096)
def _exact(number: float) -> Fraction:
    """The exact decimal number: 0.1 is a tenth and not the nearest binary fraction."""
    return Fraction(Decimal(repr(number)))


@lru_cache(4096)
def _ratio(number: float) -> tuple[int, int]:
    return _exact(number).as_integer_ratio()


@lru_cache(64)
def _whole_parts(shares: tuple[float, ...]) -> tuple[int, ...]:
    exact = [_exact(share) for share in shares]
    scale = lcm(*(share.denominator for share in exact))
    return tuple(int(share * scale) for share in exact)


def overall(scores: Scores, weights: Weights) -> Overall | None:
    """sum(weight x score) / sum(weight) over the components with data; None if no component with a weight has data."""
    points = weight = eighths = 0
    for part, score in zip(weights.parts, scores, strict=True):
        if score is None:
            continue
        weight += part
        if isinstance(score, int):
            points += part * score
        elif (8 * score).is_integer():  # as nearly all are, and then exact in binary as in decimal
            eighths += part * int(8 * score)
        else:
            return _overall_of_fractions(scores, weights)
    return Overall(8 * points + eighths, 8 * weight) if weight else None


def _overall_of_fractions(scores: Scores, weights: Weights) -> Overall | None:
    points, weight, scale = 0, 0, 1  # whole numbers only: sums of fractions would take ten times as long
    for part, score in zip(weights.parts, scores, strict=True):
        if score is None:
            continue
        weight += part
        if isinstance(score, int):
            points += part * score * scale
            continue
        above, below = _ratio(score)
        if scale % below:
            points, scale = points * below, scale * below
        points += part * above * (scale // below)
    return Overall(points, weight * scale) if weight else None


def coverage(scores: Scores, weights: Weights) -> float:
    """The share of the total weight whose components have data, 0-1."""
    parts = weights.parts
    return sum(part for part, score in zip(parts, scores, strict=True) if score is not None) / sum(parts)


def lost_points(scores: Scores, weights: Weights) -> Iterator[tuple[str, float]]:
    """The points that each component with data takes off the overall score: weight x (100 - score) / 100."""
    for component, weight, score in zip(COMPONENTS, weights.shares, scores, strict=True):
        if score is not None:
            yield component, weight * (100 - score) / 100


def worst_driver(scores: Scores, weights: Weights) -> str | None:
    """The component that costs the most points (the first if several do), or None if none costs any."""
    worst, most = None, 0.0
    for component, lost in lost_points(scores, weights):
        if lost > most:
            worst, most = component, lost
    return worst


def trend_of(
    history: tuple[Snapshot, ...], weights: Weights, rule: TrendRule, newest_overall: Overall | None = None
) -> Trend | None:
    """The trend according to the history; None if the history is too short.

    The newest snapshot is compared with the latest one at least `rule.days` older, both weighed with today's
    weights; a difference of at most `rule.points` is Level. `history` must be sorted by date. `newest_overall` is that
    of the newest snapshot, if it is known already.
    """
    if len(history) < 2:
        return None
    newest = history[-1]
    older = next((snapshot for snapshot in reversed(history) if (newest[0] - snapshot[0]).days >= rule.days), None)
    if older is None:
        return None
    now, then = newest_overall or overall(newest[1:], weights), overall(older[1:], weights)
    if now is None or then is None:
        return None
    moved = now.points * then.weight - then.points * now.weight
    above, below = _ratio(rule.points)
    if abs(moved) * below <= above * now.weight * then.weight:
        return Trend.LEVEL
    return Trend.UP if moved > 0 else Trend.DOWN
