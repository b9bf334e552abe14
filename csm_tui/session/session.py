"""The open workspace. All changes are made through it.

The owner (the app or the command line) works on `workspace`, which is at once what every applied change makes of
it. A saver writes the changes to the file in their order, in a thread of its own if there is one; what it has to
report comes back to the owner's thread through `deliver`, so the state below is only ever touched there.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from csm_tui.domain.workspace import Workspace
from csm_tui.session.announcement import Announcement, Saving
from csm_tui.session.changes import Change, between
from csm_tui.session.drafts.drafted_changes import DraftedChanges
from csm_tui.session.history import History
from csm_tui.session.merging import Conflict
from csm_tui.session.workspace_file.file_state import FileState
from csm_tui.session.workspace_file.saver import Failed, Refreshed, Refused, Saver, SaverReport, Stored, Unseen
from csm_tui.session.workspace_file.trouble import Trouble, unseen_in_words
from csm_tui.storage.documents import rev_of
from csm_tui.storage.errors import Damaged, NotSaved, ReadOnly, Unreadable
from csm_tui.storage.store import BackedUpStore, Store

if TYPE_CHECKING:
    from csm_tui.session.drafts.draft import Draft
    from csm_tui.session.drafts.drafts import Drafts
    from csm_tui.session.drafts.merge_base import Base
    from csm_tui.session.workspace_file.maintenance import Maintenance

Deliver = Callable[[Callable[[], None]], None]

_TAKEN_IN = "Changes made in another terminal were taken in"


class Session:
    """One workspace, opened.

    Args:
        store: Where it is kept.
        open_again: Opens the same store once more, for what is done beside the saver.
        today: The clock.
        now: The clock with its time, for drafts.
        deliver: Runs a callable in the owner's thread, may be called from any. With it saves run in the background;
            without it, `apply` saves before it returns and raises what goes wrong.

    Raises:
        StorageError: it cannot be read at all.
    """

    def __init__(
        self,
        store: Store,
        open_again: Callable[[], BackedUpStore],
        today: Callable[[], date],
        now: Callable[[], datetime],
        deliver: Deliver | None = None,
    ) -> None:
        self.today = today
        self.now = now
        self.announce: Callable[[Announcement], None] = lambda _: None
        self._store = store
        self._open_again = open_again
        self._pending: list[Change] = []
        self._history = History()
        self._is_ours = False
        self._saver = Saver(store, None if deliver is None else lambda report: deliver(lambda: self._take(report)))
        self.workspace: Workspace = self._saver.loaded.workspace
        self.file = FileState(store, self._saver)
        """How the file is: whether it can be written, and what is wrong with it."""
        self._drafted = DraftedChanges(lambda: self.drafts, self.base_of)

    @property
    def path(self) -> Path:
        """The file of the workspace."""
        return self._store.path

    @cached_property
    def drafts(self) -> "Drafts":
        """The drafts of what is typed and not saved. Loaded when first used, so that the start does not wait."""
        from csm_tui.session.drafts.drafts import Drafts
        from csm_tui.session.drafts.second_place import second_place

        return Drafts(self._store.path, self.now, second_place(self._store.path))

    @cached_property
    def maintenance(self) -> "Maintenance":
        """The maintenance of the store and its backups. Loaded when first used."""
        from csm_tui.session.workspace_file.maintenance import Maintenance

        return Maintenance(self._open_again())

    @property
    def why_not_kept(self) -> str:
        """Why what is typed cannot be kept on the disk, "" if it can."""
        return self.drafts.why_not_kept if "drafts" in self.__dict__ else ""

    @property
    def saving(self) -> Saving:
        """How far the changes are saved."""
        if self.file.why_not_saved:
            return Saving.NOT_SAVED
        return Saving.SAVING if self._pending else Saving.SAVED

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return self._history.can_redo

    def apply(self, change: Change, draft: "Draft | None" = None) -> None:
        """Make a change: at once in memory, durably as soon as the saver has written it.

        Args:
            change: The change.
            draft: What was typed for it; it goes when the change is safely saved, and stays if it is refused. What
                others changed since its form was opened is a conflict; once that was told, the same can be saved.

        Raises:
            Conflict: another program changed the same thing.
            StorageError: the file may not be written, or (only without a saver thread) could not be.
        """
        try:
            made = self._perform(change, draft)
        except Conflict:
            if draft is not None:
                self._drafted.told(draft)
            raise
        self._history.add(made)
        self.announce(Announcement())

    def is_saving(self, draft: "Draft") -> bool:
        """Whether what was typed is being saved."""
        return self._drafted.holds(draft)

    def base_of(self, *record_ids: str) -> "Base":
        """The base of a draft whose form is opened on the first of these records that exists; empty if none does."""
        from csm_tui.session.drafts.merge_base import base_of

        record = next((one for key in record_ids if (one := self.workspace.get(key)) is not None), None)
        if record is None:
            return {}
        return base_of(record, rev_of(self._saver.loaded.tables.get(record.TABLE, {}).get(record.id)))

    def undo(self) -> str | None:
        """Take the last change back; its label, or None if there is none.

        Raises:
            Conflict: what it changed was changed again in another terminal; it can no longer be taken back.
            StorageError: as `apply`; the change stays undoable.
        """
        return self._stepped(self._history.undo(self._perform))

    def redo(self) -> str | None:
        """Make the change that was last taken back again; its label, or None if there is none.

        Raises:
            Conflict: what it would change was changed in another terminal; it can no longer be made again.
            StorageError: as `apply`; the change stays redoable.
        """
        return self._stepped(self._history.redo(self._perform))

    def look(self, *, ours: bool = False) -> None:
        """Check whether another program saved something, and retry what could not be saved.

        `ours`: what is met is no news, for it was done here, beside the saver.
        """
        self._is_ours = self._is_ours or ours
        self._saver.look()

    def restore(self, backup: str) -> None:
        """Restore a backup, after a backup of the present state. Afterwards nothing can be undone.

        Raises:
            StorageError: the backup is not sound, or something cannot be saved; all is as it was.
        """
        if not self.flush():
            raise NotSaved(f"Not restored: {self.file.why_not_saved or 'a save takes long'}.")
        self.maintenance.restore(backup)
        self._take_in_all()

    def write_back(self) -> None:
        """Put what is shown in place of the file, whatever that holds; a backup of that is made before.

        Raises:
            StorageError: it cannot be written; all is as it was.
        """
        self.maintenance.write_back(self._saver.loaded, self.workspace)
        self.look(ours=True)

    def take_in(self) -> None:
        """Show what the file holds, even if that is less; a backup of a damaged one is made before it is accepted.

        Raises:
            StorageError: there is nothing that can be read.
        """
        if self.file.is_new:
            raise Unreadable("There is no file that could be taken in.")
        self.maintenance.accept()
        self._take_in_all()

    def flush(self, patience: float = 10.0) -> bool:
        """Wait at most `patience` seconds until everything is saved; returns whether it is."""
        return self._saver.flush(patience)

    def close(self, patience: float = 10.0) -> bool:
        """Wait until everything is saved and end the saver; returns whether it is."""
        saved = self._saver.close(patience)
        if "drafts" in self.__dict__:
            self.drafts.close(patience)
        return saved

    def _stepped(self, made: Change | None) -> str | None:
        if made is None:
            return None
        self.announce(Announcement())
        return made.label

    def _take_in_all(self) -> None:
        """Take in what the file holds after a step of ours, even if that is less. Nothing before it can be undone."""
        self._history.clear()
        self._is_ours = True
        self._saver.take_in()

    def _perform(self, change: Change, draft: "Draft | None" = None) -> Change:
        """Make the change, and return it as it was really made."""
        if self.file.read_only is not None:
            raise (Damaged if self.file.faults else ReadOnly)(self.file.read_only)
        if change.settings is not None and self._saver.loaded.settings_unread:
            raise ReadOnly("the settings in the file break a rule, so they are not overwritten; mend them first")
        before = self.workspace
        if draft is not None and draft.base:
            from csm_tui.session.drafts.merge_base import on_base

            change = on_base(change, draft.base, before)
        after = change.apply(before)
        made = between(change, before, after)
        report = self._saver.submit(made)
        self.workspace = after if report is None else report.loaded.workspace
        if draft is not None:
            self._drafted.add(made, draft)
        if report is None:
            self._pending.append(made)
        else:
            self._drafted.saved(made)
            if report.warning:
                self.announce(Announcement(report.warning, problem=True))
        return made

    def _take(self, report: SaverReport) -> None:
        """Take in what the saver did."""
        match report:
            case Stored(change, loaded, foreign, warning):
                self.file.seen = Trouble()
                self._pending.remove(change)
                self._drafted.saved(change)
                if foreign:
                    self._rebase(loaded.workspace)
                taken_in = ". ".join(filter(None, (_TAKEN_IN, change.told_gone(loaded.workspace)))) if foreign else ""
                self.announce(Announcement(warning or taken_in, problem=bool(warning)))
            case Refreshed(loaded, foreign):
                self.file.seen = self.file.seen.over()
                self._rebase(loaded.workspace)
                said = _TAKEN_IN if foreign else "The file is as it was again"
                self.announce(Announcement("" if self._is_ours else said))
                self._is_ours = False
            case Refused(change, error, loaded):
                self.file.seen = self.file.seen.without_failure()
                self._pending.remove(change)
                self._history.forget(change)
                self._rebase(loaded.workspace)
                draft = self._drafted.refused(change)
                self.announce(Announcement(f"Not saved: {error}", problem=True, refused=change, draft=draft))
            case Failed():
                told = self.file.why_not_saved
                self.file.seen = self.file.seen.failed(report)
                why = self.file.why_not_saved
                self.announce(Announcement(f"Not saved yet: {why}" if why != told else "", problem=True))
            case Unseen():
                self.file.seen = self.file.seen.unseen(report)
                self.announce(
                    Announcement(". ".join(filter(None, (unseen_in_words(report), report.kept))), problem=True)
                )

    def _rebase(self, base: Workspace) -> None:
        """Continue from what the store holds, with the changes on top that are not saved yet."""
        for change in self._pending:
            # A conflict here is met by the saver too, which reports it.
            with suppress(Conflict):
                base = change.apply(base)
        self.workspace = base
