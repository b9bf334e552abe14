"""The base of the portfolio's screen: the list of clients with its filter, order, columns and marks."""

from collections.abc import Collection, Hashable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from csm_tui.domain.preferences import Details
from csm_tui.domain.records.client import Client
from csm_tui.domain.values.bands import Band
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio.rows import Portfolio, Row
from csm_tui.planning.portfolio.totals import totals
from csm_tui.planning.portfolio.view_state import ViewState, view_state_of
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.list_screen import ListScreen
from csm_tui.screens.cells.client_columns import client_cells, client_columns
from csm_tui.screens.cells.client_lines import detail_lines
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.portfolio.totals_lines import totals_lines
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell

if TYPE_CHECKING:  # dialogs are loaded when they are first opened: the start does not wait for them
    from csm_tui.planning.filter_language import Query

_WIDE = 160


class ClientList(ListScreen):
    """A table of clients with totals above and a detail pane beside it."""

    FILTER_HINT = "words, health<=50, band:red, tag:emea, -trend:up"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (130, "-wide")]

    def __init__(self, session: Session, glyphs: Glyphs, details: Details = Details.AUTO) -> None:
        super().__init__(session, glyphs)
        self._details = details
        self.view_state = ViewState()
        self.table = BandTable(
            client_columns(self.view_state.columns), self._cells, id="clients", ascii_only=glyphs.is_ascii
        )
        self.heading = LinePane(id="totals")
        self._detail = LinePane(id="detail")
        self._portfolio = Portfolio()
        self._query: Query[Row] | None = None
        self._pressing: Collection[str] = ()
        self._shown: tuple[Workspace, date] | None = None
        self._holds_rows = self._is_held = False

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="body"):
            yield self.table
            yield Widget(id="divider")  # not a border, which would be sent again with each line of the pane
            yield self._detail
        yield from self.frame()

    def on_mount(self) -> None:
        self.table.move_to_column(self.view_state.sort[0][0])
        wide = self.app.size.width >= _WIDE
        self.set_class(wide if self._details is Details.AUTO else self._details is Details.OPEN, "-details")
        self.begin()

    # What is shown

    def show_workspace(self) -> None:
        session = self.session
        if (session.workspace, session.today()) == self._shown:
            return
        self._shown = session.workspace, session.today()
        self._portfolio.update(session.workspace, session.today())
        self._pressing = app_of(self.app).pressing
        if self.table.marks:
            self.show_marks({key for key in self.table.marks if key in self._portfolio})
        self.table.redraw()
        self._show_rows(held=self._holds_rows)

    def hold_rows(self) -> None:
        """Leave the rows where they are from now on, whatever is saved."""
        self._holds_rows = True

    def release_rows(self) -> None:
        """Show the rows as they are to be by now."""
        self._holds_rows = False
        if self._is_held:
            self._show_rows()

    def _show_rows(self, *, held: bool = False) -> None:
        """Show the rows that the filter finds, in their order. `held`: in the places that they have."""
        found = self._found()
        self._is_held = held
        if held:
            self.table.show_rows([key for key in self.table.keys if key in self._portfolio])
        else:
            self._order_rows(found)
        summed, shown, clients = totals(found), len(found), len(self._portfolio)
        currency = self._portfolio.settings.currency
        self.heading.show(lambda width: totals_lines(summed, shown, clients, currency, self.glyphs, width))
        self._show_detail()

    def _found(self) -> list[Row]:
        return list(self._portfolio) if self._query is None else self._query.select(self._portfolio)

    def _order_rows(self, found: Sequence[Row]) -> None:
        self.table.show_sort(self.view_state.sort)
        self.table.show_empty(self._why_empty())
        self.table.show_rows([row.id for row in self.view_state.ordered(found)])

    def _why_empty(self) -> str:
        if self._query is not None:
            word = self.view_state.filter.strip().lower()
            hint = f"No name or tag has that; band:{word} finds the health" if word in [*Band] else "No client matches"
            return f"{hint}; esc clears the filter"
        return "No clients yet: n adds one, I imports a spreadsheet"

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        return client_cells(self._portfolio[str(key)], self.view_state.columns, self.glyphs, self._pressing)

    @property
    def listed_clients(self) -> Sequence[str]:
        return [str(key) for key in self.table.keys]

    def show_client(self, client_id: str) -> None:
        self.table.move_to(client_id)

    @property
    def client(self) -> Client:
        """The client under the cursor."""
        return self.session.workspace.clients[str(self.table.cursor_key)]

    @property
    def client_at(self) -> str:
        return str(self.table.cursor_key)

    @property
    def chosen(self) -> list[Client]:
        """The marked clients, else the one under the cursor."""
        return [self.session.workspace.clients[key] for key in self.chosen_keys]

    def _show_detail(self) -> None:
        if self.has_class("-details"):
            self._detail.show(self._detail_lines)

    def _detail_lines(self, width: int) -> Sequence[Line]:
        key = self.table.cursor_key
        return [] if key is None else detail_lines(self._portfolio[str(key)], width, self.glyphs)

    @on(BandTable.CursorMoved)
    def _cursor_moved(self) -> None:
        self._show_detail()

    # The look

    def sort_by(self, column: str, further: bool = False) -> None:
        self.view_state = self.view_state.sorted_by(column, further)
        self._order_rows(self._found())

    async def do_portfolio_columns(self) -> None:
        from csm_tui.screens.portfolio.columns_dialog import ColumnsDialog

        def take(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self._show_columns(chosen)

        await self.app.push_screen(ColumnsDialog(self.view_state.columns, self.glyphs.is_ascii), take)

    def _show_columns(self, chosen: tuple[str, ...]) -> None:
        self.view_state = self.view_state._replace(columns=chosen)
        self.table.show_columns(client_columns(chosen))
        self.table.redraw()

    async def do_portfolio_views(self) -> None:
        from csm_tui.domain.records.person.view import View
        from csm_tui.screens.portfolio.views_dialog import ViewsDialog

        async def take(view: View | None) -> None:
            if view is not None:
                await self._show_view_state(view_state_of(view))

        await self.app.push_screen(ViewsDialog(self, self.view_state), take)

    async def do_portfolio_recall(self, number: int) -> None:
        views = self.session.workspace.views
        if number < len(views):
            await self._show_view_state(view_state_of(views[number]))
            self.notify(f"View: {views[number].name}", markup=False)
        else:
            self.notify(f"There is no view {number + 1}: w saves and lists them", severity="warning")

    async def _show_view_state(self, view_state: ViewState) -> None:
        await self.query("FilterBar").remove()
        self._show_columns(view_state.columns)
        self._query, _ = _read(view_state.filter)
        self.view_state = view_state._replace(filter="") if self._query is None else view_state
        if view_state.filter:
            await self.open_filter(view_state.filter)  # which says what is wrong with it
        self.table.focus()
        self._show_rows()

    def do_table_details(self) -> None:
        self.toggle_class("-details")
        self._show_detail()

    # The filter

    @property
    def is_filtered(self) -> bool:
        return self._query is not None

    def filter_by(self, text: str) -> str:
        query, problem = _read(text)
        if not problem:
            self._query = query
            self.view_state = self.view_state._replace(filter=text if query is not None else "")
            self._show_rows()
        return problem


def _read(text: str) -> "tuple[Query[Row] | None, str]":
    """Parse a filter: the query, None for all clients, and what is wrong with the text, or ""."""
    from csm_tui.planning.filter_term import QueryError
    from csm_tui.planning.portfolio.query import parse_portfolio_filter

    try:
        return (parse_portfolio_filter(text) if text.strip() else None), ""
    except QueryError as error:
        return None, str(error)
