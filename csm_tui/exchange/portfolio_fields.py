"""The table of clients: its fields and the words for them in headers."""

from csm_tui.domain.values.health import COMPONENTS
from csm_tui.exchange.reading.declaration import CellKind, Field, TableKind

_TEXTS: dict[str, tuple[str, ...]] = {
    "name": (
        "client", "client name", "customer", "customer name", "account", "account name", "company", "company name",
        "name", "organisation", "organization",
    ),
    "customer_since": (
        "term", "term years", "term in years", "years", "years as customer", "years as a customer", "tenure",
        "customer since", "client since", "since", "customer since date",
    ),
    "acv": (
        "acv", "annual contract value", "contract value", "annual value", "acv per year", "arr",
        "annual recurring revenue",
    ),
    "renewal_date": (
        "renewal", "renewal date", "renewal due", "renewal months", "renewal in months", "months to renewal", "renews",
        "renews on", "next renewal", "next renewal date", "contract end", "contract end date", "end of contract",
        "contract expiry", "expiry", "expiry date",
    ),
    "trend": ("trend", "health trend", "score trend", "direction", "direction of travel"),
    "health": (
        "health", "overall", "overall health", "customer health", "client health", "account health", "total", "score",
    ),
    "product": ("product", "product usage", "product use", "product adoption", "usage", "adoption"),
    "satisfaction": ("satisfaction", "customer satisfaction", "client satisfaction", "csat"),
    "support": ("support", "support quality", "customer support"),
    "sponsorship": ("sponsorship", "executive sponsorship", "exec sponsorship", "sponsor", "sponsor score"),
    "status": ("status", "client status", "customer status", "account status"),
    "owner": ("owner", "client owner", "account owner", "csm", "csm name", "customer success manager"),
    "notice_days": (
        "notice", "notice period", "notice days", "notice in days", "notice period days", "notice period in days",
        "period of notice",
    ),
    "sentiment": ("sentiment", "csm sentiment", "feeling", "csm pulse"),
    "sentiment_why": ("sentiment why", "why sentiment", "sentiment reason", "reason for sentiment"),
    "external_id": (
        "external id", "crm id", "account id", "customer id", "client id", "company id", "record id",
    ),
    "tags": ("tags", "tag", "labels", "label"),
    "notes": ("notes", "note", "comments", "comment", "remarks"),
}  # fmt: skip

_CELLS = {
    "customer_since": CellKind.SINCE,
    "acv": CellKind.MONEY,
    "renewal_date": CellKind.UNTIL,
    **dict.fromkeys(("health", *COMPONENTS), CellKind.SCORE),
    **dict.fromkeys(("trend", "status", "sentiment"), CellKind.CHOICE),
    "notice_days": CellKind.DAYS,
}

PORTFOLIO = TableKind(
    "portfolio",
    "client",
    "name",
    tuple(Field(name, words, _CELLS.get(name, CellKind.TEXT)) for name, words in _TEXTS.items()),
)
"""A spreadsheet of clients."""
