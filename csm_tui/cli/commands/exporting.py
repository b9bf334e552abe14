"""`export`: write the plan as a spreadsheet, or what is to be done as a calendar."""

from datetime import date
from pathlib import Path

import click

from csm_tui.cli.commands.portfolio import warn_of_faults
from csm_tui.cli.commands.quarter import plan_in, quarter_option, timetable_in, to_do
from csm_tui.cli.options import FilePath, Options, answer, as_json, pass_options, read_day, say, warn
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.values.text import safe_text
from csm_tui.exchange.calendar import Deadline, Work, calendar_of
from csm_tui.exchange.plan_table import plan_csv
from csm_tui.planning.plan.plan import Plan
from csm_tui.session.exporting import write_export
from csm_tui.session.session import Session

_STANDARD_OUTPUT = Path("-")
_file = click.argument("file", type=FilePath(to_read=False))


@click.group("export")
def export_group() -> None:
    """Write the plan to a file, or with - to standard output."""


@export_group.command("plan")
@_file
@quarter_option
@as_json
@pass_options
def export_plan(options: Options, file: Path, quarter: str | None) -> None:
    """Write the plan to FILE as CSV, which import plan reads back. A FILE that is there is replaced."""
    session = options.open_session()
    plan = plan_in(session, quarter)
    _hand_out(options, session, file, plan_csv(plan), {"activities": len(plan.activities)})


@export_group.command("calendar")
@_file
@click.option("--from", "first", metavar="DATE", help="The first day; today by default.")
@click.option("--to", "last", metavar="DATE", help="The last day; the end of the quarter by default.")
@quarter_option
@as_json
@pass_options
def export_calendar(options: Options, file: Path, first: str | None, last: str | None, quarter: str | None) -> None:
    """Write what is to be worked, and the deadlines, to FILE as an iCalendar. A FILE that is there is replaced.

    Each day's work begins at nine, one after the other. Importing a later FILE updates the events of days
    that still have work; take those of other days out yourself.
    """
    session = options.open_session()
    plan, today = plan_in(session, quarter), session.today()
    start = today if first is None else read_day("--from", first, today)
    end = plan.quarter.end if last is None else read_day("--to", last, today)
    if start > end:
        raise click.BadParameter(f"--from: {start} lies after {end}, the last day")
    table = timetable_in(plan, session)
    if not table.feasible:
        warn("not every deadline can be met; csm-tui plan schedule says more")
    work = [_work(one.activity, plan, one.day, one.hours) for one in to_do(table) if start <= one.day <= end]
    due = [
        Deadline(day, one.id, _title(one))
        for one in plan.activities
        if one.open and start <= (day := plan.deadline(one)) <= end
    ]
    text = calendar_of(work, due, session.now()).decode()
    _hand_out(options, session, file, text, {"work": len(work), "deadlines": len(due)})


def _work(one: Activity, plan: Plan, day: date, hours: float) -> Work:
    note = "\n".join(filter(None, (", ".join(plan.client_names(one)), one.description)))
    return Work(day, one.id, _title(one), hours, note)


def _title(one: Activity) -> str:
    """How an event is called: the reference, and how the description begins."""
    first = next(iter(one.description.splitlines()), "")
    return f"{one.reference}: {first}" if first else one.reference


def _hand_out(options: Options, session: Session, file: Path, text: str, counts: dict[str, int]) -> None:
    """Write the text where it was asked for, and say what is in it."""
    warn_of_faults(session)
    if file != _STANDARD_OUTPUT:
        write_export(file, text.encode(), session.path)
        name = safe_text(str(file))
        said = ", ".join(f"{what} {count}" for what, count in counts.items())
        answer(options, {"file": name, **counts}, f"{name}: {said}")
    elif options.json:
        raise click.UsageError("--json or standard output, not both")
    else:
        say(text, "utf-8")
