"""Reading playbooks, and which of their plays applies to a client."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from csm_tui.planning.playbooks.conditions import CASE_FILTER, Case
from csm_tui.planning.playbooks.play import Play

_START = re.compile(r"^[ \t]*\[\[play\]\]", re.MULTILINE)


class Problem(NamedTuple):
    """What is wrong in a playbook, and the line at which that begins; 0 if it cannot be said."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}" if self.line else self.text


class Playbook(NamedTuple):
    """The plays that are on, by rank, and what could not be read."""

    plays: tuple[Play, ...] = ()
    problems: tuple[Problem, ...] = ()

    def named(self, identity: str) -> Play | None:
        return next((one for one in self.plays if one.id == identity), None)


def read_playbook(text: str, own: str = "") -> Playbook:
    """The plays of a playbook, with those of one's own file added, changed by their ids, or switched off.

    A play that breaks a rule is left out and told; the others hold.
    """
    plays, problems = _read(text)
    changes, wrong = _read(own, plays)
    chosen = {**plays, **changes}
    found = sorted((one for one in chosen.values() if not one.off), key=lambda one: (one.rank, one.id))
    return Playbook(tuple(found), (*problems, *wrong))


def _read(text: str, known: Mapping[str, Play] | None = None) -> tuple[dict[str, Play], list[Problem]]:
    try:
        tables = tomllib.loads(text).get("play", [])
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        return {}, [Problem(int(at[1]) if at else 0, f"this is no TOML: {error}")]
    lines = [text.count("\n", 0, match.start()) + 1 for match in _START.finditer(text)]
    plays: dict[str, Play] = {}
    problems: list[Problem] = []
    if not isinstance(tables, list):
        return {}, [Problem(0, "a play begins with [[play]]")]
    for number, table in enumerate(tables):
        line = lines[number] if number < len(lines) else 0
        name = str(table.get("id", "")) if isinstance(table, dict) else ""
        try:
            play = Play.model_validate(_with_known(table, (known or {}).get(name)))
        except ValidationError as error:
            told = [one for one in error.errors() if one["type"] != "too_short" or len(error.errors()) == 1]
            problems += [Problem(line, f"play {name or number + 1}: {_said(one)}") for one in told]
            continue
        plays[play.id] = play
    return plays, problems


def _with_known(table: Any, known: Play | None) -> Any:
    """A table of one's own, completed by the play that it changes."""
    return table if known is None or not isinstance(table, dict) else {**known.model_dump(), **table}


def _said(error: Any) -> str:
    place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in error["loc"])
    text = error["msg"].removeprefix("Value error, ")
    return f"{place}: {text}" if place else text


def applies(play: Play, case: Case) -> bool:
    """Whether the conditions of a play hold for a client."""
    when, need, unless = (CASE_FILTER.parse(text).tests for text in (play.when, play.need, play.unless))
    return (
        all(test(case) for test in when)
        and (not need or any(test(case) for test in need))
        and not any(test(case) for test in unless)
    )


def plays_for(plays: Iterable[Play], case: Case) -> list[Play]:
    """The plays that apply to a client, the primary one first."""
    return [one for one in plays if applies(one, case)]
