"""What belongs to a record goes with it and comes back with it, to any depth; what only names it stays."""

from pathlib import Path

import pytest

from csm_tui.domain.record import Entity
from csm_tui.domain.workspace import Workspace
from csm_tui.session.changes import Change, Edit, addition, deletion
from csm_tui.session.merging import Conflict
from tests.support.builders import client
from tests.support.kinds.trial_kinds import Project, Remark, Report, know
from tests.support.sessions import opened

ACME, BOLT = client("Acme"), client("Bolt")
DEAL = Project(client=ACME.id, title="Rollout")
OTHER = Project(client=BOLT.id, title="Pilot")
YEAR = Report(project=DEAL.id, title="Year 1")
LESSON = Remark(report=YEAR.id, title="Train the trainers")
ELSEWHERE = Report(project=OTHER.id, title="Adoption")
POINTER = Remark(report=ELSEWHERE.id, title="As at Acme", see=LESSON.id, about=(DEAL.id, OTHER.id))
ALL = (ACME, BOLT, DEAL, OTHER, YEAR, LESSON, ELSEWHERE, POINTER)


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch, Project, Report, Remark)


def full() -> Workspace:
    return Workspace().with_records(ALL)


def records(workspace: Workspace) -> dict[str, Entity]:
    return {key: one for table in workspace.tables.values() for key, one in table.records.items()}


def test_belongings_and_owners_reach_to_any_depth():
    assert full().belongings(ACME) == [DEAL, YEAR, LESSON]
    assert full().belongings(DEAL, YEAR) == [LESSON], "what is named itself is no belonging"
    assert full().belongings(LESSON) == []
    assert full().owners(LESSON) == [YEAR, DEAL, ACME]
    assert full().owners(ACME) == []


def test_a_deleted_client_takes_its_projects_with_all_below_and_undo_brings_them_back(path: Path):
    session = opened(path)
    session.apply(Change("all", tuple(Edit(None, one) for one in ALL)))
    session.apply(deletion([ACME], session.workspace))
    pointer = POINTER.changed(see="", about=(OTHER.id,))
    left = {one.id: one for one in (BOLT, OTHER, ELSEWHERE, pointer)}
    assert records(session.workspace) == records(opened(path).workspace) == left
    session.undo()
    assert records(session.workspace) == records(opened(path).workspace) == {one.id: one for one in ALL}
    session.redo()
    assert records(opened(path).workspace) == left


def test_what_is_deleted_with_its_owner_is_deleted_once():
    change = deletion([ACME, DEAL, LESSON], full())
    assert [edit.before for edit in change.edits if edit.after is None] == [ACME, DEAL, LESSON, YEAR]
    assert records(change.apply(full())).keys() == {one.id for one in (BOLT, OTHER, ELSEWHERE, POINTER)}


def test_what_another_terminal_added_far_below_keeps_all_above_it(path: Path):
    opened(path).apply(Change("all", tuple(Edit(None, one) for one in ALL)))
    mine, theirs = opened(path), opened(path)
    theirs.apply(addition(Remark(report=YEAR.id, title="New")))
    with pytest.raises(Conflict, match="Year 1 got a new remark in another terminal"):
        mine.apply(deletion([ACME], mine.workspace))
    assert len(records(opened(path).workspace)) == len(ALL) + 1


def test_what_was_written_below_something_that_another_terminal_deleted_is_refused(path: Path):
    opened(path).apply(Change("all", tuple(Edit(None, one) for one in ALL)))
    mine, theirs = opened(path), opened(path)
    theirs.apply(deletion([ACME], theirs.workspace))
    with pytest.raises(Conflict, match="belongs to was deleted in another terminal"):
        mine.apply(addition(Remark(report=YEAR.id, title="New")))


def test_an_owner_of_another_kind_is_no_owner():
    with pytest.raises(Conflict, match="belongs to was deleted"):
        addition(Project(client=DEAL.id, title="Odd")).apply(full())
