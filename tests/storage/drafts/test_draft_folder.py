"""The drafts folder: who may take what, which of two states holds, and what is never touched."""

import contextlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.text import clean
from csm_tui.storage.disk import file_lock
from csm_tui.storage.drafts.draft_file import DAMAGED, DraftFile, decode_draft, encode_draft
from csm_tui.storage.drafts.draft_folder import DraftFolder
from csm_tui.storage.drafts.last_write import LAST_WRITE
from csm_tui.storage.errors import NotSaved
from tests.support.storage.storage_helpers import Clock, draft_document, names_in, uid


@pytest.fixture
def opened(path: Path) -> Iterator["Opened"]:
    opened = Opened(path)
    yield opened
    for files in opened.sessions:
        files.close()


class Opened:
    """Sessions on one workspace. One that has ended keeps no lock and says nothing about it, as if it was killed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.sessions: list[DraftFolder] = []

    def __call__(self) -> DraftFolder:
        self.sessions.append(DraftFolder(self._path))
        return self.sessions[-1]

    def ended(self, *documents: dict[str, Any]) -> DraftFolder:
        """A session that left these drafts."""
        files = self()
        for one in documents:
            put(files, one)
        lock = (files.folder / f"{files.session}.lock").read_bytes()
        files.close()
        (files.folder / f"{files.session}.lock").write_bytes(lock)
        return files


def put(files: DraftFolder, one: dict[str, Any]) -> Path:
    name = files.name(one["form"], one["record"], ())
    files.write(name, encode_draft(one))
    return files.folder / name


def claim(files: DraftFolder) -> list[DraftFile]:
    return files.claim((), Clock()())


def texts(kept: list[DraftFile]) -> list[dict[str, str]]:
    return [one.document["texts"] for one in kept]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_without_a_folder_nothing_is_touched(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def touched(*_: Any) -> Any:
        raise AssertionError("the disk was touched")

    looks: list[Path] = []
    listdir = os.listdir
    with monkeypatch.context() as watched:
        for name in ("open", "mkdir", "stat", "scandir"):
            watched.setattr(os, name, touched)
        watched.setattr(os, "listdir", lambda folder: looks.append(folder) or listdir(folder))
        files = DraftFolder(path)
        found = claim(files)
        files.close()
    assert found == []
    assert looks == [files.folder]
    assert names_in(path.parent) == set()


def test_folders_and_files_are_for_their_owner_alone(opened: Opened) -> None:
    before = os.umask(0)
    try:
        files = opened()
        draft = put(files, draft_document())
        files.discard(draft.name, encode_draft(draft_document()), Clock()())
        edited = files.hand_out(draft.name, "notes", "text")
    finally:
        os.umask(before)
    assert files.folder.name == "workspace.json.drafts"
    assert mode(files.folder) == mode(files.folder / "trash") == 0o700
    everything = [one for one in files.folder.rglob("*") if one.is_file()]
    assert {draft, edited} < {*everything}
    assert {mode(one) for one in everything} == {0o600}


def test_a_folder_that_is_too_open_is_tightened(opened: Opened) -> None:
    opened.ended(draft_document())
    files = opened()
    files.folder.chmod(0o755)
    assert len(claim(files)) == 1
    assert mode(files.folder) == 0o700


def test_drafts_of_ended_sessions_are_claimed_and_those_of_running_ones_are_not(opened: Opened) -> None:
    running, without_lock, ended = opened(), opened.ended(draft_document(2, 2)), opened.ended(draft_document(3, 3))
    (without_lock.folder / f"{without_lock.session}.lock").unlink()
    theirs = put(running, draft_document(1, 1))
    files = opened()
    assert sorted(one.document["serial"] for one in claim(files)) == [2, 3]
    assert theirs.exists()
    locks = {name for name in names_in(files.folder) if name.endswith(".lock")}
    assert locks == {"drafts.lock", f"{files.session}.lock", f"{running.session}.lock"}
    assert ended.session not in "".join(names_in(files.folder))
    assert claim(opened()) == [], "the one that claimed them runs"


def test_a_session_that_ended_in_order_leaves_its_drafts_and_no_lock(opened: Opened) -> None:
    first = opened()
    put(first, draft_document())
    first.close()
    assert f"{first.session}.lock" not in names_in(first.folder)
    assert texts(claim(opened())) == [{"notes": "text 1"}]


def test_two_drafts_of_one_record_are_both_claimed(opened: Opened) -> None:
    opened.ended(draft_document(1))
    opened.ended(draft_document(2))
    files = opened()
    claimed = claim(files)
    stem = f"{files.session}-client-{uid(1)}"
    assert {one.name for one in claimed} == {f"{stem}.json", f"{stem}-2.json"}
    assert {one.document["serial"] for one in claimed} == {1, 2}
    for one in claimed:
        assert decode_draft((files.folder / one.name).read_bytes()) == one.document


def test_a_claimed_draft_gets_no_name_that_is_promised_to_another(opened: Opened) -> None:
    opened.ended(draft_document())
    files = opened()
    promised = files.name("client", uid(1), ())
    assert [one.name for one in files.claim({promised}, Clock()())] == [promised.replace(".json", "-2.json")]


@pytest.mark.parametrize(("serial", "cut", "holds"), [(1, 2, 2), (2, 1, 2), (3, 3, 3)])
def test_of_a_draft_and_what_was_written_at_a_cut_the_later_one_holds(
    serial: int, cut: int, holds: int, opened: Opened
) -> None:
    ended = opened.ended(draft_document(serial))
    name = ended.name("client", uid(1), ())
    (ended.folder / f"{name}{LAST_WRITE}").write_bytes(encode_draft(draft_document(cut)))
    files = opened()
    assert [one.document["serial"] for one in claim(files)] == [holds]
    files.close()
    assert [one.document["serial"] for one in claim(opened())] == [holds], "the other one is gone"


def test_what_was_written_at_a_cut_is_found_alone(opened: Opened, path: Path) -> None:
    ended = DraftFolder(path)
    ended.folder.mkdir()
    (ended.folder / f"{ended.name('client', uid(1), ())}{LAST_WRITE}").write_bytes(encode_draft(draft_document()))
    assert texts(claim(opened())) == [{"notes": "text 1"}]


def test_what_was_cut_short_does_not_hold_and_is_not_thrown_away(opened: Opened) -> None:
    ended = opened.ended(draft_document(1))
    short = encode_draft(draft_document(2))[:-9]
    name = ended.name("client", uid(1), ())
    (ended.folder / f"{name}{LAST_WRITE}").write_bytes(short)
    files = opened()
    assert texts(claim(files)) == [{"notes": "text 1"}]
    assert (files.folder / "trash" / f"{name}{LAST_WRITE}").read_bytes() == short
    assert files.trash() == []


BROKEN = {
    "nothing": b"",
    "no JSON": b"\xff\x00{",
    "a list": b"[]",
    "deep": b"[" * 100_000,
    "a text that is none": encode_draft(draft_document(texts={"notes": 7})),
    "a form that is none": encode_draft(draft_document(form="../x")),
    "a serial that is none": encode_draft(draft_document(serial="9")),
    "no record": encode_draft({name: value for name, value in draft_document().items() if name != "record"}),
}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("end", ["", LAST_WRITE])
def test_of_what_is_damaged_the_text_is_taken_over(broken: str, end: str, opened: Opened) -> None:
    ended = opened.ended(draft_document())
    bad = ended.folder / f"{ended.name('client', uid(2), ())}{end}"
    bad.write_bytes(BROKEN[broken])
    for _ in range(2):
        files = opened()
        (damaged,) = (one.document for one in claim(files) if one.document["form"] == DAMAGED)
        assert damaged["texts"] == {"text": clean(BROKEN[broken].decode("utf-8", "replace"))}
        assert not bad.exists()
        assert (files.folder / "trash" / bad.name).read_bytes() == BROKEN[broken]
        files.close()


def test_what_cannot_be_read_at_all_is_left_alone(opened: Opened) -> None:
    ended = opened.ended(draft_document())
    bad = ended.folder / ended.name("client", uid(2), ())
    os.mkfifo(bad)
    assert len(claim(opened())) == 1
    assert bad.is_fifo()


def test_foreign_files_and_folders_are_left_alone(opened: Opened) -> None:
    ended = opened.ended(draft_document())
    name = ended.name("client", uid(2), ())
    (ended.folder / name).mkdir()
    for other in ("notes.txt", f".{name}.swp", f"{ended.session}-client.txt", "x.lock", ".x.1.tmp"):
        (ended.folder / other).write_text("mine")
    before = names_in(ended.folder)
    files = opened()
    assert len(claim(files)) == 1
    gone = before - names_in(files.folder)
    assert gone == {ended.name("client", uid(1), ()), f"{ended.session}.lock"}


def test_temporary_files_go_with_the_session_that_made_them(opened: Opened) -> None:
    ended, running = opened.ended(draft_document()), opened()
    put(running, draft_document())
    orphan, busy = (f".{one.session}-client-x.json.7.0123abcd.tmp" for one in (ended, running))
    for name in (orphan, busy):
        (running.folder / name).write_bytes(b"{")
    files = opened()
    claim(files)
    assert orphan not in names_in(files.folder)
    assert busy in names_in(files.folder)


def test_a_draft_that_cannot_be_claimed_is_there_for_the_next_start(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.ended(draft_document(1, 1), draft_document(2, 2))
    rename, files = os.rename, opened()

    def refuse_one(source: Path, target: Path) -> None:
        if uid(1) in str(source):
            raise OSError("no")
        rename(source, target)

    with monkeypatch.context() as broken:
        broken.setattr(os, "rename", refuse_one)
        assert texts(claim(files)) == [{"notes": "text 2"}]
    assert texts(claim(opened())) == [{"notes": "text 1"}]


class Died(BaseException):
    """Stands for the end of the program."""


def test_a_program_that_dies_while_it_claims_leaves_every_draft_to_the_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies before each step on the disk in turn."""
    steps = 0
    for lived in range(60):
        opened = Opened(path.with_name(f"{lived}.json"))
        ended = opened.ended(draft_document(1, 1), draft_document(1, 2), draft_document(1, 3))
        cut = ended.folder / f"{ended.name('client', uid(1), ())}{LAST_WRITE}"
        cut.write_bytes(encode_draft(draft_document(2, 1)))
        edited = ended.hand_out(ended.name("client", uid(2), ()), "notes", "from the editor")
        os.utime(edited, (later := cut.stat().st_mtime + 10, later))
        (ended.folder / f"{ended.session}.lock").touch()
        ended.close()
        dying, steps = opened(), 0

        def count(real: Any, lived: int = lived) -> Any:
            def step(*arguments: Any, **options: Any) -> Any:
                nonlocal steps
                steps += 1
                if steps > lived:
                    raise Died
                return real(*arguments, **options)

            return step

        with monkeypatch.context() as mortal, contextlib.suppress(Died):
            for name in ("write", "rename", "replace", "unlink", "fsync", "link", "mkdir", "utime"):
                mortal.setattr(os, name, count(getattr(os, name)))
            claim(dying)
        dying.close()
        after = opened()
        newest: dict[str, tuple[int, str]] = {}
        for one in claim(after):
            state = one.document["serial"], one.document["texts"]["notes"]
            newest[one.document["record"]] = max(state, newest.get(one.document["record"], state))
        assert newest == {uid(1): (2, "text 2"), uid(2): (2, "from the editor"), uid(3): (1, "text 1")}, lived
        after.close()
        if steps <= lived:
            break
    assert 10 < steps < 60


