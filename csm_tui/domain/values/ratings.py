"""The bands of personal ratings of 0-10. They differ from those of the health score."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from csm_tui.domain.values.health import half_up

GREEN_FROM, ORANGE_FROM = 8, 6


class RatingBand(StrEnum):
    RED = "red"
    ORANGE = "orange"
    GREEN = "green"


def rating_band(points: int | Fraction) -> RatingBand:
    """The band of a rating of 0-10; an average is rounded half up first."""
    exact = Fraction(points)
    whole = half_up(exact.numerator, exact.denominator)
    if whole >= GREEN_FROM:
        return RatingBand.GREEN
    return RatingBand.ORANGE if whole >= ORANGE_FROM else RatingBand.RED


def average(points: Iterable[int]) -> Fraction | None:
    """The exact average; None of none."""
    found = [*points]
    return Fraction(sum(found), len(found)) if found else None
