"""What the system refuses: a message of our own each time, never a raw error, and what can go on goes on."""

import _strptime  # noqa: F401 - loaded before nobody may no longer read it
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import pytest

from csm_tui.storage.disk import permissions
from csm_tui.storage.errors import NotSaved, StorageError, Unreadable
from csm_tui.storage.file import document_table  # noqa: F401 - as above
from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import encode
from tests.support.storage.storage_helpers import Clock, names_in, put, reread, sound_bytes, uid, workspace

NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's rights, if the tests have them: it may enter and write everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of nobody's, which nobody can reach: those of pytest are root's alone."""
    with TemporaryDirectory() as name:
        if os.geteuid() == 0:
            os.chown(name, NOBODY, NOBODY)
        yield Path(name)


def no_entry(backups: Path) -> None:
    backups.mkdir()
    backups.chmod(0o000)


def no_listing(backups: Path) -> None:
    backups.mkdir()
    backups.chmod(0o300)


def no_writing(backups: Path) -> None:
    backups.mkdir()
    backups.chmod(0o500)


def a_file(backups: Path) -> None:
    backups.write_text("")


def another_s(backups: Path) -> None:
    """It belongs to root, where the tests may make that so."""
    backups.mkdir()
    backups.chmod(0o700)
    if os.geteuid() == NOBODY:
        os.seteuid(0)
        os.chown(backups, 0, 0)
        os.seteuid(NOBODY)
    else:
        backups.chmod(0o000)


@pytest.mark.parametrize("hinder", [no_entry, no_listing, no_writing, a_file, another_s])
def test_backups_that_cannot_be_reached_hinder_no_reading_and_no_saving(
    folder: Path, clock: Clock, hinder: Callable[[Path], None]
) -> None:
    with as_nobody():
        path = folder / "workspace.json"
        path.write_bytes(sound_bytes())
        hinder(path.with_name("workspace.json.backups"))
        database = Database(path, clock)
        try:
            database.tighten()
            assert len(database.read()["clients"]) == 15
            assert "backup" in (database.save(put(99, name="Aurora")).warning or "")
            assert uid(99) in reread(path)["clients"]
            for ask in (database.backups, database.back_up, lambda: database.restore("2026-03-02T093000-daily.json")):
                with suppress(StorageError):
                    ask()
        finally:
            backups = path.with_name("workspace.json.backups")
            if backups.is_dir() and backups.stat().st_uid == os.geteuid():
                backups.chmod(0o700)


def test_a_folder_that_cannot_be_entered_is_said(folder: Path, clock: Clock) -> None:
    with as_nobody():
        (folder / "in").mkdir()
        path = folder / "in" / "workspace.json"
        path.write_bytes(sound_bytes())
        database = Database(path, clock)
        database.read()
        (folder / "in").chmod(0o000)
        try:
            assert database.exists
            assert database.tighten() == []
            for ask in (database.read, lambda: database.save(put(1)), database.accept):
                with pytest.raises(StorageError, match="no permission"):
                    ask()
        finally:
            (folder / "in").chmod(0o700)
        assert database.save(put(99, name="Aurora")).generation == 8


def test_a_folder_in_the_place_of_the_lock_is_named(path: Path, database: Database) -> None:
    Path(f"{path}.lock").mkdir()
    with pytest.raises(NotSaved, match=r"its lock 'workspace.json.lock' cannot be had \(it is a folder\)"):
        database.save(put(1, name="Aurora"))


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("make", "why"), [(fifo, "not a regular file"), (device, "not a regular file"), (Path.mkdir, "it is a folder")]
)
def test_what_is_no_regular_file_is_refused_at_once(
    path: Path, clock: Clock, make: Callable[[Path], None], why: str
) -> None:
    make(path)
    database = Database(path, clock)
    assert database.tighten() == []
    for ask in (database.read, lambda: database.save(put(1)), database.accept, database.back_up):
        with pytest.raises(Unreadable, match=why):
            ask()
    assert names_in(path.parent) == {path.name}
    assert not Path("/dev/zero.lock").exists()


