"""`today`: what is to be done today and in the days to come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import click

from csm_tui.cli.commands.clients import follow_up_object
from csm_tui.cli.commands.quarter import plan_in, timetable_in, to_do
from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.cli.output.page_lines import hung, section
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.assumption import Assumption, State
from csm_tui.domain.values.hours import shown_hours
from csm_tui.domain.values.quarter import monday_of
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.personal.evaluations import DueEvaluation, due_evaluation
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.portfolio.follow_ups import FollowUp, follow_ups
from csm_tui.planning.schedule.timetable import CalendarBlock, Timetable
from csm_tui.session.session import Session

_AHEAD = timedelta(days=7)
_INDENT = 14


@dataclass(frozen=True)
class _Day:
    """What a day asks for. `week`: what is to be worked from today to Sunday, an entry for each activity."""

    today: date
    workspace: Workspace
    plan: Plan
    scheduled: list[CalendarBlock]
    week: list[tuple[Activity, float]]
    due: list[Activity]
    overdue: list[Activity]
    follow_ups: list[FollowUp]
    assumptions: list[Assumption]
    evaluation: DueEvaluation | None


@click.command("today")
@as_json
@pass_options
def today_page(options: Options) -> None:
    """Say what is to be worked today and this week, and what is due within the next 7 days."""
    session = options.open_to_show()
    found = _day(session)
    answer(options, _object(found) if options.json else None, "\n".join(_lines(found)))


def _day(session: Session) -> _Day:
    plan, today, workspace = plan_in(session, None), session.today(), session.workspace
    table = timetable_in(plan, session)
    until = today + _AHEAD
    opened = sorted((one for one in plan.activities if one.open), key=plan.deadline)
    assumed = [
        one
        for one in workspace.table(Assumption).records.values()
        if one.state is State.OPEN and one.validate_by is not None and one.validate_by <= until
    ]
    return _Day(
        today,
        workspace,
        plan,
        [one for one in to_do(table) if one.day == today],
        _of_the_week(table, today),
        [one for one in opened if today <= plan.deadline(one) <= until],
        [one for one in opened if plan.deadline(one) < today],
        [one for one in follow_ups(workspace) if one.due <= until],
        sorted(assumed, key=lambda one: (one.urgency, one.text)),
        due_evaluation(workspace, until),
    )


def _of_the_week(table: Timetable, today: date) -> list[tuple[Activity, float]]:
    hours: dict[str, float] = {}
    activities: dict[str, Activity] = {}
    for block in to_do(table):
        if monday_of(block.day) == monday_of(today):
            activities[block.activity.id] = block.activity
            hours[block.activity.id] = hours.get(block.activity.id, 0) + block.hours
    return [(activities[key], size) for key, size in hours.items()]


def _object(day: _Day) -> dict[str, Any]:
    return {
        "date": day.today,
        "scheduled": [
            {
                "reference": one.activity.reference,
                "hours": one.hours,
                "description": one.activity.description,
                "clients": list(day.plan.client_names(one.activity)),
            }
            for one in day.scheduled
        ],
        "week": [{"reference": one.reference, "hours": hours} for one, hours in day.week],
        "due": [_deadline_object(one, day.plan) for one in day.due],
        "overdue": [_deadline_object(one, day.plan) for one in day.overdue],
        "follow_ups": [follow_up_object(one, day.today) for one in day.follow_ups],
        "assumptions": [_assumption_object(one, day.workspace) for one in day.assumptions],
        "personal_evaluation": _evaluation_object(day.evaluation),
    }


def _deadline_object(one: Activity, plan: Plan) -> dict[str, Any]:
    return {"reference": one.reference, "deadline": plan.deadline(one), "remaining": one.remaining}


def _assumption_object(one: Assumption, workspace: Workspace) -> dict[str, Any]:
    client = workspace.clients.get(one.client)
    activity = workspace.table(Activity).records.get(one.activity)
    shown = one.as_json()
    del shown["state"]  # it is open
    return shown | {
        "client": None if client is None else client.name,
        "activity": None if activity is None else activity.reference,
    }


def _evaluation_object(due: DueEvaluation | None) -> dict[str, Any] | None:
    return None if due is None else {"csm": due.last.csm, "due": due.day, "last": due.last.day}


def _lines(day: _Day) -> Iterator[str]:
    """The lines of the page. Only what this program says begins at the left edge."""
    names = day.plan.client_names
    yield f"{day.today}"
    parts = (
        ("Today", ((_size(one.hours), _what(one.activity, names(one.activity))) for one in day.scheduled)),
        ("This week", ((_size(hours), one.reference) for one, hours in day.week)),
        ("Overdue", _deadlines(day.overdue, day.plan)),
        ("Due within 7 days", _deadlines(day.due, day.plan)),
        ("Follow-ups", ((str(one.due), _follow_up(one, day.today)) for one in day.follow_ups)),
        ("Assumptions to validate", ((str(one.validate_by), _assumed(one, day.workspace)) for one in day.assumptions)),
        ("Personal evaluation", _evaluation(day)),
    )
    lines = [line for title, entries in parts for line in section(title, _hung(entries))]
    yield from lines or ["", "nothing is planned, due or to be followed up"]


def _hung(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The entries, each with what it is found by in front."""
    return (line for name, text in entries for line in hung(f"  {name}", text, _INDENT))


def _size(hours: float) -> str:
    return f"{shown_hours(hours)} h"


def _what(one: Activity, clients: Iterable[str]) -> str:
    whom = ", ".join(clients)
    return f"{one.reference}{f' ({whom})' if whom else ''}{f': {one.description}' if one.description else ''}"


def _deadlines(activities: Iterable[Activity], plan: Plan) -> Iterator[tuple[str, str]]:
    for one in activities:
        yield str(plan.deadline(one)), f"{one.reference}, {_size(one.remaining)} left"


def _follow_up(one: FollowUp, today: date) -> str:
    return f"{one.client.name}{', overdue' if one.overdue(today) else ''}: {one.touchpoint.what_follows}"


def _assumed(one: Assumption, workspace: Workspace) -> str:
    owner = workspace.clients.get(one.client) or workspace.table(Activity).records.get(one.activity)
    return one.text if owner is None else f"{owner.label}: {one.text}"


def _evaluation(day: _Day) -> Iterator[tuple[str, str]]:
    due = day.evaluation
    if due is not None:
        yield str(due.day), f"{due.last.csm}{', overdue' if due.day < day.today else ''}: the last is of {due.last.day}"
