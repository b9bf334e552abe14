"""`personal`: the evaluations of one's own work, and rating it."""

from collections.abc import Iterator, Sequence

import click

from csm_tui.cli.commands.personal.aspects import aspects_group
from csm_tui.cli.commands.personal.csm_option import csm_option
from csm_tui.cli.commands.personal.rating_forms import import_form, request
from csm_tui.cli.completion.suggestions import csms
from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.cli.output.page_lines import hung, page_table, section
from csm_tui.cli.output.text_table import text_table
from csm_tui.cli.typed_values import built, read_day
from csm_tui.domain.records.person.personal_evaluation import Aspect, PersonalEvaluation, Rating
from csm_tui.domain.values.ratings import as_decimal, read_rating
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.personal.personal_exports import evaluation_object, personal_object
from csm_tui.planning.personal.aspects import aspects_in_use
from csm_tui.planning.personal.evaluations import engagement_title, engagements_called
from csm_tui.planning.personal.report import (
    AspectLine,
    EvaluationReport,
    PersonalReport,
    evaluation_report,
    personal_report,
)
from csm_tui.planning.plan.present import first_monday
from csm_tui.session.changes import addition

_INDENT = 11
_LEAST_ABOUT = 12


@click.group("personal", invoke_without_command=True)
@csm_option
@as_json
@click.pass_context
@pass_options
def personal(options: Options, context: click.Context, csm: str) -> None:
    """List the personal evaluations, the oldest first, with what others rate, the focus and the forecast.

    The forecast and the day of the next one are those of the CSM who was evaluated last.
    """
    if context.invoked_subcommand is not None:
        return
    session = options.open_to_show()
    report = personal_report(session.workspace, session.today(), csm)
    answer(options, personal_object(report) if options.json else None, "\n".join(_page(report, session.workspace)))


personal.add_command(request)
personal.add_command(import_form)
personal.add_command(aspects_group)


@personal.command()
@click.option("--csm", required=True, metavar="NAME", shell_complete=csms, help="Whose work is rated.")
@click.option(
    "--engagement", required=True, metavar="NAME",
    help='An engagement, such as "Customer 3: Teamwork", or any period, such as "2026 Q3".',
)  # fmt: skip
@click.option("--date", "day", metavar="DATE", help="The day of the evaluation; today by default.")
@click.option(
    "--scores", required=True, metavar="RATINGS",
    help='A rating of 0-10 for each aspect in use, in order: "7,8,10,9,4,6,6,9". A - is not rated.',
)  # fmt: skip
@as_json
@pass_options
def add(options: Options, csm: str, engagement: str, day: str | None, scores: str) -> None:
    """Add a personal evaluation. csm-tui personal aspects lists the aspects in their order."""
    session = options.open_session()
    workspace, today = session.workspace, session.today()
    made = built(
        PersonalEvaluation,
        {"day": "--date", "period": "--engagement"},
        csm=csm,
        day=today if day is None else read_day("--date", day, today, first_monday(workspace, today), past=True),
        ratings=_read_scores(scores, aspects_in_use(workspace)),
        **_subject(engagement, workspace),
    )
    session.apply(addition(made))
    options.done = True
    report = evaluation_report(made, session.workspace)
    points, most, rated, aspects = report.total
    said = f"{made.csm}, {report.about}, {made.day}: {points} of {most}, {rated} of {aspects} rated"
    answer(options, evaluation_object(report), said)


def _subject(text: str, workspace: Workspace) -> dict[str, str]:
    """The engagement or the period that was typed, by field.

    Raises:
        click.BadParameter: nothing was typed, or several engagements have that name.
    """
    found = engagements_called(workspace, text)
    if len(found) > 1:
        titles = ", ".join(sorted(engagement_title(one, workspace) for one in found))
        raise click.BadParameter(f"--engagement: several have that name: {titles}")
    if found:
        return {"engagement": found[0].id}
    if not text.strip():
        raise click.BadParameter('--engagement: must not be empty: an engagement, or a period such as "2026 Q3"')
    return {"period": text}


def _read_scores(text: str, aspects: Sequence[Aspect]) -> tuple[Rating, ...]:
    """A rating for each of the aspects.

    Raises:
        click.BadParameter: there are more or fewer, or one is none; the first bad one is named.
    """
    typed = text.split(",")
    if len(typed) != len(aspects):
        names = ", ".join(one.name for one in aspects)
        raise click.BadParameter(f"--scores: {len(aspects)} are needed, one for each aspect, not {len(typed)}: {names}")
    ratings = []
    for one, each in zip(aspects, typed, strict=True):
        try:
            ratings.append(Rating(id=one.id, points=read_rating(each)))
        except ValueError as error:
            raise click.BadParameter(f"--scores: {one.name}: {each.strip()!r}: whole numbers, {error}") from None
    return tuple(ratings)


# The page


def _page(report: PersonalReport, workspace: Workspace) -> Iterator[str]:
    if not report.evaluations:
        yield "no personal evaluation yet; csm-tui personal add adds one"
        return
    yield from _courses(report, aspects_in_use(workspace))
    last = report.evaluations[-1]
    yield from section(f"{last.evaluation.day}, {last.about}: {_total(last)}", _matrix(last))
    if any(line.uncounted for line in last.lines):
        yield "what anonymous people rate counts in averages from three of them on"
    yield ""
    focus = ", ".join(one.name for one in last.focus) or "none: no aspect is red or orange"
    day, reason = report.forecast
    yield from hung("Focus", focus, _INDENT)
    yield from hung("All green", f"{'no forecast' if day is None else day}: {reason}", _INDENT)
    yield from hung("Next", f"due on {report.due}", _INDENT)


def _courses(report: PersonalReport, aspects: Sequence[Aspect]) -> list[str]:
    """A row for each evaluation, a column for each aspect in use."""
    several = len({one.evaluation.csm for one in report.evaluations}) > 1
    letters = [line.letter for line in report.evaluations[-1].lines if line.letter]
    headers = ["Date", *letters, "Total", *(["CSM"] if several else []), "Engagement"]
    rows = [
        [
            str(one.evaluation.day),
            *(_banded(line) for line in one.lines[: len(aspects)]),
            f"{one.total.points} of {one.total.most}",
            *([one.evaluation.csm] if several else []),
            one.about,
        ]
        for one in report.evaluations
    ]
    return page_table(headers, rows, _LEAST_ABOUT).split("\n")


def _banded(line: AspectLine) -> str:
    """A rating with the first letter of its band, as in the portfolio."""
    return "-" if line.points is None or line.band is None else f"{line.points} {line.band[0]}"


def _total(one: EvaluationReport) -> str:
    points, most, rated, aspects = one.total
    return f"{points} of {most}, {rated} of {aspects} rated"


def _matrix(one: EvaluationReport) -> list[str]:
    """A row for each aspect, with what others rate if there are any."""
    rated = any(line.others.raters for line in one.lines)
    headers = ["", "Aspect", "Rating", "Band", *(["Others", "Raters", "Spread", "Gap"] if rated else [])]
    rows = [
        [line.letter, line.aspect.name, _figure(line.points), line.band or "-", *(_others(line) if rated else [])]
        for line in one.lines
    ]
    return text_table(headers, rows, left=2).split("\n")


def _others(line: AspectLine) -> list[str]:
    raters, average, spread, gap = line.others
    return [_figure(as_decimal(average)), str(raters), _figure(spread), _figure(as_decimal(gap))]


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
