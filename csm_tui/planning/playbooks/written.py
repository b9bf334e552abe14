"""Plays as a file writes them, each with the lines on which it and its entries stand.

Each play is read by itself, so that one that is no TOML takes no other with it.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from csm_tui.domain.values.names import did_you_mean
from csm_tui.domain.values.reading.toml_text import TomlProblem, read_toml

_HIDDEN = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL)
"""Texts and comments, in which nothing begins."""

_START = re.compile(r"^[ \t]*\[\[[ \t]*play[ \t]*\]\]", re.MULTILINE)
_ENTRY = re.compile(
    r"^[ \t]*(?:\[\[[ \t]*play(?P<activity>[ \t]*\.[ \t]*activity)?[ \t]*\]\]|(?P<key>[\w-]+)[ \t]*=)", re.MULTILINE
)


class Problem(NamedTuple):
    """What is wrong in a playbook, and the line at which that stands; 0 if it cannot be said."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}" if self.line else self.text


class Place(NamedTuple):
    """The line at which a table begins, and those of its entries, by their keys."""

    line: int
    entries: Mapping[str, int]

    def of(self, key: object) -> int:
        """The line of an entry, that of the table where it lacks the entry."""
        return self.entries.get(str(key), self.line)


class WrittenPlay(NamedTuple):
    """A play as it is written, where it stands, and where each of its activities stands."""

    table: dict[str, Any]
    place: Place
    activities: tuple[Place, ...]


def written_plays(text: str) -> tuple[list[WrittenPlay], list[Problem]]:
    """The plays that a file writes, sound or not, and what is no play."""
    outline = _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    starts = [match.start() for match in _START.finditer(outline)]
    problems = _ahead(text[: starts[0] if starts else len(text)])
    found: list[WrittenPlay] = []
    for start, end in pairwise((*starts, len(text))):
        before = text.count("\n", 0, start)
        try:
            read = read_toml(text[start:end])
        except TomlProblem as error:
            problems.append(Problem(before + max(error.line, 1), f"this is no TOML: {error.why}"))
            continue
        place, *activities = _places(outline[start:end], before)
        table = read.pop("play")[0]
        problems += _strange(read, place.line)
        found.append(WrittenPlay(table, place, tuple(activities)))
    return found, problems


def _ahead(text: str) -> list[Problem]:
    """What stands before the first play and is no comment."""
    try:
        read = read_toml(text)
    except TomlProblem as error:
        return [Problem(error.line, f"this is no TOML: {error.why}")]
    first = next((number for number, line in enumerate(text.split("\n"), 1) if re.match(r"\s*[^\s#]", line)), 0)
    if "play" in read:
        return [Problem(first, "a play begins with [[play]], and its activities follow it")]
    return _strange(read, first)


def _strange(read: Mapping[str, Any], line: int) -> list[Problem]:
    """What a file holds beside plays."""
    return [Problem(line, f'no entry "{name}"; {did_you_mean(name, ["play"]) or _ONLY}') for name in read]


_ONLY = "a playbook holds [[play]] and [[play.activity]]"


def _places(outline: str, before: int) -> list[Place]:
    """Where a play and its activities stand. `before`: the number of lines before the play."""
    places: list[tuple[int, dict[str, int]]] = []
    for match in _ENTRY.finditer(outline):
        line = before + outline.count("\n", 0, match.start()) + 1
        if match["key"] is None:
            places.append((line, {}))
        else:
            places[-1][1].setdefault(match["key"], line)
    return [Place(line, entries) for line, entries in places]
