"""The form that puts several things that have a day off to another one, in one step."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import Entity, fixed_id
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.text import counted
from csm_tui.domain.values.time.dates import read_date
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.day_field import day_field
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.planning.plan.present import first_monday
from csm_tui.session.changes import Change, Edit
from csm_tui.session.drafts.draft import Draft

DAY_FIELDS: Mapping[type[Entity], str] = {
    Touchpoint: "follow_up",
    Activity: "deadline",
    Risk: "review",
    Assumption: "validate_by",
}
"""The field that holds the day by which something is to be done, by the kind of record."""


def put_off_form(records: Sequence[Entity], workspace: Workspace, today: date) -> FormSpec[Change]:
    """The form for records of the kinds in DAY_FIELDS: one day for all of them, today or later."""
    quarter = first_monday(workspace, today)
    ids = [one.id for one in records]
    field = day_field("day", "Until", 'For all of them, such as "in 2 weeks", 15 Dec or W7', today, quarter)

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        try:
            day = read_date(texts["day"], today, quarter)
        except ValueError as error:
            return None, {"day": str(error)}
        if day < today:
            return None, {"day": "must be today or later"}
        try:
            edits = tuple(Edit(one, one.changed(**{DAY_FIELDS[type(one)]: day})) for one in records)
        except ValidationError as error:
            return None, {"day": "; ".join(explain(type(records[0]), error).values())}

        def label(left: Sequence[Edit]) -> str:
            return f"{counted(len(left), 'line')} put off until {full_day(day)}"

        return Change(label(edits), edits, relabel=label), {}

    return FormSpec(
        "put-off", fixed_id(f"put-off {' '.join(sorted(ids))}"), f"Put off {counted(len(records), 'line')}", (field,),
        {"day": ""}, read, parent=" ".join(ids), new=True, focus="day",
    )  # fmt: skip


def put_off_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form for those of its records that still exist; None if there are none."""
    found = (ground.workspace.get(key) for key in draft.parent.split())
    records = [one for one in found if one is not None and type(one) in DAY_FIELDS]
    return put_off_form(records, ground.workspace, ground.today) if records else None
