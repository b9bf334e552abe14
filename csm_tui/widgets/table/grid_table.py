"""A table with similar columns, such as weeks: several title lines, coloured blocks, and a highlighted cell."""

from collections.abc import Callable, Hashable, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.table.band_table import BandTable
from csm_tui.widgets.table.layout import (
    GUTTER,
    TABLE_GLYPHS,
    Cell,
    Column,
    Layout,
    fit,
    lay_out,
)
from csm_tui.widgets.table.painter import Painter

Align = Literal["number", "right", "fill", "spread"]
"""How a text is aligned: as a number followed by a blank if there is room, at the right edge, repeated to fill the
cell, or from the left edge and across the gap."""


class HeadLine(NamedTuple):
    """A line above the rows: its cells, the first above the names of the rows.

    titles: whether its cells are the titles of the columns. carried: whether a text also applies to the next columns up
    to the next text.
    """

    cells: Sequence[Cell]
    align: Align = "right"
    titles: bool = False
    carried: bool = False
    base: StyleName = "header"


def grid_line(
    layout: Layout,
    cells: Sequence[Cell],
    align: Align = "number",
    *,
    gutter: Cell | None = None,
    lit: int = -1,
    more: str = TABLE_GLYPHS.more,
) -> list[tuple[str, StyleName]]:
    """The runs of a line as wide as the layout; the column `lit` gets the style "column"."""
    runs: list[tuple[str, StyleName]] = [(gutter.text, gutter.style)] if gutter else [(" " * GUTTER, "")]
    at = GUTTER
    for slot in layout.slots:
        cell = cells[slot.column]
        _add(runs, " " * (slot.start - at), "")
        at = slot.start + slot.width
        if not slot.column:
            _add(runs, fit(_name(cell, slot.width), slot.width, more=more), cell.style)
            continue
        text = _placed(cell.text, slot.width, align)
        _add(runs, text, "column" if slot.column == lit else cell.style)
        if cell.after and len(text) == slot.width:
            _add(runs, fit(cell.after, 1), cell.after_style)
        at += len(text) - slot.width + bool(cell.after and len(text) == slot.width)
    _add(runs, " " * (layout.width - at), "")
    return runs


def _name(cell: Cell, width: int) -> str:
    """The text of a cell of the first column: the short one if there is one and the other one has no room."""
    return cell.short if cell.short and cell_len(cell.text) > width else cell.text


def _placed(text: str, width: int, align: Align) -> str:
    if align == "fill":
        return (text * width)[:width]
    if align == "spread":
        return text.ljust(width + 1)[: width + 1]
    if align == "number":
        text = f"{text} "[:width]
    return text.rjust(width)[:width]


def _add(runs: list[tuple[str, StyleName]], text: str, style: StyleName) -> None:
    """Append text, to the last run if the style is the same."""
    if text and runs[-1][1] == style:
        runs[-1] = runs[-1][0] + text, style
    elif text:
        runs.append((text, style))


class GridPainter(Painter):
    """The lines of a grid."""

    head: Sequence[HeadLine] = ()

    def _lay_out(self, width: int) -> Layout:
        """The layout with a cell left over at the end, as the gap behind the last column also holds a glyph."""
        return lay_out(self.columns, width - 1, self._layout.first, self.column)._replace(width=width)

    def head_line(self, width: int, number: int) -> Strip:
        """One of the lines above the rows."""
        layout, line = self.layout(width), self.head[number]
        cells, lit = line.cells, -1
        if line.carried and len(layout.slots) > 1:
            first = layout.slots[1].column
            known = next((cell for cell in reversed(cells[1 : first + 1]) if cell.text.strip()), cells[first])
            cells = [*cells[:first], known, *cells[first + 1 :]]
        if line.titles and layout.slots:
            title, *titles = cells
            text = f"{_name(title, layout.slots[0].width).rstrip()} {self._hidden_mark(layout)}".rstrip()
            cells, lit = [title._replace(text=text, short=""), *titles], self.column
        runs = grid_line(layout, cells, line.align, lit=lit, more=self._glyphs.more)
        return self._strip(runs, width, *((line.base,) if line.base else ()))

    def row(self, width: int, key: Hashable, under_cursor: bool) -> Strip:
        """The line of a row; in that of the cursor one cell is highlighted."""
        layout, marked = self.layout(width), key in self.marks
        strip = None if under_cursor else self._strips.get((key, False, marked))
        if strip is None:
            gutter, lit = self._gutter(under_cursor, marked), self.column if under_cursor else -1
            runs = grid_line(layout, self.cells(key), gutter=gutter, lit=lit, more=self._glyphs.more)
            strip = self._strip(runs, width, *(("cursor",) if under_cursor else ()))
            if not under_cursor:
                self._strips[(key, False, marked)] = strip
        return strip


class GridTable(BandTable):
    """A table with a cursor on a cell. A step to the side sends only the two cells."""

    PAINTER = GridPainter
    FIRST_COLUMN = 1
    _painter: GridPainter

    def __init__(
        self,
        draw: Callable[[Hashable], Sequence[Cell]],
        *,
        id: str | None = None,
        empty: str = "",
        ascii_only: bool = False,
    ) -> None:
        super().__init__([], draw, id=id, empty=empty, ascii_only=ascii_only)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns, the first of which has the names of the rows."""
        super().show_columns(columns)
        if columns and not self._painter.column:
            self._move_column(self.FIRST_COLUMN)

    def show_head(self, lines: Sequence[HeadLine]) -> None:
        """Show these lines above the rows. Unchanged ones are not sent."""
        before, self._painter.head = self._painter.head, tuple(lines)
        if len(before) != len(lines):
            self.header_lines = len(lines)
            self._set_length(len(self.keys) + self.header_lines)
            self._scroll_to_cursor()
            self.refresh()
            return
        for number, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                self.refresh(self._changed_part(number, old, new))

    def aligned(self, cells: Sequence[Cell], align: Align = "number") -> list[tuple[str, StyleName]]:
        """A line for outside the table, whose cells, one per column, are aligned with the table's."""
        return grid_line(self._painter.layout(self._width), cells, align) if self._width > 0 else []

    def _changed_part(self, number: int, old: HeadLine, new: HeadLine) -> Region:
        """The region of a line that changed: all of it, or only its first cell."""
        slots = self._painter.layout(self._width).slots
        if slots and old._replace(cells=()) == new._replace(cells=()) and old.cells[1:] == new.cells[1:]:
            return Region(slots[0].start, number, slots[0].width, 1)
        return Region(0, number, self.size.width, 1)

    def _refresh_highlight(self, *columns: int) -> None:
        """Repaint the titles of these columns and their cells in the cursor's row."""
        lines = [number for number, line in enumerate(self._painter.head) if line.titles]
        if self.cursor_index >= 0:
            lines.append(self.cursor_index - self.scroll_offset.y + self.header_lines)
        slots = [slot for slot in self._painter.layout(self._width).slots if slot.column in columns]
        self.refresh(*(Region(slot.start, line, slot.width, 1) for slot in slots for line in lines))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        return self._painter.head_line(self._width, y) if y < self.header_lines else super().render_line(y)

    def _style_of(self, names: tuple[str, ...]) -> Style:
        if not self.app.no_color or not {"cursor", "column"} & set(names):
            return super()._style_of(names)
        # without colours the background says nothing
        return self.rich_style + Style(bold=True, reverse=("column" in names and self._is_lit) or None)
