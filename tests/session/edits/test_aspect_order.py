"""The order of aspects, of which usual ones are stored only once they differ."""

import pytest

from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.personal.aspects import USUAL_ASPECTS, aspects_in_use
from csm_tui.session.edits.evaluation_changes import aspect_moved, retired


def moved(workspace: Workspace, place: int, steps: int) -> Workspace:
    in_use = aspects_in_use(workspace)
    change = aspect_moved(in_use[place], in_use, frozenset(workspace.table(Aspect).records), steps)
    after = change.apply(workspace)
    assert aspects_in_use(change.inverse().apply(after)) == in_use, "it can be taken back"
    return after


def order(workspace: Workspace) -> list[int]:
    places = {one.id: place for place, one in enumerate(USUAL_ASPECTS)}
    return [places[one.id] for one in aspects_in_use(workspace)]


@pytest.mark.parametrize(
    ("place", "steps", "expected", "stored"),
    [(0, 1, [1, 0, 2, 3, 4, 5, 6, 7], 2), (7, -1, [0, 1, 2, 3, 4, 5, 7, 6], 2), (0, -1, [*range(8)], 0)],
)
def test_only_those_that_get_another_place_are_stored(place, steps, expected, stored):
    after = moved(Workspace(), place, steps)
    assert order(after) == expected
    assert len(after.table(Aspect).records) == stored
    assert order(moved(moved(after, 3, 1), 4, -1)) == expected, "stored ones move, too"


def test_one_that_was_removed_is_passed_by():
    gone = USUAL_ASPECTS[1]
    after = moved(retired(gone, is_stored=False).apply(Workspace()), 0, 1)
    assert order(after) == [2, 0, 3, 4, 5, 6, 7]
