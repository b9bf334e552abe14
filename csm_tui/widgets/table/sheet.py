"""The sheet of all pages whose cells are written in, moved by keys and mouse."""

from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType

from csm_tui.widgets.table.keys import MOVES
from csm_tui.widgets.table.sheet_view import SheetView


class Sheet(SheetView, inherit_bindings=False):
    """A sheet whose cursor is moved by keys and mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(*move, show=False) for move in MOVES if move.action != "open"),
        Binding("enter", "open", "Write"),
    ]

    class Opened(SheetView.SheetMessage):
        """The cell under the cursor was opened by enter or a second click."""

    _clicked: tuple[int, int] | None = None
    """The row and column of the cell that a click moved to; a second one opens it."""

    # Keys

    def action_cursor_up(self) -> None:
        """One row up; in a row that is higher than the sheet, on in its text first."""
        if self._rows and self._layout.heights.start(self._cursor) < self.scroll_offset.y:
            self._scroll_rows(self.scroll_offset.y - max(1, self._page // 2))
        else:
            self._move(self._cursor - 1, self._column)

    def action_cursor_down(self) -> None:
        """One row down; in a row that is higher than the sheet, on in its text first."""
        bottom = self.scroll_offset.y + self._page
        if self._rows and self._layout.heights.start(self._cursor) + self._layout.height(self._cursor) > bottom:
            self._scroll_rows(self.scroll_offset.y + max(1, self._page // 2))
        else:
            self._move(self._cursor + 1, self._column)

    def action_page_up(self) -> None:
        """One page up."""
        self._move_lines(-self._page)

    def action_page_down(self) -> None:
        """One page down."""
        self._move_lines(self._page)

    def action_half_page(self, direction: int) -> None:
        """Half a page up or down."""
        self._move_lines(direction * max(1, self._page // 2))

    def action_cursor_first(self) -> None:
        """To the first row."""
        self._move(0, self._column)

    def action_cursor_last(self) -> None:
        """To the last row."""
        self._move(len(self._rows) - 1, self._column)

    def action_column_left(self) -> None:
        """To the column to the left; in the first one the key is left to what is around the sheet."""
        if self._column == 0:
            raise SkipAction
        self._move(self._cursor, self._column - 1)

    def action_column_right(self) -> None:
        """To the column to the right."""
        self._move(self._cursor, self._column + 1)

    def action_open(self) -> None:
        """Open the cell under the cursor."""
        self.post_message(self.Opened(self))

    def _move_lines(self, lines: int) -> None:
        if not self._rows:
            return
        line = max(0, min(self._layout.heights.start(self._cursor) + lines, self._layout.heights.total - 1))
        row = self._layout.heights.row_at(line)
        self._move(self._cursor if row is None else row, self._column)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Move to the cell; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1 or offset.y < self.header_lines:
            return
        event.stop()
        row = self._layout.heights.row_at(offset.y - self.header_lines + self.scroll_offset.y)
        if row is None:
            return
        column = self._layout.places.at(offset.x)
        cell = row, self._column if column is None else column
        if self._clicked == cell:
            self.action_open()
        self._move(*cell)
        self._clicked = cell

    def _cursor_moved(self) -> None:
        self._clicked = None
        super()._cursor_moved()
