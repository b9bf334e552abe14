"""The last writes of a program that a signal ends: what was typed and is not on the disk yet."""

import os
from contextlib import suppress

from csm_tui.session.drafts.drafts import Drafts
from csm_tui.storage.disk.permissions import FILE_MODE, FOLDER_MODE


def write_before_the_end(drafts: Drafts) -> None:
    """Write what is not on the disk yet, for a signal handler that ends the program right after.

    It may interrupt any line, also in mid-write of the same draft: it takes no lock and uses files of its own names.
    """
    for name, data in drafts.last_writes():
        for folders in drafts.last_write_folders:
            with suppress(OSError):
                _write_plainly(os.path.join(folders[-1], name), data, folders)
                break


def _write_plainly(path: bytes, data: bytes, folders: tuple[bytes, ...]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        descriptor = os.open(path, flags, FILE_MODE)
    except FileNotFoundError:
        for folder in folders:
            with suppress(OSError):
                os.mkdir(folder, FOLDER_MODE)
        descriptor = os.open(path, flags, FILE_MODE)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)
