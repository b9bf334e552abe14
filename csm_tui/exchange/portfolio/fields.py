"""The table of clients: its fields and the words for them in headers."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial

from csm_tui.domain.records.client import Feeling
from csm_tui.domain.values.bands import Trend
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.reading.readers import read_choice, read_status, read_trend
from csm_tui.exchange.reading.declaration import CellKind, TableField, TableKind

_TEXTS: dict[str, tuple[str, ...]] = {
    "name": (
        "client", "client name", "customer", "customer name", "account", "account name", "company", "company name",
        "name", "organisation", "organization",
    ),
    "customer_since": (
        "term", "term years", "term in years", "years", "years as customer", "years as a customer", "tenure",
        "customer since", "client since", "since", "customer since date", "term months", "tenure months",
        "became a customer date", "become a customer date", "customer since year", "account age", "account age days",
        "customer age", "customer age days",
    ),
    "acv": (
        "acv", "annual contract value", "contract value", "annual value", "acv per year", "arr",
        "annual recurring revenue", "mrr", "total mrr", "monthly recurring revenue", "acv monthly", "monthly acv",
        "monthly value", "total arr", "current arr", "current mrr", "acv k", "arr k", "mrr k", "acv in k", "arr in k",
    ),
    "renewal_date": (
        "renewal", "renewal date", "renewal due", "renewal months", "renewal in months", "months to renewal", "renews",
        "renews on", "next renewal", "next renewal date", "contract end", "contract end date", "end of contract",
        "contract expiry", "expiry", "expiry date", "contract renewal", "contract renewal date", "renewal days",
        "renewal in days", "days to renewal", "days until renewal", "renewal weeks", "weeks to renewal",
        "months until renewal", "renewal in weeks", "contract end months",
    ),
    "trend": ("trend", "health trend", "score trend", "direction", "direction of travel"),
    "health": (
        "health", "overall", "overall health", "customer health", "client health", "account health", "total", "score",
    ),
    "product": ("product", "product usage", "product use", "product adoption", "usage", "adoption"),
    "satisfaction": ("satisfaction", "customer satisfaction", "client satisfaction", "csat"),
    "support": ("support", "support quality", "customer support"),
    "sponsorship": ("sponsorship", "executive sponsorship", "exec sponsorship", "sponsor", "sponsor score"),
    "status": (
        "status", "client status", "customer status", "account status", "active", "is active", "active customer",
        "churned", "is churned",
    ),
    "owner": ("owner", "client owner", "account owner", "csm", "csm name", "customer success manager"),
    "notice_days": (
        "notice", "notice period", "notice days", "notice in days", "notice period days", "notice period in days",
        "period of notice", "notice weeks", "notice months",
    ),
    "sentiment": ("sentiment", "csm sentiment", "feeling", "csm pulse"),
    "sentiment_why": ("sentiment why", "why sentiment", "sentiment reason", "reason for sentiment"),
    "external_id": (
        "external id", "crm id", "account id", "customer id", "client id", "company id", "record id",
    ),
    "last_activity": (
        "last activity", "last activity date", "last contact", "last contact date", "last contacted",
        "last touch", "last touchpoint", "last interaction", "last engagement", "last meeting",
    ),
    "tags": ("tags", "tag", "labels", "label"),
    "notes": ("notes", "note", "comments", "comment", "remarks"),
}  # fmt: skip

_ACTIVE, _CHURNED = ClientStatus.ACTIVE.value, ClientStatus.CHURNED.value
_CELLS = {
    "name": CellKind.NAME,
    "customer_since": CellKind.SINCE,
    "acv": CellKind.MONEY,
    "renewal_date": CellKind.UNTIL,
    "health": CellKind.BAND,
    **dict.fromkeys(COMPONENTS, CellKind.SCORE),
    "notice_days": CellKind.DAYS,
    "last_activity": CellKind.DAY,
}
_WORDS: Mapping[str, tuple[type[StrEnum], Callable[[str], str]]] = {
    "trend": (Trend, read_trend),
    "status": (ClientStatus, read_status),
    "sentiment": (Feeling, partial(read_choice, Feeling)),
}
_YES_AND_NO = {
    "status": {
        **dict.fromkeys(("active", "is active", "active customer"), (_ACTIVE, _CHURNED)),
        **dict.fromkeys(("churned", "is churned"), (_CHURNED, _ACTIVE)),
    }
}


def _field(name: str, synonyms: tuple[str, ...]) -> TableField:
    if name in _WORDS:
        words, read = _WORDS[name]
        return TableField(name, synonyms, CellKind.CHOICE, tuple(words), read, _YES_AND_NO.get(name, {}))
    return TableField(name, synonyms, _CELLS.get(name, CellKind.TEXT))


PORTFOLIO = TableKind("portfolio", "client", "name", tuple(_field(name, words) for name, words in _TEXTS.items()))
"""A spreadsheet of clients."""
