"""`personal request` and `personal import`: have others rate the same work, by a form that they fill in by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from csm_tui.cli.file_parameter import FilePath
from csm_tui.cli.files import hand_out, read_in, take_in
from csm_tui.cli.naming import one_named
from csm_tui.cli.options import Options, Refusal, answer, as_json, for_excel, pass_options
from csm_tui.cli.output.messages import warn
from csm_tui.domain.record import LINE_LIMIT
from csm_tui.domain.records.person.personal_evaluation import PersonalEvaluation, Relation
from csm_tui.domain.text import clean_line
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.personal.rating_answers import TakenAnswer, form_export, read_form, take_answer, taken_answer
from csm_tui.exchange.personal.rating_form import rating_form
from csm_tui.planning.personal.evaluations import about, personal_evaluations
from csm_tui.session.edits.evaluation_changes import answered


@click.command()
@click.argument("file", type=FilePath(to_read=False))
@click.option("--to", "rater", required=True, metavar="NAME", help="Who is asked.")
@click.option(
    "--relation", required=True, type=click.Choice([one.value for one in Relation], case_sensitive=False),
    help="What they are to the CSM.",
)  # fmt: skip
@click.option("--anonymous", is_flag=True, help="Neither the form nor the workspace names them.")
@click.option(
    "--evaluation", metavar="PART", help="Any part of its date, CSM and engagement; the latest evaluation by default."
)
@for_excel
@as_json
@pass_options
def request(options: Options, file: Path, rater: str, relation: str, anonymous: bool, evaluation: str | None) -> None:
    """Write a form to FILE, .md or .csv, in which somebody else rates the same work by hand.

    personal import takes it in when it comes back. Make one for each person: a second answer in the same form replaces
    the first. What anonymous people rate counts in averages from three of them on.
    """
    session = options.open_session()
    name = _read_name(rater)
    chosen = _chosen(session.workspace, evaluation)
    form = rating_form(chosen, session.workspace, "" if anonymous else name, Relation(relation))
    hand_out(options, session, file, form_export(form))


def _read_name(text: str) -> str:
    name = clean_line(text)
    if not name or len(name) > LINE_LIMIT:
        raise click.BadParameter(f"--to: a name, of at most {LINE_LIMIT} characters")
    return name


def _chosen(workspace: Workspace, part: str | None) -> PersonalEvaluation:
    """The evaluation that is named, or the latest one."""
    known = personal_evaluations(workspace)
    if not known:
        raise Refusal("there is no personal evaluation yet; csm-tui personal add adds one")
    if part is None:
        return known[-1]
    nouns = PersonalEvaluation.NOUN, PersonalEvaluation.PLURAL
    return one_named(part, known, lambda one: f"{one.day} {one.csm} {about(one, workspace)}", nouns)


@click.command("import")
@click.argument("file", type=FilePath(to_read=True))
@as_json
@click.pass_context
@pass_options
def import_form(options: Options, context: click.Context, file: Path) -> None:
    """Take in a form of personal request that somebody filled in. One bad line keeps the whole form out."""
    session = options.open_session()
    taken = read_in(file, lambda data: take_answer(read_form(data, file), session.workspace, session.today()))
    if taken.after is not None and taken.after != taken.before:
        take_in(options, session, answered(taken.before, taken.after))
    for one in taken.missing:
        warn(f"{one.name} is not in the form, so it is not rated")
    lines = _lines(taken, session.workspace)
    answer(options, _object(taken, session.workspace), "\n".join(lines))
    context.exit(1 if taken.bad else 0)


def _object(taken: TakenAnswer, workspace: Workspace) -> dict[str, Any]:
    after, evaluation = taken.after, taken.evaluation
    return {
        "evaluation": {
            "csm": evaluation.csm, "engagement": about(evaluation, workspace), "date": evaluation.day.isoformat(),
        },
        "rater": None if after is None else after.rater,
        "relation": None if after is None else after.relation,
        "rated": 0 if after is None else len(after.points),
        "replaced": after is not None and taken.before is not None,
        "rejected": [{"line": one.number, "value": one.value, "problem": one.problem} for one in taken.bad],
    }  # fmt: skip


def _lines(taken: TakenAnswer, workspace: Workspace) -> Iterator[str]:
    yield from (f'{taken.unit} {one.number}: "{one.value}": {one.problem}' for one in taken.bad)
    if taken.after is None:
        yield "nothing came in; mend these lines"
        return
    yield taken_answer(taken, workspace)
