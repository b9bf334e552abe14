"""Reviewing a draft line by line: what is taken, what is changed, and what is left out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from csm_tui.domain.records.activity import Activity
from csm_tui.planning.draft.draft import DraftLine, LeftOut, PlanDraft, PlanRoom
from csm_tui.planning.plan.plan import Plan


class ActivityPlace(NamedTuple):
    """Where an activity stands: the ids of the client and of the play, and its number in that, from 0. The same in
    every draft of the same data, though the ids of the activities are not."""

    client: str
    play: str
    number: int


@dataclass(frozen=True)
class Review:
    """A draft with what was decided about it: the ids of the activities that are left out, those that were changed, by
    id, and the lines that were taken in though the draft leaves them out."""

    draft: PlanDraft
    out: frozenset[str] = frozenset()
    changed: Mapping[str, Activity] = field(default_factory=dict)
    added: tuple[DraftLine, ...] = ()

    @property
    def is_begun(self) -> bool:
        """Whether anything was decided."""
        return bool(self.out or self.changed or self.added)

    @cached_property
    def places(self) -> Mapping[str, ActivityPlace]:
        """Where each activity stands, by id."""
        return {
            one.id: ActivityPlace(line.row.id, line.play.id, number)
            for line in self.draft.lines
            for number, one in enumerate(line.activities)
        }

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
    def room(self) -> PlanRoom:
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
        draft = replace(self.draft, lines=(*self.draft.lines, line), left_out=left_out)
        return replace(self, draft=draft, added=(*self.added, line))


def _waiting_for(one: Activity, known: Collection[str]) -> Activity:
    waits = tuple(key for key in one.dependencies if key in known)
    return one if waits == one.dependencies else one.changed(dependencies=waits)
