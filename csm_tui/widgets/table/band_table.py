"""The table of all lists, moved by keys and mouse."""

from collections.abc import Hashable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from csm_tui.widgets.table.keys import MOVES
from csm_tui.widgets.table.layout import Cell, Column
from csm_tui.widgets.table.table_view import TableView

__all__ = ["BandTable", "Cell", "Column"]


class BandTable(TableView, inherit_bindings=False):
    """A table whose cursor and highlighted column are moved by keys and mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(*move, show=False) for move in MOVES]

    class Opened(TableView.TableMessage):
        """A row was opened by enter or a second click."""

        def __init__(self, table: "BandTable", key: Hashable) -> None:
            super().__init__(table)
            self.key = key

    class SortAsked(TableView.TableMessage):
        """The title of a column was clicked; `add` if it should be added to the present sort columns."""

        def __init__(self, table: "BandTable", column: str, add: bool) -> None:
            super().__init__(table)
            self.column = column
            self.add = add

    _clicked: Hashable | None = None
    """The row that a click moved to; a second one opens it."""

    # Keys

    def action_cursor_up(self) -> None:
        """One row up."""
        self._move_cursor(self._cursor - 1)

    def action_cursor_down(self) -> None:
        """One row down."""
        self._move_cursor(self._cursor + 1)

    def action_page_up(self) -> None:
        """One page up, the cursor at its place on the screen."""
        self._move_page(-self._page)

    def action_page_down(self) -> None:
        """One page down, the cursor at its place on the screen."""
        self._move_page(self._page)

    def action_half_page(self, direction: int) -> None:
        """Half a page up or down, the cursor at its place on the screen."""
        self._move_page(direction * max(1, self._page // 2))

    def action_cursor_first(self) -> None:
        """To the first row."""
        self._move_cursor(0)

    def action_cursor_last(self) -> None:
        """To the last row."""
        self._move_cursor(len(self._keys) - 1)

    def action_column_left(self) -> None:
        """Highlight the column to the left."""
        self._move_column(self._painter.column - 1)

    def action_column_right(self) -> None:
        """Highlight the column to the right."""
        self._move_column(self._painter.column + 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self._keys:
            self.post_message(self.Opened(self, self._keys[self._cursor]))

    def _move_page(self, rows: int) -> None:
        self._scroll_rows(round(self.scroll_y) + rows)
        self._move_cursor(self._cursor + rows)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Move to the cell. A second click on a row opens it, and a click on a title sorts."""
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1:
            return
        event.stop()
        column = self._painter.layout(self._width).column_at(offset.x)
        if offset.y < self.header_lines:
            if column is not None:
                self._move_column(column)
                self.post_message(self.SortAsked(self, self.column, event.ctrl or event.shift))
            return
        self._click_row(self._row_at(offset.y), column)

    def _click_row(self, row: int, column: int | None) -> None:
        if row >= len(self._keys):
            return
        if column is not None:
            self._move_column(column)
        again = self._clicked == self._keys[row] and row == self._cursor
        self._move_cursor(row)
        self._clicked = None if again else self._keys[row]
        if again:
            self.action_open()

    def _cursor_moved(self) -> None:
        self._clicked = None
        super()._cursor_moved()
