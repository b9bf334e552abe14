"""The renewals of the demo: what is expected of the next ones, and how those of the last year ended.

They are laid as documents, as the evaluations are: a start of the demo need not wait for their kinds.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import orjson

from csm_tui.domain.record import fixed_id, new_id
from csm_tui.domain.records.client import Client
from csm_tui.domain.values.days import days_later
from csm_tui.domain.values.months import shift_months
from csm_tui.resources import DATA
from csm_tui.storage.store import Write

_TERM_MONTHS = 12


def demo_renewals(clients: Iterable[Client], today: date) -> Iterator[Write]:
    """All of them as they stand today."""
    known = {one.name: one for one in clients}
    seeds = orjson.loads((DATA / "demo_renewals.json").read_bytes())
    for name, category, likelihood, evidence, signer, days_ago in seeds["forecasts"]:
        client, given = known[name].id, days_later(today, -days_ago).isoformat()
        fields: dict[str, Any] = {"client": client, "category": category, "likelihood": likelihood}
        fields |= {"evidence": evidence, "signer": signer, "given": given}
        yield Write("forecasts", fixed_id(f"forecast {client}"), fields)
    names = "outcome", "acv", "new_acv", "category", "likelihood", "health_before", "reason"
    for name, *values in seeds["renewals"]:
        due = shift_months(known[name].renewal_date or today, -_TERM_MONTHS).isoformat()
        fields = {"client": known[name].id, "due": due, "closed": due, **dict(zip(names, values, strict=True))}
        yield Write("renewals", new_id(), fields)
