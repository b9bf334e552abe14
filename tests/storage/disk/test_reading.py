import os
from pathlib import Path

import pytest

from csm_tui.storage.disk.atomic_write import write_atomically
from csm_tui.storage.disk.reading import read_whole, signature
from csm_tui.storage.errors import Unreadable


def test_the_signature_is_that_of_the_file(path: Path) -> None:
    assert signature(path) is None
    written = write_atomically(path, b"one")
    assert signature(path) == written
    found = read_whole(path)
    assert found == (b"one", written)
    assert write_atomically(path, b"two") != written


def test_what_is_no_regular_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "."):
        with pytest.raises(Unreadable):
            read_whole(tmp_path / name)


def test_what_would_take_all_memory_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large").touch()
    os.truncate(tmp_path / "large", 10**12)
    with pytest.raises(Unreadable, match="larger than 1 GB"):
        read_whole(tmp_path / "large")
