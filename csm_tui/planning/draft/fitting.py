"""Fitting plays into a plan: within its size, its hours, and days on which all of it can be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.draft.draft import DraftLine, PlanDraft, kept_in
from csm_tui.planning.draft.options import Option
from csm_tui.planning.plan.time_budget import TimeBudget
from csm_tui.planning.playbooks.activities import Asked, activities_from, hours_of
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.schedule.timetable import Timetable, timetable_of

_LEAST, _LEAST_WITH_REQUEST = 2, 3
"""How many activities of a play are kept at least: two, three if the third is the one that asks for something."""


@dataclass(frozen=True)
class _Placed:
    """A line with what else its play holds, and the days on which it asks for something."""

    line: DraftLine
    steps: Sequence[Asked]

    def requests(self) -> list[date]:
        asks = {one.activity.id for one in self.steps if one.request}
        return [one.deadline for one in self.line.activities if one.id in asks and one.deadline is not None]


class Fitting:
    """The draft while it grows. `merged`: what is done week by week is one activity with all its hours."""

    def __init__(self, empty: PlanDraft, workspace: Workspace, today: date, budget: TimeBudget, merged: bool) -> None:
        self._draft = empty
        self._workspace = workspace
        self._today = today
        self._budget = budget
        self._merged = merged
        self._placed: list[_Placed] = []
        self._kept = len([*kept_in(empty.plan)])
        self._late = self._late_in(self._timetable(()))

    @property
    def lines(self) -> list[DraftLine]:
        return [one.line for one in self._placed]

    @property
    def count(self) -> int:
        """How many activities the plan would hold."""
        return self._kept + sum(len(one.line.activities) for one in self._placed)

    def add(self, option: Option, most: int, play: Play | None = None) -> str:
        """Add a play with as few activities as make sense, the plan holding at most so many.

        `play`: another one than the option's first, which is to follow what is done for the client. Returns "", or why
        it does not fit.
        """
        chosen = play or option.play
        missing = self._missing_places(chosen, most) or self._missing_hours(self._activities(), chosen, option.row)
        if missing:
            return missing
        mine = [one for one in self._placed if one.line.row is option.row]
        begin = date.min if play is None else _after(mine, chosen.category)
        requests = [day for one in mine for day in one.requests()]
        steps = activities_from(
            chosen, option.row, self._draft.plan, self._budget, merged=self._merged, begin=begin, requests=requests
        )
        within = [one for one in steps if self._begins_within(one.activity)]
        if not within:
            return "there is no day left for it in the quarter"
        activities = self._fitted([one.activity for one in within[: least_of(chosen)]], option.row)
        if isinstance(activities, str):
            return activities
        line = DraftLine(option.row, chosen, tuple(activities), len(steps), option.why)
        self._placed.append(_Placed(line, within))
        return ""

    def lengthen(self, most: int) -> None:
        """Give every line one activity more in its turn, until the plan holds so many or all are whole."""
        stuck: set[int] = set()
        grew = True
        while grew and self.count < most:
            grew = False
            for place, one in enumerate(self._placed):
                number = len(one.line.activities)
                if place in stuck or number == len(one.steps) or self.count >= most:
                    continue
                more = self._fitted([one.steps[number].activity], one.line.row, one.line.activities)
                if isinstance(more, str):
                    stuck.add(place)
                    continue
                line = replace(one.line, activities=(*one.line.activities, *more))
                self._placed[place] = replace(one, line=line)
                grew = True

    def _activities(self) -> list[Activity]:
        return [activity for one in self._placed for activity in one.line.activities]

    def _begins_within(self, one: Activity) -> bool:
        quarter, first = self._draft.quarter, max(self._today, self._draft.quarter.start)
        return first <= quarter.end and (one.deadline or first) <= quarter.end

    def _fitted(self, new: Sequence[Activity], row: Row, before: Iterable[Activity] = ()) -> list[Activity] | str:
        """The new activities with deadlines that can be met beside all others, or why there are none.

        Where their own cannot be met, they are as late as they must be: before the decision if that can be.
        """
        others = self._activities()
        missing = self._missing_hours([*others, *new])
        if missing:
            return missing
        wanted = _in_order_of_waiting(new, before)
        if self._holds([*others, *wanted]):
            return wanted
        end = self._draft.quarter.end
        for last in (min(end, row.decision or end), end):
            shifted = self._shifted(wanted, last, others, before)
            if shifted is not None:
                return shifted
        return "not all of it can be done within the quarter"

    def _shifted(
        self, wanted: Sequence[Activity], last: date, others: Sequence[Activity], before: Iterable[Activity]
    ) -> list[Activity] | None:
        """The activities with the deadlines that can be met, up to a last day; None if they cannot be met."""
        found = self._timetable([*others, *(_due_by(one, last) for one in wanted)])
        if not self._late_in(found) <= self._late:
            return None
        ends: dict[str, date] = {}
        for block in found.blocks:
            ends[block.activity.id] = max(block.day, ends.get(block.activity.id, block.day))
        shifted = _in_order_of_waiting([_due_by(one, ends.get(one.id)) for one in wanted], before)
        return shifted if self._holds([*others, *shifted]) else None

    def _missing_places(self, play: Play, most: int) -> str:
        least = least_of(play)
        if self.count + least <= most:
            return ""
        whole = len(play.activity)
        needed = str(whole) if least == whole else f"at least {least} of its {whole}"
        return f"the plan is full: {self.count} activities, and this needs {needed}"

    def _missing_hours(self, activities: Sequence[Activity], play: Play | None = None, row: Row | None = None) -> str:
        """Which hours are missing for these activities, and the least that a play for a client takes."""
        room = self._draft.room(activities)
        more = 0.0 if play is None or row is None else _least_hours(play, row)
        onboard = play is not None and play.category is Category.ONBOARD
        hours, onboarding = room.hours - (0 if onboard else more), room.onboarding - (more if onboard else 0)
        if hours < 0:
            return f"{shown_hours(-hours)} h are missing"
        return f"{shown_hours(-onboarding)} h are missing for onboarding" if onboarding < 0 else ""

    def _holds(self, activities: Sequence[Activity]) -> bool:
        return self._late_in(self._timetable(activities)) <= self._late

    def _timetable(self, activities: Iterable[Activity]) -> Timetable:
        plan = self._draft.plan_with(activities)
        return timetable_of(plan, self._budget, self._workspace, self._today, ScheduleStyle.ASAP)

    def _late_in(self, found: Timetable) -> frozenset[str]:
        """What goes wrong in a timetable: the ids of what is late, and of what is in an overload."""
        late = {one.activity.id for one in found.late}
        return frozenset(late | {one.id for stretch in found.overload for one in stretch.activities})


def _least_hours(play: Play, row: Row) -> float:
    """The hours of those activities of a play that are always kept, each done once."""
    return sum(hours_of(one, 1, row) for one in play.activity[: least_of(play)])


def least_of(play: Play) -> int:
    """How many activities of a play are kept at least."""
    asks_third = any(one.request for one in play.activity[_LEAST:_LEAST_WITH_REQUEST])
    return min(_LEAST_WITH_REQUEST if asks_third else _LEAST, len(play.activity))


def _after(placed: Iterable[_Placed], category: Category) -> date:
    """The day after all that is done for a client for the same purpose."""
    days = [
        activity.deadline
        for one in placed
        for activity in one.line.activities
        if one.line.play.category is category and activity.deadline is not None
    ]
    return max(days, default=date.min) + timedelta(days=1)


def _due_by(one: Activity, end: date | None) -> Activity:
    """The activity, not due before a day."""
    return one if end is None or one.deadline is None or end <= one.deadline else one.changed(deadline=end)


def _in_order_of_waiting(activities: Iterable[Activity], before: Iterable[Activity]) -> list[Activity]:
    """The activities, none due before what it waits for."""
    due = {one.id: one.deadline for one in before}
    found: list[Activity] = []
    for one in activities:
        days = [day for key in one.dependencies if (day := due.get(key)) is not None]
        later = one.changed(deadline=max([one.deadline, *days])) if one.deadline is not None else one
        due[one.id] = later.deadline
        found.append(later)
    return found
