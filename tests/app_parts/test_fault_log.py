"""What failed without ending the program is told when it has ended, and nothing of the data with it."""

from pathlib import Path

import pytest

from csm_tui.app import CsmApp
from csm_tui.app_parts.fault_log import fault_log
from csm_tui.domain.values.reading.readers import read_money
from csm_tui.running import run_app
from csm_tui.session.user_files.preferences_file import PreferencesFile
from csm_tui.widgets.guard import guarded
from tests.support.sessions import opened


def _fail(_app: object = None) -> None:
    for _ in range(2):
        with guarded({}, "name"):
            read_money("Fictional Mills, overdue")


def test_each_place_is_kept_once() -> None:
    with fault_log() as faults:
        _fail()
    _fail()
    (place,) = faults.places
    assert place.startswith("ValueError at readers.py:")
    assert "Fictional" not in place


def test_it_is_told_on_standard_error_when_the_program_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(CsmApp, "run", _fail)
    path = tmp_path / "workspace.json"
    code = run_app(lambda _: opened(path), lambda _: opened(path), PreferencesFile(tmp_path / "config.toml"))
    said = capsys.readouterr().err
    assert code == 0
    assert said.startswith("csm-tui went on after a fault: ValueError at readers.py:")
    assert len(said.splitlines()) == 1
    assert "Fictional" not in said
