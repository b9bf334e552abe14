"""Days in tables of a plan: what the weekday, the column or the quarter makes certain, and what stays a guess."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csm_tui.domain.values.reading.planned_days import day_first_in, read_planned_day
from csm_tui.domain.values.time.calendar_parts import week_of_year
from csm_tui.domain.values.time.dates import read_date, read_past_date
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.values.time.shown_days import day_in_words
from tests.support.builders import some_days

QUARTER = Quarter(date(2026, 10, 26))
"""Until 2027-01-24."""

TODAY = date(2026, 11, 25)


def read(text, **how):
    return read_planned_day(text, QUARTER, TODAY, **how)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-07", date(2026, 12, 7)),
        ("Mon 07/12/26", date(2026, 12, 7)),
        ("Mon 7/12/26", date(2026, 12, 7)),
        ("Mon  12/7/26", date(2026, 12, 7)),
        ("Tuesday, 08/12/2026", date(2026, 12, 8)),
        ("18/12/26", date(2026, 12, 18)),
        ("12/18/26", date(2026, 12, 18)),
        ("7.12.26", date(2026, 12, 7)),
        ("11.12.", date(2026, 12, 11)),
        ("15 Dec", date(2026, 12, 15)),
        ("Jan 4", date(2027, 1, 4)),
        ("end of December", date(2026, 12, 31)),
        ("End Jan", date(2027, 1, 31)),
        ("the beginning of November", date(2026, 11, 1)),
        ("mid-December", date(2026, 12, 15)),
        ("end of Feb 2028", date(2028, 2, 29)),
        ("end of October", date(2026, 10, 31)),
        ("KW 51", date(2026, 12, 14)),
        ("kw1", date(2027, 1, 4)),
        ("Week 51", date(2026, 12, 14)),
        ("CW 44", date(2026, 10, 26)),
        ("calendar week 2", date(2027, 1, 11)),
        ("W51", date(2026, 12, 14)),
        ("W51/2027", date(2027, 12, 20)),
        ("2027 W02", date(2027, 1, 11)),
        ("W7", date(2026, 12, 7)),
        ("in 2 weeks", date(2026, 12, 9)),
    ],
)
def test_days_as_other_tools_and_people_write_them(text, day):
    assert read(text) == day


@pytest.mark.parametrize(("text", "friday"), [("KW 51", date(2026, 12, 18)), ("W7", date(2026, 12, 11))])
def test_a_week_by_which_something_is_due_is_its_friday(text, friday):
    assert read(text, end=True) == friday
    assert read("2026-12-07", end=True) == date(2026, 12, 7)


def test_of_two_days_with_the_same_weekday_the_one_in_the_quarter_is_meant():
    assert read("Thu 07/01/27") == date(2027, 1, 7)
    assert read("Thu 07/01/27", day_first=False) == date(2027, 7, 1)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        ([], None),
        (["07/12/26", "2026-12-13"], None),
        (["07/12/26", "13/12/26"], True),
        (["07/12/2026", "12/13/2026"], False),
        (["Mon 07/12/26", "07/12/26"], True),
        (["13/12/26", "12/13/26"], None),
        (["Thu 07/01/27", "13.12.26"], None),
    ],
)
def test_a_column_has_the_order_of_those_days_that_allow_only_one(texts, order):
    assert day_first_in(texts, TODAY) is order


def test_the_column_decides_the_order_of_a_day_without_its_weekday():
    assert read("07/12/26", day_first=True) == date(2026, 12, 7)
    assert read("07/12/2026", day_first=False) == date(2026, 7, 12)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("07/12/26", "could change places"),
        ("Wed 07/12/26", "that would be Sun 12 Jul 2026 or Mon 7 Dec 2026"),
        ("Fri 07/12/26", "that would be"),
        ("31/31/26", "no such day"),
        ("W1", "the quarter's week 1, or the year's: write a date, or KW 1"),
        ("KW 54", "no such week"),
        ("15 Mar", "write"),
        ("friday", "write"),
        ("soon", "write"),
        ("December", "write"),
        ("end of 2026", "write"),
        ("12", "write"),
        ("mid-December 3000", "write"),
    ],
)
def test_what_could_be_two_days_or_none_is_refused(text, says):
    with pytest.raises(ValueError, match=says):
        read(text)


@given(st.text("0123456789 /.-:wkendofdecmonjan", max_size=18), some_days())
def test_any_text_is_a_day_or_refused(text, today):
    try:
        day = read_planned_day(text, QUARTER, today)
    except ValueError:
        return
    assert isinstance(day, date)


@given(st.dates(QUARTER.start, QUARTER.end))
def test_a_day_of_the_quarter_comes_back_from_every_way_of_writing_it(day):
    turned = date(day.year, day.day, day.month) if day.day <= 12 else None
    assume(turned in (None, day) or turned.weekday() != day.weekday())
    weekday = day_in_words(day)[:3]
    for form in ("%d/%m/%y", "%m/%d/%y", "%d.%m.%Y"):
        assert read(f"{weekday} {day.strftime(form)}") == day
    assert read(f"{day:%d.%m.}") == read(f"{day:%d} {day_in_words(day)[:-5].split()[2]}") == day
    assert read(f"KW {day.isocalendar().week}") == day - timedelta(days=day.weekday())


@given(some_days(date(1910, 1, 1), date(2190, 1, 1)), st.integers(1, 53))
def test_a_week_of_the_year_is_the_nearest_one_on_the_right_side(today, number):
    coming, past = week_of_year(f"KW {number}", today), week_of_year(f"KW {number}", today, past=True)
    assert coming.isocalendar()[1:] == past.isocalendar()[1:] == (number, 1)
    assert past <= today <= coming + timedelta(days=6)
    assert coming == past or (coming - past).days >= 52 * 7


@pytest.mark.parametrize(
    ("text", "coming", "past"),
    [
        ("KW 51", date(2026, 12, 14), date(2025, 12, 15)),
        ("week 48", date(2026, 11, 23), date(2026, 11, 23)),
        ("end of October", date(2027, 10, 31), date(2026, 10, 31)),
        ("mid Nov", date(2027, 11, 15), date(2026, 11, 15)),
    ],
)
def test_weeks_and_parts_of_months_are_typed_into_forms_too(text, coming, past):
    assert (read_date(text, TODAY), read_past_date(text, TODAY)) == (coming, past)
