"""A line chart over dates as lines of text in tones. plotext draws it; its colours stand for the tones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor, log10
from typing import NamedTuple

from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.layout import StyleName

Point = tuple[date, float]
Label = tuple[float, str]
"""A place on an axis and what stands there."""

_AXIS: StyleName = "dim"
_BELOW = 2
"""The lines below the plot: the axis and its dates."""
_APART = 2
"""Blank cells between two dates."""
_LEAST = 8
"""The columns without which a plot says nothing; with them one date has room."""
_UNITS = ((10**12, "tn"), (10**9, "bn"), (10**6, "M"), (10**3, "k"))
_RUN = re.compile("(?:\x1b\\[38;5;(\\d+)m)?([^\x1b]+)\x1b\\[0m")
_PLAIN_FRAME = str.maketrans("│┤─┬└", "||-++")


class _Pen(NamedTuple):
    """What a line is drawn with, how many of its dots a cell has across and down, and what marks a point."""

    line: str
    across: int
    down: int
    point: str


_BRAILLE = _Pen("braille", 2, 4, "●")
_ASCII = _Pen(".", 1, 1, "o")


@dataclass(frozen=True)
class Series:
    """One line: its name for the legend, its points (day, value) in date order, and what marks them.

    `marker` is one cell wide; without it a point is marked by a dot.
    """

    name: str
    style: StyleName
    points: Sequence[Point]
    marker: str = ""


def legend(series: Sequence[Series], *, ascii_only: bool = False) -> Line:
    """One line with the marker and the name of each series that has points."""
    point = _ASCII.point if ascii_only else _BRAILLE.point
    return [(f"{each.marker or point} {each.name}   ", each.style) for each in series if each.points]


@dataclass(frozen=True)
class _Axis:
    """An axis that is `cells` long, the values at its ends, and the labels beside it.

    A line has `dots` dots in each cell.
    """

    low: float
    high: float
    cells: int
    dots: int
    labels: Sequence[Label] = ()

    def cell(self, value: float) -> int:
        """The cell, from 0, that a line passes at this value. It is rounded to dots first, as plotext does."""
        share = (value - self.low) / (self.high - self.low)
        dot = floor(round(0.5 + (self.cells * self.dots - 1) * share, 8))
        return dot // self.dots

    def middle(self, value: float) -> float:
        """The value in the middle of that cell. A marker placed there lies on its line, else perhaps beside it."""
        return self.low + (self.high - self.low) * self.cell(value) / max(self.cells - 1, 1)


def draw_chart(
    series: Sequence[Series],
    width: int,
    height: int,
    *,
    low: float | None = None,
    high: float | None = None,
    ascii_only: bool = False,
) -> list[Line]:
    """Exactly `height` lines of at most `width` cells with one line per series, the first one on top.

    Args:
        low: The value axis, which has round numbers at its ends, begins at this or lower. Without it the points
            alone decide.
        high: It ends at this or higher.
        ascii_only: Draw with ASCII only; markers that are given are taken as they are.
    """
    shown = [each for each in series if each.points]
    if not shown:
        return _message("No history yet", width, height)
    pen = _ASCII if ascii_only else _BRAILLE
    rows = height - _BELOW
    if rows < 2:
        return _message("No room", width, height)
    values = _value_axis([value for each in shown for _, value in each.points], low, high, rows, pen.down)
    columns = width - 1 - max(len(label) for _, label in values.labels)
    if columns < _LEAST:
        return _message("No room", width, height)
    days, dates = _day_axis([day for each in shown for day, _ in each.points], width, columns, pen.across)
    styles = list(dict.fromkeys([_AXIS, *(each.style for each in shown)]))
    drawing = _drawn(shown, (width, height), days, values, styles, pen)
    if ascii_only:
        drawing = drawing.translate(_PLAIN_FRAME)
    return [*(_runs(line, styles) for line in drawing.splitlines()[:-1]), [(dates, _AXIS)]]


def _message(text: str, width: int, height: int) -> list[Line]:
    lines: list[Line] = [() for _ in range(height)]
    if lines:
        lines[(height - 1) // 2] = [(text.center(width)[:width], "dim")]
    return lines


def _value_axis(values: Sequence[float], low: float | None, high: float | None, rows: int, dots: int) -> _Axis:
    """An axis from and to round numbers, with a whole number at every third row or so."""
    bottom = min(values) if low is None else min(low, *values)
    top = max(values) if high is None else max(high, *values)
    step = _round_step((top - bottom) / max(rows // 3, 1), max(abs(top), abs(bottom)))
    first = floor(bottom / step)
    last = max(ceil(top / step), first + 1)
    every = ceil((last - first) / max(rows // 2, 1))
    numbers = [step * count for count in range(first, last + 1, every)]
    return _Axis(step * first, step * last, rows, dots, [(number, short_number(number)) for number in numbers])


def _round_step(least: float, largest: float) -> int:
    """The first of 1, 2, 5, 10, 20, 25, 50 and so on that is not below `least`, and labels stay short with."""
    least = max(least, largest / 1000, 1)
    scale: int = 10 ** floor(log10(least))
    return next(step for step in (scale, 2 * scale, 5 * scale // 2, 5 * scale, 10 * scale) if step >= least)


def short_number(number: int) -> str:
    """A whole number in few characters: 950, 12k, 1.2M."""
    for unit, sign in _UNITS:
        if abs(number) >= unit:
            return f"{number / unit:.4f}".rstrip("0").rstrip(".") + sign
    return str(number)


def _day_axis(days: Sequence[date], width: int, columns: int, dots: int) -> tuple[_Axis, str]:
    """The axis of the days, and the line of their labels below it.

    The last and the first day are labelled, and beginnings of months where there is room between them.
    """
    first, last = min(days), max(days)
    around = 1 if first == last else 0  # a single day stands in the middle
    axis = _Axis(first.toordinal() - around, last.toordinal() + around, columns, dots)
    ends = [(day.toordinal(), day.isoformat()) for day in (last, first)]
    months = [(day.toordinal(), f"{day:%b %Y}") for day in (last, first)]
    room_for = [len(_placed(form, axis, width)[0]) for form in (ends, months)]
    if room_for == [1, 2] and months[0][1] != months[1][1]:
        ends = months
    between = [(day.toordinal(), f"{day:%b %Y}") for day in _months(first, last, max(columns // 15, 1))]
    labels, line = _placed([*ends, *between], axis, width)
    return replace(axis, labels=labels), line


def _months(first: date, last: date, most: int) -> list[date]:
    """The beginnings of months, quarters, half-years or years between two days, about `most` at most."""
    start, end = first.year * 12 + first.month, last.year * 12 + last.month - 1
    wanted = (end - start + 1) / most
    step = next((step for step in (1, 2, 3, 6) if step >= wanted), 12 * ceil(wanted / 12))
    return [date(month // 12, month % 12 + 1, 1) for month in range(ceil(start / step) * step, end + 1, step)]


def _placed(labels: Sequence[Label], axis: _Axis, width: int) -> tuple[list[Label], str]:
    """The labels that find room, those that come first before others, and the line with them under their places.

    plotext can do it, but takes labels in an order that differs from run to run.
    """
    line, placed = " " * width, []
    for place, text in labels:
        centre = width - axis.cells + axis.cell(place)
        start = max(0, min(centre - len(text) // 2, width - len(text)))
        end = start + len(text)
        if end <= width and not line[max(start - _APART, 0) : end + _APART].strip():
            line = line[:start] + text + line[end:]
            placed.append((place, text))
    return placed, line


def _marked(points: Sequence[Point], days: _Axis) -> list[Point]:
    """The points that get a marker: all, or where they are dense so many that the line is seen between them."""
    if len(points) <= max(days.cells // 3, 1):
        return list(points)
    marked = [points[-1]]
    for point in reversed(points):
        if days.cell(marked[-1][0].toordinal()) - days.cell(point[0].toordinal()) >= 3:
            marked.append(point)
    return marked


def _drawn(
    series: Sequence[Series], size: tuple[int, int], days: _Axis, values: _Axis, styles: Sequence[StyleName], pen: _Pen
) -> str:
    """What plotext draws; a colour is the index of a tone. Its figure is global, so it is cleared on both sides."""
    import plotext as plot  # type: ignore[import-untyped]

    plot.clear_figure()
    try:
        plot.limit_size(False, False)  # else the size of the terminal is its limit
        plot.plot_size(*size)
        plot.clear_color()
        plot.ticks_color(styles.index(_AXIS))
        plot.xaxes(True, False)
        plot.yaxes(True, False)
        plot.xlim(days.low, days.high)
        plot.ylim(values.low, values.high)
        plot.xticks([place for place, _ in days.labels], [" "] * len(days.labels))
        plot.yticks(*zip(*values.labels, strict=True))
        for each in reversed(series):
            x: list[float] = [day.toordinal() for day, _ in each.points]
            y = [value for _, value in each.points]
            plot.plot(x, y, marker=pen.line, color=styles.index(each.style))
        for each in reversed(series):
            marked = _marked(each.points, days)
            x = [days.middle(day.toordinal()) for day, _ in marked]
            y = [values.middle(value) for _, value in marked]
            plot.scatter(x, y, marker=each.marker or pen.point, color=styles.index(each.style))
        return str(plot.build())
    finally:
        plot.clear_figure()


def _runs(line: str, styles: Sequence[StyleName]) -> Line:
    """A line as plotext colours it, as runs in tones."""
    return [(text, styles[int(colour)] if colour else "") for colour, text in _RUN.findall(line)]
