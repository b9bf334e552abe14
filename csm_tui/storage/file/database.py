"""The workspace's documents: what the file holds, and changes that are saved durably or not at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from csm_tui.storage.disk import atomic_write, file_lock, folders, permissions, reading
from csm_tui.storage.disk.reading import Signature
from csm_tui.storage.documents import Tables, number_after
from csm_tui.storage.errors import Damaged, NotSaved, ReadOnly, StorageError, Unreadable, quoted
from csm_tui.storage.file import migrations
from csm_tui.storage.file.backups import Backups
from csm_tui.storage.file.file_format import decode, encode, is_workspace
from csm_tui.storage.file.repair import repaired, restored, with_more
from csm_tui.storage.file.safe_storage import SafeStorage
from csm_tui.storage.file.writes import Stamp, by_table, changed, stamped
from csm_tui.storage.store import Backup, Decide, Saved, Write

PATIENCE_SECONDS = 5.0
"""How long a save waits for another program's save."""


def _nobody() -> str:
    return ""


@contextmanager
def _locked(real: Path) -> Iterator[None]:
    """Keep other programs out. Raises Unreadable for what is no regular file, as nothing is put beside a device."""
    reading.signature(real)
    with file_lock.exclusive(real, PATIENCE_SECONDS):
        yield


