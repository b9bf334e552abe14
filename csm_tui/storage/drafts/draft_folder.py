"""Half-typed text on the disk: a file per draft in the folder `<workspace>.drafts` beside the workspace.

Every running program is a session of its own and holds the lock `<session>.lock` in the folder from its first draft
on. The system lets go of it however the program ends, so its drafts can be told from those of one that still runs.

A draft has two files at most: `<name>`, replaced whole, and `<name>.cut`, written plainly while the program was being
ended; the one with the higher serial holds. A running session has no `.cut` files, and takes none away: the one that
it could meet is being written by the handler of the signal that ends it.
"""

import fcntl
import os
import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from csm_tui.storage.disk import atomic_write, file_lock, folders, permissions, reading
from csm_tui.storage.drafts.draft_file import (
    WORD,
    DraftFile,
    damaged_document,
    encode_draft,
    read_document,
    with_edited,
)
from csm_tui.storage.drafts.last_write import LAST_WRITE
from csm_tui.storage.errors import NotSaved, StorageError, Unreadable, quoted, reason

KEPT_IN_TRASH = timedelta(days=30)
PATIENCE_SECONDS = 5.0
"""How long one program waits for another that looks for drafts."""

_TRASH = "trash"
_DRAFT = re.compile(r"(([0-9a-f]{16})-[a-z0-9-]+)\.json(?:\.cut)?")
_OF_SESSION = re.compile(r"\.?([0-9a-f]{16})(?:-.+|\.lock)")
_PASSING = re.compile(r"[0-9a-f]{16}\.lock|\.[0-9a-f]{16}-.+\.tmp")
_FIELD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class DraftFolder:
    """The drafts folder of one workspace, as one session sees it."""

    def __init__(self, workspace: Path, session: str = "") -> None:
        """Touches nothing on disk. `session` is given where one keeps drafts in several places."""
        self.folder = workspace.with_name(f"{workspace.name}.drafts")
        self.session = session or os.urandom(8).hex()
        self._trash = self.folder / _TRASH
        self._door = self.folder / "drafts"
        self._lock_file = self.folder / f"{self.session}.lock"
        self._lock: int | None = None

    def name(self, form: str, record: str, taken: Collection[str]) -> str:
        """A name for the file of a draft of this session that is not among those taken. Raises ValueError."""
        if not WORD.fullmatch(form):
            raise ValueError(f"not a name for a form: {quoted(form)}")
        if not WORD.fullmatch(record):  # whatever it is, it must not lead out of the folder
            record = sha256(record.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return _free(f"{self.session}-{form}-{record}", taken)

    def write(self, name: str, data: bytes) -> None:
        """Replace the file of a draft, durably. Raises NotSaved, Busy."""
        self._prepare()
        atomic_write.write_atomically(self.folder / name, data)

    def remove(self, name: str) -> None:
        """Remove the file of a draft of this session and what was handed to editors of it. Raises NotSaved."""
        try:
            for gone in (name, *_handed_out(name, _names_in(self.folder))):
                (self.folder / gone).unlink(missing_ok=True)
        except OSError as error:
            raise NotSaved(f"Cannot remove {quoted(self.folder / name)}: {reason(error)}.") from error

    def hand_out(self, name: str, field: str, text: str) -> Path:
        """Put the text of a field of a draft into a file for an editor. Raises ValueError."""
        if not _FIELD.fullmatch(field):
            raise ValueError(f"not a name for a field: {quoted(field)}")
        path = self.folder / f"{name.removesuffix('.json')}.{field}.txt"
        with suppress(StorageError):  # whoever opens the file meets the same trouble, and can say so
            self._prepare()
            atomic_write.write_atomically(path, text.encode("utf-8", "replace"))
        return path

    def claim(self, taken: Collection[str], now: datetime) -> list[DraftFile]:
        """Take over the drafts of ended sessions, each by one program only, and clear up behind them.

        What an editor saved later than the draft takes the place of the field's text. The text of a damaged file is
        taken over, and the file goes to the trash; what cannot be read at all stays as it is. Raises StorageError when
        the folder cannot be locked; where there is no folder nothing is touched.
        """
        names = _names_in(self.folder)
        if _TRASH in names:
            self._purge(now)
        if not self._others(names):
            return []
        permissions.tighten(self.folder)
        claimed: list[DraftFile] = []
        with file_lock.exclusive(self._door, PATIENCE_SECONDS):
            names = _names_in(self.folder)
            ended = {session for session in self._others(names) if self._has_ended(session)}
            found = [match for match in map(_DRAFT.fullmatch, names) if match and match[2] in ended]
            for stem in sorted({match[1] for match in found}):
                with suppress(OSError, StorageError):  # it stays where it is for the next start
                    claimed += self._claim_one(stem, names, {*taken, *(one.name for one in claimed)}, now)
            for name in names:
                if _PASSING.fullmatch(name) and _session(name) in ended:
                    with suppress(OSError):
                        (self.folder / name).unlink()
            with suppress(OSError):
                folders.sync_folder(self.folder)
        return claimed

    def discard(self, name: str, data: bytes, now: datetime) -> None:
        """Put a draft into the trash, durably; its file, if it has one, stays. Raises NotSaved, Busy."""
        self._prepare()
        folders.private_folder(self._trash)
        path = self._trash / _free(name.removesuffix(".json"), _names_in(self._trash))
        atomic_write.write_atomically(path, data)
        with suppress(OSError):
            os.utime(path, (now.timestamp(), now.timestamp()))  # its days in the trash count from here

    def trash(self) -> list[DraftFile]:
        """The drafts in the trash."""
        read = {name: read_document(self._trash / name) for name in _names_in(self._trash) if name.endswith(".json")}
        return [DraftFile(name, found[0]) for name, found in read.items() if found is not None]

    def remove_from_trash(self, name: str) -> None:
        """Remove what was brought back, as far as that can be done."""
        with suppress(OSError):
            (self._trash / name).unlink()

    def close(self) -> None:
        """End the session: what it leaves is for the next one."""
        if self._lock is not None:
            with suppress(OSError):
                self._lock_file.unlink()
            self._let_go()

    def _others(self, names: Iterable[str]) -> set[str]:
        return {*map(_session, names)} - {"", self.session}

    def _prepare(self) -> None:
        """See that the folder is there and the session's lock is held."""
        if self._lock is None or not reading.is_there(self.folder):
            folders.private_folder(self.folder)
            permissions.tighten(self.folder)
            with file_lock.exclusive(self._door, PATIENCE_SECONDS):
                self._hold_lock()

    def _hold_lock(self) -> None:
        """Under the lock of the folder only: until it is locked, the file looks like that of an ended session."""
        self._let_go()  # of a folder that was taken away meanwhile
        try:
            self._lock = os.open(self._lock_file, os.O_RDWR | os.O_CREAT, permissions.FILE_MODE)
            permissions.own_as(self._lock, self.folder)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._let_go()
            raise NotSaved(f"Cannot lock {quoted(self._lock_file)}: {reason(error)}.") from error

    def _let_go(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _has_ended(self, session: str) -> bool:
        try:
            descriptor = os.open(self.folder / f"{session}.lock", os.O_RDWR)
        except OSError as error:
            return isinstance(error, FileNotFoundError)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        else:
            return True
        finally:
            os.close(descriptor)

    def _claim_one(self, stem: str, names: Collection[str], taken: Collection[str], now: datetime) -> list[DraftFile]:
        if self._lock is None:
            self._hold_lock()
        pair = [name for name in (f"{stem}.json", f"{stem}.json{LAST_WRITE}") if name in names]
        read = {name: found for name in pair if (found := read_document(self.folder / name)) is not None}
        if not read:
            return self._claim_damaged(stem, pair[0], {*taken, *names}, now)
        best = max(read, key=lambda name: int(read[name][0]["serial"]))
        document, modified_ns = read[best]
        edited = self._edited(f"{stem}.json", names)
        latest = with_edited(document, {field: data for field, data, at_ns in edited.values() if at_ns > modified_ns})
        name = self.name(latest["form"], latest["record"], {*taken, *names})
        for other in pair:
            if other not in read:  # perhaps somebody can still make out some of it
                self._put_aside(other, other)
            elif other != best:
                (self.folder / other).unlink()
        if latest is document:
            os.rename(self.folder / best, self.folder / name)
        else:
            atomic_write.write_atomically(self.folder / name, encode_draft(latest))
            self._put_aside(best, f"{stem}.json")  # the editor may have been ended while it was saving
        for file in edited:
            with suppress(OSError):
                (self.folder / file).unlink()
        return [DraftFile(name, latest, stem)]

    def _claim_damaged(self, stem: str, file: str, taken: Collection[str], now: datetime) -> list[DraftFile]:
        found = reading.read_whole(self.folder / file)
        if found is None:
            return []
        data, signature = found
        at = datetime.fromtimestamp(signature.modified_ns // 10**9, now.tzinfo).isoformat()
        document = damaged_document(stem, data, at)
        name = self.name(document["form"], document["record"], taken)
        atomic_write.write_atomically(self.folder / name, encode_draft(document))
        self._put_aside(file, file)
        return [DraftFile(name, document, stem)]

    def _edited(self, draft: str, names: Iterable[str]) -> dict[str, tuple[str, bytes, int]]:
        """The files that editors were given of a draft: for which field, what they hold, since when in ns."""
        edited = {}
        for name, field in _handed_out(draft, names).items():
            with suppress(Unreadable):
                if (found := reading.read_whole(self.folder / name)) is not None:
                    edited[name] = field, found[0], found[1].modified_ns
        return edited

    def _put_aside(self, name: str, trash_name: str) -> None:
        with suppress(OSError, StorageError):
            folders.private_folder(self._trash)
            os.utime(self.folder / name)
            os.rename(self.folder / name, self._trash / trash_name)

    def _purge(self, now: datetime) -> None:
        oldest = (now - KEPT_IN_TRASH).timestamp()
        for name in filter(_session, _names_in(self._trash)):
            with suppress(OSError):
                if (self._trash / name).stat().st_mtime < oldest:
                    (self._trash / name).unlink()


def _names_in(folder: Path) -> list[str]:
    with suppress(Unreadable):
        return folders.names_in(folder)
    return []


def _session(name: str) -> str:
    """The session that a file belongs to; nothing if it is none of ours."""
    found = _OF_SESSION.fullmatch(name)
    return found[1] if found else ""


def _free(stem: str, taken: Collection[str]) -> str:
    name, number = f"{stem}.json", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}.json"
    return name


def _handed_out(draft: str, names: Iterable[str]) -> dict[str, str]:
    """The files that editors were given of a draft, and their fields."""
    pattern = re.compile(rf"{re.escape(draft.removesuffix('.json'))}\.({_FIELD.pattern})\.txt")
    return {match[0]: match[1] for match in map(pattern.fullmatch, names) if match}
