"""When an activity of a play is due: days from today, before the decision, or after another activity."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_DUE = re.compile(r"(?P<base>[A-Za-z][\w-]*?)(?:(?P<sign>[+-])(?P<number>\d{1,3})(?P<unit>wd|d|))?")
_TODAY, _DECISION = "T", "D"
_WEEKEND = 5


class Due(NamedTuple):
    """So many days, or working days, from a base: today, the decision, or the activity `key`."""

    base: str
    number: int
    working: bool

    @property
    def key(self) -> str:
        """The key of the activity behind which it lies; "" for none."""
        return "" if self.base in (_TODAY, _DECISION) else self.base

    @property
    def from_decision(self) -> bool:
        return self.base == _DECISION


@lru_cache(maxsize=1000)
def read_due(text: str) -> Due:
    """Read T+5wd, T+14d, D-45, D or call+7d.

    Raises:
        ValueError: it is none of these.
    """
    match = _DUE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no day such as T+5wd, T+14d, D-45 or call+7d")
    number = int(match["number"] or 0) * (-1 if match["sign"] == "-" else 1)
    return Due(match["base"], number, match["unit"] == "wd")


def due_day(due: Due, today: date, decision: date | None, others: Mapping[str, date]) -> date:
    """The day, never before today. Without a decision, days before it are counted from three months on.

    `others` holds the days of the activities before it, by their keys.
    """
    if due.base == _TODAY:
        base = today
    elif due.base == _DECISION:
        base = decision or today + timedelta(days=91)
    else:
        base = others[due.base]
    return max(today, working_day(base, due.number) if due.working else base + timedelta(days=due.number))


def working_day(day: date, number: int) -> date:
    """The day so many working days, Monday to Friday, from a day on."""
    step = 1 if number >= 0 else -1
    for _ in range(abs(number)):
        day += timedelta(days=step)
        while day.weekday() >= _WEEKEND:
            day += timedelta(days=step)
    return day
