"""The forecast of the day on which all aspects are green."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from csm_tui.planning.personal.forecast import fitted_line, forecast
from tests.support.builders import TODAY
from tests.support.evaluation_builders import personal

A, B = USUAL_ASPECTS[:2]
QUARTER = timedelta(days=90)


def course(*points: tuple[int | None, ...]):
    """Evaluations a quarter apart, the last one today."""
    return [personal(each, TODAY - QUARTER * (len(points) - 1 - place)) for place, each in enumerate(points)]


@pytest.mark.parametrize(
    ("points", "day", "reason"),
    [
        (((5,), (6,), (7,)), TODAY + QUARTER, "lines"),
        (((5, 9), (6, 9), (7, 9)), TODAY + QUARTER, "lines"),
        (((5, 1), (6, 2), (7, 3)), TODAY + 5 * QUARTER, "lines"),  # the later of the two
        (((8, 9),), TODAY, "all aspects are green"),
        (((5,), (7,)), None, "Time management: needs 3 ratings, has 2"),
        (((9, None),), None, "Productivity / efficiency: needs 3 ratings, has 0"),
        (((7,), (6,), (5,)), None, "does not rise"),
        (((6,), (6,), (6,)), None, "does not rise"),
        (((0,), (7,), (0,), (7,), (1,)), None, "moves too unevenly to tell"),
        (((0,), (0,), (0,), (0,), (0,), (0,), (1,), (1,)), None, "takes more than 5 years"),
        (((3, 4), (3, 4)), None, "Time management and Productivity / efficiency: needs 3 ratings, has 2"),
        ((), None, "there is no evaluation yet"),
    ],
)  # fmt: skip
def test_it_says_a_day_or_why_none(points, day, reason):
    rated = USUAL_ASPECTS[: max((len(each) for each in points), default=0)]
    found = forecast(course(*points), rated, TODAY)
    assert found.day == day
    assert reason in found.reason


def test_ratings_of_one_day_have_no_course():
    found = forecast([personal((each,)) for each in (3, 4, 5)], [A], TODAY)
    assert (found.day, found.reason) == (None, "Time management: all ratings are of one day")


def test_the_latest_rating_says_whether_an_aspect_is_green():
    assert forecast(course((9,), (9,), (7,)), [A], TODAY).day is None
    assert forecast(course((2,), (2,), (8,)), [A], TODAY).day == TODAY


def test_an_aspect_left_out_last_time_has_the_rating_before():
    assert forecast(course((9, 9), (9, None)), [A, B], TODAY).day == TODAY


@given(start=st.integers(0, 3), every=st.integers(7, 200), steps=st.lists(st.integers(0, 9), min_size=3, unique=True))
def test_a_straight_line_is_found_exactly(start: int, every: int, steps: list[int]):
    first = date(2026, 1, 5)
    line = fitted_line([(first + timedelta(days=every * step), start + step) for step in sorted(steps)])
    assert line is not None
    assert (line.slope, line.fit) == (Fraction(1, every), 1)
    assert line.reaches(20) == first + timedelta(days=every * (20 - start))


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 10)), min_size=2))
def test_no_other_line_is_nearer(ratings: list[tuple[date, int]]):
    line = fitted_line(ratings)
    if line is None:
        assert len({day for day, _ in ratings}) == 1
        return

    def error(points: Fraction, slope: Fraction) -> Fraction:
        return sum(((points + slope * (day - line.start).days - each) ** 2 for day, each in ratings), Fraction(0))

    least = error(line.points, line.slope)
    for points, slope in ((1, 0), (-1, 0), (0, Fraction(1, 100)), (0, Fraction(-1, 100))):
        assert error(line.points + points, line.slope + slope) > least
    assert 0 <= line.fit <= 1


@given(st.lists(st.tuples(*[st.none() | st.integers(0, 10)] * 3), max_size=6), st.integers(1, 900))
def test_any_course_has_a_day_from_today_on_or_a_reason(points, days: int):
    evaluations = [personal(each, TODAY - timedelta(days=days * (6 - place))) for place, each in enumerate(points)]
    found = forecast(evaluations, USUAL_ASPECTS[:3], TODAY)
    assert found.reason
    latest = [each for each in points if each is not None]
    if found.day is not None and "lines" in found.reason:
        assert TODAY <= found.day <= date(TODAY.year + 5, TODAY.month, TODAY.day)
        assert len(latest) >= 3
