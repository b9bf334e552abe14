"""Every form there is, opened in the ways there are."""

from collections.abc import Callable
from datetime import date
from typing import Any

from csm_tui.domain.preferences import Preferences
from csm_tui.domain.record import fixed_id
from csm_tui.domain.records.activity import Activity, LogEntry
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.client import Stakeholder
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.records.engagements.matrix import Matrix, MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer, PromptGroup
from csm_tui.domain.records.engagements.roadmap import Edition, Kpi, Measure, Milestone, NextStep, Phase, Roadmap
from csm_tui.domain.records.person.view import View
from csm_tui.domain.records.person.worktime import Leave, Unplanned
from csm_tui.domain.records.renewal import Forecast, Outcome, Renewal
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.snooze import Snooze
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.forms.declared import form_of
from csm_tui.forms.definitions.aspect_form import aspect_form
from csm_tui.forms.definitions.bulk_form import bulk_form
from csm_tui.forms.definitions.client_forms import client_form, stakeholder_form
from csm_tui.forms.definitions.evaluations.evaluation_forms import (
    answer_form,
    copy_form,
    entry_form,
    evaluation_form,
    prompt_form,
    row_form,
)
from csm_tui.forms.definitions.evaluations.evaluation_text_form import evaluation_text_form
from csm_tui.forms.definitions.evaluations.lesson_tags_form import tags_form
from csm_tui.forms.definitions.file_forms import reference_form
from csm_tui.forms.definitions.import_form import ImportPlace, import_form
from csm_tui.forms.definitions.period_form import DaySpan, period_form
from csm_tui.forms.definitions.personal_forms import others_form, personal_form
from csm_tui.forms.definitions.plan.activity_forms import activity_form, log_form, repeat_form
from csm_tui.forms.definitions.plan.review_form import decisions_form
from csm_tui.forms.definitions.plan.split_form import split_form
from csm_tui.forms.definitions.plan.what_if_form import what_if_form
from csm_tui.forms.definitions.plan.worktime_forms import assessment_form, week_form
from csm_tui.forms.definitions.put_off_form import put_off_form
from csm_tui.forms.definitions.renewal_forms import forecast_form, outcome_form
from csm_tui.forms.definitions.risk_forms import review_form
from csm_tui.forms.definitions.roadmap.cash_form import cash_form
from csm_tui.forms.definitions.roadmap.edition_form import edition_form
from csm_tui.forms.definitions.roadmap.kpi_forms import kpi_form, measure_form
from csm_tui.forms.definitions.roadmap.phase_forms import milestone_form, phase_form
from csm_tui.forms.definitions.roadmap.roadmap_form import roadmap_form
from csm_tui.forms.definitions.roadmap.step_forms import step_form
from csm_tui.forms.definitions.setting_forms import commands_with_keys, keys_form, preference_form, setting_form
from csm_tui.forms.definitions.snooze_form import snooze_form
from csm_tui.forms.definitions.view_forms import new_view_form, view_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.planning.evaluations.engagements import EvaluationRow, evaluation_row
from csm_tui.planning.evaluations.prompts import USUAL_PROMPTS
from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.schedule.pins import pin_editor
from csm_tui.session.changes import Change, addition
from csm_tui.session.session import Session
from tests.support.builders import client
from tests.support.evaluation_builders import by_other, engagement, entries, evaluation, personal
from tests.support.roadmaps import example_quarters
from tests.support.sessions import TODAY

