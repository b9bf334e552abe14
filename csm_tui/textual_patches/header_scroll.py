"""Scrolling by whole lines under a header that stays, with no layout and no animation where none is needed."""

from math import ceil

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar


class HeaderScroll(ScrollView, can_focus=True, inherit_bindings=False):
    """Knows lines, not what stands in them. All that goes round Textual's own scrolling is here."""

    header_lines = 1
    """So many lines stand above the rows."""

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _page(self) -> int:
        """How many rows fit under the header."""
        return max(1, self.scrollable_content_region.height - self.header_lines)

    def _set_length(self, lines: int) -> None:
        """So many lines in all. While the scrollbar stays or stays away, nothing has to be laid out anew for that:
        Textual would lay the screen out and paint the scrollbar one frame after the rows."""
        size, room = Size(0, lines), self.scrollable_content_region.height
        if not room or self.show_vertical_scrollbar != (lines > room):
            self.virtual_size = size
            return
        self.set_reactive(HeaderScroll.virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = lines
        self.set_reactive(HeaderScroll.scroll_y, min(self.scroll_y, self.max_scroll_y))
        self.set_reactive(HeaderScroll.scroll_target_y, self.scroll_y)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = self.scroll_y

    def _scroll_rows(self, top: int) -> None:
        if top != self.scroll_y:
            self.scroll_to(y=top, animate=False, force=True)

    def _refresh_header(self) -> None:
        self.refresh(Region(0, 0, self.size.width, self.header_lines))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint the rows; the header stays, and of the scrollbar only the thumb moves."""
        if self.show_vertical_scrollbar:
            self._move_thumb(old_value, new_value)
        if round(old_value) != round(new_value):
            self.refresh(Region(0, self.header_lines, self._width, self._page))

    def _move_thumb(self, before: float, after: float) -> None:
        """Repaint the scrollbar from the one place to the other: its other lines would cost 1 KB a page."""
        bar = self.vertical_scrollbar
        bar.set_reactive(ScrollBar.position, after)
        if not bar.size.height:
            return
        step = self.virtual_size.height / bar.size.height
        top = int(min(before, after) / step) - 1
        end = ceil((max(before, after) + self.size.height) / step) + 2
        bar.refresh(bar.size.region.intersection(Region(0, top, bar.size.width, end - top)))
