"""Pictures of what a CSM looks at most, and of the spider; `pytest --snapshot-update` after a change that is meant."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from csm_tui.session.announcement import Saving
from tests.support.driving import SMALL, WIDE, User, WatchedApp, fill_demo
from tests.support.screens.evaluation_driving import fill_evaluation, open_form
from tests.support.screens.personal_driving import fill_personal

Compare = Callable[..., bool]


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
def test_the_portfolio(size: tuple[int, int], path: Path, snap_compare: Compare) -> None:
    fill_demo(path)

    async def prepare(pilot: Pilot[int]) -> None:
        await pilot.press("j", "j", "v")
        await pilot.pause()

    assert snap_compare(WatchedApp(path), terminal_size=size, run_before=prepare)


def test_the_form(path: Path, snap_compare: Compare) -> None:
    fill_demo(path)

    async def prepare(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, WatchedApp)
        user = User(pilot.app, pilot)
        await pilot.pause()
        user.go_to("Customer 7")
        await user.press("e")
        await user.enter(product="101", renewal_date="03/04/2027")

    assert snap_compare(WatchedApp(path), terminal_size=SMALL, run_before=prepare)


def test_the_personal_evaluation(path: Path, snap_compare: Compare) -> None:
    fill_personal(path)

    async def prepare(pilot: Pilot[int]) -> None:
        await pilot.press("6", "j", "j", "j", "j")
        await pilot.pause()

    assert snap_compare(WatchedApp(path), terminal_size=SMALL, run_before=prepare)


@pytest.mark.parametrize("keys", [("n", "h", "i"), ("tab", "G", "enter")], ids=["entries", "prompts"])
def test_the_form_of_an_evaluation(keys: tuple[str, ...], path: Path, snap_compare: Compare) -> None:
    fill_evaluation(path)

    async def prepare(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, WatchedApp)
        user = User(pilot.app, pilot)
        await pilot.pause()
        await open_form(user)
        for key in keys:  # each has had its effect before the next: an editor opens, a part takes the cursor
            await user.press(key)
            await user.until(lambda: not user.app.said and user.session.saving is Saving.SAVED)

    assert snap_compare(WatchedApp(path), terminal_size=SMALL, run_before=prepare)
