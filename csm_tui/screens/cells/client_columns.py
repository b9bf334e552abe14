"""The columns of the portfolio and what stands in them: each number with its band's sign."""

from collections.abc import Callable, Mapping, Sequence

from csm_tui.domain.records.client import ClientStatus
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import COMPONENTS, round_score
from csm_tui.domain.values.money import money
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.table.band_table import Cell, Column

_COLUMNS = (
    Column("client", "Client", "Client", 22, 16),
    Column("term", "Term", "Term", 5, 4, "right"),
    Column("acv", "ACV", "ACV", 10, 8, "right"),
    Column("renewal", "Renewal", "Renew", 10, 6, "right"),
    Column("trend", "Trend", "Trend", 7, 7),
    Column("health", "Health", "Hlth", 8, 5, "right"),
    Column("product", "Product", "Prod", 8, 5, "right"),
    Column("satisfaction", "Satisfaction", "Sat", 12, 5, "right"),
    Column("support", "Support", "Supp", 8, 5, "right"),
    Column("sponsorship", "Sponsorship", "Spons", 11, 5, "right"),
    Column("status", "Status", "Status", 10, 10),
    Column("owner", "Owner", "Owner", 12, 8),
    Column("tags", "Tags", "Tags", 20, 12),
    Column("coverage", "Coverage", "Cover", 8, 5, "right"),
    Column("touched", "Touched", "Touch", 9, 6, "right"),
    Column("followup", "Follow-up", "Follow", 10, 6, "right"),
)
_BY_KEY = {column.key: column for column in _COLUMNS}
TITLES = {column.key: column.title for column in _COLUMNS}
SHORT_TITLES = {column.key: column.short for column in _COLUMNS}


def columns(keys: Sequence[str]) -> list[Column]:
    """The columns of these keys."""
    return [_BY_KEY[key] for key in keys]


def cells(row: Row, keys: Sequence[str], glyphs: Glyphs) -> list[Cell]:
    """The cells of a client in these columns, so that colour only repeats what is written."""
    return [_CELLS[key](row, glyphs) for key in keys]


def _client_cell(row: Row, glyphs: Glyphs) -> Cell:
    status = "" if row.client.status is ClientStatus.ACTIVE else f" {glyphs.dot} {row.client.status}"
    return Cell(f"{'!' if row.at_risk else ' '} {row.client.name}{status}")


def score_cell(name: str) -> Callable[[Row, Glyphs], Cell]:
    """Draws the health, with its override's mark, or a component, with the mark of a stale one."""
    if name == "health":
        return lambda row, glyphs: _number_cell(row.standing, row.health_band, glyphs, "*" if row.override else "")

    def cell(row: Row, glyphs: Glyphs) -> Cell:
        stale = "~" if name in row.stale else ""
        return _number_cell(getattr(row.client, name), row.band(name), glyphs, stale)

    return cell


def followup_cell(days: int | None, glyphs: Glyphs) -> Cell:
    """When the next follow-up is due, in days from today."""
    if days is None:
        return Cell(glyphs.none, "dim")
    return Cell(f"{-days} d late", "red", f"-{-days} d") if days < 0 else Cell("today" if days == 0 else f"{days} d")


def _short_money(amount: float | None) -> str:
    """An amount that fits where its digits do not: 1.2M."""
    for size, letter in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if amount is not None and amount >= size:
            return f"{amount / size:.1f}{letter}"
    return ""


def style_of_band(band: Band | None) -> str:
    return band or ""


def _renewal_cell(row: Row, glyphs: Glyphs) -> Cell:
    if row.renewal is None:
        return Cell(f"{glyphs.none}  ", "dim")
    sign = glyphs.band(row.renewal_band)
    if row.renewal < 0:
        return Cell(f"overdue {sign}", style_of_band(row.renewal_band), f"late {sign}")
    return Cell(f"{row.renewal} {sign}", style_of_band(row.renewal_band))


def _trend_cell(row: Row, glyphs: Glyphs) -> Cell:
    if row.trend is None:
        return Cell(glyphs.none, "dim")
    return Cell(f"{glyphs.trend(row.trend)} {row.trend}", style_of_band(row.band("trend")))


def _number_cell(score: float | None, band: Band | None, glyphs: Glyphs, mark: str) -> Cell:
    if score is None:
        return Cell(f"{glyphs.none}  ", "dim")
    number = f"{mark}{round_score(score)}"
    return Cell(f"{number} {glyphs.band(band)}", style_of_band(band), f"{number}{glyphs.band(band)}")


_CELLS: Mapping[str, Callable[[Row, Glyphs], Cell]] = {
    "client": _client_cell,
    "term": lambda row, glyphs: Cell(glyphs.none if row.term is None else str(row.term)),
    "acv": lambda row, glyphs: Cell(
        glyphs.none if row.client.acv is None else money(row.client.acv), short=_short_money(row.client.acv)
    ),
    "renewal": _renewal_cell,
    "trend": _trend_cell,
    **{name: score_cell(name) for name in ("health", *COMPONENTS)},
    "status": lambda row, _: Cell(row.client.status),
    "owner": lambda row, glyphs: Cell(row.client.owner or glyphs.none),
    "tags": lambda row, glyphs: Cell(" ".join(row.client.tags) or glyphs.none),
    "coverage": lambda row, _: Cell(f"{row.coverage * 100:.4g} %", "" if row.coverage == 1 else "amber"),
    "touched": lambda row, glyphs: Cell(glyphs.none, "dim") if row.touched is None else Cell(f"{row.touched} d"),
    "followup": lambda row, glyphs: followup_cell(row.followup, glyphs),
}