class Database:
    """One workspace file: a store with backups.

    Args:
        path: The file; a link stays one.
        now: The local time with its zone.
        author: The name of whoever saves, asked for at each save.
    """

    def __init__(self, path: Path, now: Callable[[], datetime], author: Callable[[], str] = _nobody) -> None:
        """Touches nothing on disk."""
        self._path = path
        self._now = now
        self._author = author
        self._storage: SafeStorage | None = None
        self._signature: Signature | None = None
        self._known = False
        self._generation = 0
        self._schema: int | None = None
        self._faults: tuple[str, ...] = ()
        self._unreadable: str | None = None

    @property
    def path(self) -> Path:
        """Where the file lies; once it was met, without links."""
        return self._path

    @property
    def exists(self) -> bool:
        """Whether there is a file."""
        return reading.is_there(self._path)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the file as last read; a line each."""
        return self._faults

    @property
    def read_only(self) -> str | None:
        """Why the file as last read may not be written; None when it may."""
        if self._faults:
            return "; ".join(self._faults)
        return permissions.why_not_writable(self._path)

    @property
    def acceptable(self) -> bool:
        """Whether `accept` could make the file as last read a sound one."""
        is_newer = self._schema is not None and self._schema > migrations.SCHEMA
        return (
            bool(self._faults)
            and self._unreadable is None
            and not is_newer
            and self.exists
            and not (permissions.why_not_writable(self._path))
        )

    def has_changed(self) -> bool:
        """Whether the file is another than the one last read or saved. Costs one stat. Raises Unreadable."""
        return not self._known or reading.signature(self._opened()[0]) != self._signature

    def read(self) -> Tables:
        """What the file holds now; read again only when it changed. A missing file is empty tables and stays missing.

        Of a damaged file it is what could be had; `faults` and `read_only` tell. Raises Unreadable when that is
        nothing at all.
        """
        real, storage = self._opened()
        if self.has_changed():
            self._load(reading.read_whole(real), storage)
        if self._unreadable is not None:
            raise Unreadable(self._unreadable)
        return storage.saved

    def save(self, decide: Decide, backup: str | None = None) -> Saved:
        """Make the changes that `decide` answers with, given what the file holds now, and bring them to the disk.

        Other programs are kept out meanwhile. What `decide` raises passes through and nothing is written, nor is it
        for an empty answer. `backup` is the reason for a backup to be made before. Raises ReadOnly, Unreadable, Busy
        and NotSaved; then file and memory are as they were. Raises ValueError for an id that is no UUID.
        """
        real, storage = self._opened()
        folders.private_folder(real.parent)
        with _locked(real):
            tables = self._read_locked(real, storage)
            self._refuse_read_only()
            changes = by_table(decide(tables))
            if not changes:
                return Saved(self._generation, tables)
            stamp = self._stamp()
            changes = stamped(changes, tables, stamp)
            warning = self._back_up_before(real, backup)

            def put() -> None:
                from csm_tui.storage.file.document_table import (
                    DocumentTable,  # the first save loads TinyDB, no start does
                )

                for name, documents in changes.items():
                    DocumentTable(storage, name).put(documents)

            return self._commit(storage, put, number_after(self._generation), stamp, warning)

    def backups(self) -> list[Backup]:
        """All backups, newest first. Reads each of them. Raises Unreadable when their folder cannot be read."""
        return Backups(self._opened()[0]).all()

    def backup_content(self, name: str) -> Tables:
        """What a backup holds. Raises Unreadable when there is no such backup or it is not sound, and ReadOnly."""
        return _sound_content(name, Backups(self._opened()[0]).read(name))[1]

    def back_up(self, reason: str = "manual") -> Backup:
        """Copy the file as it is, even when it is damaged. Raises StorageError when there is none, Busy, NotSaved."""
        real, _ = self._opened()
        made = None
        if reading.signature(real) is not None:
            with _locked(real):
                made = self._copy_aside(real, reason)
        if made is None:
            raise StorageError("There is nothing to back up yet.")
        return made

    def restore(self, name: str) -> Saved:
        """Replace the file by the content of a backup; it is backed up before, even when it is damaged.

        Raises Unreadable when there is no such backup or it is not sound, ReadOnly when a newer version made it or
        the file, or the file is write-protected, Busy, NotSaved.
        """
        real, storage = self._opened()
        folders.private_folder(real.parent)
        with _locked(real):
            generation, wanted = _sound_content(name, Backups(real).read(name))
            try:
                present = self._read_locked(real, storage)
            except Unreadable:
                present = {}
            self._refuse_for_good()
            self._copy_aside(real, "before-restore")
            generation = number_after(max(generation, self._generation))
            stamp = self._stamp()
            tables = restored(wanted, present, generation, stamp)
            return self._commit(storage, lambda: storage.write(tables), generation, self._stamp())

    def accept(self) -> Saved:
        """Accept a file that was changed from outside, or what can be read of a damaged one, as it is.

        The file is backed up before as it is. Each document gets a new `rev`, so that no form that is open takes it
        for the one it knew. Raises ReadOnly when a newer version wrote the file or it is write-protected, Unreadable,
        Busy, NotSaved.
        """
        real, storage = self._opened()
        folders.private_folder(real.parent)
        with _locked(real):
            present = self._read_locked(real, storage)
            if not self._faults:
                return Saved(self._generation, present)
            self._refuse_for_good()
            self._copy_aside(real, "before-accept")
            generation, stamp = number_after(self._generation), self._stamp()
            tables = repaired(present, generation, stamp)
            return self._commit(storage, lambda: storage.write(tables), generation, stamp)

    def keep(self, known: Tables, changes: Sequence[Write]) -> Backup:
        """Put what is held in memory into the backups, whatever has become of the file: the tables with the changes.

        Raises Busy, NotSaved, Unreadable.
        """
        real, _ = self._opened()
        folders.private_folder(real.parent)
        stamp = self._stamp()
        data = b"".join(encode(changed(known, changes, stamp), number_after(self._generation), stamp.text()))
        with file_lock.exclusive(real, PATIENCE_SECONDS):
            return Backups(real).add(data, "kept-from-memory", self._now())

    def write_back(self, known: Tables, changes: Sequence[Write]) -> Saved:
        """Put what is held in memory in the file's place; the file is backed up before, even when it is damaged.

        What a sound file holds beyond that stays. Raises ReadOnly when a newer version wrote the file or it is
        write-protected, Unreadable when it is no file, Busy, NotSaved.
        """
        real, storage = self._opened()
        folders.private_folder(real.parent)
        with _locked(real):
            try:
                present = self._read_locked(real, storage)
            except Unreadable:
                present = {}
            self._refuse_for_good()
            self._copy_aside(real, "before-write-back")
            generation, stamp = number_after(self._generation), self._stamp()
            wanted = changed(known, changes, stamp)
            if not self._faults:
                wanted = with_more(wanted, present)
            tables = restored(wanted, present, generation, stamp)
            return self._commit(storage, lambda: storage.write(tables), generation, stamp)

    def tighten(self) -> list[Path]:
        """Make the file, its lock and its backups private to their owner; returns those that others had access to."""
        real, _ = self._opened()
        if not is_workspace(reading.read_start(real)):
            return []  # whatever was named is not ours to change
        folder = Backups(real).folder
        inside = []
        with suppress(Unreadable):  # whoever asks for the backups hears of that
            inside = [folder / name for name in sorted(folders.names_in(folder))]
        return [path for path in (real, Path(f"{real}.lock"), folder, *inside) if permissions.tighten(path)]

    def _opened(self) -> tuple[Path, SafeStorage]:
        """The real file, found once, so that it stays the same one whatever happens to a link, and its storage."""
        if self._storage is None:
            self._path = reading.real_path(self._path)
            self._storage = SafeStorage(self._path)
        return self._path, self._storage

    def _read_locked(self, real: Path, storage: SafeStorage) -> Tables:
        """What the file holds, for certain: the stat alone could miss saves that followed within a few milliseconds."""
        atomic_write.sweep_orphans(real)
        if reading.read_start(real) != storage.start:
            self._known = False
        return self.read()

    def _load(self, found: tuple[bytes, Signature] | None, storage: SafeStorage) -> None:
        self._known = True
        if found is None and storage.saved:
            self._signature = None
            self._faults = ("The file was removed or moved while it was open",)
            return  # what was in it stays in memory, and nothing is written until there is a file again
        self._signature = found[1] if found else None
        self._schema, self._faults, self._unreadable = None, (), None
        storage.load({}, found[0] if found else b"", reuse=False)
        if found is not None:
            self._load_bytes(found[0], storage)

    def _load_bytes(self, data: bytes, storage: SafeStorage) -> None:
        try:
            decoded = decode(data)
        except Unreadable as error:
            self._faults = (str(error),)
            self._unreadable = f"Cannot read {quoted(self._path)}: {error}."
            return
        self._faults = decoded.faults
        tables: Tables = decoded.tables
        if decoded.header is not None:
            # never back to a number that was given out, not even for a file put in place by hand
            self._generation = max(self._generation, decoded.header.generation)
            self._schema = decoded.header.schema
            if self._schema < migrations.SCHEMA:
                tables = migrations.migrate(tables, self._schema)
        storage.load(tables, data, reuse=not decoded.faults and self._schema == migrations.SCHEMA)

    def _refuse_read_only(self) -> None:
        if (why := self.read_only) is not None:
            raise (Damaged if self._faults else ReadOnly)(f"Not saved to {quoted(self._path)}. {why}.")

    def _refuse_for_good(self) -> None:
        """Refuse what may not be written even if the user asks for it."""
        if self._schema is not None and self._schema > migrations.SCHEMA:
            raise ReadOnly(f"Not saved. {migrations.newer(self._schema)}.")
        if permissions.write_protected(self._path):
            raise ReadOnly(f"Not saved. The file {quoted(self._path)} is write-protected.")

    def _back_up_before(self, real: Path, asked: str | None) -> str | None:
        """Make the backups that a save calls for. Only the daily one may fail: then what to warn of is returned."""
        if self._schema is not None and self._schema < migrations.SCHEMA:
            self._copy_aside(real, "before-migration")
        if asked is not None:
            self._copy_aside(real, asked)
        try:
            if not Backups(real).made_on(self._now().date()):
                self._copy_aside(real, "daily")
        except (NotSaved, Unreadable) as error:
            return f"Saved, but the daily backup failed. {error}"
        return None

    def _copy_aside(self, real: Path, reason: str) -> Backup | None:
        found = reading.read_whole(real)
        return Backups(real).add(found[0], reason, self._now()) if found else None

    def _stamp(self) -> Stamp:
        return Stamp(self._now(), self._author())

    def _commit(
        self,
        storage: SafeStorage,
        change: Callable[[], None],
        generation: int,
        stamp: Stamp,
        warning: str | None = None,
    ) -> Saved:
        try:
            change()
            self._signature = storage.commit(generation, stamp.text())
        finally:
            storage.rollback()
        self._known, self._generation, self._schema = True, generation, migrations.SCHEMA
        self._faults, self._unreadable = (), None
        return Saved(generation, storage.saved, warning)


def _sound_content(name: str, data: bytes) -> tuple[int, Tables]:
    """Generation and tables of a backup. Raises Unreadable and ReadOnly."""
    try:
        decoded = decode(data)
    except Unreadable as error:
        raise Unreadable(f"Not restored: the backup {quoted(name)} is damaged. {error}.") from error
    header = decoded.header
    if header is not None and header.schema > migrations.SCHEMA:
        raise ReadOnly(f"Not restored. {migrations.newer(header.schema)}.")
    if header is None or decoded.faults:
        raise Unreadable(f"Not restored: the backup {quoted(name)} is damaged. {'; '.join(decoded.faults)}.")
    return header.generation, migrations.migrate(decoded.tables, header.schema)
