"""A program killed in mid-save leaves the old file or the new one, and TinyDB's own storage does not."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import decode
from tests.support.storage.saving_child import CLIENTS
from tests.support.storage.storage_helpers import Clock, put

pytestmark = pytest.mark.thorough

CHILD = (sys.executable, "-m", "tests.support.storage.saving_child")


def kill_in_mid_save(what: str, path: Path, chance: random.Random) -> int:
    """Start a child that saves to the file, kill it while it saves; the number of the last save it acknowledged."""
    with subprocess.Popen([*CHILD, what, str(path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        try:
            acknowledged = [child.stdout.readline() for _ in range(chance.randint(1, 3))]
            wait_for_a_save(path)
            time.sleep(chance.choice([0, 0.0005, 0.002, 0.005]) * chance.random())
        finally:
            child.kill()
        acknowledged += child.stdout.read().splitlines()
        assert all(acknowledged), "the child ended by itself"
        return int(acknowledged[-1])


def wait_for_a_save(path: Path) -> None:
    """Watch the folder until a temporary file is there or the file changes."""
    before, end = path.stat(), time.monotonic() + 10
    while time.monotonic() < end:
        found = path.stat()
        if (found.st_mtime_ns, found.st_size) != (before.st_mtime_ns, before.st_size):
            return
        if any(name.endswith(".tmp") for name in os.listdir(path.parent)):
            return
    pytest.fail("the child does not save")


def saves_in(documents: list[dict[str, int]]) -> set[int]:
    """The numbers of the saves that the documents come from: of a consistent file it is one."""
    assert len(documents) == CLIENTS
    return {document["number"] for document in documents}


def check_survives(folder: Path, kills: int) -> None:
    chance, hits, renewed = random.Random(kills), 0, 0
    for number in range(kills):
        path = folder / str(number) / "workspace.json"
        acknowledged = kill_in_mid_save("safe", path, chance)
        hits += any(name.endswith(".tmp") for name in os.listdir(path.parent))
        decoded = decode(path.read_bytes())
        assert decoded.faults == ()
        assert decoded.header is not None
        assert saves_in([*decoded.tables["clients"].values()]) == {decoded.header.generation}
        assert decoded.header.generation in (acknowledged, acknowledged + 1)
        renewed += decoded.header.generation > acknowledged
        Database(path, Clock()).save(put(5000, name="The next program"))
        assert not [name for name in os.listdir(path.parent) if name.endswith(".tmp")]
    assert hits + renewed > kills / 10, "the kills came when nothing was being saved"


def test_20_kills(tmp_path: Path) -> None:
    check_survives(tmp_path, 20)


@pytest.mark.long
def test_200_kills(tmp_path: Path) -> None:
    check_survives(tmp_path, 200)


@pytest.mark.thorough
def test_the_stock_storage_does_not_survive(tmp_path: Path) -> None:
    chance = random.Random(1)
    assert any(stock_file_breaks(tmp_path / f"{number}.json", chance) for number in range(100))


def stock_file_breaks(path: Path, chance: random.Random) -> bool:
    path.write_bytes(b"")
    acknowledged = kill_in_mid_save("stock", path, chance)
    try:
        numbers = saves_in([*json.loads(path.read_bytes())["_default"].values()])
    except (ValueError, AssertionError, LookupError):
        return True
    return len(numbers) != 1 or not numbers <= {acknowledged, acknowledged + 1}
