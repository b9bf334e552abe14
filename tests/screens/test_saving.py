"""Saved, not saved, and what another program saves meanwhile."""

from errno import ENOSPC
from pathlib import Path
from threading import Timer

import pytest

from csm_tui.session.announcement import Saving
from csm_tui.session.changes import Change, Edit
from csm_tui.storage.drafts.draft_folder import DraftFolder
from csm_tui.storage.errors import NotSaved
from csm_tui.storage.file.database import Database
from tests.support.driving import SMALL, WIDE, User, client, fill, reread, using
from tests.support.storage.disk import Disk, elsewhere


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, path: Path) -> Disk:
    fill(path, [client("Acme", product=50), client("Bolt", product=70)])
    return Disk(monkeypatch)


async def test_what_another_program_saves_is_taken_in(path: Path) -> None:
    fill(path, [client("Acme", product=50), client("Bolt", product=70)])
    async with using(path, SMALL) as user:
        user.go_to("Acme")
        elsewhere(path, lambda acme: acme.changed(name="Apex", product=90))
        user.session.look()
        await user.until(lambda: "Changes made in another terminal were taken in" in user.said)
        assert user.names == ["Bolt", "Apex"]
        assert user.under_cursor.name == "Apex", "the cursor stays on its client"
        assert "Apex" in user.shown


@pytest.mark.thorough
async def test_edits_of_other_fields_are_merged(path: Path) -> None:
    fill(path, [client("Acme", product=50)])
    async with using(path, SMALL) as user:
        await user.press("e")
        elsewhere(path, lambda acme: acme.changed(owner="Kim", product=60))
        await user.enter(notes="typed here")
        await user.press("ctrl+s")
        await user.saved()
        await user.until(lambda: user.under_cursor.owner == "Kim")
        assert (user.under_cursor.notes, user.under_cursor.product) == ("typed here", 60)
    acme = reread(path).named("Acme")
    assert acme is not None
    assert (acme.notes, acme.owner, acme.product) == ("typed here", "Kim", 60)


@pytest.mark.thorough
async def test_edits_of_the_same_field_are_refused_with_both_values(path: Path) -> None:
    fill(path, [client("Acme", owner="Ines")])
    async with using(path, SMALL) as user:
        await user.press("e")
        elsewhere(path, lambda acme: acme.changed(owner="Kim"))
        await user.enter(owner="Mara")
        await user.press("ctrl+s")
        await user.until(lambda: user.under_cursor.owner == "Kim")
        assert any("Kim" in message and "Mara" in message for message in user.said)
        assert not user.session.can_undo
        assert user.session.saving is Saving.SAVED
    acme = reread(path).named("Acme")
    assert acme is not None
    assert acme.owner == "Kim"


async def test_what_collided_is_not_lost_but_offered_again(path: Path) -> None:
    fill(path, [client("Acme", owner="Ines")])
    async with using(path, SMALL) as user:
        await user.press("e")
        elsewhere(path, lambda acme: acme.changed(owner="Kim"))
        await user.enter(owner="Mara", notes="a long note that took an hour")
        await user.press("ctrl+s")
        await user.until(lambda: user.under_cursor.owner == "Kim")
        await user.press("e")
        assert user.row("notes").text == "a long note that took an hour", "promised: both values are kept"


