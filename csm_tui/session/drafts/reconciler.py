"""A thread that brings the disk up to what is wanted, one step after the other, and tries again what failed."""

from collections.abc import Callable, Iterable
from threading import Condition, RLock, Thread
from time import monotonic

from csm_tui.storage.errors import Busy, StorageError, reason

PAUSE_SECONDS, RETRY_SECONDS = 0.1, 1.0
"""How long the thread rests after it caught up, and after it could not."""


class Reconciler:
    """Works out what is to do, does it in a thread of its own, and begins anew until nothing is left.

    Args:
        steps: Gives what is to do. Each step is worked out when the one before is done, so it may depend on that.
        lock: Held by whoever changes what `steps` looks at; the thread holds it whenever it looks, not while it works.
        name: The name of the thread.
    """

    def __init__(self, steps: Callable[[], Iterable[Callable[[], None]]], lock: RLock, name: str) -> None:
        """There is no thread until something is to do."""
        self._steps = steps
        self._name = name
        self._wake = Condition(lock)
        self._why = ""
        self._failures = 0
        self._hurried = self._ending = False
        self._thread: Thread | None = None

    @property
    def why_behind(self) -> str:
        """Why something is left to do, "" if nothing is, or if it was not tried yet."""
        return self._why if self.is_behind() else ""

    def is_behind(self) -> bool:
        """Whether something is to be done."""
        return next(iter(self._steps()), None) is not None

    def start(self) -> None:
        """Make the thread look at what is to be done. Call it under the lock."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._wake.notify_all()

    def flush(self, patience: float) -> bool:
        """Wait at most `patience` seconds until all is done, or something failed; returns whether all is."""
        with self._wake:
            failures, self._hurried = self._failures, True
            if self.is_behind():
                self.start()
            self._wake.wait_for(lambda: self._failures > failures or not self.is_behind(), patience)
            return not self.is_behind()

    def end(self, patience: float) -> bool:
        """End the thread, if it does within `patience` seconds; returns whether it has ended."""
        with self._wake:
            self._ending = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join(patience)
        ended = self._thread is None or not self._thread.is_alive()
        if ended:
            self._thread, self._ending = None, False
        return ended

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._ending or self.is_behind())
                if not self.is_behind():
                    return
                self._hurried = False
            begun = monotonic()
            self._catch_up()
            with self._wake:
                self._wake.notify_all()
                if self._ending:
                    return
                pause = RETRY_SECONDS if self._why else PAUSE_SECONDS
                self._wake.wait_for(self._is_pressed, begun + pause - monotonic())

    def _is_pressed(self) -> bool:
        return self._ending or (self._hurried and not self._why)

    def _catch_up(self) -> None:
        why = ""
        for step in self._steps():
            try:
                step()
            except Exception as error:  # whatever it is: it is told, it is still to do, and the thread goes on
                why = _in_words(error)
        self._failures += bool(why)
        self._why = why


def _in_words(error: Exception) -> str:
    """Why a step failed. Of an unexpected error only its kind is said, as its text may hold data."""
    known = error if isinstance(error, Busy) else error.__cause__ or error
    return reason(known) if isinstance(known, OSError | StorageError) else f"internal error: {type(error).__name__}"
