from pathlib import Path

import pytest

from csm_tui.storage.disk.file_lock import exclusive
from csm_tui.storage.errors import Busy, NotSaved


def test_the_lock_keeps_others_out_until_it_is_left(path: Path) -> None:
    with exclusive(path, 0):
        inode = Path(f"{path}.lock").stat().st_ino
        with pytest.raises(Busy, match="another program is using it"), exclusive(path, 0.03):
            pytest.fail("two held the lock")
    with exclusive(path, 0):
        assert Path(f"{path}.lock").stat().st_ino == inode


def test_the_lock_is_released_by_an_error(path: Path) -> None:
    with pytest.raises(KeyError), exclusive(path, 0):
        raise KeyError
    with exclusive(path, 0):
        pass


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotSaved), exclusive(tmp_path / "missing" / "file", 0):
        pass
