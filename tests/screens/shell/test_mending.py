"""What is wrong with the file or a record in it, put right inside the app."""

from pathlib import Path

import pytest

from csm_tui.screens.shell.mend_dialog import MendDialog
from csm_tui.screens.shell.trouble_dialog import TroubleDialog
from csm_tui.session.opening import lay_demo
from tests.support.driving import SMALL, TODAY, User, WatchedApp, client, fill, now, reread, using
from tests.support.hostile import acting
from tests.support.storage.raw_files import fill_raw


def lose_bolt(path: Path) -> None:
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join(line for line in lines if b"Bolt" not in line))


async def spoil(user: User, path: Path) -> None:
    """Damage the file under the app, until that is told."""
    lose_bolt(path)
    user.session.look()
    await user.until(lambda: bool(user.session.file.trouble))


def names(path: Path) -> list[str]:
    return sorted(one.name for one in reread(path).clients.values())


@pytest.fixture
def book(path: Path) -> Path:
    fill(path, [client("Acme"), client("Bolt"), client("City")])
    return path


async def test_damage_is_told_and_w_writes_back_what_is_shown(book: Path) -> None:
    async with using(book, SMALL) as user:
        await spoil(user, book)
        assert any("What is shown is kept as the backup" in said for said in user.said)
        assert "damaged" in user.app.portfolio.top.state
        assert user.shown.splitlines()[0].endswith("damaged: M says why "), "as a whole, at 80 columns"
        await user.press("M")
        assert isinstance(user.screen, TroubleDialog)
        assert "The file is not what is shown" in user.shown
        await user.press("w")
        await user.until(lambda: not user.session.file.trouble)
        assert user.screen is user.app.portfolio
        assert user.app.portfolio.top.state.endswith("saved")
        assert sorted(user.names) == ["Acme", "Bolt", "City"]
    assert names(book) == ["Acme", "Bolt", "City"]


async def test_t_takes_in_what_the_file_holds(book: Path) -> None:
    async with using(book, SMALL) as user:
        await spoil(user, book)
        await user.press("M", "t")
        await user.until(lambda: sorted(user.names) == ["Acme", "City"])
        assert not user.session.file.trouble
    assert names(book) == ["Acme", "City"]


async def test_q_asks_before_it_leaves_a_damaged_file(book: Path) -> None:
    async with using(book, SMALL) as user:
        await spoil(user, book)
        await user.press("q")
        assert isinstance(user.screen, TroubleDialog)
        await user.press("escape")
        assert user.screen is user.app.portfolio
        assert user.app.is_running
        await user.press("q", "l")
        await user.until(lambda: user.app.return_code is not None)


async def test_there_is_nothing_to_mend(book: Path) -> None:
    async with using(book, SMALL) as user:
        await user.press("M")
        assert user.said[-1] == "Nothing is wrong with the file, and no record breaks a rule"


async def test_what_keeps_a_sound_file_from_being_saved_is_said(book: Path) -> None:
    async with using(book, SMALL) as user:
        book.chmod(0o400)
        await user.press("M")
        assert user.said[-1] == "The file is write-protected, so nothing can be saved"
        book.chmod(0o600)
        lock = book.with_name(f"{book.name}.lock")
        lock.unlink(missing_ok=True)
        lock.mkdir()
        await user.press("d")
        await user.until(lambda: bool(user.session.file.why_not_saved))
        await user.press("M")
        assert "its lock 'workspace.json.lock' cannot be had (it is a folder)" in user.said[-1]
        lock.rmdir()


async def test_the_state_tells_a_file_that_was_write_protected_meanwhile(book: Path) -> None:
    async with using(book, SMALL) as user:
        book.chmod(0o400)
        user.app._look()
        assert "write-protected" in user.app.portfolio.top.state
        book.chmod(0o600)
        user.app._look()
        assert user.app.portfolio.top.state.endswith("saved")


async def test_the_state_tells_a_folder_in_place_of_the_file(book: Path) -> None:
    async with using(book, SMALL) as user:
        book.unlink()
        book.mkdir()
        user.session.look()
        await user.until(lambda: "it is a folder" in user.app.portfolio.top.state)


async def test_records_that_break_a_rule_are_listed_mended_and_set_aside(path: Path) -> None:
    fill_raw(path, [{"name": "Aurora", "acv": -5}, {"name": "\x1b[31m[/]", "acv": "none"}, {"name": "Boreal"}])
    async with using(path, SMALL) as user:
        assert len(user.names) == 3
        assert any("client Aurora breaks a rule (acv" in said for said in user.said)
        await user.press("M")
        dialog = user.screen
        assert isinstance(dialog, MendDialog)
        assert "client Aurora" in user.shown
        assert acting(user.shown, "\n") == set()
        assert dialog.table.move_to("00000000-0000-4000-8000-000000000000")
        await user.press("m")
        assert user.said[-1] == "Mended: client Aurora"
        assert len(dialog.rows()) == 1
        await user.press("x")
        assert "Nothing left to mend" in user.shown
        await user.press("escape")
        await user.until(lambda: sorted(user.names) == ["Aurora", "Boreal"])
        assert user.session.file.to_mend == ()
    assert names(path) == ["Aurora", "Boreal"]


async def test_what_is_wrong_with_a_record_is_said_in_full_whatever_the_rows_cut(path: Path) -> None:
    fill_raw(path, [{"name": "Harbour Freight and Cold Storage of the North", "acv": "a lot", "product": 140}])
    async with using(path, SMALL) as user:
        await user.press("M")
        (one,) = user.session.maintenance.to_mend()
        assert f"{one.label}: {one.reason}" in " ".join(user.shown.split())


async def test_a_look_at_the_demo_reads_no_table_to_find_what_is_wrong_with_it() -> None:
    app = WatchedApp(lay_demo(TODAY, now))
    app.preferences_file = app.preferences_file.for_the_demo()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await User(app, pilot).until(lambda: "drafts" in app.session.__dict__)
        read = {name for name, table in app.session.workspace.tables.items() if "records" in table.__dict__}
        assert {"clients", "touchpoints"} <= read
        assert not read & {"roadmaps", "entries", "renewals"}
