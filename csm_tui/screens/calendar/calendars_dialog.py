"""The calendars that were taken in: read once more, chosen from anew, and removed."""

from asyncio import to_thread
from collections.abc import Awaitable, Callable, Hashable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.exchange.calendar.told import renewed
from csm_tui.planning.plan.calendars import TakenIn, calendars_taken_in
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.actions.ask_file import bytes_of, refusals
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.screens.calendar.appointments import reader, take_calendar, take_in
from csm_tui.screens.cells.messages import deleted_message
from csm_tui.screens.dialogs.list_dialog import ChangingDialog
from csm_tui.session.changes import deletion
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


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

    def _found(self) -> dict[str, TakenIn]:
        return calendars_taken_in(self.work.session.workspace)

    def cells(self, key: Hashable) -> Sequence[Cell]:
        one = self._found().get(str(key))
        if one is None:
            return [Cell("")] * len(self.COLUMNS)
        none = self.work.glyphs.none
        read = none if one.calendar is None else one.calendar.read.isoformat()
        hours = shown_hours(one.hours(self.work.session.workspace, self.work.quarter))
        return Cell(one.name), Cell(hours), Cell(read, "dim"), Cell(one.file or none, "dim")

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
        one = self._found().get(str(self.chosen))
        if one is not None and not self.work.refuses_changes():
            if self.work.apply(deletion(one.records, self.work.session.workspace)):
                self.notify(deleted_message([f"calendar {one.name}"]), markup=False)
            self.show()

    def _with_file(self, key: Hashable, take: Callable[[Path, bytes], Awaitable[None]]) -> None:
        """Hand the file of a calendar on in a worker; say so if it is not known or refused."""
        one = self._found().get(str(key))
        if one is None or self.work.refuses_changes():
            return
        if one.file:
            self.run_worker(self._hand_on(Path(one.file), take), exclusive=True)
        else:
            said = f"It is not known where {one.name} was: n reads it from its file"
            self.notify(said, severity="warning", markup=False)

    async def _hand_on(self, file: Path, take: Callable[[Path, bytes], Awaitable[None]]) -> None:
        problems: dict[str, str] = {}
        with refusals(file, problems):
            await take(file, bytes_of(file))
        for problem in problems.values():
            self.notify(problem, severity="error", markup=False)

    async def _renew(self, file: Path, data: bytes) -> None:
        taking = await to_thread(reader(self.work, file, data))
        said = take_in(self.work, taking, taking.usual)
        if said:
            self.notify("; ".join((said, *renewed(taking))), markup=False)
        self.show()
