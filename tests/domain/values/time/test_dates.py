"""Whole months and years, and dates as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.client_entries import renewal_from_months, since_from_term
from csm_tui.domain.values.time.dates import read_date, read_full_date, read_past_date
from csm_tui.domain.values.time.days import FIRST_DAY, LAST_DAY
from csm_tui.domain.values.time.months import shift_months, whole_months, whole_years
from csm_tui.domain.values.time.shown_days import day_in_words, full_day, short_day
from tests.support.builders import TODAY, some_days


@given(some_days(), st.integers(-1200, 1200))
def test_a_number_of_months_to_renewal_comes_back(as_of, months):
    assert whole_months(as_of, renewal_from_months(None, months, as_of)) == months


@given(some_days(), st.integers(0, 500))
def test_a_number_of_years_as_a_customer_comes_back(as_of, years):
    assert whole_years(since_from_term(None, years, as_of), as_of) == years


@given(some_days(), some_days())
def test_a_stored_date_that_agrees_is_kept(stored, as_of):
    months, years = whole_months(as_of, stored), whole_years(stored, as_of)
    assert renewal_from_months(stored, months, as_of) == stored
    assert renewal_from_months(stored, months + 1, as_of) == shift_months(as_of, months + 1)
    if years >= 0:
        assert since_from_term(stored, years, as_of) == stored
        assert since_from_term(stored, years + 1, as_of) == shift_months(as_of, -12 * (years + 1))


def test_a_first_day_still_to_come_is_kept_by_a_term_of_zero():
    """A term is shown as 0 before the first day, so 0 says the same."""
    stored = TODAY + timedelta(days=40)
    assert since_from_term(stored, 0, TODAY) == stored


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-01", date(2027, 3, 1)),
        (" 2027-3-1 ", date(2027, 3, 1)),
        ("2027-03-01 00:00:00", date(2027, 3, 1)),
        ("2027-03-01T10:00", date(2027, 3, 1)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 3, 3)),
        ("yesterday", date(2026, 3, 1)),
        ("in 3 months", date(2026, 6, 2)),
        ("3 months from now", date(2026, 6, 2)),
        ("+2w", date(2026, 3, 16)),
        ("in a week", date(2026, 3, 9)),
        ("5 days ago", date(2026, 2, 25)),
        ("-5d", date(2026, 2, 25)),
        ("2 years ago", date(2024, 3, 2)),
        ("in 1 quarter", date(2026, 6, 2)),
        ("31.12.2027", date(2027, 12, 31)),
        ("01.02.2027", date(2027, 2, 1)),
        ("31/12/2027", date(2027, 12, 31)),
        ("12/31/2027", date(2027, 12, 31)),
        ("5/5/2027", date(2027, 5, 5)),
        ("2027/12/31", date(2027, 12, 31)),
        ("1 Mar 2027", date(2027, 3, 1)),
        ("March 1st, 2027", date(2027, 3, 1)),
        ("Mon 1 March 2027 10:30", date(2027, 3, 1)),
        ("1-Mar-2027", date(2027, 3, 1)),
    ],
)
def test_dates_as_people_type_them(text, day):
    assert read_date(text, TODAY) == day


def test_months_from_a_month_end_are_clamped():
    assert read_date("in 1 month", date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "write 2027-03-01"),
        ("soon", "write 2027-03-01"),
        ("2027", "write 2027-03-01"),
        ("03/04/2027", "could change places"),
        ("3-4-2027", "could change places"),
        ("Mon 03/04/2027", "write 2027-03-01"),
        ("31/12/27", "four digits"),
        ("5 Mar 06", "write 2027-03-01"),
        ("mar 1 2 2027", "write 2027-03-01"),
        ("May 2027", "write 2027-03-01"),
        ("May 2027 10:30", "write 2027-03-01"),
        ("Mon 2027 10", "write 2027-03-01"),
        ("2027-02-30", "no such day"),
        ("30.02.2027", "no such day"),
        ("Feb 30 2027", "no such day"),
        ("0000-01-01", "no such day"),
        ("1899-12-31", "between 1900 and 2199"),
        ("31.12.1899", "between 1900 and 2199"),
        ("2200-01-01", "between 1900 and 2199"),
        ("1 Jan 9999", "between 1900 and 2199"),
        ("9999-W51", "between 1900 and 2199"),
        ("+9999w", "between 1900 and 2199"),
        ("3 months", "in 3 months"),
        ("in 3 months ago", "in 3 months"),
        ("-3 months ago", "in 3 months"),
        ("in 9999 years", "between 1900 and 2199"),
        ("9999 years ago", "between 1900 and 2199"),
    ],
)
def test_dates_that_would_have_to_be_guessed_are_refused(text, says):
    with pytest.raises(ValueError, match=says):
        read_date(text, TODAY)


def test_days_outside_the_calendar_are_refused():
    for text, today in (("+9999w", date(9990, 1, 1)), ("tomorrow", LAST_DAY), ("yesterday", FIRST_DAY)):
        with pytest.raises(ValueError, match="between 1900 and 2199"):
            read_date(text, today)
    assert (read_date("today", LAST_DAY), read_date("today", FIRST_DAY)) == (LAST_DAY, FIRST_DAY)


@given(some_days(FIRST_DAY, LAST_DAY))
def test_a_day_comes_back_from_each_way_of_writing_it(day):
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y", "%Y-%m-%d 00:00:00"):
        assert read_date(day.strftime(form), TODAY) == day


@given(st.text() | st.text("0123456789/.- marchjuneinagodaysw+:", max_size=16))
def test_any_text_is_a_date_or_refused(text):
    try:
        day = read_date(text, TODAY)
    except ValueError:
        return
    assert isinstance(day, date)


WEDNESDAY = date(2026, 11, 25)
QUARTER = date(2026, 10, 26)


@pytest.mark.parametrize(
    ("text", "coming", "past"),
    [
        ("15 Dec", date(2026, 12, 15), date(2025, 12, 15)),
        ("dec 15", date(2026, 12, 15), date(2025, 12, 15)),
        ("15dec", date(2026, 12, 15), date(2025, 12, 15)),
        ("15. December", date(2026, 12, 15), date(2025, 12, 15)),
        ("the 15th", None, None),
        ("September 1st", date(2027, 9, 1), date(2026, 9, 1)),
        ("1 sept.", date(2027, 9, 1), date(2026, 9, 1)),
        ("7.12.", date(2026, 12, 7), date(2025, 12, 7)),
        ("7. 12.", date(2026, 12, 7), date(2025, 12, 7)),
        ("07.12", date(2026, 12, 7), date(2025, 12, 7)),
        ("25.11.", WEDNESDAY, WEDNESDAY),
        ("29.2.", date(2028, 2, 29), date(2024, 2, 29)),
        ("7.12.26", date(2026, 12, 7), None),
        ("7.12.25", date(2025, 12, 7), date(2025, 12, 7)),
        ("7. 12. 2026", date(2026, 12, 7), None),
        ("7.12.75", date(2075, 12, 7), None),
        ("7.12.77", date(1977, 12, 7), date(1977, 12, 7)),
        ("Mon 7.12.", date(2026, 12, 7), None),
        ("Tue 7.12.", None, None),
        ("12.13.", None, None),
        ("31.11.", None, None),
        ("31.11.26", None, None),
        ("0.1.", None, None),
        ("7.12.126", None, None),
        ("25 Nov", WEDNESDAY, WEDNESDAY),
        ("24 Nov", date(2027, 11, 24), date(2026, 11, 24)),
        ("29 feb", date(2028, 2, 29), date(2024, 2, 29)),
        ("Tue 15 Dec", date(2026, 12, 15), None),
        ("wed 15 dec", None, None),
        ("32 jan", None, None),
        ("30 feb", None, None),
        ("0 jan", None, None),
        ("friday", date(2026, 11, 27), date(2026, 11, 20)),
        ("Fri", date(2026, 11, 27), date(2026, 11, 20)),
        ("tues", date(2026, 12, 1), date(2026, 11, 24)),
        ("wednesday", WEDNESDAY, WEDNESDAY),
        ("next  Friday", date(2026, 12, 4), None),
        ("next wed", date(2026, 12, 2), None),
        ("last friday", date(2026, 11, 20), date(2026, 11, 20)),
        ("last wednesday", date(2026, 11, 18), date(2026, 11, 18)),
        ("next", None, None),
        ("W1", QUARTER, QUARTER),
        ("w7", date(2026, 12, 7), None),
        ("W13", date(2027, 1, 18), None),
        ("W0", None, None),
        ("W14", None, None),
        ("2026-W51", date(2026, 12, 14), None),
        ("2026-w01", date(2025, 12, 29), date(2025, 12, 29)),
        ("2026-W54", None, None),
        ("+3w", date(2026, 12, 16), None),
        ("+10d", date(2026, 12, 5), None),
        ("+2m", date(2027, 1, 25), None),
        ("-1w", date(2026, 11, 18), date(2026, 11, 18)),
        ("15 dec 2026", date(2026, 12, 15), None),
        ("Tue, 15 Dec 2026", date(2026, 12, 15), None),
        ("Mon 15 Dec 2026", None, None),
    ],
)
def test_days_that_are_only_half_said_are_the_nearest_that_make_sense(text, coming, past):
    """None: it is refused."""
    for read, wanted in ((read_date, coming), (read_past_date, past)):
        if wanted is None:
            with pytest.raises(ValueError, match=r"."):
                read(text, WEDNESDAY, QUARTER)
        else:
            assert read(text, WEDNESDAY, QUARTER) == wanted


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("W7", "written 2026-W51"),
        ("Mon 15 Dec 2026", "that would be Tue 15 Dec 2026"),
        ("2026-W60", "no such week"),
        ("30 feb", "no such day"),
    ],
)
def test_what_is_wrong_with_a_day_that_is_half_said_is_told(text, says):
    with pytest.raises(ValueError, match=says):
        read_date(text, WEDNESDAY)


@pytest.mark.parametrize("text", ["15 Dec", "7.12.", "7.12.26", "friday", "W7", "2026-W51", "next friday"])
def test_no_day_of_a_file_is_guessed(text):
    with pytest.raises(ValueError, match=r"write .*2027-03-01"):
        read_full_date(text, WEDNESDAY)


@given(some_days(FIRST_DAY, LAST_DAY), some_days())
def test_a_day_in_words_is_read_back_as_the_same_day(day, today):
    assert read_date(day_in_words(day), today) == day
    assert read_full_date(day_in_words(day), today) == day


@given(some_days(FIRST_DAY, LAST_DAY), some_days())
def test_a_day_without_its_weekday_is_read_back_too_and_a_near_one_without_its_year(day, today):
    assert read_date(full_day(day), today) == day
    short = short_day(day, today)
    assert read_date(short, today) == day or read_past_date(short, today) == day
    assert (short == full_day(day)) is (abs((day - today).days) > 182)


@given(some_days(date(1910, 1, 1)), st.integers(0, 6))
def test_a_weekday_lies_within_a_week_on_the_right_side(today, weekday):
    name = day_in_words(date(2026, 11, 23) + timedelta(days=weekday))[:3]
    coming, past = read_date(name, today), read_past_date(name, today)
    assert coming.weekday() == past.weekday() == weekday
    assert today <= coming < today + timedelta(days=7)
    assert today - timedelta(days=7) < past <= today


@given(some_days(date(1910, 1, 1)), some_days())
def test_a_day_without_its_year_is_the_nearest_on_the_right_side(today, day):
    text = day_in_words(day)[4:-5]
    coming, past = read_date(text, today), read_past_date(text, today)
    assert (read_date(f"{day.day}.{day.month}.", today), read_past_date(f"{day:%d.%m.}", today)) == (coming, past)
    assert (coming.month, coming.day) == (past.month, past.day) == (day.month, day.day)
    assert past <= today <= coming
    assert coming == past == today or (coming - past).days in (365, 366, 8 * 365 + 1, 4 * 365 + 1)


@given(st.text("0123456789 wWfrinextlasdecmob-.,", max_size=16), some_days())
def test_any_text_is_a_day_of_a_quarter_or_refused(text, today):
    try:
        day = read_date(text, today, QUARTER)
    except ValueError:
        return
    assert isinstance(day, date)
