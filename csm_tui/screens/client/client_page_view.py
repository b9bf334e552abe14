"""How a client's page is drawn: its heading, its chart and its notes as lines. Pure functions, no widgets."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.money import money
from csm_tui.planning.portfolio.history import component_series
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.client_columns import SHORT_TITLES
from csm_tui.screens.cells.client_lines import health_line, renewal_run, years_run
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.wrapping import wrapped

if TYPE_CHECKING:  # loaded when the first chart is drawn
    from csm_tui.widgets.chart.lines import Series

_ONE_LINE = 115
"""From this width on the heading has room for all figures beside each other."""

_TALL = 14
"""From this height on a chart shows the whole scale; below it only the part that is needed."""

_LOW = 5
"""Below this height a chart has no room."""

_TONES = {"product": "title", "satisfaction": "amber", "support": "green", "sponsorship": "red"}


def heading_lines(row: Row, width: int, glyphs: Glyphs) -> list[Line]:
    """Who the client is and how it stands; an override with its reason and end."""
    client = row.client
    who = [str(client.status), client.owner, " ".join(client.tags)]
    money_and_time: list[Run] = [
        (f" ACV {money(client.acv, row.settings.currency)}   Renewal ", ""), renewal_run(row, glyphs),
    ]  # fmt: skip
    if client.customer_since is not None:
        money_and_time += [(f"   Since {client.customer_since}", ""), years_run(row)]
    health = health_line(row, glyphs)
    lines: list[Line] = [
        [(f" {client.name}", "strong"), ("".join(f"  {glyphs.dot} {text}" for text in who if text), "dim")],
        *([[*health, ("  ", ""), *money_and_time]] if width >= _ONE_LINE else [health, money_and_time]),
    ]
    if row.override is not None:
        computed = "no data" if row.health is None else row.health
        text = f"* until {row.override.until}: {row.override.reason} (computed: {computed})"
        lines += [[(f" {part}", "amber")] for part in wrapped(text, max(width - 2, 10))]
    return lines


def note_lines(client: Client, width: int) -> list[Line]:
    """The notes, or how to write some."""
    if not client.notes:
        return [[(" No notes yet: e writes some", "dim")]]
    return [
        [(f" {part}", "")] for line in client.notes.splitlines() for part in wrapped(line, max(width - 2, 10)) or [""]
    ]


def chart_lines(
    client: Client, settings: Settings, chosen: str, width: int, height: int, glyphs: Glyphs
) -> Sequence[Line]:
    """The chosen score over time, and the overall one behind it; of the overall itself all of its components."""
    from csm_tui.widgets.chart.lines import draw_chart, legend

    if height < _LOW:
        return []
    points = component_series(client, settings.weights)
    names = ["health", *COMPONENTS] if chosen == "health" else [chosen, "health"]
    series = [_series(name, points[name], glyphs) for name in names]
    low, high = (0, 100) if height >= _TALL else (None, None)
    plain = glyphs.is_ascii
    chart = draw_chart(series, width, height - 1, low=low, high=high, ascii_only=plain)
    return [*chart, legend(series, ascii_only=plain)]


def _series(name: str, points: Sequence[tuple[date, float]], glyphs: Glyphs) -> "Series":
    from csm_tui.widgets.chart.lines import Series

    if name == "health":
        return Series("Health", "strong", points, glyphs.point)
    return Series(SHORT_TITLES[name], _TONES[name], points, str(COMPONENTS.index(name) + 1))
