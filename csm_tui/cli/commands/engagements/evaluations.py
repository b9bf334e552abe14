"""`evaluations`: what the engagements taught, and a new entry."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import click

from csm_tui.cli.completion.suggestions import clients, engagements, phases, sections
from csm_tui.cli.engagements import engagement_named
from csm_tui.cli.naming import any_named, client_named, fitting
from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.cli.output.messages import warn
from csm_tui.cli.output.page_lines import hung, indented, page_lines, section
from csm_tui.cli.typed_values import built, filter_help, read_text, where_option
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, EvaluationState, Section
from csm_tui.domain.text import counted, fold
from csm_tui.domain.values.phases import PHASES
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.columns import EVALUATIONS_FILTER
from csm_tui.planning.evaluations.engagements import (
    EvaluationRow,
    entries_of,
    evaluation_rows,
    evaluations_of,
)
from csm_tui.planning.filter_language import Query
from csm_tui.session.edits.evaluation_changes import noted
from csm_tui.session.edits.ordering import last_place

_HELP = f"""List the evaluations of engagements with all their entries, by client, engagement and phase.

{filter_help(EVALUATIONS_FILTER)}
"""


@click.group(help=_HELP, invoke_without_command=True)
@where_option(EVALUATIONS_FILTER)
@as_json
@click.pass_context
@pass_options
def evaluations(options: Options, context: click.Context, query: Query[EvaluationRow]) -> None:
    if context.invoked_subcommand is not None:
        if query.text:
            raise click.UsageError(f"--where is for the list; {context.invoked_subcommand} has no filter")
        return
    rows = query.select(evaluation_rows(options.open_to_show().workspace))
    text = "\n".join(evaluation_lines(rows)) if rows else "no evaluations"
    answer(options, [_object(row) for row in rows] if options.json else None, text)


def _object(row: EvaluationRow) -> dict[str, Any]:
    """An evaluation as the JSON answer gives it; its form is described in docs/json.md."""
    sections = {name: [one.text for one in entries] for name, entries in row.sections.items()}
    return {**head_object(row.client, row.engagement, row.evaluation), "sections": sections}


def head_object(client: Client, engagement: Engagement, evaluation: Evaluation) -> dict[str, Any]:
    """Which evaluation it is, as JSON answers say it."""
    return {
        "client": client.name, "engagement": engagement.name, "phase": evaluation.phase, "date": evaluation.day,
        "state": evaluation.state,
    }  # fmt: skip


def evaluation_lines(rows: Iterable[EvaluationRow]) -> Iterator[str]:
    """The evaluations one below the other. Only their titles begin at the left edge."""
    for place, row in enumerate(rows):
        if place:
            yield ""
        yield from page_lines(f"{row.client.name}: {row.engagement.name}, {row.evaluation.phase}")
        yield f"  {summary(row)}"
        for name, entries in row.sections.items():
            yield from section(f"  {name}", (line for one in entries for line in _entry_lines(one)))


def _entry_lines(entry: Entry) -> Iterator[str]:
    yield from hung("    -", entry.text, 6)
    marks = *(f"#{tag}" for tag in entry.tags), *(["reusable"] if entry.reusable else ())
    yield from indented(" ".join(marks), 6) if marks else ()


def summary(row: EvaluationRow) -> str:
    """The date, the state and the number of entries of an evaluation: 2026-03-02, draft, 5 entries."""
    entries = counted(len(row.entries), Entry.NOUN, Entry.PLURAL)
    return f"{row.evaluation.day}, {row.evaluation.state}, {entries}"


# A new entry


def _read_section(_context: click.Context, _parameter: click.Parameter, text: str) -> Section:
    found = fitting(text, Section, str)
    if len(found) == 1:
        return found[0]
    problem = "is part of several sections" if found else "is part of no section"
    raise click.BadParameter(f"{text!r} {problem}: {', '.join(found or Section)}")


@evaluations.command()
@click.option(
    "--client",
    "part",
    required=True,
    metavar="NAME",
    shell_complete=clients,
    help="Whose engagement it is: any part of the name.",
)
@click.option(
    "--engagement",
    "name",
    metavar="NAME",
    shell_complete=engagements,
    help="Any part of its name, or a new one; the only one by default.",
)
@click.option(
    "--phase",
    required=True,
    metavar="PHASE",
    shell_complete=phases,
    help='Any part of its name, such as "year 2", or your own.',
)
@click.option(
    "--section",
    "into",
    required=True,
    callback=_read_section,
    metavar="SECTION",
    shell_complete=sections,
    help="Any part of its name.",
)
@click.option("--entry", "text", required=True, metavar="TEXT", help="The text; - reads it from standard input.")
@as_json
@pass_options
def add(options: Options, part: str, name: str | None, phase: str, into: Section, text: str) -> None:
    """Add an entry at the end of a section of an evaluation.

    If the engagement has no evaluation of this phase, one is begun today as a draft. If the client has no engagement,
    one is made. A final evaluation takes the entry, too; a warning says so.
    """
    session = options.open_session()
    workspace = session.workspace
    client = client_named(workspace, part)
    engagement = engagement_named(workspace, client, name)
    evaluation = _evaluation(workspace, engagement, phase, session.today())
    siblings = [one for one in entries_of(workspace, evaluation) if one.section is into]
    entry = built(
        Entry, {"text": "--entry"}, evaluation=evaluation.id, section=into, place=last_place(siblings),
        text=read_text("the entry", text),
    )  # fmt: skip
    new = [one for one in (engagement, evaluation) if workspace.find(one) is None]
    session.apply(noted(entry, new))
    options.done = True
    if evaluation.state is EvaluationState.FINAL:
        warn(f"the evaluation of {evaluation.phase} is final; the entry was added to it all the same")
    begun = f"; {' and '.join(one.NOUN for one in new)} begun" if new else ""
    said = f"{client.name}: entry added to {into} of {engagement.name}, {evaluation.phase}{begun}"
    answer(options, {**head_object(client, engagement, evaluation), **entry.as_json()}, said)


def _evaluation(workspace: Workspace, engagement: Engagement, part: str, today: date) -> Evaluation:
    """The evaluation of the phase that is meant, or a new one.

    Raises:
        Refusal: several phases may be meant; it names them.
    """
    known = evaluations_of(workspace, engagement)
    phases = {fold(phase): phase for phase in (*PHASES, *(one.phase for one in known))}
    phase = any_named(part, phases.values(), str, "phases") or part
    found = next((one for one in known if one.phase == phase), None)
    return found or built(Evaluation, {}, engagement=engagement.id, phase=phase, day=today)
