"""What lies below the screens asks of them and of the app: dialogs and features know only this much."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from textual.app import App

from csm_tui.domain.preferences import Preferences
from csm_tui.session.errors import StorageError
from csm_tui.session.session import Session

if TYPE_CHECKING:
    from csm_tui.forms.form_spec import FormSpec
    from csm_tui.forms.ground import Ground
    from csm_tui.screens.cells.glyphs import Glyphs
    from csm_tui.session.changes import Change
    from csm_tui.widgets.top_bar import ScreenTab


class ScreenProtocol(Protocol):
    """The screen that a dialog lies above. What is changed in the dialog goes through it."""

    session: Session
    glyphs: "Glyphs"

    @property
    def read_only(self) -> str | None: ...

    @property
    def ground(self) -> "Ground": ...

    def unsaved(self, form: str, parent: str = "") -> str: ...

    def apply(self, change: "Change") -> bool: ...

    async def edit(self, spec: "FormSpec[Change]", done: Callable[[], None] = ...) -> None: ...

    async def action_perform(self, identity: str) -> None: ...


class AppProtocol(Protocol):
    """The app as its screens see it. The ways from one feature to another lead through it."""

    session: Session
    preferences: Preferences

    @property
    def front(self) -> ScreenProtocol: ...

    @property
    def screens(self) -> "Sequence[ScreenTab]": ...

    @property
    def place(self) -> str: ...

    @property
    def listed_clients(self) -> Sequence[str]: ...

    def take_preferences(self, preferences: Preferences) -> None: ...

    async def action_perform(self, identity: str) -> None: ...

    async def do_go(self, screen_id: str) -> None: ...

    async def open_client(self, client_id: str) -> None: ...

    async def close_client(self, client_id: str) -> None: ...

    async def open_setting(self, form: str, key: str) -> None: ...

    async def show_setting(self, key: str) -> None: ...


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
