"""The form of a roadmap."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from csm_tui.domain.record import new_id
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.roadmap import Roadmap
from csm_tui.domain.values.phases import FIRST_ENGAGEMENT
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.definitions.evaluations.engagement_field import Engagements
from csm_tui.forms.definitions.roadmap.pattern_field import with_pattern
from csm_tui.forms.fields import RecordFields
from csm_tui.forms.form_spec import FormSpec, Problems
from csm_tui.forms.ground import Ground
from csm_tui.planning.plan.present import first_monday
from csm_tui.planning.roadmap.briefings import roadmap_of
from csm_tui.session.changes import Change, addition, edition
from csm_tui.session.drafts.draft import Draft


def roadmap_form(
    roadmap: Roadmap | None, client: Client, workspace: Workspace, today: date, identity: str = "",
    like: Roadmap | None = None,
) -> FormSpec[Change]:  # fmt: skip
    """The roadmap of an engagement of a client, or a new one. That may take over what another one is built of: `like`,
    if nothing else is chosen.

    An engagement that is not there yet is made with it.
    """
    engagements = Engagements(client, workspace)
    identity = roadmap.id if roadmap is not None else identity or new_id()

    def build(values: dict[str, Any]) -> Roadmap:
        values = engagements.with_id(values)
        return roadmap.changed(**values) if roadmap is not None else Roadmap.model_validate({"id": identity, **values})

    def refuse(after: Roadmap) -> Problems:
        other = workspace.table(Roadmap).named(after.unique)
        return {"engagement": "the engagement has a roadmap"} if other is not None and other.id != after.id else {}

    def change(after: Roadmap) -> Change:
        made = addition(after) if roadmap is None else edition(roadmap, after)
        return engagements.made_with(made, after.engagement)

    begun = {"engagement": _without_roadmap([*engagements.known.values()], workspace)}
    if like is not None:
        begun |= {name: str(getattr(like, name)) for name in ("months", "currency", "unit")}
    spec = build_form(
        Roadmap, roadmap, today, f"{'New roadmap' if roadmap is None else 'Roadmap'} · {client.name}",
        identity=identity, parent=client.id,
        fields=RecordFields(Roadmap, ("engagement", *Roadmap.FORM.fields), {"engagement": engagements.field()}),
        quarter=first_monday(workspace, today), given=begun, build=build, refuse=refuse, change=change,
    )  # fmt: skip
    return spec if roadmap is not None else with_pattern(spec, workspace, like)


def _without_roadmap(known: Sequence[Engagement], workspace: Workspace) -> str:
    """The name of the first engagement that has no roadmap yet; "" if all have one."""
    if not known:
        return FIRST_ENGAGEMENT
    return next((one.name for one in known if roadmap_of(workspace, one) is None), "")


def roadmap_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the roadmap as it is now; None if its client was deleted."""
    workspace = ground.workspace
    engagement = workspace.table(Engagement).records.get(draft.parent)
    client = workspace.clients.get(draft.parent if engagement is None else engagement.client)
    if client is None:
        return None
    roadmap = workspace.table(Roadmap).records.get(draft.record)
    return roadmap_form(roadmap, client, workspace, ground.today, draft.record)
