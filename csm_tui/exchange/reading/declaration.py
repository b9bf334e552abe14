"""What a kind of table holds: its fields, the words for each in headers, and what the cells of each are."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.tables import from_csv_text

_LONGEST = 200
"""Characters of a header that may be one of ours; a longer one is no header, and would take long to read."""
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_UNITS = re.compile(
    r"\d+(?:[.,]\d+)?\s*%|\b\d+\s?(?:-|to|\u2013|\.\.)\s?\d+\b|\b(?:in\s+)?[km]?(?:eur|euros?|usd|gbp|chf)(?:\s+[km])?\s*$"
)


class CellKind(StrEnum):
    """What the cells of a field are: it says in which units they may come and how they are read."""

    NAME = "a name, whatever it is"
    TEXT = "text"
    CHOICE = "one of a few words"
    MONEY = "an amount"
    SCORE = "a score"
    BAND = "a score or the colour of its band"
    DAY = "a day"
    UNTIL = "a day to come, or the time until then"
    SINCE = "a day that was, or the time since then"
    DAYS = "a number of days"
    DURATION = "hours of work"


NUMBERS = frozenset({CellKind.MONEY, CellKind.SCORE, CellKind.BAND, CellKind.DAYS, CellKind.DURATION})
AMOUNTS = frozenset({CellKind.MONEY, CellKind.DURATION})
"""Figures that may be summed."""


def _as_it_is(cell: str) -> str:
    return cell


@dataclass(frozen=True)
class TableField:
    """A field of a record.

    Attributes:
        name: The name of its attribute.
        synonyms: Its names in headers, ignoring case, accents and punctuation; the first one is its word in messages
            and options.
        cells: What its cells are.
        words: Our words, where there are a few.
        read_word: Returns our word for a cell, where there are a few; raises ValueError if there is none for it.
        yes_and_no: What yes and no mean under a folded header that asks for it.
        signed: Whether an amount may be negative.
    """

    name: str
    synonyms: tuple[str, ...]
    cells: CellKind = CellKind.TEXT
    words: tuple[str, ...] = ()
    read_word: Callable[[str], str] = _as_it_is
    yes_and_no: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    signed: bool = False

    @property
    def word(self) -> str:
        return self.synonyms[0]


@dataclass(frozen=True)
class TableKind:
    """A kind of table that comes in.

    Attributes:
        name: What it is called where its answers are remembered.
        noun: What a row of it is.
        key: The field without which it is none.
        fields: All its fields.
    """

    name: str
    noun: str
    key: str
    fields: tuple[TableField, ...]

    @cached_property
    def by_name(self) -> Mapping[str, TableField]:
        """The fields by their names."""
        return {one.name: one for one in self.fields}

    @cached_property
    def _by_word(self) -> Mapping[str, str]:
        return {_key(word): one.name for one in self.fields for word in one.synonyms}

    def field_of(self, header: str) -> str | None:
        """The name of the field that a header means, None if none or more than one ("NPS/Satisfaction" means
        satisfaction)."""
        if len(header) > _LONGEST:
            return None
        key = _key(header)
        name = self._by_word.get(key) or self._by_word.get(key.removesuffix("score"))
        if name is not None or "/" not in header:
            return name
        found = {one for part in header.split("/") if (one := self.field_of(part))}
        return found.pop() if len(found) == 1 else None

    def word_of(self, header: str) -> str | None:
        """The word of a field that a header is, None if it is none alone."""
        return self._words.get(_key(header)) if len(header) <= _LONGEST else None

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return {_key(word): word for one in self.fields for word in one.synonyms}


def _key(text: str) -> str:
    """The header for comparisons: folded letters and digits, without units and text in brackets."""
    folded = fold(clean_line(from_csv_text(text).replace("_", " ")))
    for bare in (_UNITS.sub(" ", _BRACKETS.sub(" ", folded)), folded):
        if key := "".join(re.findall(r"[^\W_]+", bare)):
            return key
    return folded
