"""`report`: pages to read, to print and to hand on inside the company."""

from pathlib import Path

import click

from csm_tui.cli.commands.exchange.exporting import evaluations_named
from csm_tui.cli.commands.personal.csm_option import csm_option
from csm_tui.cli.commands.plan.quarter import plan_in, quarter_option, timetable_in
from csm_tui.cli.completion.suggestions import clients, engagements, phases
from csm_tui.cli.file_parameter import FilePath
from csm_tui.cli.files import hand_out
from csm_tui.cli.naming import client_named
from csm_tui.cli.options import Options, as_json, pass_options
from csm_tui.domain.values.names import natural_key
from csm_tui.exchange.report.client import client_report
from csm_tui.exchange.report.evaluation import evaluations_report
from csm_tui.exchange.report.personal import progress_report
from csm_tui.exchange.report.portfolio import portfolio_report
from csm_tui.exchange.report.quarter import quarter_report
from csm_tui.exchange.report.report_export import report_export
from csm_tui.exchange.report.week import week_report
from csm_tui.planning.evaluations.engagements import client_evaluations
from csm_tui.planning.personal.report import personal_report

_file = click.argument("file", type=FilePath(to_read=False))


@click.group("report")
def report_group() -> None:
    """Write a report: FILE.html is one page that needs no other file and can be printed, FILE.md is Markdown.

    With - for FILE the Markdown goes to standard output. A FILE that is there is replaced. All reports are internal.
    """


@report_group.command("portfolio")
@_file
@as_json
@pass_options
def report_portfolio(options: Options, file: Path) -> None:
    """Write the health dashboard to FILE: totals, each client with its scores and bands, and what they mean."""
    session = options.open_session()
    report = portfolio_report(session.workspace, session.today())
    hand_out(options, session, file, report_export("portfolio", report))


@report_group.command("week")
@_file
@as_json
@pass_options
def report_week(options: Options, file: Path) -> None:
    """Write the Monday review to FILE: what changed in 7 days, who is at risk and why, what is decided, what is due."""
    session = options.open_session()
    plan = plan_in(session, None)
    report = week_report(session.workspace, session.today(), plan, timetable_in(plan, session))
    hand_out(options, session, file, report_export("week", report))


@report_group.command("client")
@click.argument("part", metavar="CLIENT", shell_complete=clients)
@_file
@as_json
@pass_options
def report_client(options: Options, part: str, file: Path) -> None:
    """Write the brief before a call with CLIENT to FILE.

    CLIENT is any part of the name that only one client has.
    """
    session = options.open_session()
    client = client_named(session.workspace, part)
    report = client_report(session.workspace, client, session.today())
    hand_out(options, session, file, report_export("client", report))


@report_group.command("quarter")
@_file
@quarter_option
@as_json
@pass_options
def report_quarter(options: Options, file: Path, quarter: str | None) -> None:
    """Write what came of a quarter to FILE: plan against done, results, hours, scores, renewals, GRR and NRR."""
    session = options.open_session()
    report = quarter_report(session.workspace, session.today(), plan_in(session, quarter))
    hand_out(options, session, file, report_export("quarter", report))


@report_group.command("personal")
@_file
@csm_option
@as_json
@pass_options
def report_personal(options: Options, file: Path, csm: str) -> None:
    """Write your progress to FILE, for your line manager: ratings over time, what others say, the forecast."""
    session = options.open_session()
    report = progress_report(personal_report(session.workspace, session.today(), csm))
    hand_out(options, session, file, report_export("personal", report))


@report_group.command("evaluation")
@click.option(
    "--client",
    "part",
    metavar="NAME",
    shell_complete=clients,
    help="Whose evaluations: any part of the name; all by default.",
)
@click.option(
    "--engagement",
    metavar="NAME",
    shell_complete=engagements,
    help="Only those of this engagement: any part of its name.",
)
@click.option("--phase", metavar="PHASE", shell_complete=phases, help="Only those of this phase: any part of its name.")
@_file
@as_json
@pass_options
def report_evaluation(
    options: Options, file: Path, part: str | None, engagement: str | None, phase: str | None
) -> None:
    """Write evaluations to FILE, with the matrices of their engagements and the answers to the prompts."""
    if part is None and (engagement or phase):
        raise click.UsageError("--engagement and --phase go with --client")
    session = options.open_session()
    workspace = session.workspace
    if part is None:
        everyone = sorted(workspace.clients.values(), key=lambda one: natural_key(one.name))
        rows = [row for one in everyone for row in client_evaluations(workspace, one)]
    else:
        rows = evaluations_named(client_named(workspace, part), workspace, engagement, phase)
    hand_out(options, session, file, report_export("evaluation", evaluations_report(workspace, rows)))
