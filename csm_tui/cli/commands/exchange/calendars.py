"""`import calendar` and `calendars`: appointments that take hours off the days."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from csm_tui.cli.commands.plan.quarter import plan_in, quarter_option, with_quarter_kept
from csm_tui.cli.completion.suggestions import calendar_names
from csm_tui.cli.file_parameter import STANDARD_STREAM, FilePath
from csm_tui.cli.files import file_name, read_in, take_in
from csm_tui.cli.naming import fitting, listed, one_named
from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.cli.output.messages import warn
from csm_tui.cli.output.text_table import text_table
from csm_tui.domain.records.person.calendar import Calendar
from csm_tui.domain.text import safe_text
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.exchange.calendar.found import EventSeries
from csm_tui.exchange.calendar.taking import Taking, days_read, own_titles, taken_in_before
from csm_tui.exchange.calendar.told import aside, note, renewed, taken_text, unread, when
from csm_tui.planning.plan.calendars import TakenIn, calendars_taken_in
from csm_tui.session.changes import Change, Edit, deletion
from csm_tui.session.session import Session


@click.command("calendar")
@click.argument("file", type=FilePath(to_read=True))
@click.option("--dry-run", is_flag=True, help="Only list what is in it, and what would count.")
@click.option("--leave-out", multiple=True, metavar="TITLE", help="Do not count these: any part of their title.")
@click.option("--count", "count", multiple=True, metavar="TITLE", help="Count these, although they would not count.")
@quarter_option
@as_json
@pass_options
def import_calendar(
    options: Options, file: Path, dry_run: bool, leave_out: tuple[str, ...], count: tuple[str, ...],
    quarter: str | None,
) -> None:  # fmt: skip
    """Take the appointments of an iCalendar file in: they take their hours off the days.

    A year from the start of the quarter is read. What was taken in of the same calendar before is replaced, and what
    was decided of its events stays. Events that break a rule are named, the others taken. With - for FILE it is read
    from standard input.
    """
    session = options.open_session()
    taking = _read(session, file, plan_in(session, quarter).quarter)
    found = taking.found
    if found.unread and not found.series:
        raise Refusal(f"nothing came in: {'; '.join(f'{title}: {why}' for title, why in unread(found))}")
    chosen = (taking.usual - _named(leave_out, taking, "--leave-out")) | _named(count, taking, "--count")
    if not dry_run:
        _take(options, session, taking, chosen)
    for title, why in unread(found):
        warn(f"not read: {title}: {why}")
    answer(options, _object(taking, chosen, session), "\n".join(_text(taking, chosen, session, dry_run)))


def _read(session: Session, file: Path, quarter: Quarter) -> Taking:
    """What a file holds for a quarter and those after it, and whose place it takes."""
    from csm_tui.exchange.calendar.reading_process import read_calendar_apart  # other imports do without it

    first, last = days_read(quarter.start)
    workspace = session.workspace
    found = read_in(file, lambda data: read_calendar_apart(data, first, last, own_titles(workspace)))
    path = "" if file == STANDARD_STREAM else safe_text(str(file.absolute()))
    return Taking(found, found.name or file_name(file), path, taken_in_before(found, path, workspace), first, last)


def _take(options: Options, session: Session, taking: Taking, chosen: frozenset[str]) -> None:
    pairs = taking.changes(chosen, session.workspace, session.today())
    change = Change(f"appointments of {taking.name}", tuple(Edit(*pair) for pair in pairs), backup="import")
    take_in(options, session, with_quarter_kept(change, session))


def _named(parts: Sequence[str], taking: Taking, option: str) -> frozenset[str]:
    """The keys of the series that parts of their titles name."""
    series = taking.found.series
    keys: set[str] = set()
    for part in parts:
        named = [one.key for one in fitting(part, series, lambda one: one.title)]
        named += [one.key for one in series if one.title == part]
        if not named:
            titles = listed({one.title for one in series})
            raise click.BadParameter(f"{option}: no event has {part!r} in its title; there are: {titles}")
        keys.update(named)
    return frozenset(keys)


def _text(taking: Taking, chosen: frozenset[str], session: Session, dry_run: bool) -> Iterator[str]:
    rows, hours_of = [], taking.hours_of_each(session.workspace)
    for one in sorted(taking.found.series, key=lambda one: (one.key not in chosen, one.spells[0])):
        hours = hours_of[one.key]
        counts = "left out" if one.key not in chosen else "counts" if hours else "no hours"
        rows.append((counts, one.title, when(one, session.today()), note(taking, one, hours), shown_hours(hours)))
    if rows:
        yield text_table(("", "Event", "When", "Note", "Hours"), rows, left=4)
    yield from aside(taking)
    hours_taken = taken_text(taking.hours(chosen, session.workspace))
    yield f"{taking.name}: {'would take' if dry_run else 'takes'} {hours_taken}"


def _object(taking: Taking, chosen: frozenset[str], session: Session) -> dict[str, Any]:
    days, hours_of = taking.hours(chosen, session.workspace), taking.hours_of_each(session.workspace)
    return {
        "calendar": taking.name,
        "from": taking.first,
        "to": taking.last,
        "hours": sum(days.values()),
        "days": len(days),
        "replaces": None if taking.before is None else taking.before.name,
        "events": [
            {
                "title": one.title,
                "counts": one.key in chosen,
                "note": note(taking, one, hours),
                "hours": hours,
                "times": [{"date": day, "begin": begin, "end": end} for day, begin, end in _clock_times(one)],
            }
            for one in taking.found.series
            for hours in [hours_of[one.key]]
        ],
        "not_read": [{"title": one.title, "problem": one.why} for one in taking.found.unread],
        "own": taking.found.own,
        "outside": taking.found.outside,
    }


def _clock_times(series: EventSeries) -> Iterator[tuple[Any, str, str]]:
    from csm_tui.domain.values.time.clock import shown_time

    for spell in series.spells:
        yield spell.day, shown_time(spell.begin), shown_time(spell.end)


@click.group("calendars", invoke_without_command=True)
@quarter_option
@as_json
@click.pass_context
@pass_options
def calendars(options: Options, context: click.Context, quarter: str | None) -> None:
    """List the calendars that were taken in, with the hours that each takes from the quarter."""
    if context.invoked_subcommand is not None:
        return
    session = options.open_to_show()
    when = plan_in(session, quarter).quarter
    found = [(one, one.hours(session.workspace, when)) for one in calendars_taken_in(session.workspace).values()]
    answer(options, [_as_listed(one, hours) for one, hours in found], "\n".join(_listed(found)))


def _as_listed(one: TakenIn, hours: float) -> dict[str, Any]:
    read = None if one.calendar is None else one.calendar.read
    return {"name": one.name, "hours": hours, "read": read, "file": one.file or None}


def _listed(found: Sequence[tuple[TakenIn, float]]) -> Iterator[str]:
    if not found:
        yield "none was taken in; csm-tui import calendar FILE takes one in"
        return
    rows = [(one.name, str(listed["read"] or ""), one.file, shown_hours(hours)) for one, hours in found
            for listed in [_as_listed(one, hours)]]  # fmt: skip
    yield text_table(("Calendar", "Read", "File", "Hours"), rows, left=3)


@calendars.command("renew")
@click.argument("name", shell_complete=calendar_names)
@quarter_option
@as_json
@pass_options
def renew(options: Options, name: str, quarter: str | None) -> None:
    """Read the file of a calendar again; NAME is any part of its name. What was decided of its events stays."""
    session = options.open_session()
    one = _calendar_named(session, name)
    if not one.file:
        raise Refusal(f"it is not known where {one.name} was; csm-tui import calendar FILE reads it from its file")
    taking = _read(session, Path(one.file), plan_in(session, quarter).quarter)
    _take(options, session, taking, taking.usual)
    taken = taken_text(taking.hours(taking.usual, session.workspace))
    told = "; ".join((f"{taking.name}: takes {taken}", *renewed(taking)))
    answer(options, _object(taking, taking.usual, session), told)


@calendars.command("remove")
@click.argument("name", shell_complete=calendar_names)
@as_json
@pass_options
def remove(options: Options, name: str) -> None:
    """Remove a calendar with all its appointments; NAME is any part of its name."""
    session = options.open_session()
    one = _calendar_named(session, name)
    take_in(options, session, replace(deletion(one.records, session.workspace), backup="bulk-delete"))
    answer(options, {"removed": one.name}, f"removed {one.name}")


def _calendar_named(session: Session, name: str) -> TakenIn:
    found = calendars_taken_in(session.workspace).values()
    return one_named(name, found, lambda one: one.name, (Calendar.NOUN, Calendar.PLURAL))
