"""What can be done with the row or the cell under the cursor of a roadmap's page."""

from collections.abc import Callable

from textual import on

from csm_tui.domain.records.engagements.roadmap import CELLS, Milestone, NextStep
from csm_tui.domain.values.reading.amounts import read_amount
from csm_tui.forms.definitions.roadmap.kpi_forms import measure_form
from csm_tui.forms.definitions.roadmap.step_forms import step_touch_form
from csm_tui.planning.roadmap.proposal import step_texts
from csm_tui.screens.base.actions.into_plan import open_activity
from csm_tui.screens.base.parts_screen import PartsScreen
from csm_tui.screens.base.sheet_pane import SheetPane, Step
from csm_tui.screens.roadmap.parts.finance import field_at, number_at
from csm_tui.screens.roadmap.parts.initiative import kpi_at
from csm_tui.screens.roadmap.parts.milestones import reached
from csm_tui.screens.roadmap.parts.part import RoadmapPart, ShownRoadmap
from csm_tui.session.changes import Change
from csm_tui.session.edits.roadmap_changes import cells_pasted, future_actuals, same_to_the_end
from csm_tui.widgets.table.sheet import Sheet


class RowActions(PartsScreen[ShownRoadmap]):
    """The part of the screen that changes what is in one part of the page."""

    part: RoadmapPart

    # Writing in place

    @on(Sheet.Opened)
    async def _opened(self) -> None:
        await self.action_perform("briefing.write")

    async def do_briefing_write(self) -> None:
        if self.spot.key is None:
            await self.do_briefing_new()
            return
        place = self.part.in_place(self.shown, self.spot)
        if place is None:
            self.notify("This follows from the other cells; e edits all of the row")
        elif not self.refuses_changes():
            await self.pane.edit(*place)

    @on(SheetPane.Left)
    async def _left(self, event: SheetPane.Left) -> None:
        typed = event.typed
        if typed is None or typed.result is None or not self._lies_ahead(typed.result):
            if typed is not None:
                self.save(typed)
            self.show_again()
            if self.is_there:
                await self._step(event.step)
            return
        self.show_again()
        await self._ask_ahead(typed.result, lambda: self.save(typed))

    def _lies_ahead(self, change: Change) -> bool:
        """Whether a change enters an actual of a quarter that has not begun."""
        return bool(future_actuals(change, self.shown.one.month))

    async def _ask_ahead(self, change: Change, make: Callable[[], None]) -> None:
        """Ask whether actuals of quarters that have not begun are meant, and make the change if they are."""
        from csm_tui.screens.dialogs.question import YesNoDialog

        def take(sure: bool | None) -> None:
            if sure:
                make()
            else:
                self.notify("Nothing was changed")

        numbers = future_actuals(change, self.shown.one.month)
        which = f"Quarter {numbers[0]}" if len(numbers) == 1 else f"Quarters {numbers[0]} to {numbers[-1]}"
        text = "An actual is what really came; what is expected belongs into the estimates."
        verb = "has" if len(numbers) == 1 else "have"
        await self.app.push_screen(YesNoDialog(f"{which} {verb} not begun. Enter the actual all the same?", text), take)

    async def _step(self, step: Step) -> None:
        match step:
            case "new":
                await self.do_briefing_new()
            case "below" if self._moved_down():
                await self._write_on()
            case "next" if self.sheet.step(1):
                await self._write_on()
            case "previous" if self.sheet.step(-1):
                await self._write_on()

    def _moved_down(self) -> bool:
        before = self.spot
        self.sheet.action_cursor_down()
        return self.spot != before

    async def _write_on(self) -> None:
        """Write in the cell that was reached, if it is one to write in."""
        if self.spot.key is not None and self.part.in_place(self.shown, self.spot) is not None:
            await self.do_briefing_write()

    @on(SheetPane.Pasted)
    async def _pasted(self, event: SheetPane.Pasted) -> None:
        """Fill the cells from the one under the cursor on, down and to the right."""
        number, field = number_at(self.spot), field_at(self.spot)
        if number is None or field is None:
            self.notify("Paste on an amount that is entered: the others follow from those", severity="warning")
            return
        if self.refuses_changes():
            return
        try:
            rows = [[_read(text, line) for text in row.split("\t")] for line, row in _lines(event.text)]
            change = cells_pasted(self.session.workspace, self.shown.roadmap, CELLS[CELLS.index(field) :], number, rows)
        except ValueError as error:
            self.notify(f"Nothing was pasted: {error}", severity="warning", markup=False)
            return
        await self._enter(change, f"Pasted {len(rows)} rows")

    async def _enter(self, change: Change, said: str) -> None:
        """Make a change of amounts; ask before, where actuals lie ahead."""
        if self._lies_ahead(change):
            await self._ask_ahead(change, lambda: self.tell(change, said))
        else:
            self.tell(change, said)

    # The row

    async def do_briefing_new(self) -> None:
        """Open the form of a new row, or go on with one that was begun and left."""
        spec = self.new_form(lambda identity: self.part.new(self.shown, self.spot, identity))
        await self.edit(spec, lambda: self._go_to(spec.record))

    def _go_to(self, key: str) -> None:
        self.show_workspace()
        self.sheet.move_to(key)

    async def do_briefing_row(self) -> None:
        await self.edit(self.part.form(self.shown, self.spot))

    def do_briefing_delete(self) -> None:
        change = self.part.deletion(self.shown, self.spot)
        self.tell(change, change.label[:1].upper() + change.label[1:])

    def do_briefing_earlier(self) -> None:
        self._move(-1)

    def do_briefing_later(self) -> None:
        self._move(1)

    def _move(self, steps: int) -> None:
        spot = self.spot
        change = self.part.moved(self.shown, spot, steps)
        if not change.edits:
            self.notify("It is the first already" if steps < 0 else "It is the last already")
        elif self.apply(change):
            self.sheet.move_to(spot.key, spot.column)

    async def do_briefing_measure(self) -> None:
        kpi = kpi_at(self.shown, self.spot)
        assert kpi is not None
        identity = self.unsaved("measure", kpi.id)
        await self.edit(measure_form(None, kpi, self.session.workspace, self.session.today(), identity))

    def do_briefing_reached(self) -> None:
        milestone = self.part.record(self.shown, self.spot)
        assert isinstance(milestone, Milestone)
        said = "Reached in this month" if milestone.actual is None else "No longer reached"
        self.tell(reached(self.shown, self.spot), said)

    async def do_briefing_same(self) -> None:
        number, field = number_at(self.spot), field_at(self.spot)
        assert number is not None
        assert field is not None
        change = same_to_the_end(self.session.workspace, self.shown.roadmap, field, number)
        if change.edits:
            await self._enter(change, change.label[:1].upper() + change.label[1:])
        else:
            self.notify("It is the same to the end already")

    async def do_briefing_plan(self) -> None:
        """Open a new activity that is filled in so far; saving it links both ways."""
        step, one = self.part.record(self.shown, self.spot), self.shown.one
        assert isinstance(step, NextStep)
        await open_activity(self, step, lambda plan: step_texts(step, one, plan))

    async def do_briefing_touch(self) -> None:
        step, client = self.part.record(self.shown, self.spot), self.shown.one.client
        assert isinstance(step, NextStep)
        identity = self.unsaved("touchpoint", client.id)
        await self.edit(step_touch_form(step, client, self.session.workspace, self.session.today(), identity))


def _lines(text: str) -> list[tuple[int, str]]:
    """The numbered lines of a paste; its last line end is none of its own."""
    return [*enumerate(text.rstrip("\r\n").splitlines(), 1)]


def _read(text: str, line: int) -> int | float | None:
    """An amount out of a paste. Raises ValueError, with the line, for another text."""
    try:
        return read_amount(text)
    except ValueError as error:
        raise ValueError(f'line {line}, "{text.strip()}": {error}') from None
