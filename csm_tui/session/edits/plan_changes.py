"""The changes that can be made to the plan of a quarter."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from csm_tui.domain.record import LINE_LIMIT, new_id
from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus, LogEntry, Pin
from csm_tui.domain.records.assumption import Assumption, State
from csm_tui.domain.settings import QuarterRule
from csm_tui.domain.text import fold
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.quarter import Quarter, monday_of
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import Plan, circle, plan_of
from csm_tui.session.changes import Change, Edit, addition


def in_quarter(change: Change, workspace: Workspace, quarter: Quarter) -> Change:
    """The change, which also keeps the quarter if this is the first of its plan: from then on it stays."""
    if workspace.settings.quarter.start is not None or change.settings is not None:
        return change
    before = workspace.settings
    return replace(change, settings=(before, before.changed(quarter=QuarterRule(start=quarter.start))))


def refuse_circle(activity: Activity, plan: Plan) -> None:
    """Refuse an activity that would wait for itself through others.

    Raises:
        ValueError: it would; the message names them.
    """
    others = [one for one in plan.activities if one.id != activity.id]
    found = circle([*others, activity])
    if found:
        names = " > ".join(one.reference for one in [*found, found[0]])
        raise ValueError(f"these would wait for each other: {names}")


def added(activities: Sequence[Activity]) -> Change:
    """Add activities, in one step."""
    if len(activities) == 1:
        return addition(activities[0])
    return Change(
        f"new {some_names([one.reference for one in activities])}", tuple(Edit(None, one) for one in activities)
    )


def finished(activity: Activity, result: ActivityOutcome) -> Change:
    """Mark an activity as done, with its outcome."""
    after = activity.changed(status=ActivityStatus.DONE, result=result)
    return Change(f"completion of {activity.reference}", (Edit(activity, after),))


def dropped(activity: Activity) -> Change:
    """Drop an activity; those that depend on it no longer wait for it."""
    return Change(
        f"giving up of {activity.reference}",
        (Edit(activity, activity.changed(status=ActivityStatus.DROPPED, result=None)),),
    )


def reopened(activity: Activity) -> Change:
    """Reopen a done or dropped activity."""
    status = ActivityStatus.DOING if activity.log else ActivityStatus.PLANNED
    return Change(f"reopening of {activity.reference}", (Edit(activity, activity.changed(status=status, result=None)),))


def logged(activity: Activity, entry: LogEntry) -> Change:
    """Log hours spent; a planned activity is then in progress."""
    status = ActivityStatus.DOING if activity.status is ActivityStatus.PLANNED else activity.status
    after = activity.changed(log=(*activity.log, entry), status=status)
    return Change(_spent(entry, activity), (Edit(activity, after),))


def relogged(activity: Activity, entry: LogEntry, other: LogEntry | None) -> Change:
    """Correct hours that were noted wrongly: change an entry of the log, or remove it."""
    log = tuple(other if one.id == entry.id else one for one in activity.log)
    after = activity.changed(log=tuple(one for one in log if one is not None))
    label = f"deletion of {_spent(entry, activity)}" if other is None else f"edit of {_spent(other, activity)}"
    return Change(label, (Edit(activity, after),))


def _spent(entry: LogEntry, activity: Activity) -> str:
    return f"{shown_hours(entry.hours)} h on {activity.reference}"


def pinned(activity: Activity, pins: Iterable[Pin], what: str = "pin") -> Change:
    """Pin hours to their days: one pin a day, and none without hours. `what` says what is done: move, split."""
    hours: dict[date, float] = {}
    for pin in pins:
        hours[pin.day] = hours.get(pin.day, 0) + pin.hours
    kept = tuple(Pin(day=day, hours=size) for day, size in sorted(hours.items()) if size > 0)
    return Change(f"{what} of {activity.reference}", (Edit(activity, activity.changed(pins=kept)),))


def duplicate(activity: Activity, plan: Plan) -> Activity:
    """A copy of the activity that is not begun, with a free reference."""
    return _afresh(activity, reference=free_reference(activity.reference, plan))


def free_reference(wanted: str, plan: Plan) -> str:
    """The reference, followed by a number if the plan has it already."""
    return _free(wanted, _taken(plan))


def _taken(plan: Plan) -> set[str]:
    return {fold(one.reference) for one in plan.activities}


def _free(wanted: str, taken: Collection[str]) -> str:
    number, reference = 1, wanted
    while fold(reference) in taken:
        number += 1
        reference = _numbered(wanted, number)
    return reference


def _numbered(reference: str, number: int) -> str:
    """The reference with a number behind it, cut where it would become too long."""
    ending = f"-{number}"
    return reference[: LINE_LIMIT - len(ending)] + ending


def repeated(activity: Activity, every_weeks: int, until: date, plan: Plan) -> list[Activity]:
    """The activity and its repetitions, one every so many weeks until a day of the quarter, each in its own weeks.

    The first one begins on its earliest start, without it in the week of its deadline; without both it has the
    quarter's first week. The others are not begun, and their references are numbered.

    Raises:
        ValueError: `every_weeks` is below 1.
    """
    if every_weeks < 1:
        raise ValueError("a whole number of weeks, 1 or more")
    day = activity.earliest or activity.deadline or plan.quarter.start
    first = activity.changed(
        earliest=activity.earliest or monday_of(day), deadline=activity.deadline or monday_of(day) + timedelta(days=6)
    )
    last = min(until, plan.quarter.end)
    count = (last - day).days // (7 * every_weeks)
    return [first, *_repetitions(first, every_weeks, count, plan)]


def _repetitions(first: Activity, every_weeks: int, count: int, plan: Plan) -> Iterator[Activity]:
    taken = _taken(plan) | {fold(first.reference)}
    for number in range(1, count + 1):
        shift = timedelta(weeks=number * every_weeks)
        one = _afresh(
            first,
            reference=_free(_numbered(first.reference, number + 1), taken),
            earliest=None if first.earliest is None else first.earliest + shift,
            deadline=None if first.deadline is None else first.deadline + shift,
        )
        taken.add(fold(one.reference))
        yield one


def _afresh(activity: Activity, **fields: object) -> Activity:
    """The activity as a new one that is not begun, with other values in some fields."""
    return activity.changed(id=new_id(), status=ActivityStatus.PLANNED, result=None, log=(), pins=(), **fields)


def next_quarter(workspace: Workspace, plan: Plan, carried: Iterable[Activity]) -> Change:
    """Opens the quarter after this one and takes open activities along, with their open assumptions.

    They keep the hours that are left (all of them if none is left) and wait for each other as before; days
    outside the new quarter are left out. The plan of this quarter stays as it is.
    """
    following, before = plan.quarter.following, workspace.settings
    taken = _taken(plan_of(workspace, following))
    copies: dict[str, Activity] = {}
    for one in carried:
        if one.open:
            copies[one.id] = _carried(one, _free(one.reference, taken), following)
            taken.add(fold(copies[one.id].reference))
    records = [*_waiting(copies), *_assumptions(workspace, copies)]
    settings = before.changed(quarter=QuarterRule(start=following.start))
    return Change(following.title, tuple(Edit(None, one) for one in records), (before, settings))


def _carried(activity: Activity, reference: str, quarter: Quarter) -> Activity:
    return _afresh(
        activity,
        reference=reference,
        quarter=quarter.start,
        hours=activity.remaining or activity.hours,
        deadline=activity.deadline if activity.deadline is not None and activity.deadline in quarter else None,
        earliest=activity.earliest if activity.earliest is not None and activity.earliest in quarter else None,
    )


def _waiting(copies: Mapping[str, Activity]) -> Iterator[Activity]:
    """The copies, each waiting for those of the copies that stand for what it waited for."""
    for one in copies.values():
        yield one.changed(dependencies=tuple(copies[key].id for key in one.dependencies if key in copies))


def _assumptions(workspace: Workspace, copies: Mapping[str, Activity]) -> Iterator[Assumption]:
    """The open assumptions on what was copied, each for its copy."""
    for one in workspace.table(Assumption).records.values():
        if one.state is State.OPEN and one.activity in copies:
            yield one.changed(id=new_id(), activity=copies[one.activity].id)
