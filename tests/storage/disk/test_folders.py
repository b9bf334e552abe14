import stat
from pathlib import Path

import pytest

from csm_tui.storage.disk.folders import private_folder
from csm_tui.storage.errors import NotSaved


def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(NotSaved, match="Cannot create the folder"):
        private_folder(tmp_path / "a" / "b")
