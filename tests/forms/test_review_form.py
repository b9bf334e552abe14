"""What was decided about a draft is found again by the next program, and holds for a draft that is made anew."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csm_tui.domain.preferences import Preferences
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.plan.review_form import review_draft, reviewed
from csm_tui.forms.ground import Ground
from csm_tui.forms.registry import opened_again
from csm_tui.planning.draft.draft import DraftLine, PlanDraft
from csm_tui.planning.draft.drafting import draft, taken_too
from csm_tui.planning.draft.review import Review
from tests.support.books import unplanned_demo
from tests.support.builders import TODAY
from tests.support.plan_builders import QUARTER
from tests.support.plays import BOOK
from tests.support.sessions import opened

DEMO = unplanned_demo()
GROUND = Ground(DEMO, TODAY, Preferences())
AT = "2026-03-02T09:30:00+00:00"


def drafted(size: int = 25) -> PlanDraft:
    return draft(DEMO, TODAY, QUARTER, size, BOOK.plays)


def begun() -> Review:
    """One activity left out, one changed, and one play taken in that the draft leaves out."""
    review = Review(drafted())
    first, second, third, *_ = review.activities
    review = review.toggled([first.id]).with_change(second.changed(description="Mine\nalone", hours=7, clients=()))
    left = review.draft.left_out[-1]
    line = taken_too(review.draft, review.taken, left, DEMO, TODAY)
    assert isinstance(line, DraftLine)
    return review.with_line(line, left).with_change(third.changed(dependencies=(), deadline=None))


def carried(review: Review, plan: PlanDraft, workspace: Workspace = DEMO, today: date = TODAY) -> Review:
    return reviewed(plan, review_draft(review, DEMO, TODAY, AT), workspace, today)


def seen(review: Review) -> list[tuple[Activity, list[str | None]]]:
    """What is taken and the references of what it waits for, without the ids, which are new in every draft."""
    references = {one.id: one.reference for one in review.activities}
    return [
        (one.changed(id="", dependencies=()), [references.get(key) for key in one.dependencies]) for one in review.taken
    ]


def test_what_was_decided_holds_for_a_draft_made_anew() -> None:
    before, later = begun(), drafted()
    after = carried(before, later)
    assert later.activities[0].id != before.draft.activities[0].id
    assert seen(after) == seen(before)
    assert len(after.draft.left_out) == len(before.draft.left_out)
    smaller = carried(before, drafted(1))
    assert smaller.out <= {one.id for one in smaller.activities}
    assert reviewed(later, None, DEMO, TODAY) == Review(later)


def test_names_in_its_file_that_no_decision_has_change_nothing() -> None:
    plan, kept = drafted(), review_draft(begun(), DEMO, TODAY, AT)
    assert kept is not None
    for name in ("owner", "a/b/c/hours", "a/b/1/hours/2", f"{[*DEMO.clients][5]}/renewal-at-risk/1/weather"):
        assert reviewed(plan, replace(kept, texts={name: "2"}), DEMO, TODAY) == Review(plan)
        assert opened_again(replace(kept, first={name: "1"}, texts={name: "2"}), GROUND).fields[0].label


def test_what_has_become_wrong_since_is_left_out_of_a_change() -> None:
    gone = [*DEMO.clients.values()][7]
    review = Review(drafted())
    one = review.activities[1]
    other = next(client for client in DEMO.clients.values() if client.id not in (gone.id, *one.clients))
    review = review.with_change(one.changed(hours=7, clients=(gone.id, other.id)))
    less = DEMO.with_records((), [gone])
    after = carried(review, draft(less, TODAY, QUARTER, 25, BOOK.plays), less)
    assert (after.activities[1].hours, after.activities[1].clients) == (7, one.clients)


@pytest.mark.thorough
def test_what_was_decided_is_offered_by_the_next_program_in_words(tmp_path: Path) -> None:
    before = begun()
    session = opened(tmp_path / "workspace.json")
    kept = review_draft(before, DEMO, TODAY, AT)
    assert kept is not None
    session.drafts.note(kept)
    session.close(1.0)
    later = opened(session.path)
    (found,) = later.drafts.found()
    assert found == kept
    later.close(1.0)
    spec = opened_again(found, GROUND)
    labels = {field.label: (found.first[field.name], found.texts[field.name]) for field in spec.fields}
    assert labels["Customer 6 renewal-at-risk 1"] == ("in the draft", "left out")
    assert labels["Customer 6 renewal-at-risk 2: hours"][1] == "7"
    assert labels["Customer 6 renewal-at-risk 2: description"][1] == "Mine\nalone"
    assert ("left out", "taken in") in labels.values()
    assert review_draft(Review(drafted()), DEMO, TODAY, AT) is None
