"""Where drafts are kept that cannot be kept beside the workspace, as its disk is full or its folder not writable."""

from hashlib import sha256
from os import fsencode
from os.path import realpath
from pathlib import Path


def second_place(workspace: Path) -> Path:
    """The path that stands for the file of a workspace in the state folder of the platform."""
    import platformdirs

    told_apart = sha256(fsencode(realpath(workspace))).hexdigest()[:16]
    return platformdirs.user_state_path("csm-tui", appauthor=False) / "drafts" / f"{told_apart}-{workspace.name}"
