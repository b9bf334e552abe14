"""The review of a draft: leaving out, changing, taking in."""

from csm_tui.planning.draft.draft import DraftLine
from csm_tui.planning.draft.drafting import draft, taken_too
from csm_tui.planning.draft.review import Review
from tests.support.books import unplanned_demo
from tests.support.builders import TODAY
from tests.support.plan_builders import QUARTER
from tests.support.plays import BOOK

DEMO = unplanned_demo()


def fresh() -> Review:
    return Review(draft(DEMO, TODAY, QUARTER, 25, BOOK.plays))


def test_what_is_left_out_gives_its_room_back_and_nothing_waits_for_it() -> None:
    review = fresh()
    first, second = review.activities[:2]
    assert first.id in second.dependencies
    less = review.toggled([first.id])
    assert less.room.activities == 1
    assert less.room.hours == review.room.hours + first.hours
    assert less.taken[0] == second.changed(dependencies=())
    assert first not in less.plan.activities
    assert less.toggled([first.id]) == review
    assert less.toggled([first.id, second.id]).out == {first.id, second.id}


def test_what_is_changed_counts_and_is_taken() -> None:
    review = fresh()
    first = review.activities[0]
    changed = review.toggled([first.id]).with_change(first.changed(hours=7))
    assert changed.taken[0].hours == 7
    assert changed.room.hours == review.room.hours + first.hours - 7
    assert changed.line_of(first.id).row.client.name == "Customer 6"


def test_what_was_left_out_comes_in_beside_all_else_with_free_references() -> None:
    review = fresh()
    left = review.draft.left_out[0]
    line = taken_too(review.draft, review.taken, left, DEMO, TODAY)
    assert isinstance(line, DraftLine)
    more = review.with_line(line, left)
    references = [one.reference for one in more.activities]
    assert len({*references}) == len(references) == 25 + len(line.activities)
    assert left not in more.draft.left_out
    assert more.room.activities == -len(line.activities)
