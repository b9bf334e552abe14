"""Copies of the workspace in the folder `<workspace>.backups` beside it."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from csm_tui.storage.disk import atomic_write, folders, permissions, reading
from csm_tui.storage.documents import DELETED, Tables
from csm_tui.storage.errors import ReadOnly, Unreadable, quoted
from csm_tui.storage.file import file_format, migrations
from csm_tui.storage.store import Backup

RECENT, DAYS, WEEKS = 10, 14, 8
"""How many sound backups stay: the newest ones, the newest of so many days, and of so many weeks."""

_TIME = "%Y-%m-%dT%H%M%S"
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6})-([a-z]+(?:-[a-z]+)*)(?:-([1-9]\d*))?\.json")
_REASON = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Backups:
    """The backups of one workspace. What changes the folder must be called under the workspace's lock."""

    def __init__(self, workspace: Path) -> None:
        """Touches nothing on disk."""
        self.folder = workspace.with_name(f"{workspace.name}.backups")

    def all(self) -> list[Backup]:
        """All backups, newest first; of those made in the same second the last one comes first. Raises Unreadable."""
        return [self._inspect(name) for name in self._names()]

    def made_on(self, day: date) -> bool:
        """Whether there is a backup of that local day. Raises Unreadable."""
        return any(name.startswith(day.isoformat()) for name in self._names())

    def add(self, data: bytes, reason: str, now: datetime) -> Backup:
        """Keep the bytes as they are, durably, and remove surplus backups.

        `reason` is lower-case words joined by hyphens, or ValueError is raised. Raises NotSaved and Unreadable.
        """
        if not _REASON.fullmatch(reason):
            raise ValueError(f"not a reason for a backup: {reason!r}")
        folders.private_folder(self.folder)
        permissions.tighten(self.folder)
        atomic_write.sweep_folder(self.folder)
        name = self._free_name(f"{now.strftime(_TIME)}-{reason}")
        atomic_write.write_atomically(self.folder / name, data)
        self._thin_out(keep=name)
        return _described(name, data)

    def read(self, name: str) -> bytes:
        """The bytes of a backup. Raises Unreadable when there is none of that name."""
        found = reading.read_whole(self.folder / name) if _parts(name) else None
        if found is None:
            raise Unreadable(f"There is no backup {quoted(name)}.")
        return found[0]

    def content(self, name: str) -> tuple[int, Tables]:
        """The generation of a backup and its tables in the present schema.

        Raises Unreadable when there is no such backup or it is not sound, ReadOnly when a newer version made it.
        """
        data = self.read(name)
        try:
            decoded = file_format.decode(data)
        except Unreadable as error:
            raise Unreadable(f"Not restored: the backup {quoted(name)} is damaged. {error}.") from error
        header = decoded.header
        if header is not None and header.schema > migrations.SCHEMA:
            raise ReadOnly(f"Not restored. {migrations.newer(header.schema)}.")
        if header is None or decoded.faults:
            raise Unreadable(f"Not restored: the backup {quoted(name)} is damaged. {'; '.join(decoded.faults)}.")
        return header.generation, migrations.migrate(decoded.tables, header.schema)

    def _names(self) -> list[str]:
        return sorted(filter(_parts, folders.names_in(self.folder)), key=self._age, reverse=True)

    def _age(self, name: str) -> tuple[datetime, int]:
        try:
            return _made_at(name), (self.folder / name).stat().st_mtime_ns
        except OSError:
            return _made_at(name), 0

    def _inspect(self, name: str) -> Backup:
        try:
            return _described(name, self.read(name))
        except Unreadable:
            made_at, reason = _parts(name) or (datetime.min, "")
            return Backup(name, made_at, reason, 0, {}, False)

    def _free_name(self, stem: str) -> str:
        name, number = f"{stem}.json", 1
        taken = {*folders.names_in(self.folder)}
        while name in taken:
            number += 1
            name = f"{stem}-{number}.json"
        return name

    def _thin_out(self, keep: str) -> None:
        """Remove old backups. Copies that are not sound never stand in for sound ones; the newest of them stay too."""
        with suppress(Unreadable):
            found = self.all()
            sound = [backup for backup in found if backup.sound]
            damaged = [backup for backup in found if not backup.sound]
            kept = {keep, *_to_keep(sound), *(backup.name for backup in damaged[:RECENT])}
            for backup in found:
                if backup.name not in kept:
                    with suppress(OSError):
                        (self.folder / backup.name).unlink()


def _to_keep(newest_first: Iterable[Backup]) -> set[str]:
    backups = [*newest_first]
    kept = {backup.name for backup in backups[:RECENT]}
    kept |= _newest_of_each(backups, lambda backup: backup.made_at.date(), DAYS)
    return kept | _newest_of_each(backups, lambda backup: backup.made_at.isocalendar()[:2], WEEKS)


def _newest_of_each(newest_first: Iterable[Backup], span: Callable[[Backup], object], spans: int) -> set[str]:
    newest: dict[object, str] = {}
    for backup in newest_first:
        newest.setdefault(span(backup), backup.name)
    return {*[*newest.values()][:spans]}


def _described(name: str, data: bytes) -> Backup:
    made_at, reason = _parts(name) or (datetime.min, "")
    header, fault = file_format.inspect(data)
    said = header.counts if header is not None and fault is None else {}  # nobody can tell what a damaged one holds
    counts = {table: count for table, count in said.items() if table != DELETED}
    return Backup(name, made_at, reason, len(data), counts, fault is None)


def _made_at(name: str) -> datetime:
    parts = _parts(name)
    return parts[0] if parts else datetime.min


def _parts(name: str) -> tuple[datetime, str] | None:
    """When and why, from the name of a backup; None for any other name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _TIME), found[2]
    except ValueError:
        return None
