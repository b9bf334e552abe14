"""The ways from one screen to another, and what the top bar says about them."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import App
from textual.screen import Screen

from csm_tui.app_parts.overdue_counts import OverdueCounts
from csm_tui.commands.base import Context
from csm_tui.commands.screens import BY_ID, FIRST, GO, SCREENS, ScreenSpec
from csm_tui.domain.preferences import Preferences
from csm_tui.screens.base.command_host import CommandHost
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.portfolio.portfolio_screen import PortfolioScreen
from csm_tui.session.session import Session
from csm_tui.widgets.top_bar import ScreenTab

if TYPE_CHECKING:
    from csm_tui.screens.settings.settings_screen import SettingsScreen


class Navigation(CommandHost, App[str]):
    """The part of the app that knows its screens. The portfolio is always there; the others load when first shown."""

    session: Session
    preferences: Preferences
    glyphs: Glyphs
    portfolio: PortfolioScreen

    def __init__(self) -> None:
        super().__init__()
        self.overdue = OverdueCounts()

    def add_screens(self) -> None:
        """Declare the screens that have a digit to Textual, each as a mode."""
        self.add_mode(FIRST.id, lambda: cast(Screen[object], self.portfolio))
        for spec in SCREENS:
            if spec is not FIRST and not spec.above:
                self.add_mode(spec.id, partial(self._new_screen, spec))

    def _new_screen(self, spec: ScreenSpec) -> Screen[object]:
        return cast(Screen[object], spec.load()(self.session, self.glyphs))

    # The screen in front

    @property
    def front(self) -> WorkScreen:
        """The screen that commands work on, below any dialog."""
        return next(
            (screen for screen in reversed(self.screen_stack) if isinstance(screen, WorkScreen)), self.portfolio
        )

    @property
    def context(self) -> Context:
        return self.front

    @property
    def screens(self) -> Sequence[ScreenTab]:
        """The entries of the top bar: each screen with how much is overdue there."""
        counts = self.overdue.of(self.session.workspace, self.session.today())
        keys = self.preferences.keys
        named = (one for one in GO if one.SCREEN.in_bar)
        return [ScreenTab(one.ID, one.shown_keys(keys), one.NAME, counts.get(one.SCREEN.id, 0)) for one in named]

    @property
    def pressing(self) -> Collection[str]:
        """The ids of the clients for whom something is to be done today, or was before."""
        return self.overdue.pressing(self.session.workspace, self.session.today())

    @property
    def place(self) -> str:
        """The id of the screen in front, or of the one that it was opened from."""
        front = self.front.SPEC
        return f"go.{front.id if front.key and front.in_bar else self.current_mode}"

    def show_all(self) -> None:
        """Show the workspace on the screens that can be seen; the others do so when they come to the front."""
        for screen in self.screen_stack:
            if isinstance(screen, WorkScreen):
                screen.show_again()

    # From one to another

    async def do_go(self, screen_id: str) -> None:
        """Go to a screen itself, never to what was left open above it."""
        spec = BY_ID[screen_id]
        if spec.above:
            if not isinstance(self.front, spec.load()):
                await self.push_screen(self._new_screen(spec))
            return
        with self.batch_update():
            if self.current_mode != spec.id:
                await self.switch_mode(spec.id)
            while len(self.screen_stack) > 1:
                await self.pop_screen()

    @property
    def listed_clients(self) -> Sequence[str]:
        """The clients in the order of the list below, else in that of the workspace."""
        listed = (one.listed_clients for one in reversed(self.screen_stack) if isinstance(one, WorkScreen))
        return next(filter(None, listed), [*self.session.workspace.clients])

    async def open_client(self, client_id: str) -> None:
        """Show the page of a client, in place of another one's."""
        from csm_tui.screens.client.client_page import ClientPage

        page = ClientPage(self.session, self.glyphs, client_id)
        await (self.switch_screen(page) if isinstance(self.front, ClientPage) else self.push_screen(page))

    async def close_client(self, client_id: str) -> None:
        """Leave the page of a client and put the cursor on them in the list below."""
        await self.pop_screen()
        self.front.show_client(client_id)

    async def open_evaluation(self, evaluation_id: str, entry_id: str = "") -> None:
        """Show the form of an evaluation, with the cursor on an entry if one is given."""
        from csm_tui.screens.evaluations.evaluation_screen import EvaluationScreen

        await self.push_screen(EvaluationScreen(self.session, self.glyphs, evaluation_id, entry_id))

    async def open_roadmap(self, roadmap_id: str) -> None:
        """Show the page of a roadmap."""
        from csm_tui.screens.roadmap.roadmap_screen import RoadmapScreen

        await self.push_screen(RoadmapScreen(self.session, self.glyphs, roadmap_id))

    async def show_view(self, number: int) -> None:
        """Go to the portfolio, as a saved view shows it; they are counted from 0."""
        await self.do_go(FIRST.id)
        await self.portfolio.do_portfolio_recall(number)

    async def open_setting(self, form: str, key: str) -> None:
        """Go to the settings and open the form of one of them."""
        await (await self._settings()).open_form_of(form, key)

    async def show_setting(self, key: str) -> None:
        """Go to the settings, with the cursor on one of the workspace's."""
        (await self._settings()).show_setting(key)

    async def _settings(self) -> "SettingsScreen":
        from csm_tui.screens.settings.settings_screen import SettingsScreen

        await self.do_go("settings")
        assert isinstance(self.front, SettingsScreen)
        return self.front
