"""Dates with slashes, whose order the whole column decides."""

import re
from collections.abc import Iterable

_SLASHED = re.compile(r"\s*(\d{1,2})([/-])(\d{1,2})\2(\d{4})\s*")


def day_first(texts: Iterable[str]) -> bool | None:
    """Whether the dates with slashes in a column begin with the day; decided by dates that allow only one order."""
    orders = set()
    for match in filter(None, map(_SLASHED.fullmatch, texts)):
        first, second = int(match[1]), int(match[3])
        if (first > 12) != (second > 12):
            orders.add(first > 12)
    return orders.pop() if len(orders) == 1 else None


def could_be_two(text: str) -> bool:
    """Whether day and month of a date with slashes could change places."""
    match = _SLASHED.fullmatch(text)
    return match is not None and match[1] != match[3] and int(match[1]) <= 12 and int(match[3]) <= 12


def disambiguated(text: str, day_first: bool | None) -> str:
    """A date with slashes in ISO form if the order of its column is known; any other text unchanged."""
    match = None if day_first is None else _SLASHED.fullmatch(text)
    if match is None:
        return text
    day, month = (match[1], match[3]) if day_first else (match[3], match[1])
    return f"{match[4]}-{month}-{day}"
