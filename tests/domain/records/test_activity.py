"""An activity: what it holds, what is left of it, and what it may not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus, LogEntry, Pin
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.person.assessment import Assessment, Verdict
from csm_tui.domain.text import clean_line
from csm_tui.domain.values.names import joined_names, split_names
from tests.support.builders import TODAY
from tests.support.hostile import NAMES
from tests.support.plan_builders import QUARTER, activity

durations = st.integers(1, 400).map(lambda size: size / 4)
logs = st.lists(durations, max_size=5).map(lambda sizes: [LogEntry(day=TODAY, hours=size) for size in sizes])


def problems(**fields):
    with pytest.raises(ValidationError) as caught:
        activity(**fields)
    return explain(Activity, caught.value)


@given(durations, logs, st.sampled_from(ActivityStatus))
def test_what_remains_is_the_duration_less_what_was_logged_and_never_below_none(hours, log, status):
    one = activity(hours=hours, log=log, status=status)
    assert one.logged == sum(entry.hours for entry in log)
    if status in (ActivityStatus.DONE, ActivityStatus.DROPPED):
        assert one.remaining == 0
        assert not one.open
    else:
        assert one.remaining == max(0, hours - one.logged)
        assert one.open


@pytest.mark.parametrize("status", [ActivityStatus.PLANNED, ActivityStatus.DOING, ActivityStatus.DROPPED])
def test_only_what_is_done_has_a_result(status):
    assert problems(status=status, result="met") == {"result": "only what is done has a result"}
    assert activity(status=ActivityStatus.DONE, result="partly").result is ActivityOutcome.PARTLY
    assert activity(status=ActivityStatus.DONE).result is None


def test_each_field_has_its_message():
    assert problems(status="x", result="met") == {"status": "planned, doing, done or dropped"}
    assert problems(category="x") == {"category": "retain, expand, advocate, onboard or other"}
    assert problems(result="x") == {"result": "met, partly or not, once it is done"}
    assert problems(hours=0) == {"hours": "All hours to diarise, such as 2.5, 2h30 or 90m"}
    assert problems(hours=1.1) == {"hours": "whole quarter-hours, such as 2.5, 2h30 or 90m"}
    assert problems(deadline="soon") == {"deadline": "To be accomplished by; empty: the quarter's end"}
    assert problems(earliest="2206-01-01") == {"earliest": "the year must lie between 1900 and 2199"}
    assert problems(quarter="2026-03-03") == {"quarter": "a quarter starts on a Monday"}


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("", "must not be empty: a short name"), (" \u200b\n", "must not be empty"),
        ("x" * 201, "at most 200 characters"), ("a; b", "must not hold ';'"), (";", "must not hold ';'"),
    ],
)  # fmt: skip
def test_a_reference_is_a_line_that_can_stand_in_a_row_of_them(reference, says):
    assert problems(reference=reference)["reference"].startswith(says)


def test_clients_and_dependencies_are_named_once_each():
    one = activity(clients=("b", "a", "b"), after=("y", "x", "y"))
    assert (one.clients, one.dependencies) == (("b", "a"), ("y", "x"))


def test_an_activity_goes_on_without_what_is_gone():
    one = activity(clients=("a", "b"), after=("x", "y"))
    assert one.names({"b"})
    assert one.names({"x"})
    assert not one.names({"z", one.id})
    left = one.without({"a", "y", "z"})
    assert (left.clients, left.dependencies) == (("b",), ("x",))
    assert left.changed(clients=one.clients, dependencies=one.dependencies) == one


def test_two_quarters_may_use_one_reference():
    assert activity().unique == "2026-03-02 R1"
    assert activity(quarter=QUARTER.following.start).unique == "2026-06-01 R1"
    assert activity().label == "R1"


def test_a_pin_may_hold_nothing_but_a_log_entry_may_not():
    assert Pin(day=TODAY, hours=0).hours == 0
    with pytest.raises(ValidationError):
        LogEntry(day=TODAY, hours=0)


@given(st.tuples(*[st.integers(0, 5)] * 3))
def test_a_plan_is_judged_by_the_sum_of_three_marks(marks):
    completeness, accuracy, quality = marks
    found = Assessment(quarter=QUARTER.start, day=TODAY, completeness=completeness, accuracy=accuracy, quality=quality)
    assert found.total == sum(marks)
    wanted = ["below par"] * 7 + ["acceptable"] * 3 + ["good"] * 3 + ["excellent"] * 3
    assert found.verdict is Verdict(wanted[found.total])


@pytest.mark.parametrize("mark", [-1, 6, 2.5, "x"])
def test_a_mark_is_a_whole_number_up_to_five(mark):
    with pytest.raises(ValidationError):
        Assessment(quarter=QUARTER.start, day=TODAY, completeness=mark, accuracy=0, quality=0)


names = st.lists(
    (st.text('a"; ', min_size=1) | st.text(min_size=1) | st.sampled_from(NAMES)).map(clean_line).filter(bool)
)


@given(names)
def test_names_in_a_row_are_read_back_whatever_they_hold(found):
    assert split_names(joined_names(found)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A; B", ["A", "B"]), ("A;B;", ["A", "B"]), (" ; ;", []), ("", []), ('"A; B"; C', ["A; B", "C"]),
        ('"A" Corp; B', ['"A" Corp', "B"]), ('"A; B', ['"A', "B"]), ('A "x;y"', ['A "x', 'y"']),
        ("A\n B ;C", ["A B", "C"]), ('"A" ;"B"', ["A", "B"]),
    ],
)  # fmt: skip
def test_names_are_read_as_people_write_them(text, found):
    assert split_names(text) == found


def test_names_stand_in_quotes_only_where_they_must():
    assert joined_names(["A", 'B "b"', "C; c", '"D"']) == 'A; B "b"; "C; c"; """D"""'


def test_a_long_assumption_on_it_is_named_by_its_beginning_with_a_sign() -> None:
    one = Assumption(activity=activity().id, text="They talk to nobody else before the autumn is over")
    assert one.label == 'assumption "They talk to nobody else before the aut…"'
