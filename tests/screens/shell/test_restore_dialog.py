"""The backups from inside the app: what going back would change is named, and nothing is lost on the way."""

import stat
from pathlib import Path

import pytest

from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.screens.shell.restore_dialog import Confirmation, RestoreDialog
from csm_tui.session.opening import open_maintenance
from csm_tui.storage.disk import atomic_write
from csm_tui.storage.errors import NotSaved
from tests.support.driving import SMALL, TODAY, User, client, fill, now, reread, using
from tests.support.hostile import MARKUP, TERMINAL, acting
from tests.support.screens.page_driving import (
    acme,
    changed_elsewhere,
    keep,
    open_page,
    pane_text,
    squeezed,
    touchpoints,
)
from tests.support.storage.disk import Disk


def back_up(path: Path) -> Path:
    """Make a backup; its file."""
    return path.with_name(f"{path.name}.backups") / open_maintenance(path, now).back_up().name


def backups(path: Path) -> list[str]:
    """Why each backup was made, the newest first."""
    return [backup.reason for backup in open_maintenance(path, now).backups()]


@pytest.fixture
def then(path: Path) -> Path:
    """A workspace with a backup: Acme with all that belongs to it, Bolt and City."""
    keep(path, *acme(), client("Bolt", owner="Ines"), client("City"))
    back_up(path)
    return path


async def open_dialog(user: User) -> RestoreDialog:
    await user.press("B")
    assert isinstance(user.screen, RestoreDialog)
    return user.screen


async def look(user: User, reason: str = "manual") -> str:
    """Open the newest backup that was made for a reason; what is said of it."""
    dialog = user.screen
    assert isinstance(dialog, RestoreDialog)
    assert dialog.table.move_to(next(name for name, one in dialog._backups.items() if one.reason == reason))
    await user.press("enter")
    assert isinstance(user.screen, Confirmation)
    return " ".join(pane_text(user.screen.query_one(".dialog LinePane")).split())


