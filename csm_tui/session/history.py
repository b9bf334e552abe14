"""The history of a session: which changes can be undone, and which can be redone."""

from collections.abc import Callable

from csm_tui.session.changes import Change
from csm_tui.session.merging import Conflict

Perform = Callable[[Change], Change]
"""Makes a change and returns it as it was really made. Raises Conflict when others changed the same since."""


class History:
    """The changes that were made and those that were taken back, each with the last one first to be stepped over."""

    def __init__(self) -> None:
        self._undo: list[Change] = []
        self._redo: list[Change] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._redo)

    def add(self, change: Change) -> None:
        """A new change was made: what was taken back before cannot be made again."""
        self._undo.append(change)
        self._redo.clear()

    def forget(self, change: Change) -> None:
        """The change was refused after all."""
        for steps in (self._undo, self._redo):
            if change in steps:
                steps.remove(change)

    def clear(self) -> None:
        """Nothing can be undone or redone any more."""
        self._undo.clear()
        self._redo.clear()

    def undo(self, perform: Perform) -> Change | None:
        """Take the last change back; what was made for it, None if there is none.

        Raises:
            Conflict: it can no longer be taken back, and leaves the history. What else `perform` raises passes
                through, and the change stays.
        """
        return _step(self._undo, self._redo, perform)

    def redo(self, perform: Perform) -> Change | None:
        """Make the change that was last taken back again; returns and raises as `undo`."""
        return _step(self._redo, self._undo, perform)


def _step(source: list[Change], target: list[Change], perform: Perform) -> Change | None:
    if not source:
        return None
    change = source[-1]
    try:
        made = perform(change.inverse())
    except Conflict as error:
        source.pop()  # or nothing below it could ever be reached
        raise Conflict(f"the {change.label} stays, and is out of undo and redo: {error}") from None
    source.pop()
    target.append(made)
    return made
