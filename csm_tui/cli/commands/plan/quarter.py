"""What the commands of the plan share: which quarter is meant, its plan and timetable, and an activity as JSON."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import click
from pydantic import ValidationError

from csm_tui.cli.completion.suggestions import options_of, quarters, suggesting, workspace_of
from csm_tui.cli.options import ShownWorkspace
from csm_tui.cli.typed_values import read_day
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.settings import QuarterRule, ScheduleStyle
from csm_tui.domain.values.time.quarter import WEEKS, Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import Plan, plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.schedule.timetable import CalendarBlock, Timetable, timetable_of
from csm_tui.session.changes import Change
from csm_tui.session.edits.plan_changes import in_quarter
from csm_tui.session.session import Session

_LENGTH = timedelta(weeks=WEEKS)


def _or_of_the_group(context: click.Context, _parameter: click.Parameter, text: str | None) -> str | None:
    """A quarter named before a command of a group holds for the command."""
    if text is not None or context.parent is None:
        return text
    inherited: str | None = context.parent.params.get("quarter")
    return inherited


quarter_option = click.option(
    "--quarter",
    metavar="DATE",
    shell_complete=quarters,
    callback=_or_of_the_group,
    help="Any day of the quarter that is meant; the present one by default.",
)


def plan_in(shown: ShownWorkspace, day: str | None) -> Plan:
    """Like `plan_on`, for the workspace that was opened."""
    return plan_on(shown.workspace, shown.today(), day)


def plan_on(workspace: Workspace, today: date, day: str | None) -> Plan:
    """The plan of the quarter in which a day lies that was typed for --quarter; of the present one without a day.

    Raises:
        click.BadParameter: it is no day, or no quarter can be counted from it.
    """
    start = present_quarter(workspace.settings, today).start
    try:
        if day is not None:
            start += (read_day("--quarter", day, today, start) - start) // _LENGTH * _LENGTH
        QuarterRule(start=start)  # refuses what is too far off to be planned
    except (OverflowError, ValidationError):
        raise click.BadParameter("--quarter: that quarter lies out of reach") from None
    return plan_of(workspace, Quarter(start))


def _plan_to_complete(context: click.Context) -> Plan:
    return plan_on(workspace_of(context), options_of(context).clock()(), context.params.get("quarter"))


def _references(context: click.Context, _typed: str) -> Iterator[str]:
    return (one.reference for one in _plan_to_complete(context).activities)


def _open_references(context: click.Context, _typed: str) -> Iterator[str]:
    return (one.reference for one in _plan_to_complete(context).activities if one.open)


references = suggesting(_references)
open_references = suggesting(_open_references)


def with_quarter_kept(change: Change, session: Session) -> Change:
    """The change of a plan, which also keeps where the present quarter starts if nothing was planned before."""
    return in_quarter(change, session.workspace, present_quarter(session.workspace.settings, session.today()))


def timetable_in(plan: Plan, shown: ShownWorkspace, style: ScheduleStyle | None = None) -> Timetable:
    """When what of a plan is done, from today on; the style is that of the settings by default."""
    workspace = shown.workspace
    return timetable_of(plan, time_budget(workspace, plan.quarter), workspace, shown.today(), style)


def to_do(found: Timetable) -> Iterator[CalendarBlock]:
    """The work still to be done, by day."""
    return (block for block in found.blocks if not block.spent)


def activity_object(activity: Activity, plan: Plan) -> dict[str, Any]:
    """An activity as JSON answers give it; its form is described in docs/json.md."""
    clients, others = plan.client_names(activity), plan.references(activity.dependencies)
    return activity.as_json() | {"clients": clients, "dependencies": others}
