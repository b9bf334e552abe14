"""The columns of the portfolio and what stands in them: each number with its band's sign."""

from collections.abc import Callable, Mapping, Sequence

from csm_tui.domain.records.client import Status
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import COMPONENTS, round_score
from csm_tui.domain.values.money import money
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.glyphs import Signs
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


def cells(row: Row, keys: Sequence[str], signs: Signs) -> list[Cell]:
    """The cells of a client in these columns, so that colour only repeats what is written."""
    return [_CELLS[key](row, signs) for key in keys]


def _client_cell(row: Row, signs: Signs) -> Cell:
    status = "" if row.client.status is Status.ACTIVE else f" {signs.dot} {row.client.status}"
    return Cell(f"{'!' if row.at_risk else ' '} {row.client.name}{status}")


def score_cell(name: str) -> Callable[[Row, Signs], Cell]:
    """Draws the health, with its override's mark, or a component, with the mark of a stale one."""
    if name == "health":
        return lambda row, signs: _number_cell(row.standing, row.health_band, signs, "*" if row.override else "")

    def cell(row: Row, signs: Signs) -> Cell:
        stale = "~" if name in row.stale else ""
        return _number_cell(getattr(row.client, name), row.band(name), signs, stale)

    return cell


def followup_cell(days: int | None, signs: Signs) -> Cell:
    """When the next follow-up is due, in days from today."""
    if days is None:
        return Cell(signs.none, "dim")
    return Cell(f"{-days} d late", "red", f"-{-days} d") if days < 0 else Cell("today" if days == 0 else f"{days} d")


def _short_money(amount: float | None) -> str:
    """An amount that fits where its digits do not: 1.2M."""
    for size, letter in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if amount is not None and amount >= size:
            return f"{amount / size:.1f}{letter}"
    return ""


def tone_of(band: Band | None) -> str:
    return band or ""


def _renewal_cell(row: Row, signs: Signs) -> Cell:
    if row.renewal is None:
        return Cell(f"{signs.none}  ", "dim")
    sign = signs.band(row.renewal_band)
    if row.renewal < 0:
        return Cell(f"overdue {sign}", tone_of(row.renewal_band), f"late {sign}")
    return Cell(f"{row.renewal} {sign}", tone_of(row.renewal_band))


def _trend_cell(row: Row, signs: Signs) -> Cell:
    if row.trend is None:
        return Cell(signs.none, "dim")
    return Cell(f"{signs.trend(row.trend)} {row.trend}", tone_of(row.band("trend")))


def _number_cell(score: float | None, band: Band | None, signs: Signs, mark: str) -> Cell:
    if score is None:
        return Cell(f"{signs.none}  ", "dim")
    number = f"{mark}{round_score(score)}"
    return Cell(f"{number} {signs.band(band)}", tone_of(band), f"{number}{signs.band(band)}")


_CELLS: Mapping[str, Callable[[Row, Signs], Cell]] = {
    "client": _client_cell,
    "term": lambda row, signs: Cell(signs.none if row.term is None else str(row.term)),
    "acv": lambda row, signs: Cell(
        signs.none if row.client.acv is None else money(row.client.acv), short=_short_money(row.client.acv)
    ),
    "renewal": _renewal_cell,
    "trend": _trend_cell,
    **{name: score_cell(name) for name in ("health", *COMPONENTS)},
    "status": lambda row, _: Cell(row.client.status),
    "owner": lambda row, signs: Cell(row.client.owner or signs.none),
    "tags": lambda row, signs: Cell(" ".join(row.client.tags) or signs.none),
    "coverage": lambda row, _: Cell(f"{row.coverage * 100:.4g} %", "" if row.coverage == 1 else "amber"),
    "touched": lambda row, signs: Cell(signs.none, "dim") if row.touched is None else Cell(f"{row.touched} d"),
    "followup": lambda row, signs: followup_cell(row.followup, signs),
}
