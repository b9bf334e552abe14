"""How much is overdue on each screen, counted again only when the workspace or the day is another one."""

from collections.abc import Mapping
from datetime import date

from csm_tui.domain.workspace import Workspace
from csm_tui.planning.waiting import overdue_activities, overdue_follow_ups


class OverdueCounts:
    """The counts for the top bar."""

    def __init__(self) -> None:
        self._last: tuple[Workspace, date, Mapping[str, int]] | None = None

    def of(self, workspace: Workspace, today: date) -> Mapping[str, int]:
        """How many things are overdue, by the id of the screen that shows them."""
        if self._last is None or self._last[:2] != (workspace, today):
            counts = {
                "portfolio": overdue_follow_ups(workspace, today),
                "plan": overdue_activities(workspace, today),
            }
            self._last = workspace, today, counts
        return self._last[2]
