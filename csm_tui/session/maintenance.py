"""Looking after what a workspace is kept in, and its backups: this works for a damaged one, too."""

from dataclasses import dataclass
from pathlib import Path

from csm_tui.domain.record import Entity
from csm_tui.domain.workspace import Workspace
from csm_tui.session.documents import load
from csm_tui.storage.errors import Unreadable
from csm_tui.storage.store import BackedUpStore, Backup

__all__ = ["Backup", "Differences", "Maintenance", "Soundness", "differences"]


@dataclass(frozen=True)
class Soundness:
    """What a look at the file found: the clients that can be read, and what is wrong, a line each."""

    clients: int
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    """What going back to a backup would change, a name for each record: those that come back, go, and differ."""

    back: tuple[str, ...]
    gone: tuple[str, ...]
    other: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.back or self.gone or self.other)


def differences(present: Workspace, wanted: Workspace) -> Differences:
    """What differs between the workspace as it is and as it would be. Records of the same name are named each."""
    back, gone, other = [], [], []
    for name in dict.fromkeys((*wanted.tables, *present.tables)):
        now, then = (one.tables[name].records if name in one.tables else {} for one in (present, wanted))
        back += [_name(then[key], wanted) for key in then if key not in now]
        gone += [_name(now[key], present) for key in now if key not in then]
        other += [_name(now[key], present) for key in now if key in then and then[key] != now[key]]
    if present.settings != wanted.settings:
        other.append("the settings")
    return Differences(tuple(back), tuple(gone), tuple(other))


def _name(record: Entity, workspace: Workspace) -> str:
    owners = workspace.owners(record)
    return f"{record.label} ({owners[-1].label})" if owners else record.label


class Maintenance:
    """What a workspace is kept in, and its backups. Every method may raise StorageError."""

    def __init__(self, store: BackedUpStore) -> None:
        self._store = store

    def tighten(self) -> list[Path]:
        """Take the file and its backups from everybody but their owner; those that others could get at."""
        return self._store.tighten()

    def check(self) -> Soundness:
        """Whether the file is sound; a missing one is."""
        try:
            loaded = load(self._store.read())
        except Unreadable as error:
            return Soundness(0, (str(error),))
        return Soundness(len(loaded.workspace.clients), (*self._store.faults, *loaded.faults))

    def accept(self) -> None:
        """Take the file as it is after an edit by something else, with a backup of it."""
        self._store.accept()

    def backups(self) -> list[Backup]:
        """All backups, newest first."""
        return self._store.backups()

    def compare(self, name: str, present: Workspace) -> Differences:
        """What going back to a backup would change in the present workspace."""
        return differences(present, load(self._store.backup_content(name)).workspace)

    def back_up(self) -> Backup:
        """Copy the file as it is now."""
        return self._store.back_up("manual")

    def restore(self, name: str) -> None:
        """Put a backup in the file's place; the file as it is now is backed up first."""
        self._store.restore(name)
