"""`today`: what is dated, and whom to turn to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import click

from csm_tui.cli.commands.plan.quarter import plan_in, timetable_in, to_do
from csm_tui.cli.commands.portfolio.clients import follow_up_object
from csm_tui.cli.commands.portfolio.triage import suggestion_lines, suggestion_object
from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.cli.output.page_lines import hung, section
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.person.personal_evaluation import PersonalEvaluation
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.playbooks.offering.suggestions import Offers, Suggestion, suggestion
from csm_tui.planning.portfolio.follow_ups import FollowUp
from csm_tui.planning.schedule.timetable import CalendarBlock
from csm_tui.planning.today.agenda import Agenda, Dated, DatedKind, When, agenda, hours_on, work_of_week
from csm_tui.planning.triage.queue import Queued, decide_soon, queue_of
from csm_tui.planning.triage.reasons import SOON

_INDENT = 14
_FIRST = 5
"""So many clients of the queue are listed."""


@dataclass(frozen=True)
class _Day:
    """What a day asks for. `week`: what is to be worked from today to Sunday, an entry for each activity."""

    today: date
    workspace: Workspace
    plan: Plan
    agenda: Agenda
    scheduled: list[CalendarBlock]
    week: list[tuple[Activity, float]]
    queue: list[Queued]
    offers: Offers

    @property
    def put_off(self) -> list[Suggestion]:
        return [suggestion(one, self.offers) for one in self.queue if one.row.id in self.offers.put_off]

    @property
    def left(self) -> list[Queued]:
        """The clients to turn to, without those that are put off."""
        return [one for one in self.queue if one.row.id not in self.offers.put_off]

    @property
    def first(self) -> list[Suggestion]:
        return [suggestion(one, self.offers) for one in self.left[:_FIRST]]


@click.command("today")
@as_json
@pass_options
def today_page(options: Options) -> None:
    """Say what is overdue, what is to be done today and within the next 7 days, and whom to turn to first."""
    session = options.open_to_show()
    plan, today, workspace = plan_in(session, None), session.today(), session.workspace
    table, queue = timetable_in(plan, session), queue_of(workspace, today)
    found = _Day(
        today,
        workspace,
        plan,
        agenda(workspace, today, hours_on(today, table)),
        [one for one in to_do(table) if one.day == today],
        work_of_week(table, today),
        queue,
        Offers(queue, workspace, options.playbook().plays),
    )
    answer(options, _object(found) if options.json else None, "\n".join(_page(found)))


# JSON


def _object(day: _Day) -> dict[str, Any]:
    deadlines = sorted(day.agenda.of_kind(DatedKind.ACTIVITY), key=lambda one: one.day)
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
        "due": [_deadline_object(one) for one in deadlines if one.is_near and one.late <= 0],
        "overdue": [_deadline_object(one) for one in deadlines if one.late > 0],
        "follow_ups": [
            follow_up_object(FollowUp(one.clients[0], cast(Touchpoint, one.record)), day.today)
            for one in day.agenda.of_kind(DatedKind.PROMISE, DatedKind.FOLLOW_UP)
        ],
        "assumptions": [
            _assumption_object(cast(Assumption, one.record), day.workspace)
            for one in day.agenda.of_kind(DatedKind.ASSUMPTION)
        ],
        "risks": [_risk_object(one) for one in day.agenda.of_kind(DatedKind.RISK)],
        "personal_evaluation": next(map(_evaluation_object, day.agenda.of_kind(DatedKind.EVALUATION)), None),
        "lines": [_line_object(one) for one in day.agenda.lines],
        "queue": [suggestion_object(one) for one in day.first],
        "in_queue": len(day.left),
        "snoozed": [
            {"client": one.row.client.name, **snooze.as_json()}
            for one in day.queue
            if (offer := day.offers.snoozed.get(one.row.id)) is not None
            for snooze in offer.put_off
        ],
    }


def _deadline_object(one: Dated) -> dict[str, Any]:
    activity = cast(Activity, one.record)
    return {"reference": activity.reference, "deadline": one.day, "remaining": activity.remaining}


def _assumption_object(one: Assumption, workspace: Workspace) -> dict[str, Any]:
    client = workspace.clients.get(one.client)
    activity = workspace.table(Activity).records.get(one.activity)
    shown = one.as_json()
    del shown["state"]  # it is open
    return shown | {
        "client": None if client is None else client.name,
        "activity": None if activity is None else activity.reference,
    }


def _risk_object(one: Dated) -> dict[str, Any]:
    risk = cast(Risk, one.record)
    return {"client": one.clients[0].name, "kind": risk.kind, "text": risk.text, "review": risk.review}


def _evaluation_object(one: Dated) -> dict[str, Any]:
    last = cast(PersonalEvaluation, one.record)
    return {"csm": last.csm, "due": one.day, "last": last.day}


def _line_object(one: Dated) -> dict[str, Any]:
    return {
        "when": one.when,
        "kind": one.kind,
        "text": one.text,
        "clients": [client.name for client in one.clients],
        "due": one.day,
        "hours": one.hours,
    }


# The page


def _page(day: _Day) -> Iterator[str]:
    """The lines of the page. Only what this program says begins at the left edge."""
    soon = decide_soon(day.queue)
    facts = (
        (f"{shown_hours(day.agenda.hours)} h planned", day.agenda.hours),
        (f"{day.agenda.overdue()} overdue", day.agenda.overdue()),
        (f"{soon} to decide within {SOON} days", soon),
    )
    yield ", ".join((str(day.today), *(text for text, size in facts if size)))
    parts = (
        *((when.capitalize(), _dated_lines(day.agenda.lines, when)) for when in When),
        ("Hours of this week", (line for one, hours in day.week for line in _hung(_size(hours), one.reference))),
        (f"Queue, {len(day.first)} of {len(day.left)}", _queue_lines(day.first)),
        ("Put off", (line for one in day.put_off for line in suggestion_lines(one))),
    )
    lines = [line for title, found in parts for line in section(title, found)]
    yield from lines or ["", "nothing is planned or due, and nobody is in the queue"]


def _dated_lines(lines: Sequence[Dated], when: When) -> Iterator[str]:
    for one in lines:
        if one.when is when:
            yield from _hung(*_dated(one))


def _dated(one: Dated) -> tuple[str, str]:
    """What a line is found by, and what it says."""
    clients = some_names([client.name for client in one.clients], most=4)
    due = f", due {one.day}" if one.kind is DatedKind.ACTIVITY and one.when is When.TODAY and one.late else ""
    hours = f"{_size(one.hours)} today, " if one.hours and one.when is When.OVERDUE else ""
    name = _size(one.hours) if one.hours and one.when is When.TODAY else str(one.day)
    return name, f"{hours}{one.kind}{f', {clients}' if clients else ''}: {one.text}{due}"


def _queue_lines(found: Sequence[Suggestion]) -> Iterator[str]:
    return (line for one in found for line in suggestion_lines(one))


def _hung(name: str, text: str) -> list[str]:
    """An entry with what it is found by in front."""
    return hung(f"  {name}", text, _INDENT)


def _size(hours: float) -> str:
    return f"{shown_hours(hours)} h"
