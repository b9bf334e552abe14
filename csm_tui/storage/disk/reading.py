"""Reading whole files, and telling their states apart."""

import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

from csm_tui.storage.errors import Unreadable, quoted, reason

START_BYTES = 512
MOST_BYTES = 10**9
"""No workspace is larger: what is would only take the memory of the whole computer."""


class Signature(NamedTuple):
    """What tells one state of a file from another without reading it.

    Not quite for certain: two saves within one tick of the file system's clock can get an old inode number again.
    """

    inode: int
    modified_ns: int
    size: int


def signature(path: Path) -> Signature | None:
    """The file's signature by one stat; None when there is no such file.

    Raises Unreadable when the system refuses, or it is no regular file.
    """
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable(f"Cannot read {quoted(path)}: {reason(error)}.") from error
    _refuse_irregular(path, found)
    return signature_of(found)


def _refuse_irregular(path: Path, found: os.stat_result) -> None:
    """Refuse folders, pipes and devices: reading or replacing one could hold the program up for ever, or do harm."""
    if not stat.S_ISREG(found.st_mode):
        what = "it is a folder" if stat.S_ISDIR(found.st_mode) else "it is not a regular file"
        raise Unreadable(f"Cannot read {quoted(path)}: {what}.")


def signature_of(found: os.stat_result) -> Signature:
    """The signature of a file whose stat is known already."""
    return Signature(found.st_ino, found.st_mtime_ns, found.st_size)


def real_path(path: Path) -> Path:
    """The file that the path leads to through any links; it need not exist. Raises Unreadable for links in a circle."""
    try:
        return path.resolve()
    except RuntimeError as error:  # how pathlib reports a circle before Python 3.13
        raise Unreadable(f"Cannot read {quoted(path)}: its links lead in a circle.") from error
    except OSError as error:
        raise Unreadable(f"Cannot read {quoted(path)}: {reason(error)}.") from error


def read_whole(path: Path) -> tuple[bytes, Signature] | None:
    """The file's bytes and the signature they belong to; None when there is no such file.

    Raises Unreadable when it cannot be read, is no regular file, or larger than MOST_BYTES.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # a named pipe must not hold the program up
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable(f"Cannot read {quoted(path)}: {reason(error)}.") from error
    try:
        with open(descriptor, "rb", buffering=0) as file:
            found = os.fstat(descriptor)
            _refuse_irregular(path, found)
            if found.st_size > MOST_BYTES:
                raise Unreadable(f"Cannot read {quoted(path)}: it is larger than {MOST_BYTES // 10**9} GB.")
            return file.readall(), signature_of(found)
    except OSError as error:
        raise Unreadable(f"Cannot read {quoted(path)}: {reason(error)}.") from error


def read_start(path: Path) -> bytes:
    """The first START_BYTES of the file; nothing when it cannot be read or is no regular file."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as file:  # as in read_whole
            return file.read(START_BYTES) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
    except OSError:
        return b""


def is_there(path: Path) -> bool:
    """Whether something is at the path, or may be there for all that can be seen."""
    try:
        os.stat(path)
    except OSError as error:
        return error.errno not in (errno.ENOENT, errno.ENOTDIR)
    return True
