"""`triage`, `candidates` and `plays`: who comes first and why, whom to ask, and what to do about it."""

from collections.abc import Iterator
from typing import Any

import click

from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.cli.output.page_lines import hung
from csm_tui.cli.output.text_table import text_table
from csm_tui.domain.values.hours import shown_hours
from csm_tui.planning.playbooks.offers import cases_of
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.playbook import Playbook, applies, read_playbook
from csm_tui.planning.playbooks.suggestions import Suggestion, suggestions
from csm_tui.planning.triage.candidates import Candidate, to_advocate, to_expand
from csm_tui.planning.triage.queue import queue_of
from csm_tui.resources import DATA


def usual_playbook() -> Playbook:
    """The plays that the program brings."""
    return read_playbook((DATA / "playbooks.toml").read_text(encoding="utf-8"))


@click.command()
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N clients.")
@as_json
@pass_options
def triage(options: Options, limit: int | None) -> None:
    """List the clients by urgency, each with the reasons and what to do first."""
    session = options.open_to_show()
    queue = queue_of(session.workspace, session.today())[:limit]
    found = suggestions(queue, session.workspace, usual_playbook().plays)
    answer(options, [_object(one) for one in found] if options.json else None, "\n".join(_lines(found)))


def _object(one: Suggestion) -> dict[str, Any]:
    return {
        "client": one.queued.row.client.name,
        "points": one.queued.points,
        "purpose": one.queued.purpose,
        "reasons": [reason._asdict() for reason in one.queued.reasons],
        "suggested": [{"play": play.id, "title": play.title, "hours": play.hours} for play in one.plays],
    }


def _lines(found: list[Suggestion]) -> Iterator[str]:
    if not found:
        yield "nobody is in the queue"
    for one in found:
        why = ", ".join(f"{reason.why} {reason.points}" for reason in one.queued.reasons) or "nothing is urgent"
        yield f"{one.queued.points:>4}  {one.queued.row.client.name}  {one.queued.purpose}"
        yield from hung("      ", why, 6)
        if one.plays:
            first = one.plays[0]
            count = len(first.activity)
            work = f"{count} {'activity' if count == 1 else 'activities'}, {shown_hours(first.hours)} h"
            yield f"      -> {first.title}: {work}"


@click.command()
@as_json
@pass_options
def candidates(options: Options) -> None:
    """List whom to ask for more and whom to ask to speak for us, and what blocks those who almost could be asked."""
    session = options.open_to_show()
    rows = [one.row for one in queue_of(session.workspace, session.today())]
    expand, advocate = to_expand(rows), to_advocate(rows)
    lists = {"expand": [_candidate(one) for one in expand], "advocate": [_candidate(one) for one in advocate]}
    text = "\n".join([*_listed("To ask for more", expand), "", *_listed("To ask to speak for us", advocate)])
    answer(options, lists if options.json else None, text)


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "client": one.row.client.name,
        "why": ", ".join(one.why),
        "blocked_by": ", ".join(one.blocked_by) or None,
    }


def _listed(title: str, found: list[Candidate]) -> Iterator[str]:
    yield title
    if not any(one.qualifies for one in found):
        yield "  nobody can be asked now"
    for one in found:
        said = ", ".join(one.why) if one.qualifies else f"not yet: {', '.join(one.blocked_by)}"
        yield from hung(f"  {one.row.client.name}", said, 24)


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
@pass_options
def plays(options: Options, context: click.Context) -> None:
    """List the plays, each with the clients to which it applies now."""
    if context.invoked_subcommand is not None:
        return
    session = options.open_to_show()
    workspace = session.workspace
    cases = cases_of([one.row for one in queue_of(workspace, session.today())], workspace)
    found = [(play, [case for case in cases if applies(play, case)]) for play in usual_playbook().plays]
    objects = [
        {
            "play": play.id, "title": play.title, "category": play.category, "hours": play.hours,
            "activities": len(play.activity), "clients": [case.row.client.name for case in fitting],
        }
        for play, fitting in found
    ]  # fmt: skip
    rows = [
        [play.title, play.category, shown_hours(play.hours), ", ".join(case.row.client.name for case in fitting) or "-"]
        for play, fitting in found
    ]
    answer(
        options,
        objects if options.json else None,
        text_table(["Play", "Category", "Hours", "Applies to"], rows, left=4),
    )


@plays.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@as_json
@pass_options
def check(options: Options, file: Any) -> None:
    """Check a playbook of your own, FILE, beside the plays that the program brings."""
    try:
        own = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"{file.name} cannot be read: {error}") from None
    usual = (DATA / "playbooks.toml").read_text(encoding="utf-8")
    book = read_playbook(usual, own)
    if book.problems:
        raise Refusal("; ".join(map(str, book.problems)))
    own_plays = _own(read_playbook(usual), book)
    said = f"sound: {len(own_plays)} of {len(book.plays)} plays are of the file"
    answer(options, {"plays": len(book.plays), "own": [play.id for play in own_plays]}, said)


def _own(usual: Playbook, book: Playbook) -> list[Play]:
    return [play for play in book.plays if usual.named(play.id) != play]
