"""The form in which a play is put off for a client."""

from dataclasses import replace
from datetime import date

from csm_tui.domain.record import fixed_id
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.snooze import Snooze, play_in_words
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.form_spec import FormSpec, Problems
from csm_tui.forms.ground import Ground
from csm_tui.planning.plan.present import first_monday
from csm_tui.planning.playbooks.offering.snoozing import decides_soon, holds
from csm_tui.planning.portfolio.rows import row_of
from csm_tui.session.changes import Change, addition, edition
from csm_tui.session.drafts.draft import Draft


def snooze_form(client: Client, play: str, workspace: Workspace, today: date, identity: str = "") -> FormSpec[Change]:
    """Put a play, given by its id, off for a client. While it is put off, the day and the reason are edited."""
    identity = identity or fixed_id(f"snooze {client.id} {play}")
    row = row_of(client, workspace, today)
    before = workspace.table(Snooze).records.get(identity)
    lasting = before if before is not None and holds(before, row) else None
    facts = {"client": client.id, "play": play, "since": today, "band": row.health_band, "soon": decides_soon(row)}

    def refuse(after: Snooze) -> Problems:
        return {"until": "must be after today"} if after.until <= today else {}

    def change(after: Snooze) -> Change:
        made = addition(after) if before is None else edition(before, after)
        return replace(made, label=f"{play_in_words(play)} of {client.name} put off until {full_day(after.until)}")

    return build_form(
        Snooze, lasting, today, f"Put off {play_in_words(play)} · {client.name}", identity=identity,
        parent=f"{client.id} {play}".strip(), quarter=first_monday(workspace, today), base=facts,
        refuse=refuse, change=change,
    )  # fmt: skip


def snooze_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the snooze as it is now; None if the client was deleted."""
    client_id, _, play = draft.parent.partition(" ")
    client = ground.workspace.clients.get(client_id)
    return None if client is None else snooze_form(client, play, ground.workspace, ground.today, draft.record)
