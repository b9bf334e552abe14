"""The forms of a roadmap: what is special about them."""

from datetime import date

import pytest

from csm_tui.domain.records.engagements.roadmap import Kpi, Measure, Milestone, Phase, Roadmap
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.roadmap.kpi_forms import kpi_form, measure_form
from csm_tui.forms.definitions.roadmap.phase_forms import milestone_form
from csm_tui.forms.definitions.roadmap.roadmap_form import roadmap_form
from tests.support.builders import client
from tests.support.evaluation_builders import engagement

TODAY = date(2026, 11, 26)
ACME = client("Acme")
WORK = engagement(ACME)
WAY = Roadmap(engagement=WORK.id, first_month=date(2026, 1, 1))
KPI = Kpi(roadmap=WAY.id, name="Hours", measures=(Measure(month=5, value=1),), course=(Measure(month=6, value=20),))
NORTH = Phase(roadmap=WAY.id, name="North")
WORKSPACE = Workspace().with_records([ACME, WORK, WAY, KPI, NORTH])


def test_an_engagement_has_one_roadmap_and_a_new_name_begins_an_engagement() -> None:
    spec = roadmap_form(None, ACME, WORKSPACE, TODAY)
    assert spec.first["engagement"] == "", "the only one has a roadmap"
    _, problems = spec.read({**spec.first, "engagement": WORK.name}, {"engagement"})
    assert problems == {"engagement": "the engagement has a roadmap"}
    change, problems = spec.read({**spec.first, "engagement": "Second"}, {"engagement"})
    assert problems == {}
    assert change is not None
    assert [type(edit.after).__name__ for edit in change.edits] == ["Engagement", "Roadmap"]


def made_like(like: str, first: Roadmap | None = None) -> tuple[list[Kpi], list[Phase]]:
    """The KPIs and phases of a new roadmap that is built like another one, which may stand in its form at first."""
    spec = roadmap_form(None, ACME, WORKSPACE, TODAY, like=first)
    change, problems = spec.read({**spec.first, "engagement": "Second", "like": like}, {"engagement"})
    assert problems == {}
    assert change is not None
    made = [edit.after for edit in change.edits]
    kpis, phases = [one for one in made if isinstance(one, Kpi)], [one for one in made if isinstance(one, Phase)]
    assert {one.roadmap for one in (*kpis, *phases)} <= {spec.record}
    return kpis, phases


def test_a_new_roadmap_may_be_built_like_another_one() -> None:
    assert made_like("") == ([], [])
    spec = roadmap_form(None, ACME, WORKSPACE, TODAY, like=WAY)
    (kpi,), (phase,) = made_like(spec.first["like"], WAY)
    assert (kpi.name, kpi.measures, kpi.course, phase.name) == ("Hours", (), (), "North")
    assert spec.read({**spec.first, "like": "nothing known"}, {"like"})[1]["like"] == "choose one of them"


def test_a_new_roadmap_may_be_built_like_the_worked_example() -> None:
    kpis, phases = made_like("the worked example")
    assert [one.name for one in kpis][1:3] == ["Advisers who use it weekly", "Figures kept twice"]
    assert {(one.baseline, one.target, one.measures) for one in kpis} == {(None, None, ())}, "no figure is taken over"
    milestones = [each for one in phases for each in one.milestones]
    assert [one.planned for one in milestones] == [0, 5, 16, 7, 11, 22, 13, 17, 28]
    assert {one.actual for one in milestones} == {None}


@pytest.mark.parametrize(
    ("text", "course"),
    [("6: 20; 12: 1,200", [(6, 20), (12, 1200)]), ("", []), (" 12:35 ;6:-2.5", [(6, -2.5), (12, 35)])],
)
def test_a_course_is_typed_as_months_with_values(text: str, course: list[tuple[int, float]]) -> None:
    spec = kpi_form(KPI, WAY, WORKSPACE, TODAY)
    assert spec.first["course"] == "6: 20"
    change, problems = spec.read({**spec.first, "course": text}, {"course"})
    assert problems == {}
    assert change is not None
    after = change.edits[0].after
    assert isinstance(after, Kpi)
    assert [(one.month, one.value) for one in after.course] == course


@pytest.mark.parametrize("text", ["6", "6: soon", "x: 2", "6: 20, 12: 35", "200: 1", ":"])
def test_what_is_no_course_is_refused(text: str) -> None:
    spec = kpi_form(KPI, WAY, WORKSPACE, TODAY)
    _, problems = spec.read({**spec.first, "course": text}, {"course"})
    assert problems["course"].startswith("a month and its value")


def test_what_is_still_to_come_is_not_reached_and_not_measured() -> None:
    said = "that month is still to come: this is month 10"
    spec = milestone_form(None, NORTH, WORKSPACE, TODAY)
    _, problems = spec.read({**spec.first, "name": "go", "planned": "4", "actual": "11"}, ())
    assert problems == {"actual": said}
    known = Milestone(name="go", planned=4, actual=12)
    spec = milestone_form(known, NORTH, WORKSPACE, TODAY)
    assert spec.read({**spec.first, "name": "on"}, ())[1] == {}, "what stands there already may stay"
    spec = measure_form(None, KPI, WORKSPACE, TODAY)
    assert spec.first["month"] == "10"
    assert spec.read({**spec.first, "month": "11", "value": "3"}, ())[1] == {"month": said}
    assert spec.read({**spec.first, "month": "5", "value": "3"}, ())[1] == {
        "month": "a value of this month is there already"
    }
