"""TinyDB over a file that is replaced whole, once for each change, however many tables and documents it touches."""

from pathlib import Path
from typing import Any

from csm_tui.storage.disk import atomic_write, reading
from csm_tui.storage.disk.reading import Signature
from csm_tui.storage.documents import Document, Tables
from csm_tui.storage.errors import NotSaved
from csm_tui.storage.file import file_format


class SafeStorage:
    """A storage as TinyDB's tables use it, with `read` and `write`. It does not derive from TinyDB's own, for that
    would load TinyDB whenever a file is only read.

    Keeps the tables in memory; TinyDB's writes stay pending until `commit` brings them to the disk as one.

    The documents it hands out are the ones it keeps, so they must not be changed in place.
    """

    def __init__(self, path: Path) -> None:
        """Touches nothing on disk; the tables are those of an empty file until `load`."""
        self._path = path
        self._saved: dict[str, dict[str, Document]] = {}
        self._pending: dict[str, dict[str, Document]] | None = None
        self._unsplit: bytes | None = None
        self.start = b""
        """The first bytes of the file, which no two saves share."""
        self._lines: file_format.Lines = {}

    @property
    def saved(self) -> Tables:
        """The tables as they stand in the file."""
        return self._saved

    def load(self, tables: Tables, data: bytes, reuse: bool) -> None:
        """Take the tables that a file holds. `reuse`: its lines can be written again as they are."""
        self._saved = {name: dict(table) for name, table in tables.items()}
        self._pending = None
        self._unsplit = data if reuse else None
        self.start = data[: reading.START_BYTES]
        self._lines = {}

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables with all pending changes. The outer dict is a new one, for TinyDB puts tables into it."""
        return dict(self._saved if self._pending is None else self._pending)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Note the tables as pending; nothing reaches the disk."""
        self._pending = data

    def rollback(self) -> None:
        """Drop what is pending."""
        self._pending = None

    def commit(self, generation: int, saved_at: str) -> Signature:
        """Write the pending tables durably and keep them. Raises NotSaved; then they are still pending."""
        tables = self.read()
        if self._unsplit is not None:
            self._lines, self._unsplit = file_format.lines_of(self._unsplit, self._saved), None
        try:
            pieces = file_format.encode(tables, generation, saved_at, self._lines)
        except TypeError as error:
            raise NotSaved(f"Not saved: a value cannot be kept in the file ({error}).") from error
        written = atomic_write.write_atomically(self._path, pieces)
        self._saved, self._pending, self.start = tables, None, _start(pieces)
        return written


def _start(pieces: list[bytes]) -> bytes:
    length = reading.START_BYTES
    return b"".join(piece[:length] for piece in pieces[:length])[:length]
