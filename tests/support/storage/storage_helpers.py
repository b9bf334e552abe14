"""What the storage tests share. Imports no more than the store itself, for child processes start often."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from csm_tui.storage.documents import Document, Tables
from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import encode
from csm_tui.storage.store import Write


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **span: float) -> None:
        self.time += timedelta(**span)


def uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def put(number: int, table: str = "clients", **fields: object) -> Callable[[Tables], Sequence[Write]]:
    """A decision to save one document of just these fields."""
    return lambda _: [Write(table, uid(number), dict(fields))]


def remove(number: int) -> Callable[[Tables], Sequence[Write]]:
    return lambda _: [Write("clients", uid(number), None)]


def workspace(count: int = 15) -> dict[str, dict[str, Document]]:
    """Tables with some clients and one setting."""
    clients = {
        uid(n): {"name": f"Zoë {n}", "rev": 1, "updated_at": "2026-01-01T00:00:00Z", "notes": ["a\nb", {"x": n / 7}]}
        for n in range(count)
    }
    return {"clients": clients, "settings": {uid(900): {"currency": "EUR", "rev": 2}}, "empty": {}}


def sound_bytes(count: int = 15, generation: int = 7) -> bytes:
    return b"".join(encode(workspace(count), generation, "2026-01-01T00:00:00+00:00"))


def reread(path: Path) -> Tables:
    """What a program that starts now finds."""
    return Database(path, Clock()).read()


def names_in(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def draft_document(serial: int = 1, number: int = 1, **changed: Any) -> dict[str, Any]:
    """What the file of a draft holds."""
    plain = {
        "form": "client", "record": uid(number), "parent": "", "title": "Zoë", "new": False, "at": "2026-03-02T09:30",
        "first": {"name": "Zoë", "notes": ""}, "texts": {"notes": f"text {serial}"}, "serial": serial,
    }  # fmt: skip
    return plain | changed
