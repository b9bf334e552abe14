"""The forms of renewals: what is expected of the next one, and how one ended."""

from datetime import date
from typing import Any

from csm_tui.domain.record import new_id
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.renewal import Forecast, Renewal
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.form_spec import FormSpec, Problems
from csm_tui.forms.ground import Ground
from csm_tui.planning.plan.present import first_monday
from csm_tui.planning.renewals.endings import why_none_ends, why_not_as
from csm_tui.planning.renewals.upcoming import forecast_of
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.renewal_changes import ended, facts_at_the_end, forecast_given, forecast_id, mended


def forecast_form(client: Client, workspace: Workspace, today: date) -> FormSpec[Change]:
    """What is expected of the client's next renewal; one that was given is edited, and counts as given today."""
    before = forecast_of(client, workspace)
    return build_form(
        Forecast, before, today, f"Forecast · {client.name}", parent=client.id, base={"client": client.id},
        identity=forecast_id(client) if before is None else before.id,
        change=lambda after: forecast_given(client, after, before, today),
    )  # fmt: skip


def forecast_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the forecast as it is now; None if the client was deleted."""
    client = ground.workspace.clients.get(draft.parent)
    return None if client is None else forecast_form(client, ground.workspace, ground.today)


def outcome_form(
    renewal: Renewal | None, client: Client, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """How a renewal ended (to be corrected), or how the client's next one ends, which changes the client as well."""
    identity = renewal.id if renewal is not None else identity or new_id()
    of_client = workspace.table(Renewal).of(client.id)

    def build(values: dict[str, Any]) -> Renewal:
        if renewal is not None:
            return renewal.changed(**values)
        facts = facts_at_the_end(client, workspace, values.get("due"), today)
        return Renewal.model_validate({**values, "id": identity, **facts})

    def change(after: Renewal) -> Change:
        return ended(client, after, workspace, today) if renewal is None else mended(client, renewal, after, workspace)

    def refuse(after: Renewal) -> Problems:
        why = "" if renewal is not None else why_none_ends(client, of_client) or why_not_as(client, after.outcome)
        if why:
            return {"outcome": why}
        other = workspace.table(Renewal).named(after.unique)
        if other is None or other.id == after.id:
            return {}
        return {"due": f"this one has ended already: {other.outcome}; mend that, or give the date of the next"}

    outcome = "churned" if client.status is ClientStatus.CHURNED else "renewed"
    due = "" if client.renewal_date is None else client.renewal_date.isoformat()
    return build_form(
        Renewal, renewal, today, f"Renewal · {client.name}", parent=client.id, identity=identity,
        quarter=first_monday(workspace, today),
        given={"due": due, "outcome": outcome}, build=build, refuse=refuse, change=change,
    )  # fmt: skip


def outcome_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the renewal as it is now; None if the client was deleted."""
    client = ground.workspace.clients.get(draft.parent)
    if client is None:
        return None
    renewal = ground.workspace.table(Renewal).records.get(draft.record)
    return outcome_form(renewal, client, ground.workspace, ground.today, draft.record)
