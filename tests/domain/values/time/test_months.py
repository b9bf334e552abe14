"""Whole months and years between dates."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from csm_tui.domain.values.time.months import shift_months, whole_months, whole_years
from tests.support.builders import TODAY, some_days


def largest(unit, start, end):
    """The largest n with start + n units, clamped to the month's end, not after the end."""
    guess = (end.year - start.year) * (12 if unit == "months" else 1) + (end.month - start.month) * (unit == "months")
    return max(n for n in range(guess - 3, guess + 4) if start + relativedelta(**{unit: n}) <= end)


@given(some_days(), some_days())
@example(date(2024, 1, 31), date(2024, 2, 29))
@example(date(2024, 1, 31), date(2024, 2, 28))
@example(date(2024, 2, 29), date(2025, 2, 28))
@example(date(2023, 2, 28), date(2024, 2, 28))
@example(date(2026, 3, 31), date(2026, 2, 28))
def test_whole_months_and_years_are_the_largest_numbers_that_fit(start, end):
    assert whole_months(start, end) == largest("months", start, end)
    assert whole_years(start, end) == largest("years", start, end)


@pytest.mark.parametrize(
    ("end", "months"),
    [
        (TODAY, 0),
        (TODAY - timedelta(days=1), -1),
        (TODAY + timedelta(days=30), 0),
        (date(2026, 4, 2), 1),
        (date(2026, 4, 1), 0),
        (date(2026, 2, 2), -1),
        (date(2026, 2, 1), -2),
    ],
)
def test_whole_months_from_today(end, months):
    assert whole_months(TODAY, end) == months


@given(some_days(), st.integers(-1200, 1200))
def test_shifting_by_months_clamps_and_counts_back(day, months):
    shifted = shift_months(day, months)
    assert shifted == day + relativedelta(months=months)
    assert whole_months(day, shifted) == months


@pytest.mark.parametrize(("day", "months"), [(date.max, 1), (date.min, -1), (TODAY, 12 * 9000)])
def test_shifting_out_of_the_calendar_is_refused(day, months):
    with pytest.raises(ValueError, match="between 1900 and 2199"):
        shift_months(day, months)
