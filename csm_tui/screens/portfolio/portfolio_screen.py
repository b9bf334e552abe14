"""The screen of the portfolio: all clients with their scores, and the commands to change them."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType

from csm_tui.commands.base import Command, bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.client import Client
from csm_tui.planning.portfolio.columns import BY_KEY
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.actions.clients import delete_clients, note_touchpoint
from csm_tui.screens.portfolio.client_list import ClientList
from csm_tui.widgets.table.band_table import BandTable

if TYPE_CHECKING:  # loaded when the first cell is edited
    from csm_tui.screens.portfolio.cell_bar import CellBar


class PortfolioScreen(ClientList):
    """The list of clients, with commands for one or several of them."""

    SPEC = BY_ID["portfolio"]
    COMMAND_TYPES = SPEC.commands
    PAINT_ONCE = False  # it is the first screen, which should appear as soon as possible
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.do_client_open()

    async def do_client_open(self) -> None:
        await app_of(self.app).open_client(self.client.id)

    async def do_client_edit(self) -> None:
        await self._edit_client(self.client)

    async def do_client_new(self) -> None:
        await self._edit_client(None)

    async def _edit_client(self, client: Client | None) -> None:
        from csm_tui.forms.definitions.client_forms import client_form

        identity = self.unsaved("client") if client is None else ""
        spec = client_form(client, self.session.workspace, self.session.today(), identity)
        await self.edit(spec, lambda: self._go_to(spec.record))

    def _go_to(self, client_id: str) -> None:
        self.table.move_to(client_id)

    async def do_client_touch(self) -> None:
        await note_touchpoint(self, self.client)

    async def do_client_override(self) -> None:
        from csm_tui.forms.definitions.client_forms import client_form

        spec = client_form(self.client, self.session.workspace, self.session.today())
        await self.edit(spec.only("override"))

    async def do_client_cell(self) -> None:
        from csm_tui.forms.definitions.client_forms import client_form
        from csm_tui.screens.portfolio.cell_bar import CellBar

        column = BY_KEY[self.table.column]
        if column.computed:
            self.notify(f"{column.title} {column.computed}", severity="warning")
            return
        spec = client_form(self.client, self.session.workspace, self.session.today())
        if column.typed == "override":  # the health is computed, never typed
            await self.do_client_override()
            return
        cell = spec.only(column.typed)
        await self.query(CellBar).remove()
        self.hold_rows()  # the cursor shows whose cell it is, and what comes next
        await self.mount(CellBar(cell, self.session), after=self.heading)

    async def perform(self, command: type[Command], *numbers: int) -> None:
        """Carry out a command, after ending the editing of a cell."""
        await self._put_cell_by()
        await super().perform(command, *numbers)

    @on(BandTable.CursorMoved)
    @on(BandTable.ColumnMoved)
    async def _went_elsewhere(self) -> None:
        if self.table.has_focus:
            await self._put_cell_by()

    async def _put_cell_by(self) -> None:
        for bar in self.query("CellBar"):
            cast("CellBar", bar).put_by()
            await bar.remove()
        self.release_rows()

    async def on_cell_bar_left(self, event: "CellBar.Left") -> None:
        await self.query("CellBar").remove()
        self.table.focus()
        if event.typed is not None:
            self.save(event.typed)
        keys, place = self.table.keys, self.table.cursor_index + event.step
        if event.step and 0 <= place < len(keys):
            self.table.move_to(keys[place])
            await self.do_client_cell()
        else:
            self.release_rows()

    # Several clients

    async def do_client_change_marked(self) -> None:
        from csm_tui.forms.definitions.bulk_form import bulk_form

        await self.edit(bulk_form(self.chosen, self.session.today()))

    async def do_client_delete(self) -> None:
        await delete_clients(self, self.chosen)

    # Beside the list

    async def do_portfolio_over_time(self) -> None:
        from csm_tui.screens.portfolio.over_time import OverTime

        await self.app.push_screen(OverTime(self.session, self.glyphs, [row.client for row in self._found()]))

    async def do_table_report(self) -> None:
        from csm_tui.exchange.report.portfolio import portfolio_report
        from csm_tui.screens.base.actions.ask_export import ask_report

        await ask_report(self, "portfolio", portfolio_report(self.session.workspace, self.session.today()))

    async def do_table_export(self) -> None:
        from csm_tui.exchange.exports import portfolio_export
        from csm_tui.screens.base.actions.ask_export import ask_export

        await ask_export(self, portfolio_export(self.view_state.ordered(self._found())))
