"""What holds for every test: folders of its own, a plain environment, and how thoroughly properties are tried."""

import os

import pytest
from hypothesis import settings
from textual.pilot import Pilot

from tests.support import pilot

settings.register_profile("tests", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("tests")


@pytest.fixture(autouse=True)
def _isolated_user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's user is read or written."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in [*os.environ]:
        if name.startswith("CSM_TUI_") or name in ("NO_COLOR", "SSH_CONNECTION"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _patient_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test looks before the app has come to rest, and nothing happens in between because time has passed."""
    monkeypatch.setattr(Pilot, "pause", pilot.pause)
    monkeypatch.setattr(Pilot, "press", pilot.press)
    monkeypatch.setattr("csm_tui.app._LOOK_SECONDS", 3600.0)
    monkeypatch.setattr("csm_tui.widgets.notices._SECONDS", 3600.0)
