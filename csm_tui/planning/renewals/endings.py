"""How a renewal ended, by its amounts, and what the client is afterwards."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from csm_tui.domain.records.client import Client
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


def what_it_mends(client: Client, before: Renewal, after: Renewal) -> dict[str, Any]:
    """The client's fields that follow a corrected outcome: those that still hold what followed from it before."""
    followed, follows = what_follows(before), what_follows(after)
    if followed == follows:
        return {}
    was = {"status": _status_while_there(client) if before.kept else ClientStatus.CHURNED, **followed}
    becomes = {"status": _status_while_there(client), "acv": after.acv, "renewal_date": after.due, **follows}
    stood = {name: getattr(client, name) for name in becomes}
    return {
        name: value
        for name, value in becomes.items()
        if was.get(name, stood[name]) == stood[name] and value != stood[name]
    }


def _status_while_there(client: Client) -> ClientStatus:
    """The status of a client, of one who has left the last one before."""
    held = [client.status, *(was for _, field, was in reversed(client.former) if field == "status")]
    return next((ClientStatus(str(one)) for one in held if one != ClientStatus.CHURNED), ClientStatus.ACTIVE)


def why_none_ends(client: Client, renewals: Iterable[Renewal]) -> str:
    """Why no further renewal of a client can end: the loss of one who has left is written down once; "" if one can."""
    if client.status is not ClientStatus.CHURNED:
        return ""
    returns = (day for day, field, was in client.former if field == "status" and was == ClientStatus.CHURNED)
    back = max(returns, default=date.min)
    is_written = any(not one.kept and one.holds_from >= back for one in renewals)
    return "they have left already, and how is written down" if is_written else ""


def why_not_as(client: Client, outcome: Outcome) -> str:
    """Why a renewal of a client cannot end so; "" if it can."""
    if client.status is not ClientStatus.CHURNED or outcome is Outcome.CHURNED:
        return ""
    return "they have left: churned, or give them another status first"


def _term_later(day: date) -> date:
    return nearest_day(shift_months(day, TERM_MONTHS))
