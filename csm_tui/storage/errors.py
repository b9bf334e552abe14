"""The errors of storing the workspace. Every message is one line that may be shown to the user."""

import errno
from pathlib import Path

_PLAIN_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "no permission",
    errno.EPERM: "not permitted",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk reports an error",
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "its links lead in a circle",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EBADF: "it is closed",
}


class StorageError(Exception):
    """Storing or reading the workspace failed; the message says why, in one line."""


class NotSaved(StorageError):
    """The file could not be written (disk full, I/O error, no permission); the old one still stands."""


class Busy(StorageError):
    """Another program held the lock for longer than patience allowed; nothing was written."""


class ReadOnly(StorageError):
    """The file may be read but not written: it is damaged, changed from outside, or of a newer version."""


class Damaged(ReadOnly):
    """It has faults; a check of the file tells all of them, and what can be done."""


class Shrunk(ReadOnly):
    """It holds less than what is shown, though nobody deleted that: nothing is taken in or written unasked."""


class Unreadable(StorageError):
    """Nothing can be read of the file: it cannot be opened, or it is not a workspace."""


def reason(error: Exception) -> str:
    """Why the system refused, in words for the user."""
    number = error.errno if isinstance(error, OSError) else None
    if number is None:
        return " ".join(str(error).split()) or type(error).__name__
    return _PLAIN_REASONS.get(number) or (getattr(error, "strerror", None) or f"error {number}").lower()


def quoted(text: str | Path) -> str:
    """A name or an id from outside as it may stand in a message: quoted, short, without characters that act."""
    plain = ascii(str(text))
    return plain if len(plain) <= 80 else plain[:77] + "..."
