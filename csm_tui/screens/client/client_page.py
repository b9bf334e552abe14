"""The page of one client: everything about it, and every part editable where it stands."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from csm_tui.commands.base import Command, bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.client_forms import client_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.portfolio.rows import Row
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.client_commands import delete_clients
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.client.activity_panel import Activities
from csm_tui.screens.client.client_page_view import chart_lines, heading_lines, note_lines
from csm_tui.screens.client.client_panels import Assumptions, Panel, Scores, Stakeholders, Touchpoints
from csm_tui.session.changes import Change
from csm_tui.session.plan_changes import finished
from csm_tui.session.session import Session
from csm_tui.textual_patches.box import Box
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable

_REST_SECONDS = 0.15
_PARTS = "#left > *, #right > *"


class ClientPage(WorkScreen):
    """Its parts are passed through by `tab`. Where there is little room, only the one in use is open."""

    CSS_PATH = STYLES / "client_page.tcss"
    SPEC = BY_ID["client"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(SPEC.commands),
        Binding("tab", "app.focus_next", "Part"),
        Binding("shift+tab", "app.focus_previous", "Part before", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (38, "-tall")]

    def __init__(self, session: Session, glyphs: Glyphs, client_id: str, part: str = "touchpoints") -> None:
        """`part` is the id of the one that has the cursor at first."""
        super().__init__(session, glyphs)
        self.client_id = client_id
        self._first_part = part
        self._heading = LinePane(id="heading")
        self._scores, self._touchpoints, self._activities = Scores(glyphs), Touchpoints(glyphs), Activities(glyphs)
        self._lists: tuple[Panel, ...] = (
            self._scores, self._touchpoints, self._activities, Stakeholders(glyphs), Assumptions(glyphs),
        )  # fmt: skip
        self._chart = LinePane(id="chart")
        self._notes = LinePane(id="notes-text", focusable=True)
        self._notes_box = Box(self._notes, id="notes")
        self._touchpoints.add_class("-in-use", "-open")  # has the cursor at first; styled once so
        self._shown: tuple[Workspace, date] | None = None
        self._rest: Timer | None = None
        self._client_name = "This client"

    def compose(self) -> ComposeResult:
        yield self._heading
        with Box(id="panels"):
            with Box(id="left"):
                with Box(id="scores-box"):
                    yield self._scores
                    yield self._chart
                yield self._notes_box
            with Box(id="right", classes="-in-use"):
                yield from self._lists[1:]
        yield from self.frame()

    def on_mount(self) -> None:
        self.query_one("#scores-box").border_title = "Scores"
        self._notes_box.border_title = "Notes"
        self.show_workspace()
        self.show_status()
        part = self.query_one(f"#{self._first_part}")
        next(one for one in self.focus_chain if part in one.ancestors).focus()
        self.ready.set()

    # What is shown

    @property
    def client(self) -> Client:
        return self.session.workspace.clients[self.client_id]

    def has(self, need: str) -> bool:
        panel = self._panel
        if need == "list":
            return panel is not None and panel.ADDS
        if need == "entry":
            return self._on_notes or (panel is not None and panel.entry is not None)
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
        self._heading.show(lambda width: heading_lines(row, width, self.glyphs))
        for panel in self._lists:
            panel.show(row, session.workspace)
        self._notes.show(lambda width: note_lines(row.client, width))
        self._draw_chart()

    def _row(self) -> Row:
        workspace = self.session.workspace
        touchpoints = workspace.table(Touchpoint).of(self.client_id)
        return Row(self.client, workspace.settings, self.session.today(), touchpoints)

    @property
    def _is_gone(self) -> bool:
        return self.client_id not in self.session.workspace.clients

    def _leave_soon(self) -> None:
        """Leave the page of what is gone. In the app's turn: this screen cannot wait for its own end."""

        async def leave() -> None:
            if self.is_active and self._is_gone:
                self.notify(f"{self._client_name} is no longer there", severity="warning", markup=False)
                await self.do_back()

        self.app.call_later(leave)

    async def perform(self, command: type[Command], *numbers: int) -> None:
        """Carry a command out, unless the client was deleted meanwhile."""
        if self._is_gone:
            self._leave_soon()
        else:
            await super().perform(command, *numbers)

    def _draw_chart(self) -> None:
        """Draw the chart of the score under the cursor once the cursor rests."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST_SECONDS, self._draw_chart_now)

    def _draw_chart_now(self) -> None:
        if not self._is_gone:
            self._chart.show(self._chart_lines)

    def _chart_lines(self, width: int) -> Sequence[Line]:
        chosen = str(self._scores.table.cursor_key or "health")
        height = self._chart.size.height
        return chart_lines(self.client, self.session.workspace.settings, chosen, width, height, self.glyphs)

    def on_resize(self) -> None:
        self.call_after_refresh(self._open_parts)
        self._draw_chart()

    @on(BandTable.CursorMoved, "#scores BandTable")
    def _another_score(self) -> None:
        self._draw_chart()

    def on_descendant_focus(self) -> None:
        """Lift out the part that has the cursor; where there is little room, open it."""
        self._open_parts()
        self._draw_chart()

    def _open_parts(self) -> None:
        """Open one part of the page, or of each side where there are two. Each widget is styled once."""
        parts = [*self.query("#left, #right"), *self.query(_PARTS)]
        before = [part.classes for part in parts]
        for part in parts:
            part.set_class(part.has_focus_within, "-in-use", update=False)
        sides = ("#left > *", "#right > *") if self.has_class("-wide") else (_PARTS,)
        for side in map(self.query, sides):
            opened = [*side.filter(".-in-use"), *side.filter(".-open"), *side][0]
            for part in side:
                part.set_class(part is opened, "-open", update=False)
        changed = [part for part, classes in zip(parts, before, strict=True) if part.classes != classes]
        self.app.stylesheet.update_nodes(changed)  # alone: nothing inside them looks otherwise

    # Entries

    @property
    def _panel(self) -> Panel | None:
        return next((panel for panel in self._lists if panel.has_focus_within), None)

    @property
    def _on_notes(self) -> bool:
        return self._notes_box.has_focus_within

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("entry.edit")

    async def do_entry_edit(self) -> None:
        panel = self._panel
        if panel is None:
            await self.edit(self._spec("notes"))
        elif panel is self._scores and panel.entry == "health":
            await self.do_page_override()
        else:
            await self.edit(panel.spec(panel.entry))

    async def do_entry_new(self) -> None:
        panel = self._panel
        assert panel is not None
        await self._add(panel)

    async def _add(self, panel: Panel) -> None:
        spec = panel.spec(None, self.unsaved(panel.spec(None).form, self.client_id))
        await self.edit(spec, lambda: self._go_to(panel, spec.record))

    def _go_to(self, panel: Panel, entry_id: str) -> None:
        panel.table.move_to(entry_id)
        panel.table.focus()

    def do_entry_delete(self) -> None:
        panel = self._panel
        if panel is None or not panel.ADDS:
            self.notify("Scores and notes are not deleted but emptied: e edits them", severity="warning")
        elif self.apply(panel.deleted(panel.entry)):
            self.notify("Deleted; u brings it back")

    async def do_entry_toggle(self) -> None:
        panel = self._panel
        entry = panel.entry if panel is not None else None
        if isinstance(entry, Activity) and entry.status is not ActivityStatus.DONE:
            await self._finish(entry)
            return
        change = panel.toggled(panel.entry) if panel is not None else None
        if change is None:
            self.notify(
                "Only a follow-up can be done, an activity, or an assumption confirmed",
                severity="warning",
            )
        else:
            self.apply(change)

    async def _finish(self, activity: Activity) -> None:
        """An activity is done: ask for its result."""
        from csm_tui.screens.dialogs.outcome import OutcomeDialog

        def take(result: ActivityOutcome | None) -> None:
            if result is not None:
                self.apply(finished(activity, result))

        await self.app.push_screen(OutcomeDialog(activity.reference, self.glyphs), take)

    # The client

    def _spec(self, field: str = "") -> FormSpec[Change]:
        spec = client_form(self.client, self.session.workspace, self.session.today())
        return spec.only(field) if field else spec

    async def do_page_touch(self) -> None:
        await self._add(self._touchpoints)

    async def do_page_edit(self) -> None:
        await self.edit(self._spec())

    async def do_page_override(self) -> None:
        await self.edit(self._spec("override"))

    async def do_page_delete(self) -> None:
        await delete_clients(self, [self.client], self.do_back)

    async def do_page_jump(self) -> None:
        from csm_tui.screens.dialogs.client_finder import ClientPicker

        async def take(client: Client | None) -> None:
            if client is not None:
                await app_of(self.app).open_client(client.id)

        await self.app.push_screen(ClientPicker(self.session.workspace, self.glyphs), take)

    async def do_page_next(self) -> None:
        await self._step(1)

    async def do_page_previous(self) -> None:
        await self._step(-1)

    async def _step(self, step: int) -> None:
        order = app_of(self.app).listed_clients
        place = order.index(self.client_id) + step if self.client_id in order else 0
        if 0 <= place < len(order):
            part = next(str(part.id) for part in self.query(_PARTS) if part.has_focus_within)
            await self.app.switch_screen(ClientPage(self.session, self.glyphs, order[place], part))
        else:
            self.notify("That was the last one" if step > 0 else "That was the first one")

    async def do_table_legend(self) -> None:
        await self.show_legend()

    async def do_back(self) -> None:
        await app_of(self.app).close_client(self.client_id)
