"""A pane of styled lines, drawn with the line API: unlike with a Static, only what changed is sent."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.strip import Strip

from csm_tui.widgets.style_name import Line, Run
from csm_tui.widgets.styled import FILLED, Styled
from csm_tui.widgets.table.layout import fit

__all__ = ["Draw", "Line", "LinePane", "Run", "unchanged_cells"]

Draw = Callable[[int], Sequence[Line]]
"""Returns the lines for a width in cells. Longer lines are cut, with an ellipsis at the end."""


class LinePane(Styled, can_focus=False, inherit_bindings=False):
    """Shows lines of plain text in styles. It can scroll if it can have the focus."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("pageup,ctrl+b", "page_up", "One page up", show=False),
        Binding("pagedown,ctrl+f,space", "page_down", "One page down", show=False),
        Binding("ctrl+u", "half_page(-1)", "Half a page up", show=False),
        Binding("ctrl+d", "half_page(1)", "Half a page down", show=False),
        Binding("home,g", "scroll_home", "To the top", show=False),
        Binding("end,G", "scroll_end", "To the end", show=False),
    ]
    DEFAULT_CSS = """
    LinePane {
        height: auto;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(
        self, draw: Draw | None = None, *, id: str | None = None, classes: str | None = None, focusable: bool = False
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = focusable
        self._draw: Draw = draw or (lambda _: ())
        self._lines: tuple[Line, ...] = ()

    def show(self, draw: Draw) -> None:
        """Show other lines. Only what changed is sent."""
        self._draw = draw
        self._lay_out(self.scrollable_content_region.width)

    def action_half_page(self, direction: int) -> None:
        """Scroll half a page down, or up if negative."""
        self.scroll_relative(y=direction * max(self.size.height // 2, 1), animate=False)

    def on_resize(self) -> None:
        """Lay the lines out for the new size."""
        self._lay_out(self.scrollable_content_region.width)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """As many lines as there are at this width."""
        return len(self._draw(width))

    def render_line(self, y: int) -> Strip:
        """The line of the pane at `y`, as wide as the pane."""
        width, plain = self.scrollable_content_region.width, self.rich_style
        index = y + self.scroll_offset.y
        if index >= len(self._lines):
            return Strip.blank(width, plain)
        segments: list[Segment] = []
        left, filled = width, False
        for text, style_name in self._lines[index]:
            room = min(left, cell_len(text))
            style, shown = self.styled_over(plain, style_name), fit(text, room)
            left -= room
            if segments and (segments[-1].style == style or not (shown.strip() or filled)):
                shown, style = segments[-1].text + shown, segments.pop().style or style
            else:
                filled = style_name in FILLED
            segments.append(Segment(shown, style))
        if segments and not filled:  # the rest of the line gets the style of its last run, which saves a run
            text, last, _ = segments.pop()
            segments.append(Segment(text + " " * left, last))
        return Strip(segments).adjust_cell_length(width, plain)

    def _lay_out(self, width: int) -> None:
        if width <= 0:
            return
        before, self._lines = self._lines, tuple(self._draw(width))
        self.virtual_size = Size(width, len(self._lines))
        if len(before) != len(self._lines):
            self.refresh(layout=self.styles.is_auto_height)
            return
        for index, (old, new) in enumerate(zip(before, self._lines, strict=True)):
            if old != new:
                start = unchanged_cells(old, new)
                self.refresh(Region(start, index - self.scroll_offset.y, self.size.width - start, 1))


def unchanged_cells(old: Line, new: Line) -> int:
    """The number of unchanged cells at the beginning of a line."""
    same = 0
    for before, after in zip(old, new, strict=False):
        if before != after:
            break
        same += cell_len(after[0])
    return same
