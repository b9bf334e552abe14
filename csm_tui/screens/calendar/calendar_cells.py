"""Drawing the calendar: titles and load at the top, blocks of hours in the rows, leave and budget at the bottom."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.time.hours import QUARTERS, shown_hours
from csm_tui.screens.calendar.calendar_view import CalendarColumn, CellHours, SpanUse
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.table.grid_table import Align, HeadLine
from csm_tui.widgets.table.layout import Cell, Column


class CalendarGlyphs(NamedTuple):
    """The glyphs of the calendar; `bars`: a load from the least to all of the budget; `quarters`: 0 to 3 of an hour."""

    bars: str
    idle: str
    over: str
    pin: str
    deadline: str
    off: str
    present: tuple[str, str]
    quarters: tuple[str, str, str, str]


CALENDAR_UNICODE = CalendarGlyphs("▁▂▃▄▅▆▇█", "·", "+", "=", "◇", "▒", ("┃", "┃"), ("", "¼", "½", "¾"))
CALENDAR_ASCII = CalendarGlyphs("123456789#", ".", "+", "=", "<", "x", ("[", "]"), ("", ".25", ".5", ".75"))

_LOAD_STYLE: Mapping[Band | None, StyleName] = {None: "dim", Band.GREEN: "dim", Band.AMBER: "amber", Band.RED: "red"}
_NARROWEST_NAME = 32
_DAY_WIDTH = 8


def hours_text(hours: float, glyphs: CalendarGlyphs) -> str:
    """Hours in a short form, such as 4½; other fractions than quarters are rounded to a tenth."""
    whole, quarters = divmod(round(hours * QUARTERS, 6), QUARTERS)
    if quarters % 1:
        return f"{hours:.1f}"
    part = glyphs.quarters[int(quarters)]
    return f"{whole:.0f}{part}" if whole or not part or part.startswith(".") else part


def span_columns(spans: Sequence[CalendarColumn], texts: Sequence[str]) -> list[Column]:
    """The column of names, and one for each span that is wide enough for these texts and the titles."""
    least = max(4, *(len(text) for text in texts), *(len(span.title) + 2 for span in spans))
    return [
        Column("row", "", "", 400, _NARROWEST_NAME),
        *(Column(str(number), span.title, span.title, least + 1, least) for number, span in enumerate(spans)),
    ]


def head(
    spans: Sequence[CalendarColumn], uses: Sequence[SpanUse], title: Cell, at: int, glyphs: CalendarGlyphs
) -> list[HeadLine]:
    """The lines of months, column titles, hours above the budget (if there are any), and load.

    title: that of the rows. at: the number of the highlighted column, whose figures are beside the load.
    """
    left, right = glyphs.present
    titles = [f"{left}{span.title}{right}" if span.present else f" {span.title} " for span in spans]
    lines = [
        HeadLine([Cell(""), *(Cell(f"{span.month} ") for span in spans)], carried=True),
        HeadLine([title, *map(Cell, titles)], titles=True),
    ]
    if any(use.is_short for use in uses):
        cells = [Cell(f"{glyphs.over}{hours_text(use.over, glyphs)}" if use.over else "", "red") for use in uses]
        lines.append(HeadLine([Cell("  Too much", "red"), *cells], "number", base=""))
    load = [Cell(_bar(use, glyphs), _LOAD_STYLE[use.band]) for use in uses]
    return [*lines, HeadLine([_load_label(uses[at]), *load], "fill", base="")]


def _bar(use: SpanUse, glyphs: CalendarGlyphs) -> str:
    if not use.used:
        return glyphs.idle
    share = min(1, use.used / use.budget) if use.budget else 1
    return glyphs.bars[max(0, round(share * len(glyphs.bars)) - 1)]


def _load_label(use: SpanUse) -> Cell:
    """The figures of the highlighted column."""
    if not use.budget and not use.used:
        return Cell("  Load")
    text = f"  Load {shown_hours(use.used)} of {shown_hours(use.budget)} h"
    return Cell(f"{text}, {shown_hours(use.free)} free", "", text)


def row_cells(
    name: str,
    hours: Mapping[int, CellHours],
    spans: Sequence[CalendarColumn],
    uses: Sequence[SpanUse],
    glyphs: CalendarGlyphs,
    *,
    short: str = "",
    deadline: date | None = None,
    late: bool = False,
) -> list[Cell]:
    """The cells of a row: its name, then its hours in each column; a glyph marks the column of the deadline.

    short: a shorter form of the name, "" if there is none.
    """
    mark = "!" if late else " "
    return [
        Cell(f"{mark} {name}", "red" if late else "", f"{mark} {short}" if short else ""),
        *(
            _hours_cell(hours.get(number), span, use.is_off, glyphs, deadline)
            for number, (span, use) in enumerate(zip(spans, uses, strict=True))
        ),
    ]


def _hours_cell(
    hours: CellHours | None, span: CalendarColumn, is_off: bool, glyphs: CalendarGlyphs, deadline: date | None
) -> Cell:
    mark = (glyphs.deadline, "strong") if deadline in span.days else ("", "")
    if hours is None or not (hours.planned or hours.spent):
        return Cell("", "off" if is_off else "", "", *mark)
    text = hours_cell_text(hours, glyphs)
    if not hours.planned:
        return Cell(text, "dim", "", *mark)
    late = deadline is not None and span.days[0] > deadline
    return Cell(text, "block-late" if late else f"block-{hours.category}", "", *mark)


def hours_cell_text(hours: CellHours, glyphs: CalendarGlyphs) -> str:
    """The hours of a cell, marked if they are pinned."""
    return f"{glyphs.pin if hours.pinned else ''}{hours_text(hours.planned + hours.spent, glyphs)}"


FootLine = tuple[Sequence[Cell], Align]
"""The cells of a line below the rows, beginning under the names, and their alignment."""


def foot(uses: Sequence[SpanUse], at: int, glyphs: CalendarGlyphs) -> list[FootLine]:
    """The lines of days off (with names for the highlighted column), onboarding, unplanned work if any, and budget."""
    lines: list[FootLine] = [
        ([Cell(_leave_text(uses, at)), *(Cell(_off_days(use, glyphs), "dim") for use in uses)], "spread"),
        ([_onboarding_label(uses), *(_onboarding_cell(use, glyphs) for use in uses)], "number"),
    ]
    if any(use.unplanned for use in uses):
        extra = [Cell(hours_text(use.unplanned, glyphs) if use.unplanned else "") for use in uses]
        lines.append(([Cell("  Not planned"), *extra], "number"))
    budget = [Cell(hours_text(use.budget, glyphs), "" if use.budget else "dim") for use in uses]
    return [*lines, ([Cell("  Budget"), *budget], "number")]


def _off_days(use: SpanUse, glyphs: CalendarGlyphs) -> str:
    """A glyph for each workday that is off; the whole cell is filled if the column is one day."""
    marks = "".join(glyphs.off if off else " " for off in use.off)
    return marks * _DAY_WIDTH if len(marks) == 1 else marks


def _leave_text(uses: Sequence[SpanUse], at: int) -> str:
    """The names of the days off in the highlighted column, or of all columns if it has none."""
    names = uses[at].why_off or tuple(dict.fromkeys(name for use in uses for name in use.why_off))
    return f"  Leave: {', '.join(names)}" if names else "  Leave"


def _onboarding_label(uses: Sequence[SpanUse]) -> Cell:
    used = shown_hours(sum(use.onboarding for use in uses))
    reserved = shown_hours(sum(use.reserved for use in uses))
    return Cell(f"  Onboarding {used} of {reserved} h", "", f"  Onboarding {used}/{reserved}")


def _onboarding_cell(use: SpanUse, glyphs: CalendarGlyphs) -> Cell:
    text = hours_text(use.onboarding, glyphs) if use.onboarding else ""
    over = use.onboarding > use.reserved
    return Cell(text, "red" if over else "dim", "", glyphs.over if over else "", "red")
