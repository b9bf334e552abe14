"""Reading back: showing at once how a loosely typed text was understood, such as 90m as 1.5 h."""

from collections.abc import Callable
from datetime import date

from csm_tui.domain.records.client import distinct_tags
from csm_tui.domain.values.money import money
from csm_tui.domain.values.reading.amounts import read_amount
from csm_tui.domain.values.reading.readers import is_no_data, read_money, read_tags
from csm_tui.domain.values.time.dates import read_date, read_past_date
from csm_tui.domain.values.time.hours import read_hours, shown_hours
from csm_tui.domain.values.time.shown_days import day_in_words, distance

ReadBack = Callable[[str, date, date | None], str]
"""Returns what a text means on a day, in the quarter that begins on the second day; "" if there is nothing to say, for
example if the text is not valid."""

ReadDay = Callable[[str, date, date | None], date]
"""Reads a day as `ReadBack` reads it back. Raises ValueError: it is none."""


def nothing_read_back(_text: str, *_when: date | None) -> str:
    """For texts that need no explanation."""
    return ""


def date_read_back(text: str, today: date, quarter: date | None = None) -> str:
    """The day that `read_date` reads and its distance: Wed 9 Dec 2026, in 14 days."""
    return _day_read_back(read_date, text, today, quarter)


def past_date_read_back(text: str, today: date, quarter: date | None = None) -> str:
    """The day that `read_past_date` reads and its distance."""
    return _day_read_back(read_past_date, text, today, quarter)


def fixed_day(
    read: Callable[[str, date, date | None], date | None], text: str, today: date, quarter: date | None = None
) -> str:
    """A loosely typed day in full, as it is read today: 2026-12-16; the text itself if it is no day."""
    try:
        found = read(text, today, quarter)
    except ValueError:
        return text
    return text if found is None else found.isoformat()


def counted_from(text: str, day: date) -> str:
    """A day in words, for its text in full, and the day on which it was typed loosely."""
    found = day_in_words(date.fromisoformat(text))
    return f"{found}, from {day.day} {day:%b}"


def hours_read_back(text: str, *_when: date | None) -> str:
    """Hours as a decimal number if they were typed differently: 1.5 h."""
    try:
        shown = shown_hours(read_hours(text))
    except ValueError:
        return ""
    return "" if shown == text.strip() else f"{shown} h"


def money_read_back(text: str, *_when: date | None) -> str:
    """An amount with thousands separators if it was typed differently: 35,000."""
    return "" if is_no_data(text) else _amount_read_back(read_money, text)


def amount_read_back(text: str, *_when: date | None) -> str:
    """An amount that may be negative with thousands separators if it was typed differently: 0 for a dash."""
    return _amount_read_back(read_amount, text)


def _amount_read_back(read: Callable[[str], float | None], text: str) -> str:
    try:
        amount = read(text)
    except ValueError:
        return ""
    return "" if amount is None or money(amount) == text.strip() else money(amount)


def tags_read_back(text: str, *_when: date | None) -> str:
    """The tags as they are kept if they were typed differently: emea-retail for emea retail."""
    shown = ", ".join(distinct_tags(tuple(read_tags(text))))
    return "" if shown == ", ".join(part.strip() for part in text.split(",")) else shown


def _day_read_back(read: ReadDay, text: str, today: date, quarter: date | None) -> str:
    try:
        day = read(text, today, quarter)
    except ValueError:
        return ""
    return ", ".join(filter(None, (day_in_words(day), distance(day, today))))
