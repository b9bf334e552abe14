"""The subjects of the records of a workspace: what their forms show, and the change that saving makes."""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import Entity, Record, new_id
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.client import Client, Stakeholder, with_typed
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.records.view import View
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.fields import RecordFields
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.planning.plan.plan import present_quarter
from csm_tui.session.changes import Change, addition, edition
from csm_tui.session.drafts.draft import Draft

Build = Callable[[dict[str, Any]], Any]

CLIENT_FIELDS = RecordFields(
    Client,
    (
        "name", "status", "owner", "acv", "customer_since", "renewal_date", "trend", *COMPONENTS, "tags", "notes",
        "override",
    ),
)  # fmt: skip
_TOUCHPOINT_FIELDS = RecordFields(Touchpoint, ("day", "kind", "note", "follow_up", "task", "done"))
_ASSUMPTION_FIELDS = RecordFields(Assumption, ("text", "validate_by", "state"))
_STAKEHOLDER_FIELDS = RecordFields(Stakeholder, ("name", "role", "seniority", "attitude", "last_contact"))
_VIEW_FIELDS = RecordFields(View, ("name", "filter"))


def client_form(client: Client | None, workspace: Workspace, today: date, identity: str = "") -> FormSpec[Change]:
    """A client, or a new one. Only what is typed counts as entered today."""
    identity = client.id if client is not None else identity or new_id()

    def build(values: dict[str, Any]) -> Client:
        before = client or Client(id=identity, name=values.get("name", ""))
        return with_typed(before, values, today)

    def refuse(after: Client) -> Problems:
        other = workspace.named(after.name)
        return {"name": "another client has this name"} if other is not None and other.id != after.id else {}

    first = CLIENT_FIELDS.texts(client)
    quarter = present_quarter(workspace.settings, today).start
    read = _reader(CLIENT_FIELDS, client, first, today, build, refuse, quarter=quarter)
    title = "New client" if client is None else client.name
    return FormSpec(
        "client", identity, title, CLIENT_FIELDS.on(today, quarter), first, read, new=client is None, focus="name"
    )  # fmt: skip


def touchpoint_form(touchpoint: Touchpoint | None, client: Client, today: date, identity: str = "") -> FormSpec[Change]:
    """A touchpoint of a client, or a new one of today."""
    return _belonging(
        "touchpoint", _TOUCHPOINT_FIELDS, touchpoint, client, today, identity, {"day": today.isoformat()}, "note"
    )


def assumption_form(
    assumption: Assumption | None, owner: Client | Activity, today: date, identity: str = ""
) -> FormSpec[Change]:
    """An assumption about a client or an activity, or a new one."""
    return _belonging("assumption", _ASSUMPTION_FIELDS, assumption, owner, today, identity, {}, "text")


def _belonging(
    form: str, fields: RecordFields, record: Entity | None, owner: Client | Activity, today: date, identity: str,
    given: Mapping[str, str], focus: str,
) -> FormSpec[Change]:  # fmt: skip
    """A record of its own that belongs to a client or an activity."""
    identity = record.id if record is not None else identity or new_id()
    base = {"id": identity, owner.NOUN: owner.id}

    def build(values: dict[str, Any]) -> Record:
        return fields.model.model_validate(base | values) if record is None else record.changed(**values)  # type: ignore[return-value]

    first = {**fields.texts(record), **(given if record is None else {})}
    quarter = owner.quarter if isinstance(owner, Activity) else None
    read = _reader(fields, record, first, today, build, quarter=quarter)
    title = f"{'New ' if record is None else ''}{form} · {owner.label}"
    return FormSpec(form, identity, title, fields.on(today, quarter), first, read, owner.id, record is None, focus)


