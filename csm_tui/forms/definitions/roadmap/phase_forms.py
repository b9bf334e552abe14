"""The forms of a phase and of its milestones."""

from datetime import date

from csm_tui.domain.record import new_id
from csm_tui.domain.records.engagements.roadmap import (
    Milestone,
    Phase,
    Roadmap,
)
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.definitions.roadmap.shared import (
    listed_form,
    present_month,
    roadmap_record_again,
    still_ahead,
)
from csm_tui.forms.form_spec import FormSpec, Problems
from csm_tui.forms.ground import Ground
from csm_tui.planning.roadmap.briefings import phases_of
from csm_tui.session.changes import Change, edition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.roadmap_changes import with_milestone


def phase_form(
    phase: Phase | None, roadmap: Roadmap, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A phase of a roadmap, or a new one behind the others."""
    return listed_form(Phase, phase, phases_of(workspace, roadmap), roadmap, workspace, today, identity)


def phase_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the phase as it is now; None if its roadmap was deleted."""
    return roadmap_record_again(Phase, phase_form, draft, ground)


def milestone_form(
    milestone: Milestone | None, phase: Phase, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A milestone of a phase, or a new one. Saving changes the phase."""
    month = present_month(phase.roadmap, workspace, today)

    def refuse(after: Milestone) -> Problems:
        was = None if milestone is None else milestone.actual
        is_ahead = after.actual is not None and after.actual > month and after.actual != was
        return {"actual": still_ahead(month)} if is_ahead else {}

    title = f"{'New milestone' if milestone is None else 'Milestone'} · {phase.name}"
    return build_form(
        Milestone, milestone, today, title,
        identity=milestone.id if milestone is not None else identity or new_id(), parent=phase.id, refuse=refuse,
        change=lambda after: edition(phase, with_milestone(phase, after)),
    )  # fmt: skip


def milestone_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the milestone as it is now; None if the phase was deleted."""
    phase = ground.workspace.table(Phase).records.get(draft.parent)
    if phase is None:
        return None
    milestone = next((one for one in phase.milestones if one.id == draft.record), None)
    return milestone_form(milestone, phase, ground.workspace, ground.today, draft.record)
