"""`export`: write the plan as a spreadsheet, what is to be done as a calendar, evaluations, or a roadmap."""

from pathlib import Path

import click

from csm_tui.cli.commands.exchange.whole import export_whole
from csm_tui.cli.commands.personal.csm_option import csm_option
from csm_tui.cli.commands.plan.quarter import plan_in, quarter_option, timetable_in
from csm_tui.cli.completion.suggestions import clients, engagements, phases
from csm_tui.cli.file_parameter import FilePath
from csm_tui.cli.files import hand_out, refused
from csm_tui.cli.naming import client_named, one_named
from csm_tui.cli.options import Options, Refusal, as_json, for_excel, pass_options
from csm_tui.cli.output.messages import warn
from csm_tui.cli.roadmaps import roadmap_client, roadmap_engagement, roadmaps_named
from csm_tui.cli.typed_values import read_day
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.evaluations.evaluation_exports import evaluation_export
from csm_tui.exchange.evaluations.evaluation_form import blank_form
from csm_tui.exchange.exports import calendar_export, plan_export
from csm_tui.exchange.personal.personal_exports import personal_export
from csm_tui.exchange.roadmap.roadmap_exports import roadmap_export
from csm_tui.exchange.roadmap.roadmap_sections import RoadmapScope
from csm_tui.exchange.tables import FileRefused
from csm_tui.exchange.workbook.workbook import workbook_export
from csm_tui.planning.evaluations.engagements import EvaluationRow, client_evaluations
from csm_tui.planning.personal.report import personal_report

_file = click.argument("file", type=FilePath(to_read=False))


@click.group("export")
def export_group() -> None:
    """Write the plan, evaluations or a roadmap to a file, or with - to standard output."""


export_group.add_command(export_whole)


@export_group.command("plan")
@_file
@quarter_option
@for_excel
@as_json
@pass_options
def export_plan(options: Options, file: Path, quarter: str | None) -> None:
    """Write the plan to FILE as CSV, which import plan reads back. A FILE that is there is replaced."""
    session = options.open_session()
    plan = plan_in(session, quarter)
    hand_out(options, session, file, plan_export(plan))


@export_group.command("workbook")
@_file
@quarter_option
@as_json
@pass_options
def export_workbook(options: Options, file: Path, quarter: str | None) -> None:
    """Write the whole workspace to FILE, an .xlsx: clients with their bands, totals and legend, the plan and its hours
    by week, evaluations, your own ratings with a chart, roadmaps with formulas.

    Internal: evaluations and ratings are in it. import portfolio and import plan read their pages back. With - for FILE
    it goes to a pipe. A FILE that is there is replaced.
    """
    session = options.open_session()
    hand_out(options, session, file, workbook_export(session.workspace, plan_in(session, quarter), session.today()))


@export_group.command("calendar")
@_file
@click.option("--from", "first", metavar="DATE", help="The first day; today by default.")
@click.option("--to", "last", metavar="DATE", help="The last day; the end of the quarter by default.")
@quarter_option
@as_json
@pass_options
def export_calendar(options: Options, file: Path, first: str | None, last: str | None, quarter: str | None) -> None:
    """Write what is to be worked, and the deadlines, to FILE as an iCalendar. A FILE that is there is replaced.

    Each day's work begins with the working day (hours.begin), one after the other. Importing a later FILE updates
    the events of days that still have work; take those of other days out yourself.
    """
    session = options.open_session()
    plan, today = plan_in(session, quarter), session.today()
    start = today if first is None else read_day("--from", first, today, plan.quarter.start)
    end = plan.quarter.end if last is None else read_day("--to", last, today, plan.quarter.start)
    if start > end:
        raise click.BadParameter(f"--from: {start} lies after {end}, the last day")
    table = timetable_in(plan, session)
    if not table.feasible:
        warn("not every deadline can be met; csm-tui plan schedule says more")
    hand_out(
        options,
        session,
        file,
        calendar_export(plan, table, start, end, session.now(), session.workspace.settings.hours.working.begin),
    )


