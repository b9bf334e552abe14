"""Tests of screens look at what has come to rest, however busy the machine is."""

import asyncio
from pathlib import Path

from textual.screen import Screen
from textual.widgets import Label

from tests.support.driving import using


class SlowScreen(Screen[None]):
    """Takes its time until its widgets are there."""

    async def on_mount(self) -> None:
        await asyncio.sleep(0.02)
        await self.mount(Label("slow", id="slow"))


async def test_a_screen_that_comes_while_one_waits_is_asked_when_its_widgets_are_there(path: Path) -> None:
    async with using(path) as user:
        for number in range(10):
            screen = SlowScreen()
            asyncio.get_running_loop().call_later(0.015 + number / 1000, user.app.push_screen, screen)
            await user.until(lambda screen=screen: user.screen is screen and screen.query_one("#slow"))
