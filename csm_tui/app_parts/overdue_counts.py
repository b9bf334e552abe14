"""How much is overdue on each screen, counted again only when the workspace or the day is another one."""

from collections.abc import Mapping
from datetime import date

from csm_tui.domain.workspace import Workspace


class OverdueCounts:
    """The counts for the top bar. The first screen does not wait for them: there are none until `enable`."""

    def __init__(self) -> None:
        self._enabled = False
        self._last: tuple[Workspace, date, Mapping[str, int]] | None = None

    def enable(self) -> None:
        """Count from now on."""
        self._enabled = True

    def of(self, workspace: Workspace, today: date) -> Mapping[str, int]:
        """How many things are overdue, by the id of the screen that shows them."""
        if not self._enabled:
            return {}
        from csm_tui.planning.waiting import overdue_activities, overdue_follow_ups

        if self._last is None or self._last[:2] != (workspace, today):
            counts = {
                "portfolio": overdue_follow_ups(workspace, today),
                "plan": overdue_activities(workspace, today),
            }
            self._last = workspace, today, counts
        return self._last[2]
