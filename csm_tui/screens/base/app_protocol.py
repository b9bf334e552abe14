"""What screens ask of the app. The app lies above them, so they know only this much of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, cast

from textual.app import App

from csm_tui.domain.preferences import Preferences
from csm_tui.session.errors import StorageError
from csm_tui.session.session import Session

if TYPE_CHECKING:
    from csm_tui.screens.base.work_screen import WorkScreen
    from csm_tui.widgets.top_bar import Entry


class AppProtocol(Protocol):
    """The app as its screens see it."""

    session: Session
    preferences: Preferences

    @property
    def front(self) -> "WorkScreen": ...

    @property
    def screens(self) -> "Sequence[Entry]": ...

    @property
    def place(self) -> str: ...

    def take_preferences(self, preferences: Preferences) -> None: ...

    async def action_perform(self, identity: str) -> None: ...

    async def do_go(self, screen_id: str) -> None: ...


def keep_preferences(app: App[object], preferences: Preferences) -> bool:
    """Take the person's settings over and write them; False if they could not be written, which is said."""
    try:
        app_of(app).take_preferences(preferences)
    except StorageError as error:
        app.notify(str(error), severity="error", timeout=10, markup=False)
        return False
    return True


def app_of(app: App[object]) -> AppProtocol:
    """The app of a screen."""
    return cast(AppProtocol, app)
