"""The matrix of an evaluation: a row for each aspect."""

from collections.abc import Sequence

from csm_tui.planning.personal.aspects import letter
from csm_tui.planning.personal.others import Others
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.rating_cells import band_glyph, band_style, rating_bar, tenths
from csm_tui.screens.personal.shown import ShownRatings
from csm_tui.widgets.table.band_table import Cell, Column

COLUMNS = (
    Column("aspect", "Aspect", "Aspect", 27, 18),
    Column("rating", "Rating", "Rated", 13, 5),
    Column("last", "Last", "Last", 4, 4, "right"),
    Column("others", "Others", "Others", 7, 6, "right"),
    Column("gap", "Gap", "Gap", 5, 4, "right"),
    Column("spread", "Spread", "Spread", 6, 6, "right"),
)

_BAR = 8

LEGEND = {
    "Rating": "One's own, from 0, did not begin to do it, to 10, perfect; red up to 5, orange 6 and 7, green from 8",
    "Last": "The rating of the same CSM the time before, or in the evaluation that F lays over this one",
    "Others": "The average of those who rated the same work; anonymous ones count from three of them on",
    "Gap": "The average of the others less one's own rating",
    "Spread": "The highest rating of the others less the lowest",
}


def cells(place: int, shown: ShownRatings) -> Sequence[Cell]:
    """The cells of the aspect at a position."""
    aspect, points, glyphs = shown.aspects[place], shown.own[place], shown.glyphs
    last = None if shown.last is None else shown.last.points.get(aspect.id)
    return (
        Cell(f"{letter(place)} {aspect.name}"),
        _rating(points, glyphs),
        Cell(glyphs.none if last is None else str(last), "dim"),
        *_others(shown.others[aspect.id], glyphs),
    )


def _rating(points: int | None, glyphs: Glyphs) -> Cell:
    if points is None:
        return Cell("not rated", "dim", glyphs.none)
    sign = band_glyph(points, glyphs)
    return Cell(f"{rating_bar(points, _BAR, glyphs)} {points:>2} {sign}", band_style(points), f"{points:>2} {sign}")


def _others(others: Others, glyphs: Glyphs) -> tuple[Cell, Cell, Cell]:
    """The average of others, the gap to one's own, and the spread."""
    none = Cell(glyphs.none, "dim")
    if others.average is None or others.spread is None:
        return (Cell("hidden" if others.raters else glyphs.none, "dim"), none, none)
    average = Cell(f"{tenths(others.average)} {band_glyph(others.average, glyphs)}", band_style(others.average))
    if others.gap is None:
        return average, none, Cell(str(others.spread))
    gap = tenths(others.gap)
    shown = Cell(gap, "dim") if gap == "0.0" else Cell(f"+{gap}" if others.gap > 0 else gap)
    return average, shown, Cell(str(others.spread), "" if others.spread else "dim")
