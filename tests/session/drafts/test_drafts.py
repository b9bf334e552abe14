"""Half-typed text is in memory at once, on the disk soon after, and found again whatever happened meanwhile."""

import contextlib
import errno
import os
import shutil
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.session.drafts import reconciler
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.drafts.drafts import Drafts
from csm_tui.session.drafts.last_writes import write_before_the_end
from csm_tui.session.drafts.reconciler import Reconciler
from csm_tui.storage.drafts.draft_folder import DraftFolder

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PATIENCE = 10.0
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def draft(record: str = "r1", text: str = "text", second: int = 0, **changed: Any) -> Draft:
    at = (NOW + timedelta(seconds=second)).isoformat()
    plain = Draft("client", record, "", "Zoë", False, {"name": "Zoë", "notes": ""}, {"notes": text}, at)
    return replace(plain, **changed)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "workspace.json"


@pytest.fixture
def start(path: Path) -> Iterator["Start"]:
    start = Start(path)
    yield start
    for drafts in start.running:
        drafts.close(PATIENCE)


class Start:
    """Starts programs on one workspace and ends them after the test."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.running: list[Drafts] = []

    def __call__(self, later: timedelta = timedelta()) -> Drafts:
        self.running.append(Drafts(self._path, lambda: NOW + later))
        return self.running[-1]


def left_now(path: Path) -> tuple[Draft, ...]:
    """What is found if every program on the workspace dies at this moment."""
    with tempfile.TemporaryDirectory() as elsewhere:
        copy = Path(elsewhere) / path.name
        for one in DraftFolder(path).folder.rglob("*"):
            target = DraftFolder(copy).folder / one.relative_to(DraftFolder(path).folder)
            target.parent.mkdir(exist_ok=True)
            with contextlib.suppress(FileNotFoundError, IsADirectoryError):  # a temporary one that is gone by now
                shutil.copy2(one, target)
        drafts = Drafts(copy, lambda: NOW)
        found = drafts.found()
        drafts.close(PATIENCE)
        return found


def files_in(path: Path) -> set[str]:
    folder = DraftFolder(path).folder
    return {one.name for one in folder.glob("*.json*")} | {one.name for one in folder.glob("*.txt")}


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "in vain"
        time.sleep(0.002)


# What is typed


def test_nothing_typed_touches_nothing(start: Start, path: Path) -> None:
    running = threading.enumerate()
    drafts = start()
    assert drafts.found() == drafts.all() == drafts.trashed() == ()
    drafts.drop("client", "r1")
    drafts.discard("client", "r1")
    assert drafts.get("client", "r1") is None
    assert drafts.flush(0.0)
    assert drafts.close(0.0)
    write_before_the_end(drafts)
    assert not path.parent.exists()
    assert not [one for one in threading.enumerate() if one not in running], "no thread of its own"


def test_what_is_noted_is_known_at_once_and_on_the_disk_soon(start: Start, path: Path) -> None:
    drafts = start()
    noted = draft()
    drafts.note(noted)
    assert drafts.get("client", "r1") is noted
    assert drafts.flush(PATIENCE)
    assert left_now(path) == (noted,)
    assert drafts.why_not_kept == ""


def test_it_comes_to_the_disk_without_anybody_waiting_for_it(start: Start, path: Path) -> None:
    drafts = start()
    for size in range(1, 30):
        drafts.note(draft(text="x" * size))
    until(lambda: [one.texts["notes"] for one in left_now(path)] == ["x" * 29])


def test_note_does_not_wait_for_the_disk(start: Start, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    fsync = os.fsync

    def slow(descriptor: int) -> None:
        begun.set()
        assert goes_on.wait(PATIENCE)
        fsync(descriptor)

    drafts = start()
    with monkeypatch.context() as slowed:
        slowed.setattr(os, "fsync", slow)
        drafts.note(draft(text="a"))
        assert begun.wait(PATIENCE)
        drafts.note(draft(text="ab"))
        drafts.note(draft("r2"))
        drafts.drop("client", "r2")
        assert not drafts.flush(0.01)
        goes_on.set()
    assert drafts.flush(PATIENCE)
    assert left_now(path) == (draft(text="ab"),)


def test_many_keystrokes_are_few_writes_and_the_last_one_is_among_them(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciler, "PAUSE_SECONDS", 1000.0)
    written: list[bytes] = []
    write = DraftFolder.write

    def counted(files: DraftFolder, name: str, data: bytes) -> None:
        written.append(data)
        write(files, name, data)

    monkeypatch.setattr(DraftFolder, "write", counted)
    drafts = start()
    drafts.note(draft(text="0"))
    until(lambda: written)
    for number in range(200):
        drafts.note(draft(text=str(number)))
    assert drafts.flush(PATIENCE)
    assert 2 <= len(written) <= 3
    assert left_now(path) == (draft(text="199"),)


def test_a_draft_is_known_by_its_form_and_its_record(start: Start, path: Path) -> None:
    drafts = start()
    some = [draft(second=1), draft("r2", second=2), draft(form="client-notes", second=3), draft("", second=4)]
    for one in some:
        drafts.note(one)
    assert drafts.get("client", "r2") is some[1]
    assert drafts.get("client-notes", "r2") is None
    assert drafts.all() == tuple(reversed(some))
    assert drafts.flush(PATIENCE)
    assert left_now(path) == tuple(reversed(some))


def test_forms_and_records_that_spell_the_same_name_are_kept_apart(start: Start, path: Path) -> None:
    drafts = start()
    drafts.note(draft("b-c", form="a", second=1))
    drafts.note(draft("c", form="a-b"))
    assert drafts.flush(PATIENCE)
    assert [(one.form, one.record) for one in left_now(path)] == [("a", "b-c"), ("a-b", "c")]


def test_times_of_other_zones_and_no_times_are_put_in_order(start: Start) -> None:
    drafts = start()
    times = ["2026-03-02T10:00:00+00:00", "2026-03-02T10:30:00+01:00", "yesterday", "0001-01-01T00:00:00"]
    for number, at in enumerate(times):
        drafts.note(draft(str(number), at=at))
    assert [one.record for one in drafts.all()][:2] == ["0", "1"]
    assert {one.record for one in drafts.all()} == {"0", "1", "2", "3"}


def test_mappings_of_any_kind_and_half_characters_are_kept(start: Start, path: Path) -> None:
    drafts = start()
    drafts.note(draft(texts=MappingProxyType({"notes": "\ud800 \x1b[2J \u202e"}), first=MappingProxyType({})))
    assert drafts.flush(PATIENCE)
    (found,) = left_now(path)
    assert found.texts == {"notes": "\ud800 \x1b[2J \u202e"}


def test_a_dropped_draft_is_forgotten_and_its_files_go(start: Start, path: Path) -> None:
    drafts = start()
    drafts.note(draft())
    drafts.note(draft("r2"))
    drafts.editing_file("client", "r1", "notes")
    assert drafts.flush(PATIENCE)
    drafts.drop("client", "r1")
    assert drafts.get("client", "r1") is None
    assert drafts.flush(PATIENCE)
    assert left_now(path) == (draft("r2"),)
    assert len(files_in(path)) == 1
    assert drafts.trashed() == ()


def test_a_draft_may_be_noted_again_after_it_was_dropped_or_discarded(start: Start, path: Path) -> None:
    drafts = start()
    for text, leave in (("a", drafts.drop), ("b", drafts.discard), ("c", drafts.drop)):
        drafts.note(draft(text=text))
        leave("client", "r1")
        drafts.note(draft(text=f"{text} again"))
        assert drafts.flush(PATIENCE)
        assert left_now(path) == (draft(text=f"{text} again"),)
    assert drafts.trashed() == (draft(text="b"),)


# The trash


def test_a_discarded_draft_goes_to_the_trash_and_can_be_had_again(start: Start, path: Path) -> None:
    drafts = start()
    for number in (1, 2):
        drafts.note(draft(f"r{number}", second=number))
        drafts.discard("client", f"r{number}")
    assert drafts.all() == ()
    assert drafts.trashed() == (draft("r2", second=2), draft("r1", second=1))
    assert left_now(path) == ()
    drafts.take_back(drafts.trashed()[1])
    assert drafts.get("client", "r1") == draft("r1", second=1)
    assert drafts.trashed() == (draft("r2", second=2),)
    assert left_now(path) == (draft("r1", second=1),)


def test_taking_a_draft_back_puts_the_one_in_its_place_into_the_trash(start: Start, path: Path) -> None:
    drafts = start()
    drafts.note(draft(text="old"))
    drafts.discard("client", "r1")
    drafts.note(draft(text="new"))
    drafts.take_back(draft(text="old"))
    assert drafts.trashed() == (draft(text="new"),)
    assert left_now(path) == (draft(text="old"),)


def test_discarding_the_same_text_twice_keeps_it_once_for_each(start: Start) -> None:
    drafts = start()
    for _ in range(2):
        drafts.note(draft())
        drafts.discard("client", "r1")
    drafts.take_back(draft())
    assert drafts.trashed() == (draft(),)
    assert drafts.get("client", "r1") == draft()


def test_the_trash_is_shared_and_kept_for_30_days(start: Start) -> None:
    first = start()
    first.note(draft())
    first.discard("client", "r1")
    assert first.flush(PATIENCE)
    soon, late = start(timedelta(days=29)), start(timedelta(days=31))
    assert soon.found() == ()
    assert soon.trashed() == (draft(),)
    assert late.found() == ()
    assert late.trashed() == ()


# The next start


def test_the_next_program_finds_what_was_left_and_goes_on_with_it(start: Start, path: Path) -> None:
    first = start()
    first.note(draft(text="a", second=1))
    first.note(draft("r2", second=2))
    assert first.close(PATIENCE)
    second = start()
    assert second.found() == (draft("r2", second=2), draft(text="a", second=1))
    assert second.get("client", "r1") == draft(text="a", second=1)
    assert start().found() == ()
    second.note(draft(text="ab"))
    second.drop("client", "r2")
    assert second.flush(PATIENCE)
    assert len(files_in(path)) == 1
    assert left_now(path) == (draft(text="ab"),)


def test_what_a_running_program_has_is_not_found(start: Start) -> None:
    running = start()
    running.note(draft())
    assert running.flush(PATIENCE)
    assert start().found() == ()


def left_by_two(start: Start) -> tuple[Draft, Draft]:
    """Two programs end with a draft of the same record; the newer first."""
    programs = start(), start()
    for second, program in enumerate(programs):
        program.note(draft(text=str(second), second=second))
    assert all(program.close(PATIENCE) for program in programs)
    return draft(text="1", second=1), draft(text="0")


def test_of_two_drafts_of_one_record_both_are_there_until_each_is_dealt_with(start: Start) -> None:
    newer, older = left_by_two(start)
    third = start()
    assert third.found() == third.all() == (newer, older)
    assert third.get("client", "r1") == newer
    third.note(draft(text="more", second=2))
    third.drop("client", "r1")
    assert third.all() == (older,)
    assert third.get("client", "r1") is None, "a form that is opened does not begin with it unasked"
    third.prefer(older)
    assert third.get("client", "r1") == older
    assert third.close(PATIENCE)
    assert start().found() == (older,)


def test_the_other_of_two_drafts_is_gone_on_with_and_the_first_stays(start: Start, path: Path) -> None:
    newer, older = left_by_two(start)
    third = start()
    assert third.found() == (newer, older)
    third.prefer(older)
    third.note(draft(text="0 and more", second=3))
    assert third.flush(PATIENCE)
    assert left_now(path) == third.all() == (draft(text="0 and more", second=3), newer)
    third.drop("client", "r1")
    assert third.close(PATIENCE)
    assert left_now(path) == (newer,)


def test_when_one_of_two_drafts_is_discarded_the_other_takes_its_place(start: Start, path: Path) -> None:
    newer, older = left_by_two(start)
    third = start()
    assert third.found() == (newer, older)
    third.prefer(older)
    third.discard("client", "r1")
    assert third.get("client", "r1") == newer
    third.take_back(older)
    assert third.all() == (older,)
    assert third.trashed() == (newer,)
    assert left_now(path) == (older,)


def test_the_other_of_two_drafts_keeps_its_name(start: Start) -> None:
    programs = start(), start()
    for second, program in enumerate(programs):
        program.note(draft(second=second))
        assert program.close(PATIENCE)
    third = start()
    assert third.found() == (draft(second=1), draft())
    for record in ("r1-2", "r1-3"):
        third.note(draft(record, second=2))
    third.drop("client", "r1")
    assert third.close(PATIENCE)
    assert {one.record for one in start().found()} == {"r1", "r1-2", "r1-3"}


def test_what_was_typed_before_the_search_is_not_replaced_by_what_it_finds(start: Start, path: Path) -> None:
    first = start()
    first.note(draft(text="old"))
    assert first.close(PATIENCE)
    second = start()
    second.note(draft(text="new", second=1))
    assert second.found() == (draft(text="old"),)
    assert second.get("client", "r1") == draft(text="new", second=1)
    second.drop("client", "r1")
    assert second.close(PATIENCE)
    assert left_now(path) == (draft(text="old"),)


def test_a_draft_in_which_nothing_was_typed_goes(start: Start, path: Path) -> None:
    first = start()
    first.note(draft(texts={}))
    assert first.close(PATIENCE)
    second = start()
    assert second.found() == ()
    assert second.flush(PATIENCE)
    assert files_in(path) == set()


def test_a_search_that_fails_says_nothing_and_loses_nothing(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = start()
    first.note(draft())
    assert first.close(PATIENCE)

    def refuse(*_: Any) -> Any:
        raise OSError(errno.EACCES, "no")

    with monkeypatch.context() as broken:
        broken.setattr(os, "open", refuse)
        assert start().found() == ()
    with monkeypatch.context() as broken:
        broken.setattr(os, "listdir", refuse)
        assert start().found() == ()
    assert left_now(path) == (draft(),)


def test_where_a_file_is_in_the_way_of_the_folder_it_is_said_and_typing_goes_on(start: Start, path: Path) -> None:
    path.parent.mkdir()
    DraftFolder(path).folder.write_text("mine")
    drafts = start()
    assert drafts.found() == ()
    drafts.note(draft())
    assert not drafts.flush(PATIENCE)
    assert drafts.why_not_kept
    write_before_the_end(drafts)
    assert DraftFolder(path).folder.read_text() == "mine"
    assert drafts.get("client", "r1") == draft()
    DraftFolder(path).folder.unlink()


def test_modes(start: Start, path: Path) -> None:
    drafts = start()
    drafts.note(draft())
    drafts.editing_file("client", "r1", "notes")
    drafts.note(draft("r2"))
    drafts.discard("client", "r2")
    drafts.note(draft("r3"))
    write_before_the_end(drafts)
    assert drafts.flush(PATIENCE)
    folder = DraftFolder(path).folder
    modes = {one: stat.S_IMODE(one.stat().st_mode) for one in (folder, *folder.rglob("*"))}
    assert {mode for one, mode in modes.items() if one.is_dir()} == {0o700}
    assert {mode for one, mode in modes.items() if not one.is_dir()} == {0o600}


# Trouble with the disk


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_on_a_full_disk_the_text_stays_in_memory_it_is_said_and_tried_again(
    step: str, start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(reconciler, "RETRY_SECONDS", 0.01)
    drafts = start()
    drafts.note(draft(text="old"))
    assert drafts.flush(PATIENCE)
    with monkeypatch.context() as broken:
        broken.setattr(os, step, full)
        drafts.note(draft(text="new"))
        drafts.note(draft("r2"))
        assert not drafts.flush(PATIENCE)
        assert drafts.why_not_kept == "the disk is full"
        assert drafts.get("client", "r1") == draft(text="new")
    assert left_now(path) == (draft(text="old"),)
    until(lambda: not drafts.why_not_kept)
    assert {(one.record, one.texts["notes"]) for one in left_now(path)} == {("r1", "new"), ("r2", "text")}


def test_what_could_not_be_written_and_is_needed_no_more_is_no_trouble(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    drafts = start()
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        drafts.note(draft())
        assert not drafts.flush(PATIENCE)
        assert drafts.why_not_kept == "the disk is full"
        drafts.drop("client", "r1")
        assert drafts.why_not_kept == ""
    assert left_now(path) == ()


def test_one_draft_that_cannot_be_written_does_not_hold_up_another(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = DraftFolder.write

    def picky(files: DraftFolder, name: str, data: bytes) -> None:
        if "-bad" in name:
            raise RuntimeError("secret text")
        write(files, name, data)

    drafts = start()
    with monkeypatch.context() as broken:
        broken.setattr(DraftFolder, "write", picky)
        drafts.note(draft("bad"))
        drafts.note(draft("good"))
        assert not drafts.flush(PATIENCE)
        assert drafts.why_not_kept == "internal error: RuntimeError"
        assert left_now(path) == (draft("good"),)


def test_what_cannot_be_put_into_the_trash_stays_where_it_is(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> Any:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(reconciler, "RETRY_SECONDS", 0.01)
    drafts = start()
    drafts.note(draft())
    assert drafts.flush(PATIENCE)
    with monkeypatch.context() as broken:
        broken.setattr(DraftFolder, "discard", refuse)
        drafts.discard("client", "r1")
        assert not drafts.flush(PATIENCE)
        assert drafts.why_not_kept == "the disk reports an error"
        assert left_now(path) == (draft(),)
    until(lambda: drafts.flush(PATIENCE))
    assert left_now(path) == ()
    assert drafts.trashed() == (draft(),)


# A cut


def test_a_cut_writes_only_what_is_not_on_the_disk(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconciler, "PAUSE_SECONDS", 1000.0)
    drafts = start()
    drafts.note(draft("r1"))
    assert drafts.flush(PATIENCE)
    assert drafts.last_writes() == []
    with monkeypatch.context() as stopped:
        stopped.setattr(Reconciler, "start", lambda _: None)
        drafts.note(draft("r2"))
        drafts.note(draft("r1", text="more"))
        assert [os.path.basename(name).split(b"-", 1)[1] for name, _ in drafts.last_writes()] == [
            b"client-r1.json.cut", b"client-r2.json.cut",
        ]  # fmt: skip
        drafts.drop("client", "r2")
        assert len(drafts.last_writes()) == 1


def test_a_cut_before_anything_was_written_makes_the_folders(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(Reconciler, "start", lambda _: None)
        drafts = start()
        drafts.note(draft())
        write_before_the_end(drafts)
        assert left_now(path) == (draft(),)
    assert stat.S_IMODE(DraftFolder(path).folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("step", ["open", "write", "fsync", "link", "replace", "unlink"])
def test_a_cut_while_the_writer_is_in_the_middle_of_the_same_draft_keeps_the_newest(
    step: str, start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer stands before each step of a write in turn; afterwards it may finish that write or never."""
    monkeypatch.setattr(reconciler, "PAUSE_SECONDS", 0.0)
    real, main = getattr(os, step), threading.current_thread()
    begun, goes_on = threading.Event(), threading.Event()

    def stopped(*arguments: Any, **options: Any) -> Any:
        if threading.current_thread() is not main:
            begun.set()
            assert goes_on.wait(PATIENCE)
        return real(*arguments, **options)

    drafts = start()
    drafts.note(draft(text="a"))
    assert drafts.flush(PATIENCE)
    with monkeypatch.context() as watched:
        watched.setattr(os, step, stopped)
        drafts.note(draft(text="ab"))
        assert begun.wait(PATIENCE)
        drafts.note(draft(text="abc"))
        write_before_the_end(drafts)
        assert left_now(path) == (draft(text="abc"),)
        monkeypatch.setattr(Reconciler, "is_behind", lambda _: False)  # the process ends before another write begins
        goes_on.set()
        until(lambda: drafts._reconciler._thread is None or drafts.close(PATIENCE))
    assert left_now(path) == (draft(text="abc"),)


