from pathlib import Path

import pytest

from tests.support.driving import clear_environment


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clear_environment(monkeypatch, tmp_path / "home")
    monkeypatch.setattr("csm_tui.app._LOOK_SECONDS", 3600.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.json"
