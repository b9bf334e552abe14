"""Moving hours by hand: the pins that result when work is moved to another week or day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from csm_tui.domain.records.activity import Activity, Pin
from csm_tui.domain.values.time.hours import QUARTERS, units
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.time_budget import TimeBudget, time_budget
from csm_tui.planning.schedule.timetable import CalendarBlock, Timetable, timetable_of


@dataclass(frozen=True)
class PinEditor:
    """Moves the hours of activities, given the timetable, the budget and today."""

    timetable: Timetable
    budget: TimeBudget
    today: date

    def hours_in(self, activity: Activity, days: Sequence[date]) -> float:
        """The planned hours of an activity on some days."""
        return sum(one.hours for day in days for one in self._blocks(activity, day))

    def kept(self, activity: Activity, days: Sequence[date]) -> list[Pin]:
        """The pins if the hours of these days are pinned where they are."""
        new = [Pin(day=day, hours=one.hours) for day in days for one in self._blocks(activity, day)]
        return [*self._others(activity, days), *new]

    def moved(self, activity: Activity, days: Sequence[date], to: Sequence[date]) -> list[Pin]:
        """The pins if the hours of these days are moved to free hours of other days; the rest goes to the last of them.

        Raises:
            ValueError: there is nothing to move, or no day to move it to; the message is for the user.
        """
        hours = self.hours_in(activity, days)
        if not hours:
            raise ValueError("there are no hours to move in this column")
        return [*self._others(activity, days), *self._placed(hours, to)]

    def split(self, activity: Activity, days: Sequence[date], hours: float) -> list[Pin]:
        """The pins if only `hours` stay on these days and the rest is unpinned.

        Raises:
            ValueError: the days have fewer hours.
        """
        have = self.hours_in(activity, days)
        if hours > have:
            raise ValueError(f"there are only {have:g} h here")
        pins, left = [], units(hours)
        for day in days:
            size = min(left, units(sum(one.hours for one in self._blocks(activity, day))))
            if size:
                pins.append(Pin(day=day, hours=size / QUARTERS))
            left -= size
        return [*self._others(activity, days), *pins]

    def _blocks(self, activity: Activity, day: date) -> list[CalendarBlock]:
        return [one for one in self.timetable.on(day) if one.activity.id == activity.id and not one.spent]

    @staticmethod
    def _others(activity: Activity, days: Sequence[date]) -> list[Pin]:
        return [pin for pin in activity.pins if pin.day not in days]

    def _placed(self, hours: float, to: Sequence[date]) -> list[Pin]:
        days = [day for day in to if day >= self.today]
        if not days:
            raise ValueError("those days are over")
        days = [day for day in days if day in self.timetable.quarter]
        if not days:
            raise ValueError("those days lie after the quarter's end")
        working = [day for day in days if self.budget.of(day)] or days
        free = {day: max(0, self.budget.of(day) - self._used(day)) for day in working}
        pins, left = [], units(hours)
        for day in working:
            size = min(left, free[day])
            if size:
                pins.append(Pin(day=day, hours=size / QUARTERS))
            left -= size
        if left:  # more than is free, so it is shown as overload on days that have hours
            last = working[-1]
            pins.append(Pin(day=last, hours=left / QUARTERS))
        return pins

    def _used(self, day: date) -> int:
        """The hours pinned on a day; other planned hours can give way."""
        return sum(units(one.pinned) for one in self.timetable.on(day))


def pin_editor(workspace: Workspace, quarter: Quarter, today: date) -> PinEditor:
    """The editor for the pins in the plan of a quarter."""
    plan, budget = plan_of(workspace, quarter), time_budget(workspace, quarter)
    return PinEditor(timetable_of(plan, budget, workspace, today), budget, today)
