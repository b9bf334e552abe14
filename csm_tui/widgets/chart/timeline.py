"""A timeline as lines of text in styles: bars over months, marks on them, and a line where we are now."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.table.layout import ASCII_TABLE_GLYPHS, TABLE_GLYPHS, fit

_STEPS = (1, 2, 3, 6, 12, 24, 60)
"""How many months may lie between two labels of the axis."""
_APART = 3
"""The blank cells between two labels."""
_LEAST = 12
"""The cells without which months cannot be told apart."""

_StyledChar = tuple[str, StyleName]


class Mark(NamedTuple):
    """Something in a month of a bar: its sign, one cell wide."""

    month: int
    sign: str
    style: StyleName


class Bar(NamedTuple):
    """A row: its name, and its marks. It reaches from the first of them to the last."""

    name: str
    marks: Sequence[Mark]


class Strokes(NamedTuple):
    """What bars are drawn with: what lies behind, what lies ahead, the line of the present month, and what ends a name
    that is cut."""

    past: str
    ahead: str
    now: str
    more: str


STROKES = Strokes("\u2550", "\u2500", "\u2503", TABLE_GLYPHS.more)
ASCII_STROKES = Strokes("=", "-", "|", ASCII_TABLE_GLYPHS.more)


def draw_timeline(bars: Sequence[Bar], months: int, now: int, width: int, *, ascii_only: bool = False) -> list[Line]:
    """The axis with its months, a line for each bar, and below them the name of the present month.

    Two marks that would share a cell stand beside each other, the later one to the right where there is room.

    Args:
        bars: The rows from the top.
        months: The length of the axis.
        now: The present month; before the start or beyond the end it is only named.
        width: The width in cells; names take up to a third of it.
        ascii_only: Draw the lines with ASCII only.
    """
    last = max((mark.month for bar in bars for mark in bar.marks), default=0)
    months = max(months, last, 1)
    names = min(max((cell_len(bar.name) for bar in bars), default=0), max(width // 3, 1))
    axis = _Axis(months, width - names - 3)
    if axis.cells < _LEAST:
        return [[(" no room for the timeline", "dim")]]
    strokes = ASCII_STROKES if ascii_only else STROKES
    place = axis.cell(now) if 0 <= now <= months else None
    start = names + 2
    return [
        [(f" {fit('month', names)} ", "dim"), (axis.labels(), "dim")],
        *(_line(bar, axis, now, place, names, strokes) for bar in bars),
        [(_below(now, months, place, start, width), "dim")],
    ]


class _Axis(NamedTuple):
    months: int
    cells: int

    def cell(self, month: int) -> int:
        """The cell, from 0, of a month."""
        return round(month * (self.cells - 1) / self.months)

    def labels(self) -> str:
        """The numbers of months in a line, as many as have room."""
        widest = len(str(self.months)) + _APART
        step = next((one for one in _STEPS if self.cells * one / self.months >= widest), self.months)
        line = " " * self.cells
        for month in range(0, self.months + 1, step):
            text = str(month)
            at = min(self.cell(month), self.cells - len(text))
            if not line[max(at - _APART, 0) : at + len(text)].strip():
                line = line[:at] + text + line[at + len(text) :]
        return line


def _line(bar: Bar, axis: _Axis, now: int, place: int | None, names: int, strokes: Strokes) -> Line:
    cells: list[_StyledChar] = [(" ", "")] * axis.cells
    if bar.marks:
        first, last = (axis.cell(found(mark.month for mark in bar.marks)) for found in (min, max))
        present = axis.cell(now) if now >= 0 else -1
        for cell in range(first, last + 1):
            cells[cell] = (strokes.past, "") if cell <= present else (strokes.ahead, "dim")
    if place is not None:
        cells[place] = (strokes.now, "title")
    taken: set[int] = set()
    for mark in sorted(bar.marks):
        at = axis.cell(mark.month)
        free = next((one for one in (at, at + 1, at + 2, at - 1) if one not in taken and 0 <= one < axis.cells), at)
        taken.add(free)
        cells[free] = (mark.sign, mark.style)
    return [(f" {fit(bar.name, names, more=strokes.more)} ", ""), *_runs(cells)]


def _runs(cells: Sequence[_StyledChar]) -> Iterator[Run]:
    """The cells of one style joined."""
    text, style = "", ""
    for char, found in cells:
        if found != style and text:
            yield text, style
            text = ""
        text, style = text + char, found
    yield text, style


def _below(now: int, months: int, place: int | None, start: int, width: int) -> str:
    if place is None:
        said = f"now: month {now}, past the end" if now > months else f"it begins in {-now} months"
        return f"{'':{start}}{said}"
    said = f"now: month {now}"
    return f"{'':{max(min(start + place - len(said) // 2, width - len(said)), 0)}}{said}"
