"""A draft goes when what was typed is safely saved, not before, and never one that was typed since."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from queue import Queue

import pytest

from csm_tui.domain.workspace import Workspace
from csm_tui.session.changes import addition, deletion, edition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.opening import open_workspace
from csm_tui.storage.errors import NotSaved
from csm_tui.storage.file.database import Database
from tests.support.builders import TODAY, client
from tests.support.driving import now

ACME = client("Acme")
TYPED = Draft("client", ACME.id, "", "Acme", True, {"name": ""}, {"name": "Acme"}, "2026-03-02T09:30:00+00:00")


class Owner:
    """A session with a saver, whose reports are taken in when a test wants."""

    def __init__(self, path: Path) -> None:
        self._told: Queue[Callable[[], None]] = Queue()
        self.session = open_workspace(path, lambda: TODAY, now, self._told.put)

    def listen(self) -> None:
        self._told.get(timeout=10)()

    def kept(self) -> Draft | None:
        return self.session.drafts.get("client", ACME.id)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.json"


@pytest.fixture
def owner(path: Path) -> Iterator[Owner]:
    owner = Owner(path)
    yield owner
    owner.session.close()


def test_a_draft_stays_until_its_change_is_saved(owner: Owner) -> None:
    owner.session.drafts.note(TYPED)
    owner.session.apply(addition(ACME), TYPED)
    assert owner.kept() is TYPED
    assert owner.session.is_saving(TYPED)
    owner.listen()
    assert owner.kept() is None
    assert not owner.session.is_saving(TYPED)


def test_what_was_typed_while_it_was_saved_stays(owner: Owner) -> None:
    owner.session.drafts.note(TYPED)
    owner.session.apply(addition(ACME), TYPED)
    later = replace(TYPED, texts={"name": "Acme Holding"})
    owner.session.drafts.note(later)
    owner.listen()
    assert owner.kept() is later


def test_a_draft_outlives_a_full_disk(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    owner.session.drafts.note(TYPED)
    with monkeypatch.context() as broken:
        broken.setattr(Database, "save", lambda *_: (_ for _ in ()).throw(NotSaved("the disk is full")))
        owner.session.apply(addition(ACME), TYPED)
        owner.listen()
        assert owner.session.file.why_not_saved == "the disk is full"
        assert owner.kept() is TYPED
    owner.session.look()
    owner.listen()
    assert owner.session.file.why_not_saved == ""
    assert owner.kept() is None


def test_a_refused_change_leaves_its_draft(owner: Owner, path: Path) -> None:
    other = open_workspace(path, lambda: TODAY, now)
    other.apply(addition(client("acme")))
    owner.session.drafts.note(TYPED)
    owner.session.apply(addition(ACME), TYPED)
    owner.listen()
    assert owner.kept() is TYPED
    assert not owner.session.is_saving(TYPED), "it can be gone on with"


def test_taking_a_change_back_leaves_the_drafts_alone(owner: Owner) -> None:
    owner.session.apply(addition(ACME))
    owner.listen()
    owner.session.drafts.note(TYPED)
    owner.session.apply(edition(ACME, ACME.changed(acv=5)))
    owner.listen()
    owner.session.undo()
    owner.listen()
    assert owner.kept() is TYPED


def test_without_a_saver_the_draft_goes_at_once(path: Path) -> None:
    session = open_workspace(path, lambda: TODAY, now)
    session.drafts.note(TYPED)
    session.apply(addition(ACME), TYPED)
    assert session.drafts.get("client", ACME.id) is None
    session.apply(deletion([ACME], session.workspace))
    assert session.workspace.clients == Workspace().clients
    session.close()


def test_what_cannot_be_kept_beside_the_workspace_is_kept_in_the_state_folder_and_found_again(path: Path) -> None:
    path.with_name("workspace.json.drafts").write_text("in the way")
    for typed in ("Acme", "Acme again"):
        owner = Owner(path)
        owner.session.drafts.found()
        owner.session.drafts.note(replace(TYPED, texts={"name": typed}))
        assert owner.session.drafts.flush(10.0)
        assert owner.session.why_not_kept == ""
        owner.session.close()
    last = Owner(path)
    assert [one.texts for one in last.session.drafts.found()] == [{"name": "Acme again"}]
    last.session.close()
