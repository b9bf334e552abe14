"""Speed: other rows need no layout. A filter key, 10,000 rows, at 140x40: 81 -> 47 ms to the last byte."""

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView

from csm_tui.textual_patches.versions import speed


class HeaderScroll(ScrollView, can_focus=True, inherit_bindings=False):
    """Scrolls lines below a fixed header, whatever they contain, bypassing Textual's own scrolling where it is slow."""

    header_lines = 1
    """The number of lines above the rows."""

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
        if not speed() or not room or self.show_vertical_scrollbar != (lines > room):
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

    def _outdate(self, region: Region) -> None:
        """Have a part rendered anew when the screen is painted next, which is about to happen anyway."""
        self._styles_cache.set_dirty(region)

    def _refresh_header(self) -> None:
        self.refresh(Region(0, 0, self.size.width, self.header_lines))
