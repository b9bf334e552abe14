"""What the cells of a client's row say: the value of each field."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from csm_tui.domain.records.client import Client, Feeling, Sentiment
from csm_tui.domain.records.client_entries import renewal_from_months, since_from_term
from csm_tui.domain.text import clean_line
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.reading.readers import (
    read_choice,
    read_money,
    read_notice,
    read_score,
    read_status,
    read_tags,
    read_trend,
)
from csm_tui.domain.values.time.days import within_reach


def _since(text: str, base: Client, as_of: date) -> date:
    """The first day as a customer, from a date or a number of years."""
    if "-" in text:
        return within_reach(date.fromisoformat(text))
    return since_from_term(base.customer_since, int(text), as_of)


def _renewal(text: str, base: Client, as_of: date) -> date:
    """The renewal date, from a date or a number of months (overdue: negative)."""
    if "-" in text[1:]:
        return within_reach(date.fromisoformat(text))
    return renewal_from_months(base.renewal_date, int(text), as_of)


def _sentiment(text: str, base: Client, _as_of: date) -> Sentiment:
    """The feeling; its reason stays where it is the same."""
    feeling = read_choice(Feeling, text)
    if base.sentiment is not None and base.sentiment.feeling is feeling:
        return base.sentiment
    return Sentiment(feeling=feeling)


def sentiment_with(why: str, sentiment: Sentiment | None) -> Sentiment:
    """The sentiment with the reason that a cell of its own tells. Raises ValueError: there is no sentiment."""
    if sentiment is None:
        raise ValueError("there is no sentiment for which it could be the reason")
    return Sentiment(feeling=sentiment.feeling, why=clean_line(why))


_BY_CLIENT: Mapping[str, Callable[[str, Client, date], Any]] = {
    "customer_since": _since,
    "renewal_date": _renewal,
    "sentiment": _sentiment,
}
"""Readers of what depends on the client as stored."""

_BY_ITSELF: Mapping[str, Callable[[str], Any]] = {
    "acv": read_money,
    "trend": read_trend,
    **dict.fromkeys(COMPONENTS, read_score),
    "status": read_status,
    "notice_days": read_notice,
    "external_id": clean_line,
    "owner": clean_line,
    "tags": read_tags,
    "notes": str,
}
"""Readers of what is the same for every client."""

CLIENT_FIELDS = (
    "customer_since", "acv", "renewal_date", "trend", *COMPONENTS, "status", "notice_days", "sentiment", "external_id",
    "owner", "tags", "notes",
)  # fmt: skip
"""The fields of a client that a file can hold, but for the name."""


class Values:
    """The values of cells; those that are the same for every client are read once for each distinct cell."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        self._known: dict[tuple[str, str], Any] = {}

    def of(self, field: str, text: str, base: Client) -> Any:
        """The value of a cell that can be read in one way only, of a field in CLIENT_FIELDS.

        Raises:
            ValueError: it breaks the field's rule.
        """
        by_client = _BY_CLIENT.get(field)
        if by_client is not None:
            return by_client(text, base, self._as_of)
        key = field, text
        if key not in self._known:
            self._known[key] = _BY_ITSELF[field](text)
        return self._known[key]
