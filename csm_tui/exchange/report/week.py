"""The report of the week, for the review on a Monday."""

from collections.abc import Iterator, Sequence
from datetime import date

from csm_tui.domain.text import first_line
from csm_tui.domain.values.money import money
from csm_tui.domain.values.time.days import days_later
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.quarter import monday_of
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.report.blocks import Block, Items, Paragraph, Report, ReportTable
from csm_tui.planning.changes.movement import movement
from csm_tui.planning.changes.wording import bands_in_words, move_in_words, sum_in_words
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.portfolio.wording import health_in_words
from csm_tui.planning.renewals.upcoming import Upcoming, upcoming_renewals
from csm_tui.planning.renewals.wording import expected_in_words
from csm_tui.planning.schedule.timetable import Timetable
from csm_tui.planning.today.agenda import Dated, agenda, hours_on, work_of_week
from csm_tui.planning.triage.queue import Queued, queue_of
from csm_tui.planning.triage.reasons import SOON

_DAYS = 7


def week_report(workspace: Workspace, today: date, plan: Plan, table: Timetable) -> Report:
    """What changed in seven days, who is at risk and why, what is decided soon, what is overdue and planned."""
    queue = queue_of(workspace, today)
    at_risk = [one for one in queue if one.row.at_risk]
    soon = [
        one
        for one in upcoming_renewals([one.row for one in queue], workspace)
        if one.row.decides is not None and one.row.decides <= SOON
    ]
    lines = agenda(workspace, today, hours_on(today, table)).lines
    return Report.of(
        f"Week of {monday_of(today)}",
        [f"As of {today}."],
        [
            ("What changed in 7 days", _changes(workspace, today)),
            ("At risk, and why", [_at_risk(at_risk)]),
            (f"Decided within {SOON} days", [_decisions(soon)]),
            ("Overdue", [_dated([one for one in lines if one.late > 0])]),
            ("Due within 7 days", [_dated([one for one in lines if one.late <= 0 and one.is_near])]),
            ("Planned this week", [_work(plan, table, today)]),
        ],
    )


def _changes(workspace: Workspace, today: date) -> Iterator[Block]:
    found = movement(workspace, days_later(today, -_DAYS), today)
    yield Paragraph(f"{sum_in_words(found).capitalize()}.")
    moves = [[one.client.name, "; ".join(move_in_words(one))] for one in found.clients]
    yield ReportTable("", ("Client", "What moved"), moves, 2)
    yield Items("Bands", [*bands_in_words(found)])


def _at_risk(queue: Sequence[Queued]) -> ReportTable:
    rows = [[one.row.client.name, health_in_words(one.row), one.why, money(one.row.client.acv)] for one in queue]
    bands = {(at, 1): str(one.row.health_band or "") for at, one in enumerate(queue)}
    return ReportTable("", ("Client", "Health", "Why, with the points of each reason", "ACV"), rows, 3, bands)


def _decisions(found: Sequence[Upcoming]) -> ReportTable:
    rows = [
        [one.row.client.name, str(one.decision), expected_in_words(one), money(one.row.client.acv)] for one in found
    ]
    return ReportTable("", ("Client", "Decision", "Forecast", "ACV"), rows, 3)


def _dated(lines: Sequence[Dated]) -> ReportTable:
    rows = [[str(one.day), one.kind, ", ".join(client.name for client in one.clients), one.text] for one in lines]
    return ReportTable("", ("Due", "Kind", "Client", "What"), rows, 4)


def _work(plan: Plan, table: Timetable, today: date) -> ReportTable:
    rows = [
        [one.reference, ", ".join(plan.client_names(one)), first_line(one.description), shown_hours(hours)]
        for one, hours in work_of_week(table, today)
    ]
    return ReportTable("", ("Reference", "Client", "What", "Hours"), rows, 3)
