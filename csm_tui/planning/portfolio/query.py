"""The filter language: words and terms that must all hold.

acme tag:emea health<=50 -status:churned "north east"
"""

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from csm_tui.domain.records.client import ClientStatus
from csm_tui.domain.values.bands import Band, Trend
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.readers import read_number
from csm_tui.domain.values.text import fold
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.portfolio.sorting import BANDED, NUMBERS, value

Test = Callable[[Row], bool]
Subject = TypeVar("Subject")

_TERM = re.compile(r"([^\W\d_]+)(<=|>=|!=|<|>|=|:)(.*)", re.DOTALL)
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, ":": operator.eq, "!=": operator.ne,
}  # fmt: skip
EQUALITIES = (":", "=", "!=")
_UNITS = {
    "renewal": re.compile("(?i)m$"), "term": re.compile("(?i)y$"), "touched": re.compile("(?i)d$"),
    "followup": re.compile("(?i)d$"),
}  # fmt: skip
"""The unit that may stand behind a number: renewal<=3m is 3 months, not millions."""
_YES_OR_NO: dict[str, Test] = {
    "due": lambda row: row.due,
    "risk": lambda row: row.at_risk,
    "override": lambda row: row.override is not None,
}


class QueryError(ValueError):
    """A term that cannot be read; the message is for the person who typed it."""


@dataclass(frozen=True)
class Query:
    """A filter; the empty one lets every row through."""

    text: str = ""
    tests: tuple[Test, ...] = ()

    def select(self, rows: Iterable[Row]) -> list[Row]:
        """The rows for which every term holds, in their order."""
        chosen = list(rows)
        for test in self.tests:
            chosen = [row for row in chosen if test(row)]
        return chosen


def parse(text: str) -> Query:
    """The filter that a text says.

    Raises:
        QueryError: a term cannot be read.
    """
    return Query(text, tuple(_test(token) for token in tokens(text)))


@dataclass(frozen=True)
class Token:
    """One word or term. `plain` counts the characters before the first quote: a quoted text is never read as a term."""

    text: str
    negated: bool
    plain: int


def tokens(text: str) -> Iterator[Token]:
    """The words and terms of a filter; quotes keep words together."""
    for match in re.finditer(r'(?:[^\s"]|"[^"]*"?)+', text):
        raw = match.group()
        negated = raw.startswith("-")
        raw = raw[1:] if negated else raw
        plain = raw.find('"') if '"' in raw else len(raw)
        yield Token(raw.replace('"', ""), negated, plain)


def _test(token: Token) -> Test:
    return read_token(token, _field_test, _word_test, "health<=50", "tag:emea")


def read_token(
    token: Token,
    term: Callable[[str, str, str], Callable[[Subject], bool]],
    word: Callable[[str], Callable[[Subject], bool]],
    example: str,
    negatable: str,
) -> Callable[[Subject], bool]:
    """The test that a token stands for. `term` makes one of a name, a sign and what is wanted, `word` of plain text;
    the examples are for what is said of a token that is neither.

    Raises:
        QueryError: it cannot be read.
    """
    if token.plain and token.text.startswith(("<", ">", "=", "!=", ":")):
        raise QueryError(f"write terms without spaces: {example}")
    if not token.text:
        if token.negated:
            raise QueryError(f'"-" negates what follows it: -{negatable}')
        return lambda _: True
    match = _TERM.fullmatch(token.text)
    if match is not None and match.end(2) <= token.plain:
        test = term(fold(match[1]), match[2], match[3].strip())
    else:
        test = word(token.text)
    return (lambda one: not test(one)) if token.negated else test


def _word_test(word: str) -> Test:
    wanted = fold(word)
    return lambda row: wanted in row.search_text


