"""The filter language of the plan: the terms of its columns; words are looked for in all texts of an activity."""

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
    """The filter that a text says.

    Raises:
        QueryError: a term cannot be read.
    """
    return PLAN_FILTER.parse(text)
