"""Marked clients: what marks survive, and what is done to all of them at once."""

from pathlib import Path

import pytest

from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.session.changes import Change, Edit
from csm_tui.session.opening import open_maintenance
from tests.support.driving import SMALL, TODAY, WIDE, User, client, fill, now, reread, using
from tests.support.screens.page_driving import changed_elsewhere, deleted_elsewhere, keep

_SIZES = [pytest.param(SMALL, id="small"), pytest.param(WIDE, id="wide", marks=pytest.mark.long)]


@pytest.fixture
def book(path: Path) -> Path:
    """Five clients; the table shows them in this order."""
    fill(
        path,
        [
            client("Acme", product=10, tags=("emea", "key"), owner="Ines"),
            client("Bolt", product=20, tags=("emea",), owner="Kim"),
            client("City", product=30, tags=("key",)),
            client("Dune", product=40, tags=("apac",), status=ClientStatus.ONBOARDING),
            client("Edge", product=50),
        ],
    )
    return path


def _marked(user: User) -> list[str]:
    return sorted(user.session.workspace.clients[str(key)].name for key in user.table.marks)


async def _mark(user: User, *names: str) -> None:
    for name in names:
        user.go_to(name)
        await user.press("space")


def _reasons(path: Path) -> list[str]:
    """Why each backup was made, the newest first."""
    return [backup.reason for backup in open_maintenance(path, now).backups()]


@pytest.mark.parametrize("size", _SIZES)
async def test_a_mark_can_be_seen_and_is_counted(size: tuple[int, int], book: Path) -> None:
    async with using(book, size) as user:
        await _mark(user, "Bolt", "Dune")
        lines = {name: line for line in user.shown.split("\n") for name in user.names if name in line}
        assert [name for name, line in lines.items() if line.startswith("●")] == ["Bolt", "Dune"]
        assert user.place == "2 marked"
        await _mark(user, "Bolt")
        assert "1 marked" in user.place