ADA = Stakeholder(name="Ada Quill")
ACME, BOLT = client("Acme", stakeholders=(ADA,)), client("Bolt")
ENTRY = LogEntry(day=date(2026, 3, 2), hours=1)
REVIEW = Activity(id="6f2f6c1e-7f0c-4c8e-9d57-0d9f0f3b1a01", quarter=TODAY, reference="R1", hours=4, log=(ENTRY,))
CALL = Touchpoint(client=ACME.id, day=date(2026, 2, 1), note="budget")
GUESS = Assumption(activity=REVIEW.id, text="sponsor stays")
LATE = View(name="Late", filter="band:red")
AWAY = Leave(first=date(2026, 4, 1), last=date(2026, 4, 2))
EXTRA = Unplanned(day=TODAY, hours=1, note="outage")
DOUBT = Risk(client=ACME.id, text="The sponsor may leave", since=date(2026, 2, 1))
WAIT = Snooze(
    id=fixed_id(f"snooze {ACME.id} silence"), client=ACME.id, play="silence", until=date(2026, 6, 1), reason="On leave",
    since=date(2026, 2, 1),
)  # fmt: skip
HOPE = Forecast(id=fixed_id(f"forecast {ACME.id}"), client=ACME.id, evidence="They asked for an order form")
KEPT = Renewal(client=ACME.id, due=date(2026, 2, 1), closed=date(2026, 2, 1), outcome=Outcome.RENEWED)
WORK = engagement(ACME)
ABOUT = evaluation(WORK)
(LEARNED,) = entries(ABOUT, {Section.LESSONS: ["Ask twice"]})
GAIN = MatrixRow(engagement=WORK.id, customer="Hours saved")
ANSWER = Answer(engagement=WORK.id, prompt=USUAL_PROMPTS[0].id, text="The digest")
WAY = Roadmap(engagement=WORK.id, first_month=date(2025, 5, 1))
VALUE, START = Measure(month=5, value=12), Milestone(name="Value start", planned=5)
FIGURE = Kpi(roadmap=WAY.id, name="Hours saved", measures=(VALUE,))
NORTH = Phase(roadmap=WAY.id, name="North", milestones=(START,))
SPENT = example_quarters(WAY.id)[0]
STEP = NextStep(roadmap=WAY.id, item="Name a sponsor")
SHOWN = Edition(roadmap=WAY.id, day=date(2026, 2, 1), audience="The board")
OWN = personal()
OTHERS = by_other(OWN, (8,))
NEXT_QUARTER = Quarter(TODAY).following
LATER = Activity(quarter=NEXT_QUARTER.start, reference="N1", hours=4)
GIVEN = {"filter": "band:red", "sort": [["acv", True]], "columns": ["client", "acv"], "place": 3}
WEEK = [date(2026, 3, day) for day in range(2, 9)]


def ground(session: Session) -> Ground:
    return Ground(session.workspace, TODAY, Preferences())


def form_of_activity(one: Activity | None, on: Ground, quarter: Quarter, **more: Any) -> FormSpec[Change]:
    return activity_form(one, plan_of(on.workspace, quarter), on.workspace, TODAY, **more)


def _split(on: Ground, activity: Activity, days: list[date]) -> FormSpec[Change]:
    return split_form(activity, pin_editor(on.workspace, Quarter(activity.quarter), TODAY), days)


def _row(on: Ground) -> EvaluationRow:
    row = evaluation_row(on.workspace, ABOUT)
    assert row is not None
    return row


_PLACE = ImportPlace("plan", NEXT_QUARTER.start.isoformat(), NEXT_QUARTER.title)

