"""Merging two versions of a record that came from the same one, field by field."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from csm_tui.domain.record import Part, Record
from csm_tui.domain.records.client import Client, Former
from csm_tui.domain.settings import HoursRule, PlanRule
from csm_tui.domain.values.bands import RenewalThresholds, ScoreThresholds, Thresholds
from csm_tui.domain.values.health import Scores, Snapshot, StaleLimits, TrendRule

AnyRecord = TypeVar("AnyRecord", bound=Record)
Key = TypeVar("Key")

_PARTED = (Thresholds, ScoreThresholds, RenewalThresholds, StaleLimits, TrendRule, HoursRule, PlanRule)
"""Records inside a record whose fields are merged one by one. Others, such as the weights, only make sense whole."""


_MERGED_LATER = ("history", "former")
"""Fields of a client that are merged entry by entry."""


class Conflict(Exception):
    """Another program changed the same thing; the message says what and shows both values."""


_ELSEWHERE = "in another terminal"


def merge(before: AnyRecord, after: AnyRecord, current: AnyRecord, what: str, when: str = _ELSEWHERE) -> AnyRecord:
    """Apply to `current` what was changed from `before` to `after`.

    `what` and `when` say in a conflict which record it is about, and when or where it was changed otherwise.

    Raises:
        Conflict: fields were changed in two ways; all of them are named.
    """
    if current is before:
        return after
    old, new, now = dict(before), dict(after), dict(current)
    fields: dict[str, Any] = {}
    conflicts: list[str] = []
    for name in old | new:
        was, wanted, found = old.get(name), new.get(name), now.get(name)
        if was == wanted or found == wanted:
            continue
        if found == was:
            fields[name] = wanted
        elif isinstance(was, dict) and isinstance(wanted, dict) and isinstance(found, dict):
            fields[name] = _merge_keys(was, wanted, found)
        elif _parts(was, wanted, found):
            fields[name] = _merge_parts(was, wanted, found, what, when)
        elif isinstance(was, _PARTED):
            fields[name] = merge(was, cast(Record, wanted), cast(Record, found), what, when)
        elif name not in _MERGED_LATER:
            conflicts.append(f"{name} was set to {_shown(found)} {when}; you wanted {_shown(wanted)}")
    if conflicts:
        raise Conflict(f"{what}: {'; '.join(conflicts)}")
    try:
        merged = current.merged(fields) if fields else current
    except ValidationError:
        raise Conflict(f"{what}: what was changed {when} does not go with {', '.join(fields)}") from None
    if isinstance(before, Client) and isinstance(after, Client) and isinstance(current, Client):
        history, former = _merge_history(before, after, current), _merge_former(before, after, current)
        return merged.changed(history=history, former=former)
    return merged


def _shown(value: Any) -> str:
    return "nothing" if value is None or value == "" else f'"{value}"'


def _merge_keys(was: dict[Key, Any], wanted: dict[Key, Any], found: dict[Key, Any]) -> dict[Key, Any]:
    changed = {key: value for key, value in wanted.items() if was.get(key) != value}
    return {key: value for key, value in (found | changed).items() if key in wanted or key not in was}


def _parts(*lists: Any) -> bool:
    return all(isinstance(one, tuple) and all(isinstance(part, Part) for part in one) for one in lists)


def _merge_parts(was: Any, wanted: Any, found: Any, what: str, when: str) -> tuple[Part, ...]:
    """Each part merged for itself, in the order found; new ones of ours come last."""
    old, new, now = ({part.id: part for part in parts} for parts in (was, wanted, found))
    merged = []
    for identity in dict.fromkeys((*now, *new)):
        base, mine, theirs = old.get(identity), new.get(identity), now.get(identity)
        if theirs == base:
            merged.append(mine)
        elif mine in (base, theirs):
            merged.append(theirs)
        elif base is not None and mine is not None and theirs is not None:
            merged.append(merge(base, mine, theirs, what, when))
        else:
            raise Conflict(f"{what}: an entry was changed here and deleted {when}, or the reverse")
    return tuple(part for part in merged if part is not None)


def _merge_history(before: Client, after: Client, current: Client) -> Iterable[Snapshot]:
    """The snapshots of both, merged score by score from the first day on which `before` and `after` differ.

    A snapshot carries along the scores that nobody entered on its day, so a change shows in later ones too.
    """
    old, new, now = ({snapshot[0]: snapshot for snapshot in one.history} for one in (before, after, current))
    differing = [day for day in old | new if old.get(day) != new.get(day)]
    if not differing:
        return current.history
    merged: list[Snapshot] = []
    for day in sorted(_merge_keys(old, new, now) | {day: shot for day, shot in now.items() if shot != old.get(day)}):
        if day < min(differing):
            merged.append(now[day])
            continue
        was, wanted, found = (_scores_on(one, day) for one in (before, after, current))
        scores = [
            mine if mine != base and (theirs == base or day in new) else theirs
            for base, mine, theirs in zip(was, wanted, found, strict=True)
        ]
        taken_back = day in old and day not in new
        if taken_back and merged and merged[-1][1:] == tuple(scores):
            continue  # what the other program entered on an earlier day was only carried along here
        merged.append((day, *scores))  # type: ignore[arg-type]
    return tuple(merged)


def _merge_former(before: Client, after: Client, current: Client) -> Iterable[Former]:
    """The former values of both."""
    old, new, now = ({one[:2]: one for one in client.former} for client in (before, after, current))
    return _merge_keys(old, new, now).values()


def _scores_on(client: Client, day: date) -> Scores:
    """The scores as they were known on a day."""
    if not client.history or day > client.history[-1][0]:
        return client.scores
    return next((shot[1:] for shot in reversed(client.history) if shot[0] <= day), (None, None, None, None))
