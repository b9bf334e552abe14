"""Paints and caches the lines of a table: header, rows, and the text if there are no rows."""

from collections.abc import Callable, Collection, Hashable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.table.layout import (
    GUTTER,
    Cell,
    Column,
    Layout,
    TableGlyphs,
    build_line,
    fit,
    lay_out,
    truncate,
)

_KEPT_ROWS = 512
_NO_LAYOUT = Layout(-1, ())


class Painter:
    """The lines of one table. It does not decide where they are or when they are sent."""

    def __init__(
        self,
        columns: Sequence[Column],
        draw: Callable[[Hashable], Sequence[Cell]],
        style_of: Callable[[tuple[str, ...]], Style],
        glyphs: TableGlyphs,
    ) -> None:
        """A painter without anything painted.

        Args:
            columns: The columns of the table.
            draw: Gives the cells of a row, one per column.
            style_of: Gives the style of a run by names such as "cursor" and "red", the later over the earlier.
            glyphs: The glyphs to draw with.
        """
        self.columns = tuple(columns)
        self.column = 0
        self.sort: Sequence[tuple[str, bool]] = ()
        self.marks: frozenset[Hashable] = frozenset()
        self._words: tuple[str, ...] = ()
        self._draw = draw
        self._style_of = style_of
        self._glyphs = glyphs
        self._layout = _NO_LAYOUT
        self._cells: LRUCache[Hashable, Sequence[Cell]] = LRUCache(_KEPT_ROWS)
        self._strips: LRUCache[tuple[Hashable, bool, bool], Strip] = LRUCache(_KEPT_ROWS)
        self._styles: dict[tuple[str, ...], Style] = {}

    def layout(self, width: int) -> Layout:
        """The layout for a width."""
        if self._layout.width != width:
            self._place(width)
        return self._layout

    def highlight(self, column: int) -> bool:
        """Highlight the column with this index; True if the columns had to scroll to show it."""
        self.column = column
        before = self._layout
        self._place(before.width)
        return self._layout != before

    def show_columns(self, columns: Sequence[Column], highlighted: int) -> None:
        """Paint these columns from now on; the same ones as before stay where they were."""
        same = [one.key for one in columns] == [one.key for one in self.columns]
        self._layout = _NO_LAYOUT._replace(first=self._layout.first) if same else _NO_LAYOUT
        self.columns, self.column = tuple(columns), highlighted
        self.forget()

    def _place(self, width: int) -> None:
        placed = self._lay_out(width)
        if placed != self._layout:
            self._layout = placed
            self._strips.clear()

    def _lay_out(self, width: int) -> Layout:
        return lay_out(self.columns, width, self._layout.first, self.column)

    def forget(self, keys: Collection[Hashable] | None = None) -> None:
        """Forget the painted lines of these rows, or of all."""
        if keys is None:
            self._cells.clear()
            self._strips.clear()
            return
        for key in keys:
            self._cells.discard(key)
            for state in range(4):
                self._strips.discard((key, bool(state & 1), bool(state & 2)))

    def light(self, words: Sequence[str]) -> bool:
        """Light these folded words in the columns that are searched; False if they are lit already."""
        if self._words == tuple(words):
            return False
        self._words = tuple(words)
        self._strips.clear()
        return True

    def forget_styles(self) -> None:
        """Forget the styles, and every line painted in them."""
        self._styles.clear()
        self._strips.clear()

    def row(self, width: int, key: Hashable, under_cursor: bool) -> Strip:
        """The line of a row."""
        layout = self.layout(width)
        marked = key in self.marks
        strip = self._strips.get((key, under_cursor, marked))
        if strip is None:
            gutter, more = self._gutter(under_cursor, marked), self._glyphs.more
            runs = build_line(layout, self.cells(key), gutter=gutter, more=more, words=self._words)
            strip = self._strip(runs, width, *(("cursor",) if under_cursor else ()))
            self._strips[(key, under_cursor, marked)] = strip
        return strip

    def cells(self, key: Hashable) -> Sequence[Cell]:
        """The cells of a row, one per column."""
        cells = self._cells.get(key)
        if cells is None:
            cells = self._cells[key] = self._draw(key)
        return cells

    def _gutter(self, under_cursor: bool, marked: bool) -> Cell | None:
        glyphs = self._glyphs
        if not under_cursor and not marked:
            return None
        if under_cursor:
            return Cell(glyphs.marked_cursor if marked else glyphs.cursor, "cursor-mark")
        return Cell(glyphs.mark, "title")

    def header(self, width: int) -> Strip:
        """The line of titles."""
        layout = self.layout(width)
        cells = [Cell("")] * len(self.columns)
        for slot in layout.slots:
            lit = slot.column == self.column and len(self.columns) > 1
            cells[slot.column] = Cell(self._title(slot.column, slot.width, layout), "column" if lit else "")
        return self._strip(build_line(layout, cells, gap="", more=self._glyphs.more), width, "header")

    def _title(self, index: int, width: int, layout: Layout) -> str:
        column = self.columns[index]
        tail = self._sort_mark(column.key) + (self._hidden_mark(layout) if index == 0 else "")
        title = column.title if cell_len(column.title + tail) <= width else column.short
        return truncate(title, width - cell_len(tail)) + tail

    def _sort_mark(self, key: str) -> str:
        for number, (column, descending) in enumerate(self.sort, 1):
            if column == key:
                arrow = self._glyphs.down if descending else self._glyphs.up
                return arrow + (str(number) if len(self.sort) > 1 else "")
        return ""

    def _hidden_mark(self, layout: Layout) -> str:
        """The glyphs for the sides on which there are more columns than fit."""
        left, right = layout.hidden
        return (self._glyphs.before if left else "") + (self._glyphs.after if right else "")

    def blank(self, width: int) -> Strip:
        """A line below the last row."""
        return self._strip([(" " * width, "")], width)

    def empty(self, width: int, text: str) -> Strip:
        """The line that says why there are no rows."""
        more = self._glyphs.more
        text = fit(text, width - GUTTER, more=more).rstrip()
        indent = " " * ((width - cell_len(text)) // 2)
        return self._strip([(fit(indent + text, width, more=more), "dim")], width)

    def _strip(self, runs: Sequence[tuple[str, StyleName]], width: int, *base: str) -> Strip:
        return Strip(
            [Segment(text, self._style((*base, style_name) if style_name else base)) for text, style_name in runs],
            width,
        )

    def _style(self, names: tuple[str, ...]) -> Style:
        style = self._styles.get(names)
        if style is None:
            style = self._styles[names] = self._style_of(names)
        return style
