"""What a first start offers: a file, nothing, or the demo."""

from pathlib import Path

import pytest

from csm_tui.ending import DEMO
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.shell.welcome import Welcome
from tests.support.driving import SMALL, WIDE, client, fill, reread, using


@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.long)])
async def test_a_first_start_says_what_can_be_done(size: tuple[int, int], path: Path) -> None:
    async with using(path, size, welcome=True) as user:
        assert isinstance(user.screen, Welcome)
        for said in (
            "There is no workspace yet",
            "Import a file",
            "Start empty",
            "Look at the demo",
            "a table or a workbook",
            "? shows every key",
            "enter Choose",
        ):
            assert said in user.shown
        assert "…" not in user.shown
    assert not path.exists()


@pytest.mark.thorough
async def test_a_file_can_be_imported_at_once(path: Path) -> None:
    csv = path.with_name("clients.csv")
    csv.write_text("Client,Product\nAcme,80\n")
    async with using(path, SMALL, welcome=True) as user:
        await user.press("enter")
        assert isinstance(user.screen, RecordForm)
        await user.enter(file=str(csv))
        await user.press("ctrl+s", "y")
        assert user.names == ["Acme"]
        assert user.screen is user.app.portfolio
        await user.saved()
    assert reread(path).named("Acme") is not None


@pytest.mark.parametrize(
    "keys",
    [("j", "enter"), *(pytest.param((key,), marks=pytest.mark.long) for key in ("escape", "q"))],
    ids=["empty", "esc", "q"],
)
async def test_one_can_start_empty(keys: tuple[str, ...], path: Path) -> None:
    async with using(path, SMALL, welcome=True) as user:
        await user.press(*keys)
        assert user.screen is user.app.portfolio
        assert user.app.return_value is None
        assert "n adds one" in user.shown
        await user.press("n")
        await user.enter(name="Acme")
        await user.press("ctrl+s")
        await user.saved()
    assert reread(path).named("Acme") is not None


async def test_the_demo_is_asked_for_by_the_result_of_the_run(path: Path) -> None:
    async with using(path, SMALL, welcome=True) as user:
        await user.press("G", "enter")
        assert user.app.return_value == DEMO
        assert not user.app.return_code
    assert not path.exists(), "and the workspace is still to be made"


async def test_it_is_not_shown_once_there_is_a_file(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.pilot.pause()
        assert user.screen is user.app.portfolio
