from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.storage.documents import Tables
from csm_tui.storage.errors import ReadOnly
from csm_tui.storage.file import migrations
from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import decode, encode
from csm_tui.storage.file.migrations import migrate
from tests.support.storage.storage_helpers import Clock, put, reread, uid

FIXTURES = Path(__file__).parent


def renamed(tables: Tables) -> Tables:
    """A step as there may be one: `arr` becomes `revenue`."""
    clients = {
        key: {"revenue" if name == "arr" else name: value for name, value in document.items()}
        for key, document in tables["clients"].items()
    }
    return {**tables, "clients": clients}


def counted(tables: Tables) -> Tables:
    return {**tables, "settings": {uid(1): {"rev": 1, "clients": len(tables["clients"])}}}


@pytest.fixture
def two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", (renamed, counted))
    monkeypatch.setattr(migrations, "SCHEMA", 3)


@pytest.mark.parametrize("schema", range(1, migrations.SCHEMA + 1))
def test_every_released_schema_can_be_opened(schema: int, path: Path) -> None:
    path.write_bytes((FIXTURES / f"schema_{schema}.json").read_bytes())
    database = Database(path, Clock())
    assert len(database.read()["clients"]) == 2
    assert database.faults == ()
    database.save(put(1, name="New"))
    assert len(reread(path)["clients"]) == 3


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text("aé\n[]", max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=3), inner, max_size=3),
    max_leaves=5,
)
_DOCUMENTS = st.builds(
    lambda fields, rev: {**fields, "rev": rev},
    st.dictionaries(st.sampled_from(["name", "author", "updated_at", "deleted", "mood"]), _VALUES, max_size=4),
    st.integers(1, 99),
)
_TABLES = st.dictionaries(
    st.sampled_from(["clients", "settings", "leave", "of a newer program"]),
    st.dictionaries(st.integers(1, 9).map(uid), _DOCUMENTS, max_size=3),
    max_size=3,
)


@given(_TABLES)
def test_nothing_of_schema_1_is_lost(tables: Tables) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.json"
        with pytest.MonkeyPatch.context() as earlier:
            earlier.setattr(migrations, "SCHEMA", 1)
            path.write_bytes(b"".join(encode(tables, 7, "2026-01-15T08:00:00.000+00:00")))
        database = Database(path, Clock())
        assert all_in(tables, database.read())
        assert database.faults == ()
        saved = database.save(put(100, name="New")).tables
        assert all_in(tables, saved)
        assert all_in(tables, reread(path))
    assert all("author" in document for table in saved.values() for document in table.values())


def all_in(tables: Tables, others: Tables) -> bool:
    """Whether all documents are there, with all their fields."""
    return all(
        others[name][key][field] == value
        for name, table in tables.items()
        for key, document in table.items()
        for field, value in document.items()
    )


@pytest.mark.usefixtures("two_steps")
def test_steps_run_in_order_from_the_files_schema() -> None:
    tables = {"clients": {uid(1): {"rev": 1, "arr": 5}}}
    assert migrate(tables, 3) == tables
    assert migrate(tables, 2)["clients"] == tables["clients"]
    assert migrate(tables, 1)["clients"] == {uid(1): {"rev": 1, "revenue": 5}}
    assert migrate(tables, 1)["settings"][uid(1)]["clients"] == 1
    assert tables == {"clients": {uid(1): {"rev": 1, "arr": 5}}}


def test_a_schema_that_cannot_be_is_refused() -> None:
    with pytest.raises(ReadOnly, match="newer version"):
        migrate({}, migrations.SCHEMA + 1)
    with pytest.raises(ValueError, match="no schema 0"):
        migrate({}, 0)


@pytest.mark.usefixtures("two_steps")
def test_an_older_file_is_backed_up_before_it_is_replaced(path: Path) -> None:
    before = (FIXTURES / "schema_1.json").read_bytes()
    path.write_bytes(before)
    database = Database(path, Clock())
    assert all("revenue" in client for client in database.read()["clients"].values())
    assert path.read_bytes() == before
    database.save(put(1, revenue=7))
    (backup,) = database.backups()
    assert backup.reason == "before-migration"
    assert (path.parent / f"{path.name}.backups" / backup.name).read_bytes() == before
    header = decode(path.read_bytes()).header
    assert header is not None
    assert header.schema == 3
    database.save(put(1, revenue=8))
    assert len(database.backups()) == 1


@pytest.mark.usefixtures("two_steps")
def test_an_older_backup_is_migrated_when_restored(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(path, Clock())
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "SCHEMA", 1)
        database.save(put(1, arr=7))
        name = database.back_up().name
    restored = database.restore(name)
    assert restored.tables["clients"][uid(1)]["revenue"] == 7


def test_a_newer_file_is_read_but_never_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as later:
        later.setattr(migrations, "SCHEMA", migrations.SCHEMA + 1)
        Database(path, Clock()).save(put(1, name="From the future"))
    before = path.read_bytes()
    database = Database(path, Clock())
    assert database.read()["clients"][uid(1)]["name"] == "From the future"
    assert database.read_only is not None
    assert "newer version" in database.read_only
    name = database.back_up().name
    assert not database.backups()[0].sound
    for refused in (
        lambda: database.save(put(2, name="Lost")),
        database.accept,
        lambda: database.restore(name),
    ):
        with pytest.raises(ReadOnly, match="newer version"):
            refused()
    assert path.read_bytes() == before
