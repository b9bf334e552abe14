"""The parser of all filters: words and terms such as health<=50, all of which must hold. Languages declare the terms.

acme tag:emea health<=50 -status:churned "north east"
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from csm_tui.domain.text import fold
from csm_tui.domain.values.names import did_you_mean
from csm_tui.planning.filter_term import QueryError, Term, Test, negated

Subject = TypeVar("Subject")

_TERM = re.compile(r"([^\W\d_]+)(<=|>=|!=|<|>|=|:)(.*)", re.DOTALL)
_WORD = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_SIGNS = ("<", ">", "=", "!=", ":")


class Query(NamedTuple, Generic[Subject]):
    """A parsed filter; an empty one matches everything."""

    text: str = ""
    tests: tuple[Test[Subject], ...] = ()
    words: tuple[str, ...] = ()
    """The folded words that it looks for."""

    def select(self, subjects: Iterable[Subject]) -> list[Subject]:
        """The subjects for which all tests hold, in the same order."""
        chosen = list(subjects)
        for test in self.tests:
            chosen = [one for one in chosen if test(one)]
        return chosen


class Language(NamedTuple, Generic[Subject]):
    """The words and terms that a filter may contain."""

    finds: str
    """Where words are searched, for the help: names and tags."""

    word: Callable[[str], Test[Subject]]
    """Returns the test for a folded word."""

    terms: tuple[Term[Subject], ...]
    example: str
    """A term that serves as an example."""

    @property
    def examples(self) -> Mapping[str, str]:
        """An example of each term by its name."""
        return {term.name: term.example for term in self.terms}

    def parse(self, text: str) -> Query[Subject]:
        """Parse a filter.

        Raises:
            QueryError: a term is not valid.
        """
        found = [*tokens(text)]
        tests = tuple(self._test(token) for token in found)
        words = (fold(token.text) for token in found if token.term is None and not token.negated)
        return Query(text, tests, tuple(filter(None, words)))

    def _test(self, token: "Token") -> Test[Subject]:
        if token.plain and token.text.startswith(_SIGNS):
            raise QueryError(f"write terms without spaces: {self.example}")
        if not token.text:
            if token.negated:
                raise QueryError(f'"-" negates what follows it: -{self.example}')
            return lambda _: True
        match = token.term
        if match is not None:
            test = self._term(fold(match[1])).test(match[2], match[3].strip())
        else:
            test = self.word(fold(token.text))
        return negated(test) if token.negated else test

    def _term(self, name: str) -> Term[Subject]:
        found = next((term for term in self.terms if term.name == name), None)
        if found is None:
            known = did_you_mean(name, self.examples) or f"fields: {', '.join(self.examples.values())}."
            raise QueryError(f'no field "{name}"; {known} Put "quotes" around plain text.')
        return found


class Token(NamedTuple):
    """One word or term. `plain` is the number of characters before the first quote, as quoted text is never a term."""

    text: str
    negated: bool
    plain: int

    @property
    def term(self) -> re.Match[str] | None:
        """Its parts if it is a term: name, sign and value."""
        match = _TERM.fullmatch(self.text)
        return match if match is not None and match.end(2) <= self.plain else None


def tokens(text: str) -> Iterator[Token]:
    """The words and terms of a filter; quotes keep words together."""
    for match in _WORD.finditer(text):
        raw = match.group()
        minus = raw.startswith("-")
        raw = raw[1:] if minus else raw
        plain = raw.find('"') if '"' in raw else len(raw)
        yield Token(raw.replace('"', ""), minus, plain)
