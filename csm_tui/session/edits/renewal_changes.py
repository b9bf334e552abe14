"""The changes that end a renewal, and that correct how one ended."""

from dataclasses import replace
from datetime import date
from typing import Any

from csm_tui.domain.record import fixed_id
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.records.renewal import Forecast, Renewal
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.renewals.endings import what_follows, what_it_mends
from csm_tui.planning.renewals.judgement import health_before
from csm_tui.planning.renewals.upcoming import forecast_of, said_likelihood
from csm_tui.session.changes import Change, Edit, addition, deletion, edition


def facts_at_the_end(client: Client, workspace: Workspace, due: date | None, today: date) -> dict[str, Any]:
    """What is kept of the client's next renewal when it ends: what it was about, what was expected of it, and the
    health before. It was due on the client's renewal date if no other day is given."""
    forecast, due = forecast_of(client, workspace), due or client.renewal_date or today
    return {
        "client": client.id,
        "due": due,
        "closed": today,
        "acv": client.acv,
        "category": None if forecast is None else forecast.category,
        "likelihood": None if forecast is None else said_likelihood(forecast, workspace.settings),
        "health_before": health_before(client, min(due, today), workspace.settings),
    }


def forecast_id(client: Client) -> str:
    """The id of a client's forecast, the same in all terminals: there is one."""
    return fixed_id(f"forecast {client.id}")


def forecast_given(client: Client, forecast: Forecast, before: Forecast | None, today: date) -> Change:
    """Keep what is expected of the client's next renewal, as said today."""
    told = forecast.changed(given=today)
    made = addition(told) if before is None else edition(before, told)
    return replace(made, label=f"{client.name}: {told.label}")


def withdrawn(client: Client, said: Forecast | Renewal, workspace: Workspace) -> Change:
    """Delete what was said of a renewal, or how it ended; the client stays as it is."""
    return replace(deletion([said], workspace), label=f"{client.name}: deletion of {said.label}")


def ended(client: Client, renewal: Renewal, workspace: Workspace, today: date) -> Change:
    """End the client's next renewal, in one step: the outcome is kept, the client gets the new ACV and the next renewal
    date, or has left. The forecast goes: it was about this renewal."""
    forecast = forecast_of(client, workspace)
    gone = () if forecast is None else (Edit(forecast, None),)
    after = with_typed(client, what_follows(renewal), today)
    return Change(f"{client.name}: {renewal.outcome}", (Edit(client, after), Edit(None, renewal), *gone))


def mended(client: Client, before: Renewal, after: Renewal, workspace: Workspace) -> Change:
    """Correct how a renewal ended, in one step. Of the client's latest renewal the client follows, as if it had been
    written down like that at first; what was entered otherwise since stays."""
    change = edition(before, after)
    latest = max(workspace.table(Renewal).of(client.id), key=lambda one: one.due, default=before)
    fields = what_it_mends(client, before, after) if latest.id == before.id else {}
    if not fields:
        return change
    return replace(change, edits=(*change.edits, Edit(client, with_typed(client, fields, after.closed))))
