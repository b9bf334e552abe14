"""What can be done with the entry, row or prompt under the cursor of an evaluation's form."""

from typing import cast

from textual import on

from csm_tui.commands.base import Command
from csm_tui.commands.per_screen.engagements.evaluation_form import (
    DeleteCell,
    EditCell,
    EditorForm,
    NewCell,
    PlacedCommand,
    WriteCell,
)
from csm_tui.domain.record import Entity
from csm_tui.domain.records.engagements.evaluation import Entry, EvaluationState, Section
from csm_tui.domain.records.engagements.matrix import Matrix, MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer, Prompt
from csm_tui.forms.definitions.evaluations.evaluation_forms import answer_id
from csm_tui.planning.evaluations.engagements import matrix_rows
from csm_tui.planning.evaluations.proposal import Source
from csm_tui.screens.base.actions.into_plan import ask_activity
from csm_tui.screens.base.parts_screen import CellSpot, InPlace, PartsScreen
from csm_tui.screens.base.sheet_pane import SheetPane, Step
from csm_tui.screens.evaluations.parts import Adding, FormPart, ShownEvaluation
from csm_tui.session.changes import addition, deletion, edition
from csm_tui.session.edits.evaluation_changes import rematrixed, resectioned, retired, stated
from csm_tui.session.edits.ordering import moved
from csm_tui.widgets.table.sheet import Sheet

_WRITING = WriteCell, NewCell, EditCell, DeleteCell, PlacedCommand, EditorForm
"""Commands that change what is written in the sections, which a final evaluation asks about first."""


class CellActions(PartsScreen[ShownEvaluation]):
    """The part of the screen that changes what is in one part of the form."""

    part: FormPart
    adding: Adding | None = None
    """The new record that is being typed."""

    @property
    def record(self) -> Entity | None:
        """The entry, row, answer or prompt under the cursor."""
        return None if self.spot.key is None else self.part.record(self.shown, self.spot)

    def move_to(self, spot: CellSpot) -> None:
        """Put the cursor on a cell."""
        self.sheet.move_to(spot.key, spot.column)

    # A final evaluation

    async def perform(self, command: type[Command], *numbers: int) -> None:
        """Carry out a command, or say why it cannot run. Nothing is typed before it is clear that it may be written."""
        if self._is_closed_to(command) and command.reason(self.context) is None:
            await self._ask_to_reopen(command)
        else:
            await super().perform(command, *numbers)

    def _is_closed_to(self, command: type[Command]) -> bool:
        """Whether a command would write into sections that are final. The matrices and the prompts never are: they
        belong to the engagement and are the same in all its phases."""
        writes = issubclass(command, _WRITING) and (self.part.of_phase or command is EditorForm)
        return writes and self.is_there and self.shown.row.evaluation.state is EvaluationState.FINAL

    async def _ask_to_reopen(self, command: type[Command]) -> None:
        from csm_tui.screens.dialogs.question import YesNoDialog

        async def take(sure: bool | None) -> None:
            if sure and self.is_there and self.apply(stated(self.shown.row.evaluation)):
                await self.perform(command)

        text = f"Then it goes on: {command.NAME.lower()}. Afterwards x makes it final again."
        await self.app.push_screen(YesNoDialog("The evaluation is final. Make it a draft again?", text), take)

    # Writing in place

    @on(Sheet.Opened)
    async def _opened(self) -> None:
        await self.action_perform("cell.write")

    async def do_cell_write(self) -> None:
        place = self.part.in_place(self.shown, self.spot)
        if place is None:
            await self.do_cell_new()
        else:
            await self._write(place)

    async def do_cell_new(self) -> None:
        """Begin a new record, or go on with one that was begun and left."""
        spec = self.new_form(lambda identity: self.part.new(self.shown, self.spot, identity))
        spot = self.part.new_spot(self.shown, self.spot, spec.record)
        if spot is None:
            await self.edit(spec, lambda: self.move_to(CellSpot(spec.record)))
            return
        self.adding = Adding(spec.parent, spec.record)
        self.show_workspace()
        self.move_to(spot)
        await self._write(InPlace(spec, spec.focus))

    async def _write(self, place: InPlace) -> None:
        if not self.refuses_changes():
            await self.pane.edit(*place)

    @on(SheetPane.Left)
    async def _left(self, event: SheetPane.Left) -> None:
        if event.typed is not None:
            self.save(event.typed)
        if event.typed is not None or event.step == "stay":
            self.adding = None
        self.show_again()
        if self.is_there:
            await self._step(event.step)

    async def _step(self, step: Step) -> None:
        match step:
            case "new":
                await self.do_cell_new()
            case "next" if not self.sheet.step(1):
                await self.do_cell_new()
            case "next":
                await self.do_cell_write()
            case "previous" if self.sheet.step(-1):
                await self.do_cell_write()

    # The record

    async def do_cell_edit(self) -> None:
        record = self.record
        assert record is not None
        await self.edit(self.part.form(self.shown, record))

    def do_cell_delete(self) -> None:
        record = self.record
        assert record is not None
        if isinstance(record, Prompt):
            stored = self.session.workspace.find(record)
            self.tell(retired(record, is_stored=stored is not None), f"{record.label} is no longer asked")
        else:
            self.tell(deletion([record], self.session.workspace), f"Deleted the {record.label}")

    def do_cell_up(self) -> None:
        self._move(-1)

    def do_cell_down(self) -> None:
        self._move(1)

    def _move(self, steps: int) -> None:
        record = self.record
        assert record is not None
        siblings = self.part.siblings(self.shown, record)
        change = moved(cast(Entry, record), cast(list[Entry], siblings), steps)
        if not change.edits:
            self.notify("It is the first already" if steps < 0 else "It is the last already")
        elif self.apply(change):
            self.move_to(self.part.spot_of(self.shown, record, self.spot))

    async def do_cell_into(self) -> None:
        from csm_tui.screens.evaluations.section_dialog import SectionDialog

        record = self.record
        if isinstance(record, MatrixRow):
            other = next(one for one in Matrix if one is not record.matrix)
            rows = matrix_rows(self.session.workspace, self.shown.row.engagement, other)
            self.tell(rematrixed(record, other, rows), f"Moved to {other}")
            return
        entry = cast(Entry, record)

        def take(section: Section | None) -> None:
            if section is not None and section is not entry.section:
                self.tell(resectioned(entry, section, self.shown.row), f"Moved to {section}")

        await self.app.push_screen(SectionDialog(self.shown.row, self.glyphs), take)

    def do_cell_reusable(self) -> None:
        entry = cast(Entry, self.record)
        said = "No longer marked" if entry.reusable else "Marked as one to use again"
        self.tell(edition(entry, entry.changed(reusable=not entry.reusable)), said)

    def do_cell_skip(self) -> None:
        record = self.record
        if isinstance(record, Answer):
            if record.text:
                self.notify("It is answered already: enter changes the answer", severity="warning")
            else:
                self.apply(edition(record, record.changed(skipped=not record.skipped)))
            return
        engagement, prompt = self.shown.row.engagement, cast(Prompt, record)
        identity = answer_id(engagement, prompt)
        self.apply(addition(Answer(id=identity, engagement=engagement.id, prompt=prompt.id, skipped=True)))

    # Into the plan

    async def do_cell_plan(self) -> None:
        """Open a new activity that is filled in so far; saving it links both ways."""
        await ask_activity(self, cast(Source, self.record), self.shown.row, self.sheet.column)
