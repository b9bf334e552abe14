"""The store of a workspace in one file: changes that are saved durably or not at all, with backups beside it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from csm_tui.storage.disk.file_lock import exclusive
from csm_tui.storage.disk.folders import names_in, private_folder
from csm_tui.storage.disk.permissions import tighten
from csm_tui.storage.disk.reading import read_start, read_whole, signature
from csm_tui.storage.documents import Tables, number_after
from csm_tui.storage.errors import NotSaved, StorageError, Unreadable
from csm_tui.storage.file.backups import Backups
from csm_tui.storage.file.file_format import encode, is_workspace
from csm_tui.storage.file.repair import FreshTables, repaired, restored, with_more
from csm_tui.storage.file.safe_storage import SafeStorage
from csm_tui.storage.file.workspace_file import PATIENCE_SECONDS, WorkspaceFile
from csm_tui.storage.file.writes import Stamp, by_table, changed, stamped
from csm_tui.storage.store import Backup, Decide, Saved, Write


def _nobody() -> str:
    return ""


class Database:
    """One workspace file: a store with backups.

    Args:
        path: The file; a link stays one.
        now: The local time with its zone.
        author: The name of whoever saves, asked for at each save.
    """

    def __init__(self, path: Path, now: Callable[[], datetime], author: Callable[[], str] = _nobody) -> None:
        """Touches nothing on disk."""
        self._file = WorkspaceFile(path)
        self._now = now
        self._author = author

    @property
    def path(self) -> Path:
        """The path of the file; without links once it was opened."""
        return self._file.path

    @property
    def exists(self) -> bool:
        """Whether there is a file."""
        return self._file.exists

    @property
    def faults(self) -> tuple[str, ...]:
        """The faults of the file as last read, a line each."""
        return self._file.faults

    @property
    def read_only(self) -> str | None:
        """Why the file as last read may not be written; None when it may."""
        return self._file.read_only

    @property
    def acceptable(self) -> bool:
        """Whether `accept` could make the file as last read a sound one."""
        return self._file.acceptable

    def has_changed(self) -> bool:
        """Whether the file is another than the one last read or saved. Costs one stat. Raises Unreadable."""
        return self._file.has_changed()

    def read(self) -> Tables:
        """The tables in the file, read again only when it changed. A missing file is empty tables and stays missing.

        If the file is damaged, these are the tables that could be rescued; `faults` and `read_only` say so. Raises
        Unreadable when that is nothing at all.
        """
        return self._file.read()

    def save(self, decide: Decide, backup: str | None = None) -> Saved:
        """Make the changes that `decide` answers with, given what the file holds now, and bring them to the disk.

        Other programs are kept out meanwhile. If `decide` raises, nothing is written and the error is passed on; an
        empty answer writes nothing either. `backup` is the reason for a backup to be made before. Raises ReadOnly,
        Unreadable, Busy and NotSaved; then file and memory are as they were. Raises ValueError for an id that is no
        UUID.
        """
        file = self._file
        with file.locked():
            tables = file.read_locked()
            file.refuse_read_only()
            changes = by_table(decide(tables))
            if not changes:
                return Saved(file.generation, tables)
            stamp = self._stamp()
            changes = stamped(changes, tables, stamp)
            warning = self._back_up_before(backup)

            def put(storage: SafeStorage) -> None:
                from csm_tui.storage.file.document_table import (
                    DocumentTable,  # the first save loads TinyDB, no start does
                )

                for name, documents in changes.items():
                    DocumentTable(storage, name).put(documents)

            return file.commit(number_after(file.generation), stamp.text(), put)._replace(warning=warning)

    def backups(self) -> list[Backup]:
        """All backups, newest first. Reads each of them. Raises Unreadable when their folder cannot be read."""
        return self._backups.all()

    def backup_content(self, name: str) -> Tables:
        """The tables in a backup. Raises Unreadable when there is no such backup or it is not sound, and ReadOnly."""
        return self._backups.content(name)[1]

    def back_up(self, reason: str = "manual") -> Backup:
        """Copy the file as it is, even when it is damaged. Raises StorageError when there is none, Busy, NotSaved."""
        made = None
        if signature(self._file.met()) is not None:
            with self._file.locked():
                made = self._copy_aside(reason)
        if made is None:
            raise StorageError("There is nothing to back up yet.")
        return made

    def restore(self, name: str) -> Saved:
        """Replace the file by the content of a backup; it is backed up before, even when it is damaged.

        Raises Unreadable when there is no such backup or it is not sound, ReadOnly when a newer version made it or
        the file, or the file is write-protected, Busy, NotSaved.
        """
        with self._file.locked():
            generation, wanted = self._backups.content(name)
            present = self._present()
            return self._replace(
                "before-restore", generation, lambda number, stamp: restored(wanted, present, number, stamp)
            )

    def accept(self) -> Saved:
        """Accept a file that was changed from outside, or what can be read of a damaged one, as it is.

        The file is backed up before as it is. Each document gets a new `rev`, so that no form that is open takes it
        for the one it knew. Raises ReadOnly when a newer version wrote the file or it is write-protected, Unreadable,
        Busy, NotSaved.
        """
        with self._file.locked():
            present = self._file.read_locked()
            if not self.faults:
                return Saved(self._file.generation, present)
            return self._replace("before-accept", 0, lambda number, stamp: repaired(present, number, stamp))

    def keep(self, known: Tables, changes: Sequence[Write]) -> Backup:
        """Put what is held in memory into the backups, whatever has become of the file: the tables with the changes.

        Raises Busy, NotSaved, Unreadable.
        """
        real = self._file.met()
        private_folder(real.parent)
        stamp = self._stamp()
        data = b"".join(encode(changed(known, changes, stamp), number_after(self._file.generation), stamp.text()))
        with exclusive(real, PATIENCE_SECONDS):
            return self._backups.add(data, "kept-from-memory", self._now())

    def write_back(self, known: Tables, changes: Sequence[Write]) -> Saved:
        """Put what is held in memory in the file's place; the file is backed up before, even when it is damaged.

        Whatever else a sound file holds stays. Raises ReadOnly when a newer version wrote the file or it is
        write-protected, Unreadable when it is no file, Busy, NotSaved.
        """
        with self._file.locked():
            present = self._present()
            is_damaged = bool(self.faults)

            def written_back(generation: int, stamp: Stamp) -> FreshTables:
                wanted = changed(known, changes, stamp)
                return restored(wanted if is_damaged else with_more(wanted, present), present, generation, stamp)

            return self._replace("before-write-back", 0, written_back)

    def tighten(self) -> list[Path]:
        """Make the file, its lock and its backups private to their owner; returns those that others had access to."""
        real = self._file.met()
        if not is_workspace(read_start(real)):
            return []  # whatever was named is not ours to change
        folder = self._backups.folder
        inside = []
        with suppress(Unreadable):  # whoever asks for the backups hears of that
            inside = [folder / name for name in sorted(names_in(folder))]
        return [path for path in (real, Path(f"{real}.lock"), folder, *inside) if tighten(path)]

    @property
    def _backups(self) -> Backups:
        return Backups(self._file.met())

    def _stamp(self) -> Stamp:
        return Stamp(self._now(), self._author())

    def _present(self) -> Tables:
        """What can be read of the file under its lock; nothing of one that cannot be read."""
        try:
            return self._file.read_locked()
        except Unreadable:
            return {}

    def _replace(self, reason: str, least: int, make: Callable[[int, Stamp], FreshTables]) -> Saved:
        """Put other tables in the place of all that the file holds, which is backed up before.

        `make` makes them for a generation, which is above `least` too, and a stamp.
        """
        file = self._file
        file.refuse_for_good()
        self._copy_aside(reason)
        generation, stamp = number_after(max(least, file.generation)), self._stamp()
        tables = make(generation, stamp)
        return file.commit(generation, stamp.text(), lambda storage: storage.write(tables))

    def _back_up_before(self, asked: str | None) -> str | None:
        """Make the backups that a save calls for. Only the daily one may fail: then what to warn of is returned."""
        if self._file.is_outdated:
            self._copy_aside("before-migration")
        if asked is not None:
            self._copy_aside(asked)
        try:
            if not self._backups.made_on(self._now().date()):
                self._copy_aside("daily")
        except (NotSaved, Unreadable) as error:
            return f"Saved, but the daily backup failed. {error}"
        return None

    def _copy_aside(self, reason: str) -> Backup | None:
        """Put the file as it is into the backups; None if there is no file."""
        found = read_whole(self._file.met())
        return self._backups.add(found[0], reason, self._now()) if found else None
