"""What somebody decided about a file before it is taken in, kept in the draft of its form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers, Choice


class Said(NamedTuple):
    """An answer as the option of the shell that gives it: its name and its text."""

    name: str
    text: str

    @property
    def about(self) -> str:
        """What is said something of: a header, a header with a word of theirs, a currency."""
        return fold(clean_line(self.text.rpartition("=")[0]))


@dataclass(frozen=True)
class Decisions:
    """The keys of the rows that are to stay out, and the answers in their order."""

    out: frozenset[str] = frozenset()
    said: tuple[Said, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self.out or self.said)

    @property
    def answers(self) -> Answers:
        """The answers as they are read by."""
        answers = NO_ANSWERS
        for one in self.said:
            answers = answers.with_option(*one)
        return answers

    def answered(self, choice: Choice, typed: str = "") -> "Decisions":
        """The same with one more answer, in place of one about the same. Raises WrongAnswer if `typed` is none."""
        said = Said(choice.name, choice.value + typed)
        NO_ANSWERS.with_option(*said)
        others = tuple(one for one in self.said if (one.name, one.about) != (said.name, said.about))
        return replace(self, said=(*others, said))

    def without(self, said: Said) -> "Decisions":
        """The same without an answer."""
        return replace(self, said=tuple(one for one in self.said if one != said))

    def toggled(self, keys: frozenset[str]) -> "Decisions":
        """The same with these rows the other way."""
        return replace(self, out=self.out ^ keys)

    def written(self) -> str:
        """A text that `read_decisions` reads back to the same."""
        return json.dumps({"out": sorted(self.out), "said": self.said}, ensure_ascii=False) if self else ""


def read_decisions(text: str) -> Decisions:
    """What such a text says; nothing where it was written by another program."""
    try:
        found = json.loads(text) if text else {}
        return _read(found) if isinstance(found, dict) else Decisions()
    except (ValueError, TypeError, AssertionError, RecursionError):
        return Decisions()


def _read(found: Mapping[str, Any]) -> Decisions:
    said = tuple(Said(str(name), str(option)) for name, option in found.get("said", ()))
    decisions = Decisions(frozenset(map(str, found.get("out", ()))), said)
    _ = decisions.answers  # which tells whether they can be understood
    return decisions