def test_a_cut_while_a_dropped_draft_is_typed_again_keeps_it(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    remove = DraftFolder.remove

    def stopped(files: DraftFolder, name: str) -> None:
        begun.set()
        assert goes_on.wait(PATIENCE)
        remove(files, name)
        monkeypatch.setattr(Reconciler, "is_behind", lambda _: False)

    drafts = start()
    drafts.note(draft(text="old"))
    assert drafts.flush(PATIENCE)
    monkeypatch.setattr(DraftFolder, "remove", stopped)
    drafts.drop("client", "r1")
    assert begun.wait(PATIENCE)
    drafts.note(draft(text="new"))
    write_before_the_end(drafts)
    goes_on.set()
    until(lambda: drafts.close(PATIENCE))
    assert left_now(path) == (draft(text="new"),)


def test_a_discarded_draft_that_is_nowhere_on_the_disk_is_written_at_a_cut(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(Reconciler, "start", lambda _: None)
        drafts = start()
        drafts.note(draft())
        drafts.discard("client", "r1")
        write_before_the_end(drafts)
        assert left_now(path) == (draft(),)


def test_one_file_that_cannot_be_written_at_a_cut_does_not_hold_up_another(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def picky(name: Any, *arguments: Any) -> int:
        if b"-bad" in os.fsencode(name):
            raise OSError(errno.ENOSPC, "full")
        return real(name, *arguments)

    with monkeypatch.context() as broken:
        broken.setattr(Reconciler, "start", lambda _: None)
        drafts = start()
        drafts.note(draft("bad"))
        drafts.note(draft("good"))
        broken.setattr(os, "open", picky)
        write_before_the_end(drafts)
    assert left_now(path) == (draft("good"),)


# Editors


def test_an_editor_is_handed_the_text_as_it_was_typed(start: Start) -> None:
    drafts = start()
    drafts.note(draft(text="typed\nlines", first={"name": "Zoë", "notes": "", "next_step": "as it was"}))
    notes = drafts.editing_file("client", "r1", "notes")
    assert notes.name.endswith(".notes.txt")
    assert notes.read_text() == "typed\nlines"
    assert drafts.editing_file("client", "r1", "next_step").read_text() == "as it was"
    assert drafts.editing_file("client", "r9", "notes").read_text() == ""


def test_a_file_for_an_editor_is_not_taken_along_by_a_draft_that_was_dropped_before(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciler, "PAUSE_SECONDS", 1000.0)
    drafts = start()
    drafts.note(draft())
    assert drafts.flush(PATIENCE)
    drafts.drop("client", "r1")
    edited = drafts.editing_file("client", "r1", "notes")
    assert drafts.flush(PATIENCE)
    assert edited.exists()


def test_what_was_saved_in_an_editor_is_found_after_a_cut(start: Start, path: Path) -> None:
    drafts = start()
    drafts.note(draft(text="typed"))
    edited = drafts.editing_file("client", "r1", "notes")
    assert left_now(path) == (draft(text="typed"),)
    edited.write_text("much more\n")
    os.utime(edited, (later := time.time() + 10, later))
    assert left_now(path) == (draft(text="much more"),)


def test_what_is_typed_after_the_editor_was_closed_holds(start: Start, path: Path) -> None:
    drafts = start()
    drafts.note(draft(text="typed"))
    edited = drafts.editing_file("client", "r1", "notes")
    os.utime(edited, (earlier := time.time() - 10, earlier))
    drafts.note(draft(text="typed and more"))
    assert drafts.flush(PATIENCE)
    assert left_now(path) == (draft(text="typed and more"),)


def test_where_no_file_can_be_made_for_an_editor_only_the_name_is_given(start: Start, path: Path) -> None:
    path.parent.mkdir()
    DraftFolder(path).folder.write_text("in the way")
    assert start().editing_file("client", "r1", "notes").parent == DraftFolder(path).folder


# Whatever the order


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["note", "note", "note", "drop", "discard", "take back", "flush", "restart"]),
        st.sampled_from(["r1", "r2", "r3"]),
    ),
    max_size=25,
)