OPENED: dict[str, tuple[Callable[[Ground], FormSpec[Any]], ...]] = {
    "client": (
        lambda on: client_form(ACME, on.workspace, TODAY),
        lambda on: client_form(None, on.workspace, TODAY),
        lambda on: client_form(ACME, on.workspace, TODAY).only("renewal_date"),
        lambda on: client_form(ACME, on.workspace, TODAY).only("override"),
    ),
    "stakeholder": (
        lambda on: stakeholder_form(ADA, ACME, on.workspace, TODAY),
        lambda on: stakeholder_form(None, ACME, on.workspace, TODAY),
    ),
    "touchpoint": (
        lambda on: form_of(Touchpoint, CALL, on.workspace, TODAY, owner=ACME),
        lambda on: form_of(Touchpoint, None, on.workspace, TODAY, owner=ACME),
    ),
    "assumption": (
        lambda on: form_of(Assumption, GUESS, on.workspace, TODAY, owner=REVIEW),
        lambda on: form_of(Assumption, None, on.workspace, TODAY, owner=ACME),
    ),
    "view": (
        lambda on: view_form(LATE, on.workspace, TODAY),
        lambda on: new_view_form(GIVEN, on.workspace, TODAY),
    ),
    "tags": (lambda _: tags_form([LEARNED], TODAY),),
    "bulk": (lambda _: bulk_form([ACME], TODAY), lambda _: bulk_form([BOLT, ACME], TODAY)),
    "activity": (
        lambda on: form_of_activity(REVIEW, on, Quarter(TODAY)),
        lambda on: form_of_activity(None, on, NEXT_QUARTER),
        lambda on: form_of_activity(None, on, Quarter(TODAY), client=ACME),
        lambda on: form_of_activity(None, on, Quarter(TODAY), given={"category": "retain", "purpose": "Keep Acme"}),
    ),
    "log": (lambda _: log_form(REVIEW, TODAY), lambda _: log_form(REVIEW, TODAY, ENTRY)),
    "repeat": (lambda on: repeat_form(REVIEW, plan_of(on.workspace, Quarter(TODAY)), TODAY),),
    "split": (
        lambda on: _split(on, REVIEW, WEEK),
        lambda on: _split(on, LATER, [NEXT_QUARTER.mondays[1]]),
    ),
    "week": (
        lambda on: week_form(TODAY, on.workspace, TODAY),
        lambda on: week_form(NEXT_QUARTER.following.mondays[4], on.workspace, TODAY),
    ),
    "assessment": (lambda _: assessment_form(NEXT_QUARTER, TODAY),),
    "leave": (
        lambda on: form_of(Leave, AWAY, on.workspace, TODAY),
        lambda on: form_of(Leave, None, on.workspace, TODAY),
    ),
    "unplanned": (
        lambda on: form_of(Unplanned, EXTRA, on.workspace, TODAY),
        lambda on: form_of(Unplanned, None, on.workspace, TODAY),
    ),
    "risk": (
        lambda on: form_of(Risk, DOUBT, on.workspace, TODAY, owner=ACME),
        lambda on: form_of(Risk, None, on.workspace, TODAY, owner=ACME),
    ),
    "review": (lambda on: review_form(DOUBT, on.workspace, TODAY),),
    "snooze": (
        lambda on: snooze_form(ACME, "silence", on.workspace, TODAY),
        lambda on: snooze_form(BOLT, "silence", on.workspace, TODAY),
    ),
    "forecast": (
        lambda on: forecast_form(ACME, on.workspace, TODAY),
        lambda on: forecast_form(BOLT, on.workspace, TODAY),
    ),
    "renewal": (
        lambda on: outcome_form(KEPT, ACME, on.workspace, TODAY),
        lambda on: outcome_form(None, ACME, on.workspace, TODAY),
    ),
    "engagement": (
        lambda on: form_of(Engagement, WORK, on.workspace, TODAY, owner=ACME),
        lambda on: form_of(Engagement, None, on.workspace, TODAY, owner=ACME),
    ),
    "evaluation": (
        lambda on: evaluation_form(ABOUT, ACME, on.workspace, TODAY),
        lambda on: evaluation_form(None, ACME, on.workspace, TODAY),
        lambda on: evaluation_form(None, BOLT, on.workspace, TODAY),
    ),
    "evaluation-text": (lambda on: evaluation_text_form(_row(on), on.workspace),),
    "copy-evaluation": (lambda on: copy_form(_row(on), "Value realization year 1", on.workspace, TODAY),),
    "entry": (
        lambda on: entry_form(LEARNED, LEARNED.section, ABOUT, on.workspace, TODAY),
        lambda on: entry_form(None, Section.SUCCESSES, ABOUT, on.workspace, TODAY),
    ),
    "row": (
        lambda on: row_form(GAIN, GAIN.matrix, WORK, on.workspace, TODAY),
        lambda on: row_form(None, Matrix.IMPROVEMENTS, WORK, on.workspace, TODAY),
    ),
    "answer": (
        lambda on: answer_form(USUAL_PROMPTS[0], WORK, on.workspace, TODAY),
        lambda on: answer_form(USUAL_PROMPTS[1], WORK, on.workspace, TODAY),
    ),
    "prompt": (
        lambda on: prompt_form(USUAL_PROMPTS[0], USUAL_PROMPTS[0].group, on.workspace, TODAY),
        lambda on: prompt_form(None, PromptGroup.REVENUE, on.workspace, TODAY),
    ),
    "roadmap": (
        lambda on: roadmap_form(WAY, ACME, on.workspace, TODAY),
        lambda on: roadmap_form(None, ACME, on.workspace, TODAY),
        lambda on: roadmap_form(None, BOLT, on.workspace, TODAY),
        lambda on: roadmap_form(None, BOLT, on.workspace, TODAY, like=WAY),
    ),
    "kpi": (
        lambda on: kpi_form(FIGURE, WAY, on.workspace, TODAY),
        lambda on: kpi_form(None, WAY, on.workspace, TODAY),
    ),
    "measure": (
        lambda on: measure_form(VALUE, FIGURE, on.workspace, TODAY),
        lambda on: measure_form(None, FIGURE, on.workspace, TODAY),
    ),
    "phase": (
        lambda on: phase_form(NORTH, WAY, on.workspace, TODAY),
        lambda on: phase_form(None, WAY, on.workspace, TODAY),
    ),
    "milestone": (
        lambda on: milestone_form(START, NORTH, on.workspace, TODAY),
        lambda on: milestone_form(None, NORTH, on.workspace, TODAY),
    ),
    "cash": (
        lambda on: cash_form(WAY, 1, on.workspace, TODAY),
        lambda on: cash_form(WAY, 7, on.workspace, TODAY),
    ),
    "step": (
        lambda on: step_form(STEP, WAY, on.workspace, TODAY),
        lambda on: step_form(None, WAY, on.workspace, TODAY),
    ),
    "edition": (
        lambda on: edition_form(SHOWN, WAY, on.workspace, TODAY),
        lambda on: edition_form(None, WAY, on.workspace, TODAY),
    ),
    "aspect": (
        lambda on: aspect_form(USUAL_ASPECTS[0], on.workspace, TODAY),
        lambda on: aspect_form(None, on.workspace, TODAY),
    ),
    "personal": (
        lambda on: personal_form(OWN, on.workspace, TODAY),
        lambda on: personal_form(None, on.workspace, TODAY),
    ),
    "others": (
        lambda on: others_form(OTHERS, OWN, on.workspace, TODAY),
        lambda on: others_form(None, OWN, on.workspace, TODAY),
    ),
    "what-if": (
        lambda on: what_if_form(on.workspace, TODAY, ACME),
        lambda on: what_if_form(on.workspace, TODAY),
    ),
    "period": (lambda on: period_form(DaySpan(TODAY), on.workspace, TODAY),),
    "setting": (lambda on: setting_form("weights", on.workspace.settings),),
    "preference": (lambda on: preference_form("theme", on.preferences),),
    "keys": (lambda on: keys_form(commands_with_keys()["import"], on.preferences),),
    "drafted-plan": (lambda on: decisions_form(NEXT_QUARTER, {f"{ACME.id}/low-use/1/hours": "2"}, on.workspace),),
    "put-off": (lambda on: put_off_form([CALL, REVIEW], on.workspace, TODAY),),
    "import": (
        lambda on: import_form(on.workspace, TODAY),
        lambda on: import_form(on.workspace, TODAY, _PLACE),
    ),
    "reference-plan": (lambda _: reference_form(NEXT_QUARTER),),
}
"""The ways to open each form, by its name."""

WAYS = {f"{form}-{number}": way for form, ways in OPENED.items() for number, way in enumerate(ways)}
"""The same, each by a name of its own."""


def fill_ground(session: Session) -> None:
    """Add the records that the forms are about."""
    for one in (
        ACME,
        BOLT,
        REVIEW,
        LATER,
        CALL,
        GUESS,
        LATE,
        AWAY,
        EXTRA,
        DOUBT,
        WAIT,
        HOPE,
        KEPT,
        WORK,
        ABOUT,
        LEARNED,
        GAIN,
        ANSWER,
        WAY,
        FIGURE,
        NORTH,
        SPENT,
        STEP,
        SHOWN,
        OWN,
        OTHERS,
        USUAL_ASPECTS[0],
    ):
        session.apply(addition(one))
