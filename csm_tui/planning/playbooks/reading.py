"""Making plays of what a file writes, and saying what is wrong with those that break a rule."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from csm_tui.domain.problems import message_of
from csm_tui.domain.text import safe_text
from csm_tui.domain.values.names import did_you_mean
from csm_tui.planning.playbooks.play import ActivityProblem, Play, PlayActivity
from csm_tui.planning.playbooks.written import LineNumbers, Problem, WrittenPlay, written_plays


def read_plays(text: str, known: Mapping[str, Play]) -> tuple[dict[str, Play], list[Problem]]:
    """The plays that a text writes, by their ids, and what is wrong with the others.

    A play with the id of a known one changes what it names. Its activities change those with the same key, or take
    them out with `off = true`; others are added behind.
    """
    found, problems = written_plays(text)
    plays: dict[str, Play] = {}
    lines: dict[str, int] = {}
    for one in found:
        name = str(one.table.get("id", ""))
        if name and name in lines:
            twice = f"play {name}: it stands on line {lines[name]} already"
            problems.append(Problem(one.place.of("id"), twice))
            continue
        lines[name] = one.place.line
        made = _made(one, known.get(name))
        try:
            play = Play.model_validate(made.table)
        except ValidationError as error:
            problems += _problems(name, made, error, known)
        else:
            plays[play.id] = play
    return plays, sorted(Problem(one.line, safe_text(one.text)) for one in problems)


class _Made(NamedTuple):
    """The table of a play, where that stands, and where each of its activities stands."""

    table: Mapping[str, Any]
    place: LineNumbers
    activities: tuple[LineNumbers, ...]

    def key(self, number: int) -> str:
        """The key of an activity, or its number from 1."""
        entries = self.table["activity"][number]
        return str(entries.get("key", number + 1)) if isinstance(entries, dict) else str(number + 1)

    def place_of(self, number: int) -> LineNumbers:
        return self.activities[number] if number < len(self.activities) else self.place

    def place_of_key(self, key: str) -> LineNumbers:
        return next(
            (self.place_of(number) for number in range(len(self.activities)) if self.key(number) == key), self.place
        )


def _made(one: WrittenPlay, known: Play | None) -> _Made:
    """A play, with what it does not name taken from the one that it changes."""
    given = one.table.get("activity", [])
    if not isinstance(given, list) or len(given) != len(one.activities):
        return _Made(one.table, one.place, ())  # written in another way than [[play.activity]], or no list at all
    before: dict[str, Any] = {} if known is None else known.model_dump()
    activities = [(activity, one.place) for activity in before.get("activity", ())]
    at = {activity["key"]: number for number, (activity, _) in enumerate(activities)}
    for activity, place in zip(given, one.activities, strict=True):
        number = at.pop(str(activity.get("key")), None)  # a second one with the key stands beside it, and is refused
        if number is None:
            activities.append((activity, place))
        else:
            activities[number] = activities[number][0] | activity, place
    kept = [(activity, place) for activity, place in activities if activity.get("off") is not True]
    tables = [{name: value for name, value in activity.items() if name != "off"} for activity, _ in kept]
    whole = before | one.table | ({"activity": tables} if tables else {})
    return _Made(whole, one.place, tuple(place for _, place in kept))


def _problems(name: str, made: _Made, error: ValidationError, known: Mapping[str, Play]) -> Iterator[Problem]:
    """What is wrong with a play, each with its line."""
    play = f"play {name}" if name else "a play"
    lacking: dict[tuple[int, str], list[str]] = {}
    details = error.errors()
    for detail in details:
        loc = detail["loc"]
        inner = len(loc) > 2 and loc[0] == "activity"
        place = made.place_of(int(loc[1])) if inner else made.place
        whose = f"{play}: activity {made.key(int(loc[1]))}" if inner else play
        entry = str(loc[2 if inner else 0])
        broken = detail.get("ctx", {}).get("error")
        if detail["type"] == "missing":
            lacking.setdefault((place.line, whose), []).append(entry)
        elif isinstance(broken, ActivityProblem):
            yield Problem(made.place_of_key(broken.key).line, f"{play}: {broken}")
        elif detail["type"] != "too_short" or len(details) == 1:  # pydantic counts only the activities that are sound
            yield Problem(place.of(entry), f"{whose}: {_said(PlayActivity if inner else Play, entry, detail)}")
    for (line, whose), entries in lacking.items():
        meant = did_you_mean(name, known) if whose == play else ""
        yield Problem(line, f"{whose}: lacks {', '.join(entries)}{f'; {meant}' if meant else ''}")


def _said(model: type[BaseModel], entry: str, detail: Any) -> str:
    if detail["type"] == "extra_forbidden":
        entries = model.model_fields
        near = did_you_mean(entry, entries) or f"known: {', '.join(entries)}"
        return f'no entry "{entry}"; {near}'
    return f"{entry}: {message_of(model, entry, detail)}"
