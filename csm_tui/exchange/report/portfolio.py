"""The report of the book: the health dashboard."""

from collections.abc import Iterator, Sequence
from datetime import date

from csm_tui.domain.settings import Settings
from csm_tui.domain.values.money import money
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.report.blocks import Block, Drawn, Items, Report, ReportTable
from csm_tui.exchange.report.drawings import bands_drawing
from csm_tui.planning.columns import Caveat
from csm_tui.planning.portfolio.columns import BY_KEY, USUAL_COLUMNS, cell_in_words
from csm_tui.planning.portfolio.rows import Portfolio, Row
from csm_tui.planning.portfolio.totals import totals

_SHOWN = [BY_KEY[key] for key in USUAL_COLUMNS]
_LETTERS = "r red, a amber, g green"


def portfolio_report(workspace: Workspace, today: date) -> Report:
    """The totals, each client with its scores and bands, and what the columns mean."""
    portfolio = Portfolio()
    portfolio.update(workspace, today)
    rows = [*portfolio]
    found = totals(rows)
    at_risk = f"{money(found.at_risk.acv, workspace.settings.currency)} of ACV at risk"
    lead = f"As of {today}. {found.clients} clients, {money(found.acv, workspace.settings.currency)} of ACV, {at_risk}."
    sums = [[name.capitalize(), str(one.clients), money(one.acv)] for name, one, _ in found.sums]
    return Report.of(
        "Portfolio",
        [lead],
        [
            (
                "Totals",
                [
                    Drawn(bands_drawing(found), Items("", [])),
                    ReportTable("", ("", "Clients", "ACV"), sums if rows else [], 1),
                ],
            ),
            ("Clients", [_clients(rows)]),
            ("What the columns mean", _legend(workspace.settings) if rows else []),
        ],
    )


def _clients(rows: Sequence[Row]) -> ReportTable:
    cells = [[cell_in_words(row, spec) for spec in _SHOWN] for row in rows]
    bands = {
        (at, column): str(band)
        for at, row in enumerate(rows)
        for column, spec in enumerate(_SHOWN)
        if spec.band is not None and (band := spec.band(row)) is not None
    }
    return ReportTable("", [spec.title for spec in _SHOWN], cells, 1, bands)


def _legend(settings: Settings) -> Iterator[Block]:
    marks = f"{Caveat.OVERRIDDEN} overridden by hand, {Caveat.STALE} too old"
    yield Items("", [f"{spec.title}: {spec.explained(settings)}" for spec in _SHOWN[1:]])
    yield Items("", [f"Bands: {_LETTERS}. Before a figure: {marks}. At risk: due, or a red health."])
