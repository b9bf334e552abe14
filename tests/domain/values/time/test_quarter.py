"""Thirteen weeks from a Monday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from csm_tui.domain.values.time.days import Day, is_out_of_reach
from csm_tui.domain.values.time.quarter import WEEKS, Monday, Quarter, monday_of
from tests.support.builders import some_days

quarters = some_days().map(lambda day: Quarter(monday_of(day)))


@given(quarters, st.integers(-200, 200))
def test_a_day_lies_in_one_week_of_the_quarter_or_outside(quarter, number):
    day = quarter.start + timedelta(days=number)
    week = quarter.week_of(day)
    assert (day in quarter) is (0 <= number < 7 * WEEKS) is (week is not None)
    if week is not None:
        assert quarter.mondays[week] == monday_of(day)


@given(quarters)
def test_quarters_follow_each_other_without_a_gap(quarter):
    assert len(quarter.mondays) == 13
    assert quarter.end.weekday() == 6
    assert quarter.following.start == quarter.end + timedelta(days=1)
    assert quarter.following.start.weekday() == 0
    assert quarter.week_of(quarter.following.start) is None


@given(some_days())
def test_the_monday_of_a_day_is_the_first_of_its_week(day):
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert 0 <= (day - monday).days < 7


@given(some_days(date(1900, 1, 1), date(2199, 12, 31)))
def test_only_a_monday_can_start_a_quarter(day):
    if day.weekday() == 0:
        assert TypeAdapter(Monday).validate_python(day) == day
    else:
        with pytest.raises(ValidationError, match="a quarter starts on a Monday"):
            TypeAdapter(Monday).validate_python(day)


@pytest.mark.parametrize("far", [date.min, date(1899, 12, 25), date(2200, 1, 6), date.max])
def test_days_beyond_any_plan_are_refused(far):
    for kind in (Monday, Day):
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(kind).validate_python(far)
        assert is_out_of_reach(caught.value.errors()[0])
