"""The base of lists whose rows take too long to find, at ten thousand clients, for a key to wait for them."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from csm_tui.domain.workspace import Workspace
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.detailed_screen import DetailedScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.session import Session
from csm_tui.widgets import later
from csm_tui.widgets.later import Later

if TYPE_CHECKING:
    from csm_tui.planning.playbooks.playbook import Playbook

Listed = TypeVar("Listed")
Known = tuple[Workspace, date, "Playbook"]
"""What the rows follow from."""


class LaterScreen(DetailedScreen[Listed], Generic[Listed]):
    """The rows are found by `derive`, which must touch no widget: with many clients it runs in a thread. Until that has
    ended the rows of before stand, and commands wait, so that each works on what is seen."""

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self.known: Known | None = None
        self._later: Later[Known, Mapping[str, Listed]] = Later(self, lambda _: self.derive(), self.take)
        self.settled = self._later.settled
        """Set while the rows are those of the present workspace."""

    def show_workspace(self) -> None:
        if self._present() != self.known:
            self.find_again()

    def find_again(self) -> None:
        """Find the rows, also where they follow from something else than the workspace that changed."""
        self.known = self._present()
        self._later.ask(self.known, at_once=len(self.session.workspace.clients) <= later.AT_ONCE)

    def _present(self) -> Known:
        return self.session.workspace, self.session.today(), app_of(self.app).playbook()

    async def action_perform(self, identity: str, *numbers: int) -> None:
        """Carry out a command once the rows are found."""
        await self.ready.wait()
        await self.settled.wait()
        await super().action_perform(identity, *numbers)
