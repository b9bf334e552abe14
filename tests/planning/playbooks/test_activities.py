"""The activities that a play becomes for a client: whole, on workdays, in order; and which plays are offered."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.activity import Activity, ActivityStatus
from csm_tui.domain.records.person.worktime import Leave
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.settings import PlaysRule, Settings
from csm_tui.domain.values.time.quarter import Quarter, monday_of
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import Plan, plan_of
from csm_tui.planning.plan.time_budget import TimeBudget
from csm_tui.planning.playbooks.activities import activities_from, activities_of, hours_factor, rounded_hours, work_of
from csm_tui.planning.playbooks.offering.offers import cases_of, offered_plays
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.portfolio.rows import Row, row_of
from csm_tui.session.edits.play_changes import taken_in
from tests.support.builders import TODAY, client
from tests.support.plays import BOOK, MADE_FOR, case, in_days, met

QUARTER = Quarter(monday_of(TODAY))
BUDGET = TimeBudget(40, 50)


def play(identity: str) -> Play:
    found = BOOK.named(identity)
    assert found is not None
    return found


def made(identity: str, row: Row | None = None, *, merged: bool = False, budget: TimeBudget = BUDGET,
         quarter: Quarter = QUARTER) -> tuple[Activity, ...]:  # fmt: skip
    plan = Plan(quarter, (), {})
    steps = activities_from(play(identity), row or MADE_FOR[identity].row, plan, budget, merged=merged)
    return tuple(one.activity for one in steps)


@given(
    st.sampled_from([*MADE_FOR]), st.integers(-12, 13), st.integers(-30, 400), st.booleans(),
    st.lists(st.tuples(st.integers(-10, 90), st.integers(0, 30)), max_size=3),
)  # fmt: skip
def test_every_play_becomes_whole_activities_on_workdays_in_their_order(
    identity: str, weeks: int, renewal: int, merged: bool, off: list[tuple[int, int]]
) -> None:
    quarter = Quarter(QUARTER.start + timedelta(weeks=weeks))
    leave = tuple(Leave(first=in_days(first), last=in_days(first + length)) for first, length in off)
    budget = TimeBudget(40, 50, leave=leave)
    known = MADE_FOR[identity].row
    row = Row(known.client.changed(renewal_date=in_days(renewal)), known.settings, TODAY, known.touchpoints)
    found = made(identity, row, merged=merged, budget=budget, quarter=quarter)
    first = max(TODAY, quarter.start)
    plan = Plan(quarter, (), {})
    whole = activities_of(play(identity), row, plan, budget)
    assert work_of(play(identity), row, plan, budget) == (len(whole), sum(one.hours for one in whole))
    by_id = {one.id: one for one in found}
    assert len({one.reference for one in found}) == len(found) >= len(play(identity).activity)
    for one in found:
        texts = (one.reference, one.description, one.purpose, one.results, one.measurement, one.notes)
        assert all(text.strip() and "{" not in text for text in texts)
        assert (one.clients, one.play, one.category) == ((row.id,), identity, play(identity).category)
        assert one.deadline is not None
        begin = one.earliest or first
        assert first <= begin <= one.deadline
        assert one.deadline <= quarter.end or begin > quarter.end or first > quarter.end
        if any(map(budget.is_workday, days(first, quarter.end))) and one.deadline <= quarter.end:
            assert budget.is_workday(one.deadline)
        waited = [by_id[key].deadline for key in one.dependencies]
        assert all(day is not None and day <= one.deadline for day in waited)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def test_what_is_done_week_by_week_is_one_activity_where_there_is_little_room() -> None:
    several, one = made("last-thirty-days"), made("last-thirty-days", merged=True)
    checks = [each for each in several if each.description == several[0].description]
    deadlines = [each.deadline for each in checks if each.deadline is not None]
    assert len(checks) == 3  # the decision is in 20 days: a fourth week is past
    assert all(late - early >= timedelta(days=4) for early, late in pairwise(deadlines))
    assert [each.description for each in one].count(checks[0].description) == 1
    assert one[0].hours == sum(each.hours for each in checks)
    assert one[0].deadline == checks[-1].deadline


def test_a_day_before_the_decision_that_is_past_is_made_up_for_soon() -> None:
    recap = made("renewal-run", case(renewal_date=in_days(40)).row)[0]  # due 75 days before
    assert TODAY + timedelta(days=4) <= recap.deadline <= TODAY + timedelta(days=7)  # type: ignore[operator]
    late = made("last-thirty-days", case(renewal_date=in_days(2)).row)
    assert all(one.deadline <= in_days(2) for one in late if one.deadline)


def test_the_notes_say_which_play_and_why() -> None:
    notes = made("renewal-at-risk")[0].notes
    assert notes.startswith(f"Play Renewal at risk, {TODAY}: ")
    assert "falling" in notes
    assert "satisfaction 90" in made("case-study")[0].notes


@pytest.mark.parametrize(
    ("fields", "known", "rule", "factor"),
    [
        ({}, True, {}, 1),
        ({"tags": ("enterprise",)}, True, {}, 1.5),
        ({"acv": 90_000}, True, {"enterprise_acv": 90_000}, 1.5),
        ({"acv": 90_000}, True, {}, 1),
        ({}, False, {}, 1.4),
        ({"tags": ("enterprise",)}, False, {}, 2.1),
        ({"tags": ("enterprise",)}, False, {"enterprise": 2}, 2.5),
    ],
)
def test_a_large_or_unknown_client_takes_more_hours(
    fields: dict[str, object], known: bool, rule: dict[str, float], factor: float
) -> None:
    touchpoints = (met(0),) if known else ()
    row = Row(client("Acme", **fields), Settings(plays=PlaysRule(**rule)), TODAY, touchpoints)
    assert hours_factor(row) == pytest.approx(factor)
    assert made("silence", row)[0].hours == rounded_hours(0.5 * factor)


@pytest.mark.parametrize(("hours", "rounded"), [(0.1, 0.25), (0.625, 0.75), (0.62, 0.5), (2, 2)])
def test_hours_are_rounded_to_quarters_half_up(hours: float, rounded: float) -> None:
    assert rounded_hours(hours) == rounded


# What is offered


def taking(identity: str) -> tuple[Workspace, Row]:
    row = MADE_FOR[identity].row
    book = Workspace().with_records([row.client])
    change = taken_in(play(identity), row, book)
    assert change.label == f"{play(identity).title} for Acme: 4 activities"
    return change.apply(book), row


def test_a_play_that_is_taken_in_is_not_offered_again_until_it_is_done() -> None:
    book, row = taking("silence")
    assert book.settings.quarter.start == QUARTER.start
    plan = plan_of(book, QUARTER)
    assert {one.play for one in plan.activities} == {"silence"}
    case = MADE_FOR["silence"]
    begun = case._replace(plays=frozenset({"silence"}))
    assert play("silence") in offered_plays(BOOK.plays, case)
    assert offered_plays(BOOK.plays, begun) == []
    done = [one.changed(status=ActivityStatus.DONE) for one in plan.activities]
    assert cases_of([row], book)[0].plays == {"silence"}
    assert cases_of([row], book.with_records(done))[0].plays == frozenset()


@pytest.mark.parametrize(("days_ago", "offered"), [(0, False), (180, False), (181, True)])
def test_nobody_is_asked_to_speak_for_us_twice_in_half_a_year(days_ago: int, offered: bool) -> None:
    row = MADE_FOR["case-study"].row
    day = in_days(-days_ago)
    asked = Activity(
        quarter=monday_of(day), reference="A1", clients=(row.id,), category="advocate", hours=1, deadline=day,
        status="done",
    )  # fmt: skip
    workspace = Workspace().with_records([row.client, *row.touchpoints, asked])
    (case,) = cases_of([row_of(row.client, workspace, row.today)], workspace)
    assert (play("case-study") in offered_plays(BOOK.plays, case)) is offered
    by_hand = play("case-study").model_copy(update={"when": "status:active"})
    assert (by_hand in offered_plays([by_hand], case)) is offered, "whatever its condition says"


def test_one_play_at_a_time_serves_a_purpose_unless_a_graver_one_is_needed() -> None:
    both = case(product=50, satisfaction=50, touchpoints=(met(1),))
    assert [one.id for one in offered_plays(BOOK.plays, both)][:2] == ["low-use", "unhappy"]
    assert offered_plays(BOOK.plays, both._replace(plays=frozenset({"low-use"}))) == []
    graver = offered_plays(BOOK.plays, both._replace(plays=frozenset({"unhappy"})))
    assert [one.id for one in graver] == ["low-use"]


@pytest.mark.parametrize(
    "bad",
    [
        {"trend": "Down"},
        {"sponsorship": 50},
        {"risks": (Risk(client="", text="x", since=TODAY, kind="support"),)},
        {"touchpoints": (met(9).changed(follow_up=in_days(-1), promise=True, task="x"),)},
    ],
)
def test_nobody_is_asked_to_buy_or_to_speak_for_us_at_a_bad_moment(bad: dict[str, object]) -> None:
    fields = {"product": 90, "satisfaction": 90, "support": 90, "sponsorship": 90}
    offered = {one.id for one in offered_plays(BOOK.plays, case(**fields))}
    assert {"expansion", "case-study"} <= offered
    assert not {"expansion", "case-study"} & {one.id for one in offered_plays(BOOK.plays, case(**fields | bad))}
