"""The store of a workspace, as a session knows it: wherever the documents are kept, they are kept behind this."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from csm_tui.storage.documents import Document, Tables


class Write(NamedTuple):
    """One document to set whole, or to remove when `document` is None.

    It needs no `rev`, `updated_at` and `author`: the store sets them, and notes what was removed.
    """

    table: str
    id: str
    document: Document | None


class Saved(NamedTuple):
    """The state of the store after a save. `warning` says what went wrong beside it, such as a failed daily backup."""

    generation: int
    tables: Tables
    warning: str | None = None


class Backup(NamedTuple):
    """One copy. `made_at` is local time without a zone, `size` is in bytes, `counts` are documents by table.

    `sound` is False for a copy that is damaged, or of a newer version: it is listed but cannot be restored, and has no
    counts.
    """

    name: str
    made_at: datetime
    reason: str
    size: int
    counts: Mapping[str, int]
    sound: bool

    @property
    def clients(self) -> str:
        """The number of its clients as text; a question mark if it is not sound."""
        return f"{self.counts.get('clients', 0)}" if self.sound else "?"


Decide = Callable[[Tables], Sequence[Write]]
"""Answers what is to be written, given what the store holds at that moment."""


class Store(Protocol):
    """Documents that are saved durably or not at all. Every method may raise StorageError.

    The documents handed out are the ones kept in memory: whoever gets them must not change them. A store is for one
    thread at a time.
    """

    @property
    def path(self) -> Path:
        """The file on this machine; drafts lie beside it."""

    @property
    def exists(self) -> bool:
        """Whether anything was ever saved."""

    @property
    def faults(self) -> tuple[str, ...]:
        """The faults of what was last read, a line each."""

    @property
    def read_only(self) -> str | None:
        """Why nothing may be written; None when it may."""

    def has_changed(self) -> bool:
        """Whether somebody else saved something since the last read or save. Quick."""

    def read(self) -> Tables:
        """The tables in the store now; the same object as before where that has not changed."""

    def save(self, decide: Decide, backup: str | None = None) -> Saved:
        """Make the changes that `decide` answers with, while everybody else is kept out, and bring them to the disk.

        If `decide` raises, nothing is written and the error is passed on. `backup` is the reason for a backup before.
        """

    def keep(self, known: Tables, changes: Sequence[Write]) -> "Backup":
        """Make a backup of what is held in memory: these tables with the changes."""


class BackedUpStore(Store, Protocol):
    """A store with copies of earlier states, which can be looked after even when it is damaged."""

    @property
    def acceptable(self) -> bool:
        """Whether `accept` could make sound what was last read."""

    def backups(self) -> list[Backup]:
        """All backups, newest first."""

    def backup_content(self, name: str) -> Tables:
        """The tables in a backup."""

    def back_up(self, reason: str) -> Backup:
        """Make a backup of what is kept now."""

    def restore(self, name: str) -> Saved:
        """Go back to a backup; a backup of what is kept now is made before."""

    def write_back(self, known: Tables, changes: Sequence[Write]) -> Saved:
        """Put these tables with the changes in place of what is kept; a backup of that is made before."""

    def accept(self) -> Saved:
        """Accept what was changed from outside; a backup of it is made before."""
