"""A page key in the palette before its list is laid out."""

from pathlib import Path

import pytest
from textual.command import CommandList, CommandPalette

from tests.support.driving import SMALL, fill_demo, using


@pytest.mark.parametrize("key", ["pageup", "pagedown"])
async def test_a_page_key_before_the_list_is_laid_out_does_nothing(
    key: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("ctrl+p")
        await user.paste("e")
        await user.until(lambda: user.screen.query_one(CommandList).option_count)
        with monkeypatch.context() as early:
            early.setattr(CommandList, "_index_to_line", {})
            await user.press(key)
        assert user.app.return_code is None
        assert isinstance(user.screen, CommandPalette)
