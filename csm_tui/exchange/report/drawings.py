"""The drawings of reports: the bands of the book, and the scores of a client over time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.money import money
from csm_tui.exchange.report.svg import WIDTH, Scale, Stroke, curve, drawing, label, legend_entry
from csm_tui.planning.portfolio.history import component_series
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.portfolio.totals import Sum, Totals

COLOURS = {Band.RED: "#f2b8b5", Band.AMBER: "#fbe0a0", Band.GREEN: "#b7dfc0"}
_NAMES = 110
_ROW, _BAR = 56, 40
_LEAST = 90
"""The width of a part of a bar from which on its figures have room in it."""

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 50, 20, 44, 30, 260
_LINES = {
    "health": Stroke("#111827", 4), "product": Stroke("#1565a9", 2), "satisfaction": Stroke("#7b5ea7", 2, "8 4"),
    "support": Stroke("#0f8b8d", 2, "2 4"), "sponsorship": Stroke("#b45309", 2, "12 4 2 4"),
}  # fmt: skip

_TICKS = 5


def bands_drawing(found: Totals) -> str:
    """The ACV in each band of health and of renewal, as bars; "" if there is none."""
    bars = {"Health": found.health, "Renewal": found.renewal}
    if not any(one.acv for sums in bars.values() for one in sums.values()):
        return ""
    shapes = [shape for place, (name, sums) in enumerate(bars.items()) for shape in _bar(name, sums, 6 + _ROW * place)]
    return drawing(6 + _ROW * len(bars), "ACV by band", shapes)


def _bar(name: str, sums: Mapping[Band, Sum], y: float) -> Iterator[str]:
    yield label(0, y + _BAR / 2 + 5, name, "start", strong=True)
    whole = sum(one.acv for one in sums.values())
    at = float(_NAMES)
    for band, one in sums.items():
        if not one.acv or not whole:
            continue
        width = round((WIDTH - _NAMES) * one.acv / whole, 1)
        said = f"{band}: {money(one.acv)}, {one.clients}"
        yield f'<rect x="{at:g}" y="{y}" width="{width}" height="{_BAR}" fill="{COLOURS[band]}" stroke="#fff">'
        yield f"<title>{said}</title></rect>"
        if width >= _LEAST:
            yield label(at + width / 2, y + 17, band.value, "middle", size=12)
            yield label(at + width / 2, y + 33, money(one.acv), "middle", strong=True)
        at += width


def scores_drawing(row: Row) -> str:
    """The overall score and its components over time on the bands of scores; "" without two days of history."""
    series = {name: points for name, points in component_series(row.client, row.settings.weights).items() if points}
    days = sorted({day for points in series.values() for day, _ in points})
    if len(days) < 2:
        return ""
    first, span = days[0], (days[-1] - days[0]).days

    def x(days_on: float) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * days_on / span, 1)

    def y(score: float) -> float:
        return round(_HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * score / 100, 1)

    shapes = [*_zones(row.settings, y), *_axis(first, span, x)]
    for name in reversed(("health", *COMPONENTS)):  # health lies on top
        shapes += curve([(x((day - first).days), y(score)) for day, score in series.get(name, ())], _LINES[name])
    return drawing(_HEIGHT, "Scores over time", (*shapes, *_legend([name for name in _LINES if name in series])))


def _zones(settings: Settings, y: Scale) -> Iterator[str]:
    """The bands as stripes, with their limits."""
    limits = settings.thresholds.score
    edges = {Band.RED: (0, limits.amber), Band.AMBER: (limits.amber, limits.green), Band.GREEN: (limits.green, 100)}
    for band, (low, high) in edges.items():
        top, height = y(min(high, 100)), y(min(low, 100)) - y(min(high, 100))
        stripe = f'x="{_LEFT}" y="{top}" width="{WIDTH - _LEFT - _RIGHT}" height="{max(height, 0):g}"'
        yield f'<rect {stripe} fill="{COLOURS[band]}" fill-opacity="0.45"/>'
    for score in sorted({0, limits.amber, limits.green, 100}):
        yield label(_LEFT - 8, y(min(score, 100)) + 5, str(score), "end")


def _axis(first: date, span: int, x: Scale) -> Iterator[str]:
    for step in range(_TICKS):
        days_on = span * step // (_TICKS - 1)
        anchor = "start" if step == 0 else "end" if step == _TICKS - 1 else "middle"
        yield label(x(days_on), _HEIGHT - 8, str(first + timedelta(days=days_on)), anchor)


def _legend(names: Sequence[str]) -> Iterator[str]:
    for place, name in enumerate(names):
        yield from legend_entry(_LEFT + 160 * place, name, _LINES[name], strong=name == "health")
