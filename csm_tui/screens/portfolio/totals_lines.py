"""Drawing the totals of the portfolio. Pure functions, no widgets."""

from collections.abc import Iterator

from csm_tui.domain.text import counted
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.money import money
from csm_tui.planning.portfolio.totals import Sum, Totals
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run


def totals_lines(found: Totals, shown: int, clients: int, currency: str, glyphs: Glyphs) -> list[Line]:
    """Two lines: totals, at risk and due; then clients and ACV in each band of the health."""
    count = counted(found.clients, "client") if shown == clients else f"{shown} of {counted(clients, 'client')}"
    return [
        [
            (f" {count}", "strong"), (f"  ACV {money(found.acv, currency)}   ", ""),
            *_sum("At risk", found.at_risk, "red" if found.at_risk.clients else ""),
            *_sum("Due", found.due, "red" if found.due.clients else ""),
        ],
        [
            (" Health  ", ""),
            *(run for band in Band for run in _sum(glyphs.band(band), found.health[band], band)),
            ("At risk: due or red", "dim"),
        ],
    ]  # fmt: skip


def _sum(title: str, one: Sum, style_name: str) -> Iterator[Run]:
    yield f"{title} {one.clients}", style_name
    yield f" ({money(one.acv)})   ", ""
