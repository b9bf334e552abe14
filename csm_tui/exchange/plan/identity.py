"""Which activity of a plan each row of a table is about."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import clean_line, fold
from csm_tui.planning.plan.plan import Plan

_TEXTS = ("description", "purpose", "results", "measurement")


@dataclass(frozen=True)
class RowIdentity:
    """What a row says of whose row it is; "" and None where it says nothing. `clients` are ids."""

    reference: str
    external_id: str
    description: str
    clients: frozenset[str] | None
    deadline: date | None
    texts: Mapping[str, str]

    @classmethod
    def of(cls, values: Mapping[str, Any], has_clients: bool) -> "RowIdentity":
        """What the values of a row tell; `has_clients` says whether the table has a column of clients."""
        return cls(
            values.get("reference", ""),
            values.get("external_id", ""),
            _key(values.get("description", "")),
            frozenset(values.get("clients", ())) if has_clients else None,
            values.get("deadline"),
            {name: _key(values.get(name, "")) for name in _TEXTS},
        )


@dataclass(frozen=True)
class RowActivity:
    """The activity of a row, None for a new one; `doubt` is the one that has its reference, and nothing else of it."""

    before: Activity | None = None
    doubt: Activity | None = None


def matched_activities(rows: Sequence[RowIdentity], plan: Plan) -> list[RowActivity]:
    """The activity of each row: by the id in another tool, else by the reference, else by description and clients.

    The last goes for rows without a reference, and for those whose reference is that of an activity with which they
    agree in nothing else. Of several activities so described each row gets another one, if possible of its deadline.
    """
    by_id = {one.external_id: one for one in plan.activities if one.external_id}
    found: dict[int, RowActivity] = {}
    for at, told in enumerate(rows):
        named = plan.named(told.reference) if told.reference else None
        if (same := by_id.get(told.external_id)) is not None:
            found[at] = RowActivity(same)
        elif named is not None:
            found[at] = RowActivity(named) if _agree(told, named) else RowActivity(doubt=named)
        elif told.reference:
            found[at] = RowActivity()
    loose = [at for at in range(len(rows)) if at not in found or found[at].doubt is not None]
    taken = {one.before.id for one in found.values() if one.before is not None}
    found |= _described(rows, loose, [one for one in plan.activities if one.id not in taken])
    return [found.get(at, RowActivity()) for at in range(len(rows))]


def _described(
    rows: Sequence[RowIdentity], loose: Iterable[int], activities: Sequence[Activity]
) -> dict[int, RowActivity]:
    """The activities of rows by what they describe, first of those with the same deadline.

    A row with an id in another tool is never an activity with another id.
    """
    has_clients = any(told.clients is not None for told in rows)
    wanted = [at for at in loose if rows[at].description]
    found: dict[int, Activity] = {}
    for with_deadline in (True, False):
        taken = {one.id for one in found.values()}
        left: dict[Hashable, deque[Activity]] = defaultdict(deque)
        for one in activities:
            if one.id not in taken:
                clients = frozenset(one.clients) if has_clients else None
                deadline = one.deadline if with_deadline else None
                left[_key(one.description), clients, deadline, bool(one.external_id)].append(one)
        for at in wanted:
            told, deadline = rows[at], rows[at].deadline if with_deadline else None
            keys = [(told.description, told.clients, deadline, has_id) for has_id in (False, True)]
            queue = next((left[key] for key in keys[: 1 if told.external_id else 2] if left.get(key)), None)
            if at not in found and queue:
                found[at] = queue.popleft()
    return {at: RowActivity(one) for at, one in found.items()}


def _agree(told: RowIdentity, one: Activity) -> bool:
    """Whether a row with the reference of an activity agrees with it in more: in a text, or where there is none to
    compare in a client. With nothing to compare it does."""
    texts = [(text, there) for name, text in told.texts.items() if text and (there := _key(getattr(one, name)))]
    if texts:
        return any(_alike(text, there) for text, there in texts)
    return not (told.clients and one.clients) or not told.clients.isdisjoint(one.clients)


def _alike(one: str, other: str) -> bool:
    """Whether two texts are equal, or share more than half of the words of the longer one."""
    words, others = set(one.split()), set(other.split())
    return one == other or 2 * len(words & others) > max(len(words), len(others))


def _key(text: str) -> str:
    return fold(clean_line(text))
