"""Plain writing, for a signal handler that ends the program right after."""

import os
from collections.abc import Sequence
from contextlib import suppress

from csm_tui.storage.disk.permissions import FILE_MODE, FOLDER_MODE

LAST_WRITE = ".cut"
"""What is put behind the name of a draft's file that was written so."""


def write_plainly(name: bytes, data: bytes, folders: Sequence[bytes]) -> bool:
    """Write a file into the last of the folders, which are created from the first on if need be; whether it is there.

    It takes no lock, replaces nothing whole and waits for no disk.
    """
    try:
        _write(os.path.join(folders[-1], name), data, folders)
    except OSError:
        return False
    return True


def _write(path: bytes, data: bytes, folders: Sequence[bytes]) -> None:
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
