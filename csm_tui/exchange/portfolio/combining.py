"""Several rows of one client, such as one for each subscription, taken as one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from csm_tui.domain.record import field_label
from csm_tui.domain.records.client import Client
from csm_tui.domain.text import counted
from csm_tui.exchange.portfolio.identity import ClientRow
from csm_tui.exchange.reading.answers import Choice, Question

_MOST_NAMES = 3

Entries = Mapping[str, Any]
"""The values of a row by field."""


def about_repeated(header: str, groups: Sequence[Sequence[ClientRow]]) -> Question:
    """The question what to do about clients of several rows."""
    shown = [f"{group[0].name} (rows {', '.join(str(one.row.number) for one in group[:5])})" for group in groups]
    return Question(
        header,
        "name",
        f"{counted(len(groups), 'client')} with several rows{' each' if len(groups) > 1 else ''}",
        tuple(shown[:_MOST_NAMES]),
        (Choice("one client each: ACV summed, nearest renewal, tags joined", "combine"),),
    )


def _sum(values: Sequence[Any]) -> Any:
    total = sum((Decimal(str(value)) for value in values), Decimal())
    return int(total) if total == total.to_integral_value() else float(total)


def _first(values: Sequence[Any]) -> Any:
    return values[0]


def _joined(values: Sequence[Any]) -> Any:
    return tuple(dict.fromkeys(tag for value in values for tag in value))


_WAYS: Mapping[str, Callable[[Sequence[Any]], Any]] = {
    "acv": _sum,
    "renewal_date": min,
    "customer_since": min,
    "last_activity": max,
    "tags": _joined,
    "notes": lambda values: "\n".join(dict.fromkeys(values)),
}
"""How the values of several rows become one; of another field the first one stands."""


def combined(rows: Sequence[Entries]) -> dict[str, Any]:
    """The values of the rows of one client as those of one row."""
    found: dict[str, Any] = {}
    for field in dict.fromkeys(field for one in rows for field in one):
        values = [one[field] for one in rows if field in one]
        filled = [value for value in values if value is not None]
        found[field] = _WAYS.get(field, _first)(filled) if filled else None
    return found


def differing(name: str, rows: Sequence[Entries]) -> Iterator[str]:
    """What the rows of one client say differently where only the first counts, a line each."""
    for field in dict.fromkeys(field for one in rows for field in one if field not in _WAYS):
        values = list(dict.fromkeys(one[field] for one in rows if one.get(field) is not None))
        if len(values) > 1:
            yield f"{name}: its rows differ in {field_label(Client, field).lower()}; the first, {values[0]}, is taken"
