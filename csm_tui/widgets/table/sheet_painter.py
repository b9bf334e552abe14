"""Paints the lines of a sheet: titles, rows, and what is said if there are no rows."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from csm_tui.widgets.lighting import lit
from csm_tui.widgets.style_name import Run, StyleName
from csm_tui.widgets.table.layout import ASCII_TABLE_GLYPHS, TABLE_GLYPHS, fit
from csm_tui.widgets.table.sheet_layout import ColumnPlace, SheetLayout


class SheetPainter:
    """The lines of one sheet, each as wide as it is asked for.

    Args:
        style_of: Gives the style of a run by a name such as "cursor" or "red".
        ascii_only: Draw the sheet's own signs in ASCII.
    """

    def __init__(self, style_of: Callable[[StyleName], Style], *, ascii_only: bool) -> None:
        """Nothing is lit yet."""
        self.words: tuple[str, ...] = ()
        """The folded words that are lit wherever they stand."""
        self._style_of = style_of
        self._glyphs = ASCII_TABLE_GLYPHS if ascii_only else TABLE_GLYPHS
        self._rule = "-" if ascii_only else "─"

    def titles(self, layout: SheetLayout, column: int, width: int) -> Strip:
        """The titles of the columns, that of the cursor's highlighted."""
        places = layout.places.columns
        runs: list[Run] = [(" " * (places[0].start if places else 1), "header")]
        left, right = layout.places.hidden
        for place in places:
            title = layout.columns[place.column].title
            if place is places[0] and left:
                title = f"{self._glyphs.before} {title}"
            if place is places[-1] and right:
                title = f"{self._fit_tight(title, place.width - 2)} {self._glyphs.after}"
            chosen = place.column == column and len(layout.columns) > 1
            _pad(runs, place, "header")
            text = fit(title, place.width, place.align, self._glyphs.more)
            runs.append((text, "column" if chosen else "header"))
        return self._strip(runs, width, "header")

    def line(self, layout: SheetLayout, number: int, cursor: tuple[int, int], width: int) -> Strip:
        """A line of the rows, by its number among those of all; blank behind the last row.

        `cursor` are the indices of the cursor's row and column.
        """
        row = layout.heights.row_at(number)
        if row is None:
            return self._strip([], width)
        line = number - layout.heights.start(row)
        if line >= layout.height(row):
            return self._strip([(self._rule * width, "rule")], width)
        line -= layout.group_lines(row)
        if line < 0:
            return self._strip([(self._fit(f" {layout.rows[row].group}", width), "title")], width)
        return self._row_line(layout, row, line, cursor[1] if cursor[0] == row else None, width)

    def empty(self, text: str, width: int) -> Strip:
        """The line that says why there are no rows."""
        return self._strip([(self._fit(f" {text}", width), "dim")], width)

    def _row_line(self, layout: SheetLayout, row: int, line: int, under_cursor: int | None, width: int) -> Strip:
        """A line of the texts of a row. `under_cursor` is the column of the cursor if that is in the row."""
        lines, shown, head = layout.lines[row], layout.rows[row], layout.places.head
        runs: list[Run] = [(" ", "") if under_cursor is None else (self._glyphs.cursor, "cursor-mark")]
        if head:
            runs.append((fit(_at(lines.head, line), head), shown.head.style))
        for place in layout.places.columns:
            _pad(runs, place, "")
            style = "dim" if line >= lines.notes[place.column] else shown.cells[place.column].style
            text = fit(_at(lines.cells[place.column], line), place.width, place.align)
            runs += lit(text, "cursor" if place.column == under_cursor else style, self.words)
        return self._strip(runs, width)

    def _fit_tight(self, text: str, width: int) -> str:
        """The text, cut if it is longer than `width` cells."""
        return self._fit(text, width) if cell_len(text) > width else text

    def _fit(self, text: str, width: int) -> str:
        return fit(text, width, more=self._glyphs.more)

    def _strip(self, runs: Sequence[Run], width: int, last: StyleName = "") -> Strip:
        missing = width - sum(cell_len(text) for text, _ in runs)
        whole = (*runs, (" " * max(missing, 0), last))
        return Strip([Segment(text, self._style_of(style)) for text, style in whole if text]).adjust_cell_length(width)


def _at(lines: Sequence[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _pad(runs: list[Run], place: ColumnPlace, style: StyleName) -> None:
    """Blanks up to a column."""
    used = sum(cell_len(text) for text, _ in runs)
    if used < place.start:
        runs.append((" " * (place.start - used), style))
