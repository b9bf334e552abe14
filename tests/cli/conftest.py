from pathlib import Path

import pytest

from tests.support.shell import Shell


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "workspace.json"


@pytest.fixture
def shell(path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Shell:
    return Shell(path, monkeypatch, capfd)
