"""Amounts of a cash flow and measured figures, and how they are read: with a sign, and with no data told from zero."""

import re
from typing import Annotated

from pydantic import Field

from csm_tui.domain.text import clean_line
from csm_tui.domain.values.reading.readers import is_no_data, read_number

_MOST = 10**12

Amount = Annotated[int, Field(ge=-_MOST, le=_MOST)] | Annotated[float, Field(ge=-_MOST, le=_MOST, allow_inf_nan=False)]
"""An amount in a unit of its owner's, negative or not, as it was entered."""

Figure = (
    Annotated[int, Field(ge=-(10**15), le=10**15)]
    | Annotated[float, Field(ge=-(10**15), le=10**15, allow_inf_nan=False)]
)
"""A figure in any unit."""

_CURRENCY = r"(?:[A-Z]{3}|[$\u20ac\u00a3\u00a5])?"
_DASH = re.compile(rf"{_CURRENCY}\s*[-\u2013\u2014\u2212]\s*{_CURRENCY}")
_AROUND = re.compile(rf"\A{_CURRENCY}\s*(?=\()|(?<=\))\s*{_CURRENCY}\Z")
"""A currency before or behind brackets."""


def read_amount(text: str) -> int | float | None:
    """An amount as spreadsheets show it; None for an empty cell, which is not known yet.

    A dash alone is 0, as accountants write it; "- 2,285" and "(2,285)" are negative.

    Raises:
        ValueError: it is none.
    """
    line = clean_line(text)
    if _DASH.fullmatch(line):
        return 0
    if is_no_data(line):
        return None
    try:
        amount = read_number(_AROUND.sub("", line))
    except ValueError:
        raise ValueError("an amount is a number, such as 2,285 or (2,285), a dash for 0, or empty") from None
    if abs(amount) > _MOST:
        raise ValueError("an amount is a million millions at most")
    return amount


def read_figure(text: str) -> int | float:
    """A figure, negative or not.

    Raises:
        ValueError: it is none.
    """
    try:
        return read_number(text)
    except ValueError:
        raise ValueError("a number, such as 12.5") from None
