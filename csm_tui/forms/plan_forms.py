"""The subjects of the plan: activities, hours spent, work that was not planned, weeks, leave, self-assessments."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import Entity, Part, new_id
from csm_tui.domain.records.activity import Activity, LogEntry
from csm_tui.domain.records.assessment import Assessment
from csm_tui.domain.records.worktime import Leave, Unplanned, WorkWeek, week_id
from csm_tui.domain.values.dates import read_date
from csm_tui.domain.values.names import joined_names, split_names
from csm_tui.domain.values.quarter import Quarter
from csm_tui.domain.values.text import fold
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.fields import RecordField, RecordFields
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.read_back import date_read_back
from csm_tui.planning.plan.plan import Plan, plan_of, present_quarter
from csm_tui.planning.plan.time_budget import TimeBudget, time_budget
from csm_tui.session.changes import Change, addition, edition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.plan_changes import added, in_quarter, logged, refuse_circle, relogged, repeated

_BEFORE = ("reference", "category")
_AFTER = (
    "description", "purpose", "results", "measurement", "hours", "earliest", "deadline", "notes",
)  # fmt: skip
_ACTIVITY_FIELDS = RecordFields(Activity, (*_BEFORE, *_AFTER))
_LOG_FIELDS = RecordFields(LogEntry, ("day", "hours", "note"))
_UNPLANNED_FIELDS = RecordFields(Unplanned, ("day", "hours", "note"))
_WEEK_FIELDS = RecordFields(WorkWeek, ("hours", "onboarding_share"))
_LEAVE_FIELDS = RecordFields(Leave, ("first", "last", "note"))
_ASSESSMENT_FIELDS = RecordFields(Assessment, ("completeness", "accuracy", "quality", "notes"))


@dataclass(frozen=True)
class _Names:
    """Names in a field, and the ids that they stand for."""

    field: str
    ids: Mapping[str, str]
    noun: str

    def read(self, text: str) -> tuple[str, ...]:
        """The ids of the names in a text. Raises ValueError: one is unknown."""
        known = {fold(name): identity for name, identity in self.ids.items()}
        found = []
        for name in split_names(text):
            if fold(name) not in known:
                raise ValueError(f"there is no {self.noun} {name}")
            found.append(known[fold(name)])
        return tuple(dict.fromkeys(found))

    def text(self, ids: Collection[str]) -> str:
        names = {identity: name for name, identity in self.ids.items()}
        return joined_names(names[one] for one in ids if one in names)


def activity_form(
    activity: Activity | None, plan: Plan, workspace: Workspace, today: date, identity: str = "",
    given: Mapping[str, str] = MappingProxyType({}),
) -> FormSpec[Change]:  # fmt: skip
    """An activity of a plan, or a new one, whose form begins with the texts that are given."""
    identity = activity.id if activity is not None else identity or new_id()
    clients = _Names("clients", {one.name: one.id for one in workspace.clients.values()}, "client")
    others = {one.reference: one.id for one in plan.activities if one.id != identity}
    dependencies = _Names("dependencies", others, "activity")
    name_fields = {
        "clients": RecordField(
            "clients", "Client", "One or several, separated by ; ctrl+l chooses", names=tuple(clients.ids)
        ),
        "dependencies": RecordField(
            "dependencies", "Depends on", "To be finished first; ctrl+l chooses", names=tuple(dependencies.ids)
        ),
    }
    own_fields = _ACTIVITY_FIELDS.on(today, plan.quarter.start)
    fields = (
        *(field for field in own_fields if field.name in _BEFORE),
        name_fields["clients"],
        *(field for field in own_fields if field.name in _AFTER[:-1]),
        name_fields["dependencies"],
        *(field for field in own_fields if field.name == "notes"),
    )
    first = _ACTIVITY_FIELDS.texts(activity) | {
        "clients": clients.text(activity.clients) if activity else "",
        "dependencies": dependencies.text(activity.dependencies) if activity else "",
        **(given if activity is None else {}),
    }

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        whole = {**first, **texts}
        typed = {name for name, text in whole.items() if text != first[name] or (activity is None and text)}
        values, problems = _ACTIVITY_FIELDS.read(whole, typed, today, plan.quarter.start)
        for names in (clients, dependencies):
            if names.field in typed:
                try:
                    values[names.field] = names.read(whole[names.field])
                except ValueError as error:
                    problems[names.field] = str(error)
        base = {"id": identity, "quarter": plan.quarter.start} if activity is None else dict(activity)
        try:
            after = Activity.model_validate({**base, **values})
        except ValidationError as error:
            return None, explain(Activity, error) | problems
        problems = _refusals(after, plan) | problems
        if problems or after == activity:
            return None, problems
        change = addition(after) if activity is None else edition(activity, after)
        return in_quarter(change, workspace, present_quarter(workspace.settings, today)), {}

    title = "New activity" if activity is None else activity.reference
    return FormSpec(
        "activity", identity, title, fields, first, read, plan.quarter.start.isoformat(), activity is None, "reference"
    )  # fmt: skip


def _refusals(activity: Activity, plan: Plan) -> Problems:
    problems: Problems = {}
    other = plan.named(activity.reference)
    if other is not None and other.id != activity.id:
        problems["reference"] = "another activity of the plan has this reference"
    try:
        refuse_circle(activity, plan)
    except ValueError as error:
        problems["dependencies"] = str(error)
    return problems


def log_form(activity: Activity, today: date, entry: LogEntry | None = None) -> FormSpec[Change]:
    """Hours spent on an activity: new ones, or an entry of its log."""

    def build(values: dict[str, Any]) -> Change:
        if entry is None:
            return logged(activity, LogEntry.model_validate(values))
        return relogged(activity, entry, entry.changed(**values))

    return _simple(
        "log", activity.id if entry is None else entry.id, f"Hours of {activity.reference}", _LOG_FIELDS, entry,
        {"day": today.isoformat()}, today, build, "hours", activity.quarter.isoformat(), activity.quarter,
    )  # fmt: skip


def unplanned_form(work: Unplanned | None, today: date, identity: str = "") -> FormSpec[Change]:
    """Work that was not planned, or a new piece of it."""
    identity = work.id if work is not None else identity or new_id()

    def build(values: dict[str, Any]) -> Change:
        if work is not None:
            return edition(work, work.changed(**values))
        return addition(Unplanned.model_validate({"id": identity, **values}))

    return _simple(
        "unplanned", identity, "Work that was not planned", _UNPLANNED_FIELDS, work, {"day": today.isoformat()}, today,
        build, "hours",
    )  # fmt: skip


def week_form(monday: date, workspace: Workspace, budget: TimeBudget, today: date) -> FormSpec[Change]:
    """The hours of one week and its share for onboarding, where they are not the usual ones."""
    identity = week_id(monday)
    before = workspace.table(WorkWeek).records.get(identity)

    def build(values: dict[str, Any]) -> Change:
        after = WorkWeek.model_validate({"id": identity, "start": monday, **(dict(before) if before else {}), **values})
        return addition(after) if before is None else edition(before, after)

    usual = f"usual: {budget.hours:g} h, {budget.onboarding_share} %"
    return _simple("week", identity, f"Week of {monday} ({usual})", _WEEK_FIELDS, before, {}, today, build, "hours")


def leave_form(leave: Leave | None, workspace: Workspace, today: date, identity: str = "") -> FormSpec[Change]:
    """Days off, or new ones."""
    identity = leave.id if leave is not None else identity or new_id()
    quarter = present_quarter(workspace.settings, today).start

    def build(values: dict[str, Any]) -> Change:
        if leave is not None:
            return edition(leave, leave.changed(**values))
        return addition(Leave.model_validate({"id": identity, **values}))

    return _simple("leave", identity, "Leave", _LEAVE_FIELDS, leave, {}, today, build, "first", quarter=quarter)


def assessment_form(plan: Plan, today: date, identity: str = "") -> FormSpec[Change]:
    """A new self-assessment of a plan, of today."""
    identity = identity or new_id()
    base = {"id": identity, "quarter": plan.quarter.start, "day": today}

    def build(values: dict[str, Any]) -> Change:
        return addition(Assessment.model_validate({**base, **values}))

    return _simple(
        "assessment", identity, "Self-assessment of the plan", _ASSESSMENT_FIELDS, None, {}, today, build,
        "completeness", plan.quarter.start.isoformat(),
    )  # fmt: skip


def _simple(
    form: str, identity: str, title: str, fields: RecordFields, before: Entity | Part | None, given: Mapping[str, str],
    today: date, build: Callable[[dict[str, Any]], Change], focus: str, parent: str = "", quarter: date | None = None,
) -> FormSpec[Change]:  # fmt: skip
    """A record whose change is built from the values that were typed."""
    first = {**fields.texts(before), **(given if before is None else {})}

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        whole = {**first, **texts}
        typed = {name for name, text in whole.items() if text != first[name] or (before is None and text)}
        values, problems = fields.read(whole, typed, today, quarter)
        try:
            change = build(values)
        except ValidationError as error:
            return None, explain(fields.model, error) | problems
        unchanged = before is not None and not any(text != first[name] for name, text in whole.items())
        return (None if problems or unchanged else change), problems

    return FormSpec(form, identity, title, fields.on(today, quarter), first, read, parent, before is None, focus)


def repeat_form(activity: Activity, plan: Plan, today: date) -> FormSpec[Change]:
    """The repetitions of an activity: every so many weeks, until a day."""
    from csm_tui.widgets.field import Field

    fields = (
        Field("weeks", "Every", "Weeks from one to the next, such as 2"),
        Field(
            "until",
            "Until",
            "The last day, such as 15 Dec, W7 or 2026-06-30",
            read_back=lambda text: date_read_back(text, today, plan.quarter.start),
        ),
    )
    first = {"weeks": "1", "until": plan.quarter.end.isoformat()}

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        problems: Problems = {}
        weeks, until = 1, plan.quarter.end
        text = texts["weeks"].strip()
        if text.isdecimal() and 1 <= int(text) <= 52:
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


def subject_of_plan(draft: Draft, workspace: Workspace, today: date) -> FormSpec[Change] | None:
    """The subject that a draft about the plan was typed about, as it is now; None if it is gone, or no such one."""
    activity = workspace.table(Activity).records.get(draft.record)
    match draft.form:
        case "unplanned":
            return unplanned_form(workspace.table(Unplanned).records.get(draft.record), today, draft.record)
        case "leave":
            return leave_form(workspace.table(Leave).records.get(draft.record), workspace, today, draft.record)
        case "week":
            quarter = present_quarter(workspace.settings, today)
            monday = next((one for one in quarter.mondays if week_id(one) == draft.record), None)
            budget = time_budget(workspace, quarter)
            return None if monday is None else week_form(monday, workspace, budget, today)
        case "log":
            return log_form(activity, today) if activity is not None else _entry_form(draft, workspace, today)
    if draft.form not in ("activity", "assessment", "repeat"):
        return None
    plan = plan_of(workspace, Quarter(date.fromisoformat(draft.parent)))
    if draft.form == "activity":
        return activity_form(activity, plan, workspace, today, draft.record)
    if draft.form == "assessment":
        return assessment_form(plan, today, draft.record)
    return None if activity is None else repeat_form(activity, plan, today)


def _entry_form(draft: Draft, workspace: Workspace, today: date) -> FormSpec[Change] | None:
    for activity in workspace.table(Activity).records.values():
        for entry in activity.log:
            if entry.id == draft.record:
                return log_form(activity, today, entry)
    return None
