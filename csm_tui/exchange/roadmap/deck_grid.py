"""How a table is laid on slides: the size of its font, the widths of its columns, and the rows of each slide."""

from collections.abc import Sequence
from typing import NamedTuple

from csm_tui.exchange.report.blocks import ReportTable
from csm_tui.exchange.roadmap.deck_shapes import ROW_PADDING, Area
from csm_tui.exchange.roadmap.deck_text import letter_width, letters, line_height, lines, rows_on_pages

_SIZES = 18, 16, 14, 12
"""The sizes of fonts in points; the first with which the table fits on one slide is taken."""
_MARGIN = 0.25
"""How much wider a column is than its text, in inches."""
_LONGEST = 60
"""The letters of a text that may stand in one line at most."""
_WIDEST_WORD = 2.5
"""The inches at most that a column keeps for its longest word."""
_BOLD = 1.15
"""How much wider bold letters are."""


class SlideTable(NamedTuple):
    """A table on slides. `head` is the height of its headers, in inches as `widths`; `size` is in points. Each row of a
    page stands with the lines that it takes."""

    size: float
    widths: Sequence[float]
    head: float
    pages: Sequence[Sequence[tuple[Sequence[str], int]]]


def grid_layout(grid: ReportTable, area: Area) -> SlideTable:
    """The table with the largest font that leaves room for all of it on one slide, else with the smallest."""
    layouts = (_layout(grid, area, size) for size in _SIZES)
    found = [one for one in layouts if one is not None]
    return next((one for one in found if len(one.pages) == 1), found[-1])


def _layout(grid: ReportTable, area: Area, size: float) -> SlideTable | None:
    """The table with a font; None if its words have no room beside each other, except with the smallest."""
    widths = _column_widths(grid, area.width, size)
    if widths is None:
        return None
    counts = [letters(each - _MARGIN, size) for each in widths]
    line = line_height(size)
    titles = max(len(lines(text, count)) for text, count in zip(grid.headers, counts, strict=True))
    head = titles * line + ROW_PADDING
    pages = rows_on_pages(grid.rows, counts, (area.height - head) / line, ROW_PADDING / line)
    return SlideTable(size, widths, head, pages)


def _column_widths(grid: ReportTable, width: float, size: float) -> list[float] | None:
    """All columns as wide as their longest text where there is room, else those of numbers, and texts share the rest by
    what is in them, but each has room for its longest word."""
    columns = [[header, *(row[place] for row in grid.rows)] for place, header in enumerate(grid.headers)]
    numbers = [_words(column, size) for column in columns[grid.numbers :]]
    texts = columns[: grid.numbers]
    wanted = [_longest(column, size) for column in texts]
    room = width - sum(numbers)
    if sum(wanted) <= room:
        more = width / (sum(wanted) + sum(numbers))
        return [each * more for each in (*wanted, *numbers)]
    least = [_words(column, size) for column in texts]
    if sum(least) > room and size > _SIZES[-1]:
        return None
    free = max(room - sum(least), 0) / sum(max(want - need, 0) for want, need in zip(wanted, least, strict=True))
    found = [need + free * max(want - need, 0) for want, need in zip(wanted, least, strict=True)]
    return [*(each * min(room / sum(found), 1) for each in found), *numbers]


def _longest(texts: Sequence[str], size: float) -> float:
    """The width for the longest line of some texts."""
    return max(letter_width(line[:_LONGEST], size) for text in texts for line in text.split("\n")) + _MARGIN


def _words(column: Sequence[str], size: float) -> float:
    """The width for the longest word of a column, whose header is bold."""
    header, *texts = column
    words = [_BOLD * letter_width(word, size) for word in header.split()]
    words += [letter_width(word, size) for text in texts for word in text.split()]
    return min(max(words, default=0), _WIDEST_WORD) + _MARGIN
