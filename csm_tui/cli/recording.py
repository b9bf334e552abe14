"""`score`: write down what is known of a client."""

import click

from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.cli.portfolio import as_object
from csm_tui.domain.client import Client, with_typed
from csm_tui.domain.health import COMPONENTS
from csm_tui.domain.readers import read_score
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio import Row
from csm_tui.session.changes import Change, Edit

_MOST_NAMES = 10


@click.command()
@click.argument("client")
@click.argument("scores", nargs=-1, required=True, metavar="COMPONENT=SCORE...")
@as_json
@pass_options
def score(options: Options, client: str, scores: tuple[str, ...]) -> None:
    """Enter scores of CLIENT as of today: product=62 support=none.

    CLIENT is any part of the name that only one client has.
    """
    session = options.open_session()
    entries = _read_scores(scores)
    before = named(session.workspace, client)
    after = with_typed(before, entries, session.today())
    session.apply(Change(f"scores of {before.name}", (Edit(before, after),)))
    row = Row(session.workspace.clients[before.id], session.workspace.settings, session.today())
    shown = "no data" if row.health is None else f"{row.health} {row.health_band or ''}".rstrip()
    answer(options, as_object(row), f"{after.name}: health {shown}")


def named(workspace: Workspace, part: str) -> Client:
    """The client of that name, or the only one with that part in the name.

    Raises:
        Refusal: there is none, or there are several; it names them.
    """
    found = workspace.matching(part)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refusal(f"no client has {part!r} in the name")
    names = ", ".join(client.name for client in found[:_MOST_NAMES])
    more = f" and {len(found) - _MOST_NAMES} more" if len(found) > _MOST_NAMES else ""
    raise Refusal(f"several clients have {part!r} in the name: {names}{more}")


def _read_scores(pairs: tuple[str, ...]) -> dict[str, float | None]:
    entries: dict[str, float | None] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign or name not in COMPONENTS:
            raise click.BadParameter(f"{pair!r} is not like product=62; components: {', '.join(COMPONENTS)}")
        try:
            entries[name] = read_score(text)
        except ValueError as error:
            raise click.BadParameter(f"{name}: {error}") from None
    return entries
