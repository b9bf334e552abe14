"""A play in full, with the clients to which it applies now."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.time_budget import TimeBudget
from csm_tui.planning.playbooks.activities import activities_of
from csm_tui.planning.playbooks.listed import PlayRow
from csm_tui.planning.portfolio.columns import BY_KEY
from csm_tui.resources import STYLES
from csm_tui.screens.cells import columns as drawn
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.plays.play_lines import play_lines, play_lines_for
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell

_SPECS = tuple(BY_KEY[key] for key in ("client", "acv", "decides", "health", "trend"))


class PlayDialog(PatchedDialog["str | None"]):
    """Dismisses with the id of the client that was chosen. The texts are those for the one under the cursor."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open_client", "Client", priority=True),
        Binding("escape,q", "dismiss", "Close"),
        Binding("pagedown,space", "scroll(1)", "Further", priority=True),
        Binding("pageup", "scroll(-1)", "Back", show=False, priority=True),
    ]

    def __init__(self, row: PlayRow, plan: Plan, budget: TimeBudget, glyphs: Glyphs) -> None:
        super().__init__()
        self._row = row
        self._plan = plan
        self._budget = budget
        self._glyphs = glyphs
        self._clients = {one.id: one for one in row.clients}
        self._text = LinePane(self._lines, id="play-text")
        self._table = BandTable(
            drawn.table_columns(_SPECS), self._cells, empty="It applies to nobody now", ascii_only=glyphs.is_ascii
        )

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = "The play, and for whom now"
            yield self._text
            yield self._table
        yield KeyBar()

    def on_mount(self) -> None:
        self._table.show_rows([*self._clients])
        self._table.focus()

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        return [drawn.cell(spec, self._clients[str(key)], self._glyphs) for spec in _SPECS]

    def _lines(self, width: int) -> Sequence[Line]:
        key = self._table.cursor_key
        if key is None:
            return play_lines(self._row, width, self._glyphs)
        client = self._clients[str(key)]
        activities = activities_of(self._row.play, client, self._plan, self._budget)
        return play_lines_for(self._row, client, activities, width, self._glyphs)

    @on(BandTable.CursorMoved)
    def _show_text(self) -> None:
        self._text.show(self._lines)

    def action_scroll(self, direction: int) -> None:
        """A page of the text up or down."""
        (self._text.action_page_down if direction > 0 else self._text.action_page_up)()

    @on(BandTable.Opened)
    def action_open_client(self) -> None:
        """To the page of the client under the cursor."""
        if self._table.cursor_key is not None:
            self.dismiss(str(self._table.cursor_key))
