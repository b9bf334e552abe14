"""The forms of a week's hours and of a self-assessment."""

from datetime import date

from csm_tui.domain.record import new_id
from csm_tui.domain.records.person.assessment import Assessment
from csm_tui.domain.records.person.worktime import WorkWeek, week_id
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft


def week_form(monday: date, workspace: Workspace, today: date) -> FormSpec[Change]:
    """The form of a week's hours and its share for onboarding, if they differ from the usual ones."""
    identity, usual = week_id(monday), workspace.settings.hours
    title = f"Week of {full_day(monday)} (usual: {usual.week:g} h, {usual.onboarding_share} %)"
    before = workspace.table(WorkWeek).records.get(identity)
    return build_form(
        WorkWeek, before, today, title, identity=identity, parent=monday.isoformat(), base={"start": monday}
    )  # fmt: skip


def week_again(draft: Draft, ground: Ground) -> FormSpec[Change]:
    """Reopen the form with the week as it is now, in any quarter."""
    return week_form(date.fromisoformat(draft.parent), ground.workspace, ground.today)


def assessment_form(quarter: Quarter, today: date, identity: str = "") -> FormSpec[Change]:
    """The form of a new self-assessment of the plan of a quarter."""
    return build_form(
        Assessment, None, today, f"Self-assessment of the plan · {quarter.title}", identity=identity or new_id(),
        parent=quarter.start.isoformat(), base={"quarter": quarter.start, "day": today},
    )  # fmt: skip


def assessment_again(draft: Draft, ground: Ground) -> FormSpec[Change]:
    """Reopen the form; the self-assessment gets the day on which it is saved."""
    return assessment_form(Quarter(date.fromisoformat(draft.parent)), ground.today, draft.record)
