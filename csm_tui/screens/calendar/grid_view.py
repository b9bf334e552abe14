"""What the calendar's screens show, weeks of a quarter and days of a week: a grid of hours."""

from abc import abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from csm_tui.commands.base import Need
from csm_tui.domain.records.person.worktime import Unplanned
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
    CalendarColumn,
    HoursGrid,
    SpanUse,
    calendar_rows,
    client_name,
    grid,
    span_uses,
)
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell
from csm_tui.widgets.table.grid_table import GridTable


class GridView(QuarterScreen):
    """Rows of activities or clients, columns of days, and the budget of each column at the bottom.

    What can be done with the hours is added by a `GridScreen`.
    """

    CSS_PATH = STYLES / "calendar.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    TABLE: ClassVar[type[GridTable]] = GridTable
    table: GridTable
    _names: ActivityNames

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self.by_client = False
        self.spans: Sequence[CalendarColumn] = ()
        self._uses: Sequence[SpanUse] = ()
        self._hours: HoursGrid = {}
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
    def columns_of(self) -> Sequence[CalendarColumn]:
        """The columns, each one or several days."""

    def _present_column(self) -> int:
        today = self.session.today()
        return next((number for number, span in enumerate(self.spans) if today in span.days), 0)

    @property
    def column(self) -> int:
        """The number of the highlighted column of days."""
        return int(self.table.column) if self.table.column.isdecimal() else self._present_column()

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
        self.table.show_rows(calendar_rows(self.plan, self._hours, self.by_client))
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

    def copied_cells(self, key: Hashable) -> list[str]:
        """The cells of a row; what stands beside each other in its name is copied as three cells."""
        name, *hours = super().copied_cells(key)
        return [name, *hours] if self.by_client else [*self._names.parts(self.plan.by_id[str(key)]), *hours]

    @property
    def copied_titles(self) -> list[str]:
        names = ["Client"] if self.by_client else ["Reference", "Activity", "Client"]
        return [*names, *(span.title for span in self.spans)]

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

    def legend_lines(self, width: int) -> Sequence[Line]:
        from csm_tui.screens.calendar.calendar_legend import calendar_legend

        return calendar_legend(self._calendar_glyphs, width)

    def do_calendar_clients(self) -> None:
        self.by_client = not self.by_client
        self.show_grid()
