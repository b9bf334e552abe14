"""Files that people name: which one is meant, why it cannot be read or written, and how a half-typed name goes on."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from csm_tui.domain.text import clean_line
from csm_tui.domain.values.reading.paths import home_part, read_path, shown_path, shown_tail, without_open_quote
from csm_tui.storage.errors import reason

_NONE = "there is no such file"
_FOLDER = "this is a folder, not a file"
_DEVICE = "this is a device or a pipe, not a file"
_NO_PERMISSION = "no permission"
MOST_BYTES = 100_000_000
"""How large a file may be that is taken in: what is larger is no table or calendar of a person's."""
_TOO_LARGE = f"it is larger than {MOST_BYTES // 1_000_000} MB"


def home_of(name: str) -> str | None:
    """The home folder of a user, of "" one's own; None if there is none."""
    try:
        folder = os.path.expanduser(f"~{name}")
    except ValueError:  # no user of the system has such characters in the name
        return None
    return None if folder.startswith("~") else folder


def named_path(text: str) -> Path:
    """The path that a text names, whatever is there.

    Raises:
        ValueError: it names none.
    """
    path = read_path(text, home_of)
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        raise ValueError("no file of this system can have that name") from None
    return Path(path)


def file_to_read(text: str) -> Path:
    """The file that a text names.

    Raises:
        ValueError: it cannot be read; the message says why.
    """
    path = named_path(text)
    found = _stat(path)
    if found is None:
        raise ValueError(_NONE)
    _refuse_other(found.st_mode)
    if found.st_size > MOST_BYTES:
        raise ValueError(_TOO_LARGE)
    if not os.access(path, os.R_OK):
        raise ValueError(_NO_PERMISSION)
    return path


def read_file(path: Path) -> bytes:
    """The bytes of a file that somebody named.

    Raises:
        ValueError: it cannot be read, or has become something that may have no end; the message says why.
    """
    try:
        # Something else may stand there by now: a named pipe must not hold the program up.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:
            _refuse_other(os.fstat(descriptor).st_mode)
            return read_stream(file)
    except OSError as error:
        raise ValueError(reason(error)) from None


def read_stream(stream: BinaryIO) -> bytes:
    """The bytes of a stream, such as standard input.

    Raises:
        ValueError: it cannot be read, or holds too much; the message says why.
    """
    try:
        data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ValueError(reason(error)) from None
    if len(data) > MOST_BYTES:
        raise ValueError(_TOO_LARGE)
    return data


def file_to_write(text: str) -> Path:
    """The file that a text names, which may be there already or not.

    Raises:
        ValueError: it cannot be written; the message says why.
    """
    path = named_path(text)
    found = _stat(path)
    if found is not None:
        _refuse_other(found.st_mode)
    if text.rstrip().endswith("/"):
        raise ValueError(_FOLDER)
    if not path.parent.is_dir():
        raise ValueError("there is no such folder")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise ValueError("no permission to write in this folder")
    return path


def _stat(path: Path) -> os.stat_result | None:
    """What is there, None for nothing."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ValueError(reason(error)) from None


def _refuse_other(mode: int) -> None:
    """Refuse what is no regular file, and so may have no end or make wait for one."""
    if stat.S_ISDIR(mode):
        raise ValueError(_FOLDER)
    if not stat.S_ISREG(mode):
        raise ValueError(_DEVICE)


def completed_path(text: str) -> tuple[str, tuple[str, ...]]:
    """A half-typed path as far as it can only go on in one way, and the names with which it can go on if several.

    Names that begin with a dot are left out until their dot is typed. Where nothing fits the text comes back.
    """
    typed = without_open_quote(text)
    try:
        path = read_path(typed, home_of)
        folder, start = os.path.split(path)
        names = _fitting(_names(folder), start)
    except (ValueError, OSError):
        return text, ()
    home = home_part(typed)
    if home and home == typed.strip():
        return f"{home}/", ()
    common = os.path.commonprefix(names)  # noqa: RUF071 - names are compared letter by letter, as meant
    whole = os.path.join(folder, common if len(common) > len(start) else start)
    several = tuple(names) if len(names) > 1 else ()
    if whole == path or not names:
        return text, several
    own = "" if not home else home_of(home[1:]) or ""
    return (home + shown_tail(whole[len(own.rstrip("/")) :]) if home else shown_path(whole)), several


def _names(folder: str) -> list[str]:
    """What lies in a folder: folders, with a slash behind them, and files, if their names can be typed."""
    with os.scandir(folder or ".") as entries:
        names = (f"{entry.name}/" if entry.is_dir() else entry.name for entry in entries if _is_offered(entry))
        return sorted(name for name in names if clean_line(name) == name.strip())


def _is_offered(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir() or entry.is_file()


def _fitting(names: list[str], start: str) -> list[str]:
    """The names with that beginning; those that have it but for its case where none has it exactly."""
    names = [name for name in names if start.startswith(".") or not name.startswith(".")]
    exact = [name for name in names if name.startswith(start)]
    return exact or [name for name in names if name.casefold().startswith(start.casefold())]
