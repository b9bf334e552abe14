"""Looking after the store of a workspace and its backups, also where the store is damaged."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from csm_tui.domain.records.kinds import TABLES
from csm_tui.domain.workspace import Workspace
from csm_tui.session.differences import Differences, differences
from csm_tui.session.workspace_file.mending import ToMend, mended, set_aside
from csm_tui.session.workspace_file.whole_json import replacing, to_json
from csm_tui.session.workspace_file.workspace_documents import Loaded, load, writes
from csm_tui.storage.documents import Tables
from csm_tui.storage.errors import Unreadable
from csm_tui.storage.store import BackedUpStore, Backup

__all__ = ["Backup", "Differences", "Maintenance", "Soundness", "differences"]


@dataclass(frozen=True)
class Soundness:
    """The result of a check of the store: the number of readable clients, and the faults, a line each.

    `to_mend` are records of a sound store that break a rule, `acceptable` tells whether accepting would make it sound,
    `read_only` why nothing can be saved all the same.
    """

    clients: int
    faults: tuple[str, ...]
    to_mend: tuple[ToMend, ...] = ()
    acceptable: bool = False
    read_only: str | None = None


class Maintenance:
    """Looks after a store and its backups. Every method may raise StorageError."""

    def __init__(self, store: BackedUpStore) -> None:
        self._store = store

    def check(self) -> Soundness:
        """Whether the store is sound; one in which nothing was saved yet is."""
        try:
            loaded = load(self._store.read())
        except Unreadable as error:
            return Soundness(0, (str(error),))
        store = self._store
        return Soundness(len(loaded.workspace.clients), store.faults, loaded.to_mend, store.acceptable, store.read_only)

    def to_mend(self) -> tuple[ToMend, ...]:
        """The records that break a rule."""
        return load(self._store.read()).to_mend

    def mend(self, one: ToMend, fields: Mapping[str, Any] = MappingProxyType({})) -> None:
        """Save other values in a record that breaks a rule; without any, what is shown of it. A backup is made before.

        Raises StorageError as well when it would still break a rule.
        """
        self._store.save(lambda tables: mended(tables, one, fields), "before-mending")

    def set_aside(self, one: ToMend) -> None:
        """Put a record that breaks a rule out of the way; it stays in the file, and a backup is made before."""
        self._store.save(lambda tables: set_aside(tables, one), "before-mending")

    def accept(self) -> None:
        """Accept what something else changed from outside; a backup of it is made before."""
        self._store.accept()

    def write_back(self, loaded: Loaded, workspace: Workspace) -> None:
        """Put a workspace that comes from what was loaded in place of what is kept, which is backed up before."""
        self._store.write_back(loaded.tables, writes(loaded.workspace, workspace, loaded))

    def to_json(self) -> bytes:
        """All of it as one JSON document."""
        return to_json(self._store.read())

    @property
    def is_empty(self) -> bool:
        """Whether there is no record yet."""
        return not any(self._store.read().get(name) for name in TABLES)

    def take_json(self, tables: Tables) -> None:
        """Put what came out of such a document in place of what is kept; a backup of that is made before."""
        self._store.save(lambda present: [*replacing(present, tables)], "before-import")

    def backups(self) -> list[Backup]:
        """All backups, newest first."""
        return self._store.backups()

    def compare(self, name: str, present: Workspace) -> Differences:
        """The changes that going back to a backup would make in the present workspace."""
        return differences(present, load(self._store.backup_content(name)).workspace)

    def back_up(self) -> Backup:
        """Make a backup of what is kept now."""
        return self._store.back_up("manual")

    def restore(self, name: str) -> None:
        """Go back to a backup; a backup of what is kept now is made before."""
        self._store.restore(name)
