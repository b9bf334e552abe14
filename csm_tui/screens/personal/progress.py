"""What moved: the total and each aspect from the first evaluation to the latest, the focus and the forecast."""

from collections.abc import Iterator, Sequence

from csm_tui.domain.values.time.shown_days import day_in_words
from csm_tui.planning.personal.aspects import letter
from csm_tui.planning.personal.evaluations import focus
from csm_tui.planning.personal.forecast import forecast
from csm_tui.planning.personal.progress import AspectCourse, aspect_courses, rating_totals
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.rating_cells import OWN, band_glyph, band_style
from csm_tui.screens.personal.shown import ShownRatings
from csm_tui.widgets.chart.sparkline import sparkline
from csm_tui.widgets.style_name import Line, Run
from csm_tui.widgets.table.layout import fit
from csm_tui.widgets.wrapping import explained

_CHART_ROWS = 9
_TOLD = 8
"""How many of the latest totals are told; the chart has all."""
_NAME = 28
_INDENT = 14


def progress_lines(shown: ShownRatings, width: int) -> list[Line]:
    """The progress of the CSM whose evaluation is shown, in lines for a width in cells."""
    latest = shown.by_csm[-1]
    found = focus(latest.points, shown.aspects)
    names = ", ".join(f"{one.name} {latest.points[one.id]}" for one in found)
    return [
        *explained("Focus", names or "nothing: all that is rated is green", width, _INDENT, ("title", "")),
        *explained("All green", _forecast(shown), width, _INDENT, ("title", "")),
        *explained("Next due", _due(shown), width, _INDENT, ("title", "")),
        *_totals(shown, width),
        [],
        *_aspects(shown),
    ]


def _forecast(shown: ShownRatings) -> str:
    day, reason = forecast(shown.by_csm, shown.aspects, shown.today)
    return f"no forecast: {reason}" if day is None else f"{day_in_words(day)}, {reason}"


def _due(shown: ShownRatings) -> str:
    day = shown.due
    assert day is not None
    late = (shown.today - day).days
    return day_in_words(day) + (f", {late} days ago" if late > 0 else "")


def _totals(shown: ShownRatings, width: int) -> Iterator[Line]:
    """The total of each evaluation, with a chart where there are two: of how much of the most possible it is, as not
    all aspects may be rated each time."""
    found = [(day, one) for day, one in rating_totals(shown.by_csm, shown.aspects) if one.rated]
    said = ", ".join(f"{one.points} of {one.most} in {day:%b %Y}" for day, one in found[-_TOLD:])
    if len(found) > _TOLD:
        said = f"{said}; {len(found) - _TOLD} before"
    yield from explained("Total", said, width, _INDENT, ("title", ""))
    if len(found) > 1:
        from csm_tui.widgets.chart.lines import Series, draw_chart

        points = [(day, one.points * 100 / one.most) for day, one in found]
        series = Series("", OWN, points, shown.glyphs.point)
        yield [(" " * _INDENT + "% of the most possible", "dim")]
        yield from draw_chart([series], width - 2, _CHART_ROWS, high=100, ascii_only=shown.glyphs.is_ascii)


def _aspects(shown: ShownRatings) -> Iterator[Line]:
    yield [("   Aspect".ljust(_NAME + 5) + "First  Last  Moved  Course", "title")]
    for place, course in enumerate(aspect_courses(shown.by_csm, shown.aspects)):
        yield [(f"   {letter(place)} ", "strong"), (fit(course.aspect.name, _NAME), ""), *_moves(course, shown.glyphs)]


def _moves(course: AspectCourse, glyphs: Glyphs) -> Sequence[Run]:
    if course.first is None or course.last is None:
        return [("  not rated yet", "dim")]
    moved = course.moved or 0
    drawn = sparkline([points for _, points in course.ratings], 12, 4, ascii_only=glyphs.is_ascii)
    return [
        (f"{course.first:>5}", "dim"),
        (f"{course.last:>4} {band_glyph(course.last, glyphs)}", band_style(course.last)),
        (f"{moved:>+7}" if moved else f"{glyphs.none:>7}", "strong" if moved else "dim"),
        (f"  {drawn}", OWN),
    ]
