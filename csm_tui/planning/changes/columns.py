"""What moved at each client, as a list shows it, with its columns and its filter."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from csm_tui.domain.text import fold
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import COMPONENTS, half_up
from csm_tui.domain.values.names import natural_key
from csm_tui.planning.changes.movement import GONE, NEW, ClientMove
from csm_tui.planning.changes.wording import field_in_words, points, shown_shares
from csm_tui.planning.columns import ColumnKind, ColumnSpec
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import Term, Test, yes_or_no
from csm_tui.planning.portfolio.columns import BY_KEY as CLIENTS


def _rounded(score: Fraction | None) -> int | None:
    return None if score is None else half_up(score.numerator, score.denominator)


def _share(name: str) -> ColumnSpec[ClientMove]:
    title = name.capitalize()
    return ColumnSpec(
        name, title, CLIENTS[name].short, 12, 7, ColumnKind.POINTS,
        lambda one: _points(shown_shares(one.shares).get(name)),
        f"points that {title} brought; the four sum to the change",
        sort=lambda one: one.shares.get(name), plain=lambda one: one.shares.get(name),
    )  # fmt: skip


def _points(share: Fraction | None) -> str:
    return points(share) if share else ""


def _has_word(wanted: str) -> Test[ClientMove]:
    return lambda one: wanted in "\n".join((fold(one.client.name), *map(fold, one.client.tags)))


def _has_field(wanted: str) -> Test[ClientMove]:
    return lambda one: any(wanted in fold(field_in_words(move)) for move in one.fields)


SPECS: tuple[ColumnSpec[ClientMove], ...] = (
    ColumnSpec(
        "client", "Client", "Client", 24, 16, ColumnKind.TEXT, lambda one: one.client.name, "where something moved",
        sort=lambda one: natural_key(one.client.name), searched=True,
        terms=(
            Term("new", "new:yes", choices=yes_or_no(lambda one: one.state == NEW)),
            Term("gone", "gone:yes", choices=yes_or_no(lambda one: one.state == GONE)),
        ),
    ),
    ColumnSpec(
        "from", "From", "From", 6, 6, ColumnKind.SCORE, lambda one: _rounded(one.before), "the health on the first day",
        band=lambda one: one.bands[0],
    ),
    ColumnSpec(
        "to", "To", "To", 6, 6, ColumnKind.SCORE, lambda one: _rounded(one.after), "the health on the last day",
        band=lambda one: one.bands[1],
        terms=(Term("band", "band:red", band=lambda one: one.bands[1] if one.bands[0] != one.bands[1] else None),),
    ),
    ColumnSpec(
        "change", "Change", "Change", 7, 6, ColumnKind.POINTS, lambda one: _points(one.delta), "points up or down",
        sort=lambda one: one.delta,
        terms=(Term("change", "change<=-5", number=lambda one: None if one.delta is None else float(one.delta)),),
    ),
    *map(_share, COMPONENTS),
    ColumnSpec(
        "other", "What else changed", "Else", 28, 16, ColumnKind.TEXT,
        lambda one: "; ".join(map(field_in_words, one.fields)), "fields, outcomes, who is new", grows=True,
        terms=(Term("field", "field:acv", word=_has_field),),
    ),
)  # fmt: skip

BY_KEY: Mapping[str, ColumnSpec[ClientMove]] = {spec.key: spec for spec in SPECS}

CHANGES_FILTER = Language(
    "names and tags", _has_word, tuple(term for spec in SPECS for term in spec.filters), "change<=-5"
)


def moved_into(moves: Sequence[ClientMove], band: Band) -> int:
    """How many came into a band from another one."""
    return sum(one.bands[1] is band and one.bands[0] not in (band, None) for one in moves)
