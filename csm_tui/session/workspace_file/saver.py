"""Writes changes to the store, one after the other: in a thread of its own, or at once where there is none."""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Condition, Thread
from typing import NamedTuple

from csm_tui.session.changes import Change
from csm_tui.session.merging import Conflict
from csm_tui.session.workspace_file.workspace_documents import Loaded, load, writes
from csm_tui.storage.documents import Tables, lost_from
from csm_tui.storage.errors import Damaged, ReadOnly, Shrunk, StorageError, Unreadable
from csm_tui.storage.store import Store, Write


class Stored(NamedTuple):
    """A change is on the disk. `foreign`: changes of another program were met and taken in."""

    change: Change
    loaded: Loaded
    foreign: bool
    warning: str = ""


class Refused(NamedTuple):
    """A change is in conflict with what another program wrote; it will not be tried again."""

    change: Change
    error: Conflict
    loaded: Loaded


class Failed(NamedTuple):
    """The first waiting change could not be written; it waits for `look` to be tried again.

    `kept` says what became of what is shown, if the file is in trouble.
    """

    error: Exception
    kept: str = ""


class Unseen(NamedTuple):
    """The content of the file is not taken in: it cannot be read, is damaged, or holds less than is shown.

    `kept` says what became of what is shown.
    """

    error: Exception
    kept: str = ""


class Refreshed(NamedTuple):
    """Another program wrote the file, or (not `foreign`) it can be read again."""

    loaded: Loaded
    foreign: bool = True


SaverReport = Stored | Refused | Failed | Refreshed | Unseen


class Saver:
    """Holds the store; `loaded` is what it held when it was last met.

    Args:
        store: Where the workspace is kept.
        report: Told what happened, from the saver's thread. None: there is no thread, `submit` saves at once.

    Raises:
        StorageError: it cannot be read at all.
    """

    def __init__(self, store: Store, report: Callable[[SaverReport], None] | None) -> None:
        self._store = store
        self._report = report
        self._wake = Condition()
        self._waiting: deque[Change] = deque()
        self._look = self._stuck = self._ending = self._takes_all = False
        self._trouble = self._kept = ""
        self._kept_with: Change | None = None
        self._thread: Thread | None = None
        self.loaded = load(store.read())

    def submit(self, change: Change) -> Stored | None:
        """Save a change: later in the thread, or at once where there is none; then what happened is returned.

        Raises:
            Conflict, StorageError: only where there is no thread.
        """
        if self._report is None:
            return self._save(change)
        with self._wake:
            self._waiting.append(change)
            self._start()
        return None

    def look(self) -> None:
        """Try again what failed, and see whether another program wrote the file."""
        with self._wake:
            self._look, self._stuck = True, False
            self._start()

    def take_in(self) -> None:
        """Take in what the file holds, even if that is less than what is known."""
        self._takes_all = True
        self.look()

    def flush(self, patience: float) -> bool:
        """Wait at most `patience` seconds until everything is saved; returns whether it is."""
        if not self._waiting:
            return True
        self.look()
        with self._wake:
            self._wake.wait_for(lambda: self._stuck or not self._waiting, patience)
            return not self._waiting

    def close(self, patience: float) -> bool:
        """Save what waits, then end the thread; returns whether everything is saved."""
        saved = self.flush(patience)
        with self._wake:
            self._ending = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join(patience)
        return saved

    def _start(self) -> None:
        if self._thread is None:
            self.loaded.read_all()  # for both threads may ask for it from now on
            self._thread = Thread(target=self._run, name="saver", daemon=True)
            self._thread.start()
        self._wake.notify_all()

    def _run(self) -> None:
        while True:
            with self._wake:
                while not (self._look or self._ending or (self._waiting and not self._stuck)):
                    self._wake.wait()
                if self._ending:
                    return
                self._look = False
                change = self._waiting[0] if self._waiting else None
            report = self._refresh() if change is None else self._attempt(change)
            try:
                if report is not None and self._report is not None:
                    self._report(report)
            finally:
                if change is not None:
                    self._done(isinstance(report, Failed))

    def _attempt(self, change: Change) -> SaverReport:
        try:
            return self._save(change)
        except Conflict as error:
            return Refused(change, error, self.loaded)
        except Exception as error:  # whatever it is: it is told, the change waits, and the thread goes on
            return Failed(error, self._keep() if isinstance(error, ReadOnly | Unreadable) else "")

    def _done(self, failed: bool) -> None:
        """Note that what was tried has been reported: whoever waits for it may go on."""
        with self._wake:
            self._stuck = failed
            if not failed:
                self._waiting.popleft()
            self._wake.notify_all()

    def _refresh(self) -> SaverReport | None:
        try:
            if not (self._store.has_changed() or self._trouble or self._takes_all):
                return None
            tables = self._store.read()
            if self._store.faults:  # of a damaged file less may be left than what is shown
                raise Damaged(self._store.faults[0])
            self._refuse_less(tables)
        except Exception as error:  # as above
            told, self._trouble = self._trouble, f"{type(error).__name__} {error}"
            kept = self._keep()
            return None if told == self._trouble else Unseen(error, kept)
        known = self.loaded.tables
        foreign = tables is not known and not (self._trouble and tables == known)
        self.loaded = load(tables, self.loaded)
        self._all_is_well()
        return Refreshed(self.loaded, foreign)

    def _refuse_less(self, tables: Tables) -> None:
        lost = 0 if self._takes_all else lost_from(self.loaded.tables, tables)
        if lost:
            less = "1 record" if lost == 1 else f"{lost} records"
            raise Shrunk(f"The file holds {less} less than what is shown, and nobody deleted them")

    def _all_is_well(self) -> None:
        self._trouble = self._kept = ""
        self._takes_all = False

    def _keep(self) -> str:
        """Put what is shown into the backups, once in each trouble and for each change in it; what came of it."""
        with self._wake:
            last = self._waiting[-1] if self._waiting else None
        if not self.loaded.tables or (self._kept and last is self._kept_with):
            return self._kept
        try:
            self._kept_with = last
            self._kept = f"What is shown is kept as the backup {self._store.keep(*self._shown()).name}"
        except Exception as error:  # as above; it is tried again
            why = str(error) if isinstance(error, StorageError) else type(error).__name__
            return f"What is shown could not be kept: {why}"
        return self._kept

    def _shown(self) -> tuple[Tables, list[Write]]:
        """The tables as known, and what waits to be written to them."""
        with self._wake:
            waiting = tuple(self._waiting)
        workspace = self.loaded.workspace
        for change in waiting:
            with suppress(Conflict):
                workspace = change.apply(workspace)
        return self.loaded.tables, writes(self.loaded.workspace, workspace, self.loaded)

    def _save(self, change: Change) -> Stored:
        known = met = self.loaded
        workspace = known.workspace

        def decide(tables: Tables) -> Sequence[Write]:
            nonlocal met, workspace
            self._refuse_less(tables)
            met = load(tables, known)
            workspace = change.apply(met.workspace)
            return writes(met.workspace, workspace, met)

        try:
            saved = self._store.save(decide, change.backup)
        except Conflict:
            self.loaded = met  # told with the refusal
            raise
        foreign = met is not known
        self.loaded = met.saved(saved.tables, workspace)
        self._all_is_well()
        return Stored(change, self.loaded, foreign, saved.warning or "")
