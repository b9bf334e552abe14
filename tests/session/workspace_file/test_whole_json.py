"""The whole workspace as JSON: out and in again it is the same, and what is none is refused."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csm_tui.domain.record import Entity
from csm_tui.domain.records.kinds import TABLES, kind_of
from csm_tui.session.opening import open_maintenance
from csm_tui.session.workspace_file.whole_json import NotAWorkspace, from_json, to_json
from tests.support.driving import fill, fill_demo
from tests.support.kinds.instances import families
from tests.support.sessions import now, opened


def records(path: Path) -> dict[str, dict[str, Entity]]:
    workspace = opened(path).workspace
    return {name: dict(table.records) for name, table in workspace.tables.items() if table.records}


def taken(data: bytes, path: Path) -> None:
    open_maintenance(path, now).take_json(from_json(data))


def test_the_demo_goes_out_and_comes_in_identical(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    fill_demo(one)
    data = open_maintenance(one, now).to_json()
    taken(data, other)
    assert records(other) == records(one)
    assert opened(other).workspace.settings == opened(one).workspace.settings
    assert open_maintenance(other, now).to_json() == data


@given(data=st.data(), table=st.sampled_from([*TABLES]))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_record_comes_in_as_it_went_out(
    data: st.DataObject, table: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("whole")
    family: list[Any] = data.draw(families(kind_of(table)))
    fill(folder / "one.json", family)
    taken(open_maintenance(folder / "one.json", now).to_json(), folder / "other.json")
    assert records(folder / "other.json") == records(folder / "one.json")


def test_what_is_there_is_put_aside_in_a_backup(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other" / "other.json"
    fill_demo(one)
    other.parent.mkdir()
    fill_demo(other)
    before = records(other)
    maintenance = open_maintenance(other, now)
    assert not maintenance.is_empty
    maintenance.take_json(from_json(to_json({})))
    assert records(other) == {}
    (backup,) = (one for one in maintenance.backups() if one.reason == "before-import")
    maintenance.restore(backup.name)
    assert records(other) == before


GOOD = '"version":1,"tables":{"clients":{"6f2f6c1e-7f0c-4c8e-9d57-0d9f0f3b1a01":%s}}}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON"),
        ("[1]", "no workspace as export json writes it"),
        ('{"what":"another","tables":{}}', "no workspace"),
        ('{"what":"csm-tui workspace","version":2,"tables":{}}', "of version 2"),
        ('{"what":"csm-tui workspace","version":1,"tables":{"spells":{}}}', "no table 'spells'"),
        ('{"what":"csm-tui workspace","version":1,"tables":{"clients":[]}}', "the table clients is none"),
        ('{"what":"csm-tui workspace","version":1,"tables":{"clients":{"x":{}}}}', "'x' is no record"),
        ('{"what":"csm-tui workspace",' + GOOD % "3", "is no record"),
        ('{"what":"csm-tui workspace",' + GOOD % '{"name":"Acme","acv":-1}', "a record breaks a rule"),
    ],
)
def test_what_is_no_workspace_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotAWorkspace, match=said):
        from_json(text.encode())


def test_what_only_says_when_it_was_saved_stays_behind(tmp_path: Path) -> None:
    fill_demo(tmp_path / "one.json")
    whole = orjson.loads(open_maintenance(tmp_path / "one.json", now).to_json())
    document = next(iter(whole["tables"]["clients"].values()))
    assert document.keys().isdisjoint({"rev", "updated_at", "author"})
    assert document["history"]
