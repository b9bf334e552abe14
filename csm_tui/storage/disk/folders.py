"""Folders: what is in them, and how they are created and brought to the disk."""

import errno
import os
from pathlib import Path

from csm_tui.storage.disk.permissions import FOLDER_MODE, own_as
from csm_tui.storage.errors import NotSaved, Unreadable, quoted, reason

_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}  # file systems that keep folders in step by themselves


def names_in(folder: Path) -> list[str]:
    """The names in a folder; none when there is no such folder. Raises Unreadable when it cannot be read."""
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unreadable(f"Cannot read the folder {quoted(folder)}: {reason(error)}.") from error


def private_folder(path: Path) -> None:
    """Create the folder and its missing parents with mode 0700, durably. Folders that exist are left as they are.

    Raises NotSaved when that fails.
    """
    try:
        _make_folder(path)
    except OSError as error:
        raise NotSaved(f"Cannot create the folder {quoted(path)}: {reason(error)}.") from error


def _make_folder(path: Path) -> None:
    if path.is_dir():
        return
    _make_folder(path.parent)
    try:
        os.mkdir(path, FOLDER_MODE)
    except FileExistsError:
        if not path.is_dir():  # another program may just have made it
            raise
    else:
        _own_folder(path)
        sync_folder(path.parent)


def _own_folder(path: Path) -> None:
    if os.geteuid() == 0:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            own_as(descriptor, path.parent)
        finally:
            os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Bring the folder's entries to the disk. Raises OSError, but not where folders know no such thing."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
