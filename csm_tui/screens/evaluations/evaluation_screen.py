"""The form of an evaluation: its parts with their counts at the left, and what is in one of them at the right."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from csm_tui.commands.base import Need, bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.evaluation import Entry, Evaluation, Section
from csm_tui.domain.values.text import fold
from csm_tui.forms.definitions.evaluation_forms import evaluation_form
from csm_tui.planning.evaluations.engagements import evaluation_row, evaluations_of, title_of
from csm_tui.resources import STYLES
from csm_tui.screens.base.sheet_pane import SheetPane
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.filter_bar import FilterBar
from csm_tui.screens.evaluations.cell_actions import CellActions
from csm_tui.screens.evaluations.grid_part import GridPart
from csm_tui.screens.evaluations.parts import PARTS, FormPart, Shown
from csm_tui.session.evaluation_changes import stated
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell, Column
from csm_tui.widgets.table.sheet import Sheet

_GRID = GridPart()


class EvaluationScreen(CellActions):
    """Shows one evaluation. The matrices and the prompts are those of its engagement, the same in all phases."""

    CSS_PATH = STYLES / "evaluations.tcss"
    SPEC = BY_ID["evaluation"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    def __init__(self, session: Session, glyphs: Glyphs, evaluation_id: str, entry_id: str = "") -> None:
        """`entry_id` is the entry on which the cursor is at first, "" for none."""
        super().__init__(session, glyphs)
        self._evaluation_id = evaluation_id
        self._first = entry_id
        columns = Column("part", "Part", "Part", 26, 22), Column("count", "", "", 7, 7, "right")
        self.parts = BandTable(columns, self._part_cells, id="parts-of-form", ascii_only=glyphs.is_ascii)
        self.heading = LinePane(id="evaluation-heading")
        self.pane = SheetPane(Sheet((), ascii_only=glyphs.is_ascii, id="cells"), session)
        self.part = PARTS[0]
        self._words: tuple[str, ...] = ()
        self._shown: Shown | None = None

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="evaluation-body"):
            yield self.parts
            yield self.pane
        yield from self.frame()

    def on_mount(self) -> None:
        self.begin()
        self._go_to_entry(self._first)
        self.sheet.focus()

    def _go_to_entry(self, entry_id: str) -> None:
        entry = self.session.workspace.table(Entry).records.get(entry_id)
        if entry is not None:
            place = [*Section].index(entry.section)  # the sections are the first parts
            self.parts.move_to(place)
            self.part = PARTS[place]
            self._show_part()
            self.sheet.move_to(entry_id)

    # What is shown

    @property
    def evaluation(self) -> Evaluation | None:
        """The evaluation as it is now; None if it was deleted."""
        return self.session.workspace.table(Evaluation).records.get(self._evaluation_id)

    @property
    def shown(self) -> Shown:
        assert self._shown is not None
        return self._shown

    def show_workspace(self) -> None:
        workspace = self.session.workspace
        row = None if self.evaluation is None else evaluation_row(workspace, self.evaluation)
        if row is None:
            self._leave_soon()
            return
        self._shown = Shown(row, workspace, self.session.today(), self._is_typed, self.adding)
        self.heading.show(self._heading_lines)
        self.parts.redraw()
        self.parts.show_rows([*range(len(PARTS))])
        self._show_part()

    def _is_typed(self, form: str, record: str) -> bool:
        draft = self.session.drafts.get(form, record)
        return draft is not None and not self.session.is_saving(draft)

    def _leave_soon(self) -> None:
        """Leave an evaluation that was deleted. The app must do it, as a screen cannot await its own removal."""

        async def leave() -> None:
            if self.is_active and self.evaluation is None:
                self.notify("The evaluation is no longer there", severity="warning")
                await self.do_back()

        self.app.call_later(leave)

    def _show_part(self) -> None:
        shown, part = self.shown, self.part
        columns = part.columns_of(shown) if isinstance(part, GridPart) else part.columns
        self.sheet.show_form(columns, part.rows(shown), titled=part.titled, ruled=part.titled, empty=part.empty)
        self._follow_column()

    def _heading_lines(self, width: int) -> Sequence[Line]:  # noqa: ARG002
        evaluation = self.shown.row.evaluation
        dot = f" {self.glyphs.dot} "
        more = (evaluation.state, f"{evaluation.day:%-d %b %Y}", *filter(None, (evaluation.authors,)))
        return [[(f" {title_of(self.session.workspace, evaluation)}", "title"), (dot + dot.join(more), "dim")]]

    def _part_cells(self, key: Hashable) -> Sequence[Cell]:
        part = PARTS[int(str(key))]
        found = self._found_in(part)
        count = Cell(f"{found} found", "strong") if found else Cell(part.count(self.shown), "dim")
        return Cell(part.title), count

    @on(BandTable.CursorMoved, "#parts-of-form")
    def _part_chosen(self) -> None:
        self.part = PARTS[self.parts.cursor_index]
        self._show_part()

    @on(BandTable.Opened, "#parts-of-form")
    def _into_part(self) -> None:
        self.sheet.focus()

    @on(Sheet.CursorMoved)
    def _follow_column(self) -> None:
        _GRID.column = self.sheet.column

    def has(self, need: Need) -> bool:
        if need == "entry":
            return self.record is not None
        if need == "row":
            return self.sheet.cell is not None
        return super().has(need)

    # The form

    def do_form_grid(self) -> None:
        """Show the grid, or the part again in which the cursor was."""
        self.part = PARTS[self.parts.cursor_index] if self.part is _GRID else _GRID
        self.set_class(self.part is _GRID, "-grid")
        self._show_part()
        self.sheet.focus()

    async def do_form_head(self) -> None:
        row = self.shown.row
        await self.edit(evaluation_form(row.evaluation, row.client, self.session.workspace, self.session.today()))

    def do_form_finish(self) -> None:
        change = stated(self.shown.row.evaluation)
        if self.apply(change):
            self.notify(f"Now {self.shown.row.evaluation.state}; u takes it back")

    def do_form_before(self) -> None:
        self._step_phase(-1)

    def do_form_after(self) -> None:
        self._step_phase(1)

    def _step_phase(self, steps: int) -> None:
        row = self.shown.row
        phases = evaluations_of(self.session.workspace, row.engagement)
        place = [one.id for one in phases].index(row.evaluation.id) + steps
        if not 0 <= place < len(phases):
            self.notify("There is no evaluation of another phase that way; + on the list copies this one")
            return
        self._evaluation_id = phases[place].id
        self.show_again()

    def do_table_copy(self) -> None:
        cell = self.sheet.cell
        if cell is not None:
            self.app.copy_to_clipboard(cell.text)
            self.notify("Copied the text")

    # Finding words

    async def do_form_search(self) -> None:
        bars = self.query(FilterBar)
        if bars:
            bars.first().focus_input()
        else:
            await self.mount(FilterBar(" ".join(self._words), "any words of the form"), after=self.heading)

    def _found_in(self, part: FormPart) -> int:
        """In how many rows of a part all the words are found."""
        if not self._words:
            return 0
        texts = (fold(" ".join(cell.text for cell in row.cells)) for row in part.rows(self.shown))
        return sum(all(word in text for word in self._words) for text in texts)

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        self._words = tuple(fold(event.text).split())
        self.sheet.show_found(self._words)
        self.parts.redraw()

    async def on_filter_bar_left(self, event: FilterBar.Left) -> None:
        await self.query(FilterBar).remove()
        if not event.keep:
            self._forget_words()
        elif self._words:
            self._go_to_found()
        self.sheet.focus()

    def _go_to_found(self) -> None:
        """Go to the first part in which the words are found, from the present one on."""
        start = self.parts.cursor_index
        order = [*range(start, len(PARTS)), *range(start)]
        found = next((place for place in order if self._found_in(PARTS[place])), None)
        if found is None:
            self.notify("Nothing has these words")
        elif self.part is not _GRID:
            self.parts.move_to(found)

    def _forget_words(self) -> None:
        self._words = ()
        self.sheet.show_found(())
        self.parts.redraw()

    async def do_back(self) -> None:
        """Forget what was looked for, else leave."""
        if self._words:
            self._forget_words()
        else:
            await super().do_back()

    async def do_table_export(self) -> None:
        from csm_tui.exchange.evaluation_exports import evaluation_export
        from csm_tui.screens.base.ask_export import ask_export

        await ask_export(self, evaluation_export(self.session.workspace, [self.shown.row]))
