"""What can be done with the entry, row or prompt under the cursor of an evaluation's form."""

from collections.abc import Hashable
from typing import cast

from textual import on

from csm_tui.domain.record import Entity
from csm_tui.domain.records.evaluation import Entry, Section
from csm_tui.domain.records.matrix import Matrix, MatrixRow
from csm_tui.domain.records.prompt import Answer, Prompt
from csm_tui.forms.definitions.evaluation_forms import answer_id
from csm_tui.planning.evaluations.engagements import matrix_rows
from csm_tui.planning.evaluations.proposal import Source
from csm_tui.screens.base.into_plan import ask_activity
from csm_tui.screens.base.sheet_pane import SheetPane, Step
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.evaluations.parts import FormPart, InPlace, PromptsPart, Shown
from csm_tui.session.changes import Change, addition, deletion, edition
from csm_tui.session.evaluation_changes import rematrixed, resectioned, retired
from csm_tui.session.ordering import moved
from csm_tui.widgets.table.sheet import Sheet


class CellActions(WorkScreen):
    """The part of the screen that changes what is in one part of the form."""

    pane: SheetPane
    part: FormPart
    adding = ""
    """The id of the new record that is being typed, "" for none."""

    @property
    def sheet(self) -> Sheet:
        """The sheet with what is in the part in front."""
        return self.pane.sheet

    @property
    def shown(self) -> Shown:
        """What the parts show now."""
        raise NotImplementedError

    @property
    def record(self) -> Entity | None:
        """The entry, row, answer or prompt under the cursor."""
        key = self.sheet.cursor_key
        return None if key is None else self.part.record(self.shown, key)

    # Writing in place

    @on(Sheet.Opened)
    async def _opened(self) -> None:
        await self.action_perform("cell.write")

    async def do_cell_write(self) -> None:
        key = self.sheet.cursor_key
        if key is None:
            await self.do_cell_new()
            return
        await self._write(self.part.in_place(self.shown, key, self.sheet.column))

    async def do_cell_new(self) -> None:
        """Begin a new record, or go on with one that was begun and left."""
        spec = self.part.new(self.shown, "")
        self.adding = self.unsaved(spec.form, spec.parent) or spec.record
        self.show_workspace()
        if not self.sheet.move_to(self.adding):  # it has a form of its own, such as a prompt
            spec, self.adding = self.part.new(self.shown, self.adding), ""
            await self.edit(spec, lambda: self._go_to(spec.record))
            return
        await self._write(self.part.in_place(self.shown, self.adding, self.sheet.column))

    async def _write(self, place: InPlace) -> None:
        if not self.refuses_changes():
            await self.pane.edit(*place)

    def _go_to(self, key: Hashable) -> None:
        self.sheet.move_to(key)

    @on(SheetPane.Left)
    async def _left(self, event: SheetPane.Left) -> None:
        self.adding = ""
        if event.typed is not None:
            self.save(event.typed)
        self.show_again()
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
            self._tell(retired(record, is_stored=stored is not None), f"{record.label} is no longer asked")
        else:
            self._tell(deletion([record], self.session.workspace), f"Deleted the {record.label}")

    def _tell(self, change: Change, said: str) -> None:
        if self.apply(change):
            self.notify(f"{said}; u takes it back", markup=False)

    def do_cell_up(self) -> None:
        self._move(-1)

    def do_cell_down(self) -> None:
        self._move(1)

    def _move(self, steps: int) -> None:
        record = self.record
        assert record is not None
        if isinstance(record, Answer | Prompt):
            self.notify("Prompts keep their order; e moves one into another group", severity="warning")
            return
        siblings = self.part.siblings(self.shown, record)
        change = moved(cast(Entry, record), cast(list[Entry], siblings), steps)
        if not change.edits:
            self.notify("It is the first already" if steps < 0 else "It is the last already")
        elif self.apply(change):
            self.sheet.move_to(record.id)

    async def do_cell_into(self) -> None:
        from csm_tui.screens.evaluations.section_dialog import SectionDialog

        record = self.record
        match record:
            case Entry():
                entry = record

                def take(section: Section | None) -> None:
                    if section is not None and section is not entry.section:
                        row = self.shown.row
                        self._tell(resectioned(entry, section, row), f"Moved to {section}")

                await self.app.push_screen(SectionDialog(self.shown.row, self.glyphs), take)
            case MatrixRow():
                other = next(one for one in Matrix if one is not record.matrix)
                rows = matrix_rows(self.session.workspace, self.shown.row.engagement, other)
                self._tell(rematrixed(record, other, rows), f"Moved to {other}")
            case _:
                self.notify("Only entries and rows are moved", severity="warning")

    def do_cell_reusable(self) -> None:
        record = self.record
        if not isinstance(record, Entry):
            self.notify("Only entries are marked as reusable", severity="warning")
            return
        self.apply(edition(record, record.changed(reusable=not record.reusable)))

    def do_cell_skip(self) -> None:
        part, record = self.part, self.record
        if not isinstance(part, PromptsPart) or record is None:
            self.notify("Only prompts are skipped", severity="warning")
            return
        if isinstance(record, Answer):
            if record.text:
                self.notify("It is answered already: enter changes the answer", severity="warning")
            else:
                self.apply(edition(record, record.changed(skipped=not record.skipped)))
            return
        engagement = self.shown.row.engagement
        identity = answer_id(engagement, cast(Prompt, record))
        skipped = Answer(id=identity, engagement=engagement.id, prompt=record.id, skipped=True)
        self.apply(addition(skipped))

    # Into the plan

    async def do_cell_plan(self) -> None:
        """Open a new activity that is filled in so far; saving it links both ways."""
        source = self.record
        if source is None or isinstance(source, Prompt):
            self.notify("Answer the prompt first: enter writes", severity="warning")
            return
        await ask_activity(self, cast(Source, source), self.shown.row, self.sheet.column)
