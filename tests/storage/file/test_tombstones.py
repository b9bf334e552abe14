"""What was deleted leaves a tombstone, so that a replica that was offline can tell it from what it never had."""

from pathlib import Path

import pytest

from csm_tui.storage.documents import DELETED, Document
from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import decode
from csm_tui.storage.file.writes import TOMBSTONES_KEPT
from csm_tui.storage.store import Write
from tests.support.storage.storage_helpers import Clock, put, remove, reread, uid

TIME = "2026-03-02T09:30:00.000+00:00"


@pytest.fixture
def database(path: Path, clock: Clock) -> Database:
    return Database(path, clock, lambda: "kim")


def tombstone(rev: int, table: str = "clients", at: str = TIME) -> Document:
    return {"table": table, "rev": rev, "updated_at": at, "author": "kim"}


def test_what_is_deleted_leaves_a_tombstone(database: Database, path: Path) -> None:
    database.save(put(1, name="One"))
    database.save(put(1, name="Two"))
    tables = database.save(remove(1)).tables
    assert tables == {"clients": {}, DELETED: {uid(1): tombstone(3)}}
    assert reread(path) == tables
    assert decode(path.read_bytes()).faults == ()


def test_what_was_not_there_leaves_none(database: Database) -> None:
    assert DELETED not in database.save(remove(1)).tables


def test_what_comes_back_has_a_rev_above_its_tombstone(database: Database) -> None:
    database.save(put(1, name="One"))
    database.save(remove(1))
    tables = database.save(put(1, name="One")).tables
    assert tables["clients"][uid(1)]["rev"] == 3
    assert tables[DELETED] == {}


def test_deleting_twice_keeps_the_first_tombstone(database: Database, clock: Clock) -> None:
    database.save(put(1, name="One"))
    database.save(remove(1))
    clock.forward(hours=1)
    assert database.save(remove(1)).tables[DELETED] == {uid(1): tombstone(2)}


def test_a_tombstone_goes_when_no_replica_can_ask_for_it_any_more(database: Database, clock: Clock) -> None:
    database.save(lambda _: [Write("clients", uid(n), {}) for n in (1, 2, 3)])
    database.save(remove(1))
    clock.time += TOMBSTONES_KEPT
    assert database.save(remove(2)).tables[DELETED].keys() == {uid(1), uid(2)}, "the last day counts"
    clock.forward(seconds=1)
    assert database.save(put(4)).tables[DELETED].keys() == {uid(1), uid(2)}, "they are looked at when one is added"
    assert database.save(remove(3)).tables[DELETED].keys() == {uid(2), uid(3)}


def test_backups_do_not_count_tombstones(database: Database) -> None:
    database.save(lambda _: [Write("clients", uid(n), {}) for n in (1, 2)])
    database.save(remove(1))
    assert database.back_up().counts == {"clients": 1}


def test_going_back_buries_what_goes_and_wakes_what_comes_back(database: Database) -> None:
    database.save(lambda _: [Write("clients", uid(n), {}) for n in (1, 2)])
    database.save(remove(2))
    name = database.back_up().name
    database.save(lambda _: [*put(2)({}), *put(3, table="views")({}), *remove(1)({})])
    assert database.read()[DELETED].keys() == {uid(1)}
    tables = database.restore(name).tables
    assert tables["clients"].keys() == {uid(1)}
    assert tables["clients"][uid(1)]["rev"] == 4, "above its tombstone's"
    assert tables[DELETED] == {uid(2): tombstone(4), uid(3): tombstone(4, "views")}


def test_a_file_that_is_accepted_has_no_tombstone_of_what_is_in_it(database: Database, path: Path) -> None:
    database.save(put(1, name="One"))
    database.save(remove(1))
    path.write_bytes(path.read_bytes().replace(b'"clients":{', b'"clients":{"%b":{"rev":1}' % uid(1).encode()))
    tables = database.accept().tables
    assert tables["clients"][uid(1)]["rev"] == 3
    assert DELETED not in tables
