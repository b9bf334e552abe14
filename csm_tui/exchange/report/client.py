"""The report of a client: the brief before a call."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.text import first_line
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.report.blocks import Block, Drawn, Items, Paragraph, Report, ReportTable
from csm_tui.exchange.report.drawings import scores_drawing
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.portfolio.rows import Row, row_of
from csm_tui.planning.portfolio.wording import (
    facts_in_words,
    risk_in_words,
    stakeholder_in_words,
    what_follows_in_words,
)
from csm_tui.planning.renewals.upcoming import forecast_of, upcoming_of
from csm_tui.planning.renewals.wording import expected_in_words

_TALKS = 3
"""How many of the latest touchpoints are listed."""


def client_report(workspace: Workspace, client: Client, today: date) -> Report:
    """What to know before a call: facts, scores, people, what was said and promised, risks, what is planned."""
    row = row_of(client, workspace, today)
    talks = sorted(workspace.touchpoints(client), key=lambda one: one.day, reverse=True)
    risks = [f"{risk_in_words(one, row.settings)}\n{one.text}\n{one.action}".strip() for one in row.open_risks]
    return Report.of(
        client.name,
        [f"Brief as of {today}."],
        [
            ("Facts", [_facts(row)]),
            ("Scores over time", [Drawn(scores_drawing(row), Items("", []))]),
            ("Renewal", [*_renewal(row, workspace)]),
            ("To be done", [Items("", [*_open(talks, today)])]),
            ("Risks", [Items("", risks)]),
            ("People", [Items("", [*map(stakeholder_in_words, client.stakeholders)])]),
            ("Last touchpoints", [Items("", [f"{one.day} {one.kind}: {one.note}" for one in talks[:_TALKS]])]),
            ("In the plan", [_planned(workspace, client, today)]),
            ("Notes", [Paragraph(client.notes)]),
        ],
    )


def _facts(row: Row) -> ReportTable:
    """The facts in two columns, so that the brief stays one page."""
    facts = [*facts_in_words(row)]
    half = (len(facts) + 1) // 2
    rows = [[*left, *right] for left, right in zip_longest(facts[:half], facts[half:], fillvalue=("", ""))]
    return ReportTable("", ("", "", "", ""), rows, 4)


def _renewal(row: Row, workspace: Workspace) -> Iterator[Block]:
    found = upcoming_of(row, forecast_of(row.client, workspace))
    if found is not None:
        yield Paragraph(f"Decided by {found.decision}: {expected_in_words(found)}")


def _open(talks: Sequence[Touchpoint], today: date) -> Iterator[str]:
    """The follow-ups and promises that are open, the first due one first."""
    waiting = [one for one in talks if one.open]
    for one in sorted(waiting, key=lambda one: one.follow_up or date.max):
        yield f"{what_follows_in_words(one, today)} ({one.day} {one.kind}: {first_line(one.note)})"


def _planned(workspace: Workspace, client: Client, today: date) -> ReportTable:
    plan = plan_of(workspace, present_quarter(workspace.settings, today))
    rows = [
        [one.reference, one.status, first_line(one.description), str(plan.deadline(one))]
        for one in plan.activities
        if client.id in one.clients
    ]
    return ReportTable("", ("Reference", "Status", "What", "Deadline"), rows, 4)
