"""Files that are replaced whole or not at all."""

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from csm_tui.storage.disk.folders import sync_folder
from csm_tui.storage.disk.permissions import FILE_MODE, own_as
from csm_tui.storage.disk.reading import Signature, real_path, signature_of
from csm_tui.storage.errors import NotSaved, Unreadable, quoted, reason


def write_atomically(path: Path, data: bytes | Sequence[bytes]) -> Signature:
    """Replace the file durably by one that holds `data`, which is given in one or more pieces.

    A symbolic link stays and its target is replaced. Raises NotSaved when any step fails: then the old file stands
    as it was and no temporary file is left.
    """
    try:
        real = real_path(path)
        temporary = _temporary_name(real)
        try:
            written = _write_new(temporary, [data] if isinstance(data, bytes) else data, real)
            _replace_durably(temporary, real)
        finally:
            with suppress(OSError):
                os.unlink(temporary)
    except (OSError, Unreadable) as error:
        raise NotSaved(f"Not saved to {quoted(path)}: {reason(error)}.") from error
    return written


def _temporary_name(real: Path) -> Path:
    return real.with_name(f".{real.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")


def _write_new(path: Path, pieces: Sequence[bytes], model: Path) -> Signature:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        own_as(descriptor, model)
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
        return signature_of(os.fstat(descriptor))
    finally:
        os.close(descriptor)


def _replace_durably(temporary: Path, real: Path) -> None:
    """Put the temporary file in place, and the old file back if the folder cannot be brought to the disk."""
    old = _temporary_name(real)
    try:
        kept = _keep_as(real, old)
        os.replace(temporary, real)
        try:
            sync_folder(real.parent)
        except OSError:
            if kept is None:
                os.unlink(real)
            elif kept:
                os.replace(old, real)
            raise
    finally:
        with suppress(OSError):
            os.unlink(old)


def _keep_as(real: Path, old: Path) -> bool | None:
    """Give the present file a second name. Returns None if there is no file, False if the file system has no hard
    links."""
    try:
        os.link(real, old)
    except FileNotFoundError:
        return None
    except OSError:
        return False
    return True


def sweep_orphans(path: Path) -> int:
    """Remove temporary files that a killed program left beside the file; returns how many there were.

    Call it under the lock only, for a file being written looks the same. Removes what it can and raises nothing.
    """
    return _sweep(path.parent, re.compile(rf"\.{re.escape(path.name)}\.\d+\.[0-9a-f]{{8}}\.tmp"))


def sweep_folder(folder: Path) -> int:
    """The same for every file in a folder of our own."""
    return _sweep(folder, re.compile(r"\..+\.\d+\.[0-9a-f]{8}\.tmp"))


def _sweep(folder: Path, pattern: re.Pattern[str]) -> int:
    removed = 0
    with suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(".") and pattern.fullmatch(name):
                with suppress(OSError):
                    os.unlink(folder / name)
                    removed += 1
    return removed
