"""The columns of the portfolio, the number behind each, and the order of its rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from csm_tui.domain.records.view import SortKey
from csm_tui.domain.values.bands import Trend
from csm_tui.domain.values.names import natural_key
from csm_tui.planning.portfolio.rows import Row

COLUMNS = (
    "client", "term", "acv", "renewal", "trend", "health", "product", "satisfaction", "support", "sponsorship",
)  # fmt: skip
BANDED = COLUMNS[3:]
"""The columns that have a band."""

MORE_COLUMNS = ("status", "owner", "tags", "coverage", "touched", "followup")
"""What can be shown and sorted by besides: the days since the last touchpoint, the days until the next follow-up."""

_TREND_ORDER = {Trend.DOWN: 0, Trend.LEVEL: 1, Trend.UP: 2}
_VALUES: Mapping[str, Callable[[Row], float | None]] = {
    "term": lambda row: row.term,
    "acv": lambda row: row.client.acv,
    "renewal": lambda row: row.renewal,
    "trend": lambda row: None if row.trend is None else _TREND_ORDER[row.trend],
    "health": lambda row: row.standing,
    "product": lambda row: row.client.product,
    "satisfaction": lambda row: row.client.satisfaction,
    "support": lambda row: row.client.support,
    "sponsorship": lambda row: row.client.sponsorship,
    "coverage": lambda row: row.coverage,
    "touched": lambda row: row.touched,
    "followup": lambda row: row.followup,
}
NUMBERS = tuple(name for name in _VALUES if name != "trend")
"""The names of what has a number, for comparisons."""


_TEXTS: Mapping[str, Callable[[Row], str]] = {
    "client": lambda row: row.client.name,
    "status": lambda row: row.client.status,
    "owner": lambda row: row.client.owner,
    "tags": lambda row: " ".join(row.client.tags),
}


def value(row: Row, name: str) -> float | None:
    """The number behind a column (a trend counts 0 Down, 1 Level, 2 Up), None for no data."""
    return _VALUES[name](row)


def sort_rows(rows: Iterable[Row], column: str, descending: bool = False) -> list[Row]:
    """The rows by one column, equals in the order they came; rows without data last both ways."""
    rows = list(rows)
    if column == "client":
        return sorted(rows, key=lambda row: natural_key(row.name_key), reverse=descending)
    if column in _TEXTS:
        keyed: list[tuple[Any, Row]] = [(natural_key(_TEXTS[column](row)) or None, row) for row in rows]
    else:
        keyed = [(value(row, column), row) for row in rows]
    known = [(key, row) for key, row in keyed if key is not None]
    known.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in known] + [row for key, row in keyed if key is None]


def sort_by(rows: Iterable[Row], keys: Sequence[SortKey]) -> list[Row]:
    """The rows by several columns, the first one first."""
    found = list(rows)
    for column, descending in reversed(keys):
        found = sort_rows(found, column, descending)
    return found


def with_key(keys: Sequence[SortKey], column: str) -> tuple[SortKey, ...]:
    """The keys with one more column; one that is among them already is turned."""
    if any(column == key for key, _ in keys):
        return tuple((key, descending ^ (key == column)) for key, descending in keys)
    return (*keys, (column, False))
