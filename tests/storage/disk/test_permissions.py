import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from csm_tui.storage.disk.atomic_write import write_atomically
from csm_tui.storage.disk.file_lock import exclusive
from csm_tui.storage.disk.folders import private_folder
from csm_tui.storage.disk.permissions import tighten


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("no_umask")
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a" / "b" / "file"
    private_folder(path.parent)
    seen = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda old, new: (seen.append(mode(old)), replace(old, new)))
    write_atomically(path, b"x")
    with exclusive(path, 0):
        pass
    assert seen == [0o600]
    assert [mode(tmp_path / "a"), mode(path.parent)] == [0o700, 0o700]
    assert [mode(path), mode(Path(f"{path}.lock"))] == [0o600, 0o600]


@pytest.mark.parametrize(("before", "after"), [(0o644, 0o600), (0o666, 0o600), (0o600, 0o600), (0o440, 0o400)])
def test_tighten_says_whether_it_did(path: Path, before: int, after: int) -> None:
    path.write_bytes(b"")
    path.chmod(before)
    assert tighten(path) == (before != after)
    assert mode(path) == after
    assert not tighten(path.with_name("missing"))
