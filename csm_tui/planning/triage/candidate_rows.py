"""The candidates as a list shows them, with its columns and its filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from csm_tui.domain.records.activity import Category
from csm_tui.domain.text import fold
from csm_tui.domain.values.names import natural_key, some_names
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.columns import ColumnKind, ColumnSpec
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import Term, Test, one_of, yes_or_no
from csm_tui.planning.portfolio.columns import BY_KEY as PORTFOLIO
from csm_tui.planning.portfolio.planned import coming
from csm_tui.planning.portfolio.rows import Portfolio, Row
from csm_tui.planning.triage.candidates import Candidate, to_advocate, to_expand

READY = "ready"


@dataclass(frozen=True, eq=False)
class CandidateRow:
    """A candidate, and for what: to expand or to advocate. `planned` are the references of what the plan holds of that
    for the client already."""

    category: Category
    candidate: Candidate
    planned: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """The client."""
        return self.candidate.row

    @property
    def key(self) -> str:
        """Its key in the list, where a client may stand twice."""
        return f"{self.category} {self.row.id}"

    @property
    def is_ready(self) -> bool:
        """Whether it is to be asked: it qualifies, and nothing of it is planned yet."""
        return self.candidate.qualifies and not self.planned

    @property
    def blocked_by(self) -> str:
        """What blocks it, or that it is planned, or that nothing does."""
        return ", ".join(self.candidate.blocked_by) or self.in_plan or READY

    @property
    def in_plan(self) -> str:
        """What is planned, "" if nothing is."""
        return f"in the plan: {some_names(self.planned)}" if self.planned else ""


def candidate_rows(workspace: Workspace, today: date) -> list[CandidateRow]:
    """Those to ask for more, those who almost could be; then the same to speak for us."""
    portfolio = Portfolio()
    portfolio.update(workspace, today)
    rows, planned = [*portfolio], planned_asking(workspace, today)
    return [
        CandidateRow(category, one, planned.get((one.row.id, category), ()))
        for category, found in ((Category.EXPAND, to_expand(rows)), (Category.ADVOCATE, to_advocate(rows)))
        for one in found
    ]


def planned_asking(workspace: Workspace, today: date) -> Mapping[tuple[str, Category], tuple[str, ...]]:
    """The references of what is planned to expand and to advocate, by the id of the client and the category."""
    found: dict[tuple[str, Category], tuple[str, ...]] = {}
    for one in coming(workspace, today):
        if one.category in (Category.EXPAND, Category.ADVOCATE):
            for client in one.clients:
                found[client, one.category] = (*found.get((client, one.category), ()), one.reference)
    return {key: tuple(sorted(references, key=natural_key)) for key, references in found.items()}


def _has_word(wanted: str) -> Test[CandidateRow]:
    return lambda one: wanted in one.row.search_text


def _is_blocked_by(wanted: str) -> Test[CandidateRow]:
    return lambda one: any(wanted in fold(said) for said in one.candidate.blocked_by)


def _of_client(key: str) -> ColumnSpec[CandidateRow]:
    """A column of the portfolio, for the client of a candidate."""
    spec = PORTFOLIO[key]
    value, band, sort = spec.value, spec.band, spec.sort
    return ColumnSpec(
        key, spec.title, spec.short, spec.width, spec.narrow, spec.kind, lambda one: value(one.row), spec.meaning,
        legend=spec.legend,
        band=None if band is None else lambda one: band(one.row),
        caveat=lambda one: spec.caveat(one.row),
        sort=None if sort is None else lambda one: sort(one.row),
        example=spec.example, searched=spec.searched,
    )  # fmt: skip


CANDIDATE_SPECS: tuple[ColumnSpec[CandidateRow], ...] = (
    _of_client("client")._replace(width=24, narrow=16, searched=True),
    ColumnSpec(
        "for", "To ask for", "For", 10, 8, ColumnKind.CHOICE, lambda one: one.category,
        "expand: to buy more; advocate: to speak for us",
        terms=(
            Term("for", "for:expand", choices=one_of((Category.EXPAND, Category.ADVOCATE), lambda one: one.category)),
            Term("ready", "ready:yes", choices=yes_or_no(lambda one: one.is_ready)),
        ),
    ),
    ColumnSpec(
        "blocked", "Blocked by", "Blocked by", 36, 28, ColumnKind.TEXT, lambda one: one.blocked_by,
        "what stands in the way, or that it is planned; ready: nothing", plain=lambda one: one.candidate.blocked_by,
        terms=(Term("blocked", "blocked:sponsorship", word=_is_blocked_by),), grows=True,
    ),
    _of_client("acv"),
    _of_client("decides"),
    _of_client("health"),
    ColumnSpec(
        "why", "What speaks for it", "What speaks for it", 40, 12, ColumnKind.TEXT,
        lambda one: ", ".join(one.candidate.why), "the conditions that hold",
    ),
)  # fmt: skip

CANDIDATES_BY_KEY: Mapping[str, ColumnSpec[CandidateRow]] = {spec.key: spec for spec in CANDIDATE_SPECS}

CANDIDATES_FILTER = Language(
    "names and tags", _has_word, tuple(term for spec in CANDIDATE_SPECS for term in spec.filters), "ready:yes"
)
