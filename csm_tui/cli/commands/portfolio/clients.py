"""`client` and `follow-ups`: all that is kept of one client, and what is still to be done for all of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import click

from csm_tui.cli.commands.engagements.evaluations import summary
from csm_tui.cli.commands.portfolio.portfolio import as_object
from csm_tui.cli.commands.portfolio.triage import plays_in_short, suggestion_object
from csm_tui.cli.completion.suggestions import clients
from csm_tui.cli.naming import client_named
from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.cli.output.page_lines import hung, indented, page_lines, page_table, section
from csm_tui.cli.output.text_table import text_table
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.client import Client, Sentiment, Stakeholder
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.snooze import Snooze
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.health import COMPONENTS, Snapshot, overall
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.engagements import EvaluationRow, client_evaluations
from csm_tui.planning.playbooks.offering.suggestions import Offers, Suggestion, suggestion
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.portfolio.follow_ups import FollowUp
from csm_tui.planning.portfolio.follow_ups import follow_ups as open_follow_ups
from csm_tui.planning.portfolio.rows import Row, row_of
from csm_tui.planning.portfolio.wording import (
    facts_in_words,
    risk_in_words,
    stakeholder_in_words,
    what_follows_in_words,
)
from csm_tui.planning.triage.queue import queue_of

_FACTS_INDENT = 17
_HEADERS = ("Due", "Client", "Kind", "What")
_LEAST_WHAT = 30
"""The least cells for what a follow-up is about, however long the names are."""


@click.command("client")
@click.argument("part", metavar="CLIENT", shell_complete=clients)
@as_json
@pass_options
def client_page(options: Options, part: str) -> None:
    """Show everything that is kept of CLIENT.

    CLIENT is any part of the name that only one client has.
    """
    session = options.open_to_show()
    workspace = session.workspace
    row = row_of(client_named(workspace, part), workspace, session.today())
    place = _place_in_queue(row, workspace, options.playbook().plays)
    shown = _client_object(row, workspace, place) if options.json else None
    answer(options, shown, "\n".join(_page(row, workspace, place)))


def _place_in_queue(row: Row, workspace: Workspace, plays: Sequence[Play]) -> Suggestion | None:
    """The client as it stands in the queue; None if it has churned."""
    queue = queue_of(workspace, row.today)
    found = next((one for one in queue if one.row.id == row.id), None)
    return None if found is None else suggestion(found, Offers(queue, workspace, plays))


def _client_object(row: Row, workspace: Workspace, place: Suggestion | None) -> dict[str, Any]:
    client = row.client
    return {
        **as_object(row),
        **client.as_json(),
        "decision": row.decision,
        "sentiment": None if client.sentiment is None else _sentiment_object(client.sentiment, client),
        "risks": [risk_object(one) for one in workspace.risks(client)],
        "triage": None if place is None else _triage_object(place),
        "snoozes": [one.as_json() for one in workspace.snoozes(client)],
        "stakeholders": [one.as_json() for one in client.stakeholders],
        "touchpoints": [one.as_json() for one in workspace.touchpoints(client)],
        "assumptions": [one.as_json() for one in workspace.assumptions(client)],
        "evaluations": [_evaluation_object(one) for one in client_evaluations(workspace, client)],
        "history": [_snapshot_object(one, workspace.settings) for one in client.history],
        "entered": {component: client.entered.get(component) for component in COMPONENTS},
    }


def _triage_object(place: Suggestion) -> dict[str, Any]:
    shown = suggestion_object(place)
    del shown["client"]
    return shown


def _sentiment_object(sentiment: Sentiment, client: Client) -> dict[str, Any]:
    return {**sentiment.as_json(), "date": client.entered.get("sentiment")}


def risk_object(risk: Risk) -> dict[str, Any]:
    """A risk with its reviews as JSON answers give it."""
    return {**risk.as_json(), "reviews": [one.as_json() for one in risk.reviews]}


def _evaluation_object(row: EvaluationRow) -> dict[str, Any]:
    return {"engagement": row.engagement.name, **row.evaluation.as_json(), "entries": len(row.entries)}


def _snapshot_object(snapshot: Snapshot, settings: Settings) -> dict[str, Any]:
    day, *scores = snapshot
    return {"date": day, **dict(zip(COMPONENTS, scores, strict=True)), "health": _health_then(snapshot, settings)}


def _health_then(snapshot: Snapshot, settings: Settings) -> int | None:
    """The overall of that day by today's weights, rounded."""
    exact = overall(snapshot[1:], settings.weights)
    return None if exact is None else exact.rounded


