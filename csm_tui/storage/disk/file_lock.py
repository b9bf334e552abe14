"""The lock beside a file, which keeps other programs out."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from csm_tui.storage.disk.permissions import FILE_MODE, own_as
from csm_tui.storage.errors import Busy, NotSaved, quoted, reason

LOCK_POLL_SECONDS = 0.01


@contextmanager
def exclusive(path: Path, patience_seconds: float) -> Iterator[None]:
    """Hold the lock of the file, which is `<path>.lock` beside it, for the length of the block.

    The lock file is never removed or replaced, or two programs could hold two locks of one name. Raises Busy when
    another holds it for longer than `patience_seconds`, and NotSaved when the lock file cannot be made.
    """
    try:
        descriptor = _open_lock(path)
    except OSError as error:
        lock = quoted(f"{path.name}.lock")
        raise NotSaved(f"Not saved to {quoted(path)}: its lock {lock} cannot be had ({reason(error)}).") from error
    try:
        _wait_for_lock(descriptor, path, patience_seconds)
        yield
    finally:
        os.close(descriptor)  # releases the lock


def _open_lock(path: Path) -> int:
    lock = f"{path}.lock"
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE)
    except FileExistsError:
        return os.open(lock, os.O_RDWR | os.O_CREAT, FILE_MODE)
    own_as(descriptor, path)
    return descriptor


def _wait_for_lock(descriptor: int, path: Path, patience_seconds: float) -> None:
    end = time.monotonic() + patience_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= end:
                raise Busy(f"Not saved to {quoted(path)}: another program is using it. Try again.") from error
        except OSError as error:
            raise NotSaved(f"Not saved to {quoted(path)}: it cannot be locked ({reason(error)}).") from error
        time.sleep(LOCK_POLL_SECONDS)
