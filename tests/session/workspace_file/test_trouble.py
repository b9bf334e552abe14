"""The file is damaged, removed or replaced while it is open: what is shown is kept, and nothing less is taken in."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from csm_tui.domain.records.client import Client
from csm_tui.session.announcement import Saving
from csm_tui.session.changes import Change, Edit, addition, deletion
from csm_tui.session.opening import open_maintenance
from csm_tui.storage.disk import atomic_write
from csm_tui.storage.errors import NotSaved, ReadOnly, StorageError
from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import decode
from tests.support.sessions import Owner, now, opened

NAMES = ["Acme", "Bolt", "Cumuli"]


def add(session, *names: str) -> None:
    session.apply(Change("new", tuple(Edit(None, Client(name=name, acv=1)) for name in names)))


def names(workspace) -> list[str]:
    return sorted(one.name for one in workspace.clients.values())


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def removed(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def other_text(path: Path) -> None:
    path.write_bytes(b"id,name\n")


DAMAGES = [cut, emptied, removed, a_folder, a_pipe, other_text]


@pytest.fixture
def spoiled(owner: Owner, path: Path) -> Callable[[Callable[[Path], None]], Owner]:
    """Spoils the file under an owner that has three clients, until that is told."""

    def spoil(damage: Callable[[Path], None]) -> Owner:
        add(owner.session, *NAMES)
        owner.listen()
        damage(path)
        owner.session.look()
        owner.listen()
        return owner

    return spoil


def kept(path: Path) -> list[list[str]]:
    """The names in each backup that was made of what was in memory."""
    found = [one for one in Database(path, now).backups() if one.reason == "kept-from-memory"]
    assert all(one.sound for one in found)
    return [
        sorted(one["name"] for one in Database(path, now).backup_content(each.name)["clients"].values())
        for each in found
    ]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_shown_goes_to_the_backups_at_once_and_only_once(spoiled, path: Path, damage) -> None:
    owner = spoiled(damage)
    assert owner.heard[-1].problem
    assert "What is shown is kept as the backup" in owner.heard[-1].message
    assert names(owner.session.workspace) == NAMES
    assert owner.session.file.trouble
    assert kept(path) == [NAMES]
    owner.session.look()
    owner.session.look()
    time.sleep(0.2)
    assert kept(path) == [NAMES]


@pytest.mark.parametrize("damage", [cut, emptied, removed, other_text])
def test_what_is_shown_can_be_written_back(spoiled, path: Path, damage) -> None:
    owner = spoiled(damage)
    owner.session.write_back()
    owner.listen()
    assert owner.session.file.trouble == ""
    assert owner.session.file.read_only is None
    assert names(opened(path).workspace) == NAMES
    assert decode(path.read_bytes()).faults == ()
    add(owner.session, "Dune")
    owner.listen()
    assert owner.session.saving is Saving.SAVED
    assert names(opened(path).workspace) == [*NAMES, "Dune"]


@pytest.mark.parametrize("damage", [a_folder, a_pipe])
def test_when_a_real_file_is_back_saving_goes_on(spoiled, path: Path, damage) -> None:
    owner = spoiled(damage)
    with pytest.raises(StorageError):
        owner.session.write_back()
    path.rmdir() if path.is_dir() else path.unlink()
    owner.session.write_back()
    owner.listen()
    add(owner.session, "Dune")
    owner.listen()
    assert names(opened(path).workspace) == [*NAMES, "Dune"]


def test_what_is_changed_in_trouble_is_kept_too_and_saved_when_the_file_is_back(spoiled, path: Path) -> None:
    aside = path.with_name("aside")
    owner = spoiled(lambda file: (file.rename(aside), file.mkdir()))
    add(owner.session, "Dune")
    owner.listen()
    assert owner.session.saving is Saving.NOT_SAVED
    assert kept(path)[0] == [*NAMES, "Dune"]
    owner.session.look()
    owner.listen()
    assert len(kept(path)) == 2
    path.rmdir()
    aside.rename(path)
    owner.session.look()
    owner.listen()
    assert (owner.session.saving, owner.session.file.trouble) == (Saving.SAVED, "")
    assert names(opened(path).workspace) == [*NAMES, "Dune"]


def test_the_same_file_come_back_is_told(spoiled, path: Path) -> None:
    aside = path.with_name("aside")
    owner = spoiled(lambda file: file.rename(aside))
    aside.rename(path)
    owner.session.look()
    owner.listen()
    assert owner.session.file.trouble == ""
    assert owner.heard[-1].message == "The file is as it was again"


def accepted(path: Path) -> None:
    """Another terminal accepts what is left of the damaged file."""
    cut_in_the_middle(path)
    open_maintenance(path, now).accept()


def cut_in_the_middle(path: Path) -> None:
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join(line for line in lines if b"Bolt" not in line))


def begun_anew(path: Path) -> None:
    path.unlink()
    add(opened(path), "Dune")


@pytest.mark.parametrize(("loss", "left"), [(accepted, ["Acme", "Cumuli"]), (begun_anew, ["Dune"])])
def test_less_is_not_taken_in_unasked(spoiled, path: Path, loss, left: list[str]) -> None:
    owner = spoiled(loss)
    assert "less than what is shown" in owner.heard[-1].message
    assert names(owner.session.workspace) == NAMES
    assert kept(path) == [NAMES]
    with pytest.raises(ReadOnly, match="less"):
        add(owner.session, "Echo")
    assert names(opened(path).workspace) == left, "nor is anything written over it"
    owner.session.take_in()
    owner.listen()
    assert names(owner.session.workspace) == left
    add(owner.session, "Echo")
    owner.listen()
    assert names(opened(path).workspace) == sorted([*left, "Echo"])


@pytest.mark.parametrize(("loss", "all_of_it"), [(accepted, NAMES), (begun_anew, [*NAMES, "Dune"])])
def test_written_back_over_a_sound_file_both_are_there(spoiled, path: Path, loss, all_of_it: list[str]) -> None:
    owner = spoiled(loss)
    owner.session.write_back()
    owner.listen()
    assert names(owner.session.workspace) == names(opened(path).workspace) == all_of_it


def test_a_damaged_file_is_taken_in_when_that_is_asked(spoiled, path: Path) -> None:
    owner = spoiled(cut_in_the_middle)
    owner.session.take_in()
    owner.listen()
    assert names(owner.session.workspace) == names(opened(path).workspace) == ["Acme", "Cumuli"]
    assert owner.session.file.trouble == ""


def test_there_is_nothing_to_take_in_of_a_file_that_is_gone(spoiled) -> None:
    owner = spoiled(removed)
    with pytest.raises(StorageError, match="no file"):
        owner.session.take_in()
    assert names(owner.session.workspace) == NAMES


def test_what_others_delete_and_restore_is_still_taken_in(owner: Owner, path: Path) -> None:
    add(owner.session, *NAMES)
    owner.listen()
    backup = open_maintenance(path, now).back_up().name
    other = opened(path)
    other.apply(deletion([other.workspace.named("Bolt")], other.workspace))
    owner.session.look()
    owner.listen()
    assert names(owner.session.workspace) == ["Acme", "Cumuli"]
    add(opened(path), "Dune")
    owner.session.look()
    owner.listen()
    open_maintenance(path, now).restore(backup)
    owner.session.look()
    owner.listen()
    assert names(owner.session.workspace) == NAMES
    assert owner.session.file.trouble == ""


def test_what_waits_to_be_saved_is_kept_too(owner: Owner, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(owner.session, *NAMES)
    owner.listen()
    write = atomic_write.write_atomically

    def full(*_: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(atomic_write, "write_atomically", full)
    owner.session.apply(addition(Client(name="Dune")))
    owner.listen()
    monkeypatch.setattr(atomic_write, "write_atomically", write)
    cut(path)
    owner.session.look()
    owner.listen()
    assert owner.session.saving is Saving.NOT_SAVED
    assert owner.session.file.trouble
    assert kept(path) == [[*NAMES, "Dune"]]
    owner.session.write_back()
    owner.listen()
    assert owner.session.flush()
    assert names(opened(path).workspace) == [*NAMES, "Dune"]
    assert owner.session.saving is Saving.SAVED
