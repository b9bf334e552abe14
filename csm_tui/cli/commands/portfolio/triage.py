"""`triage`, `candidates` and `plays`: who comes first and why, whom to ask, and what to do about it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from csm_tui.cli.file_parameter import STANDARD_STREAM, FilePath, standard_input
from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.cli.output.messages import warn
from csm_tui.cli.output.page_lines import hung, indented
from csm_tui.cli.output.text_table import text_table
from csm_tui.domain.records.activity import Category
from csm_tui.domain.values.reading.toml_text import decoded
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.planning.playbooks.offering.suggestions import Suggestion, suggestions
from csm_tui.planning.playbooks.playbook import read_playbook
from csm_tui.planning.triage.queue import queue_of
from csm_tui.session.user_files.plays_file import usual_plays

if TYPE_CHECKING:  # what one command alone needs loads with it
    from csm_tui.planning.triage.candidate_rows import CandidateRow


@click.command()
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N clients.")
@as_json
@pass_options
def triage(options: Options, limit: int | None) -> None:
    """List the clients by urgency, each with the reasons and what to do first."""
    session = options.open_to_show()
    queue = queue_of(session.workspace, session.today())
    found = suggestions(queue, session.workspace, options.playbook().plays, limit)
    lines = [line for one in found for line in suggestion_lines(one)] or ["nobody is in the queue"]
    answer(options, [suggestion_object(one) for one in found] if options.json else None, "\n".join(lines))


def suggestion_object(one: Suggestion) -> dict[str, Any]:
    """A client in the queue as JSON answers give it."""
    return {
        "client": one.queued.row.client.name,
        "points": one.queued.points,
        "purpose": one.queued.purpose,
        "reasons": [reason._asdict() for reason in one.queued.reasons],
        "suggested": [
            {"play": play.id, "title": play.title, "hours": work.hours}
            for play, work in zip(one.offer.plays, one.works, strict=True)
        ],
    }


def suggestion_lines(one: Suggestion) -> Iterator[str]:
    """A client in the queue as a page shows it: its points, why, and the play to begin with."""
    yield from hung(f"{one.queued.points:>4}  ", f"{one.queued.row.client.name}  {one.queued.purpose}", 6)
    yield from indented(one.queued.why, 6)
    for text in plays_in_short(one)[:1]:
        yield from indented(f"-> {text}", 6)
    for snooze in one.offer.put_off:
        yield from indented(f"{snooze.what} put off until {full_day(snooze.until)}: {snooze.reason}", 6)


def plays_in_short(one: Suggestion) -> list[str]:
    """The plays that are offered for a client, each with how much work it is."""
    return [f"{play.title}: {work.in_words}" for play, work in zip(one.offer.plays, one.works, strict=True)]


@click.command()
@as_json
@pass_options
def candidates(options: Options) -> None:
    """List whom to ask for more and whom to ask to speak for us, and what blocks those who almost could be asked."""
    from csm_tui.planning.triage.candidate_rows import candidate_rows

    session = options.open_to_show()
    rows = candidate_rows(session.workspace, session.today())
    expand, advocate = (
        [one for one in rows if one.category is category] for category in (Category.EXPAND, Category.ADVOCATE)
    )  # fmt: skip
    lists = {"expand": [_candidate(one) for one in expand], "advocate": [_candidate(one) for one in advocate]}
    text = "\n".join([*_listed("To ask for more", expand), "", *_listed("To ask to speak for us", advocate)])
    answer(options, lists if options.json else None, text)


def _candidate(one: "CandidateRow") -> dict[str, Any]:
    return {
        "client": one.row.client.name,
        "why": _why(one),
        "blocked_by": ", ".join(one.candidate.blocked_by) or None,
    }


def _why(one: "CandidateRow") -> str:
    return ", ".join((*one.candidate.why, *filter(None, (one.in_plan,))))


def _listed(title: str, found: "list[CandidateRow]") -> Iterator[str]:
    yield title
    if not any(one.candidate.qualifies for one in found):
        yield "  nobody can be asked now"
    for one in found:
        said = _why(one) if one.candidate.qualifies else f"not yet: {', '.join(one.candidate.blocked_by)}"
        yield from hung(f"  {one.row.client.name}", said, 24)


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
@pass_options
def plays(options: Options, context: click.Context) -> None:
    """List the plays, each with the clients to which it applies now."""
    if context.invoked_subcommand is not None:
        return
    from csm_tui.planning.playbooks.play_list.listed import play_rows

    session = options.open_to_show()
    found = [row for row in play_rows(options.playbook(), session.workspace, session.today()) if not row.play.off]
    objects = [
        {
            "play": one.play.id, "title": one.play.title, "category": one.play.category, "hours": one.play.hours,
            "activities": len(one.play.activity), "origin": one.origin, "clients": list(one.names),
        }
        for one in found
    ]  # fmt: skip
    rows = [
        [one.play.title, one.play.category, shown_hours(one.play.hours), ", ".join(one.names) or "-"] for one in found
    ]
    answer(
        options,
        objects if options.json else None,
        text_table(["Play", "Category", "Hours", "Applies to"], rows, left=4),
    )


@plays.command()
@click.argument("file", type=FilePath(to_read=True))
@as_json
@pass_options
def check(options: Options, file: Path) -> None:
    """Check a playbook of your own, FILE, beside the plays that the program brings."""
    from csm_tui.session.user_files.files import read_file

    try:
        own = decoded(standard_input() if file == STANDARD_STREAM else read_file(file))
    except ValueError as error:
        raise Refusal(f"{file} cannot be read: {error}") from None
    book = read_playbook(usual_plays(), own)
    own_plays = book.own()
    found = {
        "plays": len(book.plays), "own": [play.id for play in own_plays],
        "problems": [problem._asdict() for problem in book.problems],
    }  # fmt: skip
    if not book.problems:
        answer(options, found, f"sound: {len(own_plays)} of {len(book.plays)} plays are of the file")
        return
    for problem in book.problems:
        warn(str(problem))
    if options.json:
        answer(options, found, "")
    raise Refusal(f"{file} is not sound")
