"""`score` and `touch`: write down what is known of a client, and what was said."""

import click

from csm_tui.cli.commands.portfolio.clients import risk_object
from csm_tui.cli.commands.portfolio.portfolio import as_object
from csm_tui.cli.completion.suggestions import clients, components
from csm_tui.cli.naming import client_named
from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.cli.typed_values import built, read_day, read_text
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.records.risk import Risk, RiskKind
from csm_tui.domain.records.touchpoint import Touchpoint, TouchpointKind
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.reading.readers import read_money, read_score
from csm_tui.planning.plan.present import first_monday
from csm_tui.planning.portfolio.rows import row_of
from csm_tui.planning.portfolio.wording import health_in_words
from csm_tui.session.changes import Change, Edit, addition


@click.command()
@click.argument("client", shell_complete=clients)
@click.argument("scores", nargs=-1, required=True, metavar="COMPONENT=SCORE...", shell_complete=components)
@as_json
@pass_options
def score(options: Options, client: str, scores: tuple[str, ...]) -> None:
    """Enter scores of CLIENT as of today: product=62 support=none.

    CLIENT is any part of the name that only one client has.
    """
    session = options.open_session()
    entries = _read_scores(scores)
    before = client_named(session.workspace, client)
    after = with_typed(before, entries, session.today())
    session.apply(Change(f"scores of {before.name}", (Edit(before, after),)))
    options.done = True
    row = row_of(session.workspace.clients[before.id], session.workspace, session.today())
    answer(options, as_object(row), f"{row.client.name}: health {health_in_words(row)}")


def _read_scores(pairs: tuple[str, ...]) -> dict[str, float | None]:
    entries: dict[str, float | None] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or name not in COMPONENTS:
            raise click.BadParameter(f"{pair!r} is not like product=62; components: {', '.join(COMPONENTS)}")
        try:
            entries[name] = read_score(text)
        except ValueError as error:
            raise click.BadParameter(f"{name}: {error}") from None
    return entries


@click.command()
@click.argument("client", shell_complete=clients)
@click.argument("note")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in TouchpointKind], case_sensitive=False),
    default=TouchpointKind.CALL.value,
    help="How you were in contact.",
)
@click.option("--follow-up", metavar="DATE", help='When to come back to it: 2026-03-16, friday, W7, "in 2 weeks".')
@click.option("--task", default="", metavar="TEXT", help="What is to be done then.")
@click.option("--promise", is_flag=True, help="We promised it to them.")
@click.option("--on", "day", metavar="DATE", help="The day of the contact; today by default.")
@as_json
@pass_options
def touch(
    options: Options, client: str, note: str, kind: str, follow_up: str | None, task: str, promise: bool,
    day: str | None,
) -> None:  # fmt: skip
    """Note a contact with CLIENT: what was said, what came of it, and what is to follow.

    CLIENT is any part of the name that only one client has. A NOTE of - is read from standard input, where it may have
    several lines.
    """
    session = options.open_session()
    today = session.today()
    for option, given in (("--task", task), ("--promise", promise)):
        if given and follow_up is None:
            raise click.BadParameter(f"{option}: say with --follow-up when it is due")
    quarter = first_monday(session.workspace, today)
    due = None if follow_up is None else read_day("--follow-up", follow_up, today, quarter)
    on = today if day is None else read_day("--on", day, today, quarter, past=True)
    # The client is found before the note is read, so that nobody types a note in vain.
    found = client_named(session.workspace, client)
    made = built(
        Touchpoint, {"note": "NOTE"}, client=found.id, day=on, kind=TouchpointKind(kind),
        note=read_text("the note", note), follow_up=due, task=task, promise=promise,
    )  # fmt: skip
    session.apply(addition(made))
    options.done = True
    name = session.workspace.clients[found.id].name
    answer(options, {"client": name, **made.as_json()}, _noted(name, made))


def _noted(name: str, touchpoint: Touchpoint) -> str:
    """The answer in one line."""
    due = "" if touchpoint.follow_up is None else f", follow-up due {touchpoint.follow_up}"
    task = f": {touchpoint.task}" if touchpoint.task else ""
    return f"{name}: {touchpoint.label} noted{due}{task}"


@click.group()
def risk() -> None:
    """Risks to the renewal of clients."""


@risk.command("add")
@click.argument("client", shell_complete=clients)
@click.argument("kind", type=click.Choice([kind.value for kind in RiskKind], case_sensitive=False))
@click.argument("text")
@click.option("--impact", metavar="ACV", help="The ACV that is at stake, such as 12,000.")
@click.option("--review", metavar="DATE", help='When to look at it again: 2026-03-16, friday, W7, "in 2 weeks".')
@click.option("--action", default="", metavar="TEXT", help="What is done about it.")
@as_json
@pass_options
def add_risk(
    options: Options, client: str, kind: str, text: str, impact: str | None, review: str | None, action: str
) -> None:
    """Note a risk to CLIENT: its KIND, and in TEXT what may happen.

    CLIENT is any part of the name that only one client has.
    """
    session = options.open_session()
    today = session.today()
    quarter = first_monday(session.workspace, today)
    found = client_named(session.workspace, client)
    made = built(
        Risk, {"text": "TEXT", "impact": "--impact"}, client=found.id, kind=RiskKind(kind), text=text, since=today,
        impact=None if impact is None else _read_impact(impact), action=action,
        review=None if review is None else read_day("--review", review, today, quarter),
    )  # fmt: skip
    session.apply(addition(made))
    options.done = True
    name = session.workspace.clients[found.id].name
    due = "" if made.review is None else f", to be reviewed on {made.review}"
    answer(options, {"client": name, **risk_object(made)}, f"{name}: {made.label} noted{due}")


def _read_impact(text: str) -> float:
    try:
        return read_money(text)
    except ValueError as error:
        raise click.BadParameter(f"--impact: {error}") from None
