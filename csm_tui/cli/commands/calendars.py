"""`import calendar`: take the appointments of a calendar file in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from csm_tui.cli.commands.plan.quarter import plan_in, quarter_option, with_quarter_kept
from csm_tui.cli.files import file_name, read_in, take_in
from csm_tui.cli.naming import fitting, listed
from csm_tui.cli.options import STANDARD_STREAM, FilePath, Options, Refusal, answer, as_json, pass_options, warn
from csm_tui.cli.output.text_table import text_table
from csm_tui.domain.values.hours import shown_hours
from csm_tui.domain.values.text import safe_text
from csm_tui.exchange.calendar.found import Series
from csm_tui.exchange.calendar.reading_process import read_calendar_apart
from csm_tui.exchange.calendar.taking import Taking, days_read, own_titles, taken_in_before
from csm_tui.exchange.calendar.told import aside, note, taken_text, unread, when
from csm_tui.session.changes import Change, Edit
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
    first, last = days_read(plan_in(session, quarter).quarter.start)
    workspace = session.workspace
    found = read_in(file, lambda data: read_calendar_apart(data, first, last, own_titles(workspace)))
    path = "" if file == STANDARD_STREAM else safe_text(str(file.absolute()))
    name = found.name or file_name(file)
    taking = Taking(found, name, path, taken_in_before(found, path, workspace), first, last)
    if found.unread and not found.series:
        raise Refusal(f"nothing came in: {'; '.join(f'{title}: {why}' for title, why in unread(found))}")
    chosen = (taking.usual - _named(leave_out, taking, "--leave-out")) | _named(count, taking, "--count")
    if not dry_run:
        pairs = taking.changes(chosen, workspace, session.today())
        change = Change(f"appointments of {name}", tuple(Edit(*pair) for pair in pairs), backup="import")
        take_in(options, session, with_quarter_kept(change, session))
    for title, why in unread(found):
        warn(f"not read: {title}: {why}")
    answer(options, _object(taking, chosen, session), "\n".join(_text(taking, chosen, session, dry_run)))


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


def _hours(series: Series, taking: Taking, session: Session) -> float:
    return sum(taking.hours({series.key}, session.workspace).values())


def _text(taking: Taking, chosen: frozenset[str], session: Session, dry_run: bool) -> Iterator[str]:
    rows = []
    for one in sorted(taking.found.series, key=lambda one: (one.key not in chosen, one.spells[0])):
        hours = _hours(one, taking, session)
        counts = "counts" if one.key in chosen else "left out"
        rows.append((counts, one.title, when(one, session.today()), note(one, hours), shown_hours(hours)))
    if rows:
        yield text_table(("", "Event", "When", "Note", "Hours"), rows, left=4)
    yield from aside(taking)
    hours_taken = taken_text(taking.hours(chosen, session.workspace))
    yield f"{taking.name}: {'would take' if dry_run else 'takes'} {hours_taken}"


def _object(taking: Taking, chosen: frozenset[str], session: Session) -> dict[str, Any]:
    days = taking.hours(chosen, session.workspace)
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
                "note": note(one, hours),
                "hours": hours,
                "times": [{"date": day, "begin": begin, "end": end} for day, begin, end in _clock_times(one)],
            }
            for one in taking.found.series
            for hours in [_hours(one, taking, session)]
        ],
        "not_read": [{"title": one.title, "problem": one.why} for one in taking.found.unread],
        "own": taking.found.own,
        "outside": taking.found.outside,
    }


def _clock_times(series: Series) -> Iterator[tuple[Any, str, str]]:
    from csm_tui.domain.values.clock import shown_time

    for spell in series.spells:
        yield spell.day, shown_time(spell.begin), shown_time(spell.end)
