"""What cannot be kept beside the workspace is kept in a second place, found there, and brought home."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from csm_tui.session.drafts.draft import Draft
from csm_tui.session.drafts.drafts import Drafts
from csm_tui.session.drafts.last_writes import write_before_the_end
from csm_tui.session.drafts.second_place import second_place
from csm_tui.storage.disk import atomic_write
from csm_tui.storage.drafts.draft_folder import DraftFolder
from csm_tui.storage.errors import NotSaved

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PATIENCE = 10.0


def draft(text: str = "text", second: int = 0) -> Draft:
    at = (NOW + timedelta(seconds=second)).isoformat()
    return Draft("client", "r1", "", "Zoë", False, {"notes": ""}, {"notes": text}, at)


class Places:
    """A workspace with a second place, and programs on it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home, self.second = folder / "home" / "workspace.json", folder / "state" / "workspace.json"
        self.running: list[Drafts] = []
        self._monkeypatch = monkeypatch

    def start(self) -> Drafts:
        """A program, after the one before was killed."""
        self.end()
        self.running.append(Drafts(self.home, lambda: NOW, self.second))
        return self.running[-1]

    def end(self) -> None:
        for one in self.running:
            one.close(PATIENCE)
        self.running.clear()

    def files(self, workspace: Path) -> list[str]:
        folder = DraftFolder(workspace).folder
        return sorted(str(one.relative_to(folder)) for one in folder.rglob("*-client-*") if one.is_file())

    @contextmanager
    def full(self, *workspaces: Path) -> Iterator[None]:
        """These disks are full."""
        folders = [str(DraftFolder(one).folder) for one in workspaces or (self.home,)]
        write = atomic_write.write_atomically

        def refused(path: Path, *arguments: Any) -> Any:
            if str(path).startswith(tuple(folders)):
                raise NotSaved(f"Not saved to {path}") from OSError(28, os.strerror(28))
            return write(path, *arguments)

        with self._monkeypatch.context() as broken:
            broken.setattr(atomic_write, "write_atomically", refused)
            yield


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Places]:
    found = Places(tmp_path, monkeypatch)
    yield found
    found.end()


def test_on_a_full_disk_it_is_kept_in_the_second_place_and_comes_home(places: Places) -> None:
    drafts = places.start()
    with places.full():
        drafts.note(draft("typed"))
        assert drafts.flush(PATIENCE)
        assert drafts.why_not_kept == ""
        assert (places.files(places.home), len(places.files(places.second))) == ([], 1)
    drafts.note(draft("typed more"))
    assert drafts.flush(PATIENCE)
    assert (len(places.files(places.home)), places.files(places.second)) == (1, [])


def test_it_is_found_by_the_next_program_and_brought_home(places: Places) -> None:
    with places.full():
        drafts = places.start()
        drafts.note(draft("typed"))
        assert drafts.flush(PATIENCE)
        places.end()
    later = places.start()
    assert later.found() == (draft("typed"),)
    assert later.flush(PATIENCE)
    assert (len(places.files(places.home)), places.files(places.second)) == (1, [])
    later.drop("client", "r1")
    assert later.flush(PATIENCE)
    assert (places.files(places.home), places.files(places.second)) == ([], [])


@pytest.mark.parametrize("still_full", [True, False])
def test_what_was_written_at_home_before_is_not_offered_in_its_place(places: Places, still_full: bool) -> None:
    drafts = places.start()
    drafts.note(draft("typed"))
    assert drafts.flush(PATIENCE)
    with places.full():
        drafts.note(draft("typed for an hour", 9))
        assert drafts.flush(PATIENCE)
        places.end()
    with places.full(*([] if still_full else [places.home / "nowhere"])):
        later = places.start()
        assert later.found() == (draft("typed for an hour", 9),)
        assert later.flush(PATIENCE)
        places.end()
    last = places.start()
    assert last.found() == (draft("typed for an hour", 9),)
    last.drop("client", "r1")
    assert last.flush(PATIENCE)
    places.end()
    assert places.start().found() == ()
    assert (places.files(places.home), places.files(places.second)) == ([], [])


def test_of_two_drafts_of_one_record_both_are_found_there(places: Places) -> None:
    with places.full():
        first = places.start()
        second = Drafts(places.home, lambda: NOW, places.second)
        places.running.append(second)
        first.note(draft("older"))
        second.note(draft("newer", 9))
        assert first.flush(PATIENCE)
        assert second.flush(PATIENCE)
        places.end()
        later = places.start()
        assert later.found() == (draft("newer", 9), draft("older"))
        later.drop("client", "r1")
        assert later.flush(PATIENCE)
    assert places.start().found() == (draft("older"),)


def test_what_is_discarded_on_a_full_disk_can_be_had_again(places: Places) -> None:
    with places.full():
        drafts = places.start()
        drafts.note(draft("typed"))
        drafts.discard("client", "r1")
        assert drafts.flush(PATIENCE)
        assert drafts.trashed() == (draft("typed"),)
        drafts.take_back(draft("typed"))
        assert drafts.trashed() == ()
        assert drafts.all() == (draft("typed"),)


@pytest.mark.thorough
def test_a_signal_writes_to_the_second_place_where_the_first_fails(places: Places) -> None:
    places.home.parent.mkdir(parents=True)
    DraftFolder(places.home).folder.write_text("in the way")
    with places.full(places.home, places.second):
        drafts = places.start()
        drafts.note(draft("typed"))
        assert not drafts.flush(PATIENCE)
        write_before_the_end(drafts)
        assert len(places.files(places.second)) == 1
        places.end()
    DraftFolder(places.home).folder.unlink()
    assert places.start().found() == (draft("typed"),)


def test_an_editor_is_handed_a_file_in_the_second_place_that_is_found_again(places: Places) -> None:
    with places.full():
        drafts = places.start()
        drafts.note(draft("typed"))
        path = drafts.editing_file("client", "r1", "notes")
        assert path.read_text() == "typed"
        path.write_text("typed in an editor")
        os.utime(path, (later := path.stat().st_mtime + 10, later))
        places.end()
    (found,) = places.start().found()
    assert found == replace(draft(), texts={"notes": "typed in an editor"})


def test_that_it_is_not_kept_is_no_longer_said_once_there_is_nothing_to_keep(places: Places) -> None:
    drafts = places.start()
    with places.full(places.home, places.second):
        drafts.note(draft("typed"))
        assert not drafts.flush(PATIENCE)
        assert drafts.why_not_kept
        drafts.drop("client", "r1")
        drafts.flush(PATIENCE)
        assert drafts.why_not_kept == ""


def test_the_second_place_is_the_state_folder_and_tells_workspaces_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    first, other = second_place(tmp_path / "a" / "workspace.json"), second_place(tmp_path / "b" / "workspace.json")
    assert first != other
    assert first == second_place(tmp_path / "a" / ".." / "a" / "workspace.json")
