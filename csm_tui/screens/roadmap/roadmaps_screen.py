"""The table of all roadmaps, over all clients."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.roadmap import Roadmap
from csm_tui.forms.definitions.roadmap.roadmap_form import roadmap_form
from csm_tui.planning.roadmap.briefings import Briefing, briefings
from csm_tui.planning.roadmap.columns import BY_KEY, ROADMAPS_FILTER
from csm_tui.planning.roadmap.status import kpi_in_words
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.detailed_screen import DetailedScreen
from csm_tui.screens.cells.messages import deleted_message
from csm_tui.screens.roadmap.parts.part import titled_text
from csm_tui.session.changes import deletion
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import BandTable


class RoadmapsScreen(DetailedScreen[Briefing]):
    """Roadmaps by client and engagement; how the one under the cursor stands beside or below."""

    CSS_PATH = STYLES / "lists.tcss"
    SPEC = BY_ID["roadmaps"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    FILTER_HINT = 'words, client:"customer 8", course:behind, money<0'
    COLUMNS = BY_KEY
    LANGUAGE = ROADMAPS_FILTER
    NOUNS = "roadmap", "roadmaps"
    EMPTY = "No roadmap yet: n begins one"

    _derived_on: date | None = None

    def show_workspace(self) -> None:
        if self._derived_on != self.session.today():  # all that is shown is as of today
            self._derived_on, self._derived_of = self.session.today(), None
        super().show_workspace()

    def derive(self) -> Mapping[str, Briefing]:
        return {one.roadmap.id: one for one in briefings(self.session.workspace, self.session.today())}

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("roadmap.open")

    async def do_roadmap_open(self) -> None:
        await app_of(self.app).open_roadmap(self.row.roadmap.id)

    async def do_roadmap_edit(self) -> None:
        row = self.row
        await self.edit(roadmap_form(row.roadmap, row.client, self.session.workspace, self.session.today()))

    async def do_roadmap_new(self) -> None:
        await self._ask_client("New roadmap: of which client?", None)

    async def do_roadmap_like(self) -> None:
        like = self.row.roadmap
        await self._ask_client(f"New roadmap like {like.title}: of which client?", like)

    async def _ask_client(self, title: str, like: Roadmap | None) -> None:
        """Ask whose engagement it is, then for the texts of the new roadmap."""
        from csm_tui.screens.dialogs.client_finder import ClientFinder

        async def take(client: Client | None) -> None:
            if client is not None:
                await self._begin(client, like)

        begun_for = "" if self.table.cursor_key is None else self.row.client.name
        await self.app.push_screen(ClientFinder(self.session.workspace, self.glyphs, begun_for, title), take)

    async def _begin(self, client: Client, like: Roadmap | None) -> None:
        identity = self.unsaved("roadmap", client.id)
        spec = roadmap_form(None, client, self.session.workspace, self.session.today(), identity, like)
        await self.edit(spec, lambda: self._begun(spec.record))

    def _begun(self, roadmap_id: str) -> None:
        self.table.move_to(roadmap_id)
        self.app.call_later(app_of(self.app).open_roadmap, roadmap_id)

    def do_roadmap_delete(self) -> None:
        chosen = [row.roadmap for row in self.chosen]
        if self.apply(deletion(chosen, self.session.workspace)):
            self.notify(deleted_message([one.label for one in chosen]), markup=False)

    async def do_roadmap_client(self) -> None:
        await app_of(self.app).open_client(self.row.client.id)

    async def do_table_export(self) -> None:
        from csm_tui.exchange.roadmap.roadmap_exports import roadmap_export
        from csm_tui.exchange.roadmap.roadmap_sections import RoadmapScope
        from csm_tui.screens.base.actions.ask_export import ask_export

        await ask_export(self, roadmap_export(self.marked_or_shown, RoadmapScope()))

    def side_lines(self, row: Briefing, width: int) -> Sequence[Line]:
        """Its title, how it stands and why, and its KPIs."""
        return [
            [(f" {row.roadmap.title}", "strong")],
            *titled_text(f"Status: {row.status.course}", "\n".join(row.status.reasons), width),
            *titled_text("KPIs", "\n".join(f"{one.kpi.name}: {kpi_in_words(one)}" for one in row.kpis), width),
            *titled_text("Decision asked", row.roadmap.decision, width),
        ]
