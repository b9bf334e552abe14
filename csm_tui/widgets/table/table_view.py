"""What a table shows: it draws only the rows in view and sends only what changed."""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import ClassVar

from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from csm_tui.domain.text import safe_text
from csm_tui.textual_patches.speed.header_scroll import HeaderScroll
from csm_tui.widgets.lighting import FOUND
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.styled import WITHOUT_FOCUS, Styled
from csm_tui.widgets.table.layout import ASCII_TABLE_GLYPHS, GUTTER, TABLE_GLYPHS, Cell, Column, build_line
from csm_tui.widgets.table.painter import Painter
from csm_tui.widgets.wrapping import wrapped


class TableView(HeaderScroll, Styled):
    """A table of rows identified by keys, with fixed header and first column, cursor, highlighted column, and marks.

    Only its owner moves the cursor; keys and mouse do so in a `BandTable`.
    """

    PAINTER: ClassVar[type[Painter]] = Painter
    FIRST_COLUMN: ClassVar[int] = 0
    """The index of the first column that can be highlighted."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TableView {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    """

    class TableMessage(Message):
        """The base of all messages of a table."""

        def __init__(self, table: "TableView") -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> "TableView":
            """The table, for `@on(..., selector)`."""
            return self.table

    class CursorMoved(TableMessage):
        """The cursor moved to another key; `None` if the last row was removed."""

        def __init__(self, table: "TableView", key: Hashable | None) -> None:
            super().__init__(table)
            self.key = key

    class ColumnMoved(TableMessage):
        """Another column is highlighted."""

        def __init__(self, table: "TableView", column: str) -> None:
            super().__init__(table)
            self.column = column

    def __init__(
        self,
        columns: Sequence[Column],
        draw: Callable[[Hashable], Sequence[Cell]],
        *,
        id: str | None = None,
        empty: str = "",
        ascii_only: bool = False,
    ) -> None:
        """A table without rows.

        Args:
            columns: The columns; the first is fixed and takes the width that the others leave.
            draw: Returns one cell per column for a key. It is called for rows in view only and cached until `redraw`.
            id: The id of the widget.
            empty: The text in the middle if there are no rows.
            ascii_only: Draw the table's own glyphs in ASCII.
        """
        super().__init__(id=id)
        self._painter = self.PAINTER(columns, draw, self._style_of, ASCII_TABLE_GLYPHS if ascii_only else TABLE_GLYPHS)
        self._empty = empty
        self._keys: tuple[Hashable, ...] = ()
        self._cursor = -1
        self._lit = False
        self.placed: Callable[[], object] = lambda: None
        """Called when the cursor moves, or when other rows are shown or marked."""

    def on_mount(self) -> None:
        """Follow what is put above the screen."""
        self._lit = self._is_lit
        self.watch(self.screen, "stack_updates", self._show_lit, init=False)

    # What the owner says

    def show_rows(self, keys: Sequence[Hashable]) -> None:
        """Show these rows in this order. The cursor stays on its key, or at its position if the key is gone."""
        shown = tuple(keys)
        if shown == self._keys:
            return
        before = self.cursor_key
        try:
            cursor = shown.index(before) if self._keys else 0
        except ValueError:
            cursor = self._cursor
        self._keys = shown
        self._cursor = min(cursor, len(shown) - 1)
        self._set_length(len(shown) + self.header_lines)
        self._scroll_to_cursor()
        self.refresh()
        self.placed()
        if self.cursor_key != before:
            self._cursor_moved()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns. The highlight stays on its column if it is still there."""
        before = self.column
        place = next((place for place, each in enumerate(columns) if each.key == before), 0)
        self._painter.show_columns(columns, place)
        self.refresh()
        if self.column != before:
            self.post_message(self.ColumnMoved(self, self.column))

    def show_sort(self, keys: Sequence[tuple[str, bool]]) -> None:
        """Show the sort columns: key and whether descending, the most important first."""
        self._painter.sort = tuple(keys)
        self._refresh_header()

    def show_found(self, words: Sequence[str]) -> None:
        """Light these folded words in the columns that are searched."""
        if self._painter.light(words):
            self.refresh()

    def show_empty(self, text: str) -> None:
        """Set the text in the middle if there are no rows."""
        self._empty = text
        if not self._keys:
            self.refresh()

    def show_marks(self, keys: Collection[Hashable]) -> None:
        """Mark these rows and no others."""
        marks = frozenset(keys)
        changed = self.marks ^ marks
        self._painter.marks = marks
        self._refresh_rows(changed)
        self.placed()

    def redraw(self, keys: Collection[Hashable] | None = None) -> None:
        """Redraw these rows, or all, without the cache."""
        self._painter.forget(keys)
        if keys is None:
            self.refresh()
        else:
            self._refresh_rows(frozenset(keys))

    def move_to(self, key: Hashable) -> bool:
        """Move the cursor to this row; False if it is not shown."""
        try:
            self._move_cursor(self._keys.index(key))
        except ValueError:
            return False
        return True

    def move_to_column(self, key: str) -> None:
        """Highlight this column, if it is there."""
        for place, column in enumerate(self._painter.columns):
            if column.key == key:
                self._move_column(place)

    # What it answers

    @property
    def keys(self) -> Sequence[Hashable]:
        """The rows shown, in order."""
        return self._keys

    @property
    def cursor_index(self) -> int:
        """The index of the cursor's row; -1 without rows."""
        return self._cursor

    @property
    def cursor_key(self) -> Hashable | None:
        """The key of the cursor's row; None without rows."""
        return self._keys[self._cursor] if self._keys else None

    @property
    def column(self) -> str:
        """The key of the highlighted column; "" without columns."""
        columns = self._painter.columns
        return columns[self._painter.column].key if columns else ""

    @property
    def marks(self) -> frozenset[Hashable]:
        """The marked rows."""
        return self._painter.marks

    def texts(self, key: Hashable) -> list[str]:
        """The texts of a row, made safe."""
        return [safe_text(cell.text.strip()) for cell in self._painter.cells(key)]

    @property
    def titles(self) -> list[str]:
        """The titles of the columns."""
        return [column.title for column in self._painter.columns]

    def aligned(self, cells: Sequence[Cell]) -> list[tuple[str, StyleName]]:
        """A line for outside the table, whose cells, one per column, are aligned with the table's."""
        return build_line(self._painter.layout(self._width), cells) if self._width > 0 else []

    # Moving

    def _move_cursor(self, index: int) -> None:
        index = max(0, min(index, len(self._keys) - 1))
        if not self._keys:
            return
        before, self._cursor = self._cursor, index
        self._scroll_to_cursor()
        if before == index:
            return
        self._refresh_row(before)
        self._refresh_row(index)
        self.placed()
        self._cursor_moved()

    def _cursor_moved(self) -> None:
        self.post_message(self.CursorMoved(self, self.cursor_key))

    def _move_column(self, index: int) -> None:
        painter = self._painter
        before = painter.column
        index = max(self.FIRST_COLUMN, min(index, len(painter.columns) - 1))
        if index == before or len(painter.columns) <= self.FIRST_COLUMN:
            return
        if painter.highlight(index):
            self.refresh()
        else:
            self._refresh_highlight(before, index)
        self.post_message(self.ColumnMoved(self, self.column))

    def _refresh_highlight(self, *columns: int) -> None:  # noqa: ARG002
        """Repaint what shows that the highlight went from one of these columns to the other."""
        self._refresh_header()

    # Places

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """The width at which no column has to be narrow."""
        return GUTTER + sum(column.width + 2 for column in self._painter.columns)

    def _row_at(self, y: int) -> int:
        return y - self.header_lines + self.scroll_offset.y

    def _scroll_to_cursor(self) -> None:
        if not self.scrollable_content_region.height or self._cursor < 0:
            return
        top = self.scroll_offset.y
        self._scroll_rows(max(min(top, self._cursor), self._cursor - self._page + 1))

    def _refresh_row(self, index: int) -> None:
        y = index - self.scroll_offset.y + self.header_lines
        if self.header_lines <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _refresh_rows(self, keys: Collection[Hashable]) -> None:
        top = self.scroll_offset.y
        for place, key in enumerate(self._keys[top : top + self._page], top):
            if key in keys:
                self._refresh_row(place)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._scroll_to_cursor()

    # Drawing

    def notify_style_update(self) -> None:
        """Forget everything painted in the former styles."""
        self._painter.forget_styles()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the header, a row, or the text if there are no rows."""
        width = self._width
        if y < self.header_lines:
            return self._painter.header(width)
        row = self._row_at(y)
        if row < len(self._keys):
            return self._painter.row(width, self._keys[row], row == self._cursor)
        return self._painter.blank(width) if self._keys else self._empty_line(y - self.header_lines, width)

    def _empty_line(self, y: int, width: int) -> Strip:
        """One of the lines below the header if there are no rows: in the middle is the text that says why."""
        parts = wrapped(self._empty, width - 2 * GUTTER)[: self._page]
        place = y - (self._page - len(parts)) // 2
        return self._painter.empty(width, parts[place]) if 0 <= place < len(parts) else self._painter.blank(width)

    @property
    def _is_lit(self) -> bool:
        """Whether keys move in it: it has the focus of its screen, and nothing stands above that."""
        return self.has_focus and self.app.screen is self.screen

    def _show_lit(self) -> None:
        """Show whether it is lit, if that has changed. Textual paints the screen then: a paint of ours would be a
        second one."""
        if self._lit is not self._is_lit:
            self._lit = self._is_lit
            self._painter.forget_styles()
            self._outdate(Region(0, 0, self.size.width, self.header_lines))
            self._outdate(Region(0, self._cursor - self.scroll_offset.y + self.header_lines, self.size.width, 1))

    def _style_of(self, names: tuple[str, ...]) -> Style:
        if not self._is_lit:
            names = tuple(WITHOUT_FOCUS.get(name, name) for name in names)
        if not self.app.no_color or not {"cursor", "cursor-quiet"} & {*names}:
            return self.styled(*names)
        # without colours the background is not visible
        under_cursor = Style(reverse=True) if self._is_lit else Style(bold=True)
        return self.rich_style + under_cursor + Style(underline=FOUND in names or None)
