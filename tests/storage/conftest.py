from pathlib import Path

import pytest

from csm_tui.storage.file.database import Database
from tests.support.storage.storage_helpers import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.json"


@pytest.fixture
def database(path: Path, clock: Clock) -> Database:
    return Database(path, clock)
