"""Splitting the hours of an activity: so many stay where they are, the rest finds its place."""

from collections.abc import Collection, Sequence
from datetime import date

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.values.hours import read_hours, shown_hours
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.read_back import hours_read_back
from csm_tui.planning.schedule.pins import PinEditor
from csm_tui.session.changes import Change
from csm_tui.session.plan_changes import pinned
from csm_tui.widgets.field import Field


def split_form(activity: Activity, editor: PinEditor, days: Sequence[date], have: float) -> FormSpec[Change]:
    """How many of the hours stay."""
    rule = f"Of {shown_hours(have)} h, such as 1.5 or 45m; the rest is placed anew"
    field = Field("hours", "Keep here", rule, read_back=hours_read_back)

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        try:
            return pinned(activity, editor.split(activity, days, read_hours(texts["hours"]))), {}
        except ValueError as error:
            return None, {"hours": str(error)}

    return FormSpec(
        "split", activity.id, f"Split {activity.reference}", (field,), {"hours": ""}, read,
        parent=activity.quarter.isoformat(), new=True, focus="hours",
    )  # fmt: skip
