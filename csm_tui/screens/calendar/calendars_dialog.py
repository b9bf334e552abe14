"""The calendars that were taken in: read once more, chosen from anew, and removed."""

from asyncio import to_thread
from collections.abc import Awaitable, Callable, Hashable, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from csm_tui.domain.records.calendar import Calendar
from csm_tui.domain.records.worktime import Appointment
from csm_tui.domain.values.hours import shown_hours
from csm_tui.domain.values.names import some_names
from csm_tui.exchange.calendar.told import new_titles, unread
from csm_tui.planning.plan.appointments import busy_hours
from csm_tui.planning.plan.time_budget import hours_taken
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.ask_file import bytes_of, refusals
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.screens.calendar.appointments import reader, take_calendar, take_in
from csm_tui.screens.cells.messages import deleted_message
from csm_tui.screens.dialogs.list_dialog import ChangingDialog
from csm_tui.session.changes import deletion
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


class _Row(NamedTuple):
    """A calendar, None for one of an older version, of which there are only its appointments."""

    calendar: Calendar | None
    name: str
    appointments: tuple[Appointment, ...]


class CalendarsDialog(ChangingDialog[None]):
    """Lists the calendars by name."""

    TITLE_LINE = "Calendars"
    EMPTY = "None was taken in: n reads one"
    COLUMNS = (
        Column("name", "Calendar", "Calendar", 30, 24, grows=True),
        Column("hours", "This quarter", "Hours", 13, 6, "right"),
        Column("read", "Read", "Read", 12, 11),
        Column("file", "File", "File", 40, 30, grows=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,I", "new", "Read another"),
        Binding("enter", "open_row", "Choose events", priority=True),  # or the table's own would hide it from the bar
        Binding("r", "renew", "Read again"),
        Binding("d", "remove", "Remove"),
    ]

    def __init__(self, screen: QuarterScreen) -> None:
        super().__init__(ascii_only=screen.glyphs.is_ascii)
        self.work = screen

    def lines(self) -> Sequence[Line]:
        settings = self.work.session.workspace.settings.hours
        return [[(f" Their appointments take hours off the days, from {settings.begin} to {settings.end}.", "dim")]]

    def rows(self) -> Sequence[Hashable]:
        return [*self._found()]

    def _found(self) -> dict[str, _Row]:
        """The calendars by id, those of older versions by the names of their files."""
        workspace = self.work.session.workspace
        appointments = workspace.table(Appointment)
        rows = {
            one.id: _Row(one, one.name, appointments.of(one.id))
            for one in sorted(workspace.table(Calendar).records.values(), key=lambda one: one.name)
        }
        former: dict[str, list[Appointment]] = {}
        for one in appointments.records.values():
            if not one.calendar:
                former.setdefault(one.source, []).append(one)
        return rows | {source: _Row(None, source, tuple(found)) for source, found in former.items()}

    def cells(self, key: Hashable) -> Sequence[Cell]:
        row = self._found().get(str(key))
        if row is None:
            return [Cell("")] * len(self.COLUMNS)
        none = self.work.glyphs.none
        read, file = (none, none) if row.calendar is None else (row.calendar.read.isoformat(), row.calendar.file)
        return Cell(row.name), Cell(shown_hours(self._hours(row))), Cell(read, "dim"), Cell(file or none, "dim")

    def _hours(self, row: _Row) -> float:
        """The hours that a calendar alone takes from the quarter."""
        work = self.work
        busy = busy_hours(row.appointments, work.session.workspace.settings.hours.working)
        quarter = {day: hours for day, hours in busy.items() if day in work.quarter}
        return sum(hours_taken(quarter, work.budget).values())

    async def open(self, key: Hashable) -> None:
        """Read the file again, and choose anew what of it counts."""
        self._with_file(key, lambda file, data: take_calendar(self.work, file, data, self.show))

    async def action_new(self) -> None:
        """Read another calendar."""
        if not self.work.refuses_changes():
            await app_of(self.app).bring_in(self.show)

    def action_renew(self) -> None:
        """Read the file again; what counts stays as it was chosen."""
        if self.chosen is not None:
            self._with_file(self.chosen, self._renew)

    def action_remove(self) -> None:
        """Remove the calendar under the cursor with all its appointments."""
        row = self._found().get(str(self.chosen))
        if row is not None and not self.work.refuses_changes():
            gone = row.appointments if row.calendar is None else (row.calendar,)
            if self.work.apply(deletion(gone, self.work.session.workspace)):
                self.notify(deleted_message([f"calendar {row.name}"]), markup=False)
        self.show()

    def _with_file(self, key: Hashable, take: Callable[[Path, bytes], Awaitable[None]]) -> None:
        """Hand the file of a calendar on in a worker; say so if it is not known or refused."""
        row = self._found().get(str(key))
        if row is None or self.work.refuses_changes():
            return
        if row.calendar is None or not row.calendar.file:
            said = f"It is not known where {row.name} was: n reads it from its file"
            self.notify(said, severity="warning", markup=False)
            return
        self.run_worker(self._hand_on(Path(row.calendar.file), take), exclusive=True)

    async def _hand_on(self, file: Path, take: Callable[[Path, bytes], Awaitable[None]]) -> None:
        problems: dict[str, str] = {}
        with refusals(file, problems):
            await take(file, bytes_of(file))
        for problem in problems.values():
            self.notify(problem, severity="error", markup=False)

    async def _renew(self, file: Path, data: bytes) -> None:
        taking = await to_thread(reader(self.work, file, data))
        said = take_in(self.work, taking, taking.usual)
        new = new_titles(taking, taking.usual)
        not_read = [title for title, _ in unread(taking.found)]
        told = [said, f"new: {some_names(new)}" if new else "", f"not read: {some_names(not_read)}" if not_read else ""]
        if said:
            self.notify("; ".join(filter(None, told)), markup=False)
        self.show()
