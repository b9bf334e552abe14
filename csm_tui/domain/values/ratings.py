"""Personal ratings of 0-10: how they are typed, and their bands, which differ from those of the health score."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from csm_tui.domain.values.health import half_up

WORST, BEST = 0, 10
"""The ratings of what somebody did not begin to do, and of what they did perfectly."""

NOT_RATED = "-"
"""How it is typed that an aspect is not rated; an empty text says so, too."""

GREEN_FROM, ORANGE_FROM = 8, 6
_TYPED = {str(points): points for points in range(WORST, BEST + 1)}


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


def read_rating(text: str) -> int | None:
    """A rating of 0-10 as it is typed: a number, t for 10; empty or - is not rated.

    Raises:
        ValueError: it is none.
    """
    typed = text.strip().casefold()
    if typed in ("", NOT_RATED):
        return None
    if typed == "t":
        return BEST
    if typed not in _TYPED:
        raise ValueError("0 to 10; - is not rated")
    return _TYPED[typed]


def as_decimal(exact: Fraction | None) -> float | None:
    """An exact figure to two decimals."""
    return None if exact is None else float(round(exact, 2))
