"""`plan`: the activities of a quarter with their audit, and when they are done."""

from collections.abc import Iterator
from datetime import timedelta
from math import isfinite
from typing import Any

import click

from csm_tui.cli.commands.plan.plan_changes import add, done, drop, log
from csm_tui.cli.commands.plan.plan_draft import draft_plan
from csm_tui.cli.commands.plan.quarter import activity_object, plan_in, quarter_option, timetable_in, to_do
from csm_tui.cli.completion.suggestions import styles
from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.cli.output.messages import warn
from csm_tui.cli.output.page_lines import hung, indented, page_table, shortened
from csm_tui.cli.output.text_table import text_table
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.settings import QuarterRule, ScheduleStyle
from csm_tui.domain.text import first_line
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.quarter import WEEKS, Quarter
from csm_tui.planning.plan.audit import Check, audit
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.schedule.timetable import OverloadedPeriod, Timetable, WeekUse
from csm_tui.session.changes import Change
from csm_tui.session.session import Session

_HEADERS = ("Ref", "Category", "Clients", "Hours", "Left", "Deadline", "Status", "What")
_REFERENCE, _CLIENTS, _LEAST_WHAT = 10, 14, 12
"""The most cells for a reference and for the clients, and the least for what is done."""

_CHECK_INDENT = 25


@click.group(invoke_without_command=True)
@quarter_option
@as_json
@click.pass_context
@pass_options
def plan(options: Options, context: click.Context, quarter: str | None) -> None:
    """List the activities of the quarter's plan, and what the audit finds.

    A quarter is 13 weeks. Any other than the present one is counted from that in steps of 13 weeks.
    """
    if context.invoked_subcommand is not None:
        return
    session = options.open_to_show()
    found = plan_in(session, quarter)
    checks = audit(found, session.workspace, time_budget(session.workspace, found.quarter), session.today())
    answer(options, _plan_object(found, checks) if options.json else None, "\n".join(_plan_lines(found, checks)))


for command in (add, done, drop, log, draft_plan):
    plan.add_command(command)


def _plan_object(plan: Plan, checks: list[Check]) -> dict[str, Any]:
    return {
        "quarter": {"start": plan.quarter.start, "weeks": WEEKS},
        "activities": [activity_object(one, plan) for one in plan.activities],
        "audit": [{"check": one.check, "ok": one.ok, "detail": one.detail} for one in checks],
    }


def _plan_lines(plan: Plan, checks: list[Check]) -> Iterator[str]:
    yield _title(plan.quarter)
    yield ""
    yield _table(plan) if plan.activities else "no activities yet"
    yield from ("", "Audit")
    for one in checks:
        yield from hung(f"  {'held' if one.ok else 'not held':8}  {one.check}", one.detail, _CHECK_INDENT)


def _title(quarter: Quarter) -> str:
    return f"Plan from {quarter.start} to {quarter.end}"


def _table(plan: Plan) -> str:
    return page_table(_HEADERS, [_cells(one, plan) for one in plan.activities], _LEAST_WHAT)


def _cells(one: Activity, plan: Plan) -> list[str]:
    status = one.status if one.result is None else f"{one.status} {one.result}"
    return [
        shortened(one.reference, _REFERENCE), one.category, shortened(", ".join(plan.client_names(one)), _CLIENTS),
        f"{shown_hours(one.hours):>5}", f"{shown_hours(one.remaining):>4}", str(one.deadline or "end"), status,
        first_line(one.description),
    ]  # fmt: skip


def _read_style(_context: click.Context, _parameter: click.Parameter, text: str | None) -> ScheduleStyle | None:
    if text is None:
        return None
    try:
        return ScheduleStyle(text.lower())
    except ValueError:
        raise click.BadParameter(f"{text!r} is neither asap nor level") from None


