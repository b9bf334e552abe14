"""The axes of a chart over dates: where a value or a day stands, and which of them are labelled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor, log10

from csm_tui.domain.values.money import UNITS
from csm_tui.domain.values.time.shown_days import full_day

Label = tuple[float, str]
"""A place on an axis and what stands there."""

_APART = 2
"""Blank cells between two dates."""


@dataclass(frozen=True)
class Axis:
    """An axis that is `cells` long, the values at its ends, and the labels beside it.

    A line has `dots` dots in each cell.
    """

    low: float
    high: float
    cells: int
    dots: int
    labels: Sequence[Label] = ()

    def dot(self, value: float) -> int:
        """The dot, from 0, that is nearest to this value."""
        share = (value - self.low) / (self.high - self.low)
        return floor(0.5 + (self.cells * self.dots - 1) * share)

    def cell(self, value: float) -> int:
        """The cell, from 0, that this dot lies in."""
        return self.dot(value) // self.dots


def short_number(number: int) -> str:
    """A whole number in few characters: 950, 12k, 1.2M."""
    for unit, letter in UNITS:
        if abs(number) >= unit:
            return f"{number / unit:.4f}".rstrip("0").rstrip(".") + letter
    return str(number)


def value_axis(
    values: Sequence[float], low: float | None, high: float | None, rows: int, dots: int,
    label: Callable[[int], str] = short_number,
) -> Axis:  # fmt: skip
    """An axis from and to round numbers, with a whole number at every third row or so."""
    bottom = min(values) if low is None else min(low, *values)
    top = max(values) if high is None else max(high, *values)
    step = _round_step((top - bottom) / max(rows // 3, 1), max(abs(top), abs(bottom)))
    first = floor(bottom / step)
    last = max(ceil(top / step), first + 1)
    every = ceil((last - first) / max(rows // 2, 1))
    numbers = [step * count for count in range(first, last + 1, every)]
    return Axis(step * first, step * last, rows, dots, [(number, label(number)) for number in numbers])


def _round_step(least: float, largest: float) -> int:
    """The first of 1, 2, 5, 10, 20, 25, 50 and so on that is not below `least`, and labels stay short with."""
    least = max(least, largest / 1000, 1)
    scale: int = 10 ** floor(log10(least))
    return next(step for step in (scale, 2 * scale, 5 * scale // 2, 5 * scale, 10 * scale) if step >= least)


def day_axis(days: Sequence[date], width: int, columns: int, dots: int) -> tuple[Axis, str]:
    """The axis of the days, which takes the last `columns` of `width` cells, and the line of labels below it.

    The last and the first day are labelled, and beginnings of months where there is room between them.
    """
    first, last = min(days), max(days)
    around = 1 if first == last else 0  # a single day stands in the middle
    axis = Axis(first.toordinal() - around, last.toordinal() + around, columns, dots)
    ends = [(day.toordinal(), full_day(day)) for day in (last, first)]
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


def _placed(labels: Sequence[Label], axis: Axis, width: int) -> tuple[list[Label], str]:
    """The labels that find room, those that come first before others, and the line with them under their places."""
    line, placed = " " * width, []
    for place, text in labels:
        centre = width - axis.cells + axis.cell(place)
        start = max(0, min(centre - len(text) // 2, width - len(text)))
        end = start + len(text)
        if end <= width and not line[max(start - _APART, 0) : end + _APART].strip():
            line = line[:start] + text + line[end:]
            placed.append((place, text))
    return placed, line
