"""The dialog in which a table is matched with what there is, looked through and taken in."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from csm_tui.domain.text import fold, safe_text
from csm_tui.exchange.reading.answers import Choice
from csm_tui.resources import STYLES
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.filter_bar import FilterBar
from csm_tui.screens.matching.answer_dialogs import AnswerDialog, ChoiceFinder
from csm_tui.screens.matching.column_rows import column_rows
from csm_tui.screens.matching.decided_file import DecidedFile
from csm_tui.screens.matching.decisions import Decisions
from csm_tui.screens.matching.looked import Looked
from csm_tui.screens.matching.match_lines import column_lines, heading_lines, progress_lines, row_lines, why_nothing
from csm_tui.screens.matching.outcome import ChooseAgain, MatchOutcome, ReadFile, Taken
from csm_tui.screens.matching.reader import Unread
from csm_tui.screens.matching.tables_shown import ColumnsTable, RowsTable
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable

_PROGRESS_SECONDS = 0.1
_WIDE = 120


class MatchDialog(PatchedDialog[MatchOutcome | None]):
    """Reads a table and shows, on two pages, its columns and what it would change. Dismisses with None when left."""

    AUTO_FOCUS = ""  # nothing is in front before the file is read
    CSS_PATH = [STYLES / "dialogs.tcss", STYLES / "matching.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "take", "Take it in"),
        Binding("y", "say_why_not", show=False),  # used when the binding above is off
        Binding("right_square_bracket", "page(1)", "What changes"),
        Binding("left_square_bracket", "page(0)", "Columns"),
        Binding("slash", "filter", "Filter"),
        Binding("e", "again", "Another file"),
        Binding("escape", "stop", "Stop"),
        Binding("escape,n,q", "leave", "Leave it"),
    ]

    def __init__(
        self, name: str, read: ReadFile, decisions: Decisions, glyphs: Glyphs, keep: Callable[[Decisions], None]
    ) -> None:
        """A dialog for one file.

        Args:
            name: The name of the file.
            read: Reads it.
            decisions: What was decided about it before.
            glyphs: How it is drawn.
            keep: Called with each decision.
        """
        super().__init__()
        self._file = DecidedFile(name, read, decisions, keep)
        self._glyphs = glyphs
        self._words: Sequence[str] = ()
        self._heading = LinePane(id="match-heading")
        self._details = LinePane(id="match-details")
        self._columns = ColumnsTable(ascii_only=glyphs.is_ascii)
        self._rows = RowsTable(ascii_only=glyphs.is_ascii)
        self._page: BandTable = self._columns

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = Content(f"Import {safe_text(self._file.name)}")
            yield self._heading
            with Container(id="match-body"):
                yield self._columns
                yield self._rows
                yield self._details
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()
        self.set_interval(_PROGRESS_SECONDS, self._show_progress)
        self._begin()

    def on_unmount(self) -> None:
        self._file.stop()  # the program does not end before its threads do

    @property
    def is_ready(self) -> bool:
        """Whether the file is read and can be looked through."""
        return not self._file.is_being_read and self._file.looked is not None

    # Reading

    def _begin(self) -> None:
        self._file.begin()
        self.refresh_bindings()
        self.run_worker(self._go_on(), exclusive=True)

    async def _go_on(self) -> None:
        """Show what was read; where it was not, go on with what was read before, or end."""
        match await self._file.result():
            case Looked():
                self._show()
            case Unread() as unread if self._file.can_go_back(unread):
                self.notify(unread.why or "Stopped", severity="warning", markup=False)
                self._file.go_back()
                if self._file.looked is None:
                    self._begin()
                else:
                    self._show()
            case Unread(why=""):
                self.app.notify("Stopped: nothing was taken in")
                self.dismiss(None)
            case found:
                self.dismiss(found)

    def _show_progress(self) -> None:
        progress = self._file.progress
        if progress is not None:
            self._heading.show(lambda width: progress_lines(self._file.name, progress, self._glyphs, width))

    # What is shown

    def _show(self) -> None:
        """Show what was read; nothing but how far it is while that is not all."""
        looked = self._file.looked
        self._details.display = looked is not None
        if looked is None:
            self._columns.display = self._rows.display = False
            return
        self._columns.show(column_rows(looked, self._file.decisions))
        self._rows.show(looked, self._file.decisions)
        self._show_page()

    def _show_page(self) -> None:
        """Show the other page in front."""
        for table in (self._columns, self._rows):
            table.display = table is self._page
        self._show_heading()
        self.set_focus(self._page)
        self.refresh_bindings()

    def _show_heading(self) -> None:
        looked, out, page = self._file.looked, self._file.decisions.out, (self._columns, self._rows).index(self._page)
        assert looked is not None
        self._heading.show(lambda width: heading_lines(looked, out, page, width))
        self._show_details()

    @on(BandTable.CursorMoved)
    def _show_details(self) -> None:
        self._details.show(self._detail_lines)
        self.refresh_bindings()

    def _detail_lines(self, width: int) -> Sequence[Line]:
        if self._page is self._columns:
            column = self._columns.row
            return [] if column is None else column_lines(column, width)
        row = self._rows.row
        return [] if row is None else row_lines(row, row.key in self._file.decisions.out, width)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the file is read there is only a way to stop it."""
        if action == "stop":
            return self._file.is_being_read
        if action not in ("page", "take", "say_why_not", "filter", "again", "leave"):
            return True
        looked = self._file.looked
        if looked is None or self._file.is_being_read:
            return False
        if action == "take":
            return not why_nothing(looked, self._file.decisions.out)
        if action == "page":
            return self._page is not (self._columns, self._rows)[int(str(parameters[0]))]
        return action != "filter" or self._page is self._rows

    async def action_page(self, number: int) -> None:
        """Go to a page."""
        await self._close_filter()
        self._page = (self._columns, self._rows)[number]
        self._show_page()

    @on(RowsTable.Ticked)
    def _tick(self, event: RowsTable.Ticked) -> None:
        if not self._file.is_being_read:
            self._file.tick(event.rows)
            self._rows.show_out(self._file.decisions.out)
            self._show_heading()

    @on(ColumnsTable.Opened)
    async def _choose(self, event: ColumnsTable.Opened) -> None:
        """Choose among all there is for the column under the cursor."""
        row = self._columns.row
        if event.table is not self._columns or row is None or self._file.is_being_read:
            return
        if not row.choices:
            self.notify("There is nothing else to choose: d takes back what you said", severity="warning")
            return
        finder = ChoiceFinder(row.header or row.said, row.choices, ascii_only=self._glyphs.is_ascii)
        await self.app.push_screen(finder, self._answer)

    @on(ColumnsTable.Chosen)
    def _take_choice(self, event: ColumnsTable.Chosen) -> None:
        self._answer(event.choice)

    def _answer(self, choice: Choice | None) -> None:
        """Read the file once more as a choice says."""
        if choice is None:
            return
        if not choice.example:
            self._decide(self._file.decisions.answered(choice))
            return

        def typed(text: str | None) -> None:
            if text is not None:
                self._decide(self._file.decisions.answered(choice, text))

        self.app.push_screen(AnswerDialog(choice), typed)

    @on(ColumnsTable.TakenBack)
    def _take_back(self, event: ColumnsTable.TakenBack) -> None:
        self._decide(self._file.decisions.without(event.said))

    def _decide(self, decisions: Decisions) -> None:
        if not self._file.is_being_read:
            self._file.decide(decisions)
            self._begin()

    def action_take(self) -> None:
        """Take in what is ticked."""
        assert self._file.looked is not None
        self.dismiss(Taken(self._file.looked, self._file.decisions.out))

    def action_say_why_not(self) -> None:
        """Say why there is nothing to take in, and go to what is asked."""
        looked = self._file.looked
        assert looked is not None
        self.notify(why_nothing(looked, self._file.decisions.out), severity="warning")
        if looked.found.questions:
            self._page = self._columns
            self._show_page()

    def action_again(self) -> None:
        """Choose the file again."""
        self.dismiss(ChooseAgain())

    def action_stop(self) -> None:
        """Stop the reading."""
        self._file.stop()

    async def action_leave(self) -> None:
        """Show all rows again; else leave the file as it is."""
        if self.query(FilterBar):
            await self._close_filter()
        else:
            self.dismiss(None)

    # The filter

    async def action_filter(self) -> None:
        """Show only the rows that hold what is typed."""
        bars = self.query(FilterBar)
        if bars:
            bars.first().focus_input()
        else:
            await self.mount(FilterBar("", "any words: a name, new, changed, refused, a field"), after=self._heading)

    async def _close_filter(self) -> None:
        with self.app.batch_update():  # the rows and the line that goes are painted as one
            await self.query(FilterBar).remove()
            self.set_focus(self._page)
            self._filter_by(())

    @on(FilterBar.Changed)
    def _filter(self, event: FilterBar.Changed) -> None:
        self._filter_by(fold(event.text).split())

    def _filter_by(self, words: Sequence[str]) -> None:
        if words != self._words:
            self._words = words
            self._rows.filter_by(words)
            self._show_details()

    @on(FilterBar.Left)
    async def _leave_filter(self, event: FilterBar.Left) -> None:
        if event.keep and self._words:
            self.set_focus(self._page)
        else:
            await self._close_filter()
