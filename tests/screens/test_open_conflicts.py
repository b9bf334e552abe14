"""What was typed and collides is asked about, but under nobody's hands: keys typed on go where they were meant."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from csm_tui.screens.dialogs.forms.conflict_dialog import ConflictDialog
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.portfolio.cell_bar import CellBar
from tests.support.driving import SMALL, User, client, fill, reread, using
from tests.support.storage.disk import Disk, elsewhere


@pytest.fixture
async def user(path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[User]:
    """Of a list of three clients, in whose first one the ACV can be typed. Quiet comes when a test says so."""
    monkeypatch.setattr("csm_tui.app_parts.open_conflicts.QUIET_SECONDS", 3600)
    fill(path, [client(name, product=number, acv=number) for number, name in enumerate(("Acme", "Bolt", "City"), 1)])
    async with using(path, SMALL) as user:
        user.table.move_to_column("acv")
        await user.press("c")
        yield user


def _quiet(user: User) -> None:
    user.app._is_quiet()


def _is_asked(user: User) -> bool:
    return isinstance(user.screen, RecordForm)


async def _collide(user: User, path: Path, known: bool, *last: str) -> None:
    """Save 222 in the cell although others saved 111, which is known here or is met by the save."""
    elsewhere(path, lambda one: one.changed(acv=111))
    if known:
        user.session.look()
        await user.until(lambda: user.named("Acme").acv == 111)
    await user.press("2", "2", "2", *last)
    await user.until(lambda: any("Not saved" in message for message in user.said))


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(("last", "further"), [("enter", ("down", "c")), ("down", ())])
async def test_what_is_typed_on_goes_into_the_next_cell(
    user: User, path: Path, known: bool, last: str, further: tuple[str, ...]
) -> None:
    await _collide(user, path, known, last)
    await user.press(*further, "6", "6", "enter")
    await user.saved()
    assert [one.acv for one in reread(path).clients.values()] == [111, 66, 3]
    _quiet(user)
    await user.until(lambda: _is_asked(user))
    await user.press("c", "7", "7")
    assert (user.row("acv").text, user.message("acv")) == ("222", "others saved: 111"), "keys on their way are no text"
    await user.press("ctrl+s")
    assert isinstance(user.screen, ConflictDialog)


@pytest.mark.thorough
async def test_it_waits_as_long_as_something_else_is_open(user: User, path: Path) -> None:
    await _collide(user, path, False, "enter")
    await user.press("j")
    for key in ("c", "slash", "question_mark", "e"):
        await user.press(key)
        _quiet(user)
        await user.pilot.pause()
        assert "others saved" not in user.shown, key
        await user.press("escape")
    assert not user.screen.query(CellBar)
    _quiet(user)
    await user.until(lambda: _is_asked(user))


async def test_a_cell_that_is_typed_once_more_while_its_save_is_refused_is_refused_as_well(
    user: User, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere(path, lambda one: one.changed(acv=111))
    disk = Disk(monkeypatch)
    disk.goes_on.clear()
    await user.press("2", "2", "2", "enter", "c", "3", "3", "3")
    disk.goes_on.set()
    await user.until(lambda: any("111" in message for message in user.said))
    await user.press("enter")
    assert user.said[-1] == "Not saved, as others changed: ACV"
    assert user.named("Acme").acv == 111
    _quiet(user)
    await user.until(lambda: _is_asked(user))
    assert (user.row("acv").text, user.message("acv")) == ("333", "others saved: 111")


async def test_what_was_settled_meanwhile_is_not_asked(user: User, path: Path) -> None:
    await _collide(user, path, False, "enter")
    elsewhere(path, lambda one: one.changed(acv=222))
    user.session.look()
    await user.until(lambda: user.named("Acme").acv == 222)
    _quiet(user)
    await user.pilot.pause()
    assert not _is_asked(user)


async def test_q_asks_before_it_leaves(user: User, path: Path) -> None:
    await _collide(user, path, False, "enter")
    await user.press("q")
    await user.until(lambda: _is_asked(user))
    await user.press("escape", "q")
    assert user.app.return_code == 0


async def test_ctrl_q_stays_if_the_last_save_is_refused_by_then(
    user: User, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    disk.full = True
    await user.press("2", "2", "2", "enter")
    await user.until(lambda: any("the disk is full" in message for message in user.said))
    disk.full = False
    elsewhere(path, lambda one: one.changed(acv=111))
    await user.press("ctrl+q")
    await user.until(lambda: any("111" in message for message in user.said))
    assert user.app.return_code is None
    await user.press("ctrl+q")
    assert user.app.return_code == 0
