"""What a field says at once of what was typed loosely."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.values.reading.readers import read_money
from csm_tui.domain.values.time.dates import read_date
from csm_tui.domain.values.time.hours import read_hours
from csm_tui.forms.read_back import (
    date_read_back,
    distance,
    hours_read_back,
    money_read_back,
    past_date_read_back,
    tags_read_back,
)
from tests.support.builders import some_days

WEDNESDAY = date(2026, 11, 25)
QUARTER = date(2026, 10, 26)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("today", "Wed 25 Nov 2026, today"),
        ("in 2 weeks", "Wed 9 Dec 2026, in 14 days"),
        ("tomorrow", "Thu 26 Nov 2026, tomorrow"),
        ("yesterday", "Tue 24 Nov 2026, yesterday"),
        ("-1w", "Wed 18 Nov 2026, 7 days ago"),
        ("W7", "Mon 7 Dec 2026, in 12 days"),
        ("2019-03-01", "Fri 1 Mar 2019"),
        ("in 1 year", "Thu 25 Nov 2027, in 365 days"),
        ("soon", ""),
        ("", ""),
        ("-", ""),
    ],
)
def test_a_date_is_read_back_with_its_weekday_and_its_distance(text, said):
    assert date_read_back(text, WEDNESDAY, QUARTER) == said


def test_a_past_date_is_read_back_as_the_last_one_and_not_at_all_where_it_is_refused():
    assert past_date_read_back("15 Dec", WEDNESDAY) == "Mon 15 Dec 2025, 345 days ago"
    assert past_date_read_back("tomorrow", WEDNESDAY) == ""


@pytest.mark.parametrize(
    ("text", "said"), [("90m", "1.5 h"), ("2h30", "2.5 h"), ("2,5", "2.5 h"), ("2.5", ""), ("4", ""), ("soon", "")]
)
def test_hours_are_read_back_where_they_were_typed_in_another_way(text, said):
    assert hours_read_back(text, WEDNESDAY) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("35k", "35,000"), ("35000", "35,000"), ("35,000", ""), ("1.5m", "1,500,000"), ("12.5", "12.50"), ("-", "")],
)
def test_money_is_read_back_where_it_was_typed_in_another_way(text, said):
    assert money_read_back(text, WEDNESDAY) == said


@given(some_days(), some_days())
def test_each_day_that_is_read_back_is_read_as_the_same_day(day, today):
    said = date_read_back(day.isoformat(), today)
    assert read_date(said.partition(",")[0], today) == day
    assert said.endswith(distance(day, today))


@given(st.integers(1, 40_000))
def test_hours_that_are_read_back_are_read_as_the_same_hours(quarters):
    said = hours_read_back(f"{quarters * 15}m", WEDNESDAY)
    assert read_hours(said) == quarters / 4


@given(st.integers(0, 10**12))
def test_money_that_is_read_back_is_read_as_the_same_amount(amount):
    assert read_money(money_read_back(str(amount), WEDNESDAY) or str(amount)) == amount


@given(some_days(), st.integers(-400, 400))
def test_a_distance_is_said_up_to_a_year(today, days):
    said = distance(today + timedelta(days=days), today)
    assert bool(said) == (abs(days) < 366)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("emea retail", "emea-retail"),
        ("EMEA, Retail", "emea, retail"),
        ("emea, retail", ""),
        ("", ""),
        ("a; b", "a, b"),
    ],
)
def test_tags_are_read_back_as_they_are_kept(text: str, shown: str) -> None:
    assert tags_read_back(text, date(2026, 3, 2), None) == shown
