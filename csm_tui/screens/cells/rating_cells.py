"""How ratings of 0-10 are shown: with the sign of their band, as a bar, in a spider, as a total."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import half_up
from csm_tui.domain.values.ratings import BEST, RatingBand, rating_band
from csm_tui.planning.personal.aspects import letter
from csm_tui.planning.personal.evaluations import Total
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.style_name import Line, Run, StyleName

_BANDS = {RatingBand.RED: Band.RED, RatingBand.ORANGE: Band.AMBER, RatingBand.GREEN: Band.GREEN}

OWN: StyleName = "title"
OTHERS: StyleName = "chart-2"
OVER: StyleName = "chart-4"
"""The styles of one's own ratings, of the average of others, and of the evaluation that is laid over one's own."""


class Overlay(NamedTuple):
    """Ratings that are drawn over one's own in the spider: by position, None where there is none. `ascii_sign` is what
    its line is made of in ASCII."""

    name: str
    style: StyleName
    point: str
    ascii_sign: str
    values: Sequence[float | None]


def band_style(points: int | Fraction) -> StyleName:
    """The style of the band of a rating."""
    return _BANDS[rating_band(points)]


def band_glyph(points: int | Fraction, glyphs: Glyphs) -> str:
    """The sign of the band of a rating, for where there is no colour."""
    return glyphs.band(_BANDS[rating_band(points)])


def rating_bar(points: int, width: int, glyphs: Glyphs) -> str:
    """A rating as a bar of exactly `width` cells."""
    return "".join(glyphs.bar(points / BEST, width))


def tenths(value: Fraction) -> str:
    """An average as it is shown: 7.5, rounded half up to one decimal place."""
    tenth = half_up(value.numerator * 10, value.denominator)
    return f"{tenth / 10:.1f}"


def total_runs(total: Total, glyphs: Glyphs) -> Line:
    """The total in words."""
    rated = f" {glyphs.dot} {total.rated} of {total.aspects} rated"
    return [(f"{total.points} of {total.most}", "strong"), (rated, "" if total.rated == total.aspects else "amber")]


def band_runs(ratings: Sequence[int | None], glyphs: Glyphs) -> Line:
    """How many of the ratings lie in each band."""
    runs: list[Run] = []
    for band, shown in _BANDS.items():
        count = sum(points is not None and rating_band(points) is band for points in ratings)
        runs.append((f"{glyphs.band(shown)} {count}   ", shown if count else "dim"))
    return runs


def spider_lines(
    own: Sequence[int | None], overlays: Sequence[Overlay], width: int, height: int, glyphs: Glyphs
) -> list[Line]:
    """One's own ratings by position as a spider with overlays and their legend; as bars where there is no room."""
    from csm_tui.widgets.chart.spider import LEAST_COLUMNS, LEAST_ROWS, Polygon, Spoke, draw_spider

    legend = _legend(overlays, width, glyphs)
    rows = height - len(legend)
    if width < LEAST_COLUMNS or rows < LEAST_ROWS or not own:
        return _bars(own, width, glyphs)
    spokes = [
        Spoke(letter(place)) if points is None else Spoke(letter(place), band_style(points), band_glyph(points, glyphs))
        for place, points in enumerate(own)
    ]
    polygons = [
        Polygon(own, OWN, glyphs.point, banded=True),
        *(Polygon(one.values, one.style, one.point, ascii_sign=one.ascii_sign) for one in overlays),
    ]
    return [*draw_spider(spokes, polygons, width, rows, ascii_only=glyphs.is_ascii), *legend]


def _legend(overlays: Sequence[Overlay], width: int, glyphs: Glyphs) -> list[Line]:
    """What names the polygons, on as many lines as needed; nothing where there is only one's own."""
    if not overlays:
        return []
    own = f"{glyphs.red} {glyphs.amber} {glyphs.green} own"
    names: list[Run] = [(own, OWN), *((f"{one.point} {one.name}", one.style) for one in overlays)]
    if sum(len(text) + 3 for text, _ in names) <= width:
        return [[(f" {text}  ", style) for text, style in names]]
    return [[(f" {text}", style)] for text, style in names]


def _bars(own: Sequence[int | None], width: int, glyphs: Glyphs) -> list[Line]:
    return [[(f" {letter(place)} ", "strong"), *_bar(points, width - 8, glyphs)] for place, points in enumerate(own)]


def _bar(points: int | None, width: int, glyphs: Glyphs) -> Line:
    if points is None:
        return [(glyphs.none, "dim")]
    style = band_style(points)
    return [(rating_bar(points, max(width, 1), glyphs), style), (f" {points:>2} {band_glyph(points, glyphs)}", style)]


def drawn_rating(points: int | None, glyphs: Glyphs) -> Line:
    """A rating as a short bar with the sign of its band, for beside its field."""
    if points is None:
        return [("not rated", "dim")]
    return [(f"{rating_bar(points, BEST, glyphs)} {band_glyph(points, glyphs)}", band_style(points))]


def by_position(points: Mapping[str, int], aspects: Sequence[str]) -> list[int | None]:
    """The points of aspects, by their ids, in order."""
    return [points.get(one) for one in aspects]
