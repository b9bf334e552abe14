"""The cash flow: the worked example's figures, and what holds however the actuals fill in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.engagements.roadmap import CashQuarter
from csm_tui.domain.values.money import exact_sum
from csm_tui.planning.roadmap.cash_flow import break_even, cash_flow, cumulative, share_of
from tests.support.roadmaps import example_quarters

amounts = st.one_of(st.integers(-5000, 5000), st.integers(-50000, 50000).map(lambda cents: cents / 10))


def _quarters(*rows: tuple[float | None, float | None, float | None, float | None]) -> list[CashQuarter]:
    names = ("estimated_expenditure", "actual_expenditure", "estimated_income", "actual_income")
    return [
        CashQuarter(roadmap="r", number=place, **dict(zip(names, row, strict=True)))
        for place, row in enumerate(rows, 1)
    ]


def test_the_worked_example() -> None:
    flow = cash_flow(example_quarters())
    assert (flow.estimated.expenditure, flow.estimated.income, flow.estimated.net) == (5165, 10250, 5085)
    sums = {one.number: one for one in flow.quarters}
    assert [sums[number].estimated_cumulative for number in (12, 13)] == [-95, 440]
    estimated, now = flow.break_even_estimated, flow.break_even_reforecast
    assert estimated is not None
    assert (estimated.year, estimated.quarter, estimated.months) == (4, 1, 39)
    assert now is not None
    assert (now.year, now.quarter, now.months) == (3, 4, 36)
    assert (sums[2].actual_cumulative, sums[2].estimated_cumulative) == (-3060, -3205)
    assert (flow.variance.expenditure, flow.variance.income, flow.variance_net) == (55, 90, 145)
    assert (sums[12].reforecast_cumulative, sums[20].reforecast_cumulative) == (50, 5230)
    assert sums[3].actual_cumulative is None
    assert flow.last_actual == 2
    assert (sums[13].year, sums[13].quarter) == (4, 1)


def test_a_variance_is_positive_where_it_is_good_and_has_no_share_of_nothing() -> None:
    flow = cash_flow([*example_quarters()[:2], CashQuarter(roadmap="r", number=3, actual_expenditure=7)])
    assert [tuple(one.variance) for one in flow.quarters] == [(0, 45), (55, 45), (-7, None)]
    assert (flow.estimated_to_date, flow.variance) == ((3305, 100), (48, 90))
    meant = [one.estimated for one in flow.quarters]
    assert [share_of(one.variance.income, each.income) for one, each in zip(flow.quarters, meant, strict=True)] == [
        None, 0.45, None,
    ]  # fmt: skip
    assert share_of(-820, -920) == pytest.approx(-0.8913, abs=0.0001)


def test_an_actual_net_needs_both_cells_and_the_reforecast_takes_either() -> None:
    one = cash_flow(_quarters((10, 8, 5, None))).quarters[0]
    assert (one.actual.net, one.reforecast.net, one.actual_cumulative) == (None, -3, None)


def test_zero_is_known_and_a_quarter_that_is_missing_is_nothing() -> None:
    flow = cash_flow([CashQuarter(roadmap="r", number=3, estimated_income=0.1, actual_income=0)])
    assert [one.reforecast.net for one in flow.quarters] == [0, 0, 0]
    assert flow.variance_net == -0.1
    assert flow.quarters[2].actual.net is None


def test_nothing_entered_is_no_break_even() -> None:
    flow = cash_flow([])
    assert (flow.quarters, flow.break_even_estimated, flow.estimated.net) == ((), None, None)


def test_break_even_is_where_it_stays_above_zero() -> None:
    cases = {(-1, 2, -1, 0, 3): 4, (-1, -2): None, (0, 0): 1, (-3, 1): 2, (1, -1): None, (2, None): None}
    for sums, number in cases.items():
        found = break_even(sums)
        assert (found.number if found else None) == number, sums


@given(st.lists(st.tuples(amounts, st.none() | amounts, amounts, st.none() | amounts), max_size=12))
def test_sums_agree_however_the_actuals_fill_in(rows: list[tuple[float, float | None, float, float | None]]) -> None:
    flow = cash_flow(_quarters(*rows))
    assert len(flow.quarters) == len(rows)
    if rows:
        last = flow.quarters[-1]
        assert last.estimated_cumulative == flow.estimated.net
        assert last.reforecast_cumulative == flow.reforecast.net
    nets = [one.reforecast.net for one in flow.quarters]
    assert [one.reforecast_cumulative for one in flow.quarters] == [*cumulative(nets)]
    known = all(one.actual.net is not None for one in flow.quarters)
    if known:
        assert [one.reforecast for one in flow.quarters] == [one.actual for one in flow.quarters]
    better = exact_sum((flow.reforecast.net or 0, -(flow.estimated.net or 0)))
    assert flow.variance_net == better
