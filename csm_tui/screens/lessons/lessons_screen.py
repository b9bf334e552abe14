"""The library of lessons: all entries of all evaluations, over all clients."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.engagements.evaluation import Entry
from csm_tui.planning.columns import ColumnSpec
from csm_tui.planning.evaluations.engagements import EvaluationRow, evaluation_row
from csm_tui.planning.evaluations.lesson_columns import LESSONS_BY_KEY, LESSONS_FILTER
from csm_tui.planning.evaluations.lessons import Lesson, Library, fold_texts
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.detailed_screen import DetailedScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.lessons.lesson_lines import lesson_lines
from csm_tui.session.edits.evaluation_changes import marked_reusable
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import BandTable, Cell


class LessonsScreen(DetailedScreen[Lesson]):
    """Entries by client, engagement, phase and section; the one under the cursor in full beside or below."""

    CSS_PATH = STYLES / "lists.tcss"
    SPEC = BY_ID["lessons"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    FILTER_HINT = "words, section:lessons, client:acme, tag:sponsor, date>=2026-03, reusable:yes"
    COLUMNS = {key: spec for key, spec in LESSONS_BY_KEY.items() if spec.usual}
    LANGUAGE = LESSONS_FILTER
    NOUNS = "entry", "entries"
    EMPTY = "No entry yet: 5 leads to the evaluations, in which they are written"

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self._library = Library()

    def derive(self) -> Mapping[str, Lesson]:
        return self._library.of(self.session.workspace)

    def cell(self, spec: ColumnSpec[Lesson], row: Lesson) -> Cell:
        if not spec.value(row):
            return Cell("")  # most entries have no tag and no mark: so those that do are seen
        cell = super().cell(spec, row)
        return cell._replace(short=row.entry.section.short) if spec.key == "section" else cell

    def heading_line(self) -> Line:
        clients = len({*map(attrgetter("client.id"), self.shown)})
        reusable = sum(map(attrgetter("entry.reusable"), self.shown))
        words = f"{clients:,} client{'' if clients == 1 else 's'}", f"{reusable:,} reusable"
        return [*super().heading_line(), *((f"   {one}", "dim") for one in words)]

    def side_lines(self, row: Lesson, width: int) -> Sequence[Line]:
        return lesson_lines(row, self._around(row), self.session.workspace, self.words, width, self.glyphs)

    def _around(self, lesson: Lesson) -> EvaluationRow:
        """The evaluation in which an entry stands."""
        row = evaluation_row(self.session.workspace, lesson.evaluation)
        assert row is not None
        return row

    # Entries

    @property
    def _chosen_entries(self) -> list[Entry]:
        return [one.entry for one in self.chosen]

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("lesson.open")

    async def do_lesson_open(self) -> None:
        await app_of(self.app).open_evaluation(self.row.evaluation.id, self.row.entry.id)

    async def do_lesson_edit(self) -> None:
        from csm_tui.forms.definitions.evaluations.evaluation_forms import entry_form

        row, workspace = self.row, self.session.workspace
        await self.edit(entry_form(row.entry, row.entry.section, row.evaluation, workspace, self.session.today()))

    def do_lesson_reusable(self) -> None:
        change = marked_reusable(self._chosen_entries)
        if self.apply(change):
            self.notify(f"Now {change.label}; u takes it back", markup=False)

    async def do_lesson_tags(self) -> None:
        from csm_tui.forms.definitions.evaluations.lesson_tags_form import tags_form

        await self.edit(tags_form(self._chosen_entries, self.session.today()))

    async def do_lesson_plan(self) -> None:
        from csm_tui.screens.base.actions.into_plan import ask_activity

        await ask_activity(self, self.row.entry, self._around(self.row))

    async def do_table_export(self) -> None:
        from csm_tui.exchange.evaluations.lesson_export import lessons_export
        from csm_tui.screens.base.actions.ask_export import ask_export

        await ask_export(self, lessons_export(self.marked_or_shown))

    # Finding

    async def open_filter(self, text: str) -> None:
        fold_texts(self.rows.values())  # so that the first letter need not wait for it
        await super().open_filter(text)

    async def do_lesson_recurring(self) -> None:
        from csm_tui.screens.lessons.recurring_dialog import RecurringDialog

        async def take(term: str | None) -> None:
            if term is not None:
                await self._narrow(term)

        await self.app.push_screen(RecurringDialog(self.shown, self.glyphs), take)

    async def _narrow(self, term: str) -> None:
        """Add a term to the filter."""
        text = " ".join(filter(None, (self.filter_text, term)))
        await self.query("FilterBar").remove()
        await self.open_filter(text)
        self.filter_by(text)
        self.table.focus()