async def test_backups_are_listed_and_made(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        dialog = await open_dialog(user)
        assert "No backups yet: n makes one" in user.shown
        await user.press("enter")
        assert user.screen is dialog
        assert "enter What would change" in user.shown
        await user.press("n")
        assert "2026-03-02 09:30 manual 1" in squeezed(user)
        assert "…" not in user.shown
        assert "Nothing would change" in await look(user)
        await user.press("escape")
        assert user.screen is dialog
        await user.press("escape")
        assert user.screen is user.app.portfolio
    assert backups(path) == ["manual"]


@pytest.mark.long
async def test_there_is_nothing_to_back_up_before_the_first_save(path: Path) -> None:
    async with using(path, SMALL) as user:
        await open_dialog(user)
        await user.press("n")
        assert user.said == ["There is nothing to back up yet."]
    assert not path.exists()


async def test_what_would_change_is_named_and_y_brings_it_back(then: Path) -> None:
    async with using(then, SMALL) as user:
        user.go_to("City")
        await user.press("d", "n")
        await user.enter(name="Dune")
        await user.press("ctrl+s")
        bolt = user.named("Bolt")
        changed_elsewhere(then, (bolt, bolt.changed(owner="Zed")))
        user.session.look()
        await user.until(lambda: user.named("Bolt").owner == "Zed")
        await open_page(user)
        await user.press("d")
        await user.saved()
        await open_dialog(user)
        said = await look(user)
        assert said.startswith(
            "2 would come back City, call of 2026-02-20 (Acme) 1 would go Dune 1 would be as then Bolt Owner Zed → Ines"
        )
        assert "the present state is backed up before" in said
        await user.press("n")
        assert len(user.session.workspace.clients) == 3, "n leaves it"
        await look(user)
        await user.press("y")
        await user.until(lambda: user.session.workspace.named("City") is not None)
        assert sorted(one.name for one in user.session.workspace.clients.values()) == ["Acme", "Bolt", "City"]
        assert user.named("Bolt").owner == "Ines"
        assert [one.note for one in touchpoints(user)] == ["budget talk\nsecond line", "greeting"]
        assert "budget talk" in user.shown, "and the page that is open shows it"
        assert any("Restored the backup of 2026-03-02 09:30" in message for message in user.said)
    assert backups(then)[0] == "before-restore"
    assert reread(then).named("Bolt").owner == "Ines"


async def test_calls_of_one_day_with_one_client_are_counted_each(path: Path) -> None:
    acme = client("Acme")
    calls = [Touchpoint(client=acme.id, day=TODAY, note=f"call {number}") for number in range(3)]
    keep(path, acme, *calls, client("Bolt"))
    back_up(path)
    async with using(path, SMALL) as user:
        await user.press("d")
        await user.saved()
        await open_dialog(user)
        assert (await look(user)).startswith(f"4 would come back Acme, call of {TODAY} (Acme) (3) ")


@pytest.mark.thorough
async def test_after_a_restore_undo_breaks_nothing(then: Path) -> None:
    async with using(then, SMALL) as user:
        user.go_to("City")
        await user.press("d")
        user.go_to("Bolt")
        await user.press("e")
        await user.enter(owner="Mara")
        await user.press("ctrl+s", "n")
        await user.enter(name="Dune")
        await user.press("ctrl+s")
        await user.saved()
        await open_dialog(user)
        await look(user)
        await user.press("y")
        await user.until(lambda: user.session.workspace.named("City") is not None)
        before = dict(user.session.workspace.clients)
        assert not user.session.can_undo, "no step leads on from what was put back"
        assert not any("another terminal" in message for message in user.said)
        await user.press("u", "u")
        await user.saved()
        assert dict(user.session.workspace.clients) == before, "what is as it was already stays so"
        assert user.said[-1] == "Undo: there is nothing to undo"
        await user.press("ctrl+r", "ctrl+r", "ctrl+r")
        await user.saved()
        assert dict(user.session.workspace.clients) == before
        assert not user.session.can_redo
    assert dict(reread(then).clients) == before


@pytest.mark.long
async def test_the_state_before_a_restore_can_be_gone_back_to(then: Path) -> None:
    async with using(then, SMALL) as user:
        user.go_to("City")
        await user.press("d")
        await user.saved()
        await open_dialog(user)
        await look(user)
        await user.press("y")
        await user.until(lambda: user.session.workspace.named("City") is not None)
        await open_dialog(user)
        assert "1 would go City" in await look(user, "before-restore")
        await user.press("y")
        await user.until(lambda: user.session.workspace.named("City") is None)


async def test_a_damaged_backup_is_shown_as_such_and_refused(then: Path) -> None:
    damaged = back_up(then)
    damaged.write_bytes(damaged.read_bytes().replace(b'"Bolt"', b'"Volt"'))
    before = then.read_bytes()
    async with using(then, SMALL) as user:
        dialog = await open_dialog(user)
        assert user.shown.count("damaged") == 1
        assert dialog.table.move_to(damaged.name)
        await user.press("enter")
        assert user.screen is dialog
        assert "is damaged" in user.said[-1]
        assert dialog.table.move_to(next(name for name in dialog._backups if name != damaged.name))
        await user.press("enter")
        assert isinstance(user.screen, Confirmation)
    assert then.read_bytes() == before


@pytest.mark.thorough
async def test_nothing_is_lost_when_a_restore_fails(then: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with using(then, SMALL) as user:
        user.go_to("City")
        await user.press("d")
        await user.saved()
        before, listed = then.read_bytes(), backups(then)
        await open_dialog(user)
        await look(user)

        def refused(*_: object) -> None:
            raise NotSaved("Not saved to 'workspace.json': the disk is full.")

        with monkeypatch.context() as full:
            full.setattr(atomic_write, "write_atomically", refused)
            full.setattr("csm_tui.storage.file.safe_storage.write_atomically", refused, raising=False)
            await user.press("y")
            assert "the disk is full" in user.said[-1]
        assert isinstance(user.screen, RestoreDialog)
        assert then.read_bytes() == before
        assert backups(then) == listed
        assert user.session.workspace.named("City") is None
        await user.press("escape", "u")
        await user.saved()
        assert user.session.workspace.named("City") is not None, "and work goes on"


@pytest.mark.long
async def test_nothing_is_restored_over_what_is_not_saved_yet(then: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    async with using(then, SMALL) as user:
        disk.full = True
        user.go_to("City")
        await user.press("d")
        await open_dialog(user)
        await look(user)
        await user.press("y")
        assert any(message.startswith("Not restored: ") and "the disk is full" in message for message in user.said)
        disk.full = False
        user.session.look()
        await user.saved()
    assert reread(then).named("City") is None


@pytest.mark.thorough
async def test_a_long_list_of_differences_can_be_read_to_its_end(path: Path) -> None:
    fill(path, [client(f"a client with a long name {number}") for number in range(60)])
    back_up(path)
    async with using(path, SMALL) as user:
        await user.press("asterisk", "d")
        await user.saved()
        await open_dialog(user)
        await look(user)
        assert "y restores" not in user.shown
        await user.press("G")
        assert "y restores" in user.shown


@pytest.mark.thorough
async def test_a_damaged_workspace_is_brought_back(then: Path) -> None:
    then.write_bytes(then.read_bytes().replace(b'"Bolt"', b'"Volt"'))
    async with using(then, SMALL) as user:
        assert "read only" in user.status
        await open_dialog(user)
        assert "1 would be as then Volt" in await look(user)
        await user.press("y")
        await user.until(lambda: user.session.file.read_only is None)
        assert "Bolt" in user.names
        user.go_to("Bolt")
        await user.press("d")
        await user.saved()
    assert reread(then).named("Bolt") is None


@pytest.mark.long
async def test_a_workspace_that_may_not_be_written_is_not_restored(then: Path) -> None:
    fresh = then.read_bytes()
    then.chmod(stat.S_IRUSR)
    async with using(then, SMALL) as user:
        await open_dialog(user)
        await look(user)
        await user.press("y")
        assert "write-protected" in user.said[-1]
    assert then.read_bytes() == fresh


@pytest.mark.long
async def test_hostile_names_are_shown_as_text(path: Path) -> None:
    names = (*TERMINAL[:6], *MARKUP)
    fill(path, [client(name) for name in names])
    back_up(path)
    async with using(path, (100, 40)) as user:
        await user.press("asterisk", "d")
        await user.saved()
        await open_dialog(user)
        said = await look(user)
        assert said.startswith(f"{len(names)} would come back")
        for name in MARKUP:
            assert name in said or " ".join(name.split()) in said
        assert acting(user.shown, "\n") == set()
        await user.press("y")
        await user.until(lambda: len(user.session.workspace.clients) == len(names))
        assert acting(user.shown, "\n") == set()
        assert user.app.is_running
