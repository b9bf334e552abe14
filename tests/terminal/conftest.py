from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.terminal.terminals import Opener


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.json"


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator["Opener"]:
    opener = Opener(tmp_path)
    yield opener
    for terminal in opener.opened:
        terminal.kill()