@pytest.mark.parametrize("make", [fifo, Path.mkdir])
def test_saving_goes_on_when_the_real_file_is_back(
    path: Path, database: Database, make: Callable[[Path], None]
) -> None:
    database.save(put(1, name="Aurora"))
    aside = path.rename(path.with_name("aside"))
    make(path)
    with pytest.raises(Unreadable):
        database.has_changed()
    with pytest.raises(Unreadable):
        database.save(put(2, name="Boreal"))
    assert database.tighten() == []
    path.rmdir() if path.is_dir() else path.unlink()
    aside.rename(path)
    database.save(put(2, name="Boreal"))
    assert {*reread(path)["clients"]} == {uid(1), uid(2)}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_root_saves_stays_its_owner_s(folder: Path, clock: Clock) -> None:
    path = folder / "workspace.json"
    path.write_bytes(sound_bytes())
    os.chown(path, NOBODY, 4242)
    Database(path, clock).save(put(99, name="Aurora"))
    assert (path.stat().st_uid, path.stat().st_gid) == (NOBODY, 4242)
    beside = [*folder.rglob("*")]
    assert len(beside) == 4
    assert {one.stat().st_uid for one in beside} == {NOBODY}
    with as_nobody():
        Database(path, clock).save(put(98, name="Boreal"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_root_gives_away_nothing_that_was_there(folder: Path, clock: Clock, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("")
    path = folder / "workspace.json"
    path.write_bytes(sound_bytes())
    os.chown(path, NOBODY, NOBODY)
    Path(f"{path}.lock").symlink_to(secret)
    Database(path, clock).save(put(99, name="Aurora"))
    assert secret.stat().st_uid == 0


@pytest.mark.parametrize("generation", [2**53, 2**63 - 1, 2**63, 2**64 - 1])
def test_numbers_at_the_edge_block_no_saving(path: Path, clock: Clock, generation: int) -> None:
    tables = workspace()
    tables["clients"][uid(1)]["rev"] = generation
    path.write_bytes(b"".join(encode(tables, generation, "2026-01-01T00:00:00+00:00")))
    database = Database(path, clock)
    database.save(put(1, name="Aurora"))
    database.save(put(1, name="Boreal"))
    saved = reread(path)["clients"][uid(1)]
    assert (saved["name"], saved["rev"]) == ("Boreal", 2)
    name = database.back_up().name
    database.restore(name)
    path.write_bytes(path.read_bytes().replace(b"Boreal", b"Cumuli"))
    database = Database(path, clock)
    database.accept()
    assert reread(path)["clients"][uid(1)]["name"] == "Cumuli"


def test_a_field_nested_deep_hinders_no_acceptance(path: Path, clock: Clock) -> None:
    document = {"name": "Aurora", "rev": 1}
    raw = orjson.dumps({uid(1): document})[1:-2] + b',"deep":' + b"[" * 900 + b'"x"' + b"]" * 900 + b"}"
    path.write_bytes(
        sound_bytes().replace(
            b'"clients":{\n', b'"clients":{\n' + raw.replace(uid(1).encode(), uid(50).encode()) + b",\n"
        )
    )
    database = Database(path, clock)
    database.read()
    assert database.faults
    database.accept()
    kept = reread(path)["clients"]
    assert len(kept) == 16
    assert json.dumps(kept[uid(50)]["deep"]).count("[") == 900
    database.save(put(1, name="Boreal"))
    assert json.dumps(reread(path)["clients"][uid(50)]["deep"]).count("[") == 900


@pytest.mark.parametrize("text", [b"id,name\n1,Aurora\n", b"PK\x03\x04}", b"hello", b"[1, 2"])
def test_what_was_never_a_workspace_is_not_called_cut_short(path: Path, database: Database, text: bytes) -> None:
    path.write_bytes(text)
    with pytest.raises(Unreadable, match="not a workspace"):
        database.read()


def test_a_damaged_backup_claims_no_counts(path: Path, database: Database) -> None:
    database.save(put(1, name="Aurora"))
    backup = path.with_name("workspace.json.backups") / database.back_up().name
    backup.write_bytes(backup.read_bytes().replace(b"Aurora", b"Boreal"))
    assert [(one.sound, dict(one.counts)) for one in database.backups()] == [(False, {})]


def test_modes_stay_private(path: Path, database: Database) -> None:
    database.save(put(1, name="Aurora"))
    assert stat.S_IMODE(path.stat().st_mode) == permissions.FILE_MODE


def test_a_refused_backup_that_was_asked_for_is_said(folder: Path, clock: Clock) -> None:
    with as_nobody():
        path = folder / "workspace.json"
        path.write_bytes(sound_bytes())
        no_writing(path.with_name("workspace.json.backups"))
        with pytest.raises(NotSaved):
            Database(path, clock).save(put(99, name="Aurora"), backup="import")
        assert uid(99) not in reread(path)["clients"]
