"""Opening the person's own file of plays in their editor."""

from textual.app import App

from csm_tui.screens.app_protocol import app_of, attempt
from csm_tui.screens.dialogs.forms.editor import opened_in_editor


def edit_own_plays(app: App[object]) -> None:
    """Open the file, with a commented start if there is none, and take in what it says then.

    It is the file itself that is opened, not a copy: an editor may keep its marks and backups beside it.
    """
    own = app_of(app)
    file = own.plays_file
    if not attempt(app, file.begin):
        return
    if opened_in_editor(app, file.path):
        what = "Your own plays, as long as the demo runs" if file.is_copy else "Your own plays"
        app.notify(f"{what}: {file.path}", markup=False)
    file.tidy()
    own.look_at_plays()
