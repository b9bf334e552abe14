"""Protocols of the app and its screens: what dialogs and features know of them."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from textual.app import App

from csm_tui.domain.preferences import Preferences
from csm_tui.session.errors import Conflict, StorageError
from csm_tui.session.session import Session

if TYPE_CHECKING:
    from csm_tui.forms.form_spec import FormSpec
    from csm_tui.forms.ground import Ground
    from csm_tui.planning.playbooks.playbook import Playbook
    from csm_tui.screens.cells.glyphs import Glyphs
    from csm_tui.session.changes import Change
    from csm_tui.session.drafts.draft import Draft
    from csm_tui.session.user_files.plays_file import PlaysFile
    from csm_tui.session.user_files.recent_files import RecentFiles
    from csm_tui.widgets.top_bar import ScreenTab


class ScreenProtocol(Protocol):
    """The screen below a dialog, which makes the dialog's changes."""

    session: Session
    glyphs: "Glyphs"

    @property
    def ground(self) -> "Ground": ...

    def refuses_changes(self) -> bool: ...

    def unsaved(self, form: str, parent: str = "") -> str: ...

    def apply(self, change: "Change") -> bool: ...

    async def edit(self, spec: "FormSpec[Change]", done: Callable[[], None] = ...) -> None: ...

    async def action_perform(self, identity: str) -> None: ...


class AppProtocol(Protocol):
    """The app as its screens see it. Navigation between features goes through it."""

    session: Session
    preferences: Preferences
    plays_file: "PlaysFile"
    recent_files: "RecentFiles"

    @property
    def front(self) -> ScreenProtocol: ...

    @property
    def screens(self) -> "Sequence[ScreenTab]": ...

    @property
    def place(self) -> str: ...

    @property
    def pressing(self) -> Collection[str]: ...

    @property
    def listed_clients(self) -> Sequence[str]: ...

    def playbook(self) -> "Playbook": ...

    def look_at_plays(self) -> None: ...

    def take_preferences(self, preferences: Preferences) -> None: ...

    async def action_perform(self, identity: str) -> None: ...

    def ask_when_quiet(self, draft: "Draft") -> None: ...

    async def do_go(self, screen_id: str) -> None: ...

    async def go_back_to(self, parent: str) -> None: ...

    async def bring_in(self, done: Callable[[], None] = ...) -> None: ...

    async def open_client(self, client_id: str) -> None: ...

    async def close_client(self, client_id: str) -> None: ...

    async def open_evaluation(self, evaluation_id: str, entry_id: str = "") -> None: ...

    async def open_roadmap(self, roadmap_id: str) -> None: ...

    async def show_view(self, number: int) -> None: ...

    async def open_setting(self, form: str, key: str) -> None: ...

    async def show_setting(self, key: str) -> None: ...


def keep_preferences(app: App[object], preferences: Preferences) -> bool:
    """Apply and save the preferences; if they cannot be saved, say why and return False."""
    return attempt(app, lambda: app_of(app).take_preferences(preferences))


def attempt(app: App[object], step: Callable[[], object]) -> bool:
    """Take a step that may fail at the file or in a conflict with others; if it does, say why and return False."""
    try:
        step()
    except (Conflict, StorageError) as error:
        app.notify(str(error), severity="error", markup=False)
        return False
    return True


def app_of(app: App[object]) -> AppProtocol:
    """The app, typed as its screens see it."""
    return cast(AppProtocol, app)
