import errno
import os
import stat
from pathlib import Path

import pytest

from csm_tui.storage.disk.atomic_write import sweep_orphans, write_atomically
from csm_tui.storage.disk.reading import read_whole
from csm_tui.storage.errors import NotSaved, Unreadable
from tests.support.storage.failing_disk import fail_at
from tests.support.storage.storage_helpers import names_in


def test_a_file_is_replaced_whole(path: Path) -> None:
    path.write_bytes(b"a longer old content")
    write_atomically(path, [b"new ", b"", b"content"])
    assert path.read_bytes() == b"new content"
    assert names_in(path.parent) == {path.name}


def test_short_writes_are_carried_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data[:3])))
    write_atomically(path, [b"0123456789", b"abcd"])
    assert path.read_bytes() == b"0123456789abcd"


@pytest.mark.parametrize("step", ["open", "write", "fsync", "fstat", "replace", "folder fsync"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("old", [b"old", None])
def test_any_failing_step_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, old: bytes | None
) -> None:
    if old is not None:
        path.write_bytes(old)
    fail_at(monkeypatch, step, number)
    with pytest.raises(NotSaved, match=r"the disk is full|the disk reports an error"):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert names_in(path.parent) == ({path.name} if old is not None else set())
    assert old is None or path.read_bytes() == old
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_system_without_second_names_still_saves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise OSError(errno.EPERM, "no links")

    path.write_bytes(b"old")
    monkeypatch.setattr(os, "link", link)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert names_in(path.parent) == {path.name}


def test_a_file_system_that_cannot_sync_folders_still_saves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at(monkeypatch, "folder fsync", errno.EINVAL)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


def test_everything_is_on_the_disk_in_the_right_order(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"old")
    steps = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor: int) -> None:
        folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("folder" if folder else f"file with {os.fstat(descriptor).st_size}")
        fsync(descriptor)

    def noted_replace(source: Path, target: Path) -> None:
        steps.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    write_atomically(path, b"12345")
    assert steps == ["file with 5", "replace", "folder"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    real, link = tmp_path / "far" / "real.json", tmp_path / "link.json"
    link.symlink_to(real)
    for content in (b"one", b"two"):  # the first while the link still leads nowhere
        write_atomically(link, content)
        assert link.is_symlink()
        assert real.read_bytes() == content


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(NotSaved, match="circle"):
        write_atomically(tmp_path / "a", b"x")
    with pytest.raises(Unreadable):
        read_whole(tmp_path / "a")


def test_only_orphans_of_this_file_are_swept(path: Path) -> None:
    orphans = {f".{path.name}.123.0123abcd.tmp", f".{path.name}.7.ffffffff.tmp"}
    others = {path.name, f"{path.name}.lock", ".other.json.123.0123abcd.tmp", f".{path.name}.tmp", "notes.tmp"}
    for name in orphans | others:
        (path.parent / name).write_bytes(b"x")
    assert sweep_orphans(path) == 2
    assert names_in(path.parent) == others


def test_a_temporary_file_is_one_that_the_sweep_knows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", killed)
    monkeypatch.setattr(os, "unlink", killed)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert len(names_in(path.parent)) == 3
    assert sweep_orphans(path) == 2
    assert path.read_bytes() == b"old"
