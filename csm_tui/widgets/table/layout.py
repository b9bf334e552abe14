"""The layout of a table: the widths of its columns, and the text of a line. No widgets."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len

from csm_tui.domain.text import safe_text
from csm_tui.widgets.lighting import FOUND, from_found, lit
from csm_tui.widgets.style_name import StyleName

GUTTER = 1
WIDEST_FIRST = 48
_JOINER = "\u200d"

Side = Literal["left", "right"]


class Cell(NamedTuple):
    """A cell of a table. `short` is shown if the text does not fit.

    `after`: a glyph of one cell in the gap behind it, which only grids draw.
    """

    text: str
    style: StyleName = ""
    short: str = ""
    after: str = ""
    after_style: StyleName = ""


class Column(NamedTuple):
    """One column: `width` cells and `title` where there is room, `narrow` cells and `short` where there is not.

    Free room goes to the column that grows, or to the first one if none does.
    """

    key: str
    title: str
    short: str
    width: int
    narrow: int
    align: Side = "left"
    grows: bool = False
    searched: bool = False
    """Whether words that are looked for are lit in it."""


class TableGlyphs(NamedTuple):
    """The glyphs that a table itself draws, each one cell wide."""

    cursor: str
    mark: str
    marked_cursor: str
    up: str
    down: str
    more: str
    before: str
    after: str


TABLE_GLYPHS = TableGlyphs("▌", "●", "◉", "▲", "▼", "…", "«", "»")
ASCII_TABLE_GLYPHS = TableGlyphs(">", "*", "#", "^", "v", "~", "<", ">")


class Slot(NamedTuple):
    """The position of a column in a line."""

    column: int
    start: int
    width: int
    align: Side
    searched: bool = False


class Layout(NamedTuple):
    """The columns shown at one width.

    `first` is the leftmost one beside the fixed first column; `hidden` says on which sides there are more.
    """

    width: int
    slots: tuple[Slot, ...]
    first: int = 1
    hidden: tuple[bool, bool] = (False, False)

    def column_at(self, x: int) -> int | None:
        """The index of the column at this cell; a gap belongs to the column before it."""
        return next((slot.column for slot in reversed(self.slots) if slot.start <= x), None)


def lay_out(columns: Sequence[Column], width: int, first: int = 1, column: int = 0) -> Layout:
    """Place the columns in a line of this width so that the one with index `column` is visible."""
    if not columns:
        return Layout(width, ())
    room = width - GUTTER
    widest = max(WIDEST_FIRST, columns[0].width)
    for narrow, gap, least in (
        (False, 3, widest), (False, 2, columns[0].width), (False, 1, columns[0].narrow), (True, 1, columns[0].narrow),
    ):  # fmt: skip
        others = [each.narrow if narrow else each.width for each in columns[1:]]
        left_over = room - sum(others) - gap * len(others)
        if left_over >= least:
            widths = _with_left_over(columns, [columns[0].width, *others], left_over, widest)
            return Layout(width, _slots(columns, range(len(columns)), widths, gap))
    return _scrolled(columns, width, first, column)


def _with_left_over(columns: Sequence[Column], widths: Sequence[int], left_over: int, widest: int) -> list[int]:
    """The widths with the free room, `left_over`, given to the first column and to the one that grows."""
    grows = next((index for index, each in enumerate(columns) if each.grows), 0)
    cap = columns[0].width if grows else left_over if columns[0].grows or len(columns) == 1 else widest
    given = [min(left_over, cap), *widths[1:]]
    if grows:
        given[grows] += left_over - given[0]
    return given


def _scrolled(columns: Sequence[Column], width: int, first: int, column: int) -> Layout:
    widths = [each.narrow for each in columns]
    room = max(width - GUTTER, 0)
    if len(columns) > 1:
        widths[0] = max(min(widths[0], room - 1 - max(widths[1:])), min(room, 1))
    else:
        widths[0] = room
    room -= widths[0]
    first = _first_shown(widths, room, first, column)
    count = _fitting(widths, room, first)
    shown = range(first, first + count)
    spare = room - sum(widths[index] + 1 for index in shown)
    widths[0] = max(widths[0], min(widths[0] + spare, columns[0].width))
    slots = _slots(columns, (0, *shown), [widths[0], *(widths[index] for index in shown)], 1)
    return Layout(width, slots, first, (first > 1, first + count < len(columns)))


def _first_shown(widths: Sequence[int], room: int, first: int, column: int) -> int:
    """The start nearest to `first` that shows the column and leaves no unused room on the right."""
    first = max(1, min(first, len(widths) - 1))
    if column >= 1:
        first = min(first, column)
        while first < column and first + _fitting(widths, room, first) <= column:
            first += 1
    while first > 1 and first - 1 + _fitting(widths, room, first - 1) >= len(widths):
        first -= 1
    return first


def _fitting(widths: Sequence[int], room: int, first: int) -> int:
    used = 0
    for count, width in enumerate(widths[first:]):
        used += 1 + width
        if used > room:
            return count
    return len(widths) - first


def _slots(columns: Sequence[Column], indices: Sequence[int], widths: Sequence[int], gap: int) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    start = GUTTER
    for index, width in zip(indices, widths, strict=True):
        if width > 0:
            slots.append(Slot(index, start, width, columns[index].align, columns[index].searched))
        start += width + gap
    return tuple(slots)


def fit(text: str, width: int, align: Side = "left", more: str = TABLE_GLYPHS.more) -> str:
    """The text made safe and exactly `width` cells wide, however wide its characters are."""
    text = _shown(text, width)
    missing = width - cell_len(text)
    if missing < 0:
        text = truncate(text, width - 1) + more if width > 0 else ""
        missing = width - cell_len(text)
    return " " * missing + text if align == "right" else text + " " * missing


def fit_together(texts: Sequence[str], width: int) -> list[str]:
    """The texts made safe, in at most `width` cells together if that can be: the longest ones are cut."""
    widths = [cell_len(safe_text(text)) for text in texts]
    limits = range(max(widths, default=1), 1, -1)
    most = next((limit for limit in limits if sum(min(each, limit) for each in widths) <= width), 1)
    return [fit(text, min(each, most)) for text, each in zip(texts, widths, strict=True)]


def _shown(text: str, width: int) -> str:
    """The text for measuring: not longer than needed, and without joining characters at its ends."""
    text = safe_text(text[: 8 * width + 8])
    if text.isascii():
        return text
    start = 0
    while start < len(text) and not cell_len(text[start]):
        start += 1
    return text[start:].rstrip(_JOINER)


def truncate(text: str, width: int) -> str:
    """As much of the text as fits in `width` cells."""
    width = max(width, 0)
    if text.isascii():
        return text[:width]
    if cell_len(text) <= width:
        return text
    length = bisect_right(range(len(text)), width, key=lambda length: cell_len(text[:length])) - 1
    return text[:length].rstrip(_JOINER)


def build_line(
    layout: Layout,
    cells: Sequence[Cell],
    *,
    gutter: Cell | None = None,
    gap: StyleName | None = None,
    more: str = TABLE_GLYPHS.more,
    words: Sequence[str] = (),
) -> list[tuple[str, StyleName]]:
    """The runs of a line exactly as wide as the layout.

    `gutter` is shown to the left of the columns. Blank cells and gaps get the style of the run before them, which saves
    runs; pass `gap` if they need their own style. The folded `words` are lit in the columns that are searched.
    """
    runs: list[tuple[str, StyleName | None]] = []
    at = 0
    if gutter is not None and layout.width > 0:
        runs.append((gutter.text, gutter.style))
        at = GUTTER
    for slot in layout.slots:
        cell = cells[slot.column]
        _add(runs, " " * (slot.start - at), gap)
        text = cell.text
        if cell.short and cell_len(_shown(text, slot.width)) > slot.width:
            text = cell.short
        lights = slot.searched and words
        if lights:
            text = from_found(text, words, slot.width, more)
        text = fit(text, slot.width, slot.align, more)
        if lights:
            for run in lit(text, cell.style, words):
                _add(runs, *run)
        else:
            _add(runs, text, None if text.isspace() and gap is None else cell.style)
        at = slot.start + slot.width
    _add(runs, " " * (layout.width - at), gap)
    return [(text, style_name or "") for text, style_name in runs]


def _add(runs: list[tuple[str, StyleName | None]], text: str, style_name: StyleName | None) -> None:
    """Append text, to the last run if the style is the same or None."""
    if not text:
        return
    joins = runs and (style_name is None or runs[-1][1] in (style_name, None))
    if joins and FOUND not in (style_name, runs[-1][1]):  # blanks beside what is lit are not lit
        before, last = runs.pop()
        text, style_name = before + text, last if style_name is None else style_name
    runs.append((text, style_name))
