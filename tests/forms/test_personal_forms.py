"""The form of a personal evaluation: what its texts mean."""

from typing import Any

import pytest

from csm_tui.domain.records.person.personal_evaluation import PersonalEvaluation
from csm_tui.domain.values.ratings import read_rating
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.personal_forms import note_name, personal_form, rating_name
from csm_tui.planning.personal.aspects import USUAL_ASPECTS, aspects_in_use
from tests.support.builders import TODAY, client
from tests.support.evaluation_builders import OWN, engagement, personal

ACME = client("Acme")
WORK = engagement(ACME)
A, B = USUAL_ASPECTS[:2]


def saved(texts: dict[str, str], *records: Any, of: PersonalEvaluation | None = None) -> PersonalEvaluation:
    workspace = Workspace().with_records(records)
    change, problems = personal_form(of, workspace, TODAY).read(texts, ())
    assert change is not None, problems
    (edit,) = change.edits
    assert isinstance(edit.after, PersonalEvaluation)
    return edit.after


@pytest.mark.parametrize(
    ("text", "points"), [("0", 0), ("7", 7), ("10", 10), (" 9 ", 9), ("t", 10), ("T", 10), ("-", None), ("", None)]
)
def test_a_rating_is_a_whole_number_t_or_not_rated(text, points):
    assert read_rating(text) == points


@pytest.mark.parametrize("text", ["11", "-1", "x", "7.5", "7,5", "1e1", "٣", pytest.param("9" * 5000, id="long")])
def test_any_other_rating_is_refused_beside_its_field(text):
    change, problems = personal_form(None, Workspace(), TODAY).read({"csm": "Robin", rating_name(A.id): text}, ())
    assert change is None
    assert problems == {rating_name(A.id): "0 to 10; - is not rated"}


def test_a_name_is_needed():
    change, problems = personal_form(None, Workspace(), TODAY).read({"csm": " "}, ())
    assert (change, [*problems]) == (None, ["csm"])


def test_an_evaluation_is_made_of_its_texts():
    texts = {"csm": "Robin", "period": "2026 Q1", rating_name(A.id): "7", note_name(B.id): "fewer meetings"}
    made = saved(texts)
    assert (made.csm, made.period, made.engagement, made.day) == ("Robin", "2026 Q1", "", TODAY)
    assert made.points == {A.id: 7}
    assert {one.id: one.note for one in made.ratings} == {A.id: "", B.id: "fewer meetings"}


def test_an_engagement_is_known_by_its_client_and_name():
    made = saved({"csm": "Robin", "period": "acme: teamwork"}, ACME, WORK)
    assert (made.engagement, made.period) == (WORK.id, "")
    form = personal_form(made, Workspace().with_records([ACME, WORK, made]), TODAY)
    assert form.first["period"] == "Acme: Teamwork"


def test_a_new_one_begins_with_the_csm_of_the_last():
    form = personal_form(None, Workspace().with_records([personal()]), TODAY)
    assert (form.first["csm"], form.first["day"], form.first[rating_name(A.id)]) == ("Robin Vale", "2026-03-02", "")


def test_a_field_can_be_emptied():
    own = personal()
    after = saved({"period": "", rating_name(A.id): "-"}, own, of=own)
    assert (after.period, A.id in after.points, after.points[B.id]) == ("", False, 8)


def test_ratings_of_aspects_that_are_no_longer_in_use_stay():
    own, gone = personal(), USUAL_ASPECTS[4].changed(retired=True)
    workspace = Workspace().with_records([own, gone])
    change, problems = personal_form(own, workspace, TODAY).read({rating_name(A.id): "9"}, ())
    assert change is not None
    assert not problems
    after = change.edits[0].after
    assert isinstance(after, PersonalEvaluation)
    assert (after.points[gone.id], after.points[A.id]) == (4, 9)
    assert len(aspects_in_use(workspace)) == len(OWN) - 1
