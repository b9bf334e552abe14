"""Drawing the totals of the portfolio. Pure functions, no widgets."""

from collections.abc import Callable, Iterator

from rich.cells import cell_len

from csm_tui.domain.text import counted
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.money import money, short_money
from csm_tui.planning.portfolio.totals import Sum, Totals
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run


def totals_lines(
    found: Totals, shown: int, clients: int, currency: str, glyphs: Glyphs, width: int
) -> list[Line]:  # fmt: skip
    """Two lines: totals, at risk and due; then clients and ACV in each band of the health. Where they are wider than
    `width` cells, their amounts are short: 1.2M."""
    count = counted(found.clients, "client") if shown == clients else f"{shown:,} of {counted(clients, 'client')}"
    lines = _lines(found, count, currency, glyphs, money)
    if all(cell_len("".join(text for text, _ in line).rstrip()) <= width for line in lines):
        return lines
    return _lines(found, count, currency, glyphs, lambda amount: short_money(amount) or money(amount))


def _lines(found: Totals, count: str, currency: str, glyphs: Glyphs, amount: Callable[[float], str]) -> list[Line]:
    acv = f"{amount(found.acv)} {currency}".rstrip()
    return [
        [
            (f" {count}", "strong"), (f"  ACV {acv}   ", ""),
            *_sum("At risk", found.at_risk, "red" if found.at_risk.clients else "", amount),
            *_sum("Due", found.due, "red" if found.due.clients else "", amount),
        ],
        [
            (" Health  ", ""),
            *(run for band in Band for run in _sum(glyphs.band(band), found.health[band], band, amount)),
            ("At risk: due or red", "dim"),
        ],
    ]  # fmt: skip


def _sum(title: str, one: Sum, style_name: str, amount: Callable[[float], str]) -> Iterator[Run]:
    yield f"{title} {one.clients:,}", style_name
    yield f" ({amount(one.acv)})   ", ""
