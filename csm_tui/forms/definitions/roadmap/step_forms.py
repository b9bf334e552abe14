"""The forms of a next step, and of the follow-up that it becomes."""

from datetime import date

from csm_tui.domain.record import LINE_LIMIT, new_id
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.roadmap import NextStep, Roadmap
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.definitions.roadmap.shared import listed_form, roadmap_record_again
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.planning.plan.present import first_monday
from csm_tui.planning.roadmap.briefings import steps_of
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft


def step_form(
    step: NextStep | None, roadmap: Roadmap, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A next step, or a new one behind the others."""
    return listed_form(NextStep, step, steps_of(workspace, roadmap), roadmap, workspace, today, identity)


def step_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the next step as it is now; None if its roadmap was deleted."""
    return roadmap_record_again(NextStep, step_form, draft, ground)


def step_touch_form(
    step: NextStep, client: Client, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A new touchpoint with a client whose follow-up is a next step."""
    task = " ".join(step.item.split())[:LINE_LIMIT]
    follow_up = "" if step.day is None else step.day.isoformat()
    return build_form(
        Touchpoint, None, today, f"New touchpoint · {client.label}", identity=identity or new_id(), parent=client.id,
        quarter=first_monday(workspace, today),
        base={"client": client.id}, given={"note": step.item, "follow_up": follow_up, "task": task},
    )  # fmt: skip
