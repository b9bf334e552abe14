"""The files that were brought in last, kept in the user's state folder: they are no part of a workspace."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from csm_tui.domain.text import clean_line
from csm_tui.session.user_files.state_folder import state_folder
from csm_tui.storage.disk.atomic_write import write_atomically
from csm_tui.storage.disk.folders import private_folder
from csm_tui.storage.disk.reading import read_whole
from csm_tui.storage.errors import StorageError

MOST = 9


class RecentFiles:
    """The paths of such files, the last one first. Failing to keep or read them does not make an import fail."""

    def __init__(self, folder: Callable[[], Path] = state_folder, *, keeps: bool = True) -> None:
        """`keeps` is False for a look at the demo: nothing is read from the disk, and nothing written there."""
        self._folder = folder
        self._keeps = keeps
        self._of_this_run: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """The paths of those that are still there, and that can be typed."""
        return tuple(path for path in self._paths() if os.path.isfile(path) and clean_line(path) == path)

    def note(self, path: Path) -> None:
        """Remember a file as the last one."""
        name = os.path.abspath(path)
        paths = (name, *(one for one in self._paths() if one != name))[:MOST]
        self._of_this_run = paths
        if self._keeps:
            with suppress(StorageError):
                private_folder(self._file.parent)
                write_atomically(self._file, json.dumps(paths).encode())

    @property
    def _file(self) -> Path:
        return self._folder() / "recent-files.json"

    def _paths(self) -> tuple[str, ...]:
        """As they are on the disk: another terminal may have noted one."""
        if not self._keeps:
            return self._of_this_run
        try:
            found = read_whole(self._file)
            listed = [] if found is None else json.loads(found[0])
        except (StorageError, ValueError, RecursionError):
            return self._of_this_run
        return tuple(one for one in listed if isinstance(one, str))[:MOST] if isinstance(listed, list) else ()
