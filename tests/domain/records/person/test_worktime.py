"""Weeks that differ, leave, appointments and work that nobody planned; and the settings of hours and holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.records.person.worktime import Appointment, Leave, Unplanned, WorkWeek, week_id
from csm_tui.domain.settings import ScheduleStyle, Settings, change_setting
from csm_tui.domain.values.time.holidays import public_holidays
from tests.support.builders import TODAY, some_days

USUAL = Settings()


def problems(kind, **fields):
    with pytest.raises(ValidationError) as caught:
        kind(**fields)
    return explain(kind, caught.value)


@given(some_days(), some_days())
def test_leave_does_not_end_before_it_begins(first, last):
    if last >= first:
        assert Leave(first=first, last=last).label == f"leave from {first}"
    else:
        assert problems(Leave, first=first, last=last) == {"last": "must not lie before the first day"}


def test_leave_without_a_first_day_is_told_that_alone():
    assert list(problems(Leave, first="x", last=TODAY)) == ["first"]


def test_a_week_may_differ_in_hours_or_in_the_share():
    assert WorkWeek(start=TODAY).hours is None
    assert WorkWeek(start=TODAY, hours=0, onboarding_share=100).label == "week of 2026-03-02"
    assert problems(WorkWeek, start=TODAY + timedelta(days=1)) == {"start": "a quarter starts on a Monday"}
    assert list(problems(WorkWeek, start=TODAY, hours=0.3, onboarding_share=101)) == ["hours", "onboarding_share"]


def test_a_week_has_one_id_wherever_it_is_made():
    assert week_id(TODAY) == week_id(date(2026, 3, 2)) != week_id(TODAY + timedelta(days=7))


def test_unplanned_work_says_when_how_long_and_what():
    work = Unplanned(day=TODAY, hours=1.5, note="an outage", client="c1")
    assert work.owner_ids == ("c1",)
    assert Unplanned(day=TODAY, hours=1, note="x").owner_ids == ()
    assert list(problems(Unplanned, day=TODAY, hours=0, note=" ")) == ["hours", "note"]


def test_an_appointment_is_named_by_what_it_is():
    assert Appointment(day=TODAY, hours=1).label == "appointment on 2026-03-02"
    assert Appointment(day=TODAY, hours=1, what="2 appointments").label == "2 appointments on 2026-03-02"


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("quarter.start", " 2026-03-02 ", TODAY), ("quarter.start", "", None), ("hours.week", "36.5", 36.5),
        ("hours.begin", " 8:30 ", "8:30"), ("hours.begin", "7", "7:00"), ("hours.end", "24:00", "24:00"),
        ("hours.week", "0", 0), ("hours.week", "168", 168), ("hours.onboarding_share", "0", 0),
        ("hours.onboarding_share", "100", 100), ("plan.size", "40", 40), ("plan.style", "level", ScheduleStyle.LEVEL),
        ("holidays.country", " de-by ", "DE-BY"), ("holidays.country", "", ""),
    ],
)  # fmt: skip
def test_a_setting_of_the_plan_is_changed(key, text, value):
    changed = change_setting(USUAL, key, text)
    section, name = key.split(".")
    assert getattr(getattr(changed, section), name) == value
    assert changed.changed(**{section: getattr(USUAL, section)}) == USUAL


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("quarter.start", "2026-03-03", "a quarter starts on a Monday"),
        ("quarter.start", "next week", "must be a date like 2026-01-05"),
        ("quarter.start", "5", "must be a date like 2026-01-05"),
        ("quarter.start", "9999-12-27", "the year must lie between 1900 and 2199"),
        ("hours.week", "168.25", "must be 168 or less"),
        ("hours.week", "-1", "must be 0 or more"),
        ("hours.week", "36.1", "whole quarter-hours, such as 2.5, 2h30 or 90m"),
        ("hours.week", "many", "must be a number"),
        ("hours.week", "nan", "must be a number"),
        ("hours.begin", "early", "a time of day, such as 9, 8:30 or 18:00"),
        ("hours.begin", "8:20", "a time of day, such as 9, 8:30 or 18:00"),
        ("hours.begin", "18", "a working day must end after it begins"),
        ("hours.end", "25:00", "a time of day, such as 9, 8:30 or 18:00"),
        ("hours.onboarding_share", "101", "must be 100 or less"),
        ("hours.onboarding_share", "12.5", "must be a whole number"),
        ("plan.size", "0", "must be 1 or more"),
        ("plan.style", "fast", "must be asap or level"),
        ("holidays.country", "Germany", "a country's code such as DE, GB, US"),
        ("holidays.country", "QQ", "a country's code such as DE, GB, US"),
        ("holidays.country", "DE-QQ", "a country's code such as DE, GB, US"),
    ],
)
def test_a_setting_that_breaks_its_rule_is_refused_with_the_rule(key, text, says):
    with pytest.raises(ValueError) as caught:
        change_setting(USUAL, key, text)
    assert str(caught.value).startswith(says)


def test_a_country_has_its_holidays_and_a_part_of_it_more():
    year = date(2026, 1, 1), date(2026, 12, 31)
    german, bavarian = (public_holidays(code, *year) for code in ("DE", "DE-BY"))
    assert date(2026, 10, 3) in german
    assert german.keys() < bavarian.keys()
    assert bavarian.keys() - german.keys() >= {date(2026, 1, 6), date(2026, 11, 1)}
    assert [*german] == sorted(german)
    assert public_holidays("", *year) == {}


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 100))
def test_holidays_lie_between_the_two_days(first, length):
    last = first + timedelta(days=length)
    assert all(first <= day <= last for day in public_holidays("GB", first, last))


def test_holidays_of_the_turn_of_the_year_are_found():
    assert {*public_holidays("DE", date(2026, 12, 25), date(2027, 1, 1))} == {
        date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1),
    }  # fmt: skip
