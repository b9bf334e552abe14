"""The open follow-ups of all clients."""

from dataclasses import dataclass
from datetime import date

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.workspace import Workspace


@dataclass(frozen=True)
class FollowUp:
    """An open follow-up and its client."""

    client: Client
    touchpoint: Touchpoint

    @property
    def due(self) -> date:
        return self.touchpoint.follow_up or date.max

    def overdue(self, today: date) -> bool:
        """Whether its day is before today."""
        return self.due < today


def follow_ups(workspace: Workspace) -> list[FollowUp]:
    """The open follow-ups of all clients that have not churned, sorted by day and then by the client's name."""
    found = [
        FollowUp(client, touchpoint)
        for touchpoint in workspace.table(Touchpoint).records.values()
        if touchpoint.open
        and (client := workspace.clients.get(touchpoint.client)) is not None
        and client.status is not ClientStatus.CHURNED
    ]
    return sorted(found, key=lambda one: (one.due, natural_key(one.client.name)))
