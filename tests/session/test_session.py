"""The one door for changes: apply, undo, redo, two sessions on one file, and a disk that refuses."""

from pathlib import Path
from typing import Any

import pytest

from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import change_setting
from csm_tui.session.announcement import Saving
from csm_tui.session.changes import Change, Edit
from csm_tui.session.merging import Conflict
from csm_tui.session.opening import lay_demo, open_maintenance
from csm_tui.session.session import Session
from csm_tui.storage.errors import NotSaved, ReadOnly, StorageError, Unreadable
from csm_tui.storage.file.database import Database
from tests.support.sessions import TODAY, Owner, now, opened


def add(session: Session, name: str, **fields: Any) -> Client:
    client = Client.model_validate({"name": name, **fields})
    session.apply(Change(f"new client {name}", (Edit(None, client),)))
    return client


def edit(session: Session, who: str, **fields: Any) -> None:
    before = named(session, who)
    session.apply(Change(f"edit of {who}", (Edit(before, before.changed(**fields)),)))


def delete(session: Session, name: str) -> None:
    session.apply(Change(f"deletion of {name}", (Edit(named(session, name), None),)))


def named(session: Session, name: str) -> Client:
    found = session.workspace.named(name)
    assert found is not None
    return found


def names(path: Path) -> set[str]:
    return {one.name for one in opened(path).workspace.clients.values()}


class TestOneSession:
    def test_a_change_is_on_the_disk_when_apply_returns(self, path: Path) -> None:
        session = opened(path)
        assert not path.exists()
        acme = add(session, "Acme", notes="first")
        assert session.saving is Saving.SAVED
        assert opened(path).workspace.clients == {acme.id: acme}

    def test_undo_and_redo_of_each_kind(self, path: Path) -> None:
        session = opened(path)
        add(session, "Acme", owner="Ines")
        edit(session, "Acme", owner="Kim")
        weights = change_setting(session.workspace.settings, "weights", "40,30,20,10")
        session.apply(Change("setting", settings=(session.workspace.settings, weights)))
        delete(session, "Acme")
        steps = [opened(path).workspace]
        labels = []
        while session.can_undo:
            labels.append(session.undo())
            steps.append(opened(path).workspace)
        assert labels == ["deletion of Acme", "setting", "edit of Acme", "new client Acme"]
        assert [len(one.clients) for one in steps] == [0, 1, 1, 1, 0]
        assert steps[2].settings.weights.product == 50
        assert session.undo() is None
        for wanted in reversed(steps[:-1]):
            session.redo()
            found = opened(path).workspace
            assert (found.clients, found.settings) == (wanted.clients, wanted.settings)
        assert session.redo() is None
        assert not session.can_redo

    def test_a_new_change_ends_what_could_be_done_again(self, path: Path) -> None:
        session = opened(path)
        add(session, "Acme")
        session.undo()
        assert session.can_redo
        add(session, "Bolt")
        assert not session.can_redo

    def test_a_second_client_of_a_name_is_refused(self, path: Path) -> None:
        session = opened(path)
        add(session, "Zoë")
        with pytest.raises(Conflict, match="Zoë"):
            add(session, "ZOE")
        add(session, "Bolt")
        with pytest.raises(Conflict):
            edit(session, "Bolt", name="zoe")
        assert names(path) == {"Zoë", "Bolt"}

    def test_several_clients_in_one_change_are_one_step(self, path: Path) -> None:
        session = opened(path)
        edits = tuple(Edit(None, Client(name=f"client {number}")) for number in range(20))
        session.apply(Change("import", edits, backup="import"))
        assert len(names(path)) == 20
        session.undo()
        assert names(path) == set()

    def test_a_backup_is_made_where_a_change_asks_for_it(self, path: Path) -> None:
        session = opened(path)
        add(session, "Acme")
        session.apply(Change("import", (Edit(None, Client(name="Bolt")),), backup="import"))
        (backup,) = [one for one in open_maintenance(path, now).backups() if one.reason == "import"]
        assert backup.counts["clients"] == 1

    def test_a_restored_backup_is_taken_in_and_open_changes_meet_it(self, path: Path) -> None:
        session = opened(path)
        add(session, "Acme", owner="Ines")
        backup = open_maintenance(path, now).back_up()
        edit(session, "Acme", owner="Kim")
        add(session, "Bolt")
        open_maintenance(path, now).restore(backup.name)
        assert named(opened(path), "Acme").owner == "Ines"
        add(session, "City")
        assert {one.name for one in session.workspace.clients.values()} == {"Acme", "City"}
        assert names(path) == {"Acme", "City"}

    def test_the_demo_is_a_copy(self) -> None:
        one, other = lay_demo(TODAY, now), lay_demo(TODAY, now)
        assert one != other
        assert len(opened(one).workspace.clients) == 15
        delete(opened(one), "Customer 10")
        assert len(opened(other).workspace.clients) == 15

    def test_a_file_that_is_no_workspace_cannot_be_opened_and_stays(self, path: Path) -> None:
        path.write_bytes(b"something else")
        with pytest.raises(Unreadable):
            opened(path)
        assert path.read_bytes() == b"something else"

    def test_a_document_that_is_not_understood_stays_in_the_file(self, path: Path) -> None:
        from csm_tui.storage.store import Write

        odd = {"name": "Odd", "product": 500, "from": "the future"}
        uid = "00000000-0000-4000-8000-000000000001"
        Database(path, now).save(lambda _: [Write("clients", uid, odd), Write("newer table", uid, {"x": 1})])
        session = opened(path)
        assert session.file.faults == ()
        assert [(one.name, one.product) for one in session.workspace.clients.values()] == [("Odd", None)]
        assert [[*one.problems] for one in session.file.to_mend] == [["product"]]
        add(session, "Acme")
        tables = Database(path, now).read()
        assert {key: tables["clients"][uid][key] for key in odd} == odd
        assert tables["newer table"][uid]["x"] == 1

    def test_unknown_fields_survive_an_edit(self, path: Path) -> None:
        session = opened(path)
        add(session, "Acme", stars=5)
        edit(opened(path), "Acme", owner="Kim")
        assert dict(named(opened(path), "Acme"))["stars"] == 5

    def test_a_write_protected_file(self, path: Path) -> None:
        add(opened(path), "Acme")
        path.chmod(0o400)
        session = opened(path)
        assert session.file.read_only
        for step in (lambda: add(session, "Bolt"), lambda: delete(session, "Acme")):
            with pytest.raises(ReadOnly):
                step()
        assert {one.name for one in session.workspace.clients.values()} == {"Acme"}
        assert not session.can_undo


