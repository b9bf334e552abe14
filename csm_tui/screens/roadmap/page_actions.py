"""What can be done with a roadmap as a whole, on its page."""

from csm_tui.domain.records.engagements.roadmap import Roadmap
from csm_tui.forms.definitions.roadmap.roadmap_form import roadmap_form
from csm_tui.planning.roadmap.briefings import briefings
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.roadmap.row_actions import RowActions


class PageActions(RowActions):
    """The part of the screen that presents the roadmap, changes its texts, or leads out of it."""

    roadmap_id: str

    @property
    def roadmap(self) -> Roadmap | None:
        """The roadmap as it is now; None if it was deleted."""
        return self.session.workspace.table(Roadmap).records.get(self.roadmap_id)

    async def do_briefing_head(self) -> None:
        one = self.shown.one
        await self.edit(roadmap_form(one.roadmap, one.client, self.session.workspace, self.session.today()))

    async def do_briefing_present(self) -> None:
        """Show the slides; if all of them were seen, offer to keep the edition."""
        from csm_tui.screens.roadmap.presentation.present_screen import PresentScreen
        from csm_tui.session.user_files.presentation_file import PresentationFile

        async def ask(seen: bool | None) -> None:
            if seen and self.read_only is None:
                await self._ask_to_keep()

        await self.app.push_screen(PresentScreen(self.shown, PresentationFile(self.session.path)), ask)

    async def _ask_to_keep(self) -> None:
        from csm_tui.forms.definitions.roadmap.edition_form import edition_form
        from csm_tui.screens.dialogs.question import YesNoDialog

        async def take(sure: bool | None) -> None:
            roadmap = self.roadmap
            if sure and roadmap is not None:
                identity = self.unsaved("edition", roadmap.id)
                await self.edit(edition_form(None, roadmap, self.session.workspace, self.session.today(), identity))

        text = "Then T tells what changed since. A rehearsal need not be kept."
        await self.app.push_screen(YesNoDialog("Was it presented? Keep it as an edition?", text), take)

    async def do_briefing_editions(self) -> None:
        from csm_tui.screens.roadmap.editions_dialog import EditionsDialog

        roadmap = self.shown.roadmap
        await self.app.push_screen(EditionsDialog(self, roadmap))

    def do_briefing_before(self) -> None:
        self._step_roadmap(-1)

    def do_briefing_after(self) -> None:
        self._step_roadmap(1)

    def _step_roadmap(self, steps: int) -> None:
        ids = [one.roadmap.id for one in briefings(self.session.workspace, self.session.today())]
        place = ids.index(self.roadmap_id) + steps
        if 0 <= place < len(ids):
            self.roadmap_id = ids[place]
            self.show_again()
        else:
            self.notify("There is no roadmap before this one" if steps < 0 else "There is no roadmap after this one")

    async def do_briefing_client(self) -> None:
        await app_of(self.app).open_client(self.shown.one.client.id)

    async def do_table_export(self) -> None:
        from csm_tui.exchange.roadmap.roadmap_exports import roadmap_export
        from csm_tui.exchange.roadmap.roadmap_sections import RoadmapScope
        from csm_tui.screens.base.actions.ask_export import ask_export

        await ask_export(self, roadmap_export([self.shown.one], RoadmapScope()))
