"""What presses on each screen, looked up again only when the workspace or the day is another one."""

from collections.abc import Mapping
from datetime import date

from csm_tui.domain.workspace import Workspace
from csm_tui.planning.today.agenda import Agenda, DatedKind, agenda


class OverdueCounts:
    """The counts for the top bar, and the clients for whom something is to be done today."""

    def __init__(self) -> None:
        self._last: tuple[Workspace, date, Agenda] | None = None

    def of(self, workspace: Workspace, today: date) -> Mapping[str, int]:
        """How many things are overdue, by the id of the screen that shows them."""
        found = self._agenda(workspace, today)
        return {
            "portfolio": found.overdue(DatedKind.PROMISE, DatedKind.FOLLOW_UP),
            "today": found.overdue(),
            "plan": found.overdue(DatedKind.ACTIVITY),
        }

    def pressing(self, workspace: Workspace, today: date) -> Mapping[str, int]:
        """By how many days the oldest thing is late that is to be done today for a client, by the client's id."""
        return self._agenda(workspace, today).pressing

    def _agenda(self, workspace: Workspace, today: date) -> Agenda:
        if self._last is None or self._last[:2] != (workspace, today):
            self._last = workspace, today, agenda(workspace, today)
        return self._last[2]
