import errno
import os
import stat
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from csm_tui.storage.disk.file_lock import exclusive
from csm_tui.storage.documents import Tables
from csm_tui.storage.errors import Busy, NotSaved, ReadOnly, Unreadable
from csm_tui.storage.file import workspace_file
from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import decode
from csm_tui.storage.store import Write
from tests.support.storage.failing_disk import fail_at
from tests.support.storage.storage_helpers import Clock, names_in, put, remove, reread, sound_bytes, uid, workspace


def test_reading_creates_nothing(path: Path, clock: Clock) -> None:
    database = Database(path.parent / "missing" / "workspace.json", clock)
    assert database.read() == {}
    assert (database.faults, database.read_only) == ((), None)
    assert not database.has_changed()
    assert names_in(path.parent) == set()


def test_a_save_is_read_by_others(database: Database, path: Path) -> None:
    saved = database.save(put(1, name="Zoë", notes=["a"]))
    expected = {"name": "Zoë", "notes": ["a"], "rev": 1, "updated_at": "2026-03-02T09:30:00.000+00:00", "author": ""}
    assert saved.tables == {"clients": {uid(1): expected}}
    assert (saved.generation, saved.warning) == (1, None)
    assert reread(path) == saved.tables
    assert not database.has_changed()


def test_rev_time_and_author_are_the_databases(path: Path, clock: Clock) -> None:
    names = iter(("kim", "lee"))
    database = Database(path, clock, lambda: next(names))
    database.save(put(1, name="One", rev=99, updated_at="never", author="nobody"))
    assert reread(path)["clients"][uid(1)]["author"] == "kim"
    clock.forward(hours=1)
    client = database.save(put(1, name="Two")).tables["clients"][uid(1)]
    assert client == {"name": "Two", "rev": 2, "updated_at": "2026-03-02T10:30:00.000+00:00", "author": "lee"}


def test_one_save_takes_many_tables_and_the_last_word(database: Database, path: Path) -> None:
    database.save(put(1, name="Old"))
    saved = database.save(
        lambda _: [
            Write("clients", uid(1), {"name": "First"}),
            Write("clients", uid(1), {"name": "Last"}),
            Write("plans", uid(2), {"name": "Plan"}),
            Write("plans", uid(3), None),
        ]
    )
    assert saved.generation == 2
    assert saved.tables["clients"][uid(1)]["name"] == "Last"
    assert saved.tables["clients"][uid(1)]["rev"] == 2
    assert list(reread(path)["plans"]) == [uid(2)]
    assert database.save(remove(1)).tables["clients"] == {}


def test_saved_documents_share_nothing_with_the_callers(database: Database) -> None:
    notes = ["kept"]
    database.save(put(1, notes=notes, pair=(1, 2), gone=float("nan")))
    notes.append("never saved")
    client = database.read()["clients"][uid(1)]
    assert (client["notes"], client["pair"], client["gone"]) == (["kept"], [1, 2], None)


def test_what_is_unknown_is_preserved(database: Database, path: Path) -> None:
    path.write_bytes(sound_bytes())
    saved = database.save(put(3, name="Edited"))
    assert saved.generation == 8
    expected = workspace()
    expected["clients"][uid(3)] = saved.tables["clients"][uid(3)]
    assert reread(path) == expected
    assert list(reread(path)["clients"]) == list(expected["clients"])


def test_untouched_documents_stay_the_same_objects(database: Database, path: Path) -> None:
    path.write_bytes(sound_bytes())
    before = database.read()["clients"]
    after = database.save(put(3, name="Edited")).tables["clients"]
    assert all((after[key] is before[key]) == (key != uid(3)) for key in before)
    assert before[uid(3)]["name"] == "Zoë 3"


def test_an_empty_answer_writes_nothing(database: Database, path: Path) -> None:
    path.write_bytes(sound_bytes())
    saved = database.save(lambda _: [])
    assert (saved.generation, saved.tables) == (7, workspace())
    assert path.read_bytes() == sound_bytes()
    assert database.backups() == []


def test_an_error_of_the_caller_passes_through(database: Database, path: Path) -> None:
    path.write_bytes(sound_bytes())

    def decide(_: Tables) -> Sequence[Write]:
        raise LookupError("conflict")

    with pytest.raises(LookupError, match="conflict"):
        database.save(decide)
    assert path.read_bytes() == sound_bytes()
    assert database.save(put(1, name="Next")).generation == 8


