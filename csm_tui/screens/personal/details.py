"""What lies behind an aspect: its definition, the note on it, how it went over time, and who rated it."""

from collections.abc import Iterator, Sequence
from datetime import date

from csm_tui.domain.records.person.personal_evaluation import OthersRating
from csm_tui.domain.values.ratings import BEST
from csm_tui.planning.evaluations.proposal import planned_as
from csm_tui.planning.personal.aspects import letter
from csm_tui.planning.personal.forecast import courses
from csm_tui.planning.personal.others import FEWEST, anonymous_ratings, named_ratings, remarks, uncounted
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.rating_cells import OWN, band_glyph, band_style
from csm_tui.screens.personal.shown import ShownRatings
from csm_tui.widgets.style_name import Line, StyleName
from csm_tui.widgets.wrapping import wrapped

_LEAST_CHART, _MOST_CHART = 7, 14
"""The rows between which a chart is drawn; with less room the ratings stand in a line."""


_BEFORE, _EACH = 12, 7
"""The cells of such a line: those before the ratings, and those of each of them."""


def detail_lines(place: int, shown: ShownRatings, width: int, height: int) -> Sequence[Line]:
    """The aspect at a position in lines for a width in cells; `height` is the room that there is."""
    aspect = shown.aspects[place]
    lines: list[Line] = [[(f" {letter(place)} {aspect.name}", "title")]]
    lines += _text(aspect.definition, width, "dim")
    lines += _text(shown.note(aspect.id), width, "")
    lines += _text(planned_as(aspect, shown.workspace), width, "strong")
    lines += _raters(shown, aspect.id, width)
    ratings = courses(shown.by_csm).get(aspect.id, [])
    lines += _course(ratings, width, height - len(lines), shown.glyphs)
    return lines


def _text(text: str, width: int, style: StyleName) -> Iterator[Line]:
    for paragraph in text.splitlines():
        for part in wrapped(paragraph, max(width - 2, 10)):
            yield [(f" {part}", style)]


def _raters(shown: ShownRatings, aspect: str, width: int) -> Iterator[Line]:
    for one in named_ratings(shown.raters, aspect):
        points = one.points[aspect]
        rated = f" {points:>2} {band_glyph(points, shown.glyphs)}"
        note = _note_of(one, aspect)
        first, *others = wrapped(f"{one.rater}, {one.relation}{': ' if note else ''}{note}", max(width - 7, 10))
        yield [(rated, band_style(points)), (f" {first}", "")]
        yield from ([(f"      {part}", "")] for part in others)
    yield from _anonymous(shown, aspect, width)


def _anonymous(shown: ShownRatings, aspect: str, width: int) -> Iterator[Line]:
    """How many are anonymous, and what they noted if they count."""
    found = anonymous_ratings(shown.raters, aspect)
    if not found:
        return
    counts = f"from {FEWEST} on they count" if uncounted(shown.raters, aspect) else "in the average only"
    yield from _text(f"{len(found)} anonymous, {counts}", width, "dim")
    for remark in remarks(found, aspect):
        yield from _text(f"{shown.glyphs.none} {remark}", width, "")


def _note_of(rating: OthersRating, aspect: str) -> str:
    return next((each.note for each in rating.ratings if each.id == aspect), "")


def _course(ratings: Sequence[tuple[date, int]], width: int, room: int, glyphs: Glyphs) -> Sequence[Line]:
    if len(ratings) < 2:
        return []
    if room < _LEAST_CHART:
        latest = ratings[-max((width - _BEFORE) // _EACH, 1) :]
        told = f" {glyphs.none} ".join(f"{points:>2} {band_glyph(points, glyphs)}" for _, points in latest)
        return [[(f" {latest[0][0]:%b %Y}", "dim"), (f" {told}", "")]]
    from csm_tui.widgets.chart.lines import Series, draw_chart

    series = Series("", OWN, ratings, glyphs.point)
    height = min(room, _MOST_CHART)
    return draw_chart([series], width, height, low=0, high=BEST, ascii_only=glyphs.is_ascii)
