"""The palette: what was sought is there again."""

from pathlib import Path

from textual.command import CommandList, CommandPalette
from textual.widgets import Input

from tests.support.driving import SMALL, User, fill_demo, using


async def _sought(user: User) -> str:
    await user.press("ctrl+p")
    assert isinstance(user.screen, CommandPalette)
    return user.screen.query_one(Input).value


async def test_what_was_typed_is_there_again_after_leaving_and_gone_after_a_choice(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        assert await _sought(user) == ""
        await user.paste("sort")
        await user.press("escape")
        assert await _sought(user) == "sort"
        await user.until(lambda: user.screen.query_one(CommandList).option_count)
        await user.paste("legend")
        assert user.screen.query_one(Input).value == "legend", "typing takes its place"
        await user.until(lambda: user.screen.query_one(CommandList).option_count)
        await user.press("down", "enter")
        await user.until(lambda: not isinstance(user.screen, CommandPalette))
        await user.press("escape")
        assert await _sought(user) == ""
