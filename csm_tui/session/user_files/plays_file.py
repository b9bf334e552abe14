"""The person's own file of plays, which they write by hand beside the file of their settings."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from csm_tui.domain.values.reading.toml_text import decoded
from csm_tui.resources import DATA
from csm_tui.storage.disk.atomic_write import write_atomically
from csm_tui.storage.disk.folders import private_folder
from csm_tui.storage.disk.reading import Signature, read_whole, signature
from csm_tui.storage.errors import StorageError

if TYPE_CHECKING:  # loaded when plays are first asked for: no start waits for them
    from csm_tui.planning.playbooks.playbook import Playbook

NAME = "playbooks.toml"


class PlaysFile:
    """The plays of the program and of the person's own file. Nothing is read before they are first asked for."""

    def __init__(self, path: Path, model: Path | None = None) -> None:
        """`model` is read as long as there is no such file, which begins as a copy of it: so the demo works with the
        person's own plays and leaves their file alone."""
        self.path = path
        self._model = model
        self._book: Playbook | None = None
        self._read: Signature | str | None = None
        """The state in which the file was read: None if there was none, a text if that cannot be said."""

    @property
    def is_copy(self) -> bool:
        """Whether the person's file is only read, and another file written."""
        return self._model is not None

    def book(self) -> "Playbook":
        """The plays as they are known: the same object until `changed`, or the first call, reads the file."""
        if self._book is None:
            self._read = self._state()
            self._book = self._read_book()
        return self._book

    def changed(self) -> bool:
        """Whether the file has become another one since the plays were asked for; they are read again if so."""
        if self._book is None or self._state() == self._read:
            return False
        self._book = None
        self.book()
        return True

    def begin(self) -> None:
        """Lay the file for whoever begins to write plays, if there is none: without a model it holds nothing but
        comments.

        Raises:
            StorageError: it cannot be written, or the model cannot be read.
        """
        if signature(self.path) is None:
            private_folder(self.path.parent)
            write_atomically(self.path, self._beginning())

    def tidy(self) -> None:
        """Take the file away again if nothing was written into it."""
        with suppress(OSError, StorageError):
            if self.path.read_bytes() == self._beginning():
                self.path.unlink()

    def _beginning(self) -> bytes:
        found = None if self._model is None else read_whole(self._model)
        return _start() if found is None else found[0]

    @property
    def _source(self) -> Path:
        """The file that is read."""
        return self.path if self._model is None or self.path.exists() else self._model

    def _state(self) -> Signature | str | None:
        try:
            return signature(self._source)
        except StorageError as error:
            return str(error)

    def _read_book(self) -> "Playbook":
        from csm_tui.planning.playbooks.playbook import read_playbook
        from csm_tui.planning.playbooks.written import Problem

        usual = usual_plays()
        try:
            found = read_whole(self._source)
            return read_playbook(usual, "" if found is None else decoded(found[0]))
        except (StorageError, ValueError) as error:
            book = read_playbook(usual)
            return book._replace(problems=(*book.problems, Problem(0, str(error))))


def _start() -> bytes:
    """What a new file of a person's own holds: how to write plays, in comments."""
    return (DATA / "own_playbooks.toml").read_bytes()


def usual_plays() -> str:
    """The text of the plays that the program brings."""
    return (DATA / NAME).read_text(encoding="utf-8")
