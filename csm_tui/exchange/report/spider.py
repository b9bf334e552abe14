"""The drawing of personal evaluations: ratings of 0-10 on spokes around a middle."""

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple

from csm_tui.domain.text import shortened
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.ratings import BEST, GREEN_FROM, ORANGE_FROM
from csm_tui.exchange.report.drawings import COLOURS
from csm_tui.exchange.report.svg import WIDTH, Stroke, curve, drawing, label, legend_entry

_HEIGHT, _RADIUS = 460, 170
_ACROSS, _DOWN = WIDTH / 2, 250
_TO_NAME = 1.1
"""How far from the middle a name stands, in radii."""

_RINGS = (2, 4, 6, 8, BEST)
_DISCS = {Band.GREEN: BEST, Band.AMBER: GREEN_FROM - 0.5, Band.RED: ORANGE_FROM - 0.5}
"""How far each band reaches, from the outermost in; a whole rating never stands on its edge."""

_PENS = (Stroke("#111827", 4), Stroke("#1565a9", 2, "8 4"), Stroke("#7b5ea7", 2, "2 4"))

_LEGEND = 300


class Ratings(NamedTuple):
    """Ratings by aspect, None where there is none, and what they are called."""

    name: str
    points: Sequence[float | None]


def spider_drawing(aspects: Sequence[str], ratings: Sequence[Ratings]) -> str:
    """At most three evaluations of these aspects, the first on top; "" if nothing is rated."""
    shown = [one for one in ratings if any(each is not None for each in one.points)]
    if not shown:
        return ""
    pens = [*zip(shown, _PENS, strict=False)]
    shapes = [*_web(len(aspects))]
    for one, pen in reversed(pens):
        shapes += _polygon(one.points, pen)
    shapes += _names(aspects)
    for place, (one, pen) in enumerate(pens):
        shapes += _legend(place, one.name, pen)
    return drawing(_HEIGHT, "Ratings by aspect", shapes)


def _place(spoke: int, spokes: int, share: float) -> tuple[float, float]:
    """Where a share of the radius stands on a spoke; they go clockwise from the top."""
    angle = 2 * pi * spoke / spokes
    return round(_ACROSS + sin(angle) * share * _RADIUS, 1), round(_DOWN - cos(angle) * share * _RADIUS, 1)


def _web(spokes: int) -> Iterator[str]:
    for band, points in _DISCS.items():
        yield f'<circle cx="{_ACROSS:g}" cy="{_DOWN}" r="{_RADIUS * points / BEST:g}" fill="{COLOURS[band]}"/>'
    for points in _RINGS:
        radius = f'r="{_RADIUS * points / BEST:g}"'
        yield f'<circle cx="{_ACROSS:g}" cy="{_DOWN}" {radius} fill="none" stroke="#fff" stroke-width="1"/>'
    for spoke in range(spokes):
        x, y = _place(spoke, spokes, 1)
        yield f'<line x1="{_ACROSS:g}" y1="{_DOWN}" x2="{x:g}" y2="{y:g}" stroke="#fff" stroke-width="1"/>'


def _polygon(points: Sequence[float | None], pen: Stroke) -> Iterator[str]:
    corners = [_place(spoke, len(points), one / BEST) for spoke, one in enumerate(points) if one is not None]
    return curve(corners, pen, closed=True)


def _names(aspects: Sequence[str]) -> Iterator[str]:
    for spoke, name in enumerate(aspects):
        x, y = _place(spoke, len(aspects), _TO_NAME)
        anchor = "middle" if abs(x - _ACROSS) < 1 else "start" if x > _ACROSS else "end"
        yield label(x, y + 5, shortened(name, 30), anchor)


def _legend(place: int, name: str, pen: Stroke) -> Iterator[str]:
    return legend_entry(20 + _LEGEND * place, shortened(name, 30), pen, strong=place == 0)
