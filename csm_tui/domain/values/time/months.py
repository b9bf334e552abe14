"""Whole months and years between dates."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

from csm_tui.domain.values.time.days import OUT_OF_REACH


def shift_months(day: date, months: int) -> date:
    """The day some months later (earlier if negative), limited to the end of the month.

    Raises:
        ValueError: there is no such year.
    """
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(OUT_OF_REACH)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """The largest n with start + n months (limited to the end of the month) <= end; for yesterday it is -1."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if end.day >= start.day or end.day == monthrange(end.year, end.month)[1]:
        return months
    return months - 1


def whole_years(start: date, end: date) -> int:
    """The largest n with start + n years (limited to the end of the month) <= end."""
    return whole_months(start, end) // 12
