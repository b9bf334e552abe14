"""What every chart is drawn on: paths of dots, drawn by plotext into cells. Knows no axis and no meaning.

plotext 5 and 6 have nothing in common but their name, so each has a module of its own, which is loaded with the first
drawing. A path comes in whole dots, which both place alike whatever they make of fractions.
"""

import re
from collections.abc import Callable, Sequence

from csm_tui.widgets.chart.pen import Dot, Pen

CanvasCell = tuple[str, int | None]
"""One character, and the index of the path on top there; None where there is none."""


Plotter = Callable[[Sequence[Sequence[Dot]], int, int, Pen], str]
"""Draws paths on so many columns and rows, later ones over earlier ones, the path of index n in colour n of the 256."""

_COLOUR = re.compile(r"\x1b\[([0-9;]*)m")


def draw_paths(paths: Sequence[Sequence[Dot]], columns: int, rows: int, pen: Pen) -> list[list[CanvasCell]]:
    """The rows from the top, each of `columns` cells, with a line along each path, the first one on top."""
    last = len(paths) - 1
    drawing = plotter()([*reversed(paths)], columns, rows, pen)
    lines = [_cells(line, last)[:columns] for line in drawing.splitlines()[:rows]]
    return [line + [(" ", None)] * (columns - len(line)) for line in lines]


def plotter() -> Plotter:
    """The plotter for the plotext that is installed."""
    import plotext  # type: ignore[import-untyped]

    if int(plotext.__version__.split(".")[0]) < 6:
        from csm_tui.widgets.chart.plotext5 import plot
    else:
        from csm_tui.widgets.chart.plotext6 import plot
    return plot


def _cells(line: str, last: int) -> list[CanvasCell]:
    """A line as plotext colours it; it counts paths from the undermost."""
    cells: list[CanvasCell] = []
    path: int | None = None
    for place, part in enumerate(_COLOUR.split(line)):
        if place % 2 == 0:
            cells += [(char, None if char == " " else path) for char in part]
        else:
            path = last - int(part.rpartition(";")[2]) if part.startswith("38;5;") else None
    return cells
