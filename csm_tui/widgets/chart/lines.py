"""A line chart over dates as lines of text in styles: the frame, a line per series, and a mark on each point."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from rich.cells import cell_len

from csm_tui.widgets.chart.axis import Axis, day_axis, short_number, value_axis
from csm_tui.widgets.chart.canvas import draw_paths
from csm_tui.widgets.chart.pen import ASCII_PEN, BRAILLE, Dot, Pen
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.style_name import StyleName

Point = tuple[date, float]
StyledChar = tuple[str, StyleName]
"""One character and its style."""

Spot = tuple[int, int]
"""A cell: the column from the left, the row from the top."""

_AXIS: StyleName = "dim"
_BELOW = 2
"""The lines below the plot: the axis and its dates."""
_LEAST = 8
"""The columns without which a plot says nothing; with them one date has room."""
_FRAME, _ASCII_FRAME = tuple("│┤└─┬"), tuple("||+-+")
"""The side, the side where a value stands, the corner, the axis below, and where a day stands on it."""
_POINT, _ASCII_POINT = "●", "o"
_ASIDE = (0, 1, -1, 2, -2, 3, -3)
"""How many columns a mark gives way to another one, tried in this order; it moves along its line."""


@dataclass(frozen=True)
class Series:
    """One line: its name for the legend, its points (day, value) in date order, and what marks them.

    `marker` is one cell wide; without it a point is marked by a dot. `short` is its name where there is little room.
    """

    name: str
    style: StyleName
    points: Sequence[Point]
    marker: str = ""
    short: str = ""

    def mark(self, ascii_only: bool) -> str:
        return self.marker or (_ASCII_POINT if ascii_only else _POINT)


def legend(series: Sequence[Series], width: int, *, ascii_only: bool = False) -> Line:
    """One line with the marker and the name of each series that has points, in short if `width` is too small."""
    shown = [each for each in series if each.points]
    full, short = (
        [(f" {each.mark(ascii_only)} {name}  ", each.style) for each, name in zip(shown, names, strict=True)]
        for names in ([each.name for each in shown], [each.short or each.name for each in shown])
    )
    return full if cell_len("".join(text for text, _ in full).rstrip()) <= width else short


def draw_chart(
    series: Sequence[Series],
    width: int,
    height: int,
    *,
    low: float | None = None,
    high: float | None = None,
    label: Callable[[int], str] = short_number,
    ascii_only: bool = False,
) -> list[Line]:
    """Exactly `height` lines of at most `width` cells with one line per series, the first one on top.

    Where several series share a place, their marks stand beside each other.

    Args:
        low: The value axis, which has round numbers at its ends, begins at this or lower. Without it the points
            alone decide.
        high: It ends at this or higher.
        label: How a number stands beside it.
        ascii_only: Draw with ASCII only; markers that are given are taken as they are.
    """
    shown = [each for each in series if each.points]
    if not shown:
        return _message("No history yet", width, height)
    pen = ASCII_PEN if ascii_only else BRAILLE
    rows = height - _BELOW
    if rows < 2:
        return _message("No room", width, height)
    values = value_axis([value for each in shown for _, value in each.points], low, high, rows, pen.down, label)
    columns = width - 1 - max(len(label) for _, label in values.labels)
    if columns < _LEAST:
        return _message("No room", width, height)
    days, dates = day_axis([day for each in shown for day, _ in each.points], width, columns, pen.across)
    plot = _plot(shown, days, values, pen, ascii_only)
    return [*_framed(plot, days, values, width, ascii_only), [(dates, _AXIS)]]


def _message(text: str, width: int, height: int) -> list[Line]:
    lines: list[Line] = [() for _ in range(height)]
    if lines:
        lines[(height - 1) // 2] = [(text.center(width)[:width], "dim")]
    return lines


def _plot(series: Sequence[Series], days: Axis, values: Axis, pen: Pen, ascii_only: bool) -> list[list[StyledChar]]:
    """The cells within the axes, each with its style, the rows from the top."""
    paths = [[(days.dot(day.toordinal()), values.dot(value)) for day, value in each.points] for each in series]
    drawn = draw_paths(paths, days.cells, values.cells, pen)
    rows = [[(char, "" if path is None else series[path].style) for char, path in row] for row in drawn]
    taken: set[Spot] = set()
    for each, path in zip(series, paths, strict=True):
        for dot in _marked(path, days.cells, pen):
            spots = [_spot(path, dot, aside, pen, rows) for aside in _ASIDE]
            spot = next((spot for spot in spots if spot not in taken and 0 <= spot[0] < days.cells), None)
            if spot is not None:
                taken.add(spot)
                rows[spot[1]][spot[0]] = (each.mark(ascii_only), each.style)
    return rows


def _marked(path: Sequence[Dot], columns: int, pen: Pen) -> list[Dot]:
    """The points that get a mark: all, or where they are dense so many that the line is seen between them."""
    if len(path) <= max(columns // 3, 1):
        return list(path)
    marked = [path[-1]]
    for dot in reversed(path):
        if marked[-1][0] // pen.across - dot[0] // pen.across >= 3:
            marked.append(dot)
    return marked


def _spot(path: Sequence[Dot], dot: Dot, aside: int, pen: Pen, rows: Sequence[Sequence[StyledChar]]) -> Spot:
    """The cell on the path that lies so many columns beside the dot; beyond the path's ends it is at their height."""
    column = dot[0] // pen.across + aside
    height = dot[1] if aside == 0 else _height(path, column * pen.across)
    row = len(rows) - 1 - height // pen.down
    if not 0 <= column < len(rows[0]):
        return column, row
    near = (each for each in (row, row + 1, row - 1) if 0 <= each < len(rows) and rows[each][column][0] != " ")
    return column, next(near, row)


def _height(path: Sequence[Dot], x: int) -> int:
    """The dot, from the bottom, that the path passes at `x`; plotext may be one off it, as it rounds otherwise."""
    for (left, start), (right, end) in pairwise(path):
        if left <= x < right:
            return start + round((end - start) * (x - left) / (right - left))
    return path[0][1] if x < path[0][0] else path[-1][1]


def _framed(
    plot: Sequence[Sequence[StyledChar]], days: Axis, values: Axis, width: int, ascii_only: bool
) -> Iterator[Line]:
    """The plot with the labelled axis of the values at its left and that of the days below it."""
    side, tick, corner, floor, mark = _ASCII_FRAME if ascii_only else _FRAME
    labels = {values.cells - 1 - values.cell(number): text for number, text in values.labels}
    room = width - days.cells - 1
    for row, cells in enumerate(plot):
        yield _runs([(f"{labels.get(row, ''):>{room}}{tick if row in labels else side}", _AXIS), *cells])
    marked = {days.cell(place) for place, _ in days.labels}
    axis = "".join(mark if column in marked else floor for column in range(days.cells))
    yield [(" " * room + corner + axis, _AXIS)]


def _runs(cells: Sequence[StyledChar]) -> Line:
    """The cells of one style joined; blank ones take the style of what stands before them, which saves runs."""
    runs: list[Run] = []
    for style, group in groupby(cells, key=lambda cell: cell[1] if cell[0].strip() else None):
        text = "".join(char for char, _ in group)
        if runs and style in (None, runs[-1][1]):
            before, last = runs.pop()
            runs.append((before + text, last))
        else:
            runs.append((text, style or ""))
    return runs
