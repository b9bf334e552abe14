"""Opening a workspace: the user's own, or a throw-away copy of the demo."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from csm_tui.domain.workspace import Workspace
from csm_tui.session.demo import demo_workspace
from csm_tui.session.documents import writes
from csm_tui.session.session import Deliver, Session
from csm_tui.storage.documents import Document
from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import encode


def open_workspace(
    path: Path, today: Callable[[], date], now: Callable[[], datetime], deliver: Deliver | None = None
) -> Session:
    """The workspace in a file; a missing one is empty and is created by the first change.

    Raises:
        StorageError: the file cannot be read at all.
    """
    return Session(Database(path, now), today, now, deliver)


def lay_demo(today: date, now: Callable[[], datetime]) -> Path:
    """The file of a copy of the demo, in a folder of its own that goes when the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="csm-tui-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "demo.json"
    stamp = now().astimezone(UTC).isoformat(timespec="milliseconds")
    tables: dict[str, dict[str, Document]] = {}
    for write in writes(Workspace(), demo_workspace(today)):
        document = {**(write.document or {}), "rev": 1, "updated_at": stamp}
        tables.setdefault(write.table, {})[write.id] = document
    # Written plainly: nobody would miss it after a power cut, and it is read at once.
    path.write_bytes(b"".join(encode(tables, 1, stamp)))
    path.chmod(0o600)
    return path
