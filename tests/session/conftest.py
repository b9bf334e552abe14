"""Fixtures of the session tests."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.sessions import Owner


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.json"


@pytest.fixture
def owner(path: Path) -> Any:
    owner = Owner(path)
    yield owner
    owner.session.close(1.0)
