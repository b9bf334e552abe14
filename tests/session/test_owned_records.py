"""Records that belong to a client, and parts of one: they go and come back with it, and merge each for itself."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.client import Stakeholder
from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.records.person.view import View
from csm_tui.domain.records.person.worktime import Leave, Unplanned, WorkWeek
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.workspace import Workspace
from csm_tui.session.changes import Change, Edit, addition, deletion, edition
from csm_tui.session.merging import Conflict
from csm_tui.session.opening import open_workspace
from csm_tui.session.workspace_file.maintenance import differences
from tests.support.builders import TODAY, client
from tests.support.driving import now
from tests.support.evaluation_builders import evaluated

ACME, BOLT = client("Acme"), client("Bolt")


def touchpoint(note="met", owner=ACME, **fields):
    return Touchpoint(client=owner.id, day=TODAY, note=note, **fields)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.json"


def opened(path):
    return open_workspace(path, lambda: TODAY, now)


def test_every_kind_of_record_comes_back_from_the_file(path):
    met, guess = touchpoint(), Assumption(client=ACME.id, text="They stay")
    view = View(name="At risk", filter="risk:yes", sort=(("acv", True),), columns=("client", "acv"))
    session = opened(path)
    for record in (ACME, met, guess, view):
        session.apply(addition(record))
    found = opened(path).workspace
    assert found.touchpoints(ACME) == [met]
    assert found.assumptions(ACME) == [guess]
    assert found.views == [view]


@pytest.mark.parametrize("top", [0, 1, 2])
def test_what_was_learned_goes_with_its_evaluation_engagement_or_client_and_one_undo_brings_it_back(path, top):
    records = evaluated("Acme", {Section.LESSONS: ["a", "b"]})
    session = opened(path)
    session.apply(Change("all", tuple(Edit(None, one) for one in records)))
    session.apply(deletion([records[top]], session.workspace))
    assert [one for one in records if opened(path).workspace.find(one)] == records[:top]
    session.undo()
    assert [opened(path).workspace.find(one) for one in records] == records


def test_a_deleted_client_takes_along_what_belongs_to_it_and_brings_it_back(path):
    met, other = touchpoint(), touchpoint("other", BOLT)
    guess = Assumption(client=ACME.id, text="They stay")
    session = opened(path)
    session.apply(Change("all", tuple(Edit(None, one) for one in (ACME, BOLT, met, other, guess))))
    session.apply(deletion([ACME], session.workspace))
    gone = opened(path).workspace
    assert [one.name for one in gone.clients.values()] == ["Bolt"]
    assert [*gone.table(Touchpoint).records.values()] == [other]
    assert not gone.table(Assumption).records
    session.undo()
    back = opened(path).workspace
    assert back.touchpoints(ACME) == [met]
    assert back.assumptions(ACME) == [guess]


def test_a_client_that_got_a_touchpoint_elsewhere_is_not_deleted(path):
    opened(path).apply(addition(ACME))
    mine, theirs = opened(path), opened(path)
    theirs.apply(addition(touchpoint("promised a discount")))
    with pytest.raises(Conflict, match="Acme got a new touchpoint"):
        mine.apply(deletion([ACME], mine.workspace))
    assert opened(path).workspace.touchpoints(ACME)


def test_a_touchpoint_of_a_client_that_was_deleted_elsewhere_is_refused(path):
    opened(path).apply(addition(ACME))
    mine, theirs = opened(path), opened(path)
    theirs.apply(deletion([ACME], theirs.workspace))
    with pytest.raises(Conflict, match="was deleted in another terminal"):
        mine.apply(addition(touchpoint()))


def test_the_shell_and_the_app_note_touchpoints_side_by_side(path):
    opened(path).apply(addition(ACME))
    mine, theirs = opened(path), opened(path)
    theirs.apply(addition(touchpoint("theirs")))
    mine.apply(addition(touchpoint("mine")))
    assert {one.note for one in opened(path).workspace.touchpoints(ACME)} == {"mine", "theirs"}


def test_two_edits_of_one_touchpoint_merge_by_field_or_collide():
    met = touchpoint(follow_up=TODAY)
    here = Workspace().with_records([ACME, met.changed(done=True)])
    merged = edition(met, met.changed(note="met again")).apply(here).table(Touchpoint).records[met.id]
    assert (merged.note, merged.done) == ("met again", True)
    with pytest.raises(Conflict, match="note was set to"):
        edition(met, met.changed(note="a")).apply(Workspace().with_records([ACME, met.changed(note="b")]))


def test_stakeholders_are_merged_one_by_one():
    ann, ben, cal = (Stakeholder(name=name) for name in ("Ann", "Ben", "Cal"))
    before = ACME.changed(stakeholders=(ann, ben))
    theirs = ACME.changed(stakeholders=(ann.changed(role="lead"), ben, cal))
    mine = before.changed(stakeholders=(ann.changed(attitude="critic"), ben.changed(role="sponsor")))
    (merged,) = edition(before, mine).apply(Workspace().with_records([theirs])).clients.values()
    assert merged.stakeholders == (ann.changed(role="lead", attitude="critic"), ben.changed(role="sponsor"), cal)


def test_a_stakeholder_deleted_here_and_changed_there_is_a_conflict():
    ann = Stakeholder(name="Ann")
    before = ACME.changed(stakeholders=(ann,))
    theirs = Workspace().with_records([before.changed(stakeholders=(ann.changed(role="lead"),))])
    with pytest.raises(Conflict, match="an entry was changed here and deleted in another terminal"):
        edition(before, before.changed(stakeholders=())).apply(theirs)
    gone = Workspace().with_records([before.changed(stakeholders=())])
    with pytest.raises(Conflict, match="deleted in another terminal"):
        edition(before, before.changed(stakeholders=(ann.changed(role="x"),))).apply(gone)


def test_no_two_views_have_one_name(path):
    session = opened(path)
    session.apply(addition(View(name="Mine")))
    with pytest.raises(Conflict, match="there is a view named Mine"):
        session.apply(addition(View(name="mine")))


def test_what_is_added_is_named_with_its_kind_once():
    assert addition(ACME).label == "new client Acme"
    assert addition(touchpoint()).label == f"new touchpoint call of {TODAY}"
    assert addition(WorkWeek(start=date(2026, 3, 2))).label == "new week of 2026-03-02"
    assert addition(Leave(first=TODAY, last=TODAY)).label == f"new leave from {TODAY}"
    assert addition(Unplanned(day=TODAY, hours=1, note="x")).label == f"new unplanned work of {TODAY}"


def test_several_clients_are_deleted_after_a_backup_and_one_without():
    workspace = Workspace().with_records([ACME, BOLT])
    assert deletion([ACME, BOLT], workspace).backup == "bulk-delete"
    assert deletion([ACME], workspace).backup is None
    assert deletion([ACME, BOLT], workspace).label == "deletion of Acme and Bolt"


def test_a_follow_up_that_is_not_there_cannot_be_done():
    with pytest.raises(ValueError, match="needs the day"):
        touchpoint(done=True)
    with pytest.raises(ValueError, match="needs the day"):
        touchpoint(task="call")
    assert touchpoint(follow_up=TODAY, task="call").open
    assert not touchpoint(follow_up=TODAY, done=True).open


def test_touchpoints_come_newest_first_and_assumptions_by_what_is_open_and_near():
    days = [touchpoint(str(ago)).changed(day=TODAY - timedelta(days=ago)) for ago in (5, 0, 9)]
    guesses = [
        Assumption(client=ACME.id, text=text, validate_by=by, state=state)
        for text, by, state in (
            ("closed", TODAY, "confirmed"), ("some day", None, "open"), ("soon", TODAY, "open"),
        )
    ]  # fmt: skip
    workspace = Workspace().with_records([ACME, *days, *guesses])
    assert [one.note for one in workspace.touchpoints(ACME)] == ["0", "5", "9"]
    assert [one.text for one in workspace.assumptions(ACME)] == ["soon", "some day", "closed"]


def test_what_going_back_would_change_is_named():
    met = touchpoint()
    present = Workspace().with_records([ACME, BOLT])
    wanted = Workspace().with_records([BOLT.changed(acv=5), client("Cargo"), ACME, met])
    found = differences(present, wanted)
    assert found.back == ("Cargo", f"call of {TODAY} (Acme)")
    assert found.gone == ()
    assert [one.name for one in found.changed] == ["Bolt"]
    assert differences(wanted, present).gone == ("Cargo", f"call of {TODAY} (Acme)")
    assert not differences(present, Workspace().with_records([BOLT, ACME]))


def test_records_of_the_same_name_are_each_named_as_a_difference():
    present = Workspace().with_records([ACME])
    wanted = Workspace().with_records([ACME, touchpoint("first"), touchpoint("second"), touchpoint("third")])
    assert differences(present, wanted).back == (f"call of {TODAY} (Acme)",) * 3
