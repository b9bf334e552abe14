"""Half-typed text: kept in memory at once, on the disk within a tenth of a second, and found again at the next start.

Whoever types only touches the memory. A `Reconciler` compares that with what it brought to the disk and makes up the
difference: new states are written, dropped ones removed, discarded ones put into the trash. All that a signal handler
needs is kept in dicts and tuples that are replaced, never changed, so that it may look at them at any moment.

What cannot be written beside the workspace goes to a second place, such as another disk, and comes home from there as
soon as that can be done.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from csm_tui.session.drafts.draft import Draft, read_draft, typed_at
from csm_tui.session.drafts.places import DraftPlaces
from csm_tui.session.drafts.reconciler import Reconciler
from csm_tui.storage.drafts.draft_file import DraftFile, encode_draft
from csm_tui.storage.drafts.last_write import LAST_WRITE

_PATIENCE = 1.0
"""How many seconds to wait for the disk."""


class _State(NamedTuple):
    """A draft as it was at one moment, and the file that it belongs in."""

    draft: Draft
    serial: int
    name: str
    data: bytes


class Drafts:
    """The drafts of one workspace, for one running program. `note`, `drop`, `discard` and what is asked return at once.

    Args:
        workspace: The file of the workspace.
        now: The clock, with its zone.
        second: What stands for the file of the workspace in the second place, if there is one.
    """

    def __init__(self, workspace: Path, now: Callable[[], datetime], second: Path | None = None) -> None:
        """Touches nothing on disk."""
        self._places = DraftPlaces(workspace, second)
        self._now = now
        self._latest: dict[tuple[str, str], _State] = {}
        self._others: tuple[_State, ...] = ()  # found with a later one of the same form and record
        self._discarded: tuple[_State, ...] = ()
        self._written: dict[str, int] = {}  # the serial that is on the disk, by name
        self._names: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        self._serial = 0
        self._lock = RLock()
        self._reconciler = Reconciler(self._steps, self._lock, "drafts")
        self.last_write_folders = self._places.last_write_folders
        """The folders in which a signal handler writes, each with those above it: the second if the first fails."""

    @property
    def why_not_kept(self) -> str:
        """Why what is typed is neither here nor there on the disk, "" if all of it is, or if it was not tried yet."""
        return self._reconciler.why_behind

    # What is typed

    def note(self, draft: Draft) -> None:
        """Keep a draft in place of the one that was known of this form and record. Raises ValueError for its form."""
        with self._lock:
            self._put(draft)
            self._reconciler.start()

    def drop(self, form: str, record: str) -> None:
        """Forget a draft: it is saved, or the text is as it was."""
        with self._lock:
            if (form, record) in self._latest:
                self._latest = {key: one for key, one in self._latest.items() if key != (form, record)}
                self._reconciler.start()

    def discard(self, form: str, record: str) -> None:
        """Put a draft into the trash. If another was found of the same form and record, that takes its place."""
        with self._lock:
            self._throw_out(form, record)
            other = next((one for one in self._others if _key(one) == (form, record)), None)
            if other is not None:
                self._put_first(other)

    def get(self, form: str, record: str) -> Draft | None:
        """The draft as it was noted last."""
        state = self._latest.get((form, record))
        return state.draft if state is not None else None

    def all(self) -> tuple[Draft, ...]:
        """All drafts, newest first."""
        return tuple(state.draft for state in _newest_first(self._kept))

    def prefer(self, draft: Draft) -> None:
        """Go on with this one where several were found for one form and record."""
        with self._lock:
            state = next((one for one in self._others if one.draft == draft), None)
            if state is not None:
                self._put_first(state)

    # What was typed before

    def found(self) -> tuple[Draft, ...]:
        """Take over the drafts of programs that have ended, newest first. For the start; raises nothing.

        Of several for one form and record `get` returns the newest, unless another is preferred.
        """
        here, away = self._places.claim(self._taken, self._now())
        latest: dict[str, DraftFile] = {}
        for one in (*here, *away):  # of the same draft of the same program there may be one in each place
            latest[one.stem] = max(latest.get(one.stem, one), one, key=lambda file: int(file.document["serial"]))
        with self._lock:
            for one in here:
                if latest[one.stem] is not one:
                    self._written = {**self._written, one.name: one.document["serial"]}  # so it is removed
            self._places.mark_away([one.name for one in away if latest[one.stem] is not one])
            at_home = {one.name for one in here}
            states = _newest_first(map(_state_of, latest.values()))
            found = tuple(state.draft for state in states if self._take_over(state, state.name in at_home))
            if self._reconciler.is_behind():
                self._reconciler.start()
            return found

    def trashed(self) -> tuple[Draft, ...]:
        """The drafts in the trash, newest first."""
        self.flush(_PATIENCE)
        trash = (read_draft(one) for _, one in self._places.trash())
        return tuple(sorted(trash, key=typed_at, reverse=True))

    def take_back(self, draft: Draft) -> None:
        """Take a draft out of the trash. Another one of its form and record goes into the trash."""
        self.flush(_PATIENCE)
        trash = [(place, one.name) for place, one in self._places.trash() if read_draft(one) == draft]
        if self.get(draft.form, draft.record) != draft:
            with self._lock:
                self._throw_out(draft.form, draft.record)
        self.note(draft)
        if trash and self.flush(_PATIENCE):  # else it stays in the trash, too
            place, name = trash[0]
            place.remove_from_trash(name)

    def editing_file(self, form: str, record: str, field: str) -> Path:
        """The file in which a field's text is handed to an editor; it holds the text of the draft.

        What is saved to it is found at the next start if everything breaks off, provided that the draft was noted
        before, if need be without any text. It goes with the draft; who takes it away earlier must `flush` before.
        """
        self.flush(_PATIENCE)  # what is still to be removed of this draft would take the file with it
        with self._lock:
            state, name = self._latest.get((form, record)), self._name(form, record)
        text = state.draft.texts.get(field, state.draft.first.get(field, "")) if state is not None else ""
        return self._places.hand_out(name, field, text, None if state is None else state.data)

    # The end

    def flush(self, patience: float) -> bool:
        """Wait at most `patience` seconds until everything is on the disk, or failed to be; returns whether it is."""
        return self._reconciler.flush(patience)

    def close(self, patience: float) -> bool:
        """Bring all to the disk and end the session: what is left is for the next program.

        Returns whether everything is on the disk.
        """
        self.flush(patience)
        if self._reconciler.end(patience):
            self._places.close()
        return not self._reconciler.is_behind()

    def last_writes(self) -> list[tuple[bytes, bytes]]:
        """Names and what belongs into them, for the states that are not known to be on the disk. Takes no lock."""
        written = self._written
        states = (*self._discarded, *self._kept)  # of the same name the later one holds
        return [
            (os.fsencode(state.name + LAST_WRITE), state.data)
            for state in states
            if written.get(state.name) != state.serial
        ]

    # Under the lock

    def _put(self, draft: Draft) -> None:
        self._serial += 1
        name = self._name(draft.form, draft.record)
        mappings = {name: dict(getattr(draft, name)) for name in ("first", "texts", "base", "days")}
        document = {**vars(draft), **mappings, "serial": self._serial}
        state = _State(draft, self._serial, name, encode_draft(document))
        self._latest = {**self._latest, (draft.form, draft.record): state}

    def _name(self, form: str, record: str) -> str:
        known = self._names.get((form, record))
        if known is None:
            known = self._names[form, record] = self._places.name(form, record, self._taken)
            self._taken.add(known)
        return known

    @property
    def _kept(self) -> tuple[_State, ...]:
        return (*self._others, *self._latest.values())

    def _throw_out(self, form: str, record: str) -> None:
        state = self._latest.get((form, record))
        if state is not None:
            self._discarded = (*self._discarded, state)  # first, or a signal in between would find it nowhere
            self._latest = {key: one for key, one in self._latest.items() if key != (form, record)}
            self._reconciler.start()

    def _put_first(self, state: _State) -> None:
        """Make one of the others the latest of its form and record. At no moment a signal may find one nowhere."""
        key = _key(state)
        former = self._latest.get(key)
        if former is not None:
            self._others = (*self._others, former)
        self._names[key] = state.name
        self._latest = {**self._latest, key: state}
        self._others = tuple(one for one in self._others if one is not state)

    def _take_over(self, state: _State, at_home: bool) -> bool:
        """Make a claimed draft known; whether it is one to go on with."""
        key = _key(state)
        self._taken.add(state.name)
        self._serial = max(self._serial, state.serial)
        was_typed = bool(state.draft.texts)  # else its file goes
        if was_typed and key in self._latest:
            self._others = (*self._others, state)
        elif was_typed:
            self._names[key] = state.name
            self._latest = {**self._latest, key: state}
        if at_home:
            self._written = {**self._written, state.name: state.serial}
        else:
            self._places.mark_away([state.name])  # so it is brought home
        return was_typed

    # What is to do

    def _steps(self) -> Iterator[Callable[[], None]]:
        """What is to be done; each step is worked out when the one before it is done."""
        for state in self._discarded:
            yield partial(self._throw_away, state)
        for state in self._kept:
            if self._written.get(state.name) != state.serial:
                yield partial(self._write, state)
        needed = {state.name for state in (*self._kept, *self._discarded)}
        for name in (*self._written, *(self._places.away - self._written.keys())):
            if name not in needed:
                yield partial(self._remove, name)

    def _write(self, state: _State) -> None:
        self._places.write(state.name, state.data)
        with self._lock:
            self._written = {**self._written, state.name: state.serial}

    def _throw_away(self, state: _State) -> None:
        self._places.discard(state.name, state.data, self._now())
        with self._lock:
            self._discarded = tuple(one for one in self._discarded if one is not state)

    def _remove(self, name: str) -> None:
        self._places.remove(name)
        with self._lock:
            self._written = {known: serial for known, serial in self._written.items() if known != name}


def _state_of(file: DraftFile) -> _State:
    return _State(read_draft(file), file.document["serial"], file.name, encode_draft(file.document))


def _key(state: _State) -> tuple[str, str]:
    return state.draft.form, state.draft.record


def _newest_first(states: Iterable[_State]) -> list[_State]:
    return sorted(states, key=lambda state: (typed_at(state.draft), state.serial), reverse=True)
