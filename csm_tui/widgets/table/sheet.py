"""A sheet: a table of texts that wrap, with a cursor on a cell. It draws only the lines in view."""

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from csm_tui.textual_patches.header_scroll import HeaderScroll
from csm_tui.widgets.lighting import lit
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.styled import Styled
from csm_tui.widgets.table.keys import MOVES
from csm_tui.widgets.table.layout import ASCII_TABLE_GLYPHS, TABLE_GLYPHS, fit
from csm_tui.widgets.table.sheet_layout import (
    Heights,
    Place,
    Places,
    RowLines,
    SheetCell,
    SheetColumn,
    SheetRow,
    place_columns,
    row_lines,
)


class Sheet(HeaderScroll, Styled, inherit_bindings=False):
    """Rows of texts with a cursor on a cell. Rows are as high as their longest text.

    While a cell is edited, its row makes room for the editor, which its owner lays over `region_of` that cell.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(*move, show=False) for move in MOVES if move.action != "open"),
        Binding("enter", "open", "Write"),
    ]
    DEFAULT_CSS = """
    Sheet { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """
    marks = frozenset[Hashable]()
    """No rows can be marked."""

    class SheetMessage(Message):
        """The base of the messages of a sheet."""

        def __init__(self, sheet: "Sheet") -> None:
            super().__init__()
            self.sheet = sheet

        @property
        def control(self) -> "Sheet":
            """The sheet, for `@on(..., selector)`."""
            return self.sheet

    class CursorMoved(SheetMessage):
        """The cursor moved to another cell."""

    class Opened(SheetMessage):
        """The cell under the cursor was opened by enter or a second click."""

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
        self._glyphs = ASCII_TABLE_GLYPHS if ascii_only else TABLE_GLYPHS
        self._rule = "-" if ascii_only else "─"
        self._rows: tuple[SheetRow, ...] = ()
        self._cursor = 0
        self._column = 0
        self._first = 0
        self._places = Places(0, (), (False, False))
        self._lines: list[RowLines] = []
        self._heights = Heights(())
        self._edited: tuple[Hashable, int] | None = None
        self._lit: tuple[str, ...] = ()
        self._clicked: tuple[int, int] | None = None
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
        if self._lit != tuple(words):
            self._lit = tuple(words)
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
        place = self._places.of(self._column)
        if place is None or not self._rows:
            return Region()
        group = self._group_lines(self._cursor)
        start = self._heights.start(self._cursor) + group - self.scroll_offset.y + self.header_lines
        return Region(place.start, start, place.width, self._height(self._cursor) - group)

    # Moving

    def action_cursor_up(self) -> None:
        """One row up; in a row that is higher than the sheet, on in its text first."""
        if self._rows and self._heights.start(self._cursor) < self.scroll_offset.y:
            self._scroll_rows(self.scroll_offset.y - max(1, self._page // 2))
        else:
            self._move(self._cursor - 1, self._column)

    def action_cursor_down(self) -> None:
        """One row down; in a row that is higher than the sheet, on in its text first."""
        bottom = self.scroll_offset.y + self._page
        if self._rows and self._heights.start(self._cursor) + self._height(self._cursor) > bottom:
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
        line = max(0, min(self._heights.start(self._cursor) + lines, self._heights.total - 1))
        row = self._heights.row_at(line)
        self._move(self._cursor if row is None else row, self._column)

    def _move(self, row: int, column: int) -> None:
        row, column = max(0, min(row, len(self._rows) - 1)), max(0, min(column, len(self._columns) - 1))
        if (row, column) == (self._cursor, self._column):
            return
        before = self._cursor
        self._cursor, self._column, self._clicked = row, column, None
        if self._places.of(column) is None:
            self._lay_out()
        else:
            self._scroll_to_cursor()
            self._refresh_rows(before, row)
            self._refresh_header()
        self.placed()
        self.post_message(self.CursorMoved(self))

    def on_click(self, event: events.Click) -> None:
        """Move to the cell; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1 or offset.y < self.header_lines:
            return
        event.stop()
        row = self._heights.row_at(offset.y - self.header_lines + self.scroll_offset.y)
        if row is None:
            return
        column = self._places.at(offset.x)
        cell = row, self._column if column is None else column
        if self._clicked == cell:
            self.action_open()
        self._move(*cell)
        self._clicked = cell

    # Places

    def on_resize(self) -> None:
        """Wrap the texts for the new size."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(self._width, 1)  # without room the rows still have their places
        head = max((cell_len(row.head.text) for row in self._rows), default=0)
        self._places = place_columns(self._columns, width, head, self._column, self._first)
        self._first = self._places.columns[0].column if self._places.columns else 0
        self._lines = [row_lines(row, self._places) for row in self._rows]
        self._heights = Heights([self._height(row) + self._is_ruled(row) for row in range(len(self._rows))])
        self._set_length(self._heights.total + self.header_lines)
        self._scroll_to_cursor()
        self.refresh()

    def _height(self, row: int) -> int:
        """The lines of a row with the name of its group, without the rule below it."""
        room = self._edited[1] if self._edited is not None and self._rows[row].key == self._edited[0] else 0
        return max(self._lines[row].height, room) + self._group_lines(row)

    def _group_lines(self, row: int) -> int:
        return 1 if self._rows[row].group else 0

    def _is_ruled(self, row: int) -> bool:
        """Whether a rule stands below the row: between two of a group."""
        return self._ruled and row + 1 < len(self._rows) and not self._rows[row + 1].group

    def _scroll_to_cursor(self) -> None:
        if not self._rows or not self.scrollable_content_region.height:
            return
        start, top = self._heights.start(self._cursor), self.scroll_offset.y
        end = start + self._height(self._cursor)
        self._scroll_rows(max(0, min(max(top, end - self._page), start)))

    def _refresh_rows(self, *rows: int) -> None:
        for row in rows:
            start = self._heights.start(row) - self.scroll_offset.y + self.header_lines
            self.refresh(Region(0, start, self.size.width, self._height(row)))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the titles, a line of a row, or what is said without rows."""
        width = self._width
        if y < self.header_lines:
            return self._titles(width)
        line = y - self.header_lines + self.scroll_offset.y
        row = self._heights.row_at(line)
        if row is not None:
            return self._row_line(row, line - self._heights.start(row), width)
        if not self._rows and y == self.header_lines:
            return self._strip([(fit(f" {self._empty}", width, more=self._glyphs.more), "dim")], width)
        return self._strip([(" " * width, "")], width)

    def _titles(self, width: int) -> Strip:
        base: StyleName = "header" if self.has_focus else "header-quiet"
        runs: list[tuple[str, StyleName]] = [(" " * self._start, base)]
        left, right = self._places.hidden
        for place in self._places.columns:
            title = self._columns[place.column].title
            if place is self._places.columns[0] and left:
                title = f"{self._glyphs.before} {title}"
            if place is self._places.columns[-1] and right:
                title = f"{title} {self._glyphs.after}"
            chosen = place.column == self._column and len(self._columns) > 1 and self.has_focus
            self._pad(runs, place, base)
            runs.append((fit(title, place.width, more=self._glyphs.more), "column" if chosen else base))
        return self._strip(runs, width, base)

    def _row_line(self, row: int, line: int, width: int) -> Strip:
        lines, shown = self._lines[row], self._rows[row]
        if line >= self._height(row):
            return self._strip([(self._rule * width, "rule")], width)
        line -= self._group_lines(row)
        if line < 0:
            return self._strip([(fit(f" {shown.group}", width, more=self._glyphs.more), "title")], width)
        under = row == self._cursor
        sign: StyleName = "cursor-mark" if self.has_focus else "dim"
        runs: list[tuple[str, StyleName]] = [(self._glyphs.cursor, sign) if under else (" ", "")]
        if self._places.head:
            text = lines.head[line] if line < len(lines.head) else ""
            runs.append((fit(text, self._places.head), shown.head.style))
        for place in self._places.columns:
            self._pad(runs, place, "")
            found = lines.cells[place.column]
            text = fit(found[line] if line < len(found) else "", place.width)
            style = "dim" if line >= lines.notes[place.column] else shown.cells[place.column].style
            base: StyleName = ""
            if under and place.column == self._column:
                base = "cursor" if self.has_focus else "cursor-quiet"
            runs += lit(text, base or style, self._lit)
        return self._strip(runs, width)

    @property
    def _start(self) -> int:
        return self._places.columns[0].start if self._places.columns else 1

    @staticmethod
    def _pad(runs: list[tuple[str, StyleName]], place: Place, style: StyleName) -> None:
        """Blanks up to a column."""
        used = sum(cell_len(text) for text, _ in runs)
        if used < place.start:
            runs.append((" " * (place.start - used), style))

    def _strip(self, runs: Sequence[tuple[str, StyleName]], width: int, last: StyleName = "") -> Strip:
        missing = width - sum(cell_len(text) for text, _ in runs)
        segments = [Segment(text, self._style(style)) for text, style in (*runs, (" " * max(missing, 0), last)) if text]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, name: StyleName) -> Style:
        if self.app.no_color and name in ("cursor", "column"):  # without colours a background says nothing
            return self.rich_style + Style(reverse=True)
        return self.styled(name)
