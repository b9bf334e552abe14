"""The queue and the candidates: the example portfolio, and each reason and condition by itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.client import Feeling, Sentiment, Stakeholder
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.settings import PointsRule, Settings
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.portfolio.portfolio_import import import_clients
from csm_tui.planning.portfolio.rows import Portfolio, Row, row_of
from csm_tui.planning.triage.candidates import (
    Candidate,
    advocate_candidate,
    can_advocate,
    can_expand,
    expand_candidate,
    to_advocate,
    to_expand,
)
from csm_tui.planning.triage.queue import ClientPurpose, queue_of
from csm_tui.planning.triage.reasons import Around, reasons, total_points
from tests.support.builders import PORTFOLIO, TODAY, client, portfolio_client, portfolio_csv
from tests.support.plan_builders import QUARTER, activity

FINE: dict[str, Any] = {
    "product": 90, "satisfaction": 90, "support": 90, "sponsorship": 90, "acv": 1000,
    "customer_since": TODAY - timedelta(days=800), "renewal_date": TODAY + timedelta(days=200),
}  # fmt: skip
"""A client with which nothing is wrong."""
GREETED = Touchpoint(client="", day=TODAY, note="hello")


def row(
    touchpoints: tuple[Touchpoint, ...] = (GREETED,), risks: tuple[Risk, ...] = (), asked: date | None = None,
    **fields: Any,
) -> Row:  # fmt: skip
    return Row(client(**FINE | fields), Settings(), TODAY, touchpoints, risks, asked)


ACME = client("Acme")


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def example() -> Workspace:
    return Workspace().with_records([portfolio_client(cells) for cells in portfolio_csv()])


def names(found: list[Candidate]) -> list[str]:
    return [one.row.client.name.removeprefix("Customer ") for one in found if one.qualifies]


# The example portfolio


@pytest.mark.parametrize(
    "today", [date(2026, 11, 26), date(2027, 2, 10), date(2028, 1, 31), date(2026, 4, 30), date(2026, 12, 31), TODAY]
)
def test_the_file_of_the_example_says_the_same_on_every_day_of_the_year(today: date) -> None:
    made = import_clients(PORTFOLIO.read_bytes(), Workspace(), today)
    book = Workspace().with_records([client for _, client in made.clients])
    queue = queue_of(book, today)
    places = [one.row.client.name.removeprefix("Customer ") for one in queue]
    rows = [one.row for one in queue]
    assert "6" in places[:3]
    assert {"7", "13"} <= {*places[: len(places) // 2]}
    assert (names(to_expand(rows)), names(to_advocate(rows))) == (["1", "11"], ["11"])
    blocked = {one.row.client.name.removeprefix("Customer "): one.blocked_by for one in to_advocate(rows)}
    assert "falling" in blocked["3"]


def test_the_example_is_in_the_order_of_its_urgency():
    queue = [one.row.client.name.removeprefix("Customer ") for one in queue_of(example(), TODAY)]
    assert "6" in queue[:3]
    assert {"7", "13"} <= {*queue[:7]}
    assert len(queue) == 15


def test_in_the_example_two_can_be_asked_for_more_and_one_to_speak_for_us():
    rows = [one.row for one in queue_of(example(), TODAY)]
    expand, advocate = to_expand(rows), to_advocate(rows)
    assert (names(expand), names(advocate)) == (["1", "11"], ["11"])
    blocked = {one.row.client.name.removeprefix("Customer "): one.blocked_by for one in expand}
    assert (blocked["2"], blocked["3"]) == (("sponsorship red",), ("falling",))
    assert blocked["7"] == ("sponsorship red", "falling")
    assert {one.row.client.name: one.blocked_by for one in advocate}["Customer 3"] == ("falling",)
    purposes = {one.row.client.name.removeprefix("Customer "): one.purpose for one in queue_of(example(), TODAY)}
    assert [name for name, one in purposes.items() if one is ClientPurpose.EXPAND] == ["1", "11"]


# Reasons


@pytest.mark.parametrize(
    ("fields", "why", "points"),
    [
        ({"renewal_date": in_days(-5)}, "decision 5 d past", 40),
        ({"renewal_date": in_days(0)}, "decides today", 40),
        ({"renewal_date": in_days(30)}, "decides in 30 d", 40),
        ({"renewal_date": in_days(31)}, "decides in 31 d", 25),
        ({"renewal_date": in_days(61)}, "decides in 61 d", 15),
        ({"renewal_date": in_days(100), "notice_days": 80}, "decides in 20 d", 40),
        ({"product": 10, "satisfaction": 50, "support": 90}, "health red", 30),
        ({"product": 55}, "health amber", 5),
        ({"trend": "Down"}, "falling", 15),
        ({"trend": "Down", "renewal_date": in_days(80)}, "green all the same, with the decision near", 15),
        ({"support": 50}, "support red", 10),
        ({"satisfaction": 40, "support": 40}, "2 red under an amber score", 15),
        ({"support": None}, "no data: support", 5),
        ({"entered": {"product": in_days(-91)}}, "stale: product", 5),
        ({"stakeholders": (Stakeholder(name="Ada", champion=True, left=True),)}, "Ada has left", 20),
        ({"stakeholders": (Stakeholder(name="Ada", role="Decision maker", left=True),)}, "Ada has left", 20),
        ({"sponsorship": 60, "renewal_date": in_days(170)}, "weak sponsor before the decision", 5),
        ({"sentiment": Sentiment(feeling=Feeling.BAD)}, "sentiment bad, the score says green", 10),
        ({"touchpoints": ()}, "never a touchpoint", 10),
        ({"touchpoints": (GREETED.changed(day=in_days(-90)),)}, "no touchpoint for 90 d", 10),
        (
            {"touchpoints": (GREETED.changed(day=in_days(-45)),), "renewal_date": in_days(50)},
            "no touchpoint for 45 d", 10,
        ),
        ({"touchpoints": (GREETED.changed(follow_up=in_days(-2)),)}, "follow-up 2 d overdue", 10),
        ({"touchpoints": (GREETED.changed(follow_up=in_days(-2), promise=True),)}, "promise 2 d overdue", 20),
        ({"risks": (Risk(client="", text="x", since=TODAY, kind="sponsor"),)}, "open risk: sponsor", 10),
        ({"renewal_date": in_days(50)}, "nothing planned", 10),
    ],
)  # fmt: skip
def test_each_reason_has_its_points(fields: dict[str, Any], why: str, points: int):
    assert reasons(row(), Around(), PointsRule()) == ()
    found = reasons(row(**fields), Around(), PointsRule())
    assert (why, points) in found


def test_what_is_planned_and_what_is_large_count():
    near = row(renewal_date=in_days(50))
    assert "nothing planned" not in {one.why for one in reasons(near, Around(planned=True), PointsRule())}
    assert ("large ACV", 5) in reasons(near, Around(large=True), PointsRule())


def test_the_points_are_settings_and_what_has_none_is_no_reason():
    none = PointsRule.model_validate(dict.fromkeys(PointsRule.model_fields, 0))
    assert reasons(row(product=10, trend="Down", touchpoints=()), Around(), none) == ()
    assert total_points(reasons(row(support=50), Around(), none.changed(component_red=7))) == 7


def test_a_churned_client_is_not_in_the_queue_and_an_onboarding_one_is_not_judged_by_its_scores():
    gone, new = client("Gone", status="churned", product=1), client("New", status="onboarding", product=1)
    (only,) = queue_of(Workspace().with_records([gone, new]), TODAY)
    assert (only.row.client, only.purpose) == (new, ClientPurpose.ONBOARD)
    assert "product red" not in {one.why for one in only.reasons}


def test_ties_go_by_acv_then_by_the_longest_without_contact():
    small, large = client("A", **FINE | {"acv": 1}), client("B", **FINE | {"acv": 2})
    early, late = client("C", **FINE | {"acv": 2}), client("D", **FINE | {"acv": 2})
    met = [Touchpoint(client=one.id, day=in_days(-days), note="x")
           for one, days in ((small, 1), (large, 1), (early, 9), (late, 5))]  # fmt: skip
    workspace = Workspace(settings=Settings().changed(points=PointsRule(large=0)))
    queue = queue_of(workspace.with_records([small, large, early, late, *met]), TODAY)
    assert [one.row.client.name for one in queue] == ["C", "D", "B", "A"]


def test_what_is_planned_is_seen_in_the_plan():
    due = client("Due", **FINE | {"renewal_date": in_days(50)})
    work = activity("R1", clients=(due.id,))
    (planned,) = queue_of(Workspace().with_records([due, work]), TODAY)
    (done,) = queue_of(Workspace().with_records([due, work.changed(status="done")]), TODAY)
    assert "nothing planned" not in {one.why for one in planned.reasons}
    assert "nothing planned" in {one.why for one in done.reasons}


@given(st.lists(st.none() | st.integers(0, 100), min_size=4, max_size=4), st.integers(-400, 400), st.integers(0, 300))
def test_the_sum_shown_is_that_of_the_reasons(scores: list[int | None], renewal: int, notice: int):
    fields = dict(zip(("product", "satisfaction", "support", "sponsorship"), scores, strict=True))
    one = client("Any", **FINE | fields | {"renewal_date": in_days(renewal), "notice_days": notice})
    (found,) = queue_of(Workspace().with_records([one]), TODAY)
    assert found.points == sum(each.points for each in found.reasons)
    assert all(each.points > 0 for each in found.reasons)
    assert [each.points for each in found.reasons] == sorted((each.points for each in found.reasons), reverse=True)


# Candidates


@pytest.mark.parametrize(
    ("fields", "blocked_by"),
    [
        ({}, ()),
        ({"product": 74}, ("product not green",)),
        ({"satisfaction": 50}, ("satisfaction not amber or better",)),
        ({"support": 50}, ("support red",)),
        ({"trend": "Down"}, ("falling",)),
        ({"renewal_date": in_days(30)}, ("they decide within 30 days",)),
        ({"renewal_date": in_days(31)}, ()),
        ({"touchpoints": (GREETED.changed(follow_up=in_days(-1), promise=True),)}, ("a promise of ours is overdue",)),
    ],
)
def test_what_blocks_an_expansion(fields: dict[str, Any], blocked_by: tuple[str, ...]):
    assert expand_candidate(row(**fields)).blocked_by == blocked_by
    assert can_expand(row(**fields)) is not bool(blocked_by)


@pytest.mark.parametrize(
    ("fields", "blocked_by"),
    [
        ({}, ()),
        ({"satisfaction": 79}, ("satisfaction 79, below 80",)),
        ({"satisfaction": None}, ("satisfaction no data, below 80",)),
        ({"sponsorship": 59}, ("sponsorship 59, below 60",)),
        ({"renewal_date": in_days(80)}, ("due",)),
        ({"customer_since": in_days(-300)}, ("customer for less than a year",)),
        ({"trend": "Down"}, ("falling",)),
        ({"asked": in_days(-180)}, (f"asked on {in_days(-180)} already",)),
        ({"asked": in_days(-181)}, ()),
    ],
)
def test_what_blocks_asking_for_advocacy(fields: dict[str, Any], blocked_by: tuple[str, ...]):
    found = row(**fields)
    assert advocate_candidate(found).blocked_by == blocked_by
    assert can_advocate(found) is not bool(blocked_by)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"status": "planned"}, None),
        ({"status": "dropped", "deadline": in_days(-5)}, None),
        ({"status": "done", "category": "expand"}, None),
        ({"status": "done"}, QUARTER.end),
        ({"status": "done", "deadline": in_days(-5)}, in_days(-5)),
        ({"status": "done", "log": [{"day": in_days(-9), "hours": 1}, {"day": in_days(-7), "hours": 1}]}, in_days(-7)),
    ],
)
def test_who_was_asked_follows_from_what_is_done_in_the_plans(fields: dict[str, Any], asked: date | None):
    one = activity("A1", **{"category": "advocate", "clients": [ACME.id], **fields})
    before = activity("A2", category="advocate", clients=[ACME.id], status=one.status, deadline=in_days(-400))
    portfolio = Portfolio()
    portfolio.update(Workspace().with_records([ACME]), TODAY)
    assert portfolio[ACME.id].asked is None
    workspace = Workspace().with_records([ACME, one, *([before] if asked else [])])
    portfolio.update(workspace, TODAY)
    assert portfolio[ACME.id].asked == row_of(ACME, workspace, TODAY).asked == asked
    going_on = workspace.with_records([activity("A3", category="advocate", clients=[ACME.id])])
    assert row_of(ACME, going_on, TODAY).asked is None, "it is being asked"
