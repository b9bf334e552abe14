"""A play in full, with the clients to which it applies now."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.values.names import some_names
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.playbooks.activities import activities_of
from csm_tui.planning.playbooks.play_list.listed import PlayRow
from csm_tui.planning.portfolio.columns import BY_KEY
from csm_tui.planning.portfolio.rows import Row
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import ScreenProtocol, app_of
from csm_tui.screens.cells import columns as drawn
from csm_tui.screens.plays.play_lines import play_lines, play_lines_for
from csm_tui.session.edits.play_changes import taken_in
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
        Binding("y", "take_in", "Into the plan"),
        Binding("u", "undo", "Undo"),
        Binding("escape,q", "dismiss", "Close"),
        Binding("pagedown,space", "scroll(1)", "Page down", priority=True),
        Binding("pageup", "scroll(-1)", "Page up", show=False, priority=True),
    ]

    def __init__(self, row: PlayRow, work: ScreenProtocol) -> None:
        """`work` is the screen below, which makes the changes."""
        super().__init__()
        self._row = row
        self._work = work
        self._glyphs = work.glyphs
        self._clients = {one.id: one for one in row.clients}
        self._text = LinePane(self._lines, id="play-text")
        self._table = BandTable(
            drawn.table_columns(_SPECS), self._cells, empty="It applies to nobody now", ascii_only=work.glyphs.is_ascii
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
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Its keys are those for which there is something: a client under the cursor, a change to take back."""
        if action == "undo":
            return self._work.session.can_undo
        return action not in ("open_client", "take_in") or self._client is not None

    def follow(self, row: PlayRow) -> None:
        """Show the play as it is now, and to whom it applies now."""
        self._row = row
        self._clients = {one.id: one for one in row.clients}
        self._table.redraw()
        self._table.show_rows([*self._clients])
        self._show_text()
        self.refresh_bindings()

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        return [drawn.cell(spec, self._clients[str(key)], self._glyphs) for spec in _SPECS]

    @property
    def play_id(self) -> str:
        """The id of the play."""
        return self._row.play.id

    @property
    def _client(self) -> Row | None:
        """The client under the cursor."""
        key = self._table.cursor_key
        return self._clients.get(str(key))

    def _lines(self, width: int) -> Sequence[Line]:
        client = self._client
        if client is None:
            return play_lines(self._row, width, self._glyphs)
        planned = self._planned(client)
        return play_lines_for(self._row, client, planned or self._proposed(client), width, self._glyphs)

    def _planned(self, client: Row) -> tuple[Activity, ...]:
        """The open activities of the play that the client has in the plan."""
        known = self._work.session.workspace.table(Activity).records.values()
        return tuple(one for one in known if one.open and one.play == self._row.play.id and client.id in one.clients)

    def _proposed(self, client: Row) -> tuple[Activity, ...]:
        workspace = self._work.session.workspace
        quarter = present_quarter(workspace.settings, client.today)
        return activities_of(self._row.play, client, plan_of(workspace, quarter), time_budget(workspace, quarter))

    @on(BandTable.CursorMoved)
    def _show_text(self) -> None:
        self._text.show(self._lines)

    def action_take_in(self) -> None:
        """Add the play's activities for the client under the cursor to the plan, unless they are there."""
        client = self._client
        if client is None or self._work.refuses_changes():
            return
        if planned := self._planned(client):
            names = some_names([one.reference for one in planned])
            self.notify(
                f"For {client.client.name} it is in the plan already: {names}", severity="warning", markup=False
            )
            return
        change = taken_in(self._row.play, client, self._work.session.workspace)
        if self._work.apply(change):
            self.notify(f"In the plan: {change.label}; u takes it back", markup=False)
            self._show_text()

    async def action_undo(self) -> None:
        """Take the last change back."""
        await app_of(self.app).action_perform("undo")
        self._show_text()

    def action_scroll(self, direction: int) -> None:
        """A page of the text up or down."""
        (self._text.action_page_down if direction > 0 else self._text.action_page_up)()

    @on(BandTable.Opened)
    def action_open_client(self) -> None:
        """To the page of the client under the cursor."""
        if self._client is not None:
            self.dismiss(self._client.id)
