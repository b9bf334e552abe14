"""What the forms of a roadmap have in common."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from csm_tui.domain.record import Entity, new_id
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.roadmap import Kpi, NextStep, Phase, Roadmap
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.fields import RecordFields
from csm_tui.forms.form_spec import FormSpec, Problems
from csm_tui.forms.ground import Ground
from csm_tui.planning.evaluations.engagements import title_of
from csm_tui.planning.plan.present import first_monday
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.ordering import last_place

Listed = TypeVar("Listed", Kpi, Phase, NextStep)

AnyEntity = TypeVar("AnyEntity", bound=Entity)


def draft_record(kind: type[AnyEntity], draft: Draft, ground: Ground) -> AnyEntity | None:
    """The record of a draft as it is now; None if it is new, or was deleted."""
    return ground.workspace.table(kind).records.get(draft.record)


def draft_roadmap(draft: Draft, ground: Ground) -> Roadmap | None:
    """The roadmap that a draft is about; None if it was deleted."""
    return ground.workspace.table(Roadmap).records.get(draft.parent.partition(" ")[0])


def roadmap_record_again(
    kind: type[AnyEntity], form: Callable[[AnyEntity | None, Roadmap, Workspace, date, str], FormSpec[Change]],
    draft: Draft, ground: Ground,
) -> FormSpec[Change] | None:  # fmt: skip
    """Reopen the form of what belongs to a roadmap with the record as it is now; None if the roadmap was deleted."""
    roadmap = draft_roadmap(draft, ground)
    record = draft_record(kind, draft, ground)
    return None if roadmap is None else form(record, roadmap, ground.workspace, ground.today, draft.record)


def listed_form(
    kind: type[Listed], record: Listed | None, siblings: Sequence[Listed], roadmap: Roadmap, workspace: Workspace,
    today: date, identity: str, fields: RecordFields | None = None,
) -> FormSpec[Change]:  # fmt: skip
    """The form of what has a place in a roadmap, or of a new one behind its siblings. A name is taken once."""

    def refuse(after: Listed) -> Problems:
        other = workspace.table(kind).named(after.unique) if after.unique else None
        return {"name": f"another {kind.NOUN} has this name"} if other is not None and other.id != after.id else {}

    noun = f"New {kind.NOUN}" if record is None else kind.NOUN[:1].upper() + kind.NOUN[1:]
    return build_form(
        kind, record, today, form_title(noun, roadmap, workspace),
        identity=record.id if record is not None else identity or new_id(), parent=roadmap.id,
        quarter=first_monday(workspace, today),
        base={"roadmap": roadmap.id, "place": last_place(siblings)}, refuse=refuse, fields=fields,
    )  # fmt: skip


def form_title(what: str, roadmap: Roadmap, workspace: Workspace) -> str:
    """What a form is about, with the client and the engagement."""
    engagement = workspace.table(Engagement).records.get(roadmap.engagement)
    return what if engagement is None else f"{what} · {title_of(workspace, engagement)}"


def present_month(roadmap: str, workspace: Workspace, today: date) -> int:
    """The present month of a roadmap, by its id."""
    found = workspace.table(Roadmap).records.get(roadmap)
    return 0 if found is None else found.month_of(today)


def still_ahead(month: int) -> str:
    """What is said of a month after the present one."""
    return f"that month is still to come: this is month {month}"
