"""The forms of clients and stakeholders."""

from datetime import date
from typing import Any

from csm_tui.domain.record import new_id
from csm_tui.domain.records.client import Client, Stakeholder
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.form_spec import FormSpec, Problems
from csm_tui.forms.ground import Ground
from csm_tui.planning.plan.present import first_monday
from csm_tui.session.changes import Change, edition
from csm_tui.session.drafts.draft import Draft


def client_form(client: Client | None, workspace: Workspace, today: date, identity: str = "") -> FormSpec[Change]:
    """The form of a client or a new one. Only fields in which something is typed count as entered today."""
    identity = client.id if client is not None else identity or new_id()

    def build(values: dict[str, Any]) -> Client:
        before = client or Client(id=identity, name=values.get("name", ""))
        return with_typed(before, values, today)

    def refuse(after: Client) -> Problems:
        other = workspace.named(after.name)
        return {"name": "another client has this name"} if other is not None and other.id != after.id else {}

    return build_form(
        Client, client, today, "New client" if client is None else f"Client · {client.name}", identity=identity,
        quarter=first_monday(workspace, today), build=build, refuse=refuse,
    )  # fmt: skip


def client_again(draft: Draft, ground: Ground) -> FormSpec[Change]:
    """Reopen the form with the client as it is now. If it was deleted, saving adds a new one."""
    return client_form(ground.workspace.clients.get(draft.record), ground.workspace, ground.today, draft.record)


def stakeholder_form(
    stakeholder: Stakeholder | None, client: Client, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """The form of a stakeholder of a client, or a new one. Saving changes the client."""

    def change(after: Stakeholder) -> Change:
        if stakeholder is None:
            return edition(client, client.changed(stakeholders=(*client.stakeholders, after)))
        others = [after if one.id == after.id else one for one in client.stakeholders]
        return edition(client, client.changed(stakeholders=others))

    return build_form(
        Stakeholder, stakeholder, today, f"{'Stakeholder' if stakeholder else 'New stakeholder'} · {client.name}",
        identity=stakeholder.id if stakeholder is not None else identity or new_id(), parent=client.id,
        quarter=first_monday(workspace, today), change=change,
    )  # fmt: skip


def stakeholder_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the stakeholder as it is now; None if the client was deleted."""
    client = ground.workspace.clients.get(draft.parent)
    if client is None:
        return None
    found = next((one for one in client.stakeholders if one.id == draft.record), None)
    return stakeholder_form(found, client, ground.workspace, ground.today, draft.record)
