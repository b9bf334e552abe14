"""Reviewing a draft line by line: what is taken, what is changed, and what is left out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from csm_tui.domain.records.activity import Activity
from csm_tui.planning.draft.draft import Draft, DraftLine, LeftOut, Room
from csm_tui.planning.plan.plan import Plan

_Key = tuple[str, str, int]
"""The client, the play, and the place of an activity in it: the same in every draft of the same data."""


@dataclass(frozen=True)
class Review:
    """A draft with what was decided about it: the ids of the activities that are left out, and those that were changed,
    by id."""

    draft: Draft
    out: frozenset[str] = frozenset()
    changed: Mapping[str, Activity] = field(default_factory=dict)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """All that is proposed, as it was changed, whether it is taken or not."""
        return tuple(self.changed.get(one.id, one) for one in self.draft.activities)

    @property
    def taken(self) -> tuple[Activity, ...]:
        """What is taken. Nothing waits for what is left out."""
        found = [one for one in self.activities if one.id not in self.out]
        known = {one.id for one in found} | self.draft.plan.by_id.keys()
        return tuple(_waiting_for(one, known) for one in found)

    @property
    def plan(self) -> Plan:
        """The plan with what is taken."""
        return self.draft.plan_with(self.taken)

    @property
    def room(self) -> Room:
        """What is left beside what is taken."""
        return self.draft.room(self.taken)

    def line_of(self, activity_id: str) -> DraftLine:
        """The line to which an activity belongs."""
        return next(line for line in self.draft.lines if any(one.id == activity_id for one in line.activities))

    def toggled(self, ids: Collection[str]) -> "Review":
        """The review with these left out, or taken again if all of them were left out."""
        return replace(self, out=self.out - {*ids} if self.out >= {*ids} else self.out | {*ids})

    def with_change(self, activity: Activity) -> "Review":
        """The review with an activity that was changed, which is taken."""
        return replace(self, changed={**self.changed, activity.id: activity}, out=self.out - {activity.id})

    def with_line(self, line: DraftLine, instead_of: LeftOut) -> "Review":
        """The review with what had been left out."""
        left_out = tuple(one for one in self.draft.left_out if one is not instead_of)
        return replace(self, draft=replace(self.draft, lines=(*self.draft.lines, line), left_out=left_out))

    def carried_to(self, draft: Draft) -> "Review":
        """What was decided, for a draft that was made anew."""
        ids = dict(_keys(draft.lines))
        before = {identity: ids[key] for key, identity in _keys(self.draft.lines) if key in ids}
        changed = {
            before[identity]: one.changed(id=before[identity])
            for identity, one in _free_of(self.changed.items(), before)
        }
        return Review(draft, frozenset(before[identity] for identity in self.out if identity in before), changed)


def _waiting_for(one: Activity, known: Collection[str]) -> Activity:
    waits = tuple(key for key in one.dependencies if key in known)
    return one if waits == one.dependencies else one.changed(dependencies=waits)


def _keys(lines: Iterable[DraftLine]) -> Iterator[tuple[_Key, str]]:
    for line in lines:
        for place, one in enumerate(line.activities):
            yield (line.row.id, line.play.id, place), one.id


def _free_of(items: Iterable[tuple[str, Activity]], before: Mapping[str, str]) -> Iterator[tuple[str, Activity]]:
    """The changed activities that the new draft has, waiting for what they waited for under its new id."""
    for identity, one in items:
        if identity in before:
            waits = tuple(before.get(key, key) for key in one.dependencies)
            yield identity, one.changed(dependencies=waits)
