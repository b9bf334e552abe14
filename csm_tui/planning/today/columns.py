"""The columns of the day's list, and the language of its filter."""

from collections.abc import Mapping

from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.time.shown_days import near_day
from csm_tui.planning.columns import Caveat, ColumnKind, ColumnSpec
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import Term, Test, one_of, tag_term, yes_or_no
from csm_tui.planning.portfolio.columns import BY_KEY
from csm_tui.planning.today.agenda import DatedKind
from csm_tui.planning.today.day import DayLine, Group
from csm_tui.planning.triage.queue import ClientPurpose


def _has_word(wanted: str) -> Test[DayLine]:
    return lambda line: wanted in line.search_text


def _when(line: DayLine) -> str:
    if line.group is Group.AHEAD and line.dated is not None:
        return near_day(line.dated.day)
    return f"{line.points:>4}" if line.group is Group.QUEUE else line.group


def _health(line: DayLine) -> int | None:
    return None if line.row is None else line.row.standing


def _health_band(line: DayLine) -> Band | None:
    return None if line.row is None else line.row.health_band


def _caveat(line: DayLine) -> Caveat | None:
    return None if line.row is None else BY_KEY["health"].caveat(line.row)


DAY_SPECS: tuple[ColumnSpec[DayLine], ...] = (
    ColumnSpec(
        "when", "When", "When", 11, 9, ColumnKind.TEXT, _when,
        "when it is to be done; of a client in the queue its points, the sum of those of its reasons: dim if something "
        "is planned for it",
        sort=lambda line: line.points,
        terms=(
            Term("points", "points>=50", number=lambda line: line.points),
            Term("when", "when:overdue", choices=one_of(Group, lambda line: line.group)),
            Term("left", "left:yes", choices=yes_or_no(lambda line: line.is_left)),
        ),
    ),
    ColumnSpec(
        "what", "What or why", "What or why", 40, 20, ColumnKind.TEXT, lambda line: line.text,
        "what is to be done; of a client in the queue the reasons for its place, each with its points",
        grows=True, searched=True,
    ),
    ColumnSpec(
        "client", "Client", "Client", 24, 12, ColumnKind.TEXT, lambda line: line.client_names, "for whom it is",
        searched=True,
    ),
    ColumnSpec(
        "acv", "ACV", "ACV", 10, 7, ColumnKind.MONEY, lambda line: None if line.client is None else line.client.acv,
        "what the client pays per year", example="acv>=30,000",
    ),
    ColumnSpec(
        "due", "Due", "Due", 9, 9, ColumnKind.DAYS_LEFT, lambda line: line.days,
        "days until it is to be done; of a client in the queue until they decide", example="due<=30",
    ),
    ColumnSpec(
        "health", "Health", "Hlth", 7, 5, ColumnKind.SCORE, _health, BY_KEY["health"].meaning,
        band=_health_band, caveat=_caveat, example="health<=50",
    ),
    ColumnSpec(
        "kind", "Kind", "Kind", 10, 9, ColumnKind.TEXT, lambda line: line.kind,
        "what it is, or what is to be done with the client: retain, expand, advocate or onboard",
        terms=(Term("kind", "kind:retain", choices=one_of((*DatedKind, *ClientPurpose), lambda line: line.kind)),),
    ),
)  # fmt: skip

DAY_BY_KEY: Mapping[str, ColumnSpec[DayLine]] = {spec.key: spec for spec in DAY_SPECS}

DAY_FILTER = Language(
    "clients, tags and what is to be done",
    _has_word,
    (
        *(term for spec in DAY_SPECS for term in spec.filters),
        tag_term("tag:emea", lambda line: () if line.client is None else line.client.tags),
    ),
    "due<=30",
)
