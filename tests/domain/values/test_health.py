"""The health score: its arithmetic, what has no data, its worst driver and its trend."""

from datetime import date, timedelta
from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from csm_tui.domain.values.bands import Trend
from csm_tui.domain.values.health import (
    COMPONENTS,
    TrendRule,
    Weights,
    coverage,
    half_up,
    lost_points,
    overall,
    round_score,
    trend_of,
    worst_driver,
)
from tests.support.builders import TODAY, one_score, portfolio_client, portfolio_csv, some_scores, some_weights

USUAL = Weights()
RULE = TrendRule()


def exactly(number):
    """The number as it is written, as a fraction."""
    return Fraction(str(number))


def formula(scores, weights):
    pairs = [(exactly(w), exactly(s)) for w, s in zip(weights.shares, scores, strict=True) if s is not None]
    weight = sum(w for w, _ in pairs)
    return sum(w * s for w, s in pairs) / weight if weight else None


@pytest.mark.parametrize("cells", portfolio_csv(), ids=lambda cells: cells["Client"])
def test_the_example_portfolio_is_reproduced(cells):
    scores = portfolio_client(cells).scores
    assert overall(scores, USUAL).rounded == int(cells["Health"])
    assert coverage(scores, USUAL) == (0.75 if cells["Client"] == "Customer 12" else 1)


def test_the_example_portfolio_has_fifteen_lines():
    assert [cells["Client"] for cells in portfolio_csv()] == [f"Customer {number}" for number in range(1, 16)]


@pytest.mark.parametrize(
    ("scores", "rounded"),
    [
        ((62.5, 62.5, 62.5, 62.5), 63),
        ((40.5, None, None, None), 41),
        ((65, 60, 60, 60), 63),  # 62.5 from whole numbers
        ((31, 50, 50, 50), 41),  # 40.5, which Python rounds to 40
        ((0, 1, 1, 1), 1),  # 0.5
        ((62.4, 62.4, 62.4, 62.4), 62),
        ((0, 0, 0, 0), 0),
        ((100, 100, 100, 100), 100),
        ((0, None, None, None), 0),
    ],
)
def test_a_half_goes_up_once_at_the_end(scores, rounded):
    assert overall(scores, USUAL).rounded == rounded


def test_it_is_the_total_that_is_rounded_and_not_the_parts():
    assert overall((50.4, 50.4, 50.4, 50.4), USUAL).rounded == 50
    assert overall((0.4, 0.4, 3.2, 0.4), USUAL).rounded == 1  # 0.75


def test_decimals_are_taken_as_they_are_written():
    """In binary 0.1 x 1 + ... comes out beside the half."""
    weights = Weights(product=10, satisfaction=20, support=30, sponsorship=40)
    assert overall((0.3, 0.6, 0.7, 0.35), weights).rounded == 1  # 0.5 exactly
    assert round_score(0.5) == 1
    assert round_score(62.5) == 63
    assert round_score(40.5) == 41
    assert round_score(40.49999) == 40
    assert round_score(7) == 7


def test_no_data_is_not_zero():
    assert overall((80, None, None, None), USUAL).rounded == 80
    assert overall((80, 0, 0, 0), USUAL).rounded == 40
    assert overall((None, None, None, None), USUAL) is None
    assert coverage((None, None, None, None), USUAL) == 0
    assert coverage((0, None, 0, None), USUAL) == 0.625


def test_only_what_weighs_nothing_has_data():
    weights = Weights(product=0, satisfaction=50, support=25, sponsorship=25)
    assert overall((80, None, None, None), weights) is None
    assert coverage((80, None, None, None), weights) == 0


@given(some_scores(), some_weights())
def test_overall_is_the_formula_and_lies_between_its_components(scores, weights):
    expected = formula(scores, weights)
    found = overall(scores, weights)
    if expected is None:
        assert found is None
        return
    assert Fraction(found.points, found.weight) == expected
    assert found.rounded == floor(expected + Fraction(1, 2))
    weighed = [exactly(s) for w, s in zip(weights.shares, scores, strict=True) if w and s is not None]
    assert min(weighed) <= expected <= max(weighed)


@given(some_scores(), some_weights(), st.integers(2, 9))
def test_only_the_proportion_of_the_weights_matters(scores, weights, factor):
    scaled = Weights.model_construct(**{name: getattr(weights, name) * factor for name in COMPONENTS})
    one, other = overall(scores, weights), overall(scores, scaled)
    assert (one is None) == (other is None)
    if one is not None:
        assert Fraction(*one) == Fraction(*other)
    assert coverage(scores, weights) == coverage(scores, scaled)


@given(some_scores(), some_weights(), st.integers(0, 3))
def test_a_component_without_data_says_nothing(scores, weights, index):
    """Its weight is shared out: the overall is that of the others alone."""
    without = tuple(None if place == index else score for place, score in enumerate(scores))
    assume(formula(without, weights) is not None)
    others = [place for place in range(4) if scores[place] is not None and place != index]
    weight = sum(exactly(weights.shares[place]) for place in others)
    shares = {place: exactly(weights.shares[place]) / weight for place in others}
    assert Fraction(*overall(without, weights)) == sum(shares[place] * exactly(scores[place]) for place in others)
    assert 0 <= coverage(without, weights) <= coverage(scores, weights) <= 1


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4))
def test_half_up(numerator, denominator):
    assert half_up(numerator, denominator) == floor(Fraction(numerator, denominator) + Fraction(1, 2))


