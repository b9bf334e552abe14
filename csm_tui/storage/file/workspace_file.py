"""The file of a workspace as it was last read or saved: what it holds, what is wrong with it, and its replacement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from csm_tui.storage.disk.atomic_write import sweep_orphans
from csm_tui.storage.disk.file_lock import exclusive
from csm_tui.storage.disk.folders import private_folder
from csm_tui.storage.disk.permissions import why_not_writable, write_protected
from csm_tui.storage.disk.reading import Signature, is_there, read_start, read_whole, real_path, signature
from csm_tui.storage.documents import Tables
from csm_tui.storage.errors import Damaged, ReadOnly, Unreadable, quoted
from csm_tui.storage.file import migrations
from csm_tui.storage.file.file_format import decode
from csm_tui.storage.file.safe_storage import SafeStorage
from csm_tui.storage.store import Saved

PATIENCE_SECONDS = 5.0
"""How long a save waits for another program's save."""


class WorkspaceFile:
    """One workspace file and its tables in memory.

    Attributes:
        faults: The faults of the file as last read, a line each.
        generation: The number of the last save that is known; 0 before the first.
    """

    def __init__(self, path: Path) -> None:
        """Touches nothing on disk. `path` may be a link, which stays one."""
        self.faults: tuple[str, ...] = ()
        self.generation = 0
        self._path = path
        self._storage: SafeStorage | None = None
        self._signature: Signature | None = None
        self._known = False
        self._schema: int | None = None
        self._unreadable: str | None = None

    @property
    def path(self) -> Path:
        """The path of the file; without links once it was opened."""
        return self._path

    @property
    def exists(self) -> bool:
        """Whether there is a file."""
        return is_there(self._path)

    @property
    def is_outdated(self) -> bool:
        """Whether the file as last read has an older schema, so that a save migrates it."""
        return self._schema is not None and self._schema < migrations.SCHEMA

    @property
    def read_only(self) -> str | None:
        """Why the file as last read may not be written; None when it may."""
        return "; ".join(self.faults) if self.faults else why_not_writable(self._path)

    @property
    def acceptable(self) -> bool:
        """Whether accepting the file as last read could make it a sound one."""
        return (
            bool(self.faults)
            and self._unreadable is None
            and not self._is_newer
            and self.exists
            and why_not_writable(self._path) is None
        )

    def met(self) -> Path:
        """The real file, found once, so that it stays the same one whatever happens to a link. Raises Unreadable."""
        return self._opened()[0]

    def has_changed(self) -> bool:
        """Whether the file is another than the one last read or saved. Costs one stat. Raises Unreadable."""
        return not self._known or signature(self.met()) != self._signature

    def read(self) -> Tables:
        """The tables that the file holds; read again only when it changed. A missing file is empty tables.

        If the file is damaged, these are the tables that could be rescued. Raises Unreadable when that is nothing at
        all.
        """
        real, storage = self._opened()
        if self.has_changed():
            self._load(read_whole(real), storage)
        if self._unreadable is not None:
            raise Unreadable(self._unreadable)
        return storage.saved

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other programs out for the length of the block. The folder of the file is created if it is missing.

        Raises Busy, NotSaved, and Unreadable for what is no regular file, as nothing is put beside a device.
        """
        real = self.met()
        private_folder(real.parent)
        signature(real)
        with exclusive(real, PATIENCE_SECONDS):
            yield

    def read_locked(self) -> Tables:
        """As `read`, for certain: the stat alone could miss saves that followed within a few milliseconds."""
        real, storage = self._opened()
        sweep_orphans(real)
        if read_start(real) != storage.start:
            self._known = False
        return self.read()

    def refuse_read_only(self) -> None:
        """Raise Damaged or ReadOnly if the file as last read may not be written."""
        if (why := self.read_only) is not None:
            raise (Damaged if self.faults else ReadOnly)(f"Not saved to {quoted(self._path)}. {why}.")

    def refuse_for_good(self) -> None:
        """Raise ReadOnly if the file may not be written even if the user asks for it."""
        if self._schema is not None and self._is_newer:
            raise ReadOnly(f"Not saved. {migrations.newer(self._schema)}.")
        if write_protected(self._path):
            raise ReadOnly(f"Not saved. The file {quoted(self._path)} is write-protected.")

    def commit(self, generation: int, saved_at: str, change: Callable[[SafeStorage], None]) -> Saved:
        """Make a change to the tables and bring it to the disk. Raises NotSaved; then file and memory are as before."""
        _, storage = self._opened()
        try:
            change(storage)
            self._signature = storage.commit(generation, saved_at)
        finally:
            storage.rollback()
        self._known, self.generation, self._schema = True, generation, migrations.SCHEMA
        self.faults, self._unreadable = (), None
        return Saved(generation, storage.saved)

    @property
    def _is_newer(self) -> bool:
        return self._schema is not None and self._schema > migrations.SCHEMA

    def _opened(self) -> tuple[Path, SafeStorage]:
        if self._storage is None:
            self._path = real_path(self._path)
            self._storage = SafeStorage(self._path)
        return self._path, self._storage

    def _load(self, found: tuple[bytes, Signature] | None, storage: SafeStorage) -> None:
        self._known = True
        if found is None and storage.saved:
            self._signature = None
            self.faults = ("The file was removed or moved while it was open",)
            return  # what was in it stays in memory, and nothing is written until there is a file again
        self._signature = found[1] if found else None
        self._schema, self.faults, self._unreadable = None, (), None
        storage.load({}, found[0] if found else b"", reuse=False)
        if found is not None:
            self._load_bytes(found[0], storage)

    def _load_bytes(self, data: bytes, storage: SafeStorage) -> None:
        try:
            decoded = decode(data)
        except Unreadable as error:
            self.faults = (str(error),)
            self._unreadable = f"Cannot read {quoted(self._path)}: {error}."
            return
        self.faults = decoded.faults
        tables: Tables = decoded.tables
        if decoded.header is not None:
            # never back to a number that was given out, not even for a file put in place by hand
            self.generation = max(self.generation, decoded.header.generation)
            self._schema = decoded.header.schema
            if self._schema < migrations.SCHEMA:
                tables = migrations.migrate(tables, self._schema)
        storage.load(tables, data, reuse=not decoded.faults and self._schema == migrations.SCHEMA)
