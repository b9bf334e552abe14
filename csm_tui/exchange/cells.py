"""What a cell of a client's row says: the reader of each field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from csm_tui.domain.records.client import Client, Feeling, Sentiment, renewal_from_months, since_from_term
from csm_tui.domain.values.dates import read_full_date
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.reading.readers import (
    read_choice,
    read_money,
    read_notice,
    read_number,
    read_score,
    read_status,
    read_tags,
    read_trend,
)
from csm_tui.domain.values.text import clean_line

_WHOLE = re.compile(r"\(?\s*[-+\u2212]?\s*\d{1,4}(?:[.,]0+)?\s*\)?")
_UNITS = {
    "months": re.compile(r"\s*(?:months?|mths?|mos?|m)\.?$", re.IGNORECASE),
    "years": re.compile(r"\s*(?:years?|yrs?|y)\.?$", re.IGNORECASE),
}


def _whole(text: str, unit: str) -> int | None:
    """The number in "4", "-4" or "4 months", if the unit is months; None for other texts, such as "30 days"."""
    bare = _UNITS[unit].sub("", clean_line(text))
    return int(read_number(bare)) if _WHOLE.fullmatch(bare) else None


@lru_cache(4096)
def _date(text: str, as_of: date, unit: str) -> date:
    try:
        return read_full_date(text, as_of)
    except ValueError as error:
        reason = str(error)
    if "change places" not in reason:
        reason = f"a whole number of {unit}, or a date like 2027-03-01"
    raise ValueError(reason)


def _since(text: str, base: Client, as_of: date) -> date:
    """The first day as a customer that a cell tells, as a number of years or as a date."""
    years = _whole(text, "years")
    if years is None:
        return _date(text, as_of, "years")
    if years < 0:
        raise ValueError("a number of years is 0 or more")
    return since_from_term(base.customer_since, years, as_of)


def _renewal(text: str, base: Client, as_of: date) -> date:
    """The renewal date that a cell tells, as a number of months (overdue: negative) or as a date."""
    months = _whole(text, "months")
    if months is None:
        return _date(text, as_of, "months")
    return renewal_from_months(base.renewal_date, months, as_of)


def _sentiment(text: str, base: Client, _as_of: date) -> Sentiment:
    """The feeling that a cell tells; its reason stays where it is the same."""
    feeling = read_choice(Feeling, text)
    if base.sentiment is not None and base.sentiment.feeling is feeling:
        return base.sentiment
    return Sentiment(feeling=feeling)


def sentiment_with(why: str, sentiment: Sentiment | None) -> Sentiment:
    """The sentiment with the reason that a cell of its own tells. Raises ValueError: there is no sentiment."""
    if sentiment is None:
        raise ValueError("there is no sentiment for which it could be the reason")
    return Sentiment(feeling=sentiment.feeling, why=clean_line(why))


READERS: Mapping[str, Callable[[str, Client, date], Any]] = {
    "customer_since": _since,
    "acv": lambda text, *_: read_money(text),
    "renewal_date": _renewal,
    "trend": lambda text, *_: read_trend(text),
    **dict.fromkeys(COMPONENTS, lambda text, *_: read_score(text)),
    "status": lambda text, *_: read_status(text),
    "notice_days": lambda text, *_: read_notice(text),
    "sentiment": _sentiment,
    "external_id": lambda text, *_: clean_line(text),
    "owner": lambda text, *_: clean_line(text),
    "tags": lambda text, *_: read_tags(text),
    "notes": lambda text, *_: text,
}
"""The functions that read the cell of each field for a client on a day. They raise ValueError for invalid cells."""
