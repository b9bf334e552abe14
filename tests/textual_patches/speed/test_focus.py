"""A moved focus paints what has it and what had it."""

from pathlib import Path
from typing import Any

from textual.screen import Screen

from tests.support.driving import SMALL, fill_demo, using


async def test_a_moved_focus_does_not_paint_the_whole_form(path: Path, painted: list[Any]) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("e")
        painted.clear()
        await user.press("tab", "tab")
        assert user.row("owner").editor.has_focus
        assert user.row("owner").editor in painted
        assert not any(isinstance(widget, Screen) for widget in painted)
