"""The columns of the table of evaluations, and the language of its filter."""

from collections.abc import Callable, Mapping
from typing import Any

from csm_tui.domain.records.engagements.evaluation import EvaluationState
from csm_tui.domain.text import fold
from csm_tui.domain.values.phases import phase_place
from csm_tui.planning.columns import ColumnKind, ColumnSpec
from csm_tui.planning.evaluations.engagements import EvaluationRow
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import Term, Test, one_of


def _has_word(wanted: str) -> Test[EvaluationRow]:
    return lambda row: wanted in row.search_text


def _containing(name: str, example: str, text: Callable[[Any], str]) -> Term[Any]:
    return Term(name, example, word=lambda wanted: lambda row: wanted in fold(text(row)))


# What evaluations and lessons have in common: whatever has a client, an engagement and an evaluation.

CLIENT: ColumnSpec[Any] = ColumnSpec(
    "client", "Client", "Client", 22, 14, ColumnKind.TEXT, lambda row: row.client.name, "whose engagement it is",
    terms=(_containing("client", 'client:"customer 7"', lambda row: row.client.name),),
    searched=True,
)  # fmt: skip
ENGAGEMENT: ColumnSpec[Any] = ColumnSpec(
    "engagement", "Engagement", "Engagement", 24, 16, ColumnKind.TEXT, lambda row: row.engagement.name,
    "what is done for them",
    terms=(_containing("engagement", "engagement:rollout", lambda row: row.engagement.name),),
    searched=True,
)  # fmt: skip
PHASE: ColumnSpec[Any] = ColumnSpec(
    "phase", "Phase", "Phase", 25, 24, ColumnKind.TEXT, lambda row: row.evaluation.phase,
    "the phase of the engagement", sort=lambda row: phase_place(row.evaluation.phase),
    terms=(_containing("phase", 'phase:"adoption planning"', lambda row: row.evaluation.phase),),
    searched=True,
)  # fmt: skip
DATE: ColumnSpec[Any] = ColumnSpec(
    "date", "Date", "Date", 10, 10, ColumnKind.DATE, lambda row: row.evaluation.day, "when it was written",
    terms=(Term("date", "date>=2026-03", day=lambda row: row.evaluation.day),),
)  # fmt: skip

SPECS: tuple[ColumnSpec[EvaluationRow], ...] = (
    CLIENT,
    ENGAGEMENT,
    PHASE,
    DATE,
    ColumnSpec(
        "state", "State", "State", 5, 5, ColumnKind.CHOICE, lambda row: row.evaluation.state, "draft or final",
        terms=(Term("state", "state:draft", choices=one_of(EvaluationState, lambda row: row.evaluation.state)),),
    ),
    ColumnSpec(
        "entries", "Entries", "Ent", 7, 4, ColumnKind.COUNT, lambda row: len(row.entries),
        "how many entries it has in all sections", example="entries>=10",
    ),
    ColumnSpec(
        "authors", "Authors", "Authors", 20, 12, ColumnKind.TEXT, lambda row: row.evaluation.authors, "who wrote it",
        grows=True, searched=True,
    ),
)  # fmt: skip

BY_KEY: Mapping[str, ColumnSpec[EvaluationRow]] = {spec.key: spec for spec in SPECS}

EVALUATIONS_FILTER = Language(
    "clients, engagements, phases, authors and all entries",
    _has_word,
    tuple(term for spec in SPECS for term in spec.filters),
    "state:draft",
)
