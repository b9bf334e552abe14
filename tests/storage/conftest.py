from pathlib import Path

import pytest
from storage_helpers import Clock

from csm_tui.storage import Database


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.json"


@pytest.fixture
def database(path: Path, clock: Clock) -> Database:
    return Database(path, clock)