def _field_test(name: str, sign: str, wanted: str) -> Test:
    if name not in FIELDS:
        raise QueryError(f'no field "{name}"; fields: {", ".join(FIELDS)}. Put "quotes" around plain text.')
    if not wanted:
        raise QueryError(f"{name}{sign} what? For example {FIELDS[name]}")
    if name in NUMBERS and (sign not in EQUALITIES or not _is_word(wanted)):
        return _number_test(name, sign, wanted)
    if sign not in EQUALITIES:
        raise QueryError(f"{name} has no order; write {FIELDS[name]}")
    test = _named_test(name, fold(wanted))
    return (lambda row: not test(row)) if sign == "!=" else test


def _is_word(text: str) -> bool:
    return fold(text) in {"none", *Band}


def _number_test(name: str, sign: str, wanted: str) -> Test:
    try:
        number = read_number(_UNITS[name].sub("", wanted) if name in _UNITS else wanted, thousands=name == "acv")
    except ValueError:
        raise QueryError(f'"{wanted}" is no number; write {FIELDS[name]}') from None
    if name == "coverage" and "%" in wanted:
        number = number / 100
    compare = _COMPARISONS[sign]

    def test(row: Row) -> bool:
        found = value(row, name)
        return found is not None and compare(found, number)

    return test


def _named_test(name: str, wanted: str) -> Test:
    if name in _YES_OR_NO:
        return _yes_or_no(name, wanted)
    if name == "tag":
        if wanted == "none":
            return lambda row: not row.client.tags
        hyphened = wanted.replace(" ", "-")  # as tags are kept
        return lambda row: any(fold(tag) == hyphened for tag in row.client.tags)
    if name == "owner":
        if wanted == "none":
            return lambda row: not row.client.owner
        return lambda row: wanted in fold(row.client.owner)
    if name == "status":
        status = ClientStatus(_one_of(name, wanted, ClientStatus))
        return lambda row: row.client.status is status
    if name == "stale":
        return _stale_test(wanted)
    return _band_test(name, wanted)


def _yes_or_no(name: str, wanted: str) -> Test:
    test = _YES_OR_NO[name]
    answer = _one_of(name, wanted, ("yes", "no")) == "yes"
    return lambda row: test(row) is answer


def _stale_test(wanted: str) -> Test:
    component = _one_of("stale", wanted, ("any", "none", *COMPONENTS))
    if component == "any":
        return lambda row: bool(row.stale)
    if component == "none":
        return lambda row: not row.stale
    return lambda row: component in row.stale


def _band_test(name: str, wanted: str) -> Test:
    """`band:red`, `product:amber`, `trend:down`, and `none` for no data."""
    if name == "trend":
        if wanted == "none":
            return lambda row: row.trend is None
        trend = Trend(_one_of(name, wanted, [trend.lower() for trend in Trend]).capitalize())
        return lambda row: row.trend is trend
    if wanted == "none":
        return (lambda row: row.standing is None) if name == "band" else (lambda row: value(row, name) is None)
    column = "health" if name == "band" else name
    if column not in BANDED:
        raise QueryError(f"{name} has no bands; write {FIELDS[name]}")
    band = Band(_one_of(name, wanted, Band))
    return lambda row: row.band(column) is band


def _one_of(name: str, wanted: str, choices: Iterable[str]) -> str:
    names = [str(choice) for choice in choices]
    if wanted not in names:
        raise QueryError(f'{name} is one of {", ".join(names)}; not "{wanted}"')
    return wanted


FIELDS = {
    "health": "health<=50", "band": "band:red", "renewal": "renewal<=3", "trend": "trend:down", "acv": "acv>=30000",
    "tag": "tag:emea", "product": "product<50", "satisfaction": "satisfaction:none", "support": "support:none",
    "sponsorship": "sponsorship:red", "term": "term>=2", "status": "status:active", "owner": "owner:kim",
    "due": "due:yes", "risk": "risk:yes", "stale": "stale:product", "override": "override:yes",
    "coverage": "coverage<1", "touched": "touched>60", "followup": "followup<=7",
}  # fmt: skip
"""Each field of the language with an example of a term."""