@pytest.mark.thorough
async def test_a_client_deleted_elsewhere_while_its_form_is_open(path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    async with using(path, SMALL) as user:
        user.go_to("Acme")
        await user.press("e")
        elsewhere(path, lambda _: None)
        user.session.look()
        await user.until(lambda: len(user.session.workspace.clients) == 1)
        await user.enter(owner="Kim")
        await user.press("ctrl+s")
        await user.until(lambda: any("was deleted in another terminal" in message for message in user.said))
        assert user.names == ["Bolt"]


@pytest.mark.thorough
async def test_undo_is_refused_where_another_program_changed_the_same(path: Path) -> None:
    fill(path, [client("Acme", owner="Ines")])
    async with using(path, SMALL) as user:
        await user.press("e")
        await user.enter(owner="Mara")
        await user.press("ctrl+s")
        await user.saved()
        elsewhere(path, lambda acme: acme.changed(owner="Kim"))
        await user.press("u")
        await user.until(lambda: user.under_cursor.owner == "Kim")
        assert any("Kim" in message and "Ines" in message for message in user.said)


async def test_a_full_disk_is_said_and_tried_again(path: Path, disk: Disk) -> None:
    async with using(path, SMALL) as user:
        disk.full = True
        await user.press("d")
        await user.until(lambda: user.session.saving is Saving.NOT_SAVED)
        assert "not saved: Not saved to 'workspace.json': the disk is full" in user.status
        assert user.names == ["Bolt"], "it stays in memory"
        told = [message for message in user.said if "the disk is full" in message]
        assert len(told) == 1
        user.session.look()
        await user.until(lambda: disk.tries >= 2)
        assert [message for message in user.said if "the disk is full" in message] == told, "said once, not each second"
        disk.full = False
        user.session.look()
        await user.saved()
        assert user.status.endswith("saved")
        assert "not saved" not in user.status
    assert reread(path).named("Acme") is None


@pytest.mark.thorough
async def test_edits_made_while_the_disk_is_full_are_all_saved_in_their_order(path: Path, disk: Disk) -> None:
    async with using(path, SMALL) as user:
        disk.full = True
        for owner in ("Kim", "Mara"):
            user.go_to("Bolt")
            await user.press("e")
            await user.enter(owner=owner)
            await user.press("ctrl+s")
        await user.press("u")
        disk.full = False
        user.session.look()
        await user.saved()
        assert user.named("Bolt").owner == "Kim"
    bolt = reread(path).named("Bolt")
    assert bolt is not None
    assert bolt.owner == "Kim"


async def test_the_status_says_saving_while_a_save_is_under_way(path: Path, disk: Disk) -> None:
    async with using(path, SMALL) as user:
        disk.goes_on.clear()
        await user.press("d")
        assert user.status.endswith("saving")
        disk.goes_on.set()
        await user.saved()
        assert user.status.endswith("saved")


async def test_q_waits_until_all_is_saved(path: Path, disk: Disk) -> None:
    async with using(path, SMALL) as user:
        disk.goes_on.clear()
        await user.press("d")
        Timer(0.2, disk.goes_on.set).start()
        await user.press("q")
        assert user.app.return_code == 0
    assert reread(path).named("Acme") is None


async def test_q_does_not_leave_while_something_cannot_be_saved(path: Path, disk: Disk) -> None:
    async with using(path, SMALL) as user:
        disk.full = True
        await user.press("d", "q")
        assert user.app.return_value is None
        assert any("the disk is full" in message and "ctrl+q" in message for message in user.said)
        await user.press("ctrl+q")
        assert user.app.return_code == 1


async def test_q_does_not_hide_that_an_edit_was_refused(path: Path) -> None:
    fill(path, [client("Acme", owner="Ines")])
    async with using(path, SMALL) as user:
        elsewhere(path, lambda acme: acme.changed(owner="Kim"))
        acme = user.under_cursor
        user.app.portfolio.apply(Change("edit", (Edit(acme, acme.changed(owner="Mara")),)))
        await user.app.do_quit()  # before what the saver has to say can arrive
        assert user.app.return_value != 0, "it left in silence"


async def test_after_a_q_in_vain_saving_goes_on(path: Path, disk: Disk) -> None:
    async with using(path, SMALL) as user:
        disk.full = True
        await user.press("d", "q")
        disk.full = False
        user.session.look()
        await user.until(lambda: disk.tries >= 3 or user.session.saving is Saving.SAVED)
        await user.saved()
        await user.press("q")
        assert user.app.return_code == 0
    assert reread(path).named("Acme") is None


async def test_a_file_that_could_not_be_looked_at_for_a_moment_is_not_unsaved_for_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        with monkeypatch.context() as broken:

            def refused(_: Database) -> bool:
                raise NotSaved("Cannot read 'workspace.json': the disk reports an error.")

            broken.setattr(Database, "has_changed", refused)
            user.session.look()
            await user.until(lambda: any("disk reports an error" in message for message in user.said))
        user.session.look()
        assert not user.session.file.why_not_saved
        assert user.status.endswith("saved")


async def test_damage_to_the_file_is_said_when_it_opens(path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    path.write_bytes(path.read_bytes().replace(b'"Bolt"', b'"Volt"'))
    async with using(path, SMALL) as user:
        assert any("damaged" in message for message in user.said)
        assert "read only" in user.status
        await user.press("d")
        assert set(user.names) == {"Acme", "Volt"}


def looked(user: User) -> str:
    """The file and its state, after the look that the app takes every second."""
    user.app._look()
    return user.status


@pytest.mark.thorough
async def test_that_what_is_typed_is_not_kept_is_said_as_long_as_it_is_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, [client("Acme")])
    async with using(path, WIDE) as user:
        with monkeypatch.context() as broken:

            def refused(*_: object) -> None:
                raise NotSaved("Not saved.") from OSError(ENOSPC, "")

            broken.setattr(DraftFolder, "write", refused)
            await user.press("e")
            await user.enter(owner="Kim")
            await user.until(lambda: looked(user).endswith("what you type is not kept: the disk is full"))
        await user.until(lambda: looked(user).endswith("saved"))
        assert user.row("owner").text == "Kim", "the form stays open"