@export_group.command("evaluation")
@_file
@click.option(
    "--client", "part", metavar="NAME", shell_complete=clients, help="Whose evaluations: any part of the name."
)
@click.option(
    "--engagement",
    metavar="NAME",
    shell_complete=engagements,
    help="Only those of this engagement: any part of its name.",
)
@click.option("--phase", metavar="PHASE", shell_complete=phases, help="Only those of this phase: any part of its name.")
@click.option("--blank", is_flag=True, help="Write a form to be filled in by hand.")
@for_excel
@as_json
@pass_options
def export_evaluation(
    options: Options, file: Path, part: str | None, engagement: str | None, phase: str | None, blank: bool
) -> None:
    """Write the evaluations of a client to FILE: with all entries, the matrices of value gained and of future
    improvements, and the answers to the prompts. They are internal, never for the customer.

    The ending of FILE chooses the format: .md, .csv or .json. A FILE that is there is replaced.
    """
    if blank == (part is not None) or (blank and (engagement or phase)):
        raise click.UsageError("either --client, whose evaluations are written, or --blank for an empty form")
    session = options.open_session()
    workspace = session.workspace
    if part is None:
        export = blank_form(workspace)
    else:
        rows = evaluations_named(client_named(workspace, part), workspace, engagement, phase)
        export = evaluation_export(workspace, rows)
    hand_out(options, session, file, export)


def evaluations_named(
    client: Client, workspace: Workspace, engagement: str | None, phase: str | None
) -> list[EvaluationRow]:
    """The evaluations of a client, of one engagement and of one phase if they are named.

    Raises:
        Refusal: there are none, or several are named; it says what can be chosen.
    """
    rows = [*client_evaluations(workspace, client)]
    if not rows:
        raise Refusal(f"{client.name} has no evaluations")
    if engagement is not None:
        names = dict.fromkeys(row.engagement.name for row in rows)
        wanted = one_named(engagement, names, str, (Engagement.NOUN, Engagement.PLURAL))
        rows = [row for row in rows if row.engagement.name == wanted]
    if phase is not None:
        phases = dict.fromkeys(row.evaluation.phase for row in rows)
        wanted = one_named(phase, phases, str, ("phase", "phases"))
        rows = [row for row in rows if row.evaluation.phase == wanted]
    return rows


@export_group.command("personal")
@_file
@csm_option
@for_excel
@as_json
@pass_options
def export_personal(options: Options, file: Path, csm: str) -> None:
    """Write the personal evaluations to FILE, as Markdown, CSV or JSON by the ending of its name.

    They are internal, and marked so. Of what others rate it holds averages and notes, but no names. A FILE that is
    there is replaced.
    """
    session = options.open_session()
    hand_out(options, session, file, personal_export(personal_report(session.workspace, session.today(), csm)))


@export_group.command("roadmap")
@_file
@roadmap_client
@roadmap_engagement
@click.option("--no-finance", is_flag=True, help="Leave the financial part out, and what the status says of money.")
@click.option("--no-details", is_flag=True, help="Leave activities, earlier values and single quarters out.")
@click.option(
    "--template", type=FilePath(to_read=True), metavar="FILE", help="Your company's .potx or .pptx, for a .pptx."
)
@as_json
@pass_options
def export_roadmap(
    options: Options, file: Path, part: str, engagement: str | None, no_finance: bool, no_details: bool,
    template: Path | None,
) -> None:  # fmt: skip
    """Write the roadmaps of a client to FILE, for the customer: nothing internal is in it.

    The ending of FILE chooses the format: .pptx is a deck of slides with tables and a chart that can be edited, .html
    one page that needs no other file and can be printed; .md or .json. A FILE that is there is replaced.
    """
    session = options.open_session()
    found = roadmaps_named(session, part, engagement)
    scope = RoadmapScope(finance=not no_finance, details=not no_details)
    if template is not None and file.suffix.lower() != ".pptx":
        raise click.UsageError("--template is for a .pptx")
    try:
        hand_out(options, session, file, roadmap_export(found, scope, template))
    except FileRefused as error:
        assert template is not None
        raise refused(template, error) from None
