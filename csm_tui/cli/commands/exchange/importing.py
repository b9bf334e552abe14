"""`import`: bring a spreadsheet or a calendar in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from csm_tui.cli.commands.exchange.calendars import import_calendar
from csm_tui.cli.commands.exchange.whole import import_whole
from csm_tui.cli.commands.plan.quarter import plan_in, quarter_option, with_quarter_kept
from csm_tui.cli.completion.suggestions import clients, engagements
from csm_tui.cli.engagements import engagement_named
from csm_tui.cli.files import file_bytes, file_name, refused, take_in
from csm_tui.cli.naming import client_named
from csm_tui.cli.options import FilePath, Options, answer, as_json, pass_options, warn
from csm_tui.cli.output.import_answer import import_object, import_text
from csm_tui.cli.output.progress import Progress
from csm_tui.cli.typed_values import read_day, read_month
from csm_tui.domain.records.engagements.roadmap import CashQuarter
from csm_tui.domain.values.text import clean_line
from csm_tui.exchange.evaluations.evaluation_import import Whose, import_evaluations
from csm_tui.exchange.plan.plan_import import import_plan
from csm_tui.exchange.portfolio.portfolio_import import import_clients
from csm_tui.exchange.reading.answers import Answers, WrongAnswer
from csm_tui.exchange.reading.result import ImportResult
from csm_tui.exchange.renewals.renewals_import import import_renewals
from csm_tui.exchange.roadmap.cash_flow_import import FutureActuals, import_cash_flow
from csm_tui.exchange.tables import FileRefused
from csm_tui.exchange.watching import Watch
from csm_tui.planning.roadmap.briefings import roadmap_of
from csm_tui.session.changes import Change, Edit

_MEND = 'mend these rows, or say what is meant, as in --value "Column:their word=ours"'

_NOTHING = ImportResult(added=0, updated=0, unchanged=0, missing=(), rejected=(), warnings=())

Found = TypeVar("Found", bound=ImportResult)

_file = click.argument("file", type=FilePath(to_read=True))
_dry_run = click.option("--dry-run", is_flag=True, help="Only say what would happen.")
_map = click.option(
    "--map", "maps", multiple=True, metavar='"Their header=field"',
    help='Say which field a header means, - for none, and in which unit: "CSAT=satisfaction:1-5".',
)  # fmt: skip
_value = click.option(
    "--value", "values", multiple=True, metavar='"Their header:their word=ours"', help="Say what a cell means."
)
_rate = click.option(
    "--rate", "rates", multiple=True, metavar="USD=0.92", help="What one of a currency is worth in yours."
)
_sheet = click.option(
    "--sheet", metavar="NAME", help="The sheet of a workbook; the one whose headers fit best by default."
)


@click.group("import")
def import_group() -> None:
    """Bring a spreadsheet or a calendar in."""


import_group.add_command(import_calendar)
import_group.add_command(import_whole)


@import_group.command("portfolio")
@_file
@click.option("--as-of", metavar="DATE", help="The day on which the file's figures were true; today by default.")
@_map
@_value
@_rate
@click.option("--combine", is_flag=True, help="Take several rows of a client as one: ACV summed, nearest renewal.")
@_sheet
@_dry_run
@click.option("--skip-bad", is_flag=True, help="Take the good rows in spite of bad ones.")
@as_json
@click.pass_context
@pass_options
def import_portfolio(
    options: Options, context: click.Context, file: Path, as_of: str | None, maps: tuple[str, ...],
    values: tuple[str, ...], rates: tuple[str, ...], combine: bool, sheet: str | None, dry_run: bool, skip_bad: bool,
) -> None:  # fmt: skip
    """Add and update clients from a CSV or TSV file, or a workbook (.xlsx, .xls, .ods).

    They are matched by their external id, else by name, and never deleted.

    With - for FILE it is read from standard input.
    """
    session = options.open_session()
    day = _read_day(as_of, session.today())
    answers = _answers(sheet, combine, map=maps, value=values, rate=rates)
    plan = _found(options, file, lambda data, watch: import_clients(data, session.workspace, day, answers, watch))
    refused = bool(plan.questions) or (bool(plan.rejected) and not (skip_bad and plan.clients))
    if not refused and not dry_run and plan.clients:
        edits = tuple(Edit(before, after) for before, after in plan.records)
        take_in(options, session, _change(file, plan, edits))
    way_out = "mend these rows, or take the others with --skip-bad" if plan.rejected else ""
    _answer(options, context, plan, refused, dry_run, way_out)


@import_group.command("plan")
@_file
@_map
@_value
@_sheet
@_dry_run
@quarter_option
@as_json
@click.pass_context
@pass_options
def import_activities(
    options: Options, context: click.Context, file: Path, maps: tuple[str, ...], values: tuple[str, ...],
    sheet: str | None, dry_run: bool, quarter: str | None,
) -> None:  # fmt: skip
    """Add and update activities of the plan from a CSV or TSV file, or a workbook (.xlsx, .xls, .ods), as
    people write them or as tools for tasks export them.

    They are matched by their id in that tool, else by reference, and where there is none by description and clients;
    none is deleted. One bad cell, or one open question, keeps the whole file out. With - for FILE it is read from
    standard input.
    """
    session = options.open_session()
    plan, answers = plan_in(session, quarter), _answers(sheet, map=maps, value=values)
    found = _found(
        options, file, lambda data, watch: import_plan(data, session.workspace, plan, session.today(), answers, watch)
    )
    edits = tuple(Edit(before, after) for before, after in found.activities if before != after)
    refused = bool(found.rejected or found.questions)
    if not refused and not dry_run and edits:
        take_in(options, session, with_quarter_kept(_change(file, found, edits), session))
    _answer(options, context, found, refused, dry_run, _MEND if found.rejected else "")


@import_group.command("renewals")
@_file
@_map
@_value
@_rate
@_sheet
@_dry_run
@as_json
@click.pass_context
@pass_options
def import_ended_renewals(
    options: Options, context: click.Context, file: Path, maps: tuple[str, ...], values: tuple[str, ...],
    rates: tuple[str, ...], sheet: str | None, dry_run: bool,
) -> None:  # fmt: skip
    """Take the history of renewals from a CSV or TSV file, or a workbook (.xlsx, .xls, .ods): client, due
    date, outcome, the ACV before and after or what it grew by, the reason.

    A renewal is that of a client on a due date; clients that are there stay as they are. One bad cell, or one open
    question, keeps the whole file out. With - for FILE it is read from standard input.
    """
    session = options.open_session()
    answers = _answers(sheet, map=maps, value=values, rate=rates)
    found = _found(
        options, file, lambda data, watch: import_renewals(data, session.workspace, session.today(), answers, watch)
    )
    edits = tuple(Edit(before, after) for before, after in found.records)
    refused = bool(found.rejected or found.questions)
    if not refused and not dry_run and edits:
        take_in(options, session, _change(file, found, edits))
    _answer(options, context, found, refused, dry_run, _MEND if found.rejected else "")


@import_group.command("evaluation")
@_file
@click.option("--client", "part", metavar="NAME", shell_complete=clients, help="Whose it is where no column says it.")
@click.option("--engagement", metavar="NAME", default="", help="Of which engagement; the first by default.")
@click.option("--phase", metavar="PHASE", default="", help="Of which phase; Onboarding by default.")
@_map
@_value
@_sheet
@_dry_run
@as_json
@click.pass_context
@pass_options
def import_evaluation(
    options: Options, context: click.Context, file: Path, part: str | None, engagement: str, phase: str,
    maps: tuple[str, ...], values: tuple[str, ...], sheet: str | None, dry_run: bool,
) -> None:  # fmt: skip
    """Take entries of evaluations, and rows of their matrices, from a CSV or TSV file or a workbook: a line for each,
    as export evaluation writes it, or the form as on paper, sections down and entries across.

    What is there word for word stays as it is, and nothing is deleted. One bad cell keeps the whole file out. With -
    for FILE it is read from standard input.
    """
    session = options.open_session()
    client = "" if part is None else client_named(session.workspace, part).name
    whose, answers = Whose(client, engagement, phase), _answers(sheet, map=maps, value=values)
    found = _found(
        options,
        file,
        lambda data, watch: import_evaluations(data, session.workspace, session.today(), whose, answers, watch),
    )
    refused = bool(found.rejected or found.questions)
    if not refused and not dry_run and found.records:
        take_in(options, session, _change(file, found, tuple(Edit(None, one) for one in found.records)))
    _answer(options, context, found, refused, dry_run, _MEND if found.rejected else "")


@import_group.command("cash-flow")
@_file
@click.option(
    "--client",
    "part",
    required=True,
    metavar="NAME",
    shell_complete=clients,
    help="Whose cash flow it is: any part of the name.",
)
@click.option(
    "--engagement", "--initiative", "name", metavar="NAME", shell_complete=engagements,
    help="Any part of its name, or a new one; the only one by default.",
)  # fmt: skip
@click.option("--start", metavar="YYYY-MM", callback=read_month, help="The first month of the initiative.")
@click.option(
    "--future-actuals", "future", type=click.Choice([one.value for one in FutureActuals]),
    help="What to do with actuals of quarters that have not begun.",
)  # fmt: skip
@_map
@_dry_run
@as_json
@click.pass_context
@pass_options
def import_cash_flow_file(
    options: Options, context: click.Context, file: Path, part: str, name: str | None, start: date | None,
    future: str | None, maps: tuple[str, ...], dry_run: bool,
) -> None:  # fmt: skip
    """Take the cash flow of a roadmap from a CSV or TSV file or a workbook, quarters down or across.

    An engagement or a roadmap that is not there yet is made. An empty cell leaves what is stored, a dash is 0. One bad
    cell keeps the whole file out. With - for FILE it is read from standard input.
    """
    session = options.open_session()
    workspace = session.workspace
    engagement = engagement_named(workspace, client_named(workspace, part), name)
    roadmap = roadmap_of(workspace, engagement)
    stored = [] if roadmap is None else workspace.table(CashQuarter).of(roadmap.id)
    answers = replace(_answers(None, map=maps), future=future or "")
    found = _found(options, file, lambda data, _: import_cash_flow(
        data, roadmap, stored, engagement.id, session.today(), start, answers,
    ))  # fmt: skip
    new = () if workspace.find(engagement) is not None else (Edit(None, engagement),)
    edits = tuple(Edit(*pair) for pair in found.changed)
    if not found.rejected and not dry_run and edits:
        take_in(options, session, _change(file, found, (*new, *edits)))
    way_out = "mend these cells"
    if found.before_start or found.questions:
        way_out += ", or say another first month with --start"
    _answer(options, context, found, bool(found.rejected), dry_run, way_out)


def _change(file: Path, found: ImportResult, edits: tuple[Edit, ...]) -> Change:
    """The change of an import, with what is learned of such files."""
    kept = (Edit(before, after) for before, after in found.learned)
    return Change(f"import of {file_name(file)}", (*edits, *kept), backup="import")


def _answer(options: Options, context: click.Context, found: Found, refused: bool, dry_run: bool, way_out: str) -> None:
    """Say what came in, or would come in, and end."""
    if refused:
        found = replace(found, added=0, updated=0, unchanged=0)
    answer(options, import_object(found), import_text(found, refused, dry_run, way_out))
    context.exit(1 if refused else 0)


def _found(options: Options, file: Path, read: Callable[[bytes, Watch], Found]) -> Found:
    """What a file would do, its warnings said; whoever sits at a terminal sees how far a long one is."""
    data = file_bytes(file)
    try:
        with Progress() as watch:
            found = read(data, watch)
    except FileRefused as error:
        refusal = refused(file, error)
        if options.json:
            answer(options, import_object(_NOTHING) | {"error": refusal.message}, "")
        raise refusal from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if found.left_out:
        warn("ignored columns: " + ", ".join(map(clean_line, found.left_out)))
    for remark in found.remarks:
        warn(remark)
    return found


def _read_day(text: str | None, today: date) -> date:
    return today if text is None else read_day("--as-of", text, today, past=True)


def _answers(sheet: str | None, combine: bool = False, **options: tuple[str, ...]) -> Answers:
    """What the user says of a file; `options` are the texts of each option that may be given more than once."""
    answers = Answers(sheet=sheet, combine=combine)
    try:
        for name, texts in options.items():
            for text in texts:
                answers = answers.with_option(name, text)
    except WrongAnswer as error:
        raise click.UsageError(str(error)) from None
    return answers
