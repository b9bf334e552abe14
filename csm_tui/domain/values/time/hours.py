"""Hours as people write them, in whole quarters of an hour: 2.5, 2h30, 90m, or days where their hours are known."""

import re
from math import floor
from typing import Annotated

from pydantic import AfterValidator, Field

from csm_tui.domain.values.time.quarter import WORKDAYS

QUARTERS = 4
"""Quarter-hours in an hour: the unit in which time is planned."""

_DIGITS = r"\d{1,6}(?:[.,]\d{1,2})?"  # three decimals would not be a quarter-hour, or would mean thousands: 1,000
_AND = r"\s*(?:,|\band\b)?\s*"
_PARTS = re.compile(
    rf"(?:(?P<weeks>{_DIGITS})\s*w(?:(?:ee)?ks?)?{_AND})?(?:(?P<days>{_DIGITS})\s*d(?:ays?)?{_AND})?"
    rf"(?:(?P<hours>{_DIGITS})\s*h(?:ours?|rs?)?{_AND})?"
    r"(?:(?P<minutes>\d{1,6})\s*(?:m(?:ins?|inutes?)?|(?(hours)\Z|(?!)))\s*)?"
    r"(?:(?P<seconds>\d{1,9})\s*s(?:ecs?|econds?)?)?"
)
_PLAIN = re.compile(_DIGITS)
_CLOCK = re.compile(r"^(\d{1,4}):([0-5]\d)(?::00)?$")
_RULE = "whole quarter-hours, such as 2.5, 2h30 or 90m"


def _in_quarters(hours: float) -> float:
    if hours * QUARTERS % 1:
        raise ValueError(_RULE)
    return hours


Hours = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False), AfterValidator(_in_quarters)]
"""Hours of 0 or more in whole quarters, which a float holds exactly."""

Duration = Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False), AfterValidator(_in_quarters)]
"""Like `Hours`, but more than 0."""


def read_hours(text: str, day: float | None = None) -> float:
    """Hours as a person types them, or as programs write them: 1h 30min, 0:45, 1:30:00, 5400 s.

    If the hours of a working day are given, days and weeks of five days are read, too, to the nearest quarter-hour.

    Raises:
        ValueError: it is not a number of whole quarter-hours.
    """
    words = " ".join(text.lower().split())
    words = _CLOCK.sub(r"\1h\2", words)
    if _PLAIN.fullmatch(words):
        return _in_quarters(_number(words))
    match = _PARTS.fullmatch(words)
    if match is None or not any(match.groups()):
        raise ValueError(_RULE)
    weeks, days, hours, minutes, seconds = (_number(part or "0") for part in match.groups())
    hours += (minutes + seconds / 60) / 60
    if not match["weeks"] and not match["days"]:
        return _in_quarters(hours)
    if day is None:
        raise ValueError(_RULE)
    return floor((hours + (weeks * WORKDAYS + days) * day) * QUARTERS + 0.5) / QUARTERS


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))


def units(hours: float) -> int:
    """Hours as quarter-hours, rounded down."""
    return int(hours * QUARTERS)


def shown_hours(hours: float) -> str:
    """Hours in their shortest form: 2.5, 4."""
    return f"{hours:.2f}".rstrip("0").rstrip(".")
