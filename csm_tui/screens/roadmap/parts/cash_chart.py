"""The chart of a roadmap's cash flow: the cumulative sums as estimated, actual and re-forecast, over the quarters."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from csm_tui.domain.values.money import money
from csm_tui.domain.values.time.months import shift_months
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.cash_flow import MONTHS_A_QUARTER
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import flowed

if TYPE_CHECKING:  # loaded when the first chart is drawn
    from csm_tui.widgets.chart.lines import Series

_LOW = 6
"""The least height for a chart."""


def cash_chart_lines(one: Briefing, width: int, height: int, glyphs: Glyphs) -> Sequence[Line]:
    """The three sums at the ends of the quarters, the zero line, and the break-even of the re-forecast on it. Amounts
    are whole, as in the table: 5k thousand would be hard to read.

    Without quarters, a line says that there is nothing to draw.
    """
    if not one.flow.quarters:
        return [[(" No chart yet: it follows from the quarters", "dim")]]
    if height < _LOW:
        return []
    from csm_tui.widgets.chart.lines import draw_chart, legend

    series = _series(one, glyphs)
    names = flowed(legend(series, width, ascii_only=glyphs.is_ascii), width)
    return [*draw_chart(series, width, height - len(names), label=money, ascii_only=glyphs.is_ascii), *names]


def _series(one: Briefing, glyphs: Glyphs) -> "list[Series]":
    from csm_tui.widgets.chart.lines import Series

    flow = one.flow
    ascii_only = glyphs.is_ascii
    found = [
        Series("actual", "strong", _points(one, (each.actual_cumulative for each in flow.quarters)), glyphs.point),
        Series("re-forecast", "chart-3", _points(one, (each.reforecast_cumulative for each in flow.quarters)),
               "+" if ascii_only else "\u25c6"),
        Series("estimated", "chart-2", _points(one, (each.estimated_cumulative for each in flow.quarters)),
               "." if ascii_only else "\u25cb"),
        Series("zero", "dim", _points(one, [0] * len(flow.quarters))[:: max(len(flow.quarters) - 1, 1)],
               "-" if ascii_only else "\u2500"),
    ]  # fmt: skip
    even = flow.break_even_reforecast
    if even is not None:
        found.insert(
            0, Series("break-even", "title", [(_end_of(one, even.number), 0)], "x" if ascii_only else "\u2716")
        )
    return found


def _points(one: Briefing, sums: Iterable[float | None]) -> list[tuple[date, float]]:
    return [(_end_of(one, number), amount) for number, amount in enumerate(sums, 1) if amount is not None]


def _end_of(one: Briefing, number: int) -> date:
    return shift_months(one.roadmap.first_month, MONTHS_A_QUARTER * number)
