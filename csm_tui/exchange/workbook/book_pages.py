"""The pages of the book of clients: health with its bands, and the dashboard with totals and the legend."""

from collections.abc import Sequence
from typing import Any

from csm_tui.domain.settings import Settings
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.exchange.exports import typed_columns
from csm_tui.exchange.workbook.pages import (
    BANDS,
    BOLD,
    DAY,
    PLAIN,
    QUIET,
    TITLE,
    WHOLE,
    WRAPPED,
    Page,
    Pages,
)  # fmt: skip
from csm_tui.planning.portfolio.columns import SPECS
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.portfolio.totals import totals

HEALTH = "Health"
_SCORED = {HEALTH, *(name.capitalize() for name in COMPONENTS)}
_MONTHS_TITLE = "Renewal months"
_STYLES = {"ACV": WHOLE, "Renewal date": DAY, "Customer since": DAY, "Notes": WRAPPED, "Tags": WRAPPED}
_WIDTHS = {"Client": 28, "Notes": 48, "Tags": 18, "Owner": 16, "Sentiment why": 32, "Renewal date": 12}


def health_page(pages: Pages, rows: Sequence[Row]) -> Page:
    """A row for each client, which `import portfolio` reads back; what is computed stands beside it."""
    page, settings = pages.page(HEALTH), rows[0].settings if rows else Settings.usual()
    columns = [*typed_columns().items()]
    titles = [title for title, _ in columns]
    body = ([_cell(value(row)) for _, value in columns] for row in rows)
    below = page.table(0, titles, body, [_style(title) for title in titles])
    page.widths(*(_WIDTHS.get(title, 12) for title in titles))
    for title in titles:
        if title in _SCORED:
            column = titles.index(title)
            page.banded((1, column), (max(below - 1, 1), column), score_limits(settings))
    return page


def _cell(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value


def _style(title: str) -> dict[str, Any]:
    return WHOLE if title in _SCORED else _STYLES.get(title, PLAIN)


def score_limits(settings: Settings) -> list[tuple[str, str]]:
    """The rules that colour a score, by the thresholds in force; scores are rounded half up as everywhere."""
    score = settings.thresholds.score
    rounded = "INT({cell}+0.5)"
    return [
        (f"{rounded}>={score.green}", BANDS["green"]),
        (f"{rounded}>={score.amber}", BANDS["amber"]),
        (f"{rounded}<{score.amber}", BANDS["red"]),
    ]


def dashboard_page(pages: Pages, rows: Sequence[Row], settings: Settings) -> Page:
    """The totals of all clients that have not churned, by band, and what the figures mean."""
    page, sums = pages.page("Dashboard", landscape=False), totals(rows).sums
    page.widths(26, 12, 16, 70)
    page.write(0, 0, "Portfolio", TITLE)
    page.header(2, ["", "Clients", "ACV"])
    for row, (name, one, band) in enumerate(sums, 3):
        page.write(row, 0, name.capitalize(), BOLD if band is None else {**BOLD, "bg_color": BANDS[band]})
        page.write(row, 1, one.clients, WHOLE)
        page.write(row, 2, one.acv, WHOLE)
    start = 3 + len(sums) + 1
    page.write(start, 0, "What the columns mean", TITLE)
    for row, spec in enumerate(SPECS, start + 1):
        page.write(row, 0, spec.title, BOLD)
        page.spread(row, range(1, 4), spec.explained(settings))
    page.write(start + len(SPECS) + 2, 0, "At risk: due, or a red health. Who is onboarding is in no band.", QUIET)
    return page
