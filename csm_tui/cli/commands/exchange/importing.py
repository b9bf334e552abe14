"""`import`: bring a spreadsheet or a calendar in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from csm_tui.cli.commands.exchange.calendars import import_calendar
from csm_tui.cli.commands.exchange.table_import import (
    MEND,
    answer_import,
    answers_from,
    change_of,
    dry_run_option,
    file_argument,
    map_option,
    rate_option,
    read_import,
    sheet_option,
    value_option,
)
from csm_tui.cli.commands.exchange.whole import import_whole
from csm_tui.cli.commands.plan.quarter import plan_in, quarter_option, with_quarter_kept
from csm_tui.cli.completion.suggestions import clients, engagements
from csm_tui.cli.engagements import engagement_named
from csm_tui.cli.files import take_in
from csm_tui.cli.naming import client_named
from csm_tui.cli.options import Options, as_json, pass_options
from csm_tui.cli.typed_values import read_day, read_month
from csm_tui.domain.records.engagements.roadmap import CashQuarter
from csm_tui.exchange.evaluations.evaluation_import import DefaultOwner, import_evaluations
from csm_tui.exchange.plan.plan_import import import_plan
from csm_tui.exchange.portfolio.portfolio_import import import_clients
from csm_tui.exchange.renewals.renewals_import import import_renewals
from csm_tui.exchange.roadmap.cash_flow_import import FutureActuals, import_cash_flow
from csm_tui.planning.plan.present import first_monday
from csm_tui.planning.roadmap.briefings import roadmap_of
from csm_tui.session.changes import Edit
from csm_tui.session.session import Session


@click.group("import")
def import_group() -> None:
    """Bring a spreadsheet or a calendar in."""


import_group.add_command(import_calendar)
import_group.add_command(import_whole)


@import_group.command("portfolio")
@file_argument
@click.option("--as-of", metavar="DATE", help="The day on which the file's figures were true; today by default.")
@map_option
@value_option
@rate_option
@click.option("--combine", is_flag=True, help="Take several rows of a client as one: ACV summed, nearest renewal.")
@sheet_option
@dry_run_option
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
    day = _read_day(as_of, session)
    answers = answers_from(sheet, combine, map=maps, value=values, rate=rates)
    plan = read_import(options, file, lambda data, watch: import_clients(data, session.workspace, day, answers, watch))
    refused = bool(plan.questions) or (bool(plan.rejected) and not (skip_bad and plan.clients))
    if not refused and not dry_run and plan.clients:
        edits = tuple(Edit(before, after) for before, after in plan.records)
        take_in(options, session, change_of(file, plan, edits))
    way_out = "mend these rows, or take the others with --skip-bad" if plan.rejected else ""
    answer_import(options, context, plan, refused, dry_run, way_out)


@import_group.command("plan")
@file_argument
@map_option
@value_option
@sheet_option
@dry_run_option
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
    plan, answers = plan_in(session, quarter), answers_from(sheet, map=maps, value=values)
    found = read_import(
        options, file, lambda data, watch: import_plan(data, session.workspace, plan, session.today(), answers, watch)
    )
    edits = tuple(Edit(before, after) for before, after in found.activities if before != after)
    refused = bool(found.rejected or found.questions)
    if not refused and not dry_run and edits:
        take_in(options, session, with_quarter_kept(change_of(file, found, edits), session))
    answer_import(options, context, found, refused, dry_run, MEND if found.rejected else "")


@import_group.command("renewals")
@file_argument
@map_option
@value_option
@rate_option
@sheet_option
@dry_run_option
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
    answers = answers_from(sheet, map=maps, value=values, rate=rates)
    found = read_import(
        options, file, lambda data, watch: import_renewals(data, session.workspace, session.today(), answers, watch)
    )
    edits = tuple(Edit(before, after) for before, after in found.records)
    refused = bool(found.rejected or found.questions)
    if not refused and not dry_run and edits:
        take_in(options, session, change_of(file, found, edits))
    answer_import(options, context, found, refused, dry_run, MEND if found.rejected else "")


@import_group.command("evaluation")
@file_argument
@click.option("--client", "part", metavar="NAME", shell_complete=clients, help="Whose it is where no column says it.")
@click.option("--engagement", metavar="NAME", default="", help="Of which engagement; the first by default.")
@click.option("--phase", metavar="PHASE", default="", help="Of which phase; Onboarding by default.")
@map_option
@value_option
@sheet_option
@dry_run_option
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
    whose, answers = DefaultOwner(client, engagement, phase), answers_from(sheet, map=maps, value=values)
    found = read_import(
        options,
        file,
        lambda data, watch: import_evaluations(data, session.workspace, session.today(), whose, answers, watch),
    )
    refused = bool(found.rejected or found.questions)
    if not refused and not dry_run and found.records:
        take_in(options, session, change_of(file, found, tuple(Edit(None, one) for one in found.records)))
    answer_import(options, context, found, refused, dry_run, MEND if found.rejected else "")


@import_group.command("cash-flow")
@file_argument
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
@map_option
@dry_run_option
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
    answers = replace(answers_from(None, map=maps), future=future or "")
    found = read_import(options, file, lambda data, _: import_cash_flow(
        data, roadmap, stored, engagement.id, session.today(), start, answers,
    ))  # fmt: skip
    new = () if workspace.find(engagement) is not None else (Edit(None, engagement),)
    edits = tuple(Edit(*pair) for pair in found.changed)
    if not found.rejected and not dry_run and edits:
        take_in(options, session, change_of(file, found, (*new, *edits)))
    way_out = "mend these cells"
    if found.before_start or found.questions:
        way_out += ", or say another first month with --start"
    answer_import(options, context, found, bool(found.rejected), dry_run, way_out)


def _read_day(text: str | None, session: Session) -> date:
    today = session.today()
    if text is None:
        return today
    return read_day("--as-of", text, today, first_monday(session.workspace, today), past=True)
