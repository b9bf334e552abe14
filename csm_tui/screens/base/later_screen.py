"""The base of lists whose rows take too long to find, at ten thousand clients, for a key to wait for them."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import on
from textual.message import Message

from csm_tui.domain.workspace import Workspace
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.detailed_screen import DetailedScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.session import Session

if TYPE_CHECKING:
    from csm_tui.planning.playbooks.playbook import Playbook

Listed = TypeVar("Listed")
Known = tuple[Workspace, date, "Playbook"]
"""What the rows follow from."""


_AT_ONCE = 500
"""Of so many clients at the most the rows are found at once: a key typed ahead then finds them."""


class LaterScreen(DetailedScreen[Listed], Generic[Listed]):
    """The rows are found by `derive`, which must touch no widget: with many clients it runs in a thread. Until that has
    ended the rows of before stand."""

    class Found(Message):
        """The rows were found."""

        def __init__(self, known: Known, rows: Mapping[str, object]) -> None:
            super().__init__()
            self.known = known
            self.rows = rows

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self.known: Known | None = None

    def show_workspace(self) -> None:
        known = self.session.workspace, self.session.today(), app_of(self.app).playbook()
        if known == self.known:
            return
        self.known = known
        if len(self.session.workspace.clients) <= _AT_ONCE:
            self.take(self.derive())
        else:
            self.run_worker(self._find, thread=True, exclusive=True)

    def _find(self) -> None:
        assert self.known is not None
        known = self.known
        self.post_message(self.Found(known, self.derive()))

    @on(Found)
    def _take_found(self, event: Found) -> None:
        if event.known is self.known:  # else the next are on their way
            self.take(event.rows)  # type: ignore[arg-type]  # a message knows nothing of its screen's type
