"""What the snapshots tell over time, of one client and of the whole book."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.client import Override
from csm_tui.domain.settings import Settings, change_setting
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.health import COMPONENTS, Weights, overall, trend_of
from csm_tui.planning.portfolio.history import BookDay, book_dates, book_over_time, component_series
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.portfolio.totals import Sum, totals
from csm_tui.session.demo.demo import demo_workspace
from tests.support.builders import TODAY, client, portfolio_csv, some_scores, some_weights

RED, AMBER, GREEN = Band.RED, Band.AMBER, Band.GREEN
NONE = dict.fromkeys(Band, 0)


def ago(days):
    return TODAY - timedelta(days=days)


def scored(*snapshots, **fields):
    """A client with one score for all four components on each of (days ago, score), the last one as it stands."""
    history = [(ago(days), *[score] * 4) for days, score in snapshots]
    current = dict.fromkeys(COMPONENTS, snapshots[-1][1]) if snapshots else {}
    return client(**{"history": history, **current, **fields})


def override(score, until=TODAY):
    return Override(score=score, reason="a merger", until=until)


def bands(clients, *days, settings=None):
    """How many clients are in each band on days so many days ago; bands without any are left out."""
    book = book_over_time(clients, settings or Settings(), TODAY, [ago(day) for day in days])
    return [{band: count for band, count in day.clients.items() if count} for day in book]


@st.composite
def some_clients(draw):
    """A client of any status; the scores are those of the newest snapshot, if there is one."""
    days = draw(st.sets(st.integers(0, 40), max_size=5))
    history = [(ago(day), *draw(some_scores())) for day in sorted(days, reverse=True)]
    return client(
        status=draw(st.sampled_from(list(ClientStatus))),
        acv=draw(st.none() | st.integers(0, 10**6) | st.integers(0, 10**8).map(lambda cents: cents / 100)),
        override=draw(st.none() | st.builds(override, st.integers(0, 100), st.integers(-3, 3).map(ago))),
        history=history,
        **dict(zip(COMPONENTS, history[-1][1:] if history else [None] * 4, strict=True)),
    )


def demo():
    return list(demo_workspace(TODAY).clients.values())


def test_the_newest_point_of_each_demo_client_is_the_health_of_the_example_portfolio():
    newest = {one.name: component_series(one, Weights())["health"][-1] for one in demo()}
    rounded = {name: int(score + 0.5) for name, (_, score) in newest.items()}
    assert rounded == {cells["Client"]: int(cells["Health"]) for cells in portfolio_csv()}
    assert newest["Customer 1"] == (ago(6), 77.75)


def test_the_history_of_the_demo_tells_the_trends_of_the_example_portfolio():
    told = {one.name: str(trend_of(one.history, Weights(), Settings().trend)) for one in demo()}
    assert len(told) == 15
    assert told == {cells["Client"]: cells["Trend"] for cells in portfolio_csv()}


def test_the_book_of_the_demo_agrees_with_its_totals_today():
    (today,) = book_over_time(demo(), Settings(), TODAY, [TODAY])
    assert today == BookDay(TODAY, {RED: 3, AMBER: 8, GREEN: 4}, {RED: 81_000, AMBER: 246_000, GREEN: 123_000})
    found = totals(Row(one, Settings(), TODAY) for one in demo())
    assert found.health == {band: Sum(today.clients[band], today.acv[band]) for band in Band}


def test_the_book_of_the_demo_over_its_whole_history():
    dates = book_dates(demo(), TODAY)
    book = book_over_time(demo(), Settings(), TODAY, dates)
    assert [day.day for day in book] == dates
    assert (len(dates), dates[0], dates[-1]) == (60, ago(255), TODAY)
    assert sum(book[0].clients.values()) == 1
    assert sum(book[-1].acv.values()) == 450_000


def test_a_series_has_the_points_with_data_in_date_order():
    one = client(
        history=[
            (TODAY, 80, None, 62.5, None),
            (ago(40), 50, 60, None, None),
            (ago(20), *[None] * 4),
            (ago(10), None, None, None, 0),
        ]
    )
    assert component_series(one, Weights()) == {
        "health": [(ago(40), pytest.approx(160 / 3)), (ago(10), 0), (TODAY, 76.5)],
        "product": [(ago(40), 50), (TODAY, 80)],
        "satisfaction": [(ago(40), 60)],
        "support": [(TODAY, 62.5)],
        "sponsorship": [(ago(10), 0)],
    }


def test_a_client_without_history_has_five_empty_series():
    assert component_series(client(product=50), Weights()) == {name: [] for name in ("health", *COMPONENTS)}


@given(some_clients(), some_weights())
def test_health_over_time_is_weighed_as_today(one, weights):
    points = dict(component_series(one, weights)["health"])
    exact = {day: overall(tuple(scores), weights) for day, *scores in one.history}
    assert points == {day: score.points / score.weight for day, score in exact.items() if score is not None}


def test_a_client_is_in_the_band_of_its_latest_snapshot_until_that_day():
    assert bands([scored((30, 20), (20, 60), (10, 90))], 31, 30, 21, 20, 11, 10, 0) == [
        {},
        {RED: 1},
        {RED: 1},
        {AMBER: 1},
        {AMBER: 1},
        {GREEN: 1},
        {GREEN: 1},
    ]


def test_a_snapshot_without_data_takes_the_client_out_of_the_bands():
    assert bands([scored((30, 20), (20, None), (10, 90))], 25, 20, 15, 10) == [{RED: 1}, {}, {}, {GREEN: 1}]


def test_bands_are_judged_half_up_by_the_thresholds_in_force():
    assert bands([scored((1, 50.5)), scored((1, 50.25))], 0) == [{RED: 1, AMBER: 1}]
    strict = change_setting(Settings(), "thresholds.score.amber", "60")
    assert bands([scored((1, 50.5)), scored((1, 62))], 0, settings=strict) == [{RED: 1, AMBER: 1}]


@pytest.mark.parametrize("status", [ClientStatus.ONBOARDING, ClientStatus.CHURNED])
def test_only_clients_that_are_active_today_are_in_the_book(status):
    assert bands([scored((30, 20), status=status), scored((30, 90))], 30, 0) == [{GREEN: 1}, {GREEN: 1}]


def test_an_override_counts_on_today_only_and_only_while_it_holds():
    holding = scored((30, 20), (-5, 60), override=override(90, TODAY + timedelta(days=9)))
    assert bands([holding], 1, 0, -1, -5) == [{RED: 1}, {GREEN: 1}, {RED: 1}, {AMBER: 1}]
    assert bands([scored((30, 20), override=override(90, ago(1)))], 1, 0) == [{RED: 1}, {RED: 1}]


def test_an_override_gives_a_band_to_a_client_without_history():
    assert bands([scored(override=override(60))], 1, 0, -1) == [{}, {AMBER: 1}, {}]


def test_an_override_counts_above_a_snapshot_of_the_same_day():
    assert bands([scored((0, 20), override=override(60))], 0, -1) == [{AMBER: 1}, {RED: 1}]


def test_days_come_in_order_and_the_money_is_todays():
    clients = [scored((30, 20), (10, 60), acv=0.1), scored((20, 20), acv=0.2), scored((20, 20))]
    book = book_over_time(clients, Settings(), TODAY, [TODAY, ago(40), ago(15)])
    assert book == (
        BookDay(ago(40), NONE, NONE),
        BookDay(ago(15), {**NONE, RED: 3}, {**NONE, RED: 0.3}),
        BookDay(TODAY, {**NONE, RED: 2, AMBER: 1}, {**NONE, RED: 0.2, AMBER: 0.1}),
    )
    assert isinstance(book[0].acv[RED], int)


def test_a_book_without_clients_or_without_days():
    assert book_over_time([], Settings(), TODAY, [TODAY]) == (BookDay(TODAY, NONE, NONE),)
    assert book_over_time([scored((30, 20))], Settings(), TODAY, []) == ()


@given(st.lists(some_clients(), max_size=6), some_weights())
def test_today_the_book_agrees_with_the_totals(clients, weights):
    settings = Settings(weights=weights)
    *_, today = book_over_time(clients, settings, TODAY, book_dates(clients, TODAY))
    found = totals(Row(one, settings, TODAY) for one in clients)
    assert {band: Sum(today.clients[band], today.acv[band]) for band in Band} == found.health


@given(st.lists(some_clients(), max_size=6), st.lists(st.integers(-2, 45), max_size=8), some_weights())
def test_each_day_of_the_book_is_the_portfolio_as_its_scores_stood_that_day(clients, days, weights):
    settings = Settings(weights=weights)
    book = book_over_time(clients, settings, TODAY, [ago(day) for day in days])
    assert [day.day for day in book] == sorted(ago(day) for day in days)
    for found in book:
        as_it_stood = []
        for one in clients:
            known = [scores for day, *scores in one.history if day <= found.day]
            scores = dict(zip(COMPONENTS, known[-1] if known else [None] * 4, strict=True))
            overridden = one.override if found.day == TODAY else None
            as_it_stood.append(Row(one.changed(**scores, override=overridden), settings, TODAY))
        health = totals(as_it_stood).health
        assert {band: Sum(found.clients[band], found.acv[band]) for band in Band} == health


@given(st.lists(st.integers(-3, 4000), max_size=4), st.integers(1, 80))
def test_book_dates_are_evenly_spread_from_the_earliest_snapshot_to_today(days, most):
    dates = book_dates([scored((day, 50)) for day in days], TODAY, most)
    earliest = min([TODAY, *map(ago, days)])
    gaps = {(after - before).days for before, after in pairwise(dates)}
    assert len(dates) == (1 if most == 1 else min(most, (TODAY - earliest).days + 1))
    assert dates[-1] == TODAY
    assert dates[0] == (TODAY if most == 1 else earliest)
    assert not gaps or 1 <= min(gaps) >= max(gaps) - 1


def test_book_dates_begin_with_clients_that_are_in_the_book():
    clients = [scored((90, 50), status=ClientStatus.CHURNED), scored((2, 50)), client()]
    assert book_dates(clients, TODAY) == [ago(2), ago(1), TODAY]
    assert book_dates([], TODAY) == [TODAY]
