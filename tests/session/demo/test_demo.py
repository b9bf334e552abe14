"""The demo: that all of it is valid on any day, and what its evaluations show."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.client import Feeling
from csm_tui.domain.records.engagements.evaluation import EvaluationState, Section
from csm_tui.domain.records.engagements.matrix import Matrix
from csm_tui.domain.records.engagements.roadmap import CELLS, quarter_id
from csm_tui.domain.values.phases import PHASES
from csm_tui.domain.values.ratings import RatingBand, rating_band
from csm_tui.planning.evaluations.engagements import evaluation_rows, matrix_rows
from csm_tui.planning.evaluations.lessons import lessons_of, recurring
from csm_tui.planning.evaluations.prompts import USUAL_PROMPTS, answers_of
from csm_tui.planning.personal.aspects import aspects_in_use, letter
from csm_tui.planning.personal.evaluations import evaluations_by, focus, rating_total
from csm_tui.planning.personal.forecast import forecast
from csm_tui.planning.personal.others import counting_ratings, ratings_by_others, uncounted
from csm_tui.planning.roadmap.briefings import briefings
from csm_tui.planning.roadmap.milestones import placed
from csm_tui.planning.roadmap.status import Course
from csm_tui.planning.today.agenda import DatedKind, agenda
from csm_tui.session.demo.demo import demo_workspace, demo_writes
from csm_tui.session.workspace_file.workspace_documents import load
from tests.support.builders import TODAY
from tests.support.evaluation_builders import OWN
from tests.support.roadmaps import example_phases, example_quarters

DEMO = demo_workspace(TODAY)
CSM = "Robin Vale"


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2026, 8, 31), date(2027, 1, 3)])
def test_every_record_is_valid_and_leads_to_others_that_are_there(today: date) -> None:
    tables: dict[str, dict[str, dict[str, object]]] = {}
    for write in demo_writes(today):
        tables.setdefault(write.table, {})[write.id] = write.document or {}
    found = load(tables)
    assert found.to_mend == ()
    records = [one for table in found.workspace.tables.values() for one in table.records.values()]
    assert not any(found.workspace.lacks_owner(one) or one.model_extra for one in records)
    names = [(type(one), one.unique) for one in records if one.unique]
    assert len(names) == len({*names})
    activities = {key for one in records for key in getattr(one, "activities", ())}
    assert len(activities) > 4
    assert activities <= found.workspace.table(Activity).records.keys()


def days_of(today: date) -> Iterator[date]:
    workspace = demo_workspace(today)
    yield from (row.evaluation.day for row in evaluation_rows(workspace))
    for one in evaluations_by(workspace, CSM):
        yield one.day
        yield from (rating.day for rating in ratings_by_others(workspace, one))


def test_everything_is_relative_to_today_and_past() -> None:
    later = TODAY + timedelta(days=7)
    assert [day + timedelta(days=7) for day in days_of(TODAY)] == [*days_of(later)]
    assert max(days_of(TODAY)) < TODAY
    assert len({one.period for one in evaluations_by(DEMO, CSM)}) == 4


def test_three_engagements_are_evaluated_in_several_phases() -> None:
    rows = evaluation_rows(DEMO)
    phases: dict[str, list[str]] = {}
    for row in rows:
        phases.setdefault(row.client.name, []).append(row.evaluation.phase)
        assert 4 <= len(row.entries) <= 14
        days = [other.evaluation.day for other in rows if other.engagement is row.engagement]
        assert days == sorted(days)
        assert row.client.customer_since is not None
        assert row.client.customer_since < days[0]
    assert [*phases] == ["Customer 3", "Customer 7", "Customer 11"]
    assert all(len(one) >= 3 and {*one} <= {*PHASES} for one in phases.values())
    assert {row.evaluation.state for row in rows} == {*EvaluationState}
    assert {one.section for row in rows for one in row.entries} == {*Section}
    for engagement in {row.engagement.id: row.engagement for row in rows}.values():
        assert all(3 <= len(matrix_rows(DEMO, engagement, matrix)) <= 5 for matrix in Matrix)
        answers = answers_of(DEMO, engagement)
        assert answers.keys() <= {one.id for one in USUAL_PROMPTS}
        assert {one.skipped for one in answers.values()} == {True, False}


def test_tags_recur_over_all_three_clients() -> None:
    tags = [one for one in recurring(lessons_of(DEMO)) if one.is_tag]
    assert {one.text for one in tags if len(one.clients) == 3} >= {"figures", "sponsor", "training", "meetings"}


def test_the_last_personal_evaluation_is_the_worked_example() -> None:
    *_, last = evaluations_by(DEMO, CSM)
    aspects = aspects_in_use(DEMO)
    assert [last.points[one.id] for one in aspects] == [*OWN]
    assert rating_total(last.points, aspects)[:3] == (59, 80, 8)
    bands: dict[RatingBand, str] = {}
    for place, one in enumerate(aspects):
        band = rating_band(last.points[one.id])
        bands[band] = bands.get(band, "") + letter(place)
    assert bands == {RatingBand.RED: "E", RatingBand.ORANGE: "AFG", RatingBand.GREEN: "BCDH"}
    assert [one.name for one in focus(last.points, aspects)] == ["Customer outcomes"]


def test_the_course_of_four_quarters_rises_and_allows_a_forecast() -> None:
    evaluations = evaluations_by(DEMO, CSM)
    aspects = aspects_in_use(DEMO)
    assert [rating_total(one.points, aspects).points for one in evaluations] == [38, 47, 51, 59]
    found = forecast(evaluations, aspects, TODAY)
    assert found.day is not None
    assert found.day > TODAY


def test_an_anonymous_rater_does_not_count_until_there_are_three() -> None:
    raters = ratings_by_others(DEMO, evaluations_by(DEMO, CSM)[-1])
    assert [bool(one.rater) for one in raters].count(False) == 1
    for one in aspects_in_use(DEMO):
        assert len(counting_ratings(raters, one.id)) == 2
    assert sum(uncounted(raters, one.id) for one in aspects_in_use(DEMO)) == 7, "one of the aspects is not rated by it"


def test_one_roadmap_stands_as_the_worked_example_in_its_tenth_month_and_one_is_behind() -> None:
    ahead, behind = briefings(DEMO, TODAY)
    assert (ahead.client.name, ahead.month, ahead.status.course) == ("Customer 8", 10, Course.AHEAD)
    states = [(one.milestone.planned, one.state.value) for one in ahead.milestones]
    assert states == [(one.milestone.planned, one.state.value) for one in placed(example_phases(), 10)]
    amounts = [[getattr(one, cell) for cell in CELLS] for one in ahead.quarters]
    assert amounts == [[getattr(one, cell) for cell in CELLS] for one in example_quarters()]
    assert {one.id for one in ahead.quarters} == {quarter_id(ahead.roadmap.id, one.number) for one in ahead.quarters}
    assert [bool(one.kpi.course) for one in ahead.kpis] == [False, True, False, False], "one has a course of its own"
    assert (behind.month, behind.status.course) == (14, Course.BEHIND)
    assert all(
        " behind" in why or " late" in why or " worse " in why or " missed" in why for why in behind.status.reasons
    )
    assert all(
        one.client.customer_since < one.roadmap.first_month for one in (ahead, behind) if one.client.customer_since
    )


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29)])
def test_a_stranger_meets_all_that_a_client_can_have(today: date) -> None:
    workspace = demo_workspace(today)
    clients = [*workspace.clients.values()]
    people = [one for client in clients for one in client.stakeholders]
    assert {one.sentiment.feeling for one in clients if one.sentiment is not None} == {*Feeling}
    assert all(one.sentiment.why and "sentiment" in one.entered for one in clients if one.sentiment is not None)
    assert sum(bool(one.external_id) for one in clients) > sum(one.notice_days is not None for one in clients) > 1
    assert any(one.champion for one in people)
    assert any(one.left for one in people)
    kinds = {one.kind for one in agenda(workspace, today).lines}
    assert kinds >= {DatedKind.PROMISE, DatedKind.FOLLOW_UP, DatedKind.ACTIVITY, DatedKind.RISK}