@pytest.mark.parametrize(
    ("table", "key"), [("clients", "7"), ("clients", ""), ("", uid(1)), ("header", uid(1)), ("deleted", uid(1))]
)
def test_a_document_needs_a_place(database: Database, path: Path, table: str, key: str) -> None:
    with pytest.raises(ValueError, match="no document can be kept"):
        database.save(lambda _: [Write(table, key, {})])
    assert not path.exists()


def test_a_value_that_json_does_not_know_is_told(database: Database) -> None:
    before = database.save(put(1, name="Good")).tables
    for value in ("\ud800", {1}, 2**70):
        with pytest.raises(NotSaved, match="a value cannot be kept"):
            database.save(lambda _, bad=value: [*put(2, x=1)({}), *put(1, name=bad)({})])
        assert database.read() == before


def test_another_programs_save_is_seen_first(database: Database, path: Path, clock: Clock) -> None:
    other = Database(path, clock)
    database.save(put(1, name="Mine"))
    assert other.has_changed()
    other.save(put(2, name="Theirs"))
    assert database.has_changed()
    saved = database.save(put(3, name="Mine too"))
    assert list(saved.tables["clients"]) == [uid(1), uid(2), uid(3)]
    assert saved.generation == 3


def test_a_save_is_seen_even_when_the_stat_does_not_tell(
    database: Database, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.save(put(1, name="Mine"))
    Database(path, clock).save(put(2, name="Theirs"))
    monkeypatch.setattr(Database, "has_changed", lambda self: not self._known)
    assert len(database.save(put(3, name="Mine too")).tables["clients"]) == 3


def test_generations_never_go_back(database: Database, path: Path) -> None:
    database.save(put(1, name="One"))
    early = path.read_bytes()
    database.save(put(1, name="Two"))
    path.write_bytes(early)
    assert database.read()["clients"][uid(1)]["name"] == "One"
    assert database.save(put(1, name="Three")).generation == 3


def test_a_file_that_vanishes_is_kept_in_memory_and_not_written_anew(database: Database, path: Path) -> None:
    database.save(put(1, name="One"))
    aside = path.rename(path.with_suffix(".aside"))
    assert database.read()["clients"][uid(1)]["name"] == "One"
    assert database.read_only == "The file was removed or moved while it was open"
    with pytest.raises(ReadOnly):
        database.save(put(2, name="Two"))
    assert not path.exists()
    aside.rename(path)
    assert database.save(put(2, name="Two")).generation == 2


@pytest.mark.parametrize("step", ["open", "write", "fsync", "fstat", "replace", "folder fsync"])
def test_after_a_failing_step_memory_and_file_are_the_old_ones(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    database.save(put(1, name="Old"))
    database.save(put(1, name="Newer"))  # with the daily backup, so that what fails is the save
    before, files = database.read(), names_in(path.parent)
    with monkeypatch.context() as broken:
        fail_at(broken, step, errno.ENOSPC)
        with pytest.raises((NotSaved, Unreadable), match="disk is full"):
            database.save(put(2, name="Never saved"))
    assert names_in(path.parent) == files
    assert database.read() is before or database.read() == before
    assert reread(path) == before
    assert database.save(put(1, name="Next")).tables == reread(path)
    assert {key: client["rev"] for key, client in reread(path)["clients"].items()} == {uid(1): 3}


def test_a_busy_workspace_is_told(database: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace_file, "PATIENCE_SECONDS", 0.03)
    database.save(put(1, name="Old"))
    with exclusive(path, 0):
        for action in (lambda: database.save(put(1, name="New")), database.back_up, database.accept):
            with pytest.raises(Busy):
                action()
    assert database.read()["clients"][uid(1)]["name"] == "Old"
    assert database.save(put(1, name="New")).generation == 2


def test_orphans_are_swept_and_no_fault(database: Database, path: Path) -> None:
    path.write_bytes(sound_bytes())
    orphan = path.with_name(f".{path.name}.1.0123abcd.tmp")
    orphan.write_bytes(b"half")
    assert database.read() == workspace()
    assert database.faults == ()
    database.save(put(1, name="New"))
    assert not orphan.exists()


def test_a_damaged_file_is_read_but_never_overwritten(database: Database, path: Path) -> None:
    damaged = sound_bytes()[:-60]
    path.write_bytes(damaged)
    assert len(database.read()["clients"]) == 15
    assert database.faults[0] == "The file is cut short"
    assert database.read_only is not None
    with pytest.raises(ReadOnly, match="cut short"):
        database.save(put(1, name="New"))
    assert path.read_bytes() == damaged


def test_an_unreadable_file_is_never_overwritten(database: Database, path: Path) -> None:
    path.write_bytes(b"")
    for action in (database.read, lambda: database.save(put(1, name="New")), database.accept, database.read):
        with pytest.raises(Unreadable, match="The file is empty"):
            action()
        assert database.read_only == "The file is empty"
    assert path.read_bytes() == b""
    path.write_bytes(sound_bytes())
    assert database.read() == workspace()
    assert database.read_only is None


def test_a_write_protected_file_is_left_alone(database: Database, path: Path) -> None:
    path.write_bytes(sound_bytes())
    path.chmod(0o400)
    assert database.read() == workspace()
    assert database.read_only == "The file is write-protected"
    with pytest.raises(ReadOnly, match="write-protected"):
        database.save(put(1, name="New"))
    path.chmod(0o600)
    assert database.save(put(1, name="New")).generation == 8


def test_an_outside_edit_can_be_accepted(database: Database, path: Path) -> None:
    edited = sound_bytes().replace(b"EUR", b"CHF")
    path.write_bytes(edited)
    database.read()
    assert database.faults == ("The checksum does not match: the file was changed by another program, or is damaged",)
    saved = database.accept()
    assert saved.generation == 8
    assert saved.tables["settings"][uid(900)]["currency"] == "CHF"
    assert all(client["rev"] == 8 for client in saved.tables["clients"].values())
    assert (database.faults, database.read_only) == ((), None)
    assert decode(path.read_bytes()).faults == ()
    (backup,) = database.backups()
    assert (backup.reason, backup.sound) == ("before-accept", False)
    assert (Path(f"{path}.backups") / backup.name).read_bytes() == edited
    assert database.accept().generation == 8


def test_documents_added_by_hand_are_made_whole(database: Database, path: Path) -> None:
    path.write_bytes(b'{"clients": {"acme": {"name": "Acme"}, "x": 3}}')
    saved = database.accept()
    ((key, client),) = saved.tables["clients"].items()
    assert client == {"name": "Acme", "rev": 1, "updated_at": "2026-03-02T09:30:00.000+00:00", "author": ""}
    assert len(key) == 36
    assert decode(path.read_bytes()).faults == ()


def test_accepting_nothing_changes_nothing(database: Database, path: Path) -> None:
    assert database.accept().tables == {}
    assert not path.exists()


def test_a_workspace_behind_a_link_is_one_workspace(tmp_path: Path, clock: Clock) -> None:
    real, link = tmp_path / "far" / "real.json", tmp_path / "link.json"
    link.symlink_to(real)
    database = Database(link, clock)
    database.save(put(1, name="One"))
    database.save(put(1, name="Two"))
    assert link.is_symlink()
    assert names_in(real.parent) == {"real.json", "real.json.lock", "real.json.backups"}
    link.unlink()
    link.symlink_to(tmp_path / "elsewhere.json")
    database.save(put(1, name="Three"))
    assert reread(real)["clients"][uid(1)]["name"] == "Three"
    assert not (tmp_path / "elsewhere.json").exists()


def test_everything_is_private(tmp_path: Path, clock: Clock) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "a" / "b" / "workspace.json"
        database = Database(path, clock)
        database.save(put(1, name="One"))
        database.save(put(1, name="Two"))
    finally:
        os.umask(before)
    for entry in [tmp_path / "a", *(tmp_path / "a").rglob("*")]:
        assert stat.S_IMODE(entry.stat().st_mode) == (0o700 if entry.is_dir() else 0o600), entry
    assert database.tighten() == []
    path.chmod(0o644)
    Path(f"{path}.backups").chmod(0o755)
    assert database.tighten() == [path, Path(f"{path}.backups")]


def test_it_can_be_used_from_another_thread(database: Database) -> None:
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(database.save, put(1, name="One")).result().generation == 1
    assert database.save(put(1, name="Two")).generation == 2
