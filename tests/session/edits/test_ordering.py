"""The order of records that have a place among others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.engagements.evaluation import Entry, Section
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.engagements import entries_of, evaluation_row
from csm_tui.session.changes import Change, addition
from csm_tui.session.edits.evaluation_changes import copied, linked, resectioned, stated
from csm_tui.session.edits.ordering import last_place, moved
from tests.support.builders import TODAY, client
from tests.support.evaluation_builders import engagement, entries, evaluation
from tests.support.plan_builders import activity

OWNER = client()
WORK = engagement(OWNER)
ABOUT = evaluation(WORK)
TEXTS = {Section.LESSONS: ["a", "b", "c"], Section.SUCCESSES: ["d"]}


def workspace(*more: Entry) -> Workspace:
    return Workspace().with_records([OWNER, WORK, ABOUT, *entries(ABOUT, TEXTS), *more])


def texts(found: Workspace) -> str:
    return "".join(one.text for one in entries_of(found, ABOUT))


@pytest.mark.parametrize(
    ("text", "steps", "order", "changed"),
    [("a", 1, "bacd", 2), ("c", -1, "acbd", 2), ("a", 9, "bcad", 3), ("c", -9, "cabd", 3), ("a", -1, "abcd", 0)],
)
def test_a_record_moves_among_its_siblings(text, steps, order, changed):
    before = workspace()
    siblings = [one for one in entries_of(before, ABOUT) if one.section is Section.LESSONS]
    change = moved(next(one for one in siblings if one.text == text), siblings, steps)
    after = change.apply(before)
    assert texts(after) == order
    assert len(change.edits) == changed
    assert texts(change.inverse().apply(after)) == "abcd"


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.data())
def test_any_places_end_in_the_order_that_was_made(places: list[int], data: st.DataObject):
    group = [Entry(evaluation=ABOUT.id, section=Section.TOOLS, text=str(number), place=place)
             for number, place in enumerate(places)]  # fmt: skip
    before = workspace(*group)
    siblings = [one for one in entries_of(before, ABOUT) if one.section is Section.TOOLS]
    record, steps = data.draw(st.sampled_from(siblings)), data.draw(st.integers(-6, 6))
    change = moved(record, siblings, steps)
    after = change.apply(before)
    wanted = [one.text for one in siblings if one is not record]
    wanted.insert(min(max(siblings.index(record) + steps, 0), len(siblings) - 1), record.text)
    assert [one.text for one in entries_of(after, ABOUT) if one.section is Section.TOOLS] == wanted
    assert bool(change.edits) is (wanted != [one.text for one in siblings]), "what stays where it is changes nothing"
    assert last_place(siblings) > max(places)


def test_an_entry_moves_to_the_end_of_another_section():
    before = workspace()
    row = evaluation_row(before, ABOUT)
    assert row is not None
    after = resectioned(row.sections[Section.LESSONS][0], Section.SUCCESSES, row).apply(before)
    assert texts(after) == "bcda"


def test_a_copy_is_the_draft_of_another_phase():
    before = stated(ABOUT).apply(workspace())
    row = evaluation_row(before, before.table(type(ABOUT)).records[ABOUT.id])
    assert row is not None
    assert row.evaluation.state == "final"
    after = copied(row, "Value realization year 1", TODAY).apply(before)
    (copy,) = [one for one in after.table(type(ABOUT)).records.values() if one.id != ABOUT.id]
    assert (copy.phase, copy.state, copy.engagement) == ("Value realization year 1", "draft", WORK.id)
    assert [one.text for one in entries_of(after, copy)] == ["a", "b", "c", "d"]
    assert texts(after) == "abcd"


def test_what_becomes_an_activity_knows_it_and_forgets_it_when_that_is_deleted():
    before = workspace()
    source = entries_of(before, ABOUT)[0]
    made = activity("L1")
    change: Change = linked(addition(made), source, [made.id])
    after = change.apply(before)
    assert entries_of(after, ABOUT)[0].activities == (made.id,)
    undone = change.inverse().apply(after)
    assert entries_of(undone, ABOUT)[0].activities == ()
    assert undone.find(made) is None
