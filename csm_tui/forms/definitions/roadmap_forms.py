"""The forms of roadmaps: the roadmap itself, its phases with their milestones, its KPIs with what was measured, its
quarters and the next steps."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from csm_tui.domain.record import LINE_LIMIT, Entity, new_id
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagement import Engagement
from csm_tui.domain.records.roadmap import (
    CashQuarter,
    Kpi,
    Measure,
    Milestone,
    NextStep,
    Phase,
    Roadmap,
    quarter_id,
)
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.phases import FIRST_ENGAGEMENT
from csm_tui.domain.values.reading.amounts import read_figure
from csm_tui.domain.values.reading.readers import read_whole_number
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form, fields_of
from csm_tui.forms.definitions.evaluations.engagement_field import Engagements
from csm_tui.forms.fields import RecordField, RecordFields, field_text
from csm_tui.forms.form_spec import FormSpec, Problems
from csm_tui.forms.ground import Ground
from csm_tui.planning.evaluations.engagements import title_of
from csm_tui.planning.roadmap.briefings import kpis_of, phases_of, roadmap_of, steps_of
from csm_tui.session.changes import Change, addition, edition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.ordering import last_place
from csm_tui.session.edits.roadmap_changes import quarter_of, structure_copied, with_measure, with_milestone

Listed = TypeVar("Listed", Kpi, Phase, NextStep)

# The roadmap


def roadmap_form(
    roadmap: Roadmap | None, client: Client, workspace: Workspace, today: date, identity: str = "",
    like: Roadmap | None = None,
) -> FormSpec[Change]:  # fmt: skip
    """The roadmap of an engagement of a client, or a new one, which may take over what another one is built of.

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
        if roadmap is None and like is not None:
            made = replace(made, edits=(*made.edits, *structure_copied(workspace, like, after.id)))
        return engagements.made_with(made, after.engagement)

    noun = "Roadmap" if roadmap is not None else "New roadmap" if like is None else f"New roadmap like {like.title}"
    begun = {"engagement": _without_roadmap([*engagements.known.values()], workspace)}
    if like is not None:
        begun |= {name: str(getattr(like, name)) for name in ("months", "currency", "unit")}
    return build_form(
        Roadmap, roadmap, today, f"{noun} · {client.name}",
        identity=identity, parent=roadmap_parent(client, like),
        fields=RecordFields(Roadmap, ("engagement", *Roadmap.FORM.fields), {"engagement": engagements.field()}),
        given=begun,
        build=build, refuse=refuse, change=change,
    )  # fmt: skip


def roadmap_parent(client: Client, like: Roadmap | None = None) -> str:
    """What else the form of a roadmap is about: its client, and the roadmap whose structure a new one takes over."""
    return client.id if like is None else f"{client.id} {like.id}"


def _without_roadmap(known: Sequence[Engagement], workspace: Workspace) -> str:
    """The name of the first engagement that has no roadmap yet; "" if all have one."""
    if not known:
        return FIRST_ENGAGEMENT
    return next((one.name for one in known if roadmap_of(workspace, one) is None), "")


def roadmap_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the roadmap as it is now; None if its client, or the one it is like, was deleted."""
    workspace = ground.workspace
    parent, _, source = draft.parent.partition(" ")
    engagement = workspace.table(Engagement).records.get(parent)
    client = workspace.clients.get(parent if engagement is None else engagement.client)
    roadmaps = workspace.table(Roadmap).records
    if client is None or (source and source not in roadmaps):
        return None
    roadmap = roadmaps.get(draft.record)
    return roadmap_form(roadmap, client, workspace, ground.today, draft.record, roadmaps.get(source))


def _title(what: str, roadmap: Roadmap, workspace: Workspace) -> str:
    engagement = workspace.table(Engagement).records.get(roadmap.engagement)
    return what if engagement is None else f"{what} · {title_of(workspace, engagement)}"


# What has a place in it: KPIs, phases and next steps


def _read_course(text: str) -> tuple[Measure, ...]:
    """Months with their values: 6: 20; 12: 35. Raises ValueError for another text."""
    found = []
    for pair in filter(str.strip, text.split(";")):
        month, colon, value = pair.partition(":")
        try:
            found.append(Measure(month=read_whole_number(month), value=read_figure(value)))
        except ValueError:
            colon = ""
        if not colon:
            raise ValueError("a month and its value, others behind a ;, such as 6: 20; 12: 35")
    return tuple(found)


def _course_text(course: Sequence[Measure] | None) -> str:
    return "; ".join(f"{one.month}: {field_text(one.value)}" for one in course or ())


_COURSE = RecordField(
    "course", "Course", "Months with their values, such as 6: 20; 12: 35, if it is not to be a straight line",
    attribute="course", read=lambda text, *_: _read_course(text), text=_course_text,
)  # fmt: skip
"""The field for the course of a KPI that is not a straight line."""


def kpi_form(
    kpi: Kpi | None, roadmap: Roadmap, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A KPI of a roadmap, or a new one behind the others."""
    fields = RecordFields(Kpi, (*Kpi.FORM.fields, "course"), {"course": _COURSE})
    return _listed_form(Kpi, kpi, kpis_of(workspace, roadmap), roadmap, workspace, today, identity, fields)


