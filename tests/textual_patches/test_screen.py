"""What is painted when a screen opens, is covered, or moves its focus: no more than has changed."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.screen import Screen

from tests.support.driving import SMALL, WIDE, fill_demo, using
from tests.support.page_driving import open_page


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every widget that is painted again for itself."""
    seen: list[Any] = []
    update = Compositor.update_widgets

    def watched(compositor: Compositor, widgets: Iterable[Any]) -> None:
        seen.extend(widgets)
        update(compositor, set(widgets))

    monkeypatch.setattr(Compositor, "update_widgets", watched)
    return seen


async def test_a_moved_focus_does_not_paint_the_whole_form(path: Path, painted: list[Any]) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("e")
        painted.clear()
        await user.press("tab", "tab")
        assert user.row("owner").editor.has_focus
        assert user.row("owner").editor in painted
        assert not any(isinstance(widget, Screen) for widget in painted)


async def test_what_changes_in_a_covered_screen_paints_nothing_until_it_is_in_front_again(path: Path) -> None:
    fill_demo(path)
    async with using(path) as user:
        portfolio = user.app.portfolio
        assert portfolio.is_current
        page = await open_page(user, "Customer 7")
        assert page.is_current
        assert not portfolio.is_current
        portfolio.table.refresh()
        await user.press("q")
        assert portfolio.is_current
        assert "Customer 7" in user.shown


async def test_a_form_is_as_wide_as_the_terminal_allows_from_its_first_layout_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_demo(path)
    widths: list[int] = []
    reflow = Compositor.reflow

    def watched(compositor: Compositor, parent: Any, size: Any) -> Any:
        found = reflow(compositor, parent, size)
        widths.extend(widget.region.width for widget in parent.query("#field-name"))
        return found

    async with using(path, WIDE) as user:
        monkeypatch.setattr(Compositor, "reflow", watched)
        await user.press("e")
        assert user.row("name").editor.region.width == 61
        assert {width for width in widths if width} == {61}, "never laid out as in a narrow terminal"


async def test_a_key_in_a_line_lays_nothing_out_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_demo(path)
    laid_out: list[Any] = []
    reflow = Compositor.reflow

    def watched(compositor: Compositor, parent: Any, size: Any) -> Any:
        laid_out.append(parent)
        return reflow(compositor, parent, size)

    async with using(path, SMALL) as user:
        await user.press("e")
        monkeypatch.setattr(Compositor, "reflow", watched)
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


@pytest.mark.parametrize("moves", [False, True])
async def test_the_cursor_blinks_only_where_things_may_move(path: Path, moves: bool) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        user.app.animation_level = "full" if moves else "none"
        await user.press("e")
        assert {user.row(name).editor.cursor_blink for name in ("name", "notes")} == {moves}
