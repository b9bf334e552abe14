"""The form of an evaluation: its parts with their counts at the left, and what is in one of them at the right."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from csm_tui.commands.base import Need, bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, Section
from csm_tui.domain.records.engagements.matrix import MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer, Prompt
from csm_tui.planning.evaluations.engagements import evaluation_row, evaluations_of
from csm_tui.resources import STYLES
from csm_tui.screens.base.sheet_pane import SheetPane
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.filter_bar import FilterBar
from csm_tui.screens.evaluations.evaluation_heading import heading_lines, legend_lines
from csm_tui.screens.evaluations.finding import WordSearch
from csm_tui.screens.evaluations.form_actions import FormActions
from csm_tui.screens.evaluations.form_parts import PARTS
from csm_tui.screens.evaluations.grid_part import GridPart
from csm_tui.screens.evaluations.parts import FormPart, ShownEvaluation
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell, Column
from csm_tui.widgets.table.sheet import Sheet

_NARROW = 110
"""Below so many columns a part that wants the whole width takes it while the cursor is in it."""

_KINDS: dict[Need, tuple[type, ...]] = {
    "entry": (object,),
    "source": (Entry, MatrixRow, Answer),
    "placed": (Entry, MatrixRow),
    "lesson": (Entry,),
    "prompt": (Prompt, Answer),
}
"""What may be under the cursor for commands that need something there."""


class EvaluationScreen(FormActions):
    """Shows one evaluation. The matrices and the prompts are those of its engagement, the same in all phases."""

    NOUN = "evaluation"
    CSS_PATH = STYLES / "evaluations.tcss"
    SPEC = BY_ID["evaluation"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(SPEC.commands),
        Binding("tab,shift+tab", "switch", "Other side"),
        Binding("left,h", "to_list", "List of parts", show=False),
    ]

    def __init__(self, session: Session, glyphs: Glyphs, evaluation_id: str, entry_id: str = "") -> None:
        """`entry_id` is the entry on which the cursor is at first, "" for none."""
        super().__init__(session, glyphs)
        self.evaluation_id = evaluation_id
        self._first = entry_id
        columns = Column("part", "Part", "Part", 24, 24), Column("count", "", "", 8, 8, "right")
        self.parts = BandTable(columns, self._part_cells, id="parts-of-form", ascii_only=glyphs.is_ascii)
        self.heading = LinePane(id="evaluation-heading")
        self.pane = SheetPane(Sheet(ascii_only=glyphs.is_ascii, id="cells"), session)
        self.part = PARTS[0]
        self._grid = GridPart()
        self._search = WordSearch()

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="evaluation-body"):
            yield self.parts
            yield self.pane
        yield from self.frame()

    def on_mount(self) -> None:
        self.watch(self, "focused", self.fold, init=False)
        self.begin()
        self._go_to_entry(self._first)
        self.sheet.focus()

    def _go_to_entry(self, entry_id: str) -> None:
        entry = self.session.workspace.table(Entry).records.get(entry_id)
        if entry is not None:
            place = [*Section].index(entry.section)  # the sections are the first parts
            self.parts.move_to(place)
            self._open(PARTS[place])
            self.sheet.move_to(entry_id)

    # What is shown

    @property
    def evaluation(self) -> Evaluation | None:
        """The evaluation as it is now; None if it was deleted."""
        return self.session.workspace.table(Evaluation).records.get(self.evaluation_id)

    def show_workspace(self) -> None:
        workspace = self.session.workspace
        row = None if self.evaluation is None else evaluation_row(workspace, self.evaluation)
        if row is None:
            self.leave_soon()
            return
        self._shown = ShownEvaluation(row, workspace, self.session.today(), self.typed, self.unsaved, self.adding)
        self._search.search(self.shown)
        self.parts.redraw()
        self.parts.show_rows([*range(len(PARTS))])
        self._show_part()

    @property
    def is_there(self) -> bool:
        return self.evaluation is not None

    def _show_part(self) -> None:
        shown, part = self.shown, self.part
        self.sheet.show_form(part.columns(shown), part.rows(shown), ruled=part.wide, empty=part.empty)
        self.pane.place_editor()
        self._show_heading()

    def _show_heading(self) -> None:
        self.heading.show(self._heading_lines)

    def _heading_lines(self, width: int) -> Sequence[Line]:
        search = self._search
        words, number = " ".join(search.words), search.number(self._at)
        return heading_lines(self.shown, words, number, search.total, width, self.glyphs)

    def _part_cells(self, key: Hashable) -> Sequence[Cell]:
        index = int(str(key))
        part = PARTS[index]
        found = self._search.count(index)
        if found:
            return Cell(part.title), Cell(f"{found} found", "strong")
        is_typed = part.is_typed(self.shown)
        return Cell(part.title), Cell(f"{'* ' if is_typed else ''}{part.count(self.shown)}", "" if is_typed else "dim")

    def legend_lines(self, width: int) -> Sequence[Line]:
        return legend_lines(width)

    # Where the cursor is

    @on(BandTable.CursorMoved, "#parts-of-form")
    def _part_chosen(self) -> None:
        if self.part is not PARTS[self.parts.cursor_index]:
            self._open(PARTS[self.parts.cursor_index])

    def _open(self, part: FormPart) -> None:
        self.part = part
        self._show_part()
        self.fold()

    @on(BandTable.Opened, "#parts-of-form")
    def _into_part(self) -> None:
        self.sheet.focus()
        self.sheet.move_to(self.sheet.cursor_key, self.part.first_column)

    @on(Sheet.CursorMoved)
    def _cursor_moved(self) -> None:
        if self._search.words:
            self._show_heading()

    def on_resize(self) -> None:
        self.fold()

    @property
    def is_folded(self) -> bool:
        """Whether the part in front takes the whole width."""
        is_inside = self.focused is not None and self.pane in self.focused.ancestors
        return self.part is self._grid or (is_inside and self.part.wide and self.size.width < _NARROW)

    def action_switch(self) -> None:
        """Go from the list of parts into the part in front, or back."""
        if self.parts.has_focus:
            self._into_part()
        else:
            self._to_list()

    def action_to_list(self) -> None:
        """Go to the list of parts, which is at the left of all but the grid."""
        if self.part is not self._grid:
            self._to_list()

    def _to_list(self) -> None:
        if self.part is self._grid:
            self.part = PARTS[self.parts.cursor_index]
            self._show_part()
        self.parts.display = True
        self.parts.focus()
        self.sheet.move_to(self.sheet.cursor_key, 0)  # beside the list there is room for the first column only

    def do_form_grid(self) -> None:
        """Show the grid, or the part again in which the cursor was."""
        self._open(PARTS[self.parts.cursor_index] if self.part is self._grid else self._grid)
        self.sheet.focus()

    async def do_back(self) -> None:
        """Forget what was looked for, else go back to the list of parts where that is hidden, else leave."""
        if self._search.words:
            self._look_for("")
        elif self.is_folded:
            self._to_list()
        else:
            await super().do_back()

    def has(self, need: Need) -> bool:
        if need in _KINDS:
            record = None if self.parts.has_focus else self.record
            return record is not None and isinstance(record, _KINDS[need])
        if need == "row":
            return self.sheet.cell is not None
        return super().has(need)

    # From phase to phase

    def step_phase(self, steps: int) -> None:
        row = self.shown.row
        phases = evaluations_of(self.session.workspace, row.engagement)
        place = [one.id for one in phases].index(row.evaluation.id) + steps
        if not 0 <= place < len(phases):
            self.notify("There is no evaluation of another phase that way; + on the list copies this one")
            return
        self.evaluation_id, self.adding = phases[place].id, None
        self.show_again()

    # Finding words

    async def do_form_search(self) -> None:
        bars = self.query(FilterBar)
        if bars:
            bars.first().focus_input()
        else:
            await self.mount(FilterBar(" ".join(self._search.words), "any words of the form"), after=self.heading)

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        self._look_for(event.text)

    async def on_filter_bar_left(self, event: FilterBar.Left) -> None:
        await self.query(FilterBar).remove()
        self.sheet.focus()
        if event.keep:
            self._go_to_found()
        else:
            self._look_for("")

    def _look_for(self, text: str) -> None:
        if not self._search.look_for(text):
            return  # so that the next place is the one behind the last one
        self._search.search(self.shown)
        self.sheet.show_found(self._search.words)
        self.parts.redraw()
        self._show_heading()

    @property
    def _at(self) -> tuple[int, int]:
        """The part and the row of the cursor."""
        if self.part is self._grid:
            return self.sheet.cursor_index, self.sheet.column
        return self.parts.cursor_index, self.sheet.cursor_index

    def _go_to_found(self) -> None:
        """Go to the next place in which the words are found, from the cursor on."""
        found = self._search.next(self._at)
        if found is None:
            if self._search.words:
                self.notify("Nothing has these words")
            return
        self.parts.move_to(found.part)
        self._open(PARTS[found.part])
        self.move_to(found.spot)
        self._show_heading()
