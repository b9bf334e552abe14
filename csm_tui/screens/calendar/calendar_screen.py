"""The calendar of the quarter: thirteen weeks of hours, and the days of one of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.values.time.quarter import WORKDAYS
from csm_tui.planning.plan.time_budget import week_days
from csm_tui.screens.calendar.calendar_view import CalendarColumn
from csm_tui.screens.calendar.grid_screen import GridScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.session import Session
from csm_tui.widgets.table.band_table import BandTable
from csm_tui.widgets.table.grid_table import GridTable


class _Weeks(GridTable):
    """Names in the bar of keys what enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Days")]


_FAR_DAYS = 21
"""How many days are searched for one that has hours."""


class CalendarScreen(GridScreen):
    """A column for each week of the quarter."""

    SPEC = BY_ID["calendar"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    TABLE = _Weeks

    def columns_of(self) -> Sequence[CalendarColumn]:
        this = self.quarter.week_of(self.session.today())
        mondays = self.quarter.mondays
        new_month = [True, *(one.month != other.month for one, other in pairwise(mondays))]
        return [
            CalendarColumn(tuple(week_days(monday)), str(monday.day), f"{monday:%b}" if new else "", number == this)
            for number, (monday, new) in enumerate(zip(mondays, new_month, strict=True))
        ]

    def beside(self, step: int) -> Sequence[date]:
        return week_days(self.spans[self.column].days[0] + timedelta(weeks=step))

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.do_calendar_week()

    async def do_calendar_week(self) -> None:
        await self.app.push_screen(WeekScreen(self.session, self.glyphs, self))


class WeekScreen(GridScreen):
    """A column for each day of a week."""

    SPEC = BY_ID["week"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)

    def __init__(self, session: Session, glyphs: Glyphs, calendar: CalendarScreen) -> None:
        super().__init__(session, glyphs)
        self.quarter = calendar.quarter
        self._monday = calendar.spans[calendar.column].days[0]
        self._row = calendar.table.cursor_key

    def on_mount(self) -> None:
        super().on_mount()
        if self._row is not None:
            self.table.move_to(self._row)

    def columns_of(self) -> Sequence[CalendarColumn]:
        today = self.session.today()
        return [
            CalendarColumn(
                (day,), f"{day:%a} {day.day}", f"{day:%b}" if day == self._monday or day.day == 1 else "", day == today
            )
            for day in week_days(self._monday)
            if day.weekday() < WORKDAYS or self.timetable.on(day)
        ]

    def beside(self, step: int) -> Sequence[date]:
        day = self.spans[self.column].days[0] + timedelta(days=step)
        while not self.budget.of(day) and abs((day - self._monday).days) < _FAR_DAYS:
            day += timedelta(days=step)
        return (day,)
