"""How a column is declared: once, for the table, the order, the filter, the legend, the shell and what is exported."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum, auto
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from csm_tui.domain.records.view import SortKey
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.names import natural_key
from csm_tui.planning.filter_term import Term

Subject = TypeVar("Subject")


class ColumnKind(StrEnum):
    """What the values of a column are. How they are drawn, put in order and compared in a filter follows from it."""

    TEXT = auto()
    """A text; only its first line is shown."""

    CHOICE = auto()
    """A member of a StrEnum; the order is that of its members."""

    TREND = auto()
    DATE = auto()
    SCORE = auto()
    """0-100."""

    SHARE = auto()
    """0-1, which should be 1."""

    MONEY = auto()
    HOURS = auto()
    COUNT = auto()
    YEARS = auto()
    MONTHS = auto()
    """Months to come; below 0 it is overdue."""

    DAYS_AGO = auto()
    DAYS_LEFT = auto()
    """Days to come; below 0 it is late."""


class Caveat(StrEnum):
    """The sign before a figure that is not what it seems to be."""

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
"""What values are put in order by that are not in order themselves."""


class ColumnSpec(NamedTuple, Generic[Subject]):
    """A column of a list. `docs/contributing.md` adds one."""

    key: str
    """Its name in views, in the shell and in JSON."""

    title: str
    short: str
    """The title where room is scarce."""

    width: int
    narrow: int
    """Cells it takes where there is room, and where there is not."""

    kind: ColumnKind
    value: Callable[[Subject], Any]
    """What stands in it; None, or an empty text, for no data."""

    meaning: str
    """What it says, in a few words."""

    legend: Callable[[Settings], str] | None = None
    """What it says in full, with the settings in force, where a few words are not enough."""

    band: Callable[[Subject], Band | None] | None = None
    caveat: Callable[[Subject], Caveat | None] = lambda _: None
    sort: Callable[[Subject], Any] | None = None
    """What it is sorted by, where that does not follow from the value; None is last."""

    plain: Callable[[Subject], Any] | None = None
    """What files and scripts are given, where that is not the value."""

    example: str = ""
    """A term that asks for its number, such as health<=50: then it can be filtered by it under the column's key."""

    terms: tuple[Term[Subject], ...] = ()
    """What else it can be filtered by."""

    field: str = ""
    """The field that is typed for it, where it has another name than the column."""

    computed: str = ""
    """Why nothing can be typed, to be read after the title: follows from the touchpoints."""

    usual: bool = True
    """Whether it is shown until other columns are chosen."""

    @property
    def align(self) -> Literal["left", "right"]:
        return "left" if self.kind in _NOT_NUMBERS else "right"

    @property
    def typed(self) -> str:
        """The field that is typed for it."""
        return self.field or self.key

    def explained(self, settings: Settings) -> str:
        """What it says, with the settings in force."""
        return self.meaning if self.legend is None else self.legend(settings)

    def band_of(self, subject: Subject) -> Band | None:
        return None if self.band is None else self.band(subject)

    def exported(self, subject: Subject) -> Any:
        """What files and scripts are given."""
        return self.value(subject) if self.plain is None else self.plain(subject)

    @property
    def filters(self) -> tuple[Term[Subject], ...]:
        """All that it can be filtered by."""
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
    rows: Iterable[Subject], keys: Sequence[SortKey], columns: Mapping[str, ColumnSpec[Subject]]
) -> list[Subject]:
    """The rows by several columns, given by their keys, the first one first; equals in the order they came."""
    found = list(rows)
    for key, descending in reversed(keys):
        found = sort_rows(found, columns[key], descending)
    return found


def with_key(keys: Sequence[SortKey], column: str) -> tuple[SortKey, ...]:
    """The keys with one more column; one that is among them already is turned."""
    if any(column == key for key, _ in keys):
        return tuple((key, descending ^ (key == column)) for key, descending in keys)
    return (*keys, (column, False))


def sort_rows(rows: Iterable[Subject], column: ColumnSpec[Subject], descending: bool = False) -> list[Subject]:
    """The rows by one column, equals in the order they came; rows without data last both ways."""
    keyed = [*_keyed(rows, column)]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in known] + [row for key, row in keyed if key is None]


def _keyed(rows: Iterable[Subject], column: ColumnSpec[Subject]) -> Iterable[tuple[Any, Subject]]:
    value, key = column.sort or column.value, None if column.sort else _ORDERED_BY.get(column.kind)
    if key is None:
        return ((value(row), row) for row in rows)
    return ((None if (found := value(row)) is None else key(found), row) for row in rows)