async def test_marks_survive_sorting_filtering_and_another_look(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _mark(user, "Acme", "Edge")
        user.table.move_to_column("client")
        await user.press("s", "s")
        assert user.names[0] == "Edge"
        assert _marked(user) == ["Acme", "Edge"]
        await user.press("slash")
        await user.enter_filter("tag:emea")
        await user.press("enter", "C", "j", "space", "enter")
        assert sorted(user.names) == ["Acme", "Bolt"]
        assert _marked(user) == ["Acme", "Edge"]
        assert "2 marked" in user.place, "also those that the filter hides"


async def test_esc_takes_the_marks_off_first_and_then_the_filter(book: Path) -> None:
    async with using(book, SMALL) as user:
        await user.press("slash")
        await user.enter_filter("tag:emea")
        await user.press("enter", "asterisk")
        assert _marked(user) == ["Acme", "Bolt"]
        await user.press("escape")
        assert _marked(user) == []
        assert sorted(user.names) == ["Acme", "Bolt"]
        await user.press("escape")
        assert len(user.names) == 5
        await user.press("escape")
        assert user.said == [], "an idle esc is silent"


async def test_all_that_are_shown_are_marked_and_once_more_takes_all_marks_off(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _mark(user, "Edge")
        await user.press("slash")
        await user.enter_filter("tag:emea")
        await user.press("enter", "asterisk")
        assert _marked(user) == ["Acme", "Bolt", "Edge"], "what was marked before stays so"
        await user.press("asterisk")
        assert _marked(user) == []


@pytest.mark.parametrize("size", _SIZES)
async def test_tags_owner_and_status_of_all_marked_are_set_and_undone_as_one(size: tuple[int, int], book: Path) -> None:
    async with using(book, size) as user:
        before = user.session.workspace.clients
        await _mark(user, "Acme", "Bolt", "Dune")
        await user.press("b")
        assert user.form.query_one("#record-form").border_title == "Change Acme, Bolt and Dune"
        await user.enter(add_tags="Key, Q3 push", remove_tags="EMEA", owner="Mara", status="churned")
        assert user.wrong() == {}
        await user.press("ctrl+s")
        assert user.named("Acme").tags == ("key", "q3-push")
        assert user.named("Bolt").tags == ("key", "q3-push")
        assert user.named("Dune").tags == ("apac", "key", "q3-push")
        for name in ("Acme", "Bolt", "Dune"):
            assert (user.named(name).owner, user.named(name).status) == ("Mara", ClientStatus.CHURNED)
            assert {user.named(name).entered[field] for field in ("tags", "owner", "status")} == {TODAY}
        assert [user.named(name) for name in ("City", "Edge")] == [
            one for one in before.values() if one.name in ("City", "Edge")
        ], "the others stay as they were"
        assert _marked(user) == ["Acme", "Bolt", "Dune"]
        await user.saved()
        saved = reread(book)
        assert [one.name for one in saved.clients.values() if one.owner == "Mara"] == ["Acme", "Bolt", "Dune"]
        await user.press("u")
        assert user.session.workspace.clients == before, "one step back takes all of it back"
        assert user.said[-1] == "Undone: change of Acme, Bolt and Dune: status, owner and tags"
        assert not user.session.can_undo


@pytest.mark.thorough
async def test_what_is_left_empty_stays_as_each_client_has_it(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _mark(user, "Acme", "Bolt", "Dune")
        await user.press("b", "ctrl+s")
        assert not user.session.can_undo
        await user.press("b")
        await user.enter(remove_tags="emea, nothing")
        await user.press("ctrl+s")
        found = {name: user.named(name) for name in ("Acme", "Bolt", "Dune")}
        assert [one.tags for one in found.values()] == [("key",), (), ("apac",)]
        assert [one.owner for one in found.values()] == ["Ines", "Kim", ""]
        assert [one.status for one in found.values()] == [
            ClientStatus.ACTIVE,
            ClientStatus.ACTIVE,
            ClientStatus.ONBOARDING,
        ]
        assert all("owner" not in one.entered or one.owner for one in found.values())


@pytest.mark.thorough
async def test_a_bad_value_for_all_is_refused_with_its_rule(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _mark(user, "Acme", "Bolt")
        await user.press("b")
        await user.enter(owner="x" * 201)
        assert user.wrong() == {"owner": "at most 200 characters"}
        await user.press("ctrl+s")
        assert user.said[-1] == "Not saved yet, please mend: Owner"
        assert not user.session.can_undo


@pytest.mark.thorough
async def test_without_marks_the_client_under_the_cursor_is_meant(book: Path) -> None:
    async with using(book, SMALL) as user:
        user.go_to("City")
        await user.press("b")
        assert user.form.query_one("#record-form").border_title == "Change City"
        await user.enter(owner="Mara")
        await user.press("ctrl+s")
        assert [name for name in user.names if user.named(name).owner == "Mara"] == ["City"]
        await user.press("d")
        assert user.said[-1] == "Deleted City; u brings it back"
        await user.saved()
        assert "bulk-delete" not in _reasons(book), "one client is brought back by an undo"


async def test_all_marked_are_deleted_and_a_backup_is_made_before(path: Path) -> None:
    clients = [client(name) for name in ("Acme", "Bolt", "City", "Dune")]
    keep(path, *clients, Touchpoint(client=clients[0].id, day=TODAY, note="budget talk"))
    async with using(path, SMALL) as user:
        before = user.session.workspace
        await _mark(user, "Acme", "City")
        await user.press("slash")
        await user.enter_filter("bolt")
        await user.press("enter", "d")
        assert user.said[-1] == "Deleted Acme and City; u brings them back"
        assert sorted(one.name for one in user.session.workspace.clients.values()) == ["Bolt", "Dune"]
        assert not user.table.marks
        assert "marked" not in user.place
        await user.saved()
        assert _reasons(path).count("bulk-delete") == 1
        newest = next(backup for backup in open_maintenance(path, now).backups() if backup.reason == "bulk-delete")
        assert (newest.counts["clients"], newest.counts["touchpoints"]) == (4, 1)
        assert len(reread(path).clients) == 2
        await user.press("u")
        assert user.session.workspace.clients == before.clients, "one step back brings all of them back"
        assert user.session.workspace.table(Touchpoint).records == before.table(Touchpoint).records
        await user.saved()
        assert _reasons(path).count("bulk-delete") == 1
    assert len(reread(path).clients) == 4


async def test_marks_of_clients_that_another_terminal_deletes_go(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _mark(user, "Acme", "Bolt", "City")
        deleted_elsewhere(book, "Bolt")
        user.session.look()
        await user.until(lambda: "2 marked" in user.place)
        assert _marked(user) == ["Acme", "City"]
        await user.press("d")
        assert user.said[-1] == "Deleted Acme and City; u brings them back"
        assert sorted(user.names) == ["Dune", "Edge"]


@pytest.mark.parametrize("taken_in", [True, False], ids=["seen before", "met by the save"])
async def test_a_change_of_all_is_made_for_those_that_another_terminal_left(book: Path, taken_in: bool) -> None:
    async with using(book, SMALL) as user:
        await _mark(user, "Acme", "Bolt", "City")
        await user.press("b")
        deleted_elsewhere(book, "Bolt")
        if taken_in:
            user.session.look()
            await user.until(lambda: "Bolt" not in user.names)
        await user.enter(owner="Mara")
        await user.press("ctrl+s")
        await user.until(lambda: any("Bolt was deleted in another terminal" in said for said in user.said))
        await user.saved()
        assert [user.named(name).owner for name in ("Acme", "City")] == ["Mara", "Mara"]
        assert user.session.drafts.all() == ()
        await user.press("u")
        assert [user.named(name).owner for name in ("Acme", "City")] == ["Ines", ""]
        if taken_in:
            assert user.said[-1] == "Undone: change of Acme and City: owner"


@pytest.mark.thorough
async def test_a_change_of_all_that_meets_another_terminals_is_refused_as_a_whole(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _mark(user, "Acme", "Bolt")
        await user.press("b")
        acme = user.named("Acme")
        changed_elsewhere(book, (acme, acme.changed(owner="Zed")))
        await user.enter(owner="Mara")
        await user.press("ctrl+s")
        await user.until(lambda: any("Zed" in message and "Mara" in message for message in user.said))
        assert (user.named("Acme").owner, user.named("Bolt").owner) == ("Zed", "Kim")
        assert not user.session.can_undo
        await user.press("b")
        assert user.row("owner").text == "Mara", "what was typed is not lost"


async def test_marks_come_with_a_client_that_undo_changes(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _mark(user, "Acme", "Bolt")
        acme = user.named("Acme")
        user.session.apply(Change("edit", (Edit(acme, acme.changed(owner="Mara")),)))
        await user.press("u")
        assert _marked(user) == ["Acme", "Bolt"]


@pytest.mark.parametrize("text", ["edge", "nobody"])
async def test_marks_that_a_filter_hides_are_still_the_ones_that_are_deleted(text: str, book: Path) -> None:
    async with using(book, SMALL) as user:
        await _mark(user, "Bolt", "Dune")
        await user.press("slash")
        await user.type(text)
        await user.press("enter", "d")
        assert sorted(one.name for one in user.session.workspace.clients.values()) == ["Acme", "City", "Edge"]


async def test_without_marks_and_rows_there_is_nothing_to_delete(book: Path) -> None:
    async with using(book, SMALL) as user:
        await user.press("slash")
        await user.type("nobody")
        await user.press("enter", "d")
        assert user.said[-1] == "Delete client: there is no client under the cursor"
