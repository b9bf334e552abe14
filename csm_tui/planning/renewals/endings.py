"""How a renewal ended, by its amounts, and what the client is afterwards."""

from datetime import date
from typing import Any

from csm_tui.domain.records.renewal import Outcome, Renewal
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.time.days import nearest_day
from csm_tui.domain.values.time.months import shift_months

TERM_MONTHS = 12
"""How long a new contract runs unless something else is said."""


def outcome_of(amount: float | None, before: float | None) -> Outcome:
    """The outcome that a new ACV tells."""
    if amount == 0:
        return Outcome.CHURNED
    if amount is None or before is None or amount == before:
        return Outcome.RENEWED
    return Outcome.EXPANDED if amount > before else Outcome.CONTRACTED


def what_follows(renewal: Renewal) -> dict[str, Any]:
    """The client's fields after a renewal."""
    if not renewal.kept:
        return {"status": ClientStatus.CHURNED}
    amount = {} if renewal.acv_after is None else {"acv": renewal.acv_after}
    return {**amount, "renewal_date": renewal.next_renewal or _term_later(renewal.due)}


def _term_later(day: date) -> date:
    return nearest_day(shift_months(day, TERM_MONTHS))
