"""The report of a quarter: what was planned and what came of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus, Category
from csm_tui.domain.text import first_line
from csm_tui.domain.values.time.days import days_later
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.report.blocks import Block, Items, Paragraph, Report, ReportTable
from csm_tui.planning.changes.movement import Movement, movement
from csm_tui.planning.changes.wording import (
    bands_in_words,
    counts_in_words,
    move_in_words,
    points,
    shown_shares,
)
from csm_tui.planning.plan.budget_use import budget_use
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.renewals.book import RenewalBook, renewal_book
from csm_tui.planning.renewals.retention import Period
from csm_tui.planning.renewals.wording import left_out_in_words, outcome_in_words, rates_in_words

_HEADERS = ("Category", "Activities", "Done", *(one.capitalize() for one in ActivityOutcome), "Dropped", "Open",
            "Hours planned", "Hours spent")  # fmt: skip


def quarter_report(workspace: Workspace, today: date, plan: Plan) -> Report:
    """Plan against done, results and hours, what moved in the scores, renewals and what was kept."""
    quarter = plan.quarter
    until = min(quarter.end, today)
    moved = movement(workspace, min(days_later(quarter.start, -1), until), until)
    book = renewal_book(workspace, today, Period(quarter.start, quarter.end))
    lead = f"From {quarter.start} to {quarter.end}, as of {until}."
    return Report.of(
        f"Quarter from {quarter.start}",
        [lead],
        [
            ("Plan and results", [_results(plan), _hours(workspace, plan), _activities(plan)]),
            ("Scores", _scores(moved)),
            ("Renewals", _renewals(book)),
        ],
    )


def _results(plan: Plan) -> ReportTable:
    groups = {one.capitalize(): [each for each in plan.activities if each.category is one] for one in Category}
    rows = [_sums(name, group) for name, group in groups.items() if group]
    if rows:
        rows.append(_sums("All", plan.activities))
    return ReportTable("", _HEADERS, rows, 1)


def _sums(name: str, group: Sequence[Activity]) -> list[str]:
    dropped = [one for one in group if one.status is ActivityStatus.DROPPED]
    done = [one for one in group if one.status is ActivityStatus.DONE]
    results = [sum(one.result is outcome for one in done) for outcome in ActivityOutcome]
    counts = len(group), len(done), *results, len(dropped), sum(one.open for one in group)
    planned = sum(one.hours for one in group if one not in dropped)
    return [name, *map(str, counts), shown_hours(planned), shown_hours(sum(one.logged for one in group))]


def _hours(workspace: Workspace, plan: Plan) -> ReportTable:
    uses = zip(("The plan", "Onboarding"), budget_use(plan, time_budget(workspace, plan.quarter)), strict=True)
    rows = [[name, *map(shown_hours, use)] for name, use in uses if any(use)]
    return ReportTable("Hours", ("", "Available", "Planned", "Spent"), rows if plan.activities else [], 1)


def _activities(plan: Plan) -> ReportTable:
    rows = [
        [one.reference, ", ".join(plan.client_names(one)), first_line(one.description), one.result or one.status,
         shown_hours(one.hours), shown_hours(one.logged)]
        for one in plan.activities
    ]  # fmt: skip
    return ReportTable("Activities", ("Reference", "Client", "What", "Result", "Planned h", "Spent h"), rows, 4)


def _scores(found: Movement) -> Iterator[Block]:
    yield Paragraph(f"{counts_in_words(found).capitalize()}.")
    shares = [[name.capitalize(), points(share)] for name, share in shown_shares(found.shares).items()]
    yield ReportTable(
        "Points by component, over all clients", ("Component", "Points"), shares if found.clients else [], 1
    )
    yield Items("Bands", [*bands_in_words(found)])
    moves = [[one.client.name, "; ".join(move_in_words(one))] for one in found.clients]
    yield ReportTable("By client", ("Client", "What moved"), moves, 2)


def _renewals(book: RenewalBook) -> Iterator[Block]:
    yield ReportTable("", ("Rate", "In the quarter"), [*map(list, rates_in_words(book))], 2)
    yield Items("", [*left_out_in_words(book)])
    ended = [[book.name(one), str(one.due), outcome_in_words(one), one.reason] for one in book.closed]
    yield ReportTable("Ended", ("Client", "Due", "Outcome", "Reason"), ended, 4)
