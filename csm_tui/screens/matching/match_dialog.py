"""The dialog in which a table is matched with what there is, looked through and taken in."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from csm_tui.domain.values.text import clean_line, fold, safe_text
from csm_tui.exchange.file_kinds import FileKind
from csm_tui.exchange.watching import Watch
from csm_tui.resources import STYLES
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.filter_bar import FilterBar
from csm_tui.screens.matching.decisions import Decisions
from csm_tui.screens.matching.looked import TAKEN, Looked, Row
from csm_tui.screens.matching.match_lines import (
    heading_lines,
    progress_lines,
    row_lines,
    style_of,
    why_nothing,
)
from csm_tui.screens.matching.reader import Reader, Unread
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell, Column

_PROGRESS_SECONDS = 0.1
_WIDE = 120
_COLUMNS = (
    Column("header", "In the file", "In the file", 28, 20),
    Column("field", "What it is", "What it is", 20, 14),
    Column("samples", "As it is read", "As it is read", 40, 20, grows=True),
)
_ROWS = (
    Column("name", "Name", "Name", 28, 18, searched=True),
    Column("kind", "What", "What", 15, 15),
    Column("said", "What becomes of it", "What becomes of it", 50, 30, grows=True, searched=True),
)


@dataclass(frozen=True)
class Taken:
    """What is to be taken in: all of a file but the rows with the keys in `out`."""

    looked: Looked
    out: frozenset[str]


class Again:
    """The file is to be chosen again."""


Outcome = Taken | Unread | FileKind | Again
"""What a dialog is dismissed with: also why the file was not read, or what it is, if that is no table."""


class MatchDialog(PatchedDialog["Outcome | None"]):
    """Reads a table and shows, on two pages, its columns and what it would change. Dismisses with None when left."""

    CSS_PATH = [STYLES / "dialogs.tcss", STYLES / "matching.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "take", "Take it in"),
        Binding("y", "say_why_not", show=False),  # used when the binding above is off
        Binding("right_square_bracket", "page(1)", "What changes"),
        Binding("left_square_bracket", "page(0)", "Columns"),
        Binding("space", "tick", "Tick"),
        Binding("asterisk", "tick_all", "All"),
        Binding("slash", "filter", "Filter"),
        Binding("e", "again", "Another file"),
        Binding("escape,n,q", "leave", "Leave it"),
    ]

    def __init__(
        self, name: str, read: Callable[[Watch], Looked | FileKind], decisions: Decisions, glyphs: Glyphs,
        keep: Callable[[Decisions], None],
    ) -> None:  # fmt: skip
        """A dialog for one file.

        Args:
            name: The name of the file.
            read: Reads it; what it is, if that is no table.
            decisions: What was decided about it before.
            glyphs: How it is drawn.
            keep: Called with each decision.
        """
        super().__init__()
        self._file = name
        self._glyphs = glyphs
        self._keep = keep
        self._reader = Reader(name, read)
        self._decisions = decisions
        self._looked: Looked | None = None
        self._rows: Mapping[str, Row] = {}
        self._page = 0
        self._words: Sequence[str] = ()
        self._heading = LinePane(id="match-heading")
        self._details = LinePane(id="match-details")
        ascii_only = glyphs.is_ascii
        self._tables = (
            BandTable(_COLUMNS, self._column_cells, id="match-columns", ascii_only=ascii_only),
            BandTable(_ROWS, self._row_cells, id="match-rows", empty="Nothing changes", ascii_only=ascii_only),
        )

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = Content(f"Import {safe_text(self._file)}")
            yield self._heading
            with Container(id="match-body"):
                yield from self._tables
                yield self._details
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()
        self.set_interval(_PROGRESS_SECONDS, self._show_progress)
        self.run_worker(self._read())

    def on_unmount(self) -> None:
        self._reader.stop()  # the program does not end before its threads do

    @property
    def is_ready(self) -> bool:
        """Whether the file is read."""
        return self._looked is not None

    # Reading

    async def _read(self) -> None:
        result = await self._reader.result()
        match result:
            case Looked():
                self._looked = result
                self._rows = {row.key: row for row in result.rows}
                self._show()
            case Unread(why=""):
                self.app.notify("Stopped: nothing was taken in")
                self.dismiss(None)
            case _:
                self.dismiss(result)

    def _show_progress(self) -> None:
        if self._looked is None:
            self._heading.show(lambda width: progress_lines(self._file, self._reader.progress, self._glyphs, width))

    # What is shown

    def _show(self) -> None:
        """Show the page in front, or how far the reading is."""
        looked, is_wanted = self._looked, self._looked is not None
        for number, table in enumerate(self._tables):
            table.display = is_wanted and number == self._page
        self._details.display = is_wanted
        if looked is None:
            self._show_progress()
            return
        columns, rows = self._tables
        columns.show_rows([*range(len(looked.preview.columns) + len(looked.preview.left_out))])
        self._show_rows()
        rows.show_marks({row.key for row in looked.rows if row.kind in TAKEN} - self._decisions.out)
        self._show_heading()
        self.set_focus(self._table)
        self.refresh_bindings()

    def _show_rows(self) -> None:
        """Show the rows that hold all that is typed in the line of the filter."""
        assert self._looked is not None
        self._tables[1].show_rows([row.key for row in self._looked.rows if row.fits(self._words)])
        self._tables[1].show_found(self._words)
        self._show_details()

    def _show_heading(self) -> None:
        looked, out, page = self._looked, self._decisions.out, self._page
        assert looked is not None
        self._heading.show(lambda width: heading_lines(looked, out, page, width))
        self._show_details()

    @on(BandTable.CursorMoved)
    def _show_details(self) -> None:
        self._details.show(self._detail_lines)

    def _detail_lines(self, width: int) -> Sequence[Line]:
        row = self._row
        return [] if row is None else row_lines(row, row.key in self._decisions.out, width)

    @property
    def _table(self) -> BandTable:
        return self._tables[self._page]

    @property
    def _row(self) -> Row | None:
        """The row under the cursor, on the second page."""
        return self._rows.get(str(self._tables[1].cursor_key)) if self._page == 1 else None

    def _column_cells(self, key: Hashable) -> Sequence[Cell]:
        assert self._looked is not None
        preview, at = self._looked.preview, int(str(key))
        if at >= len(preview.columns):
            return (
                Cell(clean_line(preview.left_out[at - len(preview.columns)]), "dim"),
                Cell("left out", "dim"),
                Cell(""),
            )
        samples = " \u00b7 ".join(dict.fromkeys(row[at] for row in preview.rows if row[at]))
        return Cell(clean_line(preview.columns[at].header)), Cell(preview.columns[at].word), Cell(samples, "dim")

    def _row_cells(self, key: Hashable) -> Sequence[Cell]:
        row = self._rows[str(key)]
        quiet = "dim" if row.key in self._decisions.out or row.kind not in TAKEN else ""
        return Cell(row.name, quiet), Cell(row.kind, quiet or style_of(row.kind)), Cell(row.said, quiet)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the file is read there is only a way to stop it; rows are ticked and filtered on their own page."""
        if self._looked is None:
            return action not in ("page", "take", "say_why_not", "tick", "tick_all", "filter", "again")
        if action == "take":
            return not why_nothing(self._looked, self._decisions.out)
        if action == "page":
            return self._page != parameters[0]
        return action not in ("tick", "tick_all", "filter") or self._page == 1

    async def action_page(self, number: int) -> None:
        """Go to a page."""
        await self._close_filter()
        self._page = number
        self._show()

    def action_tick(self) -> None:
        """Tick the row under the cursor, or take it out, and go on to the next."""
        row = self._row
        if row is None:
            return
        if row.kind in TAKEN:
            self._decide(Decisions(self._decisions.out ^ {row.key}))
        else:
            self.notify("This row does not come in: only new and changed ones are ticked", severity="warning")
        self._table.action_cursor_down()

    def action_tick_all(self) -> None:
        """Take all rows out that are shown, or tick all of them if one is out."""
        shown = {row.key for key in self._table.keys if (row := self._rows[str(key)]).kind in TAKEN}
        out = self._decisions.out
        self._decide(Decisions(out - shown if out & shown else out | shown))

    def _decide(self, decisions: Decisions) -> None:
        changed = decisions.out ^ self._decisions.out
        self._decisions = decisions
        self._keep(decisions)
        rows = self._tables[1]
        rows.redraw(changed)
        rows.show_marks(rows.marks ^ changed)
        self._show_heading()
        self.refresh_bindings()

    def action_take(self) -> None:
        """Take in what is ticked."""
        assert self._looked is not None
        self.dismiss(Taken(self._looked, self._decisions.out))

    def action_say_why_not(self) -> None:
        """Say why there is nothing to take in."""
        assert self._looked is not None
        self.notify(why_nothing(self._looked, self._decisions.out), severity="warning")

    def action_again(self) -> None:
        """Choose the file again."""
        self.dismiss(Again())

    async def action_leave(self) -> None:
        """Stop the reading; show all rows again; else leave the file as it is."""
        if self._looked is None:
            self._reader.stop()
        elif self.query(FilterBar):
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
            self.set_focus(self._table)
            self._words = ()
            self._show_rows()

    @on(FilterBar.Changed)
    def _filter(self, event: FilterBar.Changed) -> None:
        self._words = fold(event.text).split()
        self._show_rows()

    @on(FilterBar.Left)
    async def _leave_filter(self, event: FilterBar.Left) -> None:
        if event.keep and self._words:
            self.set_focus(self._table)
        else:
            await self._close_filter()
