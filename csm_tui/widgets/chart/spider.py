"""A spider chart as lines of text in styles: rings, spokes with letters, and polygons; round in cells twice as high as
wide."""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, floor, pi, sin
from typing import NamedTuple

from csm_tui.widgets.chart.canvas import draw_paths
from csm_tui.widgets.chart.pen import ASCII_PEN, BRAILLE, Dot, Pen
from csm_tui.widgets.style_name import Line, Run, StyleName

LEAST_COLUMNS, LEAST_ROWS = 30, 13
"""The smallest size at which a spider can be read."""

_RINGS = (2, 4, 6, 8, 10)
_STRONG = 8
"""The ring where green begins."""

_FEW_RINGS, _ROWS_FOR_ALL_RINGS = (4, 8, 10), 18
"""The rings where there is little room, and the lines from which all are drawn."""

_MOST = _RINGS[-1]
_CELL_HEIGHT = 2.0
"""How many times a cell is as high as it is wide."""

_AROUND = 2
"""The cells left free around the outer ring, for the letters."""
_TO_LETTER = 2.25
"""The widths of a cell from the outer ring to a letter: at every angle a column or a row from a point on the ring."""


class Spoke(NamedTuple):
    """One spoke: its letter, and the style and the sign of its point."""

    letter: str
    style: StyleName = ""
    sign: str = ""


class Polygon(NamedTuple):
    """Values of 0-10 on each spoke, None where there is none. `point` marks its corners, "" for no mark; marks have the
    style of their spoke if `banded`, and its sign if it has one. `ascii_sign` is what its line is made of where only
    ASCII can be shown."""

    values: Sequence[float | None]
    style: StyleName
    point: str = ""
    banded: bool = False
    ascii_sign: str = "*"


class _Plane(NamedTuple):
    """Places around the middle: the radius of the outer ring in widths of a cell."""

    columns: int
    rows: int
    pen: Pen

    @property
    def radius(self) -> float:
        return min((self.columns - 2 * _AROUND - 1) / 2, (self.rows - 2.5) * _CELL_HEIGHT / 2)

    def dot(self, angle: float, share: float) -> Dot:
        """The dot at an angle, clockwise from the top, at a share of the outer ring's radius."""
        x, y = self._offset(angle, share * self.radius)
        return (
            floor((self.columns / 2 + x) * self.pen.across),
            floor((self.rows / 2 + y / _CELL_HEIGHT) * self.pen.down),
        )

    def cell(self, dot: Dot) -> tuple[int, int]:
        """The column from the left and the row from the top of a dot."""
        return dot[0] // self.pen.across, self.rows - 1 - dot[1] // self.pen.down

    def letter_cell(self, angle: float) -> tuple[int, int]:
        """The cell of a letter, outside the outer ring: never that of a point on it."""
        column, row = self.cell(self.dot(angle, 1 + _TO_LETTER / self.radius))
        return min(max(column, 0), self.columns - 1), min(max(row, 0), self.rows - 1)

    @staticmethod
    def _offset(angle: float, length: float) -> tuple[float, float]:
        return round(sin(angle) * length, 9), round(cos(angle) * length, 9)  # 0 where it is 0, not nearly so


def draw_spider(
    spokes: Sequence[Spoke], polygons: Sequence[Polygon], columns: int, rows: int, *, ascii_only: bool = False
) -> list[Line]:
    """Exactly `rows` lines of `columns` cells; the first polygon is on top.

    Values that are None leave a polygon out at their spoke; one with fewer than two values is only points.
    """
    plane = _Plane(columns, rows, ASCII_PEN if ascii_only else BRAILLE)
    angles = _angles(len(spokes))
    cells = [[*row] for row in _web(len(spokes), plane)]
    _draw_over(cells, polygons, angles, plane)
    for polygon in reversed(polygons):
        _mark_corners(cells, polygon, spokes, angles, plane)
    for spoke, angle in zip(spokes, angles, strict=True):
        column, row = plane.letter_cell(angle)
        cells[row][column] = spoke.letter, "strong"
    return [_joined(row) for row in cells]


def _angles(count: int) -> list[float]:
    return [2 * pi * number / count for number in range(count)]


@lru_cache(8)
def _web(count: int, plane: _Plane) -> Sequence[Sequence[Run]]:
    """The rings and spokes, which stay while ratings are typed."""
    rings = _RINGS if plane.rows >= _ROWS_FOR_ALL_RINGS else _FEW_RINGS
    paths: list[tuple[Sequence[Dot], StyleName]] = [
        (_ring(_STRONG, plane), ""),
        *((_ring(ring, plane), "dim") for ring in rings if ring != _STRONG),
        *(([plane.dot(angle, 0), plane.dot(angle, 1)], "dim") for angle in _angles(count)),
    ]
    drawn = draw_paths([path for path, _ in paths], plane.columns, plane.rows, plane.pen)
    return [[(char, "" if path is None else paths[path][1]) for char, path in row] for row in drawn]


def _draw_over(cells: list[list[Run]], polygons: Sequence[Polygon], angles: Sequence[float], plane: _Plane) -> None:
    """Draw the polygons over what is there, the first one on top; with ASCII each has a sign of its own."""
    outlines = [(one, outline) for one in polygons if (outline := _outline(one, angles, plane))]
    drawn = draw_paths([outline for _, outline in outlines], plane.columns, plane.rows, plane.pen) if outlines else []
    for row, found in zip(cells, drawn, strict=False):
        for column, (char, path) in enumerate(found):
            if path is not None:
                polygon = outlines[path][0]
                row[column] = polygon.ascii_sign if plane.pen is ASCII_PEN else char, polygon.style


def _ring(value: int, plane: _Plane) -> list[Dot]:
    """A ring as a closed path, with a corner for each few dots."""
    radius = plane.radius * value / _MOST
    corners = max(16, round(2 * pi * radius))
    return [plane.dot(2 * pi * number / corners, value / _MOST) for number in range(corners + 1)]


def _outline(polygon: Polygon, angles: Sequence[float], plane: _Plane) -> list[Dot]:
    """The closed path of a polygon through its values."""
    dots = [
        plane.dot(angle, value / _MOST)
        for value, angle in zip(polygon.values, angles, strict=True)
        if value is not None
    ]
    return [*dots, dots[0]] if len(dots) > 1 else []


def _mark_corners(
    cells: list[list[Run]], polygon: Polygon, spokes: Sequence[Spoke], angles: Sequence[float], plane: _Plane
) -> None:
    if not polygon.point:
        return
    for value, spoke, angle in zip(polygon.values, spokes, angles, strict=True):
        if value is not None:
            column, row = plane.cell(plane.dot(angle, value / _MOST))
            banded = spoke.sign or polygon.point, spoke.style
            cells[row][column] = banded if polygon.banded else (polygon.point, polygon.style)


def _joined(row: Sequence[Run]) -> Line:
    """The runs of a row, neighbours of one style as one."""
    runs: list[Run] = []
    for char, style in row:
        if runs and (runs[-1][1] == style or char == " "):
            runs[-1] = runs[-1][0] + char, runs[-1][1]
        else:
            runs.append((char, style))
    return runs
