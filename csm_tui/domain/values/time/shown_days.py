"""Days as people read them."""

from datetime import date

from csm_tui.domain.values.time.calendar_names import MONTHS, WEEKDAYS

_HALF_A_YEAR = 182
_FAR = 366
"""The days from which the distance of a day is not mentioned."""


def day_in_words(day: date) -> str:
    """A day in an unambiguous form: Wed 9 Dec 2026. It can be typed so, too."""
    return f"{near_day(day)} {day.year:04}"


def near_day(day: date) -> str:
    """The same of a day that is near, without its year: Wed 9 Dec."""
    return f"{WEEKDAYS[day.weekday()]} {_day_and_month(day)}"


def full_day(day: date) -> str:
    """A day as headings and sentences say it: 9 Dec 2026. In columns, where days line up, they are ISO dates."""
    return f"{_day_and_month(day)} {day.year:04}"


def short_day(day: date, today: date) -> str:
    """The same without the year, 9 Dec, if it is less than half a year away."""
    far = abs((day - today).days) > _HALF_A_YEAR
    return full_day(day) if far else _day_and_month(day)


def distance(day: date, today: date) -> str:
    """The distance of a day from today: in 14 days, tomorrow, 3 days ago; "" if it is very far."""
    days = (day - today).days
    if abs(days) >= _FAR:
        return ""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def _day_and_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