def test_when_the_folder_was_taken_away_it_is_made_again_and_locked(opened: Opened) -> None:
    files = opened()
    draft = put(files, draft_document())
    for one in files.folder.iterdir():
        one.unlink()
    files.folder.rmdir()
    assert put(files, draft_document(2)) == draft
    assert claim(opened()) == []
    assert mode(files.folder) == 0o700


def test_what_cannot_be_written_is_said_and_the_old_state_stands(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = opened()
    draft = put(files, draft_document(1))

    def full(*_: Any) -> Any:
        raise OSError(28, "full")

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", full)
        with pytest.raises(NotSaved, match="disk is full"):
            put(files, draft_document(2))
    assert decode_draft(draft.read_bytes()) == draft_document(1)


# Editors


def hand_out(files: DraftFolder, text: str, *, later: bool = True) -> Path:
    """A file that an editor saved some time after or before the draft was written."""
    edited = files.hand_out(files.name("client", uid(1), ()), "notes", text)
    moment = (files.folder / files.name("client", uid(1), ())).stat().st_mtime + (10 if later else -10)
    os.utime(edited, (moment, moment))
    return edited


def test_what_an_editor_saved_after_the_draft_takes_its_place(opened: Opened) -> None:
    ended = opened()
    put(ended, draft_document(texts={"name": "Zoé", "notes": "before"}))
    edited = hand_out(ended, "much\r\nmore \x1b[31mtext\n")
    ended.close()
    files = opened()
    (claimed,) = claim(files)
    assert claimed.document["texts"] == {"name": "Zoé", "notes": "much\nmore [31mtext"}
    assert claimed.document["serial"] == 2
    assert decode_draft((files.folder / claimed.name).read_bytes()) == claimed.document
    assert not edited.exists()
    assert texts(files.trash()) == [{"name": "Zoé", "notes": "before"}], "the editor may have been ended in mid-save"


def test_what_an_editor_saved_before_the_draft_goes(opened: Opened) -> None:
    ended = opened()
    put(ended, draft_document())
    edited = hand_out(ended, "old", later=False)
    ended.close()
    files = opened()
    assert texts(claim(files)) == [{"notes": "text 1"}]
    assert not edited.exists()
    assert files.trash() == []


@pytest.mark.parametrize(("before", "saved", "after"), [
    ({}, "\n", {}), ({}, "", {}), ({"notes": "a\n"}, "a\n", {"notes": "a\n"}), ({"notes": "a"}, "a\n", {"notes": "a"}),
    ({"notes": "a"}, "", {}), ({"notes": "a"}, "b\n\n", {"notes": "b\n"}),
])  # fmt: skip
def test_the_line_end_that_editors_add_is_no_change(
    before: dict[str, str], saved: str, after: dict[str, str], opened: Opened
) -> None:
    ended = opened()
    put(ended, draft_document(texts=before))
    hand_out(ended, saved)
    ended.close()
    assert texts(claim(opened())) == [after]


def test_an_edited_file_that_cannot_be_read_stays(opened: Opened) -> None:
    ended = opened()
    put(ended, draft_document())
    edited = hand_out(ended, "")
    edited.unlink()
    edited.mkdir()
    ended.close()
    assert texts(claim(opened())) == [{"notes": "text 1"}]
    assert edited.is_dir()


def test_a_removed_draft_takes_along_what_editors_were_given_of_it_alone(opened: Opened) -> None:
    files = opened()
    one, other = put(files, draft_document()), put(files, draft_document(form="client-notes"))
    mine, theirs = (files.hand_out(draft.name, "notes", "x") for draft in (one, other))
    files.remove(one.name)
    files.remove(one.name)
    assert not one.exists()
    assert not mine.exists()
    assert other.exists()
    assert theirs.exists()


def test_for_a_field_with_no_name_no_file_is_handed_out(opened: Opened) -> None:
    with pytest.raises(ValueError):
        opened().hand_out("x.json", "../../notes", "x")


# The trash


def test_the_trash_is_kept_for_30_days(opened: Opened) -> None:
    clock, files = Clock(), opened()
    name = files.name("client", uid(1), ())
    for serial in (1, 2):
        files.discard(name, encode_draft(draft_document(serial)), clock())
    clock.forward(days=10)
    files.discard(name, encode_draft(draft_document(3)), clock())
    (files.folder / "trash" / "mine.txt").write_text("x")

    def kept_after(days: float) -> list[int]:
        opened().claim((), Clock()() + timedelta(days=days))
        return sorted(one.document["serial"] for one in files.trash())

    assert kept_after(29.9) == [1, 2, 3]
    assert kept_after(30.1) == [3]
    assert kept_after(40.1) == []
    assert names_in(files.folder / "trash") == {"mine.txt"}


def test_what_is_brought_back_leaves_the_trash(opened: Opened) -> None:
    files = opened()
    files.discard(files.name("client", uid(1), ()), encode_draft(draft_document()), Clock()())
    (kept,) = files.trash()
    assert kept.document == draft_document()
    files.remove_from_trash(kept.name)
    files.remove_from_trash(kept.name)
    assert files.trash() == []


# Names


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_record_leads_out_of_the_folder_or_into_the_file_of_another(one: str, other: str) -> None:
    files = DraftFolder(Path("/nowhere/workspace.json"))
    first = files.name("client", one, ())
    second = files.name("client", other, {first})
    assert first != second
    for name in (first, second):
        assert os.path.basename(name) == name
        assert name.isascii()
        assert len(name) < 120


def test_a_form_must_be_named_with_letters_digits_and_hyphens() -> None:
    for form in ("", "Client", "a/b", "a.b", "a b"):
        with pytest.raises(ValueError):
            DraftFolder(Path("/nowhere/workspace.json")).name(form, uid(1), ())


# Several programs

CLAIMING = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from csm_tui.storage.drafts.draft_folder import DraftFolder

files = DraftFolder(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(json.dumps([one.document["record"] for one in files.claim((), datetime.now(UTC))]), flush=True)
sys.stdin.readline()
"""


def claim_at_once(path: Path, programs: int) -> list[list[str]]:
    """What each of several programs gets that look for drafts at the same moment, and run on."""
    command = [sys.executable, "-c", CLAIMING, str(path)]
    children = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(programs)
    ]
    answers = []
    try:
        for step in ("ready", "go", "end"):
            for child in children:
                assert child.stdin is not None
                assert child.stdout is not None
                if step == "ready":
                    assert child.stdout.readline() == "ready\n"
                elif step == "go":
                    child.stdin.write("go\n")
                    child.stdin.flush()
                else:
                    answers.append(json.loads(child.stdout.readline()))
    finally:
        for child in children:
            child.kill()
            child.communicate()
    return answers


@pytest.mark.thorough
def test_two_programs_that_start_at_once_get_each_draft_exactly_once(path: Path, opened: Opened) -> None:
    for start in range(0, 40, 8):
        opened.ended(*(draft_document(1, number) for number in range(start, start + 8)))
    first = claim_at_once(path, 2)
    assert sorted(record for found in first for record in found) == [uid(number) for number in range(40)]
    second = claim_at_once(path, 2)
    assert sorted(record for found in second for record in found) == [uid(number) for number in range(40)]


@pytest.mark.long
def test_six_programs_that_start_at_once_get_each_draft_exactly_once(path: Path, opened: Opened) -> None:
    for start in range(0, 200, 8):
        opened.ended(*(draft_document(1, number) for number in range(start, start + 8)))
    for _ in range(10):
        found = claim_at_once(path, 6)
        assert sorted(record for some in found for record in some) == [uid(number) for number in range(200)]


def test_a_session_whose_lock_was_just_made_is_not_taken_for_an_ended_one(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between making the lock file and locking it nobody else may look."""
    files, other = opened(), opened()
    opened.ended(draft_document(1, 1))
    flock = file_lock.fcntl.flock
    seen: list[str] = []

    def look_then_lock(descriptor: int, how: int) -> None:
        if os.path.exists(files.folder / f"{files.session}.lock") and not seen:
            seen.append("looked")
            monkeypatch.setattr("csm_tui.storage.drafts.draft_folder.PATIENCE_SECONDS", 0.0)
            with pytest.raises(Exception, match="another program is using it"):
                claim(other)
            monkeypatch.setattr("csm_tui.storage.drafts.draft_folder.PATIENCE_SECONDS", 5.0)
        flock(descriptor, how)

    monkeypatch.setattr(file_lock.fcntl, "flock", look_then_lock)
    put(files, draft_document(2, 2))
    assert seen
    assert texts(claim(other)) == [{"notes": "text 1"}]
