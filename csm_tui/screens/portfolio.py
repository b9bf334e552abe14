"""The portfolio: every client with their scores, what needs attention, and the way to change it."""

from asyncio import Event
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widget import Widget

from csm_tui.commands.base import Context
from csm_tui.commands.portfolio import PORTFOLIO
from csm_tui.commands.portfolio import Edit as EditClient
from csm_tui.domain.client import Client
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio import Portfolio, Row, SortKey, sort_by, totals, with_key
from csm_tui.screens.performing import Performing
from csm_tui.screens.portfolio_view import COLUMNS, cells, detail_lines, totals_lines
from csm_tui.screens.signs import Signs
from csm_tui.session.changes import Change, Edit
from csm_tui.session.errors import Collision, StorageError
from csm_tui.session.session import Saving, Session
from csm_tui.widgets.band_table import BandTable, Cell
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane, Run

if TYPE_CHECKING:  # dialogs are loaded when they are first opened: the start does not wait for them
    from csm_tui.planning.query import Query
    from csm_tui.screens.filter_bar import FilterBar

_NEW = "new"
_WIDE = 160


class PortfolioScreen(Performing, Screen[None]):
    """Shows what the portfolio derives; turns commands into changes of the session."""

    COMMAND_TYPES = PORTFOLIO
    BINDINGS: ClassVar[list[BindingType]] = [command.binding() for command in PORTFOLIO]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (130, "-wide")]

    def __init__(self, session: Session, signs: Signs) -> None:
        super().__init__()
        self._session = session
        self._signs = signs
        self.table = BandTable(COLUMNS, self._cells, id="clients", ascii_only=signs.full.isascii())
        self._totals = LinePane(id="totals")
        self._detail = LinePane(id="detail")
        self._keys = KeyBar()
        self._portfolio = Portfolio()
        self._query: Query | None = None
        self._sort: tuple[SortKey, ...] = (("health", False),)
        self._kept: dict[str, Mapping[str, str]] = {}
        self._saving: dict[Change, tuple[str, Mapping[str, str]]] = {}
        self._shown: tuple[Workspace, date] | None = None
        self._ready = Event()

    def compose(self) -> ComposeResult:
        yield self._totals
        with Container(id="body"):
            yield self.table
            yield Widget(id="divider")  # a border of the pane would be sent again with each of its lines
            yield self._detail
        yield self._keys

    def on_mount(self) -> None:
        self.table.move_to_column(self._sort[0][0])
        if self.app.size.width >= _WIDE:
            self.add_class("-details")
        self.show_workspace()
        self.show_status()
        self.table.focus()
        self._ready.set()

    async def action_perform(self, identity: str) -> None:
        """Carry a command out; one that was typed before the first paint waits for it."""
        await self._ready.wait()
        await super().action_perform(identity)

    # What is shown

    @property
    def context(self) -> Context:
        return self

    @property
    def read_only(self) -> str | None:
        return self._session.read_only

    @property
    def can_undo(self) -> bool:
        return self._session.can_undo

    @property
    def can_redo(self) -> bool:
        return self._session.can_redo

    @property
    def has_client(self) -> bool:
        """Whether a client is under the cursor."""
        return self.table.cursor_key is not None

    @property
    def has_filter(self) -> bool:
        return self._query is not None or bool(self.query("FilterBar"))

    def show_workspace(self) -> None:
        """Show the workspace as it is now, after a change or on a new day."""
        session = self._session
        if (session.workspace, session.today()) == self._shown:
            return
        self._shown = session.workspace, session.today()
        self._portfolio.update(session.workspace.clients, session.workspace.settings, session.today())
        self.table.redraw()
        self._show_rows()

    def show_status(self) -> None:
        """Show whether all is saved."""
        session = self._session
        if session.saving is Saving.SAVED:
            self._saving.clear()
        state: Run = str(session.saving), "green" if session.saving is Saving.SAVED else "amber"
        if session.read_only is not None:
            state = f"read only: {session.read_only}", "amber"
        elif session.saving is Saving.NOT_SAVED:
            state = f"not saved: {session.why_not_saved}", "red"
        self._keys.show_status([(f" {session.path.name}  ", "dim"), state])

    def _show_rows(self) -> None:
        found = self._found()
        self._order_rows(found)
        summed = totals(found)
        lines = totals_lines(summed, len(found), len(self._portfolio), self._portfolio.settings.currency, self._signs)
        self._totals.show(lambda _: lines)
        self._show_detail()

    def _found(self) -> list[Row]:
        return list(self._portfolio) if self._query is None else self._query.select(self._portfolio)

    def _order_rows(self, found: Sequence[Row]) -> None:
        self.table.show_sort(self._sort)
        self.table.show_empty(self._why_empty())
        self.table.show_rows([row.client.id for row in sort_by(found, self._sort)])

    def _why_empty(self) -> str:
        if self._query is not None:
            return "No client matches; esc clears the filter"
        return "No clients yet: n adds one; csm-tui import portfolio FILE brings your list in"

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        return cells(self._portfolio[str(key)], self._signs)

    def _client(self) -> Client:
        return self._session.workspace.clients[str(self.table.cursor_key)]

    def _show_detail(self) -> None:
        if self.has_class("-details"):
            self._detail.show(self._detail_lines)

    def _detail_lines(self, width: int) -> Sequence[Line]:
        key = self.table.cursor_key
        return [] if key is None else detail_lines(self._portfolio[str(key)], width, self._signs)

    @on(BandTable.CursorMoved)
    def _cursor_moved(self) -> None:
        self._show_detail()

    # Commands

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.perform(EditClient)

    async def do_client_edit(self) -> None:
        client = self._client()
        await self._open_form(client, client.id)

    async def do_client_new(self) -> None:
        await self._open_form(None, _NEW)

    async def _open_form(self, client: Client | None, draft: str) -> None:
        from csm_tui.screens.client_form import ClientForm, Typed

        def take(typed: Typed | None) -> None:
            if typed is None:
                return
            if typed.client is not None:
                self._save(client, typed.client, draft, typed.texts)
            elif typed.texts:
                self._kept[draft] = typed.texts
                self.notify("Not saved, but kept: open the form again to go on")

        workspace, today = self._session.workspace, self._session.today()
        await self.app.push_screen(ClientForm(client, workspace, today, self._kept.pop(draft, None)), take)

    def _save(self, before: Client | None, after: Client, draft: str, texts: Mapping[str, str]) -> None:
        if after == before:
            return
        label = f"edit of {after.name}" if before else f"new client {after.name}"
        made = self.apply(Change(label, (Edit(before, after),)))
        if made is None:
            self._keep(draft, texts)
        else:
            self._saving[made] = draft, texts
            self.table.move_to(after.id)

    def _keep(self, draft: str, texts: Mapping[str, str]) -> None:
        """Offer what was typed again; as a new client if there is no other any more."""
        self._kept[draft if draft in self._session.workspace.clients else _NEW] = texts

    def keep_refused(self, change: Change) -> None:
        """Offer again what was typed for a change that could not be saved."""
        if change in self._saving:
            self._keep(*self._saving.pop(change))

    @property
    def typed_names(self) -> list[str]:
        """Whose forms hold text that is not saved."""
        clients = self._session.workspace.clients
        return [clients[draft].name if draft in clients else "a new client" for draft in self._kept]

    def do_client_delete(self) -> None:
        client = self._client()
        if self.apply(Change(f"deletion of {client.name}", (Edit(client, None),))) is not None:
            self.notify(f"Deleted {client.name}; u brings it back", markup=False)

    def apply(self, change: Change) -> Change | None:
        """Apply a change; as it was made, or None if it could not be, with the reason shown."""
        try:
            return self._session.apply(change)
        except (Collision, StorageError) as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return None

    def do_portfolio_sort(self) -> None:
        self._sort_by(self.table.column)

    def do_portfolio_sort_further(self) -> None:
        self._sort_by(self.table.column, further=True)

    @on(BandTable.SortAsked)
    def _title_clicked(self, event: BandTable.SortAsked) -> None:
        self._sort_by(event.column, event.add)

    def _sort_by(self, column: str, further: bool = False) -> None:
        if not further:
            self._sort = tuple(key for key in self._sort[:1] if key[0] == column)
        self._sort = with_key(self._sort, column)
        self._order_rows(self._found())

    def do_portfolio_details(self) -> None:
        self.toggle_class("-details")
        self._show_detail()

    async def do_portfolio_legend(self) -> None:
        from csm_tui.screens.legend import legend_lines
        from csm_tui.screens.reading import ReadingScreen

        settings, signs = self._portfolio.settings, self._signs
        await self.app.push_screen(ReadingScreen("Legend", lambda width: legend_lines(settings, signs, width)))

    async def do_portfolio_filter(self) -> None:
        from csm_tui.screens.filter_bar import FilterBar

        bars = self.query(FilterBar)
        if bars:
            bars.first().focus_input()
        else:
            await self.mount(FilterBar(), after=self._totals)

    def do_portfolio_clear_filter(self) -> None:
        self.query("FilterBar").remove()
        self.table.focus()
        self._query = None
        self._show_rows()

    def on_filter_bar_changed(self, event: "FilterBar.Changed") -> None:
        from csm_tui.planning.query import QueryError, parse

        try:
            self._query = parse(event.text) if event.text.strip() else None
        except QueryError as error:
            event.bar.explain(str(error))
            return
        event.bar.explain("")
        self._show_rows()

    def on_filter_bar_left(self, event: "FilterBar.Left") -> None:
        if event.keep and self._query is not None:
            self.table.focus()
        else:
            self.do_portfolio_clear_filter()
