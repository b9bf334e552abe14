"""Rows scroll and change in number, and nothing is laid out for that."""

import pytest
from textual.app import App, ComposeResult
from textual.strip import Strip

from csm_tui.textual_patches.screen import PatchedScreen
from csm_tui.textual_patches.speed.header_scroll import HeaderScroll


class _Rows(HeaderScroll):
    DEFAULT_CSS = "_Rows { scrollbar-size-vertical: 1; }"

    def render_line(self, _y: int) -> Strip:
        return Strip.blank(self.size.width)

    def show(self, rows: int) -> None:
        self._set_length(rows + self.header_lines)
        self.refresh()

    def go_to(self, row: int) -> None:
        self._scroll_rows(row)


class _Table(PatchedScreen[None]):
    def compose(self) -> ComposeResult:
        yield _Rows()


class _Sample(App[None]):
    def get_default_screen(self) -> _Table:
        return _Table()

    @property
    def rows(self) -> _Rows:
        return self.screen.query_one(_Rows)


async def test_more_or_fewer_rows_lay_nothing_out_while_the_scrollbar_stays() -> None:
    app = _Sample()
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.pause()
        app.rows.show(100)
        await pilot.pause()
        app.rows.go_to(90)
        await pilot.pause()
        app.rows.show(50)
        assert not app.rows._layout_required
        await pilot.pause()
        assert (app.rows.max_scroll_y, app.rows.scroll_y) == (40, 40), "it ends at the last row"
        assert app.rows.vertical_scrollbar.window_virtual_size == 51
        assert app.rows.vertical_scrollbar.position == 40


@pytest.mark.parametrize(("before", "after", "bar"), [(3, 100, True), (100, 3, False)])
async def test_the_scrollbar_comes_and_goes(before: int, after: int, bar: bool) -> None:
    app = _Sample()
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.pause()
        app.rows.show(before)
        await pilot.pause()
        assert app.rows.show_vertical_scrollbar is not bar
        app.rows.show(after)
        assert app.rows._layout_required
        await pilot.pause()
        assert app.rows.show_vertical_scrollbar is bar


async def test_scrolling_lays_nothing_out() -> None:
    app = _Sample()
    async with app.run_test(size=(40, 41)) as pilot:
        await pilot.pause()
        app.rows.show(1000)
        await pilot.pause()
        app.rows.go_to(40)
        assert not app.rows._layout_required
        assert app.rows.scroll_y == 40