def _page(row: Row, workspace: Workspace, place: Suggestion | None) -> Iterator[str]:
    """The lines of the page. Only what this program says begins at the left edge."""
    client, today = row.client, row.today
    yield from page_lines(client.name)
    yield ""
    for name, text in facts_in_words(row):
        yield from hung(f"  {name}", text, _FACTS_INDENT)
    yield from section("In the queue", () if place is None else _queue_lines(place))
    snoozes = workspace.snoozes(client)
    yield from section("Plays put off", (line for one in snoozes for line in _snooze_lines(one)))
    risks = workspace.risks(client)
    yield from section("Risks", (line for one in risks for line in _risk_lines(one, row.settings)))
    yield from section("Notes", indented(client.notes.strip("\n"), 2) if client.notes.strip() else ())
    yield from section("Stakeholders", (line for one in client.stakeholders for line in _stakeholder_lines(one)))
    touchpoints = workspace.touchpoints(client)
    yield from section("Touchpoints", (line for one in touchpoints for line in _touchpoint_lines(one, today)))
    assumptions = workspace.assumptions(client)
    yield from section("Assumptions", (line for one in assumptions for line in _assumption_lines(one)))
    evaluations = client_evaluations(workspace, client)
    yield from section("Evaluations", (line for one in evaluations for line in _evaluation_lines(one)))
    yield from section("History", _history_lines(client, workspace.settings))


def _queue_lines(place: Suggestion) -> Iterator[str]:
    yield f"  {place.queued.points} points, {place.queued.purpose}"
    yield from indented(place.queued.why, 6)
    for text in plays_in_short(place):
        yield from indented(f"-> {text}", 6)


def _snooze_lines(one: Snooze) -> list[str]:
    return indented(f"{one.play} until {one.until}: {one.reason}", 2)


def _risk_lines(one: Risk, settings: Settings) -> list[str]:
    action = indented(f"Done about it: {one.action}", 6) if one.action else []
    return [*indented(risk_in_words(one, settings), 2), *indented(one.text, 6), *action]


def _stakeholder_lines(one: Stakeholder) -> list[str]:
    return indented(stakeholder_in_words(one), 2)


def _touchpoint_lines(one: Touchpoint, today: date) -> list[str]:
    follows = what_follows_in_words(one, today)
    return [*indented(f"{one.day} {one.kind}{follows and f', {follows}'}", 2), *indented(one.note, 6)]


def _assumption_lines(one: Assumption) -> list[str]:
    until = "" if one.validate_by is None else f", validate by {one.validate_by}"
    return [f"  {one.state}{until}", *indented(one.text, 6)]


def _evaluation_lines(row: EvaluationRow) -> list[str]:
    return indented(f"{row.engagement.name}, {row.evaluation.phase}: {summary(row)}", 2)


def _history_lines(client: Client, settings: Settings) -> list[str]:
    """The snapshots as a table, the newest first."""
    if not client.history:
        return []
    rows = [
        [str(one[0]), *("-" if score is None else str(score) for score in (_health_then(one, settings), *one[1:]))]
        for one in reversed(client.history)
    ]
    table = text_table(["Date", "Health", *(component.capitalize() for component in COMPONENTS)], rows)
    return [f"  {line}" for line in table.split("\n")]


@click.command("follow-ups")
@as_json
@pass_options
def follow_ups(options: Options) -> None:
    """List the follow-ups that are still to be done, overdue ones first."""
    session = options.open_to_show()
    today = session.today()
    found = open_follow_ups(session.workspace)
    answer(options, [follow_up_object(one, today) for one in found], _follow_ups_text(found, today))


def follow_up_object(one: FollowUp, today: date) -> dict[str, Any]:
    """An open follow-up as JSON answers give it."""
    shown = one.touchpoint.as_json()
    del shown["done"]  # it is open
    return {"client": one.client.name, **shown, "overdue": one.overdue(today)}


def _follow_ups_text(found: list[FollowUp], today: date) -> str:
    if not found:
        return "no open follow-ups"
    rows = [
        [
            f"{one.due}{' overdue' if one.overdue(today) else ''}", one.client.name, one.touchpoint.kind,
            one.touchpoint.what_follows,
        ]
        for one in found
    ]  # fmt: skip
    return page_table(_HEADERS, rows, _LEAST_WHAT)
