"""The forms in which a line of the day is edited or put off to another day."""

from datetime import date
from typing import cast

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import form_of
from csm_tui.forms.definitions.client_forms import client_form
from csm_tui.forms.definitions.plan.activity_forms import activity_form
from csm_tui.forms.definitions.put_off_form import DAY_FIELDS
from csm_tui.forms.definitions.snooze_form import snooze_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.today.agenda import Dated, DatedKind
from csm_tui.planning.today.day import DayLine
from csm_tui.session.changes import Change


def edit_form(line: DayLine, workspace: Workspace, today: date) -> FormSpec[Change] | None:
    """The form of what a line is about; None if it has none here."""
    if line.dated is not None:
        return _record_form(line.dated, workspace, today)
    return None if line.client is None else client_form(line.client, workspace, today)


def later_form(line: DayLine, play: Play | None, workspace: Workspace, today: date) -> FormSpec[Change] | None:
    """The form that puts a line off: the day of what is dated, or how long the play of a client waits, and for what;
    None if it cannot be put off."""
    if line.dated is not None:
        spec = _record_form(line.dated, workspace, today)
        return None if spec is None else spec.only(DAY_FIELDS[type(line.dated.record)])
    snoozed = line.snooze.play if line.snooze is not None else None if play is None else play.id
    return None if line.client is None or snoozed is None else snooze_form(line.client, snoozed, workspace, today)


def _record_form(one: Dated, workspace: Workspace, today: date) -> FormSpec[Change] | None:
    owner = one.clients[0] if one.clients else None
    match one.kind:
        case DatedKind.PROMISE | DatedKind.FOLLOW_UP:
            return form_of(Touchpoint, cast(Touchpoint, one.record), workspace, today, owner=owner)
        case DatedKind.RISK:
            return form_of(Risk, cast(Risk, one.record), workspace, today, owner=owner)
        case DatedKind.ASSUMPTION:
            assumption = cast(Assumption, one.record)
            activities = workspace.table(Activity).records
            whose = activities.get(assumption.activity) or workspace.clients.get(assumption.client)
            return form_of(Assumption, assumption, workspace, today, owner=whose)
        case DatedKind.ACTIVITY:
            activity = cast(Activity, one.record)
            return activity_form(activity, plan_of(workspace, Quarter(activity.quarter)), workspace, today)
    return None
