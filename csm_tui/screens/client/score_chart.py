"""A line chart of a client's scores over time. Pure functions, no widgets."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.planning.portfolio.history import component_series
from csm_tui.screens.cells.client_columns import SHORT_TITLES, TITLES
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.client.parts.scores import HEALTH, HUES
from csm_tui.widgets.line_pane import Line

if TYPE_CHECKING:  # loaded when the first chart is drawn
    from csm_tui.widgets.chart.lines import Series

_TALL = 14
"""The height from which a chart shows the whole scale, and not only the range that is needed."""

_LOW = 5
"""The least height for a chart."""


def has_chart(client: Client) -> bool:
    """Whether there are at least two snapshots to compare."""
    return len(client.history) > 1


def chart_lines(
    client: Client, settings: Settings, chosen: str, width: int, height: int, glyphs: Glyphs
) -> Sequence[Line]:
    """The chosen score over time with the overall score behind it, or the overall score with all its components.

    If there can be no chart, a single line says so.
    """
    if not has_chart(client):
        return [[(f" {_since(client)}", "dim")]]
    from csm_tui.widgets.chart.lines import draw_chart, legend

    if height < _LOW:
        return []
    points = component_series(client, settings.weights)
    names = [*HUES] if chosen == HEALTH else [chosen, HEALTH]
    series = [_series(name, points[name], glyphs) for name in names]
    low, high = (0, 100) if height >= _TALL else (None, None)
    plain = glyphs.is_ascii
    chart = draw_chart(series, width, height - 1, low=low, high=high, ascii_only=plain)
    return [*chart, legend(series, width, ascii_only=plain)]


def _since(client: Client) -> str:
    if not client.history:
        return "No scores yet: e enters one"
    return f"One snapshot, of {client.history[0][0]}; two make a chart"


def _series(name: str, points: Sequence[tuple[date, float]], glyphs: Glyphs) -> "Series":
    from csm_tui.widgets.chart.lines import Series

    if name == HEALTH:
        return Series("Health", HUES[name], points, glyphs.point)
    marker = str(COMPONENTS.index(name) + 1)
    return Series(TITLES[name], HUES[name], points, marker, short=SHORT_TITLES[name])
