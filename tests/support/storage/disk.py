"""A disk that refuses, and another program on the same file."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from csm_tui.domain.records.client import Client
from csm_tui.session.changes import Change, Edit
from csm_tui.session.opening import open_workspace
from csm_tui.storage.errors import NotSaved
from csm_tui.storage.file.database import Database
from tests.support.driving import TODAY, now


def elsewhere(path: Path, change: Callable[[Client], Client | None], name: str = "Acme") -> None:
    """Another program changes a client."""
    session = open_workspace(path, lambda: TODAY, now)
    before = session.workspace.named(name)
    assert before is not None
    session.apply(Change("elsewhere", (Edit(before, change(before)),)))


class Disk:
    """A disk that is full, or slow, as long as a test wants."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        self.goes_on = Event()
        self.goes_on.set()
        self.tries = 0
        save = Database.save

        def tried(database: Database, *arguments: Any, **options: Any) -> Any:
            self.tries += 1
            self.goes_on.wait(10)
            if self.full:
                raise NotSaved("Not saved to 'workspace.json': the disk is full.")
            return save(database, *arguments, **options)

        monkeypatch.setattr(Database, "save", tried)
