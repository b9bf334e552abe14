"""Finding the roadmaps of a client that a command means."""

import click

from csm_tui.cli.completion.suggestions import clients, engagements
from csm_tui.cli.naming import client_named, one_named
from csm_tui.cli.options import Refusal, ShownWorkspace
from csm_tui.domain.records.engagements.roadmap import Roadmap
from csm_tui.planning.roadmap.briefings import Briefing, briefings

roadmap_client = click.option(
    "--client", "part", required=True, metavar="NAME", shell_complete=clients,
    help="Whose roadmap: any part of the name.",
)  # fmt: skip
roadmap_engagement = click.option(
    "--engagement", metavar="NAME", shell_complete=engagements,
    help="Only that of this engagement: any part of its name.",
)  # fmt: skip


def roadmaps_named(shown: ShownWorkspace, part: str, engagement: str | None) -> list[Briefing]:
    """The roadmaps of a client, or the one of an engagement of theirs, each by any part of its name.

    Raises:
        Refusal: there is none, or several are named.
    """
    client = client_named(shown.workspace, part)
    found = [one for one in briefings(shown.workspace, shown.today()) if one.client is client]
    if not found:
        raise Refusal(f"{client.name} has no roadmap")
    return of_engagement(found, engagement)


def of_engagement(found: list[Briefing], name: str | None) -> list[Briefing]:
    """The one of an engagement, by any part of its name; all without a name.

    Raises:
        Refusal: there is none, or several are named.
    """
    if name is None:
        return found
    return [one_named(name, found, lambda one: one.engagement.name, ("roadmap", Roadmap.PLURAL))]
