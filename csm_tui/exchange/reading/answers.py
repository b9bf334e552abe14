"""What only the user can say of a file, as questions, and what they have said, as answers.

Each choice of a question is an option of the shell with its text, so that the app and the shell settle a doubt in the
same words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from shlex import quote
from typing import NamedTuple

from csm_tui.domain.records.column_meaning import ColumnMeaning
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.reading.readers import read_number

_IGNORE = frozenset({"-", "ignore"})
_ACTS_IN_QUOTES = frozenset('"$`\\!')


class WrongAnswer(ValueError):
    """An option that cannot be understood, or that names what there is not; the message says which and why."""


class Meaning(NamedTuple):
    """What a header means: one of our fields, "" to leave the column out, and its units, such as "monthly k"."""

    field: str
    unit: str = ""


class Choice(NamedTuple):
    """One way to settle a question: the option `name` (map, value, rate, combine, sheet) with the text `value`.

    With an `example` the rest of the text is the user's to say: `value` is "USD=" and `example` "0.92".
    """

    label: str
    name: str
    value: str = ""
    example: str = ""

    @property
    def option(self) -> str:
        """The option as it is typed in the shell."""
        text = self.value + self.example
        return f"--{self.name} {_quoted(text)}" if text else f"--{self.name}"


class Question(NamedTuple):
    """What a file leaves in doubt. `header` is the column's, "" for the file as a whole; `samples` are cells of it."""

    header: str
    field: str
    why: str
    samples: tuple[str, ...]
    choices: tuple[Choice, ...]


def header_key(header: str) -> str:
    """A header for comparisons: folded, and without what stands behind a colon, which parts it from a value."""
    return fold(clean_line(header).partition(":")[0].strip())


@dataclass(frozen=True)
class Answers:
    """What the user has said of a file.

    Attributes:
        columns: What each header means, by the header as it was typed.
        rates: What one of each currency is worth in the currency of the workspace.
        values: Our word for one of theirs, by `header_key` and the folded word.
        combine: Whether several rows of one record are one.
        sheet: The sheet to read.
        future: What is done with actuals that lie ahead: take or leave-out, "" if nothing was said.
        memory: What was said of such tables before, by `header_key`; what is said now goes first.
    """

    columns: Mapping[str, Meaning] = field(default_factory=dict)
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    combine: bool = False
    sheet: str | None = None
    future: str = ""
    memory: Mapping[str, ColumnMeaning] = field(default_factory=dict)

    def with_choice(self, choice: Choice, typed: str = "") -> "Answers":
        """The answers with a question settled; `typed` is what the user said where the choice leaves that open.

        Raises:
            WrongAnswer: what was typed cannot be understood.
        """
        return self.with_option(choice.name, choice.value + typed)

    def with_option(self, name: str, text: str = "") -> "Answers":
        """The answers with one more option of the shell: map, value, rate, combine, sheet or future-actuals, and its
        text.

        Raises:
            WrongAnswer: the text cannot be understood.
        """
        match name:
            case "map":
                header, meaning = _read_map(text)
                return replace(self, columns={**self.columns, header: meaning})
            case "value":
                key, ours = _read_value(text)
                return replace(self, values={**self.values, key: ours})
            case "rate":
                code, rate = _read_rate(text)
                return replace(self, rates={**self.rates, code: rate})
            case "combine":
                return replace(self, combine=True)
            case "sheet":
                return replace(self, sheet=text)
            case "future-actuals":
                return replace(self, future=text)
        raise AssertionError(f"there is no option {name}")

    def value(self, header: str, cell: str) -> str | None:
        """Our word for a cell under a header; None if nothing was said of it."""
        return self.values.get((header_key(header), fold(clean_line(cell)))) if self.values else None


NO_ANSWERS = Answers()


def _read_map(text: str) -> tuple[str, Meaning]:
    header, equals, meaning = text.rpartition("=")
    if not equals or not header.strip() or not meaning.strip():
        raise WrongAnswer(f'--map: {text!r} is not like "Their header=field" or "Their header=field:unit"')
    name, _, unit = meaning.partition(":")
    ours = clean_line(name)
    return header.strip(), Meaning("" if ours.lower() in _IGNORE else ours, clean_line(unit))


def _read_value(text: str) -> tuple[tuple[str, str], str]:
    left, equals, ours = text.rpartition("=")
    header, colon, theirs = left.partition(":")
    if not equals or not colon or not header.strip() or not ours.strip():
        raise WrongAnswer(f'--value: {text!r} is not like "Their header:their word=our word"')
    return (header_key(header), fold(clean_line(theirs))), clean_line(ours)


def _read_rate(text: str) -> tuple[str, Decimal]:
    code, equals, rate = text.partition("=")
    try:
        number = Decimal(str(read_number(rate, thousands=False)))
    except ValueError:
        number = Decimal(0)
    if not equals or not code.strip() or number <= 0:
        raise WrongAnswer(f'--rate: {text!r} is not like "USD=0.92", what one of it is worth in your currency')
    return clean_line(code).upper(), number


def _quoted(text: str) -> str:
    """The text as one word of a shell."""
    if re.fullmatch(r"[\w=.-]+", text):
        return text
    return quote(text) if _ACTS_IN_QUOTES.intersection(text) else f'"{text}"'
