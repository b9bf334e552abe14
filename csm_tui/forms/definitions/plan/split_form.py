"""The form that splits the hours of an activity: some stay where they are, the rest is scheduled again."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.values.time.hours import read_hours, shown_hours
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground, NotOpened
from csm_tui.forms.read_back import hours_read_back
from csm_tui.planning.schedule.pins import PinEditor, pin_editor
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.plan_changes import pinned
from csm_tui.widgets.form.field import Field


def split_form(activity: Activity, editor: PinEditor, days: Sequence[date]) -> FormSpec[Change]:
    """The form that asks how many of the hours on some consecutive days stay there."""
    have = editor.hours_in(activity, days)
    rule = f"Of {shown_hours(have)} h, such as 1.5 or 45m; the rest is placed anew"
    field = Field("hours", "Keep here", rule, read_back=hours_read_back)

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        try:
            return pinned(activity, editor.split(activity, days, read_hours(texts["hours"])), "split"), {}
        except ValueError as error:
            return None, {"hours": str(error)}

    return FormSpec(
        "split", f"{activity.id} {days[0]} {days[-1]}", _title(activity, days), (field,), {"hours": ""}, read,
        parent=activity.id, new=True, focus="hours",
    )  # fmt: skip


def _title(activity: Activity, days: Sequence[date]) -> str:
    last = "" if len(days) == 1 else f" to {full_day(days[-1])}"
    return f"Split {activity.reference} · {full_day(days[0])}{last}"


def split_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the hours now on the same days; None if the activity was deleted. Raises NotOpened if it
    belongs to another quarter by now."""
    activity = ground.workspace.table(Activity).records.get(draft.parent)
    if activity is None:
        return None
    first, last = map(date.fromisoformat, draft.record.split()[1:])
    quarter = Quarter(activity.quarter)
    if first not in quarter or last not in quarter:
        raise NotOpened(f"{activity.reference} belongs to the {quarter.title} now")
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return split_form(activity, pin_editor(ground.workspace, quarter, ground.today), days)
