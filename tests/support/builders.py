"""Clients, rows and the example portfolio, as tests need them."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import renewal_from_months, since_from_term
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.health import COMPONENTS, Weights
from csm_tui.domain.values.reading.readers import read_money, read_score, read_trend
from csm_tui.planning.portfolio.rows import Row

TODAY = date(2026, 3, 2)
PORTFOLIO = Path(__file__).parents[2] / "data" / "portfolio.csv"


def client(name: str = "Acme", **fields: Any) -> Client:
    return Client.model_validate({"name": name, **fields})


def row(name: str = "Acme", settings: Settings | None = None, today: date = TODAY, **fields: Any) -> Row:
    return Row(client(name, **fields), settings or Settings(), today)


def portfolio_csv() -> list[dict[str, str]]:
    """The example portfolio, one dictionary of header and cell per line."""
    with PORTFOLIO.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def portfolio_client(cells: dict[str, str], today: date = TODAY) -> Client:
    """The client of one line of the example portfolio."""
    return client(
        cells["Client"],
        customer_since=since_from_term(None, int(cells["Term"]), today),
        acv=read_money(cells["ACV"]),
        renewal_date=renewal_from_months(None, int(cells["Renewal"]), today),
        trend=read_trend(cells["Trend"]),
        **{component: read_score(cells[component.capitalize()]) for component in COMPONENTS},
    )


def portfolio_rows(today: date = TODAY, settings: Settings | None = None) -> list[Row]:
    return [Row(portfolio_client(cells, today), settings or Settings(), today) for cells in portfolio_csv()]


def names(rows: Iterable[Row]) -> list[str]:
    return [one.client.name for one in rows]


def one_score() -> st.SearchStrategy[int | float]:
    return st.integers(0, 100) | st.integers(0, 1000).map(lambda tenths: tenths / 10)


def some_scores() -> st.SearchStrategy[tuple[int | float | None, ...]]:
    return st.tuples(*[st.none() | one_score()] * 4)


@st.composite
def some_weights(draw: st.DrawFn) -> Weights:
    """Four weights in eighths of a percent; some may be 0."""
    first, second, third = sorted(draw(st.tuples(*[st.integers(0, 800)] * 3)))
    parts = (first, second - first, third - second, 800 - third)
    return Weights.model_validate(dict(zip(COMPONENTS, (part / 8 for part in parts), strict=True)))


def some_days(first: date = date(1900, 1, 1), last: date = date(2100, 12, 31)) -> st.SearchStrategy[date]:
    """Any day, with more of those at the ends of months than chance gives."""
    ends = st.builds(date, st.integers(first.year, last.year), st.sampled_from([1, 2, 3, 12]), st.integers(26, 28))
    late = st.builds(date, st.integers(first.year, last.year), st.sampled_from([1, 3, 5, 12]), st.integers(29, 31))
    february = st.integers(first.year, last.year).map(lambda year: date(year, 3, 1) - timedelta(days=1))
    return st.dates(first, last) | ends | late | february
