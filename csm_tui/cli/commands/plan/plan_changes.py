"""`plan add`, `plan done`, `plan log` and `plan drop`: change one activity of the quarter's plan."""

from difflib import SequenceMatcher

import click

from csm_tui.cli.commands.plan.quarter import (
    activity_object,
    open_references,
    plan_in,
    quarter_option,
    references,
    with_quarter_kept,
)
from csm_tui.cli.completion.suggestions import clients
from csm_tui.cli.naming import client_named
from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.cli.output.messages import warn
from csm_tui.cli.typed_values import built, read_day
from csm_tui.domain.record import LINE_LIMIT, new_id
from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus, Category, LogEntry
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.time.hours import read_hours, shown_hours
from csm_tui.exchange.plan.plan_import import deadline_warnings
from csm_tui.planning.plan.plan import Plan, plan_of
from csm_tui.session.changes import Change
from csm_tui.session.edits.plan_changes import added, dropped, finished, logged, refuse_circle
from csm_tui.session.session import Session

_NEAREST = 3


@click.command()
@click.argument("reference")
@click.option(
    "--client", "clients", multiple=True, metavar="NAME", shell_complete=clients, help="For whom: any part of the name."
)
@click.option(
    "--category",
    type=click.Choice([one.value for one in Category], case_sensitive=False),
    default=Category.OTHER.value,
    help="What it is for.",
)
@click.option("--description", default="", metavar="TEXT", help="What is done.")
@click.option("--purpose", default="", metavar="TEXT", help="Which challenge it helps to solve.")
@click.option("--results", default="", metavar="TEXT", help="The intended outcome.")
@click.option("--measurement", default="", metavar="TEXT", help="How the result will be judged.")
@click.option("--hours", required=True, metavar="HOURS", help="All hours to diarise: 2.5, 2h30 or 90m.")
@click.option("--deadline", metavar="DATE", help='To be accomplished by: 2026-03-16, 15 Dec, W7, "in 2 weeks".')
@click.option("--earliest", metavar="DATE", help="Not before this day.")
@click.option(
    "--after", multiple=True, metavar="REFERENCE", shell_complete=references, help="An activity to be finished first."
)
@click.option("--notes", default="", metavar="TEXT", help="Anything worth knowing.")
@quarter_option
@as_json
@pass_options
def add(
    options: Options, /, reference: str, clients: tuple[str, ...], hours: str, deadline: str | None,
    earliest: str | None, after: tuple[str, ...], quarter: str | None, **texts: str,
) -> None:  # fmt: skip
    """Add an activity to the plan. No other one of the plan may have its REFERENCE."""
    session = options.open_session()
    plan, today = plan_in(session, quarter), session.today()
    _refuse_second(reference, plan)
    identity = new_id()
    made = built(
        Activity,
        {"reference": "REFERENCE"},
        id=identity,
        quarter=plan.quarter.start,
        reference=reference,
        clients=tuple(dict.fromkeys(client_named(session.workspace, name).id for name in clients)),
        hours=_read_hours("--hours", hours),
        deadline=None if deadline is None else read_day("--deadline", deadline, today, plan.quarter.start),
        earliest=None if earliest is None else read_day("--earliest", earliest, today, plan.quarter.start),
        dependencies=tuple(dict.fromkeys(_waited_for(one, reference, identity, plan) for one in after)),
        **texts,
    )
    try:
        refuse_circle(made, plan)
    except ValueError as error:
        raise Refusal(str(error)) from None
    said = f"{made.reference} added: {shown_hours(made.hours)} h, due {plan.deadline(made)}"
    _change(options, session, plan, added([made]), said)
    for warning in (*deadline_warnings(made, plan), *_dropped_warnings(made, plan)):
        warn(warning)


@click.command()
@click.argument("reference", shell_complete=open_references)
@click.option(
    "--result",
    type=click.Choice([one.value for one in ActivityOutcome], case_sensitive=False),
    default=ActivityOutcome.MET.value,
    help="How far the intended results were reached.",
)
@quarter_option
@as_json
@pass_options
def done(options: Options, reference: str, result: str, quarter: str | None) -> None:
    """Say that the activity REFERENCE is done, and with what result."""
    session = options.open_session()
    plan = plan_in(session, quarter)
    activity = _activity(reference, plan)
    _change(options, session, plan, finished(activity, ActivityOutcome(result)), f"{activity.reference} done: {result}")


