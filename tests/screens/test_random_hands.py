"""Keys, clicks and pastes at random, many before the first has had its effect: over every command, what it opens, the
palette and the key bar. Nothing ends the program, and no screen is closed by another one."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual import events
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import OptionList

from csm_tui.commands.anywhere import ANYWHERE
from csm_tui.commands.base import Numbered
from csm_tui.commands.screens import SCREENS
from csm_tui.domain.values.keyboard import key_names
from csm_tui.textual_patches.idle import wait_until_idle
from tests.support.driving import User, fill_demo, fill_whole_demo, using
from tests.support.pilot import typed
from tests.support.rows import first_rows

pytestmark = pytest.mark.thorough

_KEYS = (
    *("escape",) * 6, *("enter",) * 4, *("tab",) * 2, "shift+tab", "space", "down", "down", "up", "home", "end", "left",
    "right", "pagedown", "ctrl+s", "ctrl+x", "ctrl+l", "ctrl+o", "ctrl+p", "ctrl+z", "f1", "f2", "backspace", "a", "y",
    "n", "e", "d", "c", "r", "x", "S", "1", "2", "3", "7", "question_mark", "slash", "u", "delete", "t", "asterisk",
    "z", "0", "5", "6", "C", "F", "T", "K", "at", "i", "number_sign", "plus", "minus", "less_than_sign",
    "left_square_bracket", "shift+down", "shift+left", "ctrl+z", "ctrl+y",
)  # fmt: skip
_PASTES = ("2", "next friday", "first\nsecond\nthird", "[/]", "~nick/plan.csv", "x" * 400, "9" * 5_000)
_SIZES = ((120, 40), (80, 24), (20, 5), (300, 100))
_WAYS = {
    "client": ("1", "enter"),
    "week": ("4", "enter"),
    "evaluation": ("5", "j", "j", "j", "enter"),
    "draft": ("3", "y"),
    "roadmap": ("7", "enter"),
}
"""The keys that lead to a screen which has none of its own; the fourth evaluation is a draft: final ones ask."""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Random hands also export, under names without a folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def _closed_by_itself_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A screen that is not in front would take away the one that is."""
    wrong: list[str] = []
    dismiss = Screen.dismiss

    def watched(screen: Screen[Any], result: Any = None) -> Any:
        if screen.app.screen is not screen:
            wrong.append(f"{screen} took {screen.app.screen} away")
        return dismiss(screen, result)

    monkeypatch.setattr(Screen, "dismiss", watched)
    yield
    assert wrong == []


def _click(user: User, x: int, y: int) -> None:
    """A click, as the terminal tells of it."""
    for kind in (events.MouseMove, events.MouseDown, events.MouseUp):
        button = 0 if kind is events.MouseMove else 1
        user.app.post_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))


def _do_something(user: User, chance: Random) -> None:
    """One thing that hands do; its effect is not waited for."""
    width, height = user.app.size
    x, y = chance.randrange(width), chance.choice((chance.randrange(height), height - 1))
    match chance.randrange(10):
        case 0 | 1 | 2 | 3 | 4:
            user.app.post_message(typed(chance.choice(_KEYS)))
        case 5 | 6:
            _click(user, x, y)
        case 7:
            _click(user, x, y)
            _click(user, x, y)
        case 8:
            user.app.post_message(events.Paste(chance.choice(_PASTES)))
        case _:
            kind = chance.choice((events.MouseScrollDown, events.MouseScrollUp))
            user.app.post_message(kind(None, x, y, 0, 0, 0, False, False, False, x, y))


async def _settled(user: User) -> None:
    """Wait for the effects; an app that stands still is a fault."""
    for _ in range(2):
        if user.app._exit or not user.app.is_running:
            return
        async with asyncio.timeout(10):
            await wait_until_idle(user.app)


def _resize(user: User, width: int, height: int) -> None:
    size = Size(width, height)
    user.app._driver._size = size  # type: ignore[union-attr]
    user.app.post_message(events.Resize(size, size))


async def _rest(user: User) -> None:
    """Wait for all effects, with what may stand in the way of the next trial closed."""
    for _ in range(12):
        await _settled(user)
        if user.app._exit or not user.app.is_running:
            return
        if len(user.app.screen_stack) == 1 and not user.app.screen.query("CellBar, FilterBar"):
            return
        user.app.post_message(typed("escape"))


async def _try(path: Path, seed: int, steps: int, *start: str) -> None:
    """Some keys, and then anything at random."""
    chance = Random(seed)
    fill_whole_demo(path)
    async with using(path, chance.choice(_SIZES[:2])) as user:
        await user.press(*start)
        for _ in range(steps):
            if user.app._exit or not user.app.is_running:
                return
            for _ in range(chance.choice((1, 1, 2, 4))):
                _do_something(user, chance)
            if chance.random() < 0.1:
                _resize(user, *chance.choice(_SIZES))
            if chance.random() < 0.6:
                await _settled(user)
        await _rest(user)


def _starts() -> Iterator[tuple[str, ...]]:
    """The keys that lead to every command of every screen."""
    for screen in SCREENS:
        way = _WAYS.get(screen.id, (screen.key,))
        for command in (*screen.commands, *ANYWHERE):
            if not issubclass(command, Numbered) and command.ID not in ("app.quit", "app.quit_unsaved"):
                yield (*way, *key_names(command.KEYS)[:1])


_STARTS = [*dict.fromkeys(_starts())]


@pytest.mark.parametrize("seed", first_rows(range(6), 2))
async def test_the_palette(path: Path, seed: int) -> None:
    await _try(path, seed, 25, "ctrl+p")


@pytest.mark.thorough
@pytest.mark.parametrize("start", _STARTS, ids="-".join)
async def test_every_command(path: Path, start: tuple[str, ...]) -> None:
    await _try(path, sum(map(ord, "".join(start))), 15, *start)


async def test_two_quick_clicks_on_an_entry_of_the_palette_carry_it_out_once(path: Path) -> None:
    fill_demo(path)
    async with using(path) as user:
        clients = len(user.session.workspace.clients)
        await user.press("ctrl+p")
        await user.type("Delete")
        entries = user.screen.query_one(OptionList)
        await user.until(lambda: entries.option_count and entries.region.height)
        x, y = entries.region.x + 3, entries.region.y + 1
        for _ in range(4):
            _click(user, x, y)
        await user.pilot.pause()
        await user.pilot.pause()
        assert user.screen is user.app.portfolio
        assert len(user.session.workspace.clients) >= clients - 1


@pytest.mark.parametrize(
    "start", first_rows([("ctrl+p",), ("L",), ("question_mark",), ("e",), ("1", "enter")], 2), ids="-".join
)
async def test_two_quick_clicks_beside_it_and_on_each_place_of_the_key_bar(path: Path, start: tuple[str, ...]) -> None:
    fill_demo(path)
    async with using(path) as user:
        for x in range(0, 120, 17):
            await user.press(*start)
            for place in ((x, 39), (x, 39), (0, 20), (0, 20)):
                _click(user, *place)
            await _rest(user)
            if user.app._exit:  # by the key that quits
                return
