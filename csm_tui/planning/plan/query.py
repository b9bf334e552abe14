"""The filter language of the plan: the terms of its columns. Words are searched in all texts of an activity."""

from csm_tui.planning.filter_language import Language, Query
from csm_tui.planning.filter_term import Test
from csm_tui.planning.plan.columns import SPECS
from csm_tui.planning.plan.rows import PlanRow


def _has_word(wanted: str) -> Test[PlanRow]:
    return lambda row: wanted in row.search_text


PLAN_FILTER = Language(
    "references, clients and all texts of an activity",
    _has_word,
    tuple(term for spec in SPECS for term in spec.filters),
    "status:planned",
)


def parse_plan_filter(text: str) -> Query[PlanRow]:
    """Parse a filter of the plan.

    Raises:
        QueryError: a term is not valid.
    """
    return PLAN_FILTER.parse(text)