@given(one_score())
def test_round_score_goes_to_the_nearest(score):
    assert round_score(score) == floor(exactly(score) + Fraction(1, 2))


@pytest.mark.parametrize(
    ("scores", "worst"),
    [
        ((78, 84, 72, 70), "product"),  # 11 against 4, 3.5, 3.75
        ((90, 30, 70, 60), "satisfaction"),  # 5 against 17.5
        ((100, 100, 99, 100), "support"),
        ((100, 100, 100, 0), "sponsorship"),
        ((None, 99, None, None), "satisfaction"),
        ((None, None, 100, None), None),
        ((100, 100, 100, 100), None),
        ((None, None, None, None), None),
        ((80, 60, 20, 20), "product"),  # all cost 10: the first
    ],
)
def test_the_worst_driver_costs_most_points(scores, worst):
    assert worst_driver(scores, USUAL) == worst


@given(st.tuples(*[one_score()] * 4), some_weights())
def test_the_points_lost_are_what_is_missing_to_a_hundred(scores, weights):
    lost = sum(points for _, points in lost_points(scores, weights))
    assert lost == pytest.approx(100 - float(formula(scores, weights)))


@given(some_scores(), some_weights())
def test_the_worst_driver_is_one_that_has_data(scores, weights):
    worst = worst_driver(scores, weights)
    costs = {
        name: exactly(weight) * (100 - exactly(score))
        for name, weight, score in zip(COMPONENTS, weights.shares, scores, strict=True)
        if score is not None
    }
    if worst is None:
        assert not any(costs.values())
    else:
        assert float(costs[worst]) == pytest.approx(float(max(costs.values())))


def history(*snapshots):
    """Pairs of days ago and a score that all four components have."""
    return tuple((TODAY - timedelta(days=ago), score, score, score, score) for ago, score in snapshots)


@pytest.mark.parametrize(
    ("snapshots", "trend"),
    [
        ([], None),
        ([(0, 50)], None),
        ([(29, 10), (0, 50)], None),
        ([(30, 10), (0, 50)], Trend.UP),
        ([(30, 50), (0, 10)], Trend.DOWN),
        ([(30, 50), (0, 52)], Trend.LEVEL),
        ([(30, 50), (0, 48)], Trend.LEVEL),
        ([(30, 50), (0, 52.1)], Trend.UP),
        ([(30, 50), (0, 47.9)], Trend.DOWN),
        ([(200, 10), (40, 60), (0, 50)], Trend.DOWN),  # against the latest one that is old enough
        ([(40, 60), (29, 10), (0, 50)], Trend.DOWN),
        ([(40, None), (0, 50)], None),
        ([(40, 50), (0, None)], None),
    ],
)
def test_the_trend_that_the_history_tells(snapshots, trend):
    assert trend_of(history(*snapshots), USUAL, RULE) is trend


def test_the_trend_compares_unrounded_overalls():
    assert trend_of(history((30, 50.4), (0, 52.5)), USUAL, RULE) is Trend.UP  # 2.1, though 50 and 53 as well
    assert trend_of(history((30, 50.4), (0, 52.4)), USUAL, RULE) is Trend.LEVEL  # exactly 2
    assert trend_of(history((30, 50.5), (0, 52.4)), USUAL, RULE) is Trend.LEVEL  # 51 and 52


def test_the_trend_follows_its_settings():
    steps = history((10, 50), (0, 55))
    assert trend_of(steps, USUAL, TrendRule(days=10)) is Trend.UP
    assert trend_of(steps, USUAL, TrendRule(days=11)) is None
    assert trend_of(steps, USUAL, TrendRule(days=10, points=5)) is Trend.LEVEL


def test_the_trend_is_judged_by_the_weights_of_today():
    steps = ((TODAY - timedelta(days=40), 50, 50, 50, 90), (TODAY, 60, 50, 50, 10))
    assert trend_of(steps, USUAL, RULE) is Trend.DOWN  # +5 - 10
    assert trend_of(steps, Weights(product=90, satisfaction=5, support=5, sponsorship=0), RULE) is Trend.UP


def test_the_trend_of_a_history_at_the_beginning_of_time():
    assert trend_of(((date.min, 1, 1, 1, 1), (date.min + timedelta(days=5), 9, 9, 9, 9)), USUAL, RULE) is None


@given(
    st.dictionaries(st.integers(0, 120), some_scores(), max_size=6),
    some_weights(),
    st.integers(1, 60),
    st.sampled_from([0, 0.1, 2, 5]),
)
@example({0: (50, None, None, None), 30: (48, None, None, None)}, Weights(), 30, 2)
def test_the_trend_against_a_plain_model(by_age, weights, days, points):
    snapshots = tuple((TODAY - timedelta(days=ago), *by_age[ago]) for ago in sorted(by_age, reverse=True))
    expected = None
    old = [ago for ago in by_age if by_age and ago - min(by_age) >= days]
    if old:
        now, then = formula(by_age[min(by_age)], weights), formula(by_age[min(old)], weights)
        if now is not None and then is not None:
            moved = now - then
            expected = Trend.LEVEL if abs(moved) <= exactly(points) else Trend.UP if moved > 0 else Trend.DOWN
    assert trend_of(snapshots, weights, TrendRule(days=days, points=points)) is expected
