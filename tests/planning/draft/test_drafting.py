"""The drafted quarter: balanced, within size and hours, feasible, and honest about who or what is left out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.records.person.worktime import Leave
from csm_tui.domain.records.snooze import Snooze
from csm_tui.domain.settings import HoursRule, ScheduleStyle
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.draft.draft import PlanDraft
from csm_tui.planning.draft.drafting import draft
from csm_tui.planning.plan.audit import audit
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.schedule.timetable import timetable_of
from csm_tui.planning.triage.candidates import advocate_candidate
from csm_tui.session.demo.demo import demo_workspace
from csm_tui.session.edits.draft_changes import accepted
from tests.support.books import (
    Score,
    any_score,
    green_score,
    made_up_book,
    red_score,
    score_or_none,
    unplanned_demo,
)
from tests.support.builders import TODAY, client
from tests.support.plan_builders import QUARTER
from tests.support.plays import BOOK, MADE_FOR, in_days

pytestmark = pytest.mark.thorough

SIZE = 25


def drafted(book: Workspace, size: int = SIZE, today: date = TODAY, quarter: Quarter = QUARTER) -> PlanDraft:
    found = draft(book, today, quarter, size, BOOK.plays)
    check_draft(found, book, today)
    return found


def check_draft(found: PlanDraft, book: Workspace, today: date) -> None:
    """What holds of every draft, whatever the book: see the assertions."""
    plan, budget = found.plan_with(), time_budget(book, found.quarter)
    new = {one.id for one in found.activities}
    table = timetable_of(plan, budget, book, today, ScheduleStyle.ASAP)
    before = timetable_of(found.plan, budget, book, today, ScheduleStyle.ASAP)
    assert {one.activity.id for one in table.late} <= {one.activity.id for one in before.late}
    assert table.feasible or not before.feasible
    references = [one.reference for one in plan.activities]
    assert len({*references}) == len(references)
    room = found.room()
    assert not found.lines or (room.hours >= 0 and room.onboarding >= 0)
    assert len(new) <= max(0, found.size * 120 // 100 - len(found.plan.activities))
    for line in found.lines:
        assert line.why
        assert 1 <= len(line.activities) <= line.whole
        assert {key for one in line.activities for key in one.dependencies} <= {one.id for one in line.activities}
        assert all(one.deadline is not None and one.deadline in found.quarter for one in line.activities)
    assert all(one.why for one in found.left_out)
    for_one = [(line.row.id, line.play.id) for line in found.lines]
    assert len({*for_one}) == len(for_one)
    out = {(one.row.id, one.play and one.play.id) for one in found.left_out}
    assert not out & {*for_one}
    failed = {one.check: one.detail for one in audit(plan, book, budget, today) if not one.ok}
    assert not {"fields", "circle", "order", "hours"} & failed.keys()
    named = {one.row.client.name for one in found.left_out}
    missing = ", ".join(failed.get(check, "") for check in ("due clients", "red clients"))
    uncovered = [one.name for one in book.clients.values() if f" {one.name}," in f" {missing.replace(' (', ', (')},"]
    assert {*uncovered} <= named, "whoever is at risk and not covered is named"


def outline(found: PlanDraft) -> list[tuple[object, ...]]:
    return [
        (one.reference, line.play.id, one.clients, one.hours, one.earliest, one.deadline, one.description)
        for line in found.lines
        for one in line.activities
    ]


# The fifteen clients


def test_the_draft_for_the_fifteen_clients_covers_whoever_is_at_risk_and_passes_every_check() -> None:
    book = unplanned_demo()
    found = drafted(book)
    checks = audit(found.plan_with(), book, time_budget(book, QUARTER), TODAY)
    assert [one.check for one in checks if not one.ok] == []
    assert len(found.activities) == SIZE
    assert sum(one.hours for one in found.activities) <= 260
    retained = {line.row.client.name for line in found.lines if line.play.category is Category.RETAIN}
    rows = [Row(one, book.settings, TODAY) for one in book.clients.values()]
    assert {row.client.name for row in rows if row.due or row.health_band is Band.RED} <= retained
    asked = {line.play.id: line.row.client.name for line in found.lines}
    assert asked["case-study"] == "Customer 11"
    assert asked["expansion"] == "Customer 1"
    assert found.lines[0].row.client.name == "Customer 6"
    assert {"Customer 8", "Customer 2"} <= {one.row.client.name for one in found.left_out}
    told = {one.play.id: one.why for one in found.left_out if one.play is not None}
    assert told["low-use"] == "the plan is full: 25 activities, and this needs at least 2 of its 4"
    (remark,) = found.remarks
    assert remark.endswith("hours stays free: a plan of more activities could hold more of these plays")


def test_no_two_of_the_drafted_activities_read_alike() -> None:
    found = drafted(unplanned_demo()).activities
    for texts in (
        [one.description for one in found],
        [one.results for one in found],
        [one.measurement for one in found],
    ):
        assert sorted({*texts}) == sorted(texts)


def test_the_same_data_give_the_same_draft() -> None:
    book = unplanned_demo()
    assert outline(drafted(book)) == outline(drafted(book))


def test_what_is_accepted_counts_and_is_not_proposed_again() -> None:
    book = unplanned_demo()
    first = drafted(book)
    change = accepted(first.activities, QUARTER)
    assert change.label == f"drafted plan from {TODAY}: 25 activities"
    taken = change.apply(book)
    again = drafted(taken)
    assert again.lines == ()
    assert change.inverse().apply(taken).table(Activity).records == {}
    larger = drafted(taken, 35)
    held = {(line.row.id, line.play.id) for line in first.lines}
    assert larger.lines
    assert not held & {(line.row.id, line.play.id) for line in larger.lines}


def test_two_requests_to_a_client_lie_a_fortnight_apart() -> None:
    found = drafted(unplanned_demo())
    talk = next(one for one in found.activities if one.description.startswith("Hold the renewal talk"))
    handed = next(one for one in found.activities if one.play == "expansion" and "account manager" in one.description)
    assert talk.clients == handed.clients
    assert handed.earliest is not None
    assert talk.deadline is not None
    assert handed.earliest >= talk.deadline + timedelta(days=14)


def test_what_the_plan_holds_counts_and_keeps_its_deadlines() -> None:
    demo = demo_workspace(TODAY)
    quarter = Quarter(TODAY - timedelta(weeks=4))
    assert drafted(demo, 24, quarter=quarter).lines == ()
    larger = drafted(demo, 40, quarter=quarter)
    held = {(one, each.category) for each in larger.plan.activities if each.open for one in each.clients}
    assert larger.lines
    assert not held & {(line.row.id, line.play.category) for line in larger.lines}


# Other books


BOOKS: dict[str, tuple[int, Score]] = {
    "5": (5, any_score), "5 green": (5, green_score), "5 red": (5, red_score), "5 half": (5, score_or_none),
    "40": (40, any_score), "40 green": (40, green_score), "40 red": (40, red_score), "40 half": (40, score_or_none),
}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_of_any_size_and_colour_has_a_sound_draft(name: str) -> None:
    number, score = BOOKS[name]
    book = made_up_book(number, score)
    found = drafted(book)
    assert SIZE * 80 // 100 <= len(found.activities) <= SIZE * 120 // 100
    rows = [Row(one, book.settings, TODAY) for one in book.clients.values()]
    categories = {one.category for one in found.activities}
    assert Category.RETAIN in categories
    if not any(advocate_candidate(row).qualifies for row in rows):
        assert any("nobody can be asked to speak for us" in one for one in found.remarks)
        assert Category.ADVOCATE not in categories
    elif number == 40:
        assert Category.ADVOCATE in categories


@pytest.mark.thorough
@pytest.mark.parametrize("score", [any_score, green_score, red_score, score_or_none])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_large_book_has_a_sound_draft(score: Score, seed: int) -> None:
    found = drafted(made_up_book(300, score, seed))
    assert len(found.activities) >= SIZE
    at_risk = [line.row.acv for line in found.lines if line.why.startswith(("red", "due"))]
    assert at_risk == sorted(at_risk, reverse=True)


@pytest.mark.thorough
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.integers(0, 30), st.sampled_from([any_score, green_score, red_score, score_or_none]), st.integers(0, 999),
    st.integers(1, 40), st.sampled_from([0, 1, 5, 40]), st.integers(0, 90), st.integers(-20, 90),
    st.lists(st.tuples(st.integers(-10, 90), st.integers(0, 40)), max_size=2),
)  # fmt: skip
def test_any_book_in_any_week_with_any_hours_has_a_sound_draft(
    number: int, score: Score, seed: int, size: int, hours: float, share: int, begun: int,
    off: list[tuple[int, int]],
) -> None:  # fmt: skip
    book = made_up_book(number, score, seed).with_records(
        Leave(first=in_days(first), last=in_days(first + length)) for first, length in off
    )
    rule = HoursRule(week=hours, onboarding_share=share)
    book = book.with_settings(book.settings.changed(hours=rule))
    quarter = Quarter(QUARTER.start - timedelta(weeks=begun // 7))
    drafted(book, size, quarter=quarter)


def test_where_there_are_more_fires_than_hours_the_largest_come_in_and_the_others_are_named() -> None:
    book = made_up_book(40, red_score)
    few = book.with_settings(book.settings.changed(hours=HoursRule(week=4, onboarding_share=50)))  # 26 h
    found = drafted(few)
    assert found.lines
    inside = [line.row.acv for line in found.lines if line.play.category is Category.RETAIN]
    assert inside == sorted(inside, reverse=True)
    assert any("h are missing" in one.why for one in found.left_out)
    rows = [Row(one, few.settings, TODAY) for one in few.clients.values()]
    at_risk = {row.client.name for row in rows if row.at_risk}
    named = {line.row.client.name for line in found.lines} | {one.row.client.name for one in found.left_out}
    assert at_risk <= named


def test_long_plays_are_shortened_before_a_client_is_left_out_and_whole_where_there_is_room() -> None:
    one = Workspace().with_records([MADE_FOR["renewal-at-risk"].row.client])
    line = drafted(one).lines[0]
    assert not line.shortened
    assert len(line.activities) > 5  # the weekly update is an activity of its own each week
    forty = drafted(made_up_book(40, red_score))
    assert all(len(line.activities) <= 3 for line in forty.lines)
    assert any(line.shortened for line in forty.lines)


def test_new_clients_use_the_hours_that_are_reserved_for_them() -> None:
    new = client("New", status="onboarding", customer_since=TODAY)
    book = Workspace().with_records([new])
    found = drafted(book)
    assert {one.category for one in found.activities} == {Category.ONBOARD}
    assert found.room().hours == 260
    none = book.with_settings(book.settings.changed(hours=HoursRule(onboarding_share=0)))
    assert "missing for onboarding" in drafted(none).left_out[0].why


def test_a_client_at_risk_for_whom_there_is_no_play_is_named() -> None:
    book = Workspace().with_records([client("Lost", product=0, renewal_date=in_days(400))])
    found = draft(book, TODAY, QUARTER, SIZE, ())
    assert [(one.row.client.name, one.play) for one in found.left_out] == [("Lost", None)]
    assert found.left_out[0].why == "red, but no play to retain applies"


def test_a_play_that_was_put_off_waits_alone_and_is_named_with_the_reason() -> None:
    book = unplanned_demo()
    six = book.named("Customer 6")
    assert six is not None
    snooze = Snooze(
        client=six.id, play="renewal-at-risk", until=in_days(10), reason="their board meets", since=TODAY, band=Band.RED
    )
    found = drafted(book.with_records([snooze]))
    plays = [line.play.id for line in found.lines if line.row.client.name == "Customer 6"]
    assert plays, "its next play comes in"
    assert "renewal-at-risk" not in plays
    told = {(one.play and one.play.id, one.why) for one in found.left_out if one.row.client.name == "Customer 6"}
    assert ("renewal-at-risk", f"put off until {full_day(in_days(10))}: their board meets") in told


def test_the_room_is_counted_for_any_choice_of_what_is_proposed() -> None:
    found = drafted(unplanned_demo())
    none, all_of_it = found.room(()), found.room()
    assert (none.activities, none.hours, none.onboarding) == (SIZE, 260, 260)
    assert all_of_it.activities == 0
    assert all_of_it.hours == 260 - sum(one.hours for one in found.activities)
    assert replace(found, lines=()).room() == none
    later = drafted(unplanned_demo(), today=in_days(14))
    assert later.room(()).hours == 260 - 40, "two weeks are gone"
