"""Opening a file with the system's viewer: only where there is a desktop, and without waiting for it."""

import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from csm_tui.session.user_files.viewer import opened_in_viewer, viewer

DESKTOPS: list[tuple[str, dict[str, str], str | None]] = [
    ("linux", {"DISPLAY": ":0"}, "/bin/xdg-open"),
    ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, "/bin/xdg-open"),
    ("linux", {}, None),
    ("linux", {"DISPLAY": ":10", "SSH_CONNECTION": "a b c d"}, None),
    ("darwin", {}, "/bin/open"),
    ("darwin", {"SSH_TTY": "/dev/ttys1"}, None),
]


def _live_in(monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(("platform", "variables", "program"), DESKTOPS)
def test_the_viewer_of_the_desktop(
    platform: str, variables: dict[str, str], program: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _live_in(monkeypatch, variables)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    assert viewer() == program


def test_it_is_called_with_the_path_as_one_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told, script = tmp_path / "told", tmp_path / "xdg-open"
    script.write_text(f'#!/bin/sh\nprintf "%s|%s" "$#" "$1" > "{told}.new"; mv "{told}.new" "{told}"\n')
    script.chmod(0o700)
    _live_in(monkeypatch, {"DISPLAY": ":0"})
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda _name: str(script))
    page = tmp_path / "a; b $(c).html"
    assert opened_in_viewer(page)
    while not told.exists():
        time.sleep(0.01)
    assert told.read_text() == f"1|{page}"


def test_without_one_nothing_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _live_in(monkeypatch, {})
    monkeypatch.setattr(sys, "platform", "linux")
    assert not opened_in_viewer(tmp_path / "page.html")
