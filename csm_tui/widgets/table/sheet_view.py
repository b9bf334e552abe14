"""What a sheet shows: a table of texts that wrap, with a cursor on a cell. It draws only the lines in view."""

from collections.abc import Callable, Hashable, Sequence

from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from csm_tui.textual_patches.speed.header_scroll import HeaderScroll
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.styled import WITHOUT_FOCUS, Styled
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetLayout, SheetRow
from csm_tui.widgets.table.sheet_painter import SheetPainter


class SheetView(HeaderScroll, Styled):
    """Rows of texts with a cursor on a cell. Rows are as high as their longest text.

    Only its owner moves the cursor; keys and mouse do so in a `Sheet`. While a cell is edited, its row makes room for
    the editor, which its owner lays over `cursor_region`.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SheetView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """
    marks = frozenset[Hashable]()
    """No rows can be marked."""

    class SheetMessage(Message):
        """The base of the messages of a sheet."""

        def __init__(self, sheet: "SheetView") -> None:
            super().__init__()
            self.sheet = sheet

        @property
        def control(self) -> "SheetView":
            """The sheet, for `@on(..., selector)`."""
            return self.sheet

    class CursorMoved(SheetMessage):
        """The cursor moved to another cell."""

    def __init__(
        self,
        columns: Sequence[SheetColumn] = (),
        *,
        ruled: bool = False,
        empty: str = "",
        ascii_only: bool = False,
        id: str | None = None,
    ) -> None:
        """A sheet without rows.

        Args:
            columns: Its columns. If not all fit, they scroll with the cursor.
            ruled: Whether a faint line is drawn between rows.
            empty: What is said if there are no rows.
            ascii_only: Draw the sheet's own signs in ASCII.
            id: The id of the widget.
        """
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._ruled = ruled
        self._empty = empty
        self._painter = SheetPainter(self._style_of, ascii_only=ascii_only)
        self._rows: tuple[SheetRow, ...] = ()
        self._cursor = 0
        self._column = 0
        self._layout = SheetLayout()
        self._edited: tuple[Hashable, int] | None = None
        self.placed: Callable[[], object] = lambda: None
        """Called when the cursor moves, or when other rows are shown."""

    # What the owner says

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show these rows. The cursor stays on its key, or at its position if the key is gone."""
        before = self.cursor_key
        self._rows = tuple(rows)
        found = next((place for place, row in enumerate(self._rows) if row.key == before), self._cursor)
        self._cursor = max(0, min(found, len(self._rows) - 1))
        self._lay_out()
        self.placed()

    def show_form(self, columns: Sequence[SheetColumn], rows: Sequence[SheetRow], *, ruled: bool, empty: str) -> None:
        """Show rows under other columns; see the sheet's arguments."""
        self._columns, self._ruled, self._empty = tuple(columns), ruled, empty
        self._column = max(0, min(self._column, len(columns) - 1))
        self.show_rows(rows)

    def show_found(self, words: Sequence[str]) -> None:
        """Light up these folded words wherever they stand."""
        if self._painter.words != tuple(words):
            self._painter.words = tuple(words)
            self.refresh()

    def make_room(self, key: Hashable | None, lines: int = 0) -> None:
        """Have the row with this key at least so many lines, for an editor; None gives the room back."""
        edited = None if key is None else (key, lines)
        if edited != self._edited:
            self._edited = edited
            self._lay_out()

    def move_to(self, key: Hashable, column: int | None = None) -> bool:
        """Move the cursor to a row, and to the column with this index; False if the row is not shown."""
        for place, row in enumerate(self._rows):
            if row.key == key:
                self._move(place, self._column if column is None else column)
                return True
        return False

    def step(self, cells: int) -> bool:
        """Move so many cells on, from the end of a row to the next row; False at the ends of the sheet."""
        row, column = divmod(self._cursor * len(self._columns) + self._column + cells, max(len(self._columns), 1))
        if not 0 <= row < len(self._rows):
            return False
        self._move(row, column)
        return True

    # What it answers

    @property
    def keys(self) -> Sequence[Hashable]:
        """The keys of the rows, in order."""
        return [row.key for row in self._rows]

    @property
    def cursor_key(self) -> Hashable | None:
        """The key of the row under the cursor; None without rows."""
        return self._rows[self._cursor].key if self._rows else None

    @property
    def cursor_index(self) -> int:
        """The index of the row under the cursor; 0 without rows."""
        return self._cursor

    @property
    def cell(self) -> SheetCell | None:
        """The cell under the cursor; None without rows."""
        return self._rows[self._cursor].cells[self._column] if self._rows else None

    @property
    def column(self) -> int:
        """The index of the cursor's column."""
        return self._column

    @property
    def cursor_region(self) -> Region:
        """The cell under the cursor, in the coordinates of the sheet; empty if it is out of sight."""
        place = self._layout.places.of(self._column)
        if place is None or not self._rows:
            return Region()
        group = self._layout.group_lines(self._cursor)
        start = self._layout.heights.start(self._cursor) + group - self.scroll_offset.y + self.header_lines
        return Region(place.start, start, place.width, self._layout.height(self._cursor) - group)

    # Moving

    def _move(self, row: int, column: int) -> None:
        row, column = max(0, min(row, len(self._rows) - 1)), max(0, min(column, len(self._columns) - 1))
        if (row, column) == (self._cursor, self._column):
            return
        before = self._cursor
        self._cursor, self._column = row, column
        if self._layout.places.of(column) is None:
            self._lay_out()
        else:
            self._scroll_to_cursor()
            self._refresh_rows(before, row)
            self._refresh_header()
        self.placed()
        self._cursor_moved()

    def _cursor_moved(self) -> None:
        self.post_message(self.CursorMoved(self))

    # Places

    def on_resize(self) -> None:
        """Wrap the texts for the new size."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._layout = SheetLayout(
            self._columns,
            self._rows,
            max(self._width, 1),  # without room the rows still have their places
            column=self._column,
            first=self._layout.first,
            ruled=self._ruled,
            room=self._edited,
        )
        self._set_length(self._layout.heights.total + self.header_lines)
        self._scroll_to_cursor()
        self.refresh()

    def _scroll_to_cursor(self) -> None:
        if not self._rows or not self.scrollable_content_region.height:
            return
        start, top = self._layout.heights.start(self._cursor), self.scroll_offset.y
        end = start + self._layout.height(self._cursor)
        self._scroll_rows(max(0, min(max(top, end - self._page), start)))

    def _refresh_rows(self, *rows: int) -> None:
        if not self._rows:
            return
        for row in rows:
            start = self._layout.heights.start(row) - self.scroll_offset.y + self.header_lines
            self.refresh(Region(0, start, self.size.width, self._layout.height(row)))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the titles, a line of a row, or what is said without rows."""
        if y < self.header_lines:
            return self._painter.titles(self._layout, self._column, self._width)
        if not self._rows and y == self.header_lines:
            return self._painter.empty(self._empty, self._width)
        line = y - self.header_lines + self.scroll_offset.y
        return self._painter.line(self._layout, line, (self._cursor, self._column), self._width)

    def _style_of(self, name: StyleName) -> Style:
        if not self.has_focus:
            name = WITHOUT_FOCUS.get(name, name)
        if self.app.no_color and name in ("cursor", "column"):  # without colours a background says nothing
            return self.rich_style + Style(reverse=True)
        return self.styled(name)
