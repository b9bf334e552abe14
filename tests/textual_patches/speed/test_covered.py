"""What nobody can see is not painted."""

from pathlib import Path

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widgets import Static

from csm_tui.textual_patches.screen import PatchedDialog, PatchedScreen
from tests.support.driving import fill_demo, using
from tests.support.screens.page_driving import open_page


async def test_what_changes_in_a_covered_screen_paints_nothing_until_it_is_in_front_again(
    path: Path, sent: list[set[Region]]
) -> None:
    fill_demo(path)
    async with using(path) as user:
        portfolio = user.app.portfolio
        assert portfolio.is_current
        page = await open_page(user, "Customer 7")
        assert page.is_current
        assert not portfolio.is_current
        sent.clear()
        portfolio.table.refresh()
        await user.pilot.pause()
        assert sent == []
        await user.press("q")
        assert portfolio.is_current
        assert "Customer 7" in user.shown


class _Plain(PatchedScreen[None]):
    def compose(self) -> ComposeResult:
        yield Static("beneath")


class _Sample(App[None]):
    def get_default_screen(self) -> _Plain:
        return _Plain()


async def test_a_screen_that_shows_through_a_dialog_can_be_seen() -> None:
    app = _Sample()
    async with app.run_test() as pilot:
        beneath = app.screen
        dialog = PatchedDialog[None]()
        dialog.styles.background = "black 50%"
        await app.push_screen(dialog)
        await pilot.pause()
        assert beneath.is_current
        dialog.styles.background = "black"
        assert not beneath.is_current


async def test_no_screen_is_current_while_the_app_ends_and_none_is_in_front() -> None:
    app = _Sample()
    async with app.run_test():
        screen, stack = app.screen, app._screen_stack
        held = [*stack]
        stack.clear()
        assert not screen.is_current
        stack.extend(held)
        assert screen.is_current
