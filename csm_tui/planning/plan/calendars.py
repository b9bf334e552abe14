"""The calendars that were taken in, each with what it takes from a quarter."""

from dataclasses import dataclass
from functools import cached_property

from csm_tui.domain.record import Entity
from csm_tui.domain.records.person.calendar import Calendar
from csm_tui.domain.records.person.worktime import Appointment
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.appointments import busy_hours
from csm_tui.planning.plan.time_budget import hours_taken, time_budget


@dataclass(frozen=True)
class TakenIn:
    """A calendar and its appointments. Of one that an older version took in there are only these: `calendar` is None.

    `key` tells it from the others.
    """

    key: str
    name: str
    calendar: Calendar | None
    appointments: tuple[Appointment, ...]

    @property
    def file(self) -> str:
        """The path of the file that it was read from, "" if it is not known."""
        return "" if self.calendar is None else self.calendar.file

    @cached_property
    def records(self) -> tuple[Entity, ...]:
        """What is to be deleted to remove it; all else goes with that."""
        return self.appointments if self.calendar is None else (self.calendar,)

    def hours(self, workspace: Workspace, quarter: Quarter) -> float:
        """The hours that it alone takes from a quarter."""
        busy = busy_hours(self.appointments, workspace.settings.hours.working)
        inside = {day: hours for day, hours in busy.items() if day in quarter}
        return sum(hours_taken(inside, time_budget(workspace, quarter)).values())


def calendars_taken_in(workspace: Workspace) -> dict[str, TakenIn]:
    """The calendars by their keys, in the order of their names; behind them those of older versions."""
    appointments = workspace.table(Appointment)
    calendars = sorted(workspace.table(Calendar).records.values(), key=lambda one: natural_key(one.name))
    found = {one.id: TakenIn(one.id, one.name, one, appointments.of(one.id)) for one in calendars}
    former: dict[str, list[Appointment]] = {}
    for one in appointments.records.values():
        if not one.calendar:
            former.setdefault(one.source, []).append(one)
    return found | {source: TakenIn(source, source, None, tuple(some)) for source, some in sorted(former.items())}
