"""An input as wide as its place, however long its text is."""

from pathlib import Path
from typing import Any

from tests.support.driving import SMALL, fill_demo, using


async def test_a_key_in_a_line_lays_nothing_out_again(path: Path, laid_out: list[Any]) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("e")
        laid_out.clear()
        await user.type("ab")
        assert laid_out == []
        assert user.row("name").text.endswith("ab")


async def test_a_text_longer_than_its_line_can_be_typed_and_read_to_both_ends(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("slash")
        await user.paste("first " + "word " * 20)
        await user.type("last")
        assert "last" in user.shown
        assert "first" not in user.shown
        await user.press("home")
        assert "first" in user.shown
        await user.press("end")
        assert "last" in user.shown
