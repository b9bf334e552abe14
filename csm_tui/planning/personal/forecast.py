"""The forecast of the day on which all aspects are green."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from csm_tui.domain.records.person.personal_evaluation import Aspect, PersonalEvaluation
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.ratings import GREEN_FROM, RatingBand, rating_band
from csm_tui.domain.values.time.months import shift_months

LEAST_RATINGS = 3
LEAST_FIT = Fraction(1, 2)
HORIZON_YEARS = 5


class FittedLine(NamedTuple):
    """A straight line through ratings: points at `start`, points per day, and the share of the variance it explains
    (R squared, 0 to 1)."""

    start: date
    points: Fraction
    slope: Fraction
    fit: Fraction

    def reaches(self, points: int) -> date | None:
        """The first day on which it is at those points or above; None if it does not rise, or not within reach."""
        if self.slope <= 0:
            return None
        days = ceil((points - self.points) / self.slope)
        try:
            return self.start + timedelta(days=days)
        except OverflowError:
            return None


class AspectForecast(NamedTuple):
    """The day on which all aspects are green, None if that cannot be said; `reason` says why, or on what it rests."""

    day: date | None
    reason: str


def fitted_line(ratings: Sequence[tuple[date, int]]) -> FittedLine | None:
    """The least-squares line through ratings by day, exactly; None if they all lie on one day."""
    start = min(day for day, _ in ratings)
    xs = [(day - start).days for day, _ in ratings]
    ys = [points for _, points in ratings]
    count, sum_x, sum_y = len(xs), sum(xs), sum(ys)
    xx = count * sum(x * x for x in xs) - sum_x**2
    yy = count * sum(y * y for y in ys) - sum_y**2
    xy = count * sum(x * y for x, y in zip(xs, ys, strict=True)) - sum_x * sum_y
    if not xx:
        return None
    slope = Fraction(xy, xx)
    return FittedLine(start, (sum_y - slope * sum_x) / count, slope, Fraction(xy * xy, xx * yy) if yy else Fraction(1))


def forecast(evaluations: Sequence[PersonalEvaluation], aspects: Iterable[Aspect], today: date) -> AspectForecast:
    """The day on which the last aspect becomes green, from one's own ratings, oldest first.

    Every aspect that is not green by its latest rating needs three ratings, a rising line and a fit (R squared) of at
    least a half; the day is the latest on which a line reaches green, within five years.
    """
    if not evaluations:
        return AspectForecast(None, "there is no evaluation yet")
    ratings = courses(evaluations)
    days: list[date] = []
    reasons: dict[str, list[str]] = {}
    for aspect in aspects:
        own = ratings.get(aspect.id, [])
        if own and rating_band(own[-1][1]) is RatingBand.GREEN:
            continue
        day, why = _aspect(own, today)
        if day is None:
            reasons.setdefault(why, []).append(aspect.name)
        else:
            days.append(day)
    if reasons:
        return AspectForecast(None, "; ".join(f"{some_names(names)}: {why}" for why, names in reasons.items()))
    if not days:
        return AspectForecast(evaluations[-1].day, "all aspects are green")
    return AspectForecast(max(days), "where the lines through the ratings reach green")


def courses(evaluations: Sequence[PersonalEvaluation]) -> Mapping[str, list[tuple[date, int]]]:
    """The ratings of each aspect by day, by its id, from evaluations in the order of their dates."""
    ratings: dict[str, list[tuple[date, int]]] = {}
    for evaluation in evaluations:
        for aspect, points in evaluation.points.items():
            ratings.setdefault(aspect, []).append((evaluation.day, points))
    return ratings


def _aspect(ratings: Sequence[tuple[date, int]], today: date) -> tuple[date | None, str]:
    """The day on which an aspect becomes green, or None and why it cannot be said."""
    if len(ratings) < LEAST_RATINGS:
        return None, f"needs {LEAST_RATINGS} ratings, has {len(ratings)}"
    line = fitted_line(ratings)
    if line is None:
        return None, "all ratings are of one day"
    if line.slope <= 0:
        return None, "does not rise"
    if line.fit < LEAST_FIT:
        return None, "moves too unevenly to tell"
    day = line.reaches(GREEN_FROM)
    if day is None or day > shift_months(today, 12 * HORIZON_YEARS):
        return None, f"takes more than {HORIZON_YEARS} years"
    return max(day, today), ""
