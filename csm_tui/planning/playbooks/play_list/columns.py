"""The columns of the list of plays, and the language of its filter."""

from collections.abc import Mapping

from csm_tui.domain.records.activity import Category
from csm_tui.domain.text import fold
from csm_tui.domain.values.names import some_names
from csm_tui.planning.columns import ColumnKind, ColumnSpec
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import Term, Test, one_of
from csm_tui.planning.playbooks.play_list.listed import PlayRow
from csm_tui.planning.playbooks.playbook import Origin

_SHOWN_NAMES = 12


def _has_word(wanted: str) -> Test[PlayRow]:
    return lambda row: wanted in row.search_text


def _is_for(wanted: str) -> Test[PlayRow]:
    return lambda row: any(wanted in fold(name) for name in row.names)


def _comes_from(wanted: str) -> Test[PlayRow]:
    return lambda row: row.source == wanted


PLAY_SPECS: tuple[ColumnSpec[PlayRow], ...] = (
    ColumnSpec(
        "title", "Play", "Play", 24, 20, ColumnKind.TEXT, lambda row: row.play.title, "what it is called",
        searched=True,
    ),
    ColumnSpec(
        "category", "Category", "Cat.", 9, 8, ColumnKind.CHOICE, lambda row: row.play.category,
        "what it is for: retain, expand, advocate, onboard or other",
        terms=(Term("category", "category:retain", choices=one_of(Category, lambda row: row.play.category)),),
    ),
    ColumnSpec(
        "hours", "Hours", "Hours", 6, 6, ColumnKind.HOURS, lambda row: row.play.hours,
        "of all its activities, for a middle-sized client", example="hours<=5",
    ),
    ColumnSpec(
        "activities", "Activities", "Act.", 10, 4, ColumnKind.COUNT, lambda row: len(row.play.activity),
        "how many activities it has", example="activities>=4",
    ),
    ColumnSpec(
        "source", "From", "From", 9, 8, ColumnKind.TEXT, lambda row: row.source,
        "built in, changed by your file, your own, or switched off",
        terms=(
            Term("from", "from:own", choices={fold(name): _comes_from(name) for name in (*Origin, "off")}),
        ),
    ),
    ColumnSpec(
        "clients", "Clients", "Now", 7, 5, ColumnKind.COUNT, lambda row: len(row.clients) or None,
        "to how many clients it applies now", example="clients>=1",
    ),
    ColumnSpec(
        "names", "Applies to", "Applies to", 40, 18, ColumnKind.TEXT, lambda row: some_names(row.names, _SHOWN_NAMES),
        "the clients to which it applies now", terms=(Term("for", 'for:"customer 7"', word=_is_for),), grows=True,
    ),
)  # fmt: skip

PLAYS_BY_KEY: Mapping[str, ColumnSpec[PlayRow]] = {spec.key: spec for spec in PLAY_SPECS}

PLAYS_FILTER = Language(
    "titles and purposes", _has_word, tuple(term for spec in PLAY_SPECS for term in spec.filters), "clients>=1"
)
