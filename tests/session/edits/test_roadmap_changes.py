"""Changes of a roadmap's cash flow: one cell, a column that is pasted, and the same to the end."""

from datetime import date

import pytest

from csm_tui.domain.records.engagements.roadmap import (
    CELLS,
    CashQuarter,
    Kpi,
    Measure,
    Milestone,
    Phase,
    Roadmap,
    quarter_id,
)
from csm_tui.domain.workspace import Workspace
from csm_tui.session.changes import Change
from csm_tui.session.edits.roadmap_changes import (
    Structure,
    cells_pasted,
    cells_set,
    future_actuals,
    same_to_the_end,
    structure_copied,
    with_measure,
    with_milestone,
    without_measure,
    without_milestone,
)
from tests.support.builders import client
from tests.support.evaluation_builders import engagement

ACME = client("Acme")
WORK = engagement(ACME)
WAY = Roadmap(engagement=WORK.id, first_month=date(2026, 1, 1), months=13)
SECOND = CashQuarter(id=quarter_id(WAY.id, 2), roadmap=WAY.id, number=2, actual_income=7)
WORKSPACE = Workspace().with_records([ACME, WORK, WAY, SECOND])


def _cells(workspace: Workspace, field: str = "actual_income") -> dict[int, object]:
    return {one.number: getattr(one, field) for one in workspace.table(CashQuarter).records.values()}


def test_a_quarter_is_made_with_its_first_amount_and_an_empty_one_is_not() -> None:
    change = cells_set(
        WORKSPACE, WAY, {1: {"actual_income": 5}, 2: {"actual_income": None}, 3: {"actual_income": None}}, "edit"
    )
    after = change.apply(WORKSPACE)
    assert _cells(after) == {1: 5, 2: None}
    assert _cells(change.inverse().apply(after)) == {2: 7}
    assert quarter_id(WAY.id, 1) in after.table(CashQuarter).records


def test_what_is_there_already_is_no_change() -> None:
    assert cells_set(WORKSPACE, WAY, {2: {"actual_income": 7}}, "edit").edits == ()


def test_pasted_cells_go_down_and_to_the_right_and_no_further_than_a_roadmap() -> None:
    change = cells_pasted(WORKSPACE, WAY, CELLS[2:], 2, [[1], [None, None], [0, 3]])
    after = change.apply(WORKSPACE)
    assert _cells(after, "estimated_income") == {2: 1, 4: 0}
    assert _cells(after) == {2: 7, 4: 3}
    assert change.label == "5 pasted cells from estimated income on"
    for first, rows, said in ((40, [[1], [2]], "40 quarters at most"), (1, [[1, 2, 3]], "3 columns do not fit into 2")):
        with pytest.raises(ValueError, match=said):
            cells_pasted(WORKSPACE, WAY, CELLS[2:], first, rows)


def test_the_same_to_the_end_goes_to_the_last_quarter_of_the_initiative() -> None:
    change = same_to_the_end(WORKSPACE, WAY, "actual_income", 2)
    assert _cells(change.apply(WORKSPACE)) == {2: 7, 3: 7, 4: 7, 5: 7}
    assert change.label == "actual income the same from quarter 2 to the end"
    assert same_to_the_end(WORKSPACE, WAY, "actual_income", 5).edits == ()


def test_parts_are_put_in_place_of_those_with_their_id_and_taken_out() -> None:
    first, other = Measure(month=1, value=2), Measure(month=0, value=1)
    kpi = with_measure(Kpi(roadmap=WAY.id, name="Hours", measures=(first,)), other)
    assert kpi.measures == (other, first)
    assert with_measure(kpi, first.changed(value=9)).measures[1].value == 9
    start = Milestone(name="start", planned=4)
    phase = with_milestone(Phase(roadmap=WAY.id, name="North"), start)
    assert (_left(without_measure(kpi, first)), _left(without_milestone(phase, start))) == ((other,), ())


def _left(change: Change) -> object:
    after = change.edits[0].after
    return after.measures if isinstance(after, Kpi) else getattr(after, "milestones", None)


def test_what_a_roadmap_is_built_of_is_taken_over_without_a_figure() -> None:
    kpi = Kpi(roadmap=WAY.id, name="Hours", unit="h", baseline=1, target=9, measures=(Measure(month=1, value=2),))
    phase = Phase(roadmap=WAY.id, name="North", csm_part="Ask", milestones=(Milestone(name="go", planned=4, actual=5),))
    edits = structure_copied(Structure([kpi], [phase]), "new")
    like, copy = (edit.after for edit in edits)
    assert isinstance(like, Kpi)
    assert isinstance(copy, Phase)
    assert (like.roadmap, like.name, like.unit, like.target, like.measures) == ("new", "Hours", "h", None, ())
    (go,) = copy.milestones
    assert (copy.roadmap, copy.csm_part, go.planned, go.actual) == ("new", "Ask", 4, None)
    assert {like.id, copy.id, go.id}.isdisjoint({kpi.id, phase.id, phase.milestones[0].id})


def test_actuals_of_quarters_that_have_not_begun_are_found() -> None:
    cells = {number: {"actual_income": 1, "estimated_income": 2} for number in (1, 2, 3, 4)}
    assert future_actuals(cells_set(WORKSPACE, WAY, cells, "edit"), 3) == [3, 4]
    assert future_actuals(cells_set(WORKSPACE, WAY, {4: {"estimated_income": 2}}, "edit"), 3) == []
    assert future_actuals(cells_set(WORKSPACE, WAY, {2: {"estimated_income": 2}}, "edit"), -1) == [], "it was there"
