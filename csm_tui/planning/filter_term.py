"""The terms of filters: conditions on one field, such as health<=50."""

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from csm_tui.domain.text import fold
from csm_tui.domain.values.bands import Band

Subject = TypeVar("Subject")
AnyChoice = TypeVar("AnyChoice", bound=str)
Test = Callable[[Subject], bool]

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, ":": operator.eq, "!=": operator.ne,
}  # fmt: skip
_EQUALITIES = (":", "=", "!=")
_NONE = "none"
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


class QueryError(ValueError):
    """A term is not valid; the message is for the person who typed it."""


class Term(NamedTuple, Generic[Subject]):
    """What a filter can ask of one field: its number or date, its band, one of several choices, or a word.

    For a number, "none" matches subjects without data; otherwise it may be one of the choices.
    """

    name: str
    example: str
    """A complete term, for the help and for error messages: health<=50."""

    number: Callable[[Subject], float | None] | None = None
    unit: str = ""
    """The letter that may follow the number: in renewal<=3m it means months, not millions."""

    thousands: bool = False
    """Whether the number may be so large that 30,000 means thirty thousand."""

    percent: bool = False
    """Whether the number is a share, so that 75% means 0.75."""

    day: Callable[[Subject], date] | None = None
    """Its date, which is compared with a day, a month or a year: date>=2026-03, date:2026."""

    band: Callable[[Subject], Band | None] | None = None
    choices: Mapping[str, Test[Subject]] = MappingProxyType({})
    """A test for each word that can be chosen."""

    word: Callable[[str], Test[Subject]] | None = None
    """Returns the test for any other folded word."""

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What can be typed of it to begin with: the field with each of its words, and with a sign for other values."""
        words = (*(Band if self.band is not None else ()), *self.choices)
        said = tuple(f'{self.name}:"{word}"' if " " in word else f"{self.name}:{word}" for word in words)
        signs = ("<=" if self.number is not None or self.day is not None else "", ":" if self.word is not None else "")
        return (*said, *(f"{self.name}{sign}" for sign in signs if sign))

    def test(self, sign: str, wanted: str) -> Test[Subject]:
        """The test for a comparison sign and a wanted value, such as <= and 50.

        Raises:
            QueryError: they are not valid for this field.
        """
        if not wanted:
            raise QueryError(f"{self.name}{sign} what? For example {self.example}")
        named = self._named(fold(wanted)) if sign in _EQUALITIES else None
        if named is not None:
            return negated(named) if sign == "!=" else named
        if self.number is not None:
            return _compared(self.number, sign, self._read(wanted))
        if self.day is not None:
            return self._dated(self.day, sign, wanted)
        if sign not in _EQUALITIES:
            raise QueryError(f"{self.name} has no order; write {self.example}")
        names = (*(Band if self.band is not None else ()), *self.choices)
        raise QueryError(f'{self.name} is one of {", ".join(names)}; not "{wanted}"')

    def _named(self, wanted: str) -> Test[Subject] | None:
        if wanted in self.choices:
            return self.choices[wanted]
        if self.word is not None:
            return self.word(wanted)
        if self.number is not None and wanted == _NONE:
            number = self.number
            return lambda one: number(one) is None
        if wanted in [*Band]:
            return self._banded(Band(wanted))
        return None

    def _banded(self, wanted: Band) -> Test[Subject] | None:
        band = self.band
        if band is not None:
            return lambda one: band(one) is wanted
        if self.number is not None:
            raise QueryError(f"{self.name} has no bands; write {self.example}")
        return None

    def _dated(self, day: Callable[[Subject], date], sign: str, wanted: str) -> Test[Subject]:
        if not _DATE.fullmatch(wanted):
            raise QueryError(f'"{wanted}" is no date; write {self.example}')
        compare, length = _COMPARISONS[sign], len(wanted)
        return lambda one: compare(day(one).isoformat()[:length], wanted)

    def _read(self, wanted: str) -> float:
        digits = wanted[:-1] if self.unit and fold(wanted).endswith(self.unit) else wanted
        if len(digits) < 10 and digits.isascii() and digits.isdigit():
            return int(digits)
        from csm_tui.domain.values.reading.readers import read_number  # loaded with the first number of another kind

        try:
            number = read_number(digits, self.thousands)
        except ValueError:
            raise QueryError(f'"{wanted}" is no number; write {self.example}') from None
        return number / 100 if self.percent and "%" in wanted else number


def _compared(value: Callable[[Subject], float | None], sign: str, number: float) -> Test[Subject]:
    compare = _COMPARISONS[sign]

    def test(one: Subject) -> bool:
        found = value(one)
        return found is not None and compare(found, number)

    return test


def negated(test: Test[Subject]) -> Test[Subject]:
    """The opposite of a test."""
    return lambda one: not test(one)


def yes_or_no(test: Test[Subject]) -> Mapping[str, Test[Subject]]:
    """The choices yes and no."""
    return {"yes": test, "no": negated(test)}


def one_of(choices: Iterable[AnyChoice], value: Callable[[Subject], AnyChoice | None]) -> Mapping[str, Test[Subject]]:
    """One choice for each of several words, ignoring case."""
    return {fold(choice): _is(choice, value) for choice in choices}


def _is(choice: AnyChoice, value: Callable[[Subject], AnyChoice | None]) -> Test[Subject]:
    return lambda one: value(one) == choice


def tag_term(example: str, tags: Callable[[Subject], Sequence[str]]) -> Term[Subject]:
    """The term that asks for a tag, spelled as tags are kept or as people say it, or for none."""

    def has(wanted: str) -> Test[Subject]:
        hyphened = wanted.replace(" ", "-")
        return lambda one: any(fold(tag) == hyphened for tag in tags(one))

    return Term("tag", example, word=has, choices={_NONE: lambda one: not tags(one)})
