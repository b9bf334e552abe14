"""What the portfolio shows of a client, how it is sorted, and its totals."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.client import Override
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.settings import Settings, change_setting
from csm_tui.domain.values.bands import Band, Trend
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.columns import sort_rows, with_key
from csm_tui.planning.portfolio.columns import BY_KEY, SPECS, USUAL_COLUMNS, in_order
from csm_tui.planning.portfolio.rows import Portfolio, Row
from csm_tui.planning.portfolio.totals import Sum, totals
from tests.support.builders import TODAY, client, names, one_score, portfolio_csv, portfolio_rows, row

RED, AMBER, GREEN = Band.RED, Band.AMBER, Band.GREEN
TOMORROW = TODAY + timedelta(days=1)
LOW = {"product": 20, "satisfaction": 20, "support": 20, "sponsorship": 20}
HIGH = {"product": 90, "satisfaction": 90, "support": 90, "sponsorship": 90}


def override(score, until=TODAY):
    return Override(score=score, reason="a merger", until=until)


@pytest.mark.parametrize("day", [TODAY, date(2024, 2, 29), date(2026, 1, 31), date(2025, 12, 31)])
def test_the_example_portfolio_shows_its_columns_on_any_day(day):
    shown = [
        {
            "Client": one.client.name,
            "Term": str(one.term),
            "ACV": str(one.client.acv),
            "Renewal": str(one.renewal),
            "Trend": str(one.trend),
            "Health": str(one.health),
        }
        for one in portfolio_rows(day)
    ]
    assert shown == [{name: cells[name] for name in shown[0]} for cells in portfolio_csv()]


def test_the_totals_of_the_example_portfolio():
    found = totals(portfolio_rows())
    assert (found.clients, found.acv) == (15, 450_000)
    assert found.health == {RED: Sum(3, 81_000), AMBER: Sum(8, 246_000), GREEN: Sum(4, 123_000)}
    assert found.renewal == {RED: Sum(5, 120_000), AMBER: Sum(6, 193_000), GREEN: Sum(4, 137_000)}
    assert found.at_risk.acv == 165_000
    assert found.due == Sum(5, 120_000)


def test_the_bands_of_the_example_portfolio():
    rows = portfolio_rows()
    assert names(one for one in rows if one.health_band is RED) == ["Customer 6", "Customer 9", "Customer 12"]
    assert names(one for one in rows if one.due) == [f"Customer {number}" for number in (1, 5, 6, 7, 13)]
    twelve = rows[11]
    assert twelve.coverage == 0.75
    assert twelve.band("satisfaction") is None
    assert twelve.worst_driver == "product"
    assert {spec.key: str(spec.band(rows[6])) for spec in SPECS if spec.band is not None} == {
        "renewal": "red",
        "trend": "red",
        "health": "green",
        "product": "green",
        "satisfaction": "amber",
        "support": "amber",
        "sponsorship": "red",
    }


def test_components_are_banded_on_the_rounded_number():
    shown = row(product=50.5, satisfaction=50.4, support=74.5)
    assert [shown.band(name) for name in ("product", "satisfaction", "support")] == [AMBER, RED, GREEN]


def test_health_is_banded_on_the_rounded_number():
    half = row(**dict.fromkeys(LOW, 50.5))
    assert (half.health, half.health_band) == (51, AMBER)


def test_an_override_leads_while_it_holds_and_then_lapses():
    fields = {**HIGH, "acv": 1000, "renewal_date": date(2030, 1, 1), "override": override(10)}
    now, then = row(**fields), row(today=TOMORROW, **fields)
    assert (now.health, now.standing, now.health_band, now.at_risk) == (90, 10, RED, True)
    assert (then.health, then.standing, then.health_band, then.at_risk) == (90, 90, GREEN, False)
    assert now.override is not None
    assert then.override is None
    assert totals([now]).at_risk == totals([now]).health[RED] == Sum(1, 1000)
    assert totals([then]).at_risk == totals([then]).health[RED] == Sum(0, 0)


def test_an_override_is_what_health_is_sorted_by():
    rows = [row("high", **HIGH), row("low", **LOW), row("raised", **LOW, override=override(95))]
    assert names(sort_rows(rows, BY_KEY["health"])) == ["low", "high", "raised"]
    later = [Row(one.client, one.settings, TOMORROW) for one in rows]
    assert names(sort_rows(later, BY_KEY["health"])) == ["low", "raised", "high"]


def test_an_override_stands_in_for_no_data_and_is_rounded_half_up():
    shown = row(override=override(74.5))
    assert (shown.health, shown.standing, shown.health_band) == (None, 75, GREEN)


def test_onboarding_stays_out_of_bands_and_counts_in_totals():
    shown = row(**LOW, status="onboarding", acv=500, renewal_date=TODAY)
    assert (shown.health, shown.health_band, shown.renewal_band, shown.due) == (20, None, None, True)
    found = totals([shown])
    assert (found.clients, found.acv, found.due) == (1, 500, Sum(1, 500))
    assert found.health == found.renewal == dict.fromkeys(Band, Sum(0, 0))
    far = row(**LOW, status="onboarding", acv=500, renewal_date=date(2030, 1, 1))
    assert not far.at_risk


def test_churned_clients_leave_the_totals():
    gone = row(**LOW, status="churned", acv=500, renewal_date=TODAY)
    assert (gone.due, gone.at_risk, gone.health_band, gone.renewal_band) == (False, False, None, None)
    found = totals([gone])
    assert (found.clients, found.acv, found.at_risk, found.due) == (0, 0, Sum(0, 0), Sum(0, 0))


def test_an_overdue_renewal_is_due_and_red():
    late = row(renewal_date=TODAY - timedelta(days=1))
    assert (late.renewal, late.due, late.renewal_band) == (-1, True, RED)
    assert not row().due


def test_thresholds_and_stale_limits_follow_the_settings():
    settings = Settings()
    for key, text in (("thresholds.score.green", "95"), ("thresholds.renewal.red", "0"), ("stale.product", "5")):
        settings = change_setting(settings, key, text)
    entered = {"product": TODAY - timedelta(days=6)}
    shown = row(settings=settings, **HIGH, renewal_date=TODAY + timedelta(days=40), entered=entered)
    assert (shown.health_band, shown.due, shown.stale) == (AMBER, False, ("product",))
    assert row(**HIGH, entered=entered).stale == ()


def test_the_trend_of_the_history_goes_before_the_entered_one():
    history = [(TODAY - timedelta(days=30), 50, 50, 50, 50), (TODAY, 90, 90, 90, 90)]
    assert row(trend="Down", history=history).trend is Trend.UP
    assert row(trend="Down", history=history[1:]).trend is Trend.DOWN
    assert row().trend is None
    assert row().trend_band is None


FIELDS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Acme 2", "Acme 10", "acme 10", "\u00c9ric", "Zed"]),
        "status": st.sampled_from([*ClientStatus]),
    },
    optional={
        "acv": st.integers(0, 3) | st.sampled_from([0.1, 0.2]),
        "product": st.none() | one_score(),
        "satisfaction": st.none() | st.integers(0, 3),
        "trend": st.none() | st.sampled_from([*Trend]),
        "renewal_date": st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=300)),
        "customer_since": st.dates(TODAY - timedelta(days=900), TODAY),
        "override": st.none() | st.integers(0, 3).map(override),
    },
)
ROWS = st.lists(FIELDS.map(lambda fields: row(**fields)), max_size=12)
SHOWN = {"trend": lambda one: None if one.trend is None else ["Down", "Level", "Up"].index(one.trend)}
SHOWN |= {"acv": lambda one: one.client.acv, "health": lambda one: one.standing, "term": lambda one: one.term}
SHOWN |= {"renewal": lambda one: one.renewal, "product": lambda one: one.client.product}
SHOWN |= {"satisfaction": lambda one: one.client.satisfaction}


@given(ROWS, st.sampled_from(sorted(SHOWN)), st.booleans())
def test_sorting_is_stable_and_puts_no_data_last_both_ways(rows, column, descending):
    found = sort_rows(rows, BY_KEY[column], descending)
    shown = SHOWN[column]
    known = [one for one in found if shown(one) is not None]
    assert sorted(map(id, found)) == sorted(map(id, rows))
    assert found[len(known) :] == [one for one in rows if shown(one) is None]
    places = {id(one): place for place, one in enumerate(rows)}
    sign = -1 if descending else 1
    keys = [(sign * shown(one), places[id(one)]) for one in known]
    assert keys == sorted(keys)


@given(ROWS, st.booleans())
def test_sorting_by_name_is_stable_too(rows, descending):
    ranks = {name: rank for rank, name in enumerate(["acme 2", "acme 10", "eric", "zed"])}
    places = {id(one): place for place, one in enumerate(rows)}
    found = sort_rows(rows, BY_KEY["client"], descending)
    keys = [((-1 if descending else 1) * ranks[one.name_key], places[id(one)]) for one in found]
    assert len(found) == len(rows)
    assert keys == sorted(keys)


def test_every_column_can_be_sorted():
    rows = portfolio_rows()
    for column in USUAL_COLUMNS:
        assert sorted(names(sort_rows(rows, BY_KEY[column]))) == sorted(names(rows))
    assert names(sort_rows(rows, BY_KEY["client"]))[:3] == ["Customer 1", "Customer 2", "Customer 3"]
    assert names(sort_rows(rows, BY_KEY["satisfaction"], descending=True))[-1] == "Customer 12"
    assert names(sort_rows(rows, BY_KEY["satisfaction"]))[-1] == "Customer 12"


@given(ROWS)
def test_totals_part_the_clients_by_band(rows):
    found = totals(rows)
    present = [one for one in rows if one.client.status is not ClientStatus.CHURNED]
    active = [one for one in present if one.client.status is ClientStatus.ACTIVE]
    assert found.clients == len(present)
    assert sum(part.clients for part in found.health.values()) == sum(one.standing is not None for one in active)
    assert sum(part.clients for part in found.renewal.values()) == sum(one.renewal is not None for one in active)
    assert found.at_risk.clients <= found.due.clients + found.health[RED].clients
    assert found.at_risk.clients >= max(found.due.clients, found.health[RED].clients)
    assert found.acv == pytest.approx(sum(one.client.acv or 0 for one in present))


def test_totals_are_exact_and_whole_where_they_can_be():
    assert totals([row(acv=0.1), row(acv=0.2)]).acv == 0.3
    whole = totals([row(acv=0.5), row(acv=1.5), row()]).acv
    assert whole == 2
    assert isinstance(whole, int)


def test_a_portfolio_keeps_the_rows_of_what_did_not_change():
    one, other = client("One"), client("Other")
    portfolio = Portfolio()
    portfolio.update(Workspace().with_records([one, other]), TODAY)
    before = {identity: portfolio[identity] for identity in (one.id, other.id)}
    moved = one.changed(acv=5)
    portfolio.update(Workspace().with_records([moved, other]), TODAY)
    assert portfolio[other.id] is before[other.id]
    assert portfolio[one.id].client is moved
    met = Touchpoint(client=other.id, day=TODAY, note="met")
    portfolio.update(Workspace().with_records([moved, other, met]), TODAY)
    assert portfolio[other.id].touched == 0
    assert portfolio[one.id].touched is None
    portfolio.update(Workspace().with_records([other]), TOMORROW)
    assert portfolio[other.id].today == TOMORROW
    assert one.id not in portfolio
    assert len(portfolio) == 1
    settings = change_setting(Settings(), "stale.product", "5")
    portfolio.update(Workspace().with_records([other]).with_settings(settings), TOMORROW)
    assert [shown.settings.stale.product for shown in portfolio] == [5]


def test_several_keys_sort_by_the_first_one_first():
    rows = [row(name="b", acv=1, product=5), row(name="a", acv=2, product=5), row(name="c", acv=3)]
    assert [row.client.name for row in in_order(rows, [("product", False), ("acv", True)])] == ["a", "b", "c"]


@given(ROWS, st.randoms(), st.sampled_from(sorted(SHOWN)), st.booleans())
def test_each_row_has_its_place_in_whatever_order_the_clients_came(rows, chance, column, descending):
    mixed = chance.sample(rows, len(rows))
    assert in_order(mixed, [(column, descending)]) == in_order(rows, [(column, descending)])


def test_equals_stand_by_name_as_people_count_whichever_way_it_is_sorted():
    rows = [row(name, product=product) for name, product in (("C 10", 5), ("c 2", 5), ("C 1", 7))]
    assert names(in_order(rows, [("product", False)])) == ["c 2", "C 10", "C 1"]
    assert names(in_order(rows, [("product", True)])) == ["C 1", "c 2", "C 10"]


def test_a_key_that_is_there_already_is_turned_in_its_place():
    keys = with_key(with_key((), "acv"), "health")
    assert with_key(keys, "acv") == (("acv", True), ("health", False))
