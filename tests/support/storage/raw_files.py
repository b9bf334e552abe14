"""Writes workspace files past the models."""

from pathlib import Path
from typing import Any

from csm_tui.storage.file.database import Database
from csm_tui.storage.store import Write
from tests.support.driving import now


def _uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def fill_raw(path: Path, documents: list[dict[str, Any]], table: str = "clients") -> list[str]:
    """Put documents into a workspace file as they are, past the models that clean them; their ids."""
    found = {_uid(number): one for number, one in enumerate(documents)}
    Database(path, now).save(lambda _: [Write(table, key, one) for key, one in found.items()])
    return [*found]
