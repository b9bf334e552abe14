from pathlib import Path

import pytest

from tests.support.shell import Shell


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "workspace.json"


@pytest.fixture
def shell(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    for name in ("CSM_TUI_WORKSPACE", "CSM_TUI_TODAY"):
        monkeypatch.delenv(name, raising=False)
    return Shell(path, monkeypatch, capfd)
