"""Files that are replaced whole or not at all, the lock beside them, and their modes.

Every file is created with mode 0600 and every folder with 0700, whatever the umask; the umask itself belongs to the
whole process and is left alone.
"""

import errno
import fcntl
import os
import re
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from csm_tui.storage.errors import Busy, NotSaved, Unreadable, quoted, reason

FILE_MODE = 0o600
FOLDER_MODE = 0o700
START_BYTES = 512
MOST_BYTES = 10**9
"""No workspace is larger: what is would only take the memory of the whole computer."""
LOCK_POLL_SECONDS = 0.01
_BY_EFFECTIVE_IDS = os.access in os.supports_effective_ids
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}  # file systems that keep folders in step by themselves


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
    return _signature_of(found)


def _refuse_irregular(path: Path, found: os.stat_result) -> None:
    """Refuse folders, pipes and devices: reading or replacing one could hold the program up for ever, or do harm."""
    if not stat.S_ISREG(found.st_mode):
        what = "it is a folder" if stat.S_ISDIR(found.st_mode) else "it is not a regular file"
        raise Unreadable(f"Cannot read {quoted(path)}: {what}.")


def _signature_of(found: os.stat_result) -> Signature:
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
            return file.readall(), _signature_of(found)
    except OSError as error:
        raise Unreadable(f"Cannot read {quoted(path)}: {reason(error)}.") from error


def read_start(path: Path) -> bytes:
    """The first START_BYTES of the file; nothing when it cannot be read or is no regular file."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as file:  # as in read_whole
            return file.read(START_BYTES) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
    except OSError:
        return b""


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


def is_there(path: Path) -> bool:
    """Whether something is at the path, or may be there for all that can be seen."""
    try:
        os.stat(path)
    except OSError as error:
        return error.errno not in (errno.ENOENT, errno.ENOTDIR)
    return True


def names_in(folder: Path) -> list[str]:
    """The names in a folder; none when there is no such folder. Raises Unreadable when it cannot be read."""
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unreadable(f"Cannot read the folder {quoted(folder)}: {reason(error)}.") from error


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
        return _signature_of(os.fstat(descriptor))
    finally:
        os.close(descriptor)


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
    """Give the present file a second name. None: there is no file; False: the file system knows no second names."""
    try:
        os.link(real, old)
    except FileNotFoundError:
        return None
    except OSError:
        return False
    return True


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
