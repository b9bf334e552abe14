"""Plays as a file writes them, each with the lines on which it and its entries stand.

Each play is read by itself, so that one that is no TOML takes no other with it.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from csm_tui.domain.values.names import did_you_mean
from csm_tui.domain.values.reading.toml_text import TomlProblem, read_toml

_HIDDEN = r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
"""Texts and comments, in which nothing begins."""

_TABLE = r"(?P<table>\[\[[ \t]*play(?P<activity>[ \t]*\.[ \t]*activity)?[ \t]*\]\])"
_BEGINNING = re.compile(rf"{_HIDDEN}|^[ \t]*(?:{_TABLE}|(?P<key>[\w-]+)[ \t]*=)", re.DOTALL | re.MULTILINE)


class Problem(NamedTuple):
    """What is wrong in a playbook, and the line at which that stands; 0 if it cannot be said."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}" if self.line else self.text


class LineNumbers(NamedTuple):
    """The line at which a table begins, and those of its entries, by their keys."""

    line: int
    entries: Mapping[str, int]

    def of(self, key: object) -> int:
        """The line of an entry, that of the table where it lacks the entry."""
        return self.entries.get(str(key), self.line)


class WrittenPlay(NamedTuple):
    """A play as it is written, where it stands, and where each of its activities stands."""

    table: dict[str, Any]
    place: LineNumbers
    activities: tuple[LineNumbers, ...]


def written_plays(text: str) -> tuple[list[WrittenPlay], list[Problem]]:
    """The plays that a file writes, sound or not, and what is no play."""
    tables = _tables(text)
    plays = [number for number, table in enumerate(tables) if not table.activity]
    problems = _ahead(text[: tables[plays[0]].start if plays else len(text)])
    found: list[WrittenPlay] = []
    for number, after in pairwise((*plays, len(tables))):
        begun, *activities = tables[number:after]
        end = tables[after].start if after < len(tables) else len(text)
        try:
            read = read_toml(text[begun.start : end])
        except TomlProblem as error:
            problems.append(Problem(begun.place.line - 1 + max(error.line, 1), f"this is no TOML: {error.why}"))
            continue
        table = read.pop("play")[0]
        problems += _strange(read, begun.place.line)
        found.append(WrittenPlay(table, begun.place, tuple(one.place for one in activities)))
    return found, problems


class _Table(NamedTuple):
    """Where a table begins in the text, whether it is an activity, and the lines of it."""

    start: int
    activity: bool
    place: LineNumbers


def _tables(text: str) -> list[_Table]:
    """The plays and activities that begin in a text."""
    tables: list[_Table] = []
    entries: dict[str, int] = {}
    line, counted = 1, 0
    for match in _BEGINNING.finditer(text):
        table, key = match["table"], match["key"]
        if table is None and key is None:
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        if table is not None:
            entries = {}
            tables.append(_Table(counted, match["activity"] is not None, LineNumbers(line, entries)))
        else:
            entries.setdefault(key, line)
    return tables


def _ahead(text: str) -> list[Problem]:
    """The text before the first play that is not a comment."""
    try:
        read = read_toml(text)
    except TomlProblem as error:
        return [Problem(error.line, f"this is no TOML: {error.why}")]
    if not read:
        return []
    first = next((number for number, line in enumerate(text.split("\n"), 1) if re.match(r"\s*[^\s#]", line)), 0)
    if "play" in read:
        return [Problem(first, "a play begins with [[play]], and its activities follow it")]
    return _strange(read, first)


def _strange(read: Mapping[str, Any], line: int) -> list[Problem]:
    """What a file holds besides plays."""
    return [Problem(line, f'no entry "{name}"; {did_you_mean(name, ["play"]) or _ONLY}') for name in read]


_ONLY = "a playbook holds [[play]] and [[play.activity]]"