@plan.command()
@click.option(
    "--style",
    callback=_read_style,
    shell_complete=styles,
    metavar="STYLE",
    help="asap: as soon as possible, or level: every day alike; the setting plan.style by default.",
)
@click.option("--save", is_flag=True, help="Keep the style in the settings.")
@quarter_option
@as_json
@click.pass_context
@pass_options
def schedule(
    options: Options, context: click.Context, style: ScheduleStyle | None, save: bool, quarter: str | None
) -> None:
    """Place the hours of the plan on days, and say what does not fit.

    If there is any way to meet every deadline, this is one. The exit code is 1 if there is none.
    """
    session = options.open_session() if save else None
    shown = session or options.open_to_show()
    found = timetable_in(plan_in(shown, quarter), shown, style)
    if session is not None:
        _keep_style(session, found.style)
        options.done = True
    for problem in found.disorder:
        warn(problem.text)
    text = "\n".join(_schedule_lines(found))
    answer(options, _schedule_object(found) if options.json else None, text)
    context.exit(0 if found.feasible else 1)


def _keep_style(session: Session, style: ScheduleStyle) -> None:
    """Keep the style, and the start of the present quarter, from which a plan is counted."""
    before = session.workspace.settings
    quarter = QuarterRule(start=present_quarter(before, session.today()).start)
    wanted = before.changed(plan=before.plan.changed(style=style), quarter=quarter)
    if wanted != before:
        session.apply(Change("setting plan.style", settings=(before, wanted)))


def _schedule_object(found: Timetable) -> dict[str, Any]:
    return {
        "feasible": found.feasible,
        "peak": found.peak if isfinite(found.peak) else None,
        "days": [
            {"date": one.day, "reference": one.activity.reference, "hours": one.hours} for one in to_do(found)
        ],
        "weeks": [
            {"start": one.start, "budget_hours": one.budget, "used_hours": one.used, "band": one.band}
            for one in found.weeks
        ],
        "late": [
            {"reference": one.activity.reference, "finish": one.finish, "deadline": one.deadline} for one in found.late
        ],
        "overload": [
            {
                "from": one.first, "to": one.last, "need_hours": one.need, "have_hours": one.have,
                "activities": [activity.reference for activity in one.activities],
            }
            for one in found.overload
        ],
    }  # fmt: skip


def _schedule_lines(found: Timetable) -> Iterator[str]:
    yield f"{_title(found.quarter)}, {found.style}: {_verdict(found)}"
    yield ""
    yield text_table(["Week", "From", "Used", "Budget", "Onboarding", "Budget"], [*_week_rows(found)], left=2)
    after = sum(one.hours for one in to_do(found) if one.day > found.quarter.end)
    if after:
        yield from ("", f"{shown_hours(after)} h find no room before the quarter's end and come after it")
    if found.late:
        yield from ("", "Late")
    for one in found.late:
        finish = "never finished, for want of hours" if one.finish is None else f"finished on {one.finish}"
        yield from indented(f"{one.activity.reference}: due {one.deadline}, {finish}", 2)
    if found.overload:
        yield from ("", "Too much")
    for stretch in found.overload:
        yield from indented(_in_words(stretch, found.quarter), 2)


def _verdict(found: Timetable) -> str:
    if not found.feasible:
        return "not every deadline can be met"
    if not any(not block.spent for block in found.blocks):
        return "there is nothing to place"
    return f"every deadline is met, at most {found.peak * 100:.0f} % of a day"


def _week_rows(found: Timetable) -> Iterator[list[str]]:
    for number, (own, onboarding) in enumerate(zip(found.weeks, found.onboarding, strict=True), 1):
        yield [f"{number:>4}", str(own.start), *_use(own), *_use(onboarding)]


def _use(week: WeekUse) -> tuple[str, str]:
    return f"{shown_hours(week.used)} {week.band[0] if week.band else ' '}", shown_hours(week.budget)


def _in_words(one: OverloadedPeriod, quarter: Quarter) -> str:
    """An overloaded stretch: weeks 2-4 need 74 h, you have 60 h: A1, B2. Weeks after the quarter are counted on."""
    first, last = ((day - quarter.start) // timedelta(weeks=1) + 1 for day in (one.first, one.last))
    when = f"week {first} needs" if first == last else f"weeks {first}-{last} need"
    names = ", ".join(activity.reference for activity in one.activities)
    return f"{when} {shown_hours(one.need)} h, you have {shown_hours(one.have)} h: {names}"
