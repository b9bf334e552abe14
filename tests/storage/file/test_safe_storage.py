from pathlib import Path

import pytest
from tinydb import Query, TinyDB
from tinydb.table import Document as TinyDocument

from csm_tui.storage.errors import NotSaved
from csm_tui.storage.file.document_table import DocumentTable
from csm_tui.storage.file.file_format import decode
from csm_tui.storage.file.safe_storage import SafeStorage
from tests.support.storage.storage_helpers import reread, uid, workspace

TIME = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def storage(path: Path) -> SafeStorage:
    storage = SafeStorage(path)
    storage.load(workspace(), b"", reuse=False)
    return storage


def test_writes_wait_for_the_commit(storage: SafeStorage, path: Path) -> None:
    clients, plans = DocumentTable(storage, "clients"), DocumentTable(storage, "plans")
    clients.put({uid(1): {"rev": 2}, uid(2): None})
    plans.put({uid(50): {"rev": 1}})
    assert not path.exists()
    storage.commit(1, TIME)
    assert decode(path.read_bytes()).tables == storage.saved
    assert storage.saved["plans"] == {uid(50): {"rev": 1}}
    assert list(storage.saved["clients"])[:3] == [uid(0), uid(1), uid(3)]


def test_a_rollback_drops_what_is_pending(storage: SafeStorage) -> None:
    table = DocumentTable(storage, "clients")
    table.put({uid(1): {"rev": 2}, uid(2): None})
    assert table.get(doc_id=uid(1)) == {"rev": 2}  # type: ignore[call-overload]
    storage.rollback()
    assert storage.read() == workspace()
    assert storage.saved == workspace()


def test_a_query_is_answered_from_now(storage: SafeStorage) -> None:
    table = DocumentTable(storage, "clients")
    mine = Query().name == "Mine"
    assert table.search(mine) == []
    storage.write({"clients": {uid(1): {"name": "Mine"}}})
    assert len(table.search(mine)) == 1
    storage.rollback()
    assert table.search(mine) == []


def test_tinydb_works_on_it(storage: SafeStorage, path: Path) -> None:
    table = DocumentTable(storage, "clients")
    table.insert(TinyDocument({"rev": 1, "name": "New"}, uid(70)))  # type: ignore[arg-type]
    table.remove(doc_ids=[uid(0)])  # type: ignore[list-item]
    storage.commit(3, TIME)
    found = reread(path)["clients"]
    assert uid(0) not in found
    assert found[uid(70)]["name"] == "New"


def test_tinydb_reads_the_file(storage: SafeStorage, path: Path) -> None:
    storage.commit(3, TIME)
    with TinyDB(path, access_mode="r") as stock:
        assert stock.tables() == {"header", *workspace()}
        assert len(stock.table("clients")) == 15
        header = stock.table("header").get(doc_id=1)
        assert header is not None
        assert header["generation"] == 3


def test_a_value_that_json_does_not_know_is_told(storage: SafeStorage, path: Path) -> None:
    DocumentTable(storage, "clients").put({uid(1): {"rev": 1, "name": "\ud800"}})
    with pytest.raises(NotSaved, match="a value cannot be kept"):
        storage.commit(1, TIME)
    storage.rollback()
    storage.commit(1, TIME)
    assert decode(path.read_bytes()).tables == workspace()
