"""The renewals of the demo: what is expected of the next ones, and how those of the last year ended.

They are laid as documents, as the evaluations are: a start of the demo need not wait for their kinds.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import orjson

from csm_tui.domain.record import fixed_id
from csm_tui.domain.values.time.months import shift_months
from csm_tui.resources import DATA
from csm_tui.session.demo.written import day_after, written
from csm_tui.storage.store import Write

_TERM_MONTHS = 12


def demo_renewals(clients: Iterable[Write], today: date) -> Iterator[Write]:
    """All of them as they stand today; `clients` are the documents of the clients."""
    fields_of = {one.id: one.document or {} for one in clients}
    ids = {fields["name"]: client for client, fields in fields_of.items()}
    seeds = orjson.loads((DATA / "demo_renewals.json").read_bytes())
    for name, category, likelihood, evidence, signer, days_ago in seeds["forecasts"]:
        client, given = ids[name], day_after(today, -days_ago)
        fields: dict[str, Any] = {"client": client, "category": category, "likelihood": likelihood}
        fields |= {"evidence": evidence, "signer": signer, "given": given}
        yield Write("forecasts", fixed_id(f"forecast {client}"), fields)
    names = "outcome", "acv", "new_acv", "category", "likelihood", "health_before", "reason"
    for name, *values in seeds["renewals"]:
        client = ids[name]
        due = shift_months(date.fromisoformat(fields_of[client]["renewal_date"]), -_TERM_MONTHS).isoformat()
        yield written("renewals", client=client, due=due, closed=due, **dict(zip(names, values, strict=True)))