class TestTwoSessions:
    def test_edits_of_other_fields_are_merged(self, path: Path) -> None:
        one = opened(path)
        add(one, "Acme", owner="Ines", tags=["a"])
        other = opened(path)
        edit(one, "Acme", owner="Kim")
        edit(other, "Acme", notes="typed")
        for session in (other, opened(path)):
            assert (named(session, "Acme").owner, named(session, "Acme").notes) == ("Kim", "typed")

    def test_the_same_field_collides_and_both_values_are_named(self, path: Path) -> None:
        one = opened(path)
        add(one, "Acme", owner="Ines")
        other = opened(path)
        edit(one, "Acme", owner="Kim")
        with pytest.raises(Conflict, match=r"(?s)owner.*Kim.*Mara"):
            edit(other, "Acme", owner="Mara")
        assert not other.can_undo
        assert named(opened(path), "Acme").owner == "Kim"

    def test_the_same_value_is_no_conflict(self, path: Path) -> None:
        one = opened(path)
        add(one, "Acme", owner="Ines")
        other = opened(path)
        edit(one, "Acme", owner="Kim")
        edit(other, "Acme", owner="Kim")
        assert named(other, "Acme").owner == "Kim"

    def test_deleted_here_changed_there(self, path: Path) -> None:
        one = opened(path)
        add(one, "Acme")
        add(one, "Bolt")
        other = opened(path)
        edit(one, "Acme", owner="Kim")
        delete(one, "Bolt")
        with pytest.raises(Conflict):
            delete(other, "Acme")
        with pytest.raises(Conflict):
            edit(other, "Bolt", owner="Kim")
        assert names(path) == {"Acme"}

    def test_undo_takes_back_only_its_own_fields(self, path: Path) -> None:
        one = opened(path)
        add(one, "Acme", owner="Ines")
        edit(one, "Acme", owner="Kim")
        edit(opened(path), "Acme", notes="from elsewhere")
        one.undo()
        assert (named(one, "Acme").owner, named(one, "Acme").notes) == ("Ines", "from elsewhere")
        assert named(opened(path), "Acme").notes == "from elsewhere"

    def test_an_undo_that_collides_stays_undoable(self, path: Path) -> None:
        one = opened(path)
        add(one, "Acme", owner="Ines")
        edit(one, "Acme", owner="Kim")
        edit(opened(path), "Acme", owner="Mara")
        with pytest.raises(Conflict):
            one.undo()
        assert one.can_undo
        assert named(opened(path), "Acme").owner == "Mara"

    def test_settings_are_merged_too(self, path: Path) -> None:
        one, other = opened(path), opened(path)
        for session, key, value in ((one, "currency", "EUR"), (other, "trend.days", "33")):
            before = session.workspace.settings
            session.apply(Change(key, settings=(before, change_setting(before, key, value))))
        found = opened(path).workspace.settings
        assert (found.currency, found.trend.days) == ("EUR", 33)

    def test_two_settings_of_one_section_do_not_collide(self, path: Path) -> None:
        one, other = opened(path), opened(path)
        for session, key, value in ((one, "thresholds.score.amber", "40"), (other, "thresholds.renewal.red", "2")):
            before = session.workspace.settings
            session.apply(Change(key, settings=(before, change_setting(before, key, value))))
        found = opened(path).workspace.settings.thresholds
        assert (found.score.amber, found.renewal.red) == (40, 2)

    def test_scores_of_one_day_entered_in_two_places(self, path: Path) -> None:
        from csm_tui.domain.records.client_entries import with_entries

        one = opened(path)
        add(one, "Acme")
        other = opened(path)
        for session, score in ((one, {"product": 10}), (other, {"support": 20})):
            before = named(session, "Acme")
            session.apply(Change("score", (Edit(before, with_entries(before, score, TODAY)),)))
        found = named(opened(path), "Acme")
        assert found.scores == (10, None, 20, None)
        assert found.history == ((TODAY, 10, None, 20, None),)
        assert set(found.entered) == {"product", "support"}


