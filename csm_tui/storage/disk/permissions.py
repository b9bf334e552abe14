"""Owners and modes: every file is created with mode 0600 and every folder with 0700, whatever the umask.

The umask itself belongs to the whole process and is left alone.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_BY_EFFECTIVE_IDS = os.access in os.supports_effective_ids


def write_protected(path: Path) -> bool:
    """Whether nobody has the right to write the file, so that its owner must have meant that."""
    try:
        return not os.stat(path).st_mode & 0o222
    except OSError:
        return False


def why_not_writable(path: Path) -> str | None:
    """Why the file cannot be replaced, as far as that can be told beforehand; None if nothing speaks against it."""
    if write_protected(path):
        return "The file is write-protected"
    folder = path.parent
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK, effective_ids=_BY_EFFECTIVE_IDS):
        return "Nothing can be written in the folder of the file"
    return None


def own_as(descriptor: int, model: Path) -> None:
    """Give a file or folder that was just made to the owner and group of `model`, or of its folder if it is not there.

    Otherwise what root saves would be root's, and its owner locked out. Nobody else may give files away.
    """
    if os.geteuid() != 0:
        return
    with suppress(OSError):
        try:
            owner = os.stat(model)
        except FileNotFoundError:
            owner = os.stat(model.parent)
        os.fchown(descriptor, owner.st_uid, owner.st_gid)


def tighten(path: Path) -> bool:
    """Make the file or folder private to its owner; returns whether others had any access.

    A missing file, or one that belongs to somebody else, is left alone.
    """
    try:
        mode = stat.S_IMODE(os.stat(path).st_mode)
        if not mode & 0o077:
            return False
        os.chmod(path, mode & 0o700)
    except OSError:
        return False
    return True
