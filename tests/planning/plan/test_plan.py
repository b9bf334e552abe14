"""A plan of a quarter: its order, its names, and circles of activities that wait for each other."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.settings import QuarterRule, Settings
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import circle, plan_of, quarters
from csm_tui.planning.plan.present import present_quarter
from tests.support.builders import TODAY, client, some_days
from tests.support.plan_builders import QUARTER, activity, day, kept, plan, references

NAMES = "ABCDEF"


@st.composite
def webs(draw):
    """Activities that wait for any of the others, or for themselves, or for what is gone."""
    size = draw(st.integers(0, len(NAMES)))
    waits = st.lists(st.sampled_from([*NAMES[:size], "gone"]), max_size=3)
    return [activity(name, after=draw(waits)) for name in NAMES[:size]]


def reaches_itself(start, by_id):
    """Whether one comes back to an activity by what it waits for; as plain as can be."""
    seen, todo = set(), [*by_id[start].dependencies]
    while todo:
        key = todo.pop()
        if key == start:
            return True
        if key in by_id and key not in seen:
            seen.add(key)
            todo += by_id[key].dependencies
    return False


@given(webs())
def test_a_circle_is_found_if_and_only_if_there_is_one(activities):
    by_id = {one.id: one for one in activities}
    found = circle(activities)
    assert bool(found) is any(reaches_itself(key, by_id) for key in by_id)
    assert all(second.id in first.dependencies for first, second in pairwise([*found, *found[:1]]))
    assert len({one.id for one in found}) == len(found)


def test_a_chain_of_three_thousand_is_followed_to_its_end():
    chain = [activity(f"R{number}", after=[f"R{number + 1}"]) for number in range(3000)]
    assert circle(chain) == []
    assert circle([*chain[:-1], chain[-1].changed(dependencies=("R0",))]) == [
        *chain[:-1], chain[-1].changed(dependencies=("R0",))
    ]  # fmt: skip


def test_what_waits_for_itself_is_a_circle_of_one():
    assert references(circle([activity("A", after=["A"])])) == ["A"]
    assert circle([]) == []


def test_a_plan_holds_the_activities_of_its_quarter_in_the_natural_order_of_their_references():
    later = activity("R3", quarter=QUARTER.following.start)
    found = plan(*map(activity, ["R10", "r2", "A 1", "R1", "\u00c4 2"]), later)
    assert references(found.activities) == ["A 1", "\u00c4 2", "R1", "r2", "R10"]
    assert references(plan(later, quarter=QUARTER.following).activities) == ["R3"]


@pytest.mark.parametrize("text", ["\u00c9tude 1", "etude 1", " ETUDE 1 "])
def test_an_activity_is_found_by_its_reference_whatever_case_and_accents(text):
    found = plan(activity("\u00c9tude 1"), activity("other"))
    assert found.named(text) is found.by_id["\u00c9tude 1"]
    assert found.named("etude") is None


def test_names_of_what_is_gone_are_left_out():
    acme = client("Acme")
    found = plan(activity("A", clients=("gone", acme.id)), activity("B", after=["gone", "A"]), clients=[acme])
    assert found.client_names(found.by_id["A"]) == ("Acme",)
    assert found.references(found.by_id["B"].dependencies) == ("A",)
    assert references(found.dependents(found.by_id["A"])) == ["B"]


def test_a_dependency_on_what_was_dropped_counts_as_met_and_is_known():
    found = plan(
        activity("A", status="dropped"),
        activity("B", status="done"),
        activity("C"),
        activity("D", after=["A", "B", "C"]),
    )
    assert references(found.dependencies(found.by_id["D"])) == ["B", "C"]
    assert references(found.waived(found.by_id["D"])) == ["A"]
    assert found.waived(found.by_id["C"]) == []


def test_a_blank_deadline_is_the_end_of_the_quarter():
    found = plan(activity("A"), activity("B", deadline=day(3)))
    assert [found.deadline(one) for one in found.activities] == [QUARTER.end, day(3)]


@given(some_days())
def test_the_quarter_starts_on_the_monday_of_this_week_until_it_is_stored(today):
    assert present_quarter(Settings(), today).start == today - timedelta(days=today.weekday())
    stored = Settings().changed(quarter=QuarterRule(start=TODAY))
    assert present_quarter(stored, today) == Quarter(TODAY)


def test_quarters_are_those_with_a_plan_and_the_present_one():
    workspace = kept(activity("A", quarter=date(2025, 12, 1)), activity("B"), activity("C"))
    assert quarters(workspace, TODAY + timedelta(days=9)) == [
        Quarter(date(2025, 12, 1)), QUARTER, Quarter(date(2026, 3, 9)),
    ]  # fmt: skip
    assert quarters(Workspace(), TODAY) == [QUARTER]
    assert plan_of(Workspace(), QUARTER).activities == ()
