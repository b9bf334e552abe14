"""Programs that save to one workspace at once lose nothing of each other's."""

import subprocess
import sys
from pathlib import Path

import pytest

from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import decode
from tests.support.storage.storage_helpers import Clock, uid

CHILD = (sys.executable, "-m", "tests.support.storage.saving_child")


def check_nothing_is_lost(path: Path, writers: int, times: int) -> None:
    command = [*CHILD, "edit", str(path)]
    children = [subprocess.Popen([*command, str(name), str(times)]) for name in range(1, writers + 1)]
    assert [child.wait() for child in children] == [0] * writers
    decoded = decode(path.read_bytes())
    assert decoded.faults == ()
    assert decoded.header is not None
    assert decoded.header.generation == writers * times
    clients = decoded.tables["clients"]
    assert len(clients) == writers * times + 1
    assert clients[uid(0)]["total"] == clients[uid(0)]["rev"] == writers * times
    assert all(clients[uid(0)][str(name)] == times for name in range(1, writers + 1))
    assert Database(path, Clock()).read() == decoded.tables


@pytest.mark.thorough
def test_two_writers_with_200_edits_each(tmp_path: Path) -> None:
    check_nothing_is_lost(tmp_path / "workspace.json", 2, 200)


@pytest.mark.long
def test_four_writers_with_1500_edits_each(tmp_path: Path) -> None:
    check_nothing_is_lost(tmp_path / "workspace.json", 4, 1500)
