"""Several terminals, failing writes and undo at the same time."""

from pathlib import Path

import pytest

from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import SETTINGS_ID, change_setting
from csm_tui.session.changes import Change, Edit
from csm_tui.session.merging import Conflict
from csm_tui.storage.disk import atomic_write
from csm_tui.storage.errors import NotSaved, ReadOnly
from csm_tui.storage.file.database import Database
from csm_tui.storage.store import Write
from tests.support.sessions import Owner, now, opened


def edit(session, name: str, **fields) -> None:
    before = session.workspace.named(name)
    session.apply(Change("edit", (Edit(before, before.changed(**fields)),)))


def add(session, *names: str) -> None:
    session.apply(Change("new", tuple(Edit(None, Client(name=name, acv=1)) for name in names)))


def test_what_another_terminal_saved_is_shown_even_if_our_save_failed_at_first(
    owner: Owner, path: Path, monkeypatch: pytest.MonkeyPatch
):
    add(owner.session, "Acme", "Bolt")
    owner.listen()
    edit(opened(path), "Bolt", acv=99)
    write = atomic_write.write_atomically

    def full(*_: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(atomic_write, "write_atomically", full)
    edit(owner.session, "Acme", acv=5)
    owner.listen()
    monkeypatch.setattr(atomic_write, "write_atomically", write)
    owner.session.look()
    owner.listen()
    assert {one.name: one.acv for one in owner.session.workspace.clients.values()} == {"Acme": 5, "Bolt": 99}


def test_a_step_that_collides_does_not_bar_the_way_to_those_below(path: Path):
    ours = opened(path)
    add(ours, "Acme")
    edit(ours, "Acme", owner="Kim")
    edit(ours, "Acme", acv=2)
    edit(opened(path), "Acme", acv=3)
    with pytest.raises(Conflict, match="stays"):
        ours.undo()
    assert ours.undo() == "edit"
    assert ours.workspace.named("Acme").owner == ""
    assert ours.workspace.named("Acme").acv == 3


def test_settings_that_cannot_be_read_are_not_written_over(path: Path):
    session = opened(path)
    usual = session.workspace.settings
    session.apply(Change("set", settings=(usual, change_setting(usual, "trend.days", "45"))))
    database = Database(path, now)

    def spoil(tables):
        document = dict(tables["settings"][SETTINGS_ID])
        return [Write("settings", SETTINGS_ID, document | {"currency": 7})]

    database.save(spoil)
    spoiled = opened(path)
    assert spoiled.file.to_mend
    usual = spoiled.workspace.settings
    with pytest.raises(ReadOnly, match="settings"):
        spoiled.apply(Change("set", settings=(usual, change_setting(usual, "stale.product", "80"))))
    assert Database(path, now).read()["settings"][SETTINGS_ID]["trend"]["days"] == 45


def test_damage_while_it_is_open_is_told_as_damage(owner: Owner, path: Path):
    add(owner.session, "Acme", "Bolt")
    owner.listen()
    path.write_bytes(path.read_bytes()[:-40])
    owner.session.look()
    owner.listen()
    assert owner.heard[-1].problem
    assert "damaged" in owner.heard[-1].message
    assert len(owner.session.workspace.clients) == 2, "what was shown stays"
    assert owner.session.file.read_only
