"""The conditions of plays: the filter of the portfolio, and terms about what is planned and who is there."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from csm_tui.domain.records.activity import Category
from csm_tui.domain.records.risk import RiskKind
from csm_tui.domain.records.touchpoint import TouchpointKind
from csm_tui.domain.values.bands import Band, Trend
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import Term, Test, yes_or_no
from csm_tui.planning.portfolio.query import PORTFOLIO_FILTER
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.triage.candidates import advocate_candidate, expand_candidate
from csm_tui.planning.triage.reasons import SILENT_DAYS, SILENT_DAYS_IF_FINE, SILENT_DAYS_IF_URGENT

_DROP_DAYS = 90

STALLED_DAYS, STALLED_SILENT_DAYS, STALLED_DAYS_UNUSED = 45, 14, 60
"""From so many days on an onboarding is stalled if there was no touchpoint for so many, or from so many on if the
product is not used."""

HANDED_DAYS = 90
"""For this long after a change of the owner a client counts as handed over."""


class Case(NamedTuple):
    """A client with what is planned for it: the categories of its open activities, and the ids of the plays of which
    they are a part. `large`: its ACV is in the top third. `shrunk`: its last renewal took a fifth of the ACV or more
    away, lately."""

    row: Row
    planned: frozenset[Category] = frozenset()
    large: bool = False
    plays: frozenset[str] = frozenset()
    shrunk: bool = False


def _of_row(term: Term[Row]) -> Term[Case]:
    """A term of the portfolio, asked of a case."""

    def asked(test: Callable[[Row], Any]) -> Callable[[Case], Any]:
        return lambda case: test(case.row)

    word = term.word
    return Term(
        term.name, term.example,
        number=None if term.number is None else asked(term.number), unit=term.unit, thousands=term.thousands,
        percent=term.percent, band=None if term.band is None else asked(term.band),
        choices={name: asked(test) for name, test in term.choices.items()},
        word=None if word is None else lambda wanted: asked(word(wanted)),
    )  # fmt: skip


def _reds(case: Case) -> int:
    return len(case.row.reds)


def _dropped(case: Case) -> float | None:
    """By how many points product fell from its best in the last 90 days; None without two snapshots."""
    known = [
        (day, product) for day, product, *_ in case.row.client.history if product is not None
    ]  # fmt: skip
    recent = [score for day, score in known if (case.row.today - day).days <= _DROP_DAYS]
    return max(recent) - recent[-1] if len(recent) > 1 else None


def _days_since(day: date | None, case: Case) -> int | None:
    return None if day is None else (case.row.today - day).days


def _reviewed(case: Case) -> int | None:
    """Days since the last review with the client."""
    days = [one.day for one in case.row.touchpoints if one.kind is TouchpointKind.REVIEW and one.day <= case.row.today]
    return _days_since(max(days, default=None), case)


def _is_silent(case: Case) -> bool:
    row = case.row
    if row.touched is None:
        return False  # that is another case: nobody ever spoke to them
    if row.at_risk or case.large:
        return row.touched >= SILENT_DAYS_IF_URGENT
    return row.touched >= (SILENT_DAYS_IF_FINE if row.health_band is Band.GREEN else SILENT_DAYS)


def _somebody_left(case: Case) -> bool:
    return any(one.left and (one.champion or "decision" in one.role.casefold()) for one in case.row.client.stakeholders)


def _is_stalled(case: Case) -> bool:
    """Whether the onboarding makes no progress: nobody talks any more, or nobody uses the product."""
    row, days = case.row, _days_since(case.row.client.customer_since, case)
    if row.client.status is not ClientStatus.ONBOARDING or days is None or days < STALLED_DAYS:
        return False
    silent = row.touched is None or row.touched > STALLED_SILENT_DAYS
    return silent or (days >= STALLED_DAYS_UNUSED and row.client.product is None)


def _is_handed_over(case: Case) -> bool:
    """Whether somebody else took the client over lately, and there was no touchpoint since."""
    client = case.row.client
    days = [day for day, field, before in client.former if field == "owner" and before]
    last = _days_since(max(days, default=None), case)
    return last is not None and last <= HANDED_DAYS and (case.row.touched is None or case.row.touched > last)


def _is_endangered(case: Case) -> bool:
    row = case.row
    return row.due and (row.health_band is Band.RED or bool(row.reds) or row.trend is Trend.DOWN)


def _has_risk(kind: RiskKind) -> Test[Case]:
    return lambda case: any(one.kind is kind for one in case.row.open_risks)


def _is_planned(category: Category) -> Test[Case]:
    return lambda case: category in case.planned


_OWN: tuple[Term[Case], ...] = (
    Term("reds", "reds>=2", number=_reds),
    Term("dropped", "dropped>=10", number=_dropped),
    Term("since", "since>=45", number=lambda case: _days_since(case.row.client.customer_since, case), unit="d"),
    Term("reviewed", "reviewed<=180", number=_reviewed, unit="d"),
    Term("silent", "silent:yes", choices=yes_or_no(_is_silent)),
    Term("gone", "gone:yes", choices=yes_or_no(_somebody_left)),
    Term("stalled", "stalled:yes", choices=yes_or_no(_is_stalled)),
    Term("handed", "handed:yes", choices=yes_or_no(_is_handed_over)),
    Term("shrunk", "shrunk:yes", choices=yes_or_no(lambda case: case.shrunk)),
    Term("endangered", "endangered:yes", choices=yes_or_no(_is_endangered)),
    Term("expand", "expand:yes", choices=yes_or_no(lambda case: expand_candidate(case.row).qualifies)),
    Term("advocate", "advocate:yes", choices=yes_or_no(lambda case: advocate_candidate(case.row).qualifies)),
    Term(
        "planned", "planned:retain",
        choices={
            **{str(one): _is_planned(one) for one in Category},
            "any": lambda case: bool(case.planned),
            "none": lambda case: not case.planned,
        },
    ),
)  # fmt: skip

_RISKS = {str(kind): _has_risk(kind) for kind in RiskKind}
_FROM_PORTFOLIO = tuple(
    one._replace(choices={**one.choices, **_RISKS}) if one.name == "risk" else one
    for one in map(_of_row, PORTFOLIO_FILTER.terms)
)


def _has_word(wanted: str) -> Test[Case]:
    return lambda case: wanted in case.row.search_text


CASE_FILTER: Language[Case] = Language("names and tags", _has_word, (*_FROM_PORTFOLIO, *_OWN), "reds>=2")
"""The language of the conditions."""


@lru_cache(maxsize=1000)
def case_tests(condition: str) -> tuple[Test[Case], ...]:
    """The tests of a condition, read once: when its play is checked, and for all clients.

    Raises:
        QueryError: it is none.
    """
    return CASE_FILTER.parse(condition).tests
