"""The forms of a KPI and of what it was measured at."""

from collections.abc import Sequence
from datetime import date

from csm_tui.domain.record import new_id
from csm_tui.domain.records.engagements.roadmap import (
    Kpi,
    Measure,
    Roadmap,
)
from csm_tui.domain.values.reading.amounts import read_figure
from csm_tui.domain.values.reading.readers import read_whole_number
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.definitions.roadmap.shared import (
    listed_form,
    present_month,
    roadmap_record_again,
    still_ahead,
)
from csm_tui.forms.fields import RecordField, RecordFields, field_text
from csm_tui.forms.form_spec import FormSpec, Problems
from csm_tui.forms.ground import Ground
from csm_tui.planning.roadmap.briefings import kpis_of
from csm_tui.session.changes import Change, edition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.roadmap_changes import with_measure


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
    return listed_form(Kpi, kpi, kpis_of(workspace, roadmap), roadmap, workspace, today, identity, fields)


def kpi_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the KPI as it is now; None if its roadmap was deleted."""
    return roadmap_record_again(Kpi, kpi_form, draft, ground)


def measure_form(
    measure: Measure | None, kpi: Kpi, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A value of a KPI that was measured in a month, this one by default. Saving changes the KPI."""
    month = present_month(kpi.roadmap, workspace, today)

    def refuse(after: Measure) -> Problems:
        if after.month > month and (measure is None or measure.month != after.month):
            return {"month": still_ahead(month)}
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
