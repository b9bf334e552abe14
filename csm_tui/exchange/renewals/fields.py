"""The table of renewals that have ended: its fields, the words for them in headers, and usual words in its cells."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from csm_tui.domain.records.renewal import Cause, Outcome
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.reading.readers import read_choice
from csm_tui.exchange.portfolio.fields import PORTFOLIO
from csm_tui.exchange.reading.declaration import CellKind, TableField, TableKind

Word = TypeVar("Word", bound=StrEnum)

_OUTCOMES: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.RENEWED: (
        "renewal", "retained", "kept", "won", "closed won", "flat", "flat renewal", "auto renewed", "auto-renewed",
        "extended",
    ),
    Outcome.EXPANDED: ("expansion", "upsell", "upsold", "upgraded", "upgrade", "grown", "renewed with expansion"),
    Outcome.CONTRACTED: ("contraction", "downsell", "downgraded", "downgrade", "reduced", "partial churn"),
    Outcome.CHURNED: (
        "churn", "lost", "closed lost", "cancelled", "canceled", "not renewed", "non-renewed", "terminated", "left",
    ),
}  # fmt: skip
_CAUSES: Mapping[Cause, tuple[str, ...]] = {
    Cause.NO_DECISION: ("no decision", "undecided"),
    Cause.SHELVED: ("project cancelled", "project canceled", "project stopped", "project ended"),
    Cause.FREEZE: ("cost cutting", "cost cuts", "hiring freeze", "budget freeze"),
    Cause.BUDGET: ("budget", "budget cut", "budget cuts", "no budget", "price", "pricing", "too expensive", "cost"),
    Cause.OWNER_LEFT: ("owner left", "champion left", "admin left", "contact left"),
    Cause.SPONSOR: ("sponsor left", "lost sponsor", "executive change", "leadership change"),
    Cause.ADOPTION: ("low usage", "low adoption", "not used", "no adoption", "poor adoption", "unused", "no usage"),
    Cause.VALUE: ("no value", "low value", "no roi", "low roi", "poor fit", "not needed"),
    Cause.DEFECTS: ("bugs", "quality", "outages", "product issues", "technical issues", "support issues", "support"),
    Cause.RULED: ("corporate decision", "group decision", "consolidation", "vendor consolidation", "acquired"),
    Cause.COMPETITOR: (
        "competition", "switched", "switched tool", "switched vendor", "switched to a competitor",
        "switched to competitor", "lost to competitor", "built in-house", "built in house",
    ),
    Cause.PAYMENT: ("non-payment", "non payment", "unpaid", "card failed", "involuntary"),
    Cause.GONE: ("bankrupt", "bankruptcy", "insolvent", "out of business", "closed down", "went out of business"),
}  # fmt: skip


def _by_word(words: Mapping[Word, tuple[str, ...]]) -> dict[str, Word]:
    return {word: ours for ours, theirs in words.items() for word in (fold(ours), *theirs)}


_OUTCOME_OF, _CAUSE_OF = _by_word(_OUTCOMES), _by_word(_CAUSES)


def _word(text: str) -> str:
    return fold(clean_line(text.replace("_", " ")))


def read_outcome(text: str) -> Outcome:
    """An outcome by its name or a usual word for it. Raises ValueError: it is none; the message names ours."""
    return _OUTCOME_OF.get(_word(text)) or read_choice(Outcome, text)


def read_cause(text: str) -> Cause:
    """A root cause by its name or a usual word for it. Raises ValueError: it is none; the message names ours."""
    return cause_of(text) or read_choice(Cause, text)


def cause_of(reason: str) -> Cause | None:
    """The root cause that a stated reason usually stands for; None for a reason that says no more than itself."""
    return _CAUSE_OF.get(_word(reason))


_WORDS: dict[str, tuple[str, ...]] = {
    "name": PORTFOLIO.by_name["name"].synonyms,
    "external_id": PORTFOLIO.by_name["external_id"].synonyms,
    "due": (
        "due date", "due", "renewal date", "renewal", "renewal due", "renewal due date", "contract end",
        "contract end date", "end of contract", "end date", "expiry", "expiry date",
    ),
    "outcome": ("outcome", "renewal outcome", "result", "status", "renewal status", "stage", "renewed", "churned"),
    "acv": (
        "acv", "acv before", "old acv", "previous acv", "acv due", "annual contract value", "contract value",
        "annual recurring revenue", "arr", "arr before", "old arr", "previous arr", "arr due", "up for renewal",
        "renewal amount", "amount", "mrr",
    ),
    "new_acv": (
        "new acv", "acv after", "renewed acv", "acv renewed", "new arr", "arr after", "renewed arr", "new amount",
        "renewed amount", "new contract value", "new mrr",
    ),
    "expansion": (
        "expansion", "expansion acv", "expansion arr", "expansion amount", "upsell", "uplift", "growth", "change",
        "acv change", "arr change", "difference",
    ),
    "reason": (
        "reason", "churn reason", "reason for churn", "loss reason", "lost reason", "cancellation reason",
        "stated reason", "why", "notes", "comment", "comments",
    ),
    "cause": ("root cause", "cause"),
    "decided": ("decided", "decided on", "decision date", "date of decision"),
    "closed": ("closed", "closed on", "closed date", "close date", "recorded"),
    "next_renewal": ("next renewal", "next renewal date", "new end date", "new contract end", "new renewal date"),
}  # fmt: skip
_CELLS = {
    "name": CellKind.NAME,
    **dict.fromkeys(("due", "decided", "closed", "next_renewal"), CellKind.DAY),
    **dict.fromkeys(("acv", "new_acv", "expansion"), CellKind.MONEY),
}
_RENEWED, _CHURNED = Outcome.RENEWED.value, Outcome.CHURNED.value


def _field(name: str, synonyms: tuple[str, ...]) -> TableField:
    if name == "outcome":
        yes_and_no = {"renewed": (_RENEWED, _CHURNED), "churned": (_CHURNED, _RENEWED)}
        return TableField(name, synonyms, CellKind.CHOICE, tuple(Outcome), read_outcome, yes_and_no)
    if name == "cause":
        return TableField(name, synonyms, CellKind.CHOICE, tuple(Cause), read_cause)
    return TableField(name, synonyms, _CELLS.get(name, CellKind.TEXT), signed=name == "expansion")


RENEWALS = TableKind("renewals", "renewal", "name", tuple(_field(name, words) for name, words in _WORDS.items()))
"""A spreadsheet of renewals and how they ended."""

RENEWAL_FIELDS = ("due", "outcome", "acv", "new_acv", "reason", "cause", "decided", "closed", "next_renewal")
"""The fields of a renewal that a file can hold, but for the client."""
