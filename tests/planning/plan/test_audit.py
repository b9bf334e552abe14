"""Each check of the audit, held and not held, with who or what is missing."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.domain.records.activity import Category
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.client import Override
from csm_tui.domain.settings import PlanRule, Settings
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.time.months import shift_months
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.audit import NewActivity, OpenActivity, audit
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.triage.candidates import advocate_candidate
from csm_tui.session.demo.demo import demo_workspace
from tests.support.builders import TODAY, client, names, portfolio_rows, row
from tests.support.plan_builders import QUARTER, USUAL, activity, day, full, kept

DUE = " (due as seen from the quarter's start)"
STAR = {
    "product": 90, "satisfaction": 90, "support": 90, "sponsorship": 90, "trend": "Up",
    "customer_since": shift_months(TODAY, -24),
}  # fmt: skip
CHECKS = [
    "size", "retain", "expand", "advocate", "due clients", "red clients", "case study", "fields", "circle", "order",
    "hours", "assumptions",
]  # fmt: skip


def checks(*records, today=TODAY, settings=None):
    workspace = kept(*records).with_settings(settings or Settings())
    found = audit(plan_of(workspace, QUARTER), workspace, USUAL, today)
    assert [one.check for one in found] == CHECKS
    assert all(one.detail and "\n" not in one.detail for one in found)
    return {one.check: (one.ok, one.detail) for one in found}


def renewing(name, months, **fields):
    return client(name, renewal_date=shift_months(TODAY, months), **fields)


def test_a_sound_plan_holds_every_check():
    due, star = renewing("Due", 2, product=80), client("Star", **STAR)
    activities = [full(f"R{number}", hours=8) for number in range(22)]
    activities += [
        full("keep", category="retain", clients=[due.id]), full("grow", category="expand"),
        full("ask", category="advocate", clients=[star.id], after=["keep"]),
    ]  # fmt: skip
    found = checks(due, star, *activities)
    assert [check for check, (ok, _) in found.items() if not ok] == []
    assert found["due clients"][1] == f"all 1 have a retain activity{DUE}"
    assert found["case study"][1] == "Star will be asked"
    assert found["hours"][1] == "188 of 260 h are planned"


def test_an_empty_plan_fails_where_something_is_missing():
    assert {check: ok for check, (ok, _) in checks().items() if not ok} == {
        "size": False, "retain": False, "expand": False, "advocate": False,
    }  # fmt: skip


@pytest.mark.parametrize(("size", "count", "ok"), [(25, 19, False), (25, 20, True), (25, 30, True), (25, 31, False)])
def test_the_size_is_right_within_a_fifth(size, count, ok):
    assert checks(*[full(f"R{number}") for number in range(count)])["size"] == (
        ok, f"{count} activities, about {size} are wanted",
    )  # fmt: skip


@settings(max_examples=40)
@given(st.integers(1, 30), st.integers(0, 40))
def test_a_fifth_of_any_size_is_exact(size, count):
    wanted = Settings().changed(plan=PlanRule(size=size))
    ok, _ = checks(*[activity(f"R{number}") for number in range(count)], settings=wanted)["size"]
    assert ok is (0.8 * size - 1e-9 <= count <= 1.2 * size + 1e-9)


@pytest.mark.parametrize("category", ["retain", "expand", "advocate"])
def test_each_purpose_needs_an_activity_that_was_not_dropped(category):
    assert checks(activity(category=category))[category] == (True, f"1 of {category}")
    assert checks(activity(category=category, status="dropped"))[category] == (False, f"0 of {category}")
    assert checks(activity(category=category, status="done"))[category][0]


def test_due_clients_without_a_retain_activity_are_named_in_their_natural_order():
    clients = [renewing(name, months) for name, months in (("Acme 10", 3), ("acme 9", -1), ("Far", 4), ("Bolt", 0))]
    gone = renewing("Gone", 1, status="churned")
    starting = renewing("New", 1, status="onboarding")
    keep = activity("keep", category="retain", clients=[clients[3].id])
    grow = activity("grow", category="expand", clients=[clients[0].id])
    given_up = activity("given up", category="retain", status="dropped", clients=[clients[1].id])
    assert checks(*clients, gone, starting, keep, grow, given_up)["due clients"] == (
        False, f"no retain activity for acme 9, Acme 10, New{DUE}",
    )  # fmt: skip
    assert checks(clients[2], gone)["due clients"] == (True, f"there are no due clients{DUE}")


def test_due_is_counted_from_the_start_of_the_quarter_not_from_today():
    four = renewing("Four", 4)
    today = TODAY + timedelta(days=40)
    assert Row(four, Settings(), today).due
    assert checks(four, today=today)["due clients"] == (True, f"there are no due clients{DUE}")
    past = renewing("Three", 3)
    assert not checks(past, today=TODAY - timedelta(days=40))["due clients"][0]


def test_red_clients_without_a_retain_activity_are_named():
    red, amber = client("Red", product=50), client("Amber", product=51)
    lifted = client("Lifted", product=10, override=Override(score=60, reason="x", until=TODAY))
    sunk = client("Sunk", product=90, override=Override(score=10, reason="x", until=TODAY))
    starting = client("New", product=10, status="onboarding")
    clients = (red, amber, lifted, sunk, starting)
    keep = activity("keep", category="retain", clients=[red.id, amber.id])
    assert checks(*clients)["red clients"] == (False, "no retain activity for Red, Sunk")
    assert checks(*clients, keep)["red clients"] == (False, "no retain activity for Sunk")
    assert checks(*clients, keep, today=TODAY + timedelta(days=1))["red clients"] == (
        False, "no retain activity for Lifted",
    )  # fmt: skip
    assert checks(amber)["red clients"] == (True, "there are no red clients")


@pytest.mark.parametrize(
    ("fields", "ok"),
    [
        ({}, True),
        ({"trend": "Level"}, True),
        ({"trend": None}, True),
        ({"trend": "Down"}, False),
        ({"satisfaction": 80, "sponsorship": 60}, True),
        ({"satisfaction": 79.9}, False),
        ({"satisfaction": None}, False),
        ({"sponsorship": 59.9}, False),
        ({"sponsorship": None}, False),
        ({"product": 0}, False),
        ({"renewal_date": shift_months(TODAY, 3)}, False),
        ({"renewal_date": shift_months(TODAY, 4)}, True),
        ({"support": 50}, False),
        ({"customer_since": shift_months(TODAY, -11)}, False),
        ({"status": "onboarding"}, False),
        ({"status": "churned"}, False),
        ({"override": Override(score=40, reason="x", until=TODAY)}, False),
    ],
)
def test_a_candidate_for_a_case_study_is_green_not_falling_content_well_sponsored_and_not_due(fields, ok):
    assert advocate_candidate(row("Star", **{**STAR, **fields})).qualifies is ok


def test_of_the_example_portfolio_customer_11_alone_can_be_asked():
    assert names(one for one in portfolio_rows() if advocate_candidate(one).qualifies) == ["Customer 11"]


def test_of_the_demo_customer_11_alone_can_be_asked():
    demo = demo_workspace(TODAY)
    rows = [Row(one, demo.settings, TODAY) for one in demo.clients.values()]
    assert names(one for one in rows if advocate_candidate(one).qualifies) == ["Customer 11"]
    alone = Workspace().with_records(demo.clients.values())
    found = {one.check: one for one in audit(plan_of(alone, QUARTER), alone, USUAL, TODAY)}
    assert found["case study"].detail == "ask one of these: Customer 11"
    assert not found["case study"].ok
    red = names(one for one in rows if one.health_band is Band.RED)
    assert all(name in found["red clients"].detail for name in red)


def test_a_suitable_client_is_to_be_asked_by_an_advocate_activity():
    star, other = client("Star 10", **STAR), client("Star 9", **STAR)
    assert checks(star, other)["case study"] == (False, "ask one of these: Star 9, Star 10")
    wrong = activity("x", category="retain", clients=[star.id])
    assert not checks(star, wrong)["case study"][0]
    assert not checks(star, activity("x", category="advocate", clients=[star.id], status="dropped"))["case study"][0]
    asked = activity("x", category="advocate", clients=[star.id])
    assert checks(star, other, asked)["case study"] == (True, "Star 10 will be asked")
    assert checks(client("Dull", product=10))["case study"] == (True, "no client is suited at the moment")
    spoke = asked.changed(status="done")
    assert checks(star, other, spoke)["case study"] == (True, "Star 10 was asked")
    assert checks(star, spoke, asked.changed(id="more", clients=(other.id,), reference="y"), other)["case study"] == (
        True, "Star 9 will be asked, Star 10 was asked",
    )  # fmt: skip


@pytest.mark.parametrize(("days", "suited"), [(180, False), (181, True)])
def test_who_was_asked_within_half_a_year_is_not_to_be_asked_again(days, suited):
    star, last = client("Star", **STAR), TODAY - timedelta(days=days)
    before = activity("A1", category="advocate", clients=[star.id], status="done", deadline=last).changed(
        quarter=QUARTER.preceding.preceding.start
    )
    said = "ask one of these: Star" if suited else "no client is suited at the moment"
    assert checks(star, before)["case study"] == (not suited, said)


def test_whether_a_candidate_is_due_is_counted_from_the_start_of_the_quarter_too():
    today = TODAY + timedelta(days=40)
    four, three = renewing("Four", 4, **STAR), renewing("Three", 3, **STAR)
    assert checks(four, three, today=today)["case study"] == (False, "ask one of these: Four")


def test_empty_fields_are_named_but_for_those_that_may_be():
    bare = activity("bare", description=" \n")
    dropped = activity("dropped", status="dropped")
    assert checks(bare, dropped, full("full"))["fields"] == (
        False, "bare: description, purpose, results, measurement",
    )  # fmt: skip
    partly = full("partly", deadline=None, results="", purpose="")
    assert checks(partly)["fields"] == (False, "partly: purpose, results"), "no deadline is the quarter's end"
    assert checks(full("full"))["fields"] == (True, "all are filled")


def test_a_circle_is_named_and_none_goes_through_what_was_dropped():
    one, two = activity("A", after=["B"]), activity("B", after=["A"])
    assert checks(one, two)["circle"] == (False, "these wait for each other: A > B > A")
    assert checks(one, two.changed(status="dropped"))["circle"] == (True, "none waits for itself")


def test_what_is_due_before_what_it_waits_for_is_named():
    late = activity("late", deadline=day(10))
    early = activity("early", deadline=day(9), after=["late"])
    assert checks(late, early)["order"] == (False, "early is due before late, which it waits for")
    assert checks(late, early.changed(deadline=day(10)))["order"] == (True, "none is due before what it waits for")
    blank = activity("blank")
    assert not checks(blank, activity("x", deadline=QUARTER.end - timedelta(days=1), after=["blank"]))["order"][0]
    assert checks(blank, activity("x", after=["blank"]))["order"][0]
    assert checks(late.changed(status="done"), early)["order"][0]


def test_a_dependency_on_what_was_dropped_is_held_with_a_word_of_warning():
    late = activity("late", deadline=day(10), status="dropped")
    early = activity("early", deadline=day(9), after=["late"])
    assert checks(late, early)["order"] == (
        True, "none is due before what it waits for; early goes on without late, which was dropped",
    )  # fmt: skip


def test_hours_fit_the_budget_to_the_last_quarter_hour():
    assert checks(activity("A", hours=260))["hours"] == (True, "260 of 260 h are planned")
    assert checks(activity("A", hours=260), activity("B", hours=0.25))["hours"] == (
        False, "260.25 of 260 h are planned",
    )  # fmt: skip
    assert checks(activity("A", hours=260), activity("B", hours=9, status="dropped"))["hours"][0]


def test_onboarding_has_hours_of_its_own():
    board = activity("B", hours=260, category=Category.ONBOARD)
    assert checks(activity("A", hours=260), board)["hours"] == (
        True, "260 of 260 h are planned, and 260 of 260 h for onboarding",
    )  # fmt: skip
    assert not checks(board.changed(hours=260.25))["hours"][0]


def test_open_assumptions_on_the_plan_and_its_clients_are_listed_the_nearest_first():
    acme, other = client("Acme"), client("Other")
    one = activity("A", clients=[acme.id])
    dropped = activity("dropped", clients=[other.id], status="dropped")
    guesses = [
        Assumption(activity="A", text="later\nthan others"),
        Assumption(client=acme.id, text="soon", validate_by=TODAY),
        Assumption(client=acme.id, text="known", state="confirmed"),
        Assumption(client=other.id, text="about nobody in the plan"),
        Assumption(activity="dropped", text="no longer needed"),
    ]
    assert checks(acme, other, one, dropped, *guesses)["assumptions"] == (
        True, '2 open, 0 overdue: "soon"; "later than others"',
    )  # fmt: skip
    assert checks(acme, other, one, dropped, *guesses, today=TODAY + timedelta(days=1))["assumptions"] == (
        False, '2 open, 1 overdue: "soon"; "later than others"',
    )  # fmt: skip
    assert checks(acme, one)["assumptions"] == (True, "none is open")


def findings(*records):
    workspace = kept(*records)
    return {one.check: [*one.findings] for one in audit(plan_of(workspace, QUARTER), workspace, USUAL, TODAY)}


def test_what_is_missing_is_named_one_by_one_with_what_mends_it():
    twelve, four = renewing("Client 12", 1), renewing("Client 4", 1)
    late = activity("late", deadline=day(30), description="x", purpose=" ")
    found = findings(twelve, four, full("full", deadline=day(9), after=["late"]), late)
    assert found["due clients"] == [
        (f"no retain activity for Client 4{DUE}", NewActivity(Category.RETAIN, (four.id,))),
        (f"no retain activity for Client 12{DUE}", NewActivity(Category.RETAIN, (twelve.id,))),
    ]
    assert found["expand"] == [("0 of expand", NewActivity(Category.EXPAND))]
    assert found["fields"] == [("late: purpose, results, measurement", OpenActivity(late.id, "purpose"))]
    assert [text for text, _ in found["order"]] == ["full is due before late, which it waits for"]
    assert found["circle"] == found["hours"] == []


def test_a_check_that_found_something_is_not_held_but_for_open_assumptions():
    for one in audit(plan_of(kept(), QUARTER), kept(), USUAL, TODAY):
        assert bool(one.findings) is not one.ok
