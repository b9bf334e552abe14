"""Sessions as an app and as a command hold them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from queue import Queue

from csm_tui.session.announcement import Announcement
from csm_tui.session.opening import open_workspace
from csm_tui.session.session import Session

TODAY = date(2026, 3, 2)


def now() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def opened(path: Path) -> Session:
    """A session without a thread: what it applies is saved, or raised."""
    return open_workspace(path, lambda: TODAY, now)


class Owner:
    """A session with a thread, and an owner that does what it is told when a test wants."""

    def __init__(self, path: Path) -> None:
        self._told: Queue[Callable[[], None]] = Queue()
        self.heard: list[Announcement] = []
        self.session = open_workspace(path, lambda: TODAY, now, self._told.put)
        self.session.announce = self.heard.append

    def listen(self) -> None:
        """Take in what the saver says next."""
        self._told.get(timeout=10)()

    @property
    def messages(self) -> list[str]:
        return [one.message for one in self.heard if one.message]
