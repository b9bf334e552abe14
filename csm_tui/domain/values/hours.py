"""Hours as people write them, in whole quarters of an hour: 2.5, 2h30, 90m."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

QUARTERS = 4
"""Quarter-hours in an hour: the unit in which time is planned."""

_DIGITS = r"\d{1,6}(?:[.,]\d{1,2})?"  # three decimals would not be a quarter-hour, or would mean thousands: 1,000
_SPLIT = re.compile(
    rf"(?:(?P<hours>{_DIGITS})\s*h(?:ours?|rs?)?)?\s*(?:(?P<minutes>\d{{1,6}})\s*(?:m(?:in(?:utes?)?)?)?)?"
)
_PLAIN = re.compile(_DIGITS)
_CLOCK = re.compile(r"^(\d{1,4}):([0-5]\d)$")
_RULE = "whole quarter-hours, such as 2.5, 2h30 or 90m"


def _in_quarters(hours: float) -> float:
    if hours * QUARTERS % 1:
        raise ValueError(_RULE)
    return hours


Hours = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False), AfterValidator(_in_quarters)]
"""Hours of 0 or more in whole quarters, which a float holds exactly."""

Duration = Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False), AfterValidator(_in_quarters)]
"""Like `Hours`, but more than 0."""


def read_hours(text: str) -> float:
    """Hours as a person types them.

    Raises:
        ValueError: it is not a number of whole quarter-hours.
    """
    words = " ".join(text.lower().split())
    words = _CLOCK.sub(r"\1h\2", words)
    if _PLAIN.fullmatch(words):
        return _in_quarters(_number(words))
    match = _SPLIT.fullmatch(words)
    if match is None or not (match["hours"] or match["minutes"]):
        raise ValueError(_RULE)
    minutes = int(match["minutes"] or 0)
    return _in_quarters(_number(match["hours"] or "0") + minutes / 60)


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))


def units(hours: float) -> int:
    """Hours as quarter-hours, rounded down."""
    return int(hours * QUARTERS)


def shown_hours(hours: float) -> str:
    """Hours in their shortest form: 2.5, 4."""
    return f"{hours:.2f}".rstrip("0").rstrip(".")