def phase_form(
    phase: Phase | None, roadmap: Roadmap, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A phase of a roadmap, or a new one behind the others."""
    return _listed_form(Phase, phase, phases_of(workspace, roadmap), roadmap, workspace, today, identity)


def step_form(
    step: NextStep | None, roadmap: Roadmap, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A next step, or a new one behind the others."""
    return _listed_form(NextStep, step, steps_of(workspace, roadmap), roadmap, workspace, today, identity)


def _listed_form(
    kind: type[Listed], record: Listed | None, siblings: Sequence[Listed], roadmap: Roadmap, workspace: Workspace,
    today: date, identity: str, fields: RecordFields | None = None,
) -> FormSpec[Change]:  # fmt: skip
    def refuse(after: Listed) -> Problems:
        other = workspace.table(kind).named(after.unique) if after.unique else None
        return {"name": f"another {kind.NOUN} has this name"} if other is not None and other.id != after.id else {}

    noun = f"New {kind.NOUN}" if record is None else kind.NOUN[:1].upper() + kind.NOUN[1:]
    return build_form(
        kind, record, today, _title(noun, roadmap, workspace),
        identity=record.id if record is not None else identity or new_id(), parent=roadmap.id,
        base={"roadmap": roadmap.id, "place": last_place(siblings)}, refuse=refuse, fields=fields,
    )  # fmt: skip


def kpi_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the KPI as it is now; None if its roadmap was deleted."""
    roadmap = _roadmap(draft, ground)
    kpi = _record(Kpi, draft, ground)
    return None if roadmap is None else kpi_form(kpi, roadmap, ground.workspace, ground.today, draft.record)


def phase_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the phase as it is now; None if its roadmap was deleted."""
    roadmap = _roadmap(draft, ground)
    phase = _record(Phase, draft, ground)
    return None if roadmap is None else phase_form(phase, roadmap, ground.workspace, ground.today, draft.record)


def step_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the next step as it is now; None if its roadmap was deleted."""
    roadmap = _roadmap(draft, ground)
    step = _record(NextStep, draft, ground)
    return None if roadmap is None else step_form(step, roadmap, ground.workspace, ground.today, draft.record)


AnyEntity = TypeVar("AnyEntity", bound=Entity)


def _record(kind: type[AnyEntity], draft: Draft, ground: Ground) -> AnyEntity | None:
    return ground.workspace.table(kind).records.get(draft.record)


def _roadmap(draft: Draft, ground: Ground) -> Roadmap | None:
    return ground.workspace.table(Roadmap).records.get(draft.parent.partition(" ")[0])


# What stands inside a phase or a KPI


def milestone_form(
    milestone: Milestone | None, phase: Phase, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A milestone of a phase, or a new one. Saving changes the phase."""
    month = _month(phase.roadmap, workspace, today)

    def refuse(after: Milestone) -> Problems:
        was = None if milestone is None else milestone.actual
        is_ahead = after.actual is not None and after.actual > month and after.actual != was
        return {"actual": _ahead(month)} if is_ahead else {}

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


def measure_form(
    measure: Measure | None, kpi: Kpi, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A value of a KPI that was measured in a month, this one by default. Saving changes the KPI."""
    month = _month(kpi.roadmap, workspace, today)

    def refuse(after: Measure) -> Problems:
        if after.month > month and (measure is None or measure.month != after.month):
            return {"month": _ahead(month)}
        taken = any(one.month == after.month and one.id != after.id for one in kpi.measures)
        return {"month": "a value of this month is there already"} if taken else {}

    title = f"{'New value' if measure is None else 'Value'} · {kpi.name}"
    return build_form(
        Measure, measure, today, title, identity=measure.id if measure is not None else identity or new_id(),
        parent=kpi.id, given={"month": str(max(month, 0))}, refuse=refuse,
        change=lambda after: edition(kpi, with_measure(kpi, after)),
    )  # fmt: skip


def measure_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the measure as it is now; None if the KPI was deleted."""
    kpi = ground.workspace.table(Kpi).records.get(draft.parent)
    if kpi is None:
        return None
    measure = next((one for one in kpi.measures if one.id == draft.record), None)
    return measure_form(measure, kpi, ground.workspace, ground.today, draft.record)


def _month(roadmap: str, workspace: Workspace, today: date) -> int:
    """The present month of a roadmap, by its id."""
    found = workspace.table(Roadmap).records.get(roadmap)
    return 0 if found is None else found.month_of(today)


def _ahead(month: int) -> str:
    return f"that month is still to come: this is month {month}"


def step_touch_form(step: NextStep, client: Client, today: date, identity: str = "") -> FormSpec[Change]:
    """A new touchpoint with a client whose follow-up is a next step."""
    task = " ".join(step.item.split())[:LINE_LIMIT]
    follow_up = "" if step.day is None else step.day.isoformat()
    return build_form(
        Touchpoint, None, today, f"New touchpoint · {client.label}", identity=identity or new_id(), parent=client.id,
        base={"client": client.id}, given={"note": step.item, "follow_up": follow_up, "task": task},
    )  # fmt: skip


# The cash flow


def cash_form(roadmap: Roadmap, number: int, workspace: Workspace, today: date) -> FormSpec[Change]:
    """What was entered for a quarter of a roadmap; its record is made with the first amount."""
    quarter = quarter_of(workspace, roadmap, number)
    return build_form(
        CashQuarter, quarter, today, _title(f"Quarter {number}", roadmap, workspace),
        identity=quarter.id if quarter is not None else quarter_id(roadmap.id, number),
        parent=f"{roadmap.id} {number}", fields=fields_of(CashQuarter),
        base={"roadmap": roadmap.id, "number": number},
    )  # fmt: skip


def cash_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the quarter as it is now; None if its roadmap was deleted."""
    roadmap = _roadmap(draft, ground)
    if roadmap is None:
        return None
    known = _record(CashQuarter, draft, ground)
    number = known.number if known is not None else int(draft.parent.partition(" ")[2] or 1)
    return cash_form(roadmap, number, ground.workspace, ground.today)
