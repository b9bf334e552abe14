"""Opening a workspace: the user's own, or a throw-away copy of the demo."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from csm_tui.domain.text import clean_line
from csm_tui.session.session import Deliver, Session
from csm_tui.storage.documents import Document
from csm_tui.storage.errors import NotSaved, reason
from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import encode
from csm_tui.storage.file.writes import Stamp

if TYPE_CHECKING:
    from csm_tui.session.workspace_file.maintenance import Maintenance


def login_name() -> str:
    """The name of the user who is logged in, "" if the system knows none. The first save asks for it, not the start."""
    from getpass import getuser

    try:
        return clean_line(getuser())
    except (OSError, KeyError):  # KeyError: a user without an entry, before Python 3.13
        return ""


def open_workspace(
    path: Path,
    today: Callable[[], date],
    now: Callable[[], datetime],
    deliver: Deliver | None = None,
    author: Callable[[], str] = login_name,
) -> Session:
    """The workspace in a file; a missing one is empty and is created by the first change. `author` names who saves.

    Raises:
        StorageError: the file cannot be read at all.
    """

    def store() -> Database:
        return Database(path, now, author)

    return Session(store(), store, today, now, deliver)


def make_private(path: Path, now: Callable[[], datetime]) -> list[Path]:
    """Make the file of a workspace and what lies beside it private to their owner; returns what others had access to.

    Raises:
        StorageError: it cannot be looked at.
    """
    return Database(path, now).tighten()


def open_maintenance(path: Path, now: Callable[[], datetime], author: Callable[[], str] = login_name) -> "Maintenance":
    """The maintenance of the file of a workspace, which need not be sound."""
    from csm_tui.session.workspace_file.maintenance import Maintenance  # no start needs it

    return Maintenance(Database(path, now, author))


def lay_demo(today: date, now: Callable[[], datetime]) -> Path:
    """The file of a copy of the demo, in a folder of its own that goes when the program ends.

    Raises:
        NotSaved: there is no place for it.
    """
    try:
        return _demo_file(today, now)
    except OSError as error:
        raise NotSaved(f"There is no place for the demo: {reason(error)}.") from error


def _demo_file(today: date, now: Callable[[], datetime]) -> Path:
    from csm_tui.session.demo.demo import demo_writes

    folder = Path(tempfile.mkdtemp(prefix="csm-tui-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "demo.json"
    stamp = Stamp(now(), "")
    tables: dict[str, dict[str, Document]] = {}
    for write in demo_writes(today):
        document = {**(write.document or {}), **stamp.envelope(1)}
        tables.setdefault(write.table, {})[write.id] = document
    # Written plainly: nobody would miss it after a power cut, and it is read at once.
    path.write_bytes(b"".join(encode(tables, 1, stamp.text())))
    path.chmod(0o600)
    return path
