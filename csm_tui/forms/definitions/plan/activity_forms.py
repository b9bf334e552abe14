"""The forms of an activity: its fields, hours spent on it, and repetitions."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from csm_tui.domain.record import Entity, new_id
from csm_tui.domain.records.activity import Activity, LogEntry
from csm_tui.domain.records.client import Client
from csm_tui.domain.values.names import joined_names
from csm_tui.domain.values.time.dates import read_date
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.day_field import day_field
from csm_tui.forms.declared import build_form
from csm_tui.forms.fields import Names, RecordFields
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.planning.evaluations.proposal import AnySource, source_of
from csm_tui.planning.plan.plan import Plan, plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.session.changes import Change, addition, edition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.evaluation_changes import linked
from csm_tui.session.edits.plan_changes import added, in_quarter, logged, refuse_circle, relogged, repeated
from csm_tui.widgets.form.field import Field


def activity_form(
    activity: Activity | None, plan: Plan, workspace: Workspace, today: date, identity: str = "",
    given: Mapping[str, str] = MappingProxyType({}), client: Client | None = None,
    source: AnySource | None = None,
) -> FormSpec[Change]:  # fmt: skip
    """An activity of a plan, or a new one, which begins with the texts that are given. One that is begun for a client
    is told from those of others while it is typed, too; so is one that is made of a source, which then knows of it."""
    identity = activity.id if activity is not None else identity or new_id()

    def change(after: Activity) -> Change:
        made = addition(after) if activity is None else edition(activity, after)
        if source is not None:
            made = linked(made, source, [after.id], is_stored=workspace.find(source) is not None)
        return in_quarter(made, workspace, present_quarter(workspace.settings, today))

    about = ("New activity", plan.quarter.title, *(() if client is None else (client.name,)))
    title = f"Activity · {activity.reference}" if activity else " · ".join(about)
    return build_form(
        Activity, activity, today, title, identity=identity,
        parent=activity_parent(plan.quarter, client or source), quarter=plan.quarter.start,
        fields=_activity_fields(plan, workspace, identity), base={"quarter": plan.quarter.start},
        given=given if client is None else {**given, "clients": joined_names([client.name])},
        refuse=lambda after: _refused(after, plan), change=change,
    )  # fmt: skip


def activity_parent(quarter: Quarter, begun: Entity | None = None) -> str:
    """The parent of the form of an activity: the quarter, and the client or the source for which one was begun."""
    return " ".join((quarter.start.isoformat(), *(() if begun is None else (begun.id,))))


def activity_again(draft: Draft, ground: Ground) -> FormSpec[Change]:
    """Reopen the form with the activity as it is now, or with a new one in the same plan."""
    workspace, today = ground.workspace, ground.today
    start, _, begun = draft.parent.partition(" ")
    activity, client = workspace.table(Activity).records.get(draft.record), workspace.clients.get(begun)
    plan = plan_of(workspace, Quarter(date.fromisoformat(start)))
    source = None if activity is not None else source_of(workspace, begun)
    return activity_form(activity, plan, workspace, today, draft.record, client=client, source=source)


def _activity_fields(plan: Plan, workspace: Workspace, identity: str) -> RecordFields:
    clients = Names({one.name: one.id for one in workspace.clients.values()}, "client")
    others = Names({one.reference: one.id for one in plan.activities if one.id != identity}, "activity")
    named = (
        clients.field("clients", "Client", "One or several, separated by ; ctrl+l chooses"),
        others.field("dependencies", "Depends on", "To be finished first; ctrl+l chooses"),
    )
    return RecordFields(Activity, Activity.FORM.fields, {field.name: field for field in named})


def _refused(activity: Activity, plan: Plan) -> Problems:
    problems: Problems = {}
    other = plan.named(activity.reference)
    if other is not None and other.id != activity.id:
        problems["reference"] = "another activity of the plan has this reference"
    try:
        refuse_circle(activity, plan)
    except ValueError as error:
        problems["dependencies"] = str(error)
    return problems


def log_form(activity: Activity, today: date, entry: LogEntry | None = None, identity: str = "") -> FormSpec[Change]:
    """Hours spent on an activity: a new entry of its log, or an existing one. Saving changes the activity."""

    def build(values: dict[str, Any]) -> LogEntry:
        return LogEntry.model_validate(values) if entry is None else entry.changed(**values)

    return build_form(
        LogEntry, entry, today, f"Hours of {activity.reference}",
        identity=entry.id if entry is not None else identity or activity.id, parent=activity.id,
        quarter=activity.quarter, build=build,
        change=lambda after: logged(activity, after) if entry is None else relogged(activity, entry, after),
    )  # fmt: skip


def log_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the entry as it is now, or a new one if it was deleted; None if the activity was deleted."""
    activity = ground.workspace.table(Activity).records.get(draft.parent)
    if activity is None:
        return None
    entry = next((one for one in activity.log if one.id == draft.record), None)
    return log_form(activity, ground.today, entry, draft.record)


def repeat_form(activity: Activity, plan: Plan, today: date) -> FormSpec[Change]:
    """Repeating an activity every few weeks until a day."""
    fields = (
        Field("weeks", "Every", "Weeks from one to the next, such as 2"),
        day_field("until", "Until", "The last day, such as 15 Dec, W7 or 2026-06-30", today, plan.quarter.start),
    )
    first = {"weeks": "1", "until": plan.quarter.end.isoformat()}

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        problems: Problems = {}
        weeks, until = 1, plan.quarter.end
        text = texts["weeks"].strip()
        if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 52:
            weeks = int(text)
        else:
            problems["weeks"] = "a whole number of weeks from 1 to 52"
        try:
            until = read_date(texts["until"], today, plan.quarter.start)
        except ValueError as error:
            problems["until"] = str(error)
        if problems:
            return None, problems
        if until not in plan.quarter:
            return None, {"until": f"must lie in the quarter, which ends on {plan.quarter.end}"}
        series = repeated(activity, weeks, until, plan)
        if len(series) < 2:
            return None, {"until": "that leaves no repetition: a later day, or fewer weeks"}
        own, *others = series
        more = added(others)
        edits = (*edition(activity, own).edits, *more.edits) if own != activity else more.edits
        return replace(more, label=f"repetitions of {activity.reference}", edits=edits), {}

    return FormSpec(
        "repeat", activity.id, f"Repeat {activity.reference}", fields, first, read,
        parent=plan.quarter.start.isoformat(), new=True, focus="weeks",
    )  # fmt: skip


def repeat_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form; None if the activity was deleted."""
    activity = ground.workspace.table(Activity).records.get(draft.record)
    if activity is None:
        return None
    return repeat_form(activity, plan_of(ground.workspace, Quarter(activity.quarter)), ground.today)
