"""`changes`: what moved in the book since a day."""

from collections.abc import Iterator

import click

from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.cli.output.page_lines import hung, section
from csm_tui.cli.typed_values import read_day
from csm_tui.planning.changes.movement import Movement, change_object, movement
from csm_tui.planning.changes.wording import bands_in_words, move_in_words, sum_in_words
from csm_tui.planning.plan.present import first_monday


@click.command()
@click.option("--since", metavar="DATE", required=True, help='The day to compare with: 2026-10-01, "4 weeks ago", W1.')
@click.option("--until", metavar="DATE", help="The later day; today by default.")
@as_json
@pass_options
def changes(options: Options, since: str, until: str | None) -> None:
    """Tell what moved since a day: scores by the shares of their components, fields, outcomes, bands, clients."""
    session = options.open_to_show()
    today = session.today()
    quarter = first_monday(session.workspace, today)
    first = read_day("--since", since, today, quarter, past=True)
    last = today if until is None else read_day("--until", until, today, quarter)
    if first > last:
        raise click.BadParameter(f"--since: {first} is after {last}")
    found = movement(session.workspace, first, last)
    answer(options, [change_object(one) for one in found.clients], "\n".join(_lines(found)))


def _lines(found: Movement) -> Iterator[str]:
    yield f"From {found.since} to {found.until}: {sum_in_words(found)}"
    for one in found.clients:
        yield from hung(f"  {one.client.name}", "; ".join(move_in_words(one)), 24)
    yield from section("Bands", (f"  {line}" for line in bands_in_words(found)))
