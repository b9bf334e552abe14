"""How the state of the workspace's file is shown: whether all is saved, and what is wrong with it."""

from typing import NamedTuple

from csm_tui.session.announcement import Saving
from csm_tui.session.session import Session
from csm_tui.widgets.style_name import StyleName


class FileStateText(NamedTuple):
    """The state in words. `brief` says what is wrong where there is no room for more, "" if nothing is."""

    text: str
    style: StyleName = "dim"
    brief: str = ""


def file_state_text(session: Session) -> FileStateText:
    """The state of the file of a session; of several things that are wrong the worst."""
    file = session.file
    if file.trouble:
        return FileStateText(file.trouble, "red", file.brief)
    if file.read_only is not None:
        return FileStateText(f"read only: {file.read_only}", "amber", "read only")
    if session.saving is Saving.NOT_SAVED:
        return FileStateText(f"not saved: {file.why_not_saved}", "red", "not saved")
    if session.why_not_kept:
        return FileStateText(f"what you type is not kept: {session.why_not_kept}", "red", "not kept")
    return FileStateText(session.saving)
