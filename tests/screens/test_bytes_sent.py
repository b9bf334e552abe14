"""What a terminal was sent adds up to what the screen holds: nothing that changed is left out."""

import asyncio
import random
from pathlib import Path
from typing import Any

import pyte
import pytest
from rich.console import Console
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.screen import Screen

from tests.support.driving import SMALL, WIDE, User, using
from tests.support.screens.plan_screen_driving import fill_plan

_KEYS = (
    *"jklhGgtencvwLsSbduTaopExCUANIBROD134", "slash", "question_mark", "comma", "space", "less_than_sign",
    "greater_than_sign", "left_square_bracket", "right_square_bracket", "pagedown", "enter", "escape", "tab",
    "shift+tab", "f2", "f3",
)  # fmt: skip

_CONSOLE = Console(color_system="truecolor", force_terminal=True)
"""What a style is sent as is kept with it: with the app's own, which has 16 colours here, other tests would meet it."""


class Sent:
    """A terminal that shows what the app sent it."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)

    def take(self, text: str) -> None:
        self._stream.feed(text)

    def cells(self) -> list[list[tuple[object, ...]]]:
        width, height = self.size
        found = ([self.screen.buffer[y][x] for x in range(width)] for y in range(height))
        return [[(one.data, one.fg, one.bg, one.bold, one.reverse) for one in line] for line in found]


@pytest.fixture
def sent(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> Sent:
    """The terminal of the app."""
    terminal = Sent(size)
    display = App._display

    def displayed(app: App[Any], screen: Screen[Any], update: Any) -> None:
        if isinstance(update, CompositorUpdate) and not app._batch_count:
            terminal.take(update.render_segments(_CONSOLE))
        display(app, screen, update)

    monkeypatch.setattr(App, "_display", displayed)
    return terminal


def _whole(user: User, size: tuple[int, int]) -> Sent:
    """What a terminal would show that is sent the whole screen now."""
    compositor = user.screen._compositor
    waiting = set(compositor._dirty_regions)
    whole = Sent(size)
    whole.take(compositor.render_full_update().render_segments(_CONSOLE))
    compositor._dirty_regions |= waiting
    return whole


async def _type_and_compare(user: User, sent: Sent, keys: list[str]) -> None:
    for key in keys:
        await user.press(key)
        # A message that is just going is gone from the screen one step before the paint of what it covered.
        await user.until(lambda: sent.cells() == _whole(user, sent.size).cells())


@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.thorough)])
async def test_lines_dialogs_and_screens_that_come_and_go(path: Path, size: tuple[int, int], sent: Sent) -> None:
    fill_plan(path)
    keys = "slash 7 enter j escape t escape c escape enter tab right_square_bracket q v 3 a e escape 4 k 1 L escape u"
    async with using(path, size) as user:
        await _type_and_compare(user, sent, keys.split())


@pytest.mark.thorough
@pytest.mark.parametrize("size", [SMALL])
async def test_a_message_that_goes_leaves_what_it_covered(path: Path, size: tuple[int, int], sent: Sent) -> None:
    fill_plan(path)
    async with using(path, size) as user:
        await user.press("u", "e", "pagedown", "tab")
        assert user.said
        await user.until(lambda: "nothing to undo" not in user.shown)
        await _type_and_compare(user, sent, ["tab"])


@pytest.mark.thorough
@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_typed(path: Path, size: tuple[int, int], sent: Sent, seed: int) -> None:
    fill_plan(path)
    chance = random.Random(seed)
    async with using(path, size) as user:
        await _type_and_compare(user, sent, chance.choices(_KEYS, k=60))


@pytest.mark.parametrize("size", [SMALL])
@pytest.mark.parametrize(
    "opening", ["L", *(pytest.param(key, marks=pytest.mark.thorough) for key in ("e", "question_mark", "w"))]
)
async def test_a_dialog_that_is_closed_while_it_opens(
    path: Path, size: tuple[int, int], sent: Sent, opening: str
) -> None:
    fill_plan(path)
    async with using(path, size) as user:
        await user.press("j")
        opened = asyncio.create_task(user.press(opening))
        await user.until(lambda: len(user.app.screen_stack) > 1)
        await user.app.pop_screen()
        await opened
        await user.until(lambda: sent.cells() == _whole(user, size).cells())
        assert user.screen is user.app.portfolio
