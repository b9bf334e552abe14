import stat
from datetime import datetime
from pathlib import Path

import pytest

from csm_tui.storage.errors import NotSaved, StorageError, Unreadable
from csm_tui.storage.file.backups import DAYS, RECENT, WEEKS, Backups
from csm_tui.storage.file.database import Database
from tests.support.storage.storage_helpers import Clock, put, sound_bytes, uid, workspace


@pytest.fixture
def backups(path: Path) -> Backups:
    return Backups(path)


def test_a_backup_is_described(backups: Backups, clock: Clock) -> None:
    assert backups.all() == []
    made = backups.add(sound_bytes(), "before-import", clock())
    assert made.name == "2026-03-02T093000-before-import.json"
    assert made.made_at == datetime(2026, 3, 2, 9, 30)
    assert (made.reason, made.size, made.sound) == ("before-import", len(sound_bytes()), True)
    assert made.counts == {"clients": 15, "settings": 1, "empty": 0}
    assert backups.all() == [made]
    assert backups.read(made.name) == sound_bytes()


def test_backups_are_private(backups: Backups, clock: Clock) -> None:
    backups.folder.mkdir(mode=0o755)
    made = backups.add(b"x", "manual", clock())
    assert stat.S_IMODE(backups.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((backups.folder / made.name).stat().st_mode) == 0o600


def test_two_in_one_second_have_two_names(backups: Backups, clock: Clock) -> None:
    names = [backups.add(b"%d" % n, "manual", clock()).name for n in range(3)]
    assert names[1:] == ["2026-03-02T093000-manual-2.json", "2026-03-02T093000-manual-3.json"]
    assert [backup.name for backup in backups.all()] == names[::-1]
    assert {backup.reason for backup in backups.all()} == {"manual"}


def test_other_files_are_no_backups(backups: Backups, clock: Clock) -> None:
    backups.add(b"x", "manual", clock())
    for name in ("notes.txt", "2026-99-02T093000-manual.json", ".2026-03-02T093000-manual.json.1.00000000.tmp"):
        (backups.folder / name).write_bytes(b"x")
    assert len(backups.all()) == 1
    backups.add(b"x", "manual", clock())
    assert (backups.folder / "notes.txt").exists()
    assert not [entry for entry in backups.folder.iterdir() if entry.suffix == ".tmp"]


@pytest.mark.parametrize("reason", ["", "a/b", "..", "A", "a-2", "a--b"])
def test_a_reason_must_be_words(backups: Backups, clock: Clock, reason: str) -> None:
    with pytest.raises(ValueError, match="not a reason"):
        backups.add(b"x", reason, clock())


@pytest.mark.parametrize("name", ["", "x", "../workspace.json", "2026-03-02T093000-manual.json"])
def test_only_a_backup_can_be_read(backups: Backups, path: Path, name: str) -> None:
    path.write_bytes(sound_bytes())
    with pytest.raises(Unreadable, match="There is no backup"):
        backups.read(name)


@pytest.mark.thorough
def test_old_backups_are_thinned_out(backups: Backups, clock: Clock) -> None:
    for _ in range(100):
        for _ in range(2):
            backups.add(sound_bytes(1), "daily", clock())
            clock.forward(hours=12)
    days = [backup.made_at.date() for backup in backups.all()]
    assert len(days[:RECENT]) - len(set(days[:RECENT])) == 5
    assert len(set(days[:RECENT]) | set(days[RECENT:][:9])) == DAYS
    assert len({day.isocalendar()[:2] for day in days}) == WEEKS
    assert len(days) <= RECENT + DAYS + WEEKS


def test_damaged_copies_never_stand_in_for_sound_ones(backups: Backups, clock: Clock) -> None:
    sound = backups.add(sound_bytes(), "manual", clock())
    for _ in range(30):
        clock.forward(seconds=1)
        backups.add(b"broken", "before-accept", clock())
    found = backups.all()
    assert found[-1] == sound
    assert len(found) == RECENT + 1


def test_the_first_save_of_a_day_makes_a_backup(database: Database, clock: Clock) -> None:
    database.save(put(1, name="One"))
    assert database.backups() == []
    database.save(put(1, name="Two"))
    clock.forward(hours=2)
    database.save(put(1, name="Three"))
    clock.forward(days=1)
    database.save(put(1, name="Four"))
    assert [(backup.reason, backup.made_at.day) for backup in database.backups()] == [("daily", 3), ("daily", 2)]


def test_a_wrong_clock_makes_no_backup_of_every_save(database: Database, clock: Clock) -> None:
    database.save(put(1, name="One"))
    clock.forward(days=400)
    database.save(put(1, name="Two"))
    clock.forward(days=-400)
    for name in "abc":
        database.save(put(1, name=name))
    assert len(database.backups()) == 2


def test_a_save_can_ask_for_a_backup(database: Database) -> None:
    database.save(put(1, name="One"))
    database.save(put(1, name="Two"), backup="before-import")
    (backup,) = database.backups()
    assert (backup.reason, backup.counts) == ("before-import", {"clients": 1})


def test_a_save_goes_on_without_its_daily_backup_and_says_so(database: Database, path: Path) -> None:
    database.save(put(1, name="One"))
    Path(f"{path}.backups").write_bytes(b"in the way")
    saved = database.save(put(1, name="Two"))
    assert saved.warning is not None
    assert saved.warning.startswith("Saved, but the daily backup failed.")
    with pytest.raises(NotSaved):
        database.save(put(1, name="Three"), backup="before-import")
    assert database.read()["clients"][uid(1)]["name"] == "Two"


def test_restore_brings_the_content_back(database: Database, clock: Clock) -> None:
    database.save(put(1, name="One"))
    database.save(put(2, name="Stays"))
    backup = database.back_up()
    database.save(put(1, name="Changed"))
    clock.forward(minutes=1)
    before = database.save(put(3, name="More"))
    saved = database.restore(backup.name)
    clients = saved.tables["clients"]
    assert {key: client["name"] for key, client in clients.items()} == {uid(1): "One", uid(2): "Stays"}
    assert saved.generation > before.generation
    assert clients[uid(2)]["rev"] == 1
    assert clients[uid(1)]["rev"] > before.tables["clients"][uid(1)]["rev"]
    newest = database.backups()[0]
    assert newest.reason == "before-restore"
    assert len(database.restore(newest.name).tables["clients"]) == 3


def test_restore_works_without_and_over_an_unreadable_file(database: Database, path: Path, clock: Clock) -> None:
    first = database.save(put(1, name="One"))
    backup = database.back_up()
    path.unlink()
    assert database.restore(backup.name).generation > first.generation
    path.write_bytes(b"no workspace at all")
    clock.forward(minutes=1)
    other = Database(path, clock)
    assert other.restore(backup.name).tables["clients"][uid(1)]["name"] == "One"
    newest = other.backups()[0]
    assert (newest.reason, newest.sound, newest.counts) == ("before-restore", False, {})
    assert (Path(f"{path}.backups") / newest.name).read_bytes() == b"no workspace at all"
    assert other.save(put(2, name="Two")).tables["clients"].keys() == {uid(1), uid(2)}


def test_a_damaged_backup_is_listed_and_refused(database: Database, path: Path) -> None:
    path.write_bytes(sound_bytes().replace(b"EUR", b"EUS"))
    damaged = path.read_bytes()
    backup = database.back_up()
    assert not backup.sound
    assert database.backups() == [backup]
    with pytest.raises(Unreadable, match="is damaged"):
        database.restore(backup.name)
    assert path.read_bytes() == damaged
    path.write_bytes(b"")
    with pytest.raises(Unreadable, match=r"the backup '2026.*' is damaged"):
        database.restore(database.back_up().name)


def test_there_must_be_something_to_back_up(database: Database, path: Path) -> None:
    with pytest.raises(StorageError, match="nothing to back up"):
        database.back_up()
    assert list(path.parent.iterdir()) == []


def test_a_backup_is_a_workspace_of_its_own(database: Database, path: Path, clock: Clock) -> None:
    path.write_bytes(sound_bytes())
    backup = database.back_up()
    other = Database(Path(f"{path}.backups") / backup.name, clock)
    assert other.read() == workspace()
    assert other.faults == ()
