"""What changed between two editions of a roadmap, in sentences. An edition is an answer of the command `roadmap`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from csm_tui.domain.records.engagements.roadmap import Edition
from csm_tui.domain.values.money import money

EditionObject = Mapping[str, Any]

UNREADABLE = "what was shown then cannot be read"


def changes_since(edition: Edition, now: str) -> list[str]:
    """What changed since an edition, up to the text of another one or of the roadmap as it stands now."""
    try:
        return edition_changes(json.loads(edition.shown), json.loads(now))
    except (ValueError, LookupError, TypeError, AttributeError):  # it comes from a file, and may be any text
        return [UNREADABLE]


def edition_changes(before: EditionObject, after: EditionObject) -> list[str]:
    """What is otherwise in the later one: the course, milestones, KPIs, money and next steps. Empty if nothing is."""
    return [
        *_head(before, after),
        *_milestones(before, after),
        *_kpis(before, after),
        *_money(before, after),
        *_steps(before, after),
    ]


def _head(before: EditionObject, after: EditionObject) -> Iterator[str]:
    for name, what in (("title", "title"), ("start", "start")):
        if _said(before.get(name)) != _said(after.get(name)):
            yield f"{what}: {_said(after.get(name))}, was {_said(before.get(name))}"
    was, now = (str(one.get("status", "")).partition(":")[0] for one in (before, after))
    if was != now:
        yield f"status: {now}, was {was}"


def _milestones(before: EditionObject, after: EditionObject) -> Iterator[str]:
    was, now = _by_name(before), _by_name(after)
    for name, one in now.items():
        old = was.get(name)
        if old is None:
            yield f"{name}: new, planned for month {one['planned']}"
            continue
        if old["planned"] != one["planned"]:
            yield f"{name}: planned for month {one['planned']}, was {old['planned']}"
        if old["actual"] != one["actual"]:
            yield f"{name}: no longer reached" if one["actual"] is None else f"{name}: reached in month {one['actual']}"
        elif old["state"] != one["state"] and one["state"] == "late":
            yield f"{name}: late now"
    yield from (f"{name}: taken out" for name in was if name not in now)


def _by_name(one: EditionObject) -> dict[str, Any]:
    return {f"{phase['name']}: {each['name']}": each for phase in one.get("phases", ()) for each in phase["milestones"]}


def _kpis(before: EditionObject, after: EditionObject) -> Iterator[str]:
    was = {one["name"]: one for one in before.get("kpis", ())}
    now = {one["name"]: one for one in after.get("kpis", ())}
    for name, one in now.items():
        old = was.get(name)
        if old is None:
            yield f"{name}: new"
            continue
        for field, what in (("latest", ""), ("target", "target "), ("due_month", "due in month ")):
            if old[field] != one[field]:
                yield f"{name}: {what}{_figure(one[field])}, was {_figure(old[field])}"
        if old["state"] != one["state"]:
            yield f"{name}: {one['state']}, was {old['state']}"
    yield from (f"{name}: taken out" for name in was if name not in now)


_FIGURES: Sequence[tuple[str, tuple[str, ...]]] = (
    ("better than estimated so far by", ("variance_to_date", "net")),
    ("estimated net", ("totals", "estimated", "net")),
    ("re-forecast net", ("totals", "reforecast", "net")),
    ("months to break-even, estimated", ("break_even", "estimated", "months")),
    ("months to break-even, re-forecast", ("break_even", "reforecast", "months")),
)


def _money(before: EditionObject, after: EditionObject) -> Iterator[str]:
    for what, path in _FIGURES:
        was, now = (_at(one.get("cash_flow"), path) for one in (before, after))
        if was != now:
            yield f"{what}: {_figure(now)}, was {_figure(was)}"


def _at(found: Any, path: Sequence[str]) -> float | None:
    for name in path:
        found = None if found is None else found.get(name)
    return None if found is None else float(found) if isinstance(found, float) else int(found)


def _steps(before: EditionObject, after: EditionObject) -> Iterator[str]:
    was = {one["item"]: one for one in before.get("next_steps", ())}
    now = {one["item"]: one for one in after.get("next_steps", ())}
    yield from (f"next step: {item}" for item in now if item not in was)
    yield from (f"no longer a next step: {item}" for item in was if item not in now)
    for item, one in now.items():
        for field in ("owner", "date"):
            if item in was and _said(was[item][field]) != _said(one[field]):
                yield f"{item}: {field} {_said(one[field])}, was {_said(was[item][field])}"


def _figure(amount: float | None) -> str:
    return "not known" if amount is None else money(amount)


def _said(value: Any) -> str:
    return "none" if value is None or value == "" else str(value)
