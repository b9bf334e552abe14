"""Finding the engagement of a client that a command means."""

from csm_tui.cli.naming import any_named, listed
from csm_tui.cli.options import Refusal
from csm_tui.cli.typed_values import built
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.values.phases import FIRST_ENGAGEMENT
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.engagements import engagements_of


def engagement_named(workspace: Workspace, client: Client, part: str | None) -> Engagement:
    """The engagement that is meant, or a new one; without a name the only one, or the first.

    Raises:
        Refusal: several may be meant; it names them.
    """
    known = engagements_of(workspace, client)
    if part is not None:
        found = any_named(part, known, lambda one: one.name, Engagement.PLURAL)
        return found or built(Engagement, {"name": "--engagement"}, client=client.id, name=part)
    if len(known) > 1:
        names = listed(one.name for one in known)
        raise Refusal(f"{client.name} has several engagements, name one with --engagement: {names}")
    return known[0] if known else Engagement(client=client.id, name=FIRST_ENGAGEMENT)
