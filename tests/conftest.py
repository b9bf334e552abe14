"""What holds for every test: folders of its own, a plain environment, and how thoroughly properties are tried."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from textual.pilot import Pilot

from tests.support import pilot

_NOT_FOR_TESTS = ("NO_COLOR", "SSH_CONNECTION", "SSH_TTY", "TEXTUAL_THEME", "DISPLAY", "WAYLAND_DISPLAY")
"""Variables that say how the machine's user sits before it; on a desktop a test would open windows."""


def pytest_configure(config: pytest.Config) -> None:
    """Try properties with some examples in the default run, which is to be quick; with all where CI runs it, and in
    whatever is asked for by its mark."""
    in_ci = "CI" in os.environ
    is_quick = "not thorough" in config.option.markexpr and not in_ci
    settings.register_profile("tests", deadline=None, derandomize=in_ci, max_examples=25 if is_quick else 100)
    settings.load_profile("tests")


def pytest_make_parametrize_id(val: object) -> str | None:
    """A test is named by the beginning of a long text only: each worker sends all names."""
    return f"{val[:40]!r} and on" if isinstance(val, str | bytes) and len(val) > 200 else None


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the user of each test. None is made before a program writes there, as most never do."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _isolated_user(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's user is read or written."""
    home = next(_homes)
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in [*os.environ]:
        if name.startswith("CSM_TUI_") or name in _NOT_FOR_TESTS:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _patient_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test looks before the app has come to rest, and nothing happens in between because time has passed."""
    monkeypatch.setattr(Pilot, "pause", pilot.pause)
    monkeypatch.setattr(Pilot, "press", pilot.press)
    monkeypatch.setattr("csm_tui.app._LOOK_SECONDS", 3600.0)
    monkeypatch.setattr("csm_tui.widgets.notices._SECONDS", 3600.0)
