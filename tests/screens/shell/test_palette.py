"""The palette: what was sought is there again, and its looks are ours."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.command import CommandList, CommandPalette
from textual.theme import Theme
from textual.widgets import Input

from csm_tui.screens.plan.plan_screen import PlanScreen
from csm_tui.themes import THEMES
from tests.support.driving import SMALL, User, fill_demo, using


async def _sought(user: User) -> str:
    await user.press("ctrl+p")
    assert isinstance(user.screen, CommandPalette)
    return user.screen.query_one(Input).value


async def test_what_was_typed_is_there_again_after_leaving_and_gone_after_a_choice(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        assert await _sought(user) == ""
        await user.until(lambda: "\u2500Commands\u2500" in user.shown)
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


async def test_a_command_of_another_screen_is_found_and_leads_there_without_doing_it(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await _sought(user)
        await user.paste("audit")
        await user.until(lambda: "Plan: Audit" in user.shown)
        await user.press("down", "enter")
        await user.until(lambda: isinstance(user.screen, PlanScreen))
        assert "12 of 12 held" not in user.shown


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_the_palette_has_the_cursor_of_tables_and_a_help_that_can_be_read_on_it(path: Path, theme: Theme) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        user.app.theme = theme.name
        await user.press("ctrl+p")
        (shown,) = user.screen.query(CommandList)
        cursor = shown.get_component_rich_style("option-list--option-highlighted")
        told = user.screen.get_component_rich_style("command-palette--help-text", partial=True)
        assert Color.from_rich_color(cursor.bgcolor) == Color.parse(theme.variables["cursor-row"])
        assert Color.from_rich_color(told.color) == Color.parse(theme.variables["quiet"])
        assert not told.dim
