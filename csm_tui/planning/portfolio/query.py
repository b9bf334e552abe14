"""The filter language of the portfolio: the terms of its columns, and some without a column."""

from collections.abc import Mapping

from csm_tui.domain.values.health import COMPONENTS
from csm_tui.planning.filter_language import Language, Query
from csm_tui.planning.filter_term import Term, Test, yes_or_no
from csm_tui.planning.portfolio.columns import SPECS
from csm_tui.planning.portfolio.rows import Row


def _has_word(wanted: str) -> Test[Row]:
    return lambda row: wanted in row.search_text


def _is_stale(component: str) -> Test[Row]:
    return lambda row: component in row.stale


_STALE: Mapping[str, Test[Row]] = {
    "any": lambda row: bool(row.stale),
    "none": lambda row: not row.stale,
    **{component: _is_stale(component) for component in COMPONENTS},
}
_FURTHER: tuple[Term[Row], ...] = (
    Term("due", "due:yes", choices=yes_or_no(lambda row: row.due)),
    Term(
        "risk",
        "risk:open",
        choices={**yes_or_no(lambda row: row.at_risk), "open": lambda row: bool(row.open_risks)},
    ),
    Term("stale", "stale:product", choices=_STALE),
    Term("override", "override:yes", choices=yes_or_no(lambda row: row.override is not None)),
)

PORTFOLIO_FILTER = Language(
    "names and tags", _has_word, (*(term for spec in SPECS for term in spec.filters), *_FURTHER), "health<=50"
)


def parse_portfolio_filter(text: str) -> Query[Row]:
    """Parse a filter of the portfolio.

    Raises:
        QueryError: a term is not valid.
    """
    return PORTFOLIO_FILTER.parse(text)
