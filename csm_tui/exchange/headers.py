"""Matching the headers of a file to the fields of a client: by synonyms, or as the user maps them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from csm_tui.domain.values.text import clean_line, fold
from csm_tui.exchange.tables import FileRefused, from_csv_text

SYNONYMS: Mapping[str, tuple[str, ...]] = {
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
    "external_id": (
        "external id", "crm id", "account id", "customer id", "client id", "company id", "record id",
    ),
    "tags": ("tags", "tag", "labels", "label"),
    "notes": ("notes", "note", "comments", "comment", "remarks"),
}  # fmt: skip
"""The names of each field, ignoring case and punctuation. The first one is used in messages."""

NO_MAPPING: Mapping[str, str] = MappingProxyType({})
_IGNORE = frozenset({"-", "ignore"})
_LONGEST = 200
"""Characters of a header that may be one of ours; a longer one is no header, and would take long to read."""
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_UNITS = re.compile(r"\d+(?:[.,]\d+)?\s*%|\b(?:in\s+)?(?:eur|euros?|usd|gbp|chf)\s*$")


class WrongMapping(ValueError):
    """The user's mapping contains an unknown header or field; the message says which."""


@dataclass(frozen=True)
class Columns:
    """`fields` maps a field of SYNONYMS to its column's index, `ignored` names the headers that are none."""

    fields: Mapping[str, int]
    ignored: tuple[str, ...]


def _key(text: str) -> str:
    """The header for comparisons: folded letters and digits, without units and text in brackets."""
    folded = fold(clean_line(from_csv_text(text)))
    for bare in (_UNITS.sub(" ", _BRACKETS.sub(" ", folded)), folded):
        if key := "".join(re.findall(r"[^\W_]+", bare)):
            return key
    return folded


_FIELDS = {_key(word): field for field, words in SYNONYMS.items() for word in words}


def field_of(header: str) -> str | None:
    """The field that a header means, None if none or more than one ("NPS/Satisfaction" means satisfaction)."""
    if len(header) > _LONGEST:
        return None
    key = _key(header)
    field = _FIELDS.get(key) or _FIELDS.get(key.removesuffix("score"))
    if field is not None or "/" not in header:
        return field
    found = {part_field for part in header.split("/") if (part_field := field_of(part))}
    return found.pop() if len(found) == 1 else None


def match_headers(header: Sequence[str], mapping: Mapping[str, str] = NO_MAPPING) -> Columns:
    """The columns of a file. What `mapping` (their header: our field, or "-" to ignore it) says goes first.

    Raises:
        WrongMapping: `mapping` names a header or field that there is not, or one field twice.
        FileRefused: two columns mean the same field, or none is the client's name.
    """
    mapped = _mapped(header, mapping)
    chosen = _chosen_fields(header, mapped)
    fields = dict(chosen)
    ignored = []
    for index, text in enumerate(header):
        if index in mapped:
            continue
        field = field_of(text)
        if field is None or field in chosen:
            ignored.append(text)
        elif field in fields:
            raise FileRefused(_twice(header[fields[field]], text, field))
        else:
            fields[field] = index
    if "name" not in fields:
        raise FileRefused(_nameless(header))
    return Columns(fields, tuple(text for text in ignored if clean_line(text)))


def _mapped(header: Sequence[str], mapping: Mapping[str, str]) -> dict[int, str | None]:
    """The index of each mapped column and its field, None to ignore it."""
    mapped: dict[int, str | None] = {}
    for theirs, ours in mapping.items():
        indices = _indices(header, theirs)
        if not indices:
            raise WrongMapping(f"the file has no header {_shown(theirs)}; it has {_listed(header)}")
        field = None if clean_line(ours).lower() in _IGNORE else field_of(ours)
        if field is None and clean_line(ours).lower() not in _IGNORE:
            names = ", ".join(words[0] for words in SYNONYMS.values())
            raise WrongMapping(f"there is no field {_shown(ours)}; there are {names}, and - to ignore a column")
        mapped.update(dict.fromkeys(indices, field))
    return mapped


def _indices(header: Sequence[str], theirs: str) -> list[int]:
    """The columns of that header; those that are so but for case and spaces if none is exactly so."""
    exact = [index for index, text in enumerate(header) if text == theirs]
    wanted = fold(clean_line(theirs))
    return exact or [index for index, text in enumerate(header) if wanted and fold(clean_line(text)) == wanted]


def _chosen_fields(header: Sequence[str], mapped: Mapping[int, str | None]) -> dict[str, int]:
    chosen: dict[str, int] = {}
    for index, field in mapped.items():
        if field is None:
            continue
        if field in chosen:
            one, other = header[chosen[field]], header[index]
            if _same(one, other):
                raise FileRefused(_twice(one, other, field))
            raise WrongMapping(f"{_shown(one)} and {_shown(other)} are both mapped to {SYNONYMS[field][0]}")
        chosen[field] = index
    return chosen


def _same(one: str, other: str) -> bool:
    return fold(clean_line(one)) == fold(clean_line(other))


def _twice(one: str, other: str, field: str) -> str:
    word = SYNONYMS[field][0]
    if _same(one, other):
        return f"two columns have the header {_shown(one)}: rename one of them in the file"
    return (
        f"the columns {_shown(one)} and {_shown(other)} both mean {word}: "
        f'say which one with --map "{_short(one)}={word}", or leave one out with --map "{_short(other)}=-"'
    )


def _nameless(header: Sequence[str]) -> str:
    first = next((text for text in header if clean_line(text)), "Header")
    return (
        f"no column holds the clients' names; the headers are {_listed(header)}. "
        f'Name it "Client", or say which it is, as in --map "{_short(first)}=client"'
    )


def _listed(header: Sequence[str]) -> str:
    shown = [_shown(text) for text in header if clean_line(text)]
    return ", ".join(shown[:15]) + (f" and {len(shown) - 15} more" if len(shown) > 15 else "")


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= 60 else line[:59] + "\u2026"


def _shown(text: str) -> str:
    return f'"{_short(text)}"'