def stakeholder_form(
    stakeholder: Stakeholder | None, client: Client, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A stakeholder of a client, or a new one. Saving changes the client."""
    fields = _STAKEHOLDER_FIELDS
    identity = stakeholder.id if stakeholder is not None else identity or new_id()

    def build(values: dict[str, Any]) -> Client:
        after = (
            Stakeholder.model_validate({"id": identity, **values})
            if stakeholder is None
            else stakeholder.changed(**values)
        )
        others = [after if one.id == after.id else one for one in client.stakeholders]
        return client.changed(stakeholders=others if stakeholder is not None else [*others, after])

    first = fields.texts(stakeholder)
    read = _reader(fields, stakeholder, first, today, build, before=client)
    title = f"{'New ' if stakeholder is None else ''}stakeholder · {client.name}"
    return FormSpec(
        "stakeholder", identity, title, fields.on(today), first, read, client.id, stakeholder is None, "name"
    )  # fmt: skip


_LOOK = "look"
"""Where a draft keeps the order and the columns of a new view, which its form does not show."""


def view_form(view: View, workspace: Workspace, today: date) -> FormSpec[Change]:
    """The name and the filter of a view."""
    first = _VIEW_FIELDS.texts(view)
    read = _reader(
        _VIEW_FIELDS, view, first, today, lambda values: view.changed(**values), lambda one: _refused(one, workspace)
    )  # fmt: skip
    return FormSpec("view", view.id, view.name, _VIEW_FIELDS.fields, first, read, focus="name")


def new_view_form(given: Mapping[str, Any], workspace: Workspace, today: date, identity: str = "") -> FormSpec[Change]:
    """A new view with the filter, the order, the columns and the place that are given; its name is to be typed."""
    identity = identity or new_id()

    def build(values: dict[str, Any]) -> View:
        return View.model_validate({**given, "id": identity, **values})

    first = {**_VIEW_FIELDS.texts(None), "filter": given.get("filter", ""), _LOOK: json.dumps(dict(given))}
    read = _reader(_VIEW_FIELDS, None, first, today, build, lambda one: _refused(one, workspace))
    return FormSpec("view", identity, "New view", _VIEW_FIELDS.fields, first, read, new=True, focus="name")


def _refused(view: View, workspace: Workspace) -> Problems:
    other = workspace.table(View).named(view.name)
    problems = {"name": "another view has this name"} if other is not None and other.id != view.id else {}
    return problems | _filter_problem(view.filter)


def _filter_problem(text: str) -> Problems:
    from csm_tui.planning.filter_term import QueryError
    from csm_tui.planning.portfolio.query import parse

    try:
        parse(text)
    except QueryError as error:
        return {"filter": str(error)}
    return {}


def _reader(
    fields: RecordFields, record: Record | None, first: Texts, today: date, build: Build,
    refuse: Callable[[Any], Problems] = lambda _: {}, before: Entity | None = None, quarter: date | None = None,
) -> Callable[[Texts, Collection[str]], tuple[Change | None, Problems]]:  # fmt: skip
    """Reads the texts of a form: builds the record anew from what was typed, and asks whether anything refuses it.

    `before` is the entity that the change is made to, where that is not the record itself.
    """
    kept: Entity | None = before if before is not None else record if isinstance(record, Entity) else None

    def read(texts: Texts, touched: Collection[str]) -> tuple[Change | None, Problems]:
        whole = {**first, **texts}
        typed = {
            name for name, text in whole.items() if text != first[name] or name in touched or (record is None and text)
        }
        values, problems = fields.read(whole, typed, today, quarter)
        try:
            after: Entity = build(values)
        except ValidationError as error:
            return None, explain(fields.model, error) | problems
        problems |= refuse(after)
        if problems or after == kept:
            return None, problems
        return (addition(after) if kept is None else edition(kept, after)), {}

    return read


def subject_of(draft: Draft, workspace: Workspace, today: date) -> FormSpec[Change] | None:
    """The subject that a draft was typed about, as it is now; None if what it belongs to is gone.

    What was typed about a client that was deleted makes a new one.
    """
    form, _, field = draft.form.partition("-")
    client = workspace.clients.get(draft.parent)
    activity = workspace.table(Activity).records.get(draft.parent)
    if form == "client":
        return _client_again(draft, field, workspace, today)
    if form == "view":
        view = workspace.table(View).records.get(draft.record)
        if view is not None:
            return view_form(view, workspace, today)
        return new_view_form(json.loads(draft.first.get(_LOOK, "{}")), workspace, today, draft.record)
    if form == "assumption" and (client or activity) is not None:
        assumption = workspace.table(Assumption).records.get(draft.record)
        return assumption_form(assumption, client or activity, today, draft.record)  # type: ignore[arg-type]
    if client is None:
        return None
    if form == "touchpoint":
        touchpoint = workspace.table(Touchpoint).records.get(draft.record)
        return touchpoint_form(touchpoint, client, today, draft.record)
    if form == "stakeholder":
        found = next((one for one in client.stakeholders if one.id == draft.record), None)
        return stakeholder_form(found, client, today, draft.record)
    return None


def _client_again(draft: Draft, field: str, workspace: Workspace, today: date) -> FormSpec[Change]:
    client = workspace.clients.get(draft.record)
    spec = client_form(client, workspace, today, draft.record)
    name = field.replace("-", "_")
    return spec.only(name) if name and client is not None else spec


__all__ = [
    "CLIENT_FIELDS",
    "assumption_form",
    "client_form",
    "new_view_form",
    "stakeholder_form",
    "subject_of",
    "touchpoint_form",
    "view_form",
]
