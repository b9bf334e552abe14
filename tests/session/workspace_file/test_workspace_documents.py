"""Tables of documents as a workspace: each is read when its records are first asked for."""

from collections.abc import Callable, Mapping
from pathlib import Path
from queue import Queue

import pytest

from csm_tui.domain.record import Entity
from csm_tui.domain.records.person.view import View
from csm_tui.domain.workspace import Workspace
from csm_tui.session.workspace_file import workspace_documents
from csm_tui.session.workspace_file.mending import sound_reader
from csm_tui.session.workspace_file.saver import Saver
from csm_tui.session.workspace_file.workspace_documents import load, writes
from csm_tui.storage.documents import Document
from csm_tui.storage.file.database import Database
from tests.support.sessions import now
from tests.support.storage.raw_files import fill_raw

IDS = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"]
TABLES: Mapping[str, Mapping[str, Document]] = {
    "clients": {IDS[0]: {"name": "Acme", "product": 500}},
    "views": {IDS[1]: {"name": "At risk", "place": "first"}},
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables of the records that were read, in order."""
    tables: list[str] = []

    def noted(kind: type[Entity]) -> Callable[[str, Document], Entity | None]:
        tables.append(kind.TABLE)
        return sound_reader(kind)

    monkeypatch.setattr(workspace_documents, "sound_reader", noted)
    return tables


def test_a_table_is_read_when_first_asked_for_and_once(read: list[str]) -> None:
    loaded = load(TABLES)
    assert read == []
    assert [one.name for one in loaded.workspace.clients.values()] == ["Acme"]
    assert [one.name for one in loaded.workspace.clients.values()] == ["Acme"]
    assert read == ["clients"]


def test_what_breaks_a_rule_is_found_in_tables_that_nobody_asked_for(read: list[str]) -> None:
    loaded = load(TABLES)
    assert [(one.table, *one.problems) for one in loaded.to_mend] == [("clients", "product"), ("views", "place")]
    assert read == ["clients", "views"]


def test_a_table_that_is_as_before_is_neither_read_nor_written(read: list[str]) -> None:
    before = load(TABLES).workspace
    view = View(name="Slipping")
    (write,) = writes(before, before.with_records([view]))
    assert (write.table, write.id) == ("views", view.id)
    assert read == ["views"]


def test_after_other_documents_records_that_are_as_before_stay_the_same_objects(read: list[str]) -> None:
    first = load(TABLES)
    known = first.workspace.table(View).records[IDS[1]]
    again = load({**TABLES, "views": {IDS[0]: {"name": "Due"}, IDS[1]: dict(TABLES["views"][IDS[1]])}}, first)
    assert again.workspace.table(View).records[IDS[1]] is known
    assert [one.name for one in again.workspace.views] == ["At risk", "Due"]
    assert sorted(again.to_mend) == sorted(first.to_mend)
    assert read == ["views", "clients", "views"]
    gone = load({"clients": TABLES["clients"]}, again)
    assert gone.workspace.views == []
    assert [one.table for one in gone.to_mend] == ["clients"]


def test_all_is_read_before_a_second_thread_could_ask_for_it(tmp_path: Path, read: list[str]) -> None:
    path = tmp_path / "workspace.json"
    fill_raw(path, [{"name": "At risk"}], "views")
    saver = Saver(Database(path, now), Queue[object]().put)
    assert read == []
    saver.look()
    assert read == ["views"]
    saver.close(1.0)


def test_an_empty_workspace_has_nothing_to_read() -> None:
    assert load({}).to_mend == ()
    assert writes(Workspace(), load({}).workspace) == []
