"""What was typed survives saves that fail, are refused or come late, and keys that come early."""

from datetime import date
from pathlib import Path
from threading import Timer

import pytest

from csm_tui.screens.cells.client_lines import detail_lines
from csm_tui.screens.cells.glyphs import UNICODE
from csm_tui.widgets.form.form import Form
from tests.support.builders import TODAY, client, row
from tests.support.driving import SMALL, User, WatchedApp, fill, using
from tests.support.storage.disk import Disk, elsewhere

TYPED = "an hour of typing"


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, path: Path) -> Disk:
    fill(path, [client("Acme", owner="Ines"), client("Bolt", owner="Ines")])
    return Disk(monkeypatch)


async def edit(user: User, name: str, **texts: str) -> None:
    user.go_to(name)
    await user.press("e")
    await user.enter(**texts)
    await user.press("ctrl+s")


async def said(user: User, text: str) -> None:
    await user.until(lambda: any(text in message for message in user.said))


@pytest.mark.thorough
async def test_the_first_of_two_failed_saves_is_refused_later(path: Path, disk: Disk):
    async with using(path, SMALL) as user:
        disk.full = True
        await edit(user, "Acme", owner="Mara", notes=TYPED)
        await edit(user, "Bolt", owner="Kim")
        disk.full = False
        elsewhere(path, lambda acme: acme.changed(owner="Zed"))
        user.session.look()
        await said(user, "Zed")
        await user.saved()
        user.go_to("Acme")
        await user.press("e")
        assert user.row("notes").text == TYPED


@pytest.mark.thorough
async def test_what_was_typed_for_a_client_that_is_gone_is_offered_as_a_new_one(path: Path):
    fill(path, [client("Acme"), client("Bolt")])
    async with using(path, SMALL) as user:
        user.go_to("Acme")
        await user.press("e")
        elsewhere(path, lambda _: None)
        await user.enter(notes=TYPED)
        await user.press("ctrl+s")
        await said(user, "deleted in another")
        await user.press("n")
        assert user.row("notes").text == TYPED
        await user.press("escape", "R", "enter")
        assert user.form.query_one("#record-form").border_title == "New client · resumed: typed before, not saved"
        assert (user.row("name").text, user.row("notes").text) == ("Acme", TYPED)
        await user.press("ctrl+s")
        assert user.named("Acme").notes == TYPED


@pytest.mark.thorough
async def test_a_refusal_while_the_form_is_open_again(path: Path, disk: Disk):
    async with using(path, SMALL) as user:
        disk.full = True
        await edit(user, "Acme", owner="Mara", notes=TYPED)
        user.go_to("Acme")
        await user.press("e")
        disk.full = False
        elsewhere(path, lambda acme: acme.changed(owner="Zed"))
        user.session.look()
        await said(user, "Zed")
        await user.press("escape", "e")
        assert user.row("notes").text == TYPED


async def test_q_says_why_and_not_that_it_takes_long(path: Path, disk: Disk):
    async with using(path, SMALL) as user:
        disk.goes_on.clear()
        disk.full = True
        await user.press("d")
        Timer(0.3, disk.goes_on.set).start()
        await user.press("q")
        await said(user, "the disk is full")
        assert not any("takes long" in message for message in user.said)


@pytest.mark.thorough
async def test_text_that_was_kept_stays_at_q_and_is_offered_at_the_next_start(path: Path):
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("e")
        await user.enter(notes=TYPED)
        await user.press("escape", "q")
        assert user.app.return_code == 0
    async with using(path, SMALL) as user:
        await user.until(lambda: "Resume what was typed" in user.shown)
        await user.press("enter")
        assert user.form.query_one("#record-form").border_title == "Client · Acme · resumed: typed before, not saved"
        assert user.row("notes").text == TYPED
        await user.press("ctrl+s")
        await user.saved()
    async with using(path, SMALL) as user:
        assert user.screen is user.app.portfolio, "what is saved is not offered again"
        assert user.under_cursor.notes == TYPED


async def test_keys_before_the_first_paint_meet_what_they_changed(path: Path):
    fill(path, [client("Acme"), client("Bolt"), client("City")])
    app = WatchedApp(path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        for _ in range(4):
            app.simulate_key("d")
        await pilot.pause()
        await pilot.pause()
        assert len(app.session.workspace.clients) < 3
    app.session.close()


@pytest.mark.thorough
async def test_the_same_score_typed_again_counts_as_entered(path: Path):
    fill(path, [client("Acme", on=date(2025, 1, 1), product=70)])
    async with using(path, SMALL) as user:
        await user.press("e")
        user.form.query_one(Form).focus_field("product")
        await user.press("7", "0", "ctrl+s")
        assert user.under_cursor.entered["product"] == TODAY
        assert [snapshot[0] for snapshot in user.under_cursor.history] == [TODAY]


@pytest.mark.thorough
async def test_what_is_typed_counts_where_a_clock_ran_ahead(path: Path):
    fill(path, [client("Acme", on=date(2026, 3, 3), notes="before")])
    async with using(path, SMALL) as user:
        await edit(user, "Acme", notes=TYPED)
        assert user.under_cursor.notes == TYPED


def test_wide_notes_fit_the_pane():
    lines = detail_lines(row("X", notes="\u6f22\u5b57 " * 40 + "\u6f22" * 60), 60, UNICODE)
    assert max(sum(2 if char > "\u2e80" else 1 for text, _ in line for char in text) for line in lines) <= 60