@settings(max_examples=25)
@given(STEPS)
def test_the_disk_follows_whatever_is_done(steps: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.json"
        drafts = Drafts(path, lambda: NOW)
        live: dict[str, Draft] = {}
        trash: list[Draft] = []
        for number, (step, record) in enumerate(steps):
            match step:
                case "note":
                    live[record] = draft(record, text=str(number), second=number)
                    drafts.note(live[record])
                case "drop":
                    live.pop(record, None)
                    drafts.drop("client", record)
                case "discard":
                    trash += [live.pop(record)] if record in live else []
                    drafts.discard("client", record)
                case "take back" if trash:
                    back = trash.pop()
                    trash += [live[back.record]] if back.record in live else []
                    live[back.record] = back
                    drafts.take_back(back)
                case "flush":
                    assert drafts.flush(PATIENCE)
                case "restart":
                    assert drafts.close(PATIENCE)
                    drafts = Drafts(path, lambda: NOW)
                    assert drafts.found() == newest_first(live.values())
        assert drafts.all() == newest_first(live.values())
        assert drafts.trashed() == newest_first(trash)
        assert left_now(path) == newest_first(live.values())
        assert drafts.close(PATIENCE)


def newest_first(some: Any) -> tuple[Draft, ...]:
    return tuple(sorted(some, key=lambda one: one.at, reverse=True))


@given(ANY_TEXT, ANY_TEXT, st.dictionaries(ANY_TEXT, ANY_TEXT, min_size=1), st.booleans())
@settings(max_examples=20)
def test_any_text_is_found_as_it_was_typed(record: str, title: str, texts: dict[str, str], new: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.json"
        drafts = Drafts(path, lambda: NOW)
        drafts.note(draft(record, title=title, texts=texts, new=new))
        assert drafts.close(PATIENCE)
        assert left_now(path) == (draft(record, title=title, texts=texts, new=new),)
