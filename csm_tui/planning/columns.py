"""Declaring columns: one declaration serves the table, sorting, the filter, the legend, the shell and exports."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum, auto
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.names import natural_key
from csm_tui.planning.filter_term import Term

if TYPE_CHECKING:  # loaded with the first view
    from csm_tui.domain.records.person.view import SortKey

Subject = TypeVar("Subject")


class ColumnKind(StrEnum):
    """The kind of values in a column, which determines how they are drawn, sorted and filtered."""

    TEXT = auto()
    """A text; only its first line is shown."""

    CHOICE = auto()
    """A member of a StrEnum; the order is that of its members."""

    TREND = auto()
    DATE = auto()
    SCORE = auto()
    """0-100."""

    POINTS = auto()
    """Points with their sign, as text."""

    SHARE = auto()
    """A share of 0-1 that should be 1."""

    MONEY = auto()
    HOURS = auto()
    COUNT = auto()
    YEARS = auto()
    MONTHS = auto()
    """Months left; negative if overdue."""

    DAYS_AGO = auto()
    DAYS_LEFT = auto()
    """Days left; negative if late."""


class Caveat(StrEnum):
    """A mark before a figure that should not be taken at face value."""

    OVERRIDDEN = "*"
    STALE = "~"


_NOT_NUMBERS = (ColumnKind.TEXT, ColumnKind.CHOICE, ColumnKind.TREND, ColumnKind.DATE)
_UNITS = {
    ColumnKind.YEARS: "y",
    ColumnKind.MONTHS: "m",
    ColumnKind.DAYS_AGO: "d",
    ColumnKind.DAYS_LEFT: "d",
    ColumnKind.HOURS: "h",
}


def _place(choice: StrEnum) -> int:
    return [*type(choice)].index(choice)


_ORDERED_BY: Mapping[ColumnKind, Callable[[Any], object]] = {
    ColumnKind.TEXT: lambda text: natural_key(text) or None, ColumnKind.CHOICE: _place, ColumnKind.TREND: _place,
}  # fmt: skip
"""Sort keys for the kinds whose values do not sort by themselves."""


class ColumnSpec(NamedTuple, Generic[Subject]):
    """A column of a list. `docs/contributing.md` shows how to add one."""

    key: str
    """Its name in views, in the shell and in JSON."""

    title: str
    short: str
    """The title where there is little room."""

    width: int
    narrow: int
    """Its width in cells where there is room, and where there is little."""

    kind: ColumnKind
    value: Callable[[Subject], Any]
    """Returns its value; None or an empty text means no data."""

    meaning: str
    """Its meaning in a few words."""

    legend: Callable[[Settings], str] | None = None
    """Returns its meaning in full, with the present settings, if a few words are not enough."""

    band: Callable[[Subject], Band | None] | None = None
    caveat: Callable[[Subject], Caveat | None] = lambda _: None
    sort: Callable[[Subject], Any] | None = None
    """Returns the sort key if it does not follow from the value; None sorts last."""

    plain: Callable[[Subject], Any] | None = None
    """Returns what files and scripts get if that is not the value."""

    example: str = ""
    """A term that filters by its number, such as health<=50; without one its number cannot be used in filters."""

    terms: tuple[Term[Subject], ...] = ()
    """Further terms for filtering."""

    field: str = ""
    """The field that is edited for it, if its name differs from the key."""

    computed: str = ""
    """Why it cannot be edited, to be read after the title: follows from the touchpoints."""

    usual: bool = True
    """Whether it is shown by default."""

    grows: bool = False
    """Whether it takes all room that is left."""

    searched: bool = False
    """Whether words of the filter are looked for in it, and lit there."""

    @property
    def align(self) -> Literal["left", "right"]:
        return "left" if self.kind in _NOT_NUMBERS else "right"

    @property
    def typed(self) -> str:
        """The field that is edited for it."""
        return self.field or self.key

    def explained(self, settings: Settings) -> str:
        """Its meaning with the present settings."""
        return self.meaning if self.legend is None else self.legend(settings)

    def exported(self, subject: Subject) -> Any:
        """The value for files and scripts."""
        return self.value(subject) if self.plain is None else self.plain(subject)

    @property
    def filters(self) -> tuple[Term[Subject], ...]:
        """All its terms for filtering."""
        if not self.example:
            return self.terms
        number = Term(
            self.key,
            self.example,
            number=self.value,
            unit=_UNITS.get(self.kind, ""),
            thousands=self.kind is ColumnKind.MONEY,
            percent=self.kind is ColumnKind.SHARE,
            band=self.band,
        )
        return (number, *self.terms)


def sort_by(
    rows: Iterable[Subject], keys: "Sequence[SortKey]", columns: Mapping[str, ColumnSpec[Subject]]
) -> list[Subject]:
    """The rows sorted by several columns, the most important first; equal rows keep their order."""
    found = list(rows)
    for key, descending in reversed(keys):
        found = sort_rows(found, columns[key], descending)
    return found


def with_key(keys: "Sequence[SortKey]", column: str) -> "tuple[SortKey, ...]":
    """The keys with one more column; if it is there already, its direction is reversed."""
    if any(column == key for key, _ in keys):
        return tuple((key, descending ^ (key == column)) for key, descending in keys)
    return (*keys, (column, False))


def next_sort(keys: "Sequence[SortKey]", column: str, further: bool = False) -> "tuple[SortKey, ...]":
    """The keys after somebody asked to sort by a column: by it alone, reversed if it is the first one already.

    `further`: in addition to the present keys.
    """
    return with_key(keys if further else [key for key in keys[:1] if key[0] == column], column)


def sort_rows(rows: Iterable[Subject], column: ColumnSpec[Subject], descending: bool = False) -> list[Subject]:
    """The rows sorted by one column. Equal rows keep their order; rows without data come last in both directions."""
    found = [*rows]
    keys = [*_keys(found, column)]
    known = [place for place, key in enumerate(keys) if key is not None]
    known.sort(key=keys.__getitem__, reverse=descending)
    unknown = [] if len(known) == len(keys) else [place for place, key in enumerate(keys) if key is None]
    return [found[place] for place in (*known, *unknown)]


def _keys(rows: Iterable[Subject], column: ColumnSpec[Subject]) -> Iterable[Any]:
    """The sort key of each row, None without data."""
    value, key = column.sort or column.value, None if column.sort else _ORDERED_BY.get(column.kind)
    if key is None:
        return map(value, rows)
    return (None if found is None else key(found) for found in map(value, rows))
