"""The page of one client, which shows everything about it and lets each part be edited in place."""

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from csm_tui.commands.base import Command, Need, bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.activity import Activity, ActivityStatus
from csm_tui.domain.records.client import Client
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.client_forms import client_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.playbooks.offering.snoozing import snoozed_plays
from csm_tui.planning.portfolio.rows import Row, row_of
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.actions.activities import finish_activity
from csm_tui.screens.base.actions.clients import delete_clients
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.client.client_heading import client_heading
from csm_tui.screens.client.page_parts import TALL, WIDE, PageParts
from csm_tui.screens.client.panel import Panel
from csm_tui.screens.client.parts.touchpoints import TouchpointsPart
from csm_tui.session.changes import Change
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import LinePane
from csm_tui.widgets.table.band_table import BandTable


class ClientPage(WorkScreen):
    """`tab` goes from part to part. If there is little room, only the part in use is open."""

    CSS_PATH = STYLES / "client_page.tcss"
    SPEC = BY_ID["client"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Part"),
        Binding("shift+tab", "app.focus_previous", "Part before", show=False),
        *bindings(SPEC.commands),
    ]
    AUTO_FOCUS = ""  # the page itself decides which part gets the focus
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (150, "-vast")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]

    def __init__(self, session: Session, glyphs: Glyphs, client_id: str, part: str = TouchpointsPart.ID) -> None:
        """`part` is the id of the part that has the cursor at first."""
        super().__init__(session, glyphs)
        self.client_id = client_id
        self.parts = PageParts(glyphs, part)
        self._heading = LinePane(id="heading")
        self._shown: tuple[Workspace, date] | None = None
        self._client_name = "This client"
        self._sought = ""  # what was typed to find another client, when that was left

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self.parts
        yield from self.frame()

    def on_mount(self) -> None:
        self.parts.focus_first()
        self.begin()

    # What is shown

    @property
    def client(self) -> Client:
        return self.session.workspace.clients[self.client_id]

    @property
    def client_at(self) -> str:
        return self.client_id

    def has(self, need: Need) -> bool:
        panel = self.parts.panel
        if need == "list":
            return panel is not None and panel.part.ADDS
        if need == "entry":
            return self.parts.on_notes or (panel is not None and panel.entry is not None)
        if need == "state":
            return panel is not None and (isinstance(panel.entry, Activity) or panel.toggled is not None)
        return super().has(need)

    def show_workspace(self) -> None:
        session = self.session
        if (session.workspace, session.today()) == self._shown:
            return
        if self._is_gone:
            self._leave_soon()
            return
        self._shown = session.workspace, session.today()
        row = self._row()
        self._client_name = row.client.name
        snoozes = snoozed_plays(row, session.workspace).values()
        self._heading.show(lambda width: client_heading(row, snoozes, width, self.glyphs))
        self.parts.show(row, session.workspace)

    def _row(self) -> Row:
        return row_of(self.client, self.session.workspace, self.session.today())

    @property
    def _is_gone(self) -> bool:
        return self.client_id not in self.session.workspace.clients

    def _leave_soon(self) -> None:
        """Leave the page of a deleted client. The app must do it, as a screen cannot await its own removal."""

        async def leave() -> None:
            if self.is_active and self._is_gone:
                self.notify(f"{self._client_name} is no longer there", severity="warning", markup=False)
                await self.do_back()

        self.app.call_later(leave)

    async def perform(self, command: type[Command], *numbers: int) -> None:
        """Carry out a command, unless the client was deleted meanwhile."""
        if self._is_gone:
            self._leave_soon()
        else:
            await super().perform(command, *numbers)

    # Entries

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        panel = self.parts.panel
        entry = None if panel is None else panel.entry
        opening = None if panel is None or entry is None else panel.part.opening(entry, app_of(self.app))
        await (self.action_perform("entry.edit") if opening is None else opening)

    async def do_entry_edit(self) -> None:
        panel = self.parts.panel
        await self.edit(self._spec("notes") if panel is None else panel.spec(panel.entry))

    async def do_entry_new(self) -> None:
        panel = self.parts.panel
        assert panel is not None
        why = panel.part.why_not_new(panel.shown)
        if why:
            self.notify(why, severity="warning", markup=False)
        else:
            await self._add(panel)

    async def _add(self, panel: Panel) -> None:
        new = panel.spec(None)
        spec = panel.spec(None, self.unsaved(new.form, new.parent))
        await self.edit(spec, lambda: self._go_to(panel, spec.record))

    def _go_to(self, panel: Panel, entry_id: str) -> None:
        panel.table.move_to(entry_id)
        panel.table.focus()

    def do_entry_delete(self) -> None:
        panel = self.parts.panel
        if panel is None or not panel.part.ADDS:
            self.notify("Scores and notes are not deleted but emptied: e edits them", severity="warning")
            return
        name = panel.part.name(panel.entry, panel.shown)
        if self.apply(panel.part.deleted(panel.entry, panel.shown)):
            self.notify(f"Deleted {name}; u brings it back", markup=False)

    async def do_entry_toggle(self) -> None:
        panel = self.parts.panel
        assert panel is not None, "without an entry that has a next state it is refused"
        entry, change = panel.entry, panel.toggled
        if isinstance(entry, Activity) and entry.status is not ActivityStatus.DONE:
            await finish_activity(self, entry, self.apply)
        elif change is not None:
            self.apply(change)

    # The client

    def _spec(self, field: str = "") -> FormSpec[Change]:
        spec = client_form(self.client, self.session.workspace, self.session.today())
        return spec.only(field) if field else spec

    async def do_page_touch(self) -> None:
        await self._add(self.parts.list_of(TouchpointsPart.ID))

    async def do_page_review(self) -> None:
        from csm_tui.domain.records.risk import Risk
        from csm_tui.forms.definitions.risk_forms import review_form

        panel = self.parts.panel
        risk = panel.entry if panel is not None else None
        if isinstance(risk, Risk):
            identity = self.unsaved("review", risk.id)
            await self.edit(review_form(risk, self.session.workspace, self.session.today(), identity))
        else:
            self.notify("Only a risk is reviewed: tab goes to the risks", severity="warning")

    async def do_page_edit(self) -> None:
        await self.edit(self._spec())

    async def do_page_override(self) -> None:
        await self.edit(self._spec("override"))

    async def do_page_delete(self) -> None:
        await delete_clients(self, [self.client], self.do_back)

    async def do_table_report(self) -> None:
        from csm_tui.exchange.report.client import client_report
        from csm_tui.screens.base.actions.ask_export import ask_report

        await ask_report(self, "client", client_report(self.session.workspace, self.client, self.session.today()))

    async def do_page_jump(self) -> None:
        from csm_tui.screens.dialogs.client_finder import ClientFinder

        finder = ClientFinder(self.session.workspace, self.glyphs, self._sought)

        async def take(client: Client | None) -> None:
            self._sought = finder.text if client is None else ""
            if client is not None:
                await app_of(self.app).open_client(client.id)

        await self.app.push_screen(finder, take)

    async def do_page_next(self) -> None:
        await self._step(1)

    async def do_page_previous(self) -> None:
        await self._step(-1)

    async def _step(self, step: int) -> None:
        order = app_of(self.app).listed_clients
        place = order.index(self.client_id) + step if self.client_id in order else 0
        if 0 <= place < len(order):
            await self.app.switch_screen(ClientPage(self.session, self.glyphs, order[place], self.parts.part_in_use))
        else:
            self.notify("That was the last one" if step > 0 else "That was the first one")

    async def do_back(self) -> None:
        await app_of(self.app).close_client(self.client_id)