class FullDisk:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.error: Exception | None = None
        save = Database.save

        def tried(database: Database, *arguments: Any, **options: Any) -> Any:
            if self.error is not None:
                raise self.error
            return save(database, *arguments, **options)

        monkeypatch.setattr(Database, "save", tried)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    return FullDisk(monkeypatch)


class TestInTheBackground:
    def test_it_is_there_at_once_and_saved_soon(self, owner: Owner, path: Path) -> None:
        add(owner.session, "Acme")
        assert owner.session.saving is Saving.SAVING
        assert owner.session.workspace.named("Acme")
        owner.listen()
        assert owner.session.saving is Saving.SAVED
        assert names(path) == {"Acme"}

    def test_a_refused_save_stays_in_memory_and_is_tried_again(self, owner: Owner, path: Path, disk: FullDisk) -> None:
        disk.error = NotSaved("the disk is full")
        add(owner.session, "Acme")
        owner.listen()
        assert owner.session.saving is Saving.NOT_SAVED
        assert owner.session.file.why_not_saved == "the disk is full"
        add(owner.session, "Bolt")
        assert {one.name for one in owner.session.workspace.clients.values()} == {"Acme", "Bolt"}
        assert not owner.session.flush(5.0)
        disk.error = None
        assert owner.session.flush(5.0)
        while owner.session.saving is not Saving.SAVED:
            owner.listen()
        assert names(path) == {"Acme", "Bolt"}
        assert owner.messages == ["Not saved yet: the disk is full"]

    def test_close_saves_what_waits(self, owner: Owner, path: Path) -> None:
        for number in range(10):
            add(owner.session, f"client {number}")
        assert owner.session.close()
        assert len(names(path)) == 10

    def test_close_says_when_something_is_not_saved(self, owner: Owner, disk: FullDisk) -> None:
        disk.error = NotSaved("the disk is full")
        add(owner.session, "Acme")
        assert not owner.session.close(5.0)

    def test_a_conflict_is_told_and_the_others_value_stands(self, owner: Owner, path: Path) -> None:
        add(opened(path), "Acme", owner="Ines")
        owner.session.look()
        owner.listen()
        assert owner.messages == ["Changes made in another terminal were taken in"]
        edit(opened(path), "Acme", owner="Kim")
        edit(owner.session, "Acme", owner="Mara")
        owner.listen()
        assert "Kim" in owner.messages[-1]
        assert "Mara" in owner.messages[-1]
        assert owner.heard[-1].problem
        assert named(owner.session, "Acme").owner == "Kim"
        assert not owner.session.can_undo
        assert owner.session.saving is Saving.SAVED

    def test_foreign_changes_come_under_what_is_still_to_be_saved(
        self, owner: Owner, path: Path, disk: FullDisk
    ) -> None:
        add(opened(path), "Acme", owner="Ines")
        owner.session.look()
        owner.listen()
        disk.error = NotSaved("the disk is full")
        edit(owner.session, "Acme", notes="typed")
        owner.listen()
        disk.error = None
        edit(opened(path), "Acme", owner="Kim")
        owner.session.look()
        while owner.session.saving is not Saving.SAVED:
            owner.listen()
        assert (named(owner.session, "Acme").owner, named(owner.session, "Acme").notes) == ("Kim", "typed")

    def test_an_error_that_nobody_thought_of_does_not_stop_the_saving_in_silence(
        self, owner: Owner, path: Path, disk: FullDisk
    ) -> None:
        disk.error = MemoryError("an error that nobody thought of")
        add(owner.session, "Acme")
        owner.listen()
        assert owner.session.saving is Saving.NOT_SAVED
        disk.error = None
        assert owner.session.flush(5.0)
        assert names(path) == {"Acme"}

    def test_a_look_that_fails_for_a_moment_is_forgotten_when_it_succeeds(
        self, owner: Owner, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add(owner.session, "Acme")
        owner.listen()

        def refused(_: Database) -> bool:
            raise StorageError("the disk reports an error")

        with monkeypatch.context() as broken:
            broken.setattr(Database, "has_changed", refused)
            owner.session.look()
            owner.listen()
        add(opened(path), "Bolt")
        owner.session.look()
        owner.listen()
        assert owner.session.workspace.named("Bolt")
        assert owner.session.saving is Saving.SAVED, "nothing waits to be saved"