@click.command()
@click.argument("reference", shell_complete=open_references)
@click.argument("hours")
@click.option("--on", "day", metavar="DATE", help="The day on which they were spent; today by default.")
@click.option("--note", default="", metavar="TEXT", help="What was done.")
@quarter_option
@as_json
@pass_options
def log(options: Options, reference: str, hours: str, day: str | None, note: str, quarter: str | None) -> None:
    """Note HOURS that were spent on the activity REFERENCE: 2.5, 2h30 or 90m."""
    session = options.open_session()
    plan, today = plan_in(session, quarter), session.today()
    activity = _activity(reference, plan)
    if activity.status is ActivityStatus.DROPPED:
        raise Refusal(f"{activity.reference} was dropped: no hours are spent on it")
    on = today if day is None else read_day("--on", day, today, plan.quarter.start, past=True)
    entry = built(LogEntry, {"hours": "HOURS"}, day=on, hours=_read_hours("HOURS", hours), note=note)
    change = logged(activity, entry)
    spent = f"{shown_hours(activity.logged + entry.hours)} of {shown_hours(activity.hours)} h are spent"
    said = f"{activity.reference}: {shown_hours(entry.hours)} h on {on} noted, {spent}"
    _change(options, session, plan, change, said)


@click.command()
@click.argument("reference", shell_complete=open_references)
@quarter_option
@as_json
@pass_options
def drop(options: Options, reference: str, quarter: str | None) -> None:
    """Give the activity REFERENCE up; what waits for it goes on without it."""
    session = options.open_session()
    plan = plan_in(session, quarter)
    activity = _activity(reference, plan)
    _change(options, session, plan, dropped(activity), f"{activity.reference} dropped")
    waiting = [one.reference for one in plan.dependents(activity) if one.open]
    if waiting:
        warn(f"{activity.reference} was dropped: that counts as met for {', '.join(waiting)}")


def _change(options: Options, session: Session, plan: Plan, change: Change, said: str) -> None:
    """Make the change of one activity and answer with what became of it."""
    session.apply(with_quarter_kept(change, session))
    options.done = True
    changed = next(one for edit in change.edits if isinstance(one := edit.after, Activity))
    now = plan_of(session.workspace, plan.quarter)
    answer(options, activity_object(now.by_id[changed.id], now), said)


def _activity(reference: str, plan: Plan) -> Activity:
    """The activity with that reference, ignoring case.

    Raises:
        Refusal: there is none; it names the nearest ones.
    """
    wanted = clean_line(reference)
    found = plan.named(wanted)
    if found is not None:
        return found
    problem = f"there is no activity {wanted[:LINE_LIMIT]!r} in the plan from {plan.quarter.start}"
    if not plan.activities:
        raise Refusal(f"{problem}, which is empty")
    raise Refusal(f"{problem}; the nearest: {', '.join(_nearest(wanted, plan))}")


def _nearest(reference: str, plan: Plan) -> list[str]:
    """The most similar references, the most similar first."""
    matcher = SequenceMatcher(None, b=fold(reference)[:LINE_LIMIT])

    def likeness(activity: Activity) -> float:
        matcher.set_seq1(fold(activity.reference))
        return matcher.ratio()

    return [one.reference for one in sorted(plan.activities, key=likeness, reverse=True)[:_NEAREST]]


def _refuse_second(reference: str, plan: Plan) -> None:
    other = plan.named(clean_line(reference))
    if other is not None:
        raise Refusal(f"there is an activity {other.reference} in the plan from {plan.quarter.start} already")


def _waited_for(reference: str, own: str, identity: str, plan: Plan) -> str:
    """The id of what an activity waits for; its own reference makes a circle, which is refused by its name."""
    return identity if fold(clean_line(reference)) == fold(clean_line(own)) else _activity(reference, plan).id


def _dropped_warnings(activity: Activity, plan: Plan) -> list[str]:
    others = [plan.by_id[key] for key in activity.dependencies]
    return [
        f"{activity.reference} waits for {one.reference}, which was dropped: that counts as met"
        for one in others
        if one.status is ActivityStatus.DROPPED
    ]


def _read_hours(name: str, text: str) -> float:
    try:
        return read_hours(text)
    except ValueError as error:
        raise click.BadParameter(f"{name}: {error}") from None
