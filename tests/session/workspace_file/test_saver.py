"""The thread that writes: in order, nothing twice, nothing forgotten."""

from datetime import UTC, datetime
from pathlib import Path
from queue import Queue
from threading import Event
from typing import Any

import pytest

from csm_tui.domain.records.client import Client
from csm_tui.session.changes import Change, Edit
from csm_tui.session.merging import Conflict
from csm_tui.session.workspace_file.saver import Failed, Refreshed, Refused, Saver, SaverReport, Stored
from csm_tui.storage.errors import NotSaved
from csm_tui.storage.file.database import Database


def now() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.json"


@pytest.fixture
def reports() -> "Queue[SaverReport]":
    return Queue()


@pytest.fixture
def saver(path: Path, reports: "Queue[SaverReport]") -> Any:
    saver = Saver(Database(path, now), reports.put)
    yield saver
    saver.close(1.0)


def adding(name: str) -> Change:
    return Change(name, (Edit(None, Client(name=name)),))


def at_once(path: Path, change: Change) -> Stored:
    stored = Saver(Database(path, now), None).submit(change)
    assert stored is not None
    return stored


def names(saver: Saver) -> list[str]:
    return [one.name for one in saver.loaded.workspace.clients.values()]


def test_changes_are_written_in_their_order(saver: Saver, reports: "Queue[SaverReport]", path: Path) -> None:
    changes = [adding(f"client {number}") for number in range(12)]
    for change in changes:
        assert saver.submit(change) is None
    for change in changes:
        report = reports.get(timeout=10)
        assert isinstance(report, Stored)
        assert report.change is change
        assert not report.foreign
    assert names(saver) == [change.label for change in changes]
    assert names(Saver(Database(path, now), None)) == names(saver)


def test_without_a_thread_it_is_saved_or_raised(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not at_once(path, adding("Acme")).foreign
    with pytest.raises(Conflict):
        at_once(path, adding("ACME"))

    def full(*_: Any) -> Any:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(Database, "save", full)
    with pytest.raises(NotSaved):
        at_once(path, adding("Bolt"))


def test_a_failed_change_waits_for_a_look_and_the_next_ones_behind_it(
    saver: Saver, reports: "Queue[SaverReport]", monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    def full(*_: Any) -> Any:
        tries.append("")
        raise NotSaved("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Database, "save", full)
        saver.submit(adding("Acme"))
        assert isinstance(reports.get(timeout=10), Failed)
        saver.submit(adding("Bolt"))
        saver.look()
        assert isinstance(reports.get(timeout=10), Failed)
        assert len(tries) == 2, "it is tried when looked at, not without end"
    saver.look()
    assert [type(reports.get(timeout=10)) for _ in range(2)] == [Stored, Stored]
    assert names(saver) == ["Acme", "Bolt"]


def test_a_refused_change_is_not_tried_again_and_does_not_hold_up_the_next(
    saver: Saver, reports: "Queue[SaverReport]", path: Path
) -> None:
    at_once(path, adding("Acme"))
    saver.submit(adding("acme"))
    saver.submit(adding("Bolt"))
    refused, stored = reports.get(timeout=10), reports.get(timeout=10)
    assert isinstance(refused, Refused)
    assert "Acme" in str(refused.error)
    assert isinstance(stored, Stored)
    assert names(saver) == ["Acme", "Bolt"]


def test_foreign_changes_are_noticed(saver: Saver, reports: "Queue[SaverReport]", path: Path) -> None:
    at_once(path, adding("Acme"))
    saver.look()
    report = reports.get(timeout=10)
    assert isinstance(report, Refreshed)
    at_once(path, adding("Bolt"))
    saver.submit(adding("City"))
    stored = reports.get(timeout=10)
    assert isinstance(stored, Stored)
    assert stored.foreign
    assert sorted(names(saver)) == ["Acme", "Bolt", "City"]


def test_a_look_at_an_unchanged_file_says_nothing(saver: Saver, reports: "Queue[SaverReport]") -> None:
    saver.look()
    saver.submit(adding("Acme"))
    assert isinstance(reports.get(timeout=10), Stored)
    saver.look()
    assert saver.close(5.0)
    assert reports.empty()


def test_models_whose_document_did_not_change_stay_the_same_objects(
    saver: Saver, reports: "Queue[SaverReport]", path: Path
) -> None:
    at_once(path, adding("Acme"))
    saver.look()
    reports.get(timeout=10)
    (acme,) = saver.loaded.workspace.clients.values()
    at_once(path, adding("Bolt"))
    saver.look()
    reports.get(timeout=10)
    assert saver.loaded.workspace.clients[acme.id] is acme


def test_flush_waits_for_a_save_under_way_and_no_longer_than_asked(
    saver: Saver, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = Event(), Event()
    save = Database.save

    def slow(*arguments: Any) -> Any:
        begun.set()
        goes_on.wait(10)
        return save(*arguments)

    monkeypatch.setattr(Database, "save", slow)
    assert saver.flush(0.0)
    saver.submit(adding("Acme"))
    assert begun.wait(10)
    assert not saver.flush(0.01)
    goes_on.set()
    assert saver.flush(10.0)
    assert names(saver) == ["Acme"]


def test_after_a_flush_in_vain_it_goes_on(
    saver: Saver, reports: "Queue[SaverReport]", monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        raise NotSaved("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Database, "save", full)
        saver.submit(adding("Acme"))
        assert not saver.flush(5.0)
    saver.look()
    assert saver.flush(5.0)
    assert names(saver) == ["Acme"]
    assert reports.qsize() >= 2
