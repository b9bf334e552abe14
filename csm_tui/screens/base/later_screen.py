"""The base of lists whose rows take too long to find, at ten thousand clients, for a key to wait for them."""

import gc
from asyncio import Event, to_thread
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from csm_tui.domain.workspace import Workspace
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.detailed_screen import DetailedScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.session import Session
from csm_tui.widgets import later

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
        self.settled = Event()
        """Set while the rows are those of the present workspace."""
        self._is_finding = False

    def show_workspace(self) -> None:
        known = self.session.workspace, self.session.today(), app_of(self.app).playbook()
        if known == self.known:
            return
        self.known = known
        if self._is_finding:
            return  # these are found next
        if len(self.session.workspace.clients) <= later.AT_ONCE:
            self.take(self.derive())
            self.settled.set()
        else:
            self._is_finding = True
            self.settled.clear()
            self.run_worker(self._find())

    async def _find(self) -> None:
        """Find the rows, in one thread at a time, until they are those of the present workspace."""
        found_of: Known | None = None
        gc.disable()  # it would go through all rows again and again while they are made, and hold every key up
        try:
            while found_of is not self.known:
                found_of = self.known
                rows = await to_thread(self.derive)
        finally:
            gc.enable()
        self._is_finding = False
        self.take(rows)
        self.settled.set()

    async def action_perform(self, identity: str, *numbers: int) -> None:
        """Carry out a command once the rows are found."""
        await self.ready.wait()
        await self.settled.wait()
        await super().action_perform(identity, *numbers)
