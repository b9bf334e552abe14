"""The two places of drafts: beside the workspace, and elsewhere, such as on another disk, as long as that fails."""

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock

from csm_tui.storage.drafts.draft_file import DraftFile
from csm_tui.storage.drafts.draft_folder import DraftFolder
from csm_tui.storage.errors import StorageError


class DraftPlaces:
    """The folders of the drafts of one workspace, as one session sees them. Its methods may be called from any thread.

    Args:
        workspace: The file of the workspace.
        second: What stands for it in the second place, if there is one.
    """

    def __init__(self, workspace: Path, second: Path | None) -> None:
        """Touches nothing on disk."""
        self._first = DraftFolder(workspace)
        self._second = None if second is None else DraftFolder(second, self._first.session)
        self._away: frozenset[str] = frozenset()
        self._lock = Lock()

    @property
    def away(self) -> frozenset[str]:
        """The names of the drafts that have a file in the second place."""
        return self._away

    @property
    def last_write_folders(self) -> tuple[tuple[bytes, ...], ...]:
        """The folder of each place with those above it, the outermost first."""
        return tuple(_with_parents(place.folder) for place in self._all)

    def name(self, form: str, record: str, taken: Collection[str]) -> str:
        """A name for the file of a draft that is not among those taken. Raises ValueError."""
        return self._first.name(form, record, taken)

    def claim(self, taken: Collection[str], now: datetime) -> tuple[list[DraftFile], list[DraftFile]]:
        """Take over the drafts of ended sessions: those of the first place, and of the second. Raises nothing.

        Those of the second count as `away` from `mark_away` on.
        """
        here = _claimed(self._first, taken, now)
        if self._second is None:
            return here, []
        return here, _claimed(self._second, {*taken, *(file.name for file in here)}, now)

    def mark_away(self, names: Collection[str]) -> None:
        """Note that these drafts have a file in the second place; it is removed when they are written to the first or
        dropped."""
        with self._lock:
            self._away |= {*names}

    def write(self, name: str, data: bytes) -> None:
        """Replace the file of a draft in the first place that works. Raises NotSaved, Busy."""
        if self._at_first_that_works(lambda place: place.write(name, data)):
            self._remove_from_second(name)
        else:
            self.mark_away([name])

    def remove(self, name: str) -> None:
        """Remove the files of a draft and what was handed to editors of it. Raises NotSaved."""
        self._remove_from_second(name)
        self._first.remove(name)

    def discard(self, name: str, data: bytes, now: datetime) -> None:
        """Put a draft into the trash of the first place that works. Raises NotSaved, Busy."""
        self._at_first_that_works(lambda place: place.discard(name, data, now))

    def trash(self) -> list[tuple[DraftFolder, DraftFile]]:
        """The drafts in the trash, each with its place."""
        return [(place, one) for place in self._all for one in place.trash()]

    def hand_out(self, name: str, field: str, text: str, data: bytes | None) -> Path:
        """Put the text of a field of a draft into a file for an editor, in the first place that works.

        In the second place the draft itself, its `data`, is written too, for the text alone would not be found again.
        Raises ValueError for a field that has no name.
        """
        path = self._first.hand_out(name, field, text)
        if self._second is None or os.path.exists(path):
            return path
        self.mark_away([name])
        if data is not None:
            with suppress(StorageError):  # whoever opens the editor's file meets the same trouble
                self._second.write(name, data)
        return self._second.hand_out(name, field, text)

    def close(self) -> None:
        """End the session in both places: what it leaves is for the next one."""
        for place in self._all:
            place.close()

    @property
    def _all(self) -> tuple[DraftFolder, ...]:
        return (self._first,) if self._second is None else (self._first, self._second)

    def _at_first_that_works(self, act: Callable[[DraftFolder], None]) -> bool:
        """Do something beside the workspace, or else in the second place; returns whether it was the first. Raises
        what `act` raises."""
        try:
            act(self._first)
        except StorageError:
            if self._second is None:
                raise
            act(self._second)
            return False
        return True

    def _remove_from_second(self, name: str) -> None:
        if self._second is not None and name in self._away:
            self._second.remove(name)
            with self._lock:
                self._away -= {name}


def _claimed(place: DraftFolder, taken: Collection[str], now: datetime) -> list[DraftFile]:
    with suppress(StorageError):
        return place.claim(taken, now)
    return []


def _with_parents(folder: Path) -> tuple[bytes, ...]:
    return tuple(os.fsencode(one) for one in (*reversed(folder.parents), folder))
