"""Where drafts are kept that cannot be kept beside the workspace, as its disk is full or its folder not writable."""

from hashlib import sha256
from os import fsencode
from os.path import realpath
from pathlib import Path

from csm_tui.session.user_files.state_folder import state_folder


def second_place(workspace: Path) -> Path:
    """The path that stands for the file of a workspace in the state folder of the platform."""
    told_apart = sha256(fsencode(realpath(workspace))).hexdigest()[:16]
    return state_folder() / "drafts" / f"{told_apart}-{workspace.name}"
