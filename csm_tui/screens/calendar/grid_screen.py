"""The base of the calendar's screens, weeks of a quarter and days of a week: a grid of hours."""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from csm_tui.commands.base import Need
from csm_tui.domain.records.activity import Pin
from csm_tui.domain.records.worktime import Unplanned
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.quarter import monday_of
from csm_tui.forms.definitions.worktime_forms import week_form
from csm_tui.planning.schedule.pins import PinEditor
from csm_tui.resources import STYLES
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.screens.calendar.activity_names import ActivityNames
from csm_tui.screens.calendar.calendar_cells import (
    CALENDAR_ASCII,
    CALENDAR_UNICODE,
    foot,
    head,
    hours_cell_text,
    hours_text,
    row_cells,
    span_columns,
)
from csm_tui.screens.calendar.calendar_heading import calendar_heading
from csm_tui.screens.calendar.calendar_view import (
    Grid,
    Span,
    SpanUse,
    client_name,
    grid,
    rows_of,
    span_uses,
)
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.quarter_lines import STYLE_WORDS, misfits, nothing_to_do
from csm_tui.session.changes import Change, Edit
from csm_tui.session.plan_changes import pinned
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell
from csm_tui.widgets.table.grid_table import GridTable


class GridScreen(QuarterScreen):
    """Rows of activities or clients, columns of days, and the budget of each column at the bottom."""

    CSS_PATH = STYLES / "calendar.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    TABLE: ClassVar[type[GridTable]] = GridTable
    table: GridTable
    _names: ActivityNames

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self.by_client = False
        self.spans: Sequence[Span] = ()
        self._uses: Sequence[SpanUse] = ()
        self._hours: Grid = {}
        self.table = self.TABLE(self._cells, id="hours", ascii_only=glyphs.is_ascii)
        self._calendar_glyphs = CALENDAR_ASCII if glyphs.is_ascii else CALENDAR_UNICODE
        self._heading = LinePane(id="grid-heading")
        self._foot = LinePane(id="grid-foot")

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self.table
        yield self._foot
        yield from self.frame()

    def on_mount(self) -> None:
        self.begin()
        self.table.move_to_column(str(self._present_column()))

    # What is shown

    @abstractmethod
    def columns_of(self) -> Sequence[Span]:
        """The columns, each one or several days."""

    def _present_column(self) -> int:
        today = self.session.today()
        return next((number for number, span in enumerate(self.spans) if today in span.days), 0)

    def has(self, need: Need) -> bool:
        if need == "activity":
            return not self.by_client and self.table.cursor_key is not None
        return super().has(need)

    def show_workspace(self) -> None:
        if self.derive():
            self.show_grid()

    def show_grid(self) -> None:
        """Redraw everything."""
        self.spans = self.columns_of()
        unplanned = self._unplanned()
        self._uses = span_uses(self.timetable, self.budget, unplanned, self.spans)
        self._names = ActivityNames(self.plan)
        self._hours = grid(self.timetable, self.spans, self.by_client)
        self.table.show_columns(span_columns(self.spans, [*self._texts()]))
        self.table.redraw()
        self.table.show_empty("Nothing is planned: 3 goes to the plan, n adds an activity there")
        self.table.show_rows(rows_of(self.plan, self._hours, self.by_client))
        self._heading.show(self.heading_lines)
        self._show_around()

    def heading_lines(self, width: int) -> Sequence[Line]:
        today = self.session.today()
        return calendar_heading(self.plan, self.timetable, today, width, self.glyphs, present=self.is_present)

    def _texts(self) -> Iterator[str]:
        """All texts of hours, which determine the width of the columns."""
        yield from (
            hours_cell_text(hours, self._calendar_glyphs) for row in self._hours.values() for hours in row.values()
        )
        yield from (
            hours_text(size, self._calendar_glyphs)
            for use in self._uses
            for size in (use.budget, use.onboarding, use.over)
        )

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        hours = self._hours.get(str(key), {})
        if self.by_client:
            return row_cells(client_name(self.plan, str(key)), hours, self.spans, self._uses, self._calendar_glyphs)
        activity = self.plan.by_id[str(key)]
        name, short = self._names.of(activity)
        return row_cells(
            name, hours, self.spans, self._uses, self._calendar_glyphs, short=short,
            deadline=self.plan.deadline(activity) if activity.open else None, late=self.row(activity).is_late,
        )  # fmt: skip

    def copied_cells(self) -> list[str]:
        """The cells of the row under the cursor; what stands beside each other in its name is copied as three cells."""
        name, *hours = super().copied_cells()
        return [name, *hours] if self.by_client else [*self._names.parts(self.activity), *hours]

    def _show_around(self) -> None:
        """Show the lines above and below the rows, which have details of the highlighted column."""
        name, short = ("Client", "") if self.by_client else self._names.title
        title = Cell(name, short=short)
        self.table.show_head(head(self.spans, self._uses, title, self.column, self._calendar_glyphs))
        self.call_after_refresh(self._show_foot)

    def _show_foot(self) -> None:
        lines = foot(self._uses, self.column, self._calendar_glyphs)
        self._foot.show(lambda _: [self.table.aligned(cells, align) for cells, align in lines])

    def _unplanned(self) -> dict[date, float]:
        hours: dict[date, float] = {}
        for one in self.session.workspace.table(Unplanned).records.values():
            hours[one.day] = hours.get(one.day, 0) + one.hours
        return hours

    @on(BandTable.ColumnMoved)
    def _column_moved(self) -> None:
        self._show_around()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_foot)

    # The hours

    @property
    def column(self) -> int:
        """The number of the highlighted column of days."""
        return int(self.table.column) if self.table.column.isdecimal() else self._present_column()

    @property
    def pin_editor(self) -> PinEditor:
        return PinEditor(self.timetable, self.budget, self.session.today())

    @abstractmethod
    def beside(self, step: int) -> Sequence[date]:
        """The days of the next (1) or previous (-1) column, to which hours of the highlighted column are moved."""

    def do_calendar_earlier(self) -> None:
        self._move(-1)

    def do_calendar_later(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        days, to = self.spans[self.column].days, self.beside(step)
        if self._pin("move", lambda: self.pin_editor.moved(self.activity, days, to)):
            self.table.move_to_column(str(max(0, min(self.column + step, len(self.spans) - 1))))

    def do_calendar_pin(self) -> None:
        days = self.spans[self.column].days
        if not self.pin_editor.hours_in(self.activity, days):
            self.notify("There are no hours to keep in this column", severity="warning")
        else:
            self._pin("pin", lambda: self.pin_editor.kept(self.activity, days))

    def _pin(self, what: str, pins: Callable[[], Iterable[Pin]]) -> bool:
        try:
            change = pinned(self.activity, pins(), what)
        except ValueError as error:
            self.notify(str(error).capitalize(), severity="warning", markup=False)
            return False
        return self.change_plan(change)

    async def do_calendar_split(self) -> None:
        from csm_tui.forms.definitions.split_form import split_form

        days = self.spans[self.column].days
        if not self.pin_editor.hours_in(self.activity, days):
            self.notify("There are no hours to split in this column", severity="warning")
        else:
            await self.edit(split_form(self.activity, self.pin_editor, days))

    def do_calendar_unpin(self) -> None:
        if not self.activity.pins:
            self.notify("Nothing of this activity is pinned", severity="warning")
        else:
            self.change_plan(pinned(self.activity, (), "unpinning"))

    def do_calendar_unpin_all(self) -> None:
        pinned_ones = [one for one in self.plan.activities if one.pins]
        edits = tuple(Edit(one, one.changed(pins=())) for one in pinned_ones)
        if not edits:
            self.notify("Nothing is pinned", severity="warning")
        elif self.change_plan(Change("unpinning of all", edits)):
            names = some_names([one.reference for one in pinned_ones])
            self.notify(f"Unpinned {names}: all hours are placed again; u takes it back", markup=False)

    def do_calendar_style(self) -> None:
        before = self.session.workspace.settings
        style = ScheduleStyle.LEVEL if before.plan.style is ScheduleStyle.ASAP else ScheduleStyle.ASAP
        after = before.changed(plan=before.plan.changed(style=style))
        self.apply(Change(f"placing of the hours {STYLE_WORDS[style]}", settings=(before, after)))
        problems = misfits(self.timetable)
        if problems:
            self.notify(problems[0].text, severity="error", markup=False)
        else:
            self.notify(f"Hours are placed {STYLE_WORDS[style]}: {self._all_well}")

    @property
    def _all_well(self) -> str:
        """The message if everything fits."""
        is_open = any(one.open for one in self.plan.activities)
        return "every deadline is met" if is_open else nothing_to_do(self.plan).lower()

    # Around them

    def do_calendar_clients(self) -> None:
        self.by_client = not self.by_client
        self.show_grid()

    async def do_calendar_week_hours(self) -> None:
        monday = monday_of(self.spans[self.column].days[0])
        await self.edit(week_form(monday, self.session.workspace, self.session.today()))

    async def do_calendar_leave(self) -> None:
        from csm_tui.screens.calendar.leave_dialog import LeaveDialog

        await self.app.push_screen(LeaveDialog(self))

    async def do_calendar_busy(self) -> None:
        from csm_tui.screens.calendar.appointments import read_calendar

        await read_calendar(self)

    async def do_table_export(self) -> None:
        from csm_tui.exchange.exports import calendar_export
        from csm_tui.screens.base.ask_export import ask_export

        session = self.session
        first = max(session.today(), self.quarter.start)
        if first > self.quarter.end:
            self.notify("This quarter is over: nothing of it is left to be worked", severity="warning")
            return
        await ask_export(self, calendar_export(self.plan, self.timetable, first, self.quarter.end, session.now()))

    async def do_calendar_edit(self) -> None:
        await self.edit_activity()

    async def do_calendar_log(self) -> None:
        await self.log_hours()

    def legend_lines(self, width: int) -> Sequence[Line]:
        from csm_tui.screens.calendar.calendar_legend import calendar_legend

        return calendar_legend(self._calendar_glyphs, width)

    async def do_calendar_problems(self) -> None:
        from csm_tui.screens.calendar.problems_dialog import ProblemsDialog

        found = misfits(self.timetable)
        if found:
            await self.app.push_screen(ProblemsDialog(found, ascii_only=self.glyphs.is_ascii), self._go_to)
        else:
            self.notify(f"{self._all_well[0].upper()}{self._all_well[1:]}")

    def _go_to(self, activity: str | None) -> None:
        if activity is None:
            return
        if self.by_client:
            self.do_calendar_clients()
        self.table.move_to(activity)
