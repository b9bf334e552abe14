"""Every form there is can be opened again with what was typed in it, by the next program, too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from csm_tui.commands.screens import BY_ID
from csm_tui.domain.preferences import Preferences
from csm_tui.domain.record import Entity
from csm_tui.domain.records.activity import Activity, LogEntry
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.client import Client, Stakeholder
from csm_tui.domain.records.engagement import Engagement
from csm_tui.domain.records.evaluation import Section
from csm_tui.domain.records.kinds import TABLES, kind_of
from csm_tui.domain.records.matrix import Matrix, MatrixRow
from csm_tui.domain.records.personal import Aspect
from csm_tui.domain.records.prompt import Answer, PromptGroup
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.records.view import View
from csm_tui.domain.records.worktime import Leave, Unplanned
from csm_tui.domain.values.quarter import Quarter
from csm_tui.forms.declared import form_of
from csm_tui.forms.definitions.activity_forms import activity_form, log_form, repeat_form
from csm_tui.forms.definitions.bulk_form import bulk_form
from csm_tui.forms.definitions.client_forms import client_form, stakeholder_form
from csm_tui.forms.definitions.evaluation_forms import (
    answer_form,
    copy_form,
    entry_form,
    evaluation_form,
    prompt_form,
    row_form,
)
from csm_tui.forms.definitions.file_forms import FILE_FORMS, file_form, import_form
from csm_tui.forms.definitions.personal_forms import others_form, personal_form
from csm_tui.forms.definitions.setting_forms import commands_with_keys, keys_form, preference_form, setting_form
from csm_tui.forms.definitions.split_form import split_form
from csm_tui.forms.definitions.view_forms import new_view_form, view_form
from csm_tui.forms.definitions.worktime_forms import assessment_form, week_form
from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.forms.registry import FORMS, known_form, reopened_form, unsaved
from csm_tui.planning.evaluations.engagements import EvaluationRow, evaluation_row
from csm_tui.planning.evaluations.prompts import USUAL_PROMPTS
from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.schedule.pins import pin_editor
from csm_tui.session.changes import Change, addition, deletion
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.session import Session
from tests.support.builders import client
from tests.support.evaluation_builders import by_other, engagement, entries, evaluation, personal
from tests.support.sessions import TODAY, opened

ADA = Stakeholder(name="Ada Quill")
ACME, BOLT = client("Acme", stakeholders=(ADA,)), client("Bolt")
ENTRY = LogEntry(day=date(2026, 3, 2), hours=1)
REVIEW = Activity(id="6f2f6c1e-7f0c-4c8e-9d57-0d9f0f3b1a01", quarter=TODAY, reference="R1", hours=4, log=(ENTRY,))
CALL = Touchpoint(client=ACME.id, day=date(2026, 2, 1), note="budget")
GUESS = Assumption(activity=REVIEW.id, text="sponsor stays")
LATE = View(name="Late", filter="band:red")
AWAY = Leave(first=date(2026, 4, 1), last=date(2026, 4, 2))
EXTRA = Unplanned(day=TODAY, hours=1, note="outage")
WORK = engagement(ACME)
ABOUT = evaluation(WORK)
(LEARNED,) = entries(ABOUT, {Section.LESSONS: ["Ask twice"]})
GAIN = MatrixRow(engagement=WORK.id, customer="Hours saved")
ANSWER = Answer(engagement=WORK.id, prompt=USUAL_PROMPTS[0].id, text="The digest")
OWN = personal()
OTHERS = by_other(OWN, (8,))
NEXT_QUARTER = Quarter(TODAY).following
GIVEN = {"filter": "band:red", "sort": [["acv", True]], "columns": ["client", "acv"], "place": 3}
WEEK = [date(2026, 3, day) for day in range(2, 9)]


def ground(session: Session) -> Ground:
    return Ground(session.workspace, TODAY, Preferences())


def _activity(one: Activity | None, on: Ground, quarter: Quarter, **more: Any) -> FormSpec[Change]:
    return activity_form(one, plan_of(on.workspace, quarter), on.workspace, TODAY, **more)


def _split(on: Ground) -> FormSpec[Change]:
    return split_form(REVIEW, pin_editor(on.workspace, Quarter(TODAY), TODAY), WEEK)


def _row(on: Ground) -> EvaluationRow:
    row = evaluation_row(on.workspace, ABOUT)
    assert row is not None
    return row


OPENED: dict[str, tuple[Callable[[Ground], FormSpec[Any]], ...]] = {
    "client": (
        lambda on: client_form(ACME, on.workspace, TODAY),
        lambda on: client_form(None, on.workspace, TODAY),
        lambda on: client_form(ACME, on.workspace, TODAY).only("renewal_date"),
        lambda on: client_form(ACME, on.workspace, TODAY).only("override"),
    ),
    "stakeholder": (lambda _: stakeholder_form(ADA, ACME, TODAY), lambda _: stakeholder_form(None, ACME, TODAY)),
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
    "bulk": (lambda _: bulk_form([ACME], TODAY), lambda _: bulk_form([BOLT, ACME], TODAY)),
    "activity": (
        lambda on: _activity(REVIEW, on, Quarter(TODAY)),
        lambda on: _activity(None, on, NEXT_QUARTER),
        lambda on: _activity(None, on, Quarter(TODAY), client=ACME),
        lambda on: _activity(None, on, Quarter(TODAY), given={"category": "retain", "purpose": "Keep Acme"}),
    ),
    "log": (lambda _: log_form(REVIEW, TODAY), lambda _: log_form(REVIEW, TODAY, ENTRY)),
    "repeat": (lambda on: repeat_form(REVIEW, plan_of(on.workspace, Quarter(TODAY)), TODAY),),
    "split": (_split,),
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
    "engagement": (
        lambda on: form_of(Engagement, WORK, on.workspace, TODAY, owner=ACME),
        lambda on: form_of(Engagement, None, on.workspace, TODAY, owner=ACME),
    ),
    "evaluation": (
        lambda on: evaluation_form(ABOUT, ACME, on.workspace, TODAY),
        lambda on: evaluation_form(None, ACME, on.workspace, TODAY),
        lambda on: evaluation_form(None, BOLT, on.workspace, TODAY),
    ),
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
    "aspect": (
        lambda on: form_of(Aspect, USUAL_ASPECTS[0], on.workspace, TODAY),
        lambda on: form_of(Aspect, None, on.workspace, TODAY),
    ),
    "personal": (
        lambda on: personal_form(OWN, on.workspace, TODAY),
        lambda on: personal_form(None, on.workspace, TODAY),
    ),
    "others": (
        lambda on: others_form(OTHERS, OWN, on.workspace, TODAY),
        lambda on: others_form(None, OWN, on.workspace, TODAY),
    ),
    "setting": (lambda on: setting_form("weights", on.workspace.settings),),
    "preference": (lambda on: preference_form("theme", on.preferences),),
    "keys": (lambda on: keys_form(commands_with_keys()["plan.import"], on.preferences),),
    "import": (lambda _: import_form(TODAY),),
    **{form: (lambda _, form=form: file_form(form, NEXT_QUARTER),) for form in FILE_FORMS},
}
"""Every form, opened in the ways there are."""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    found = opened(tmp_path / "workspace.json")
    for one in (
        ACME,
        BOLT,
        REVIEW,
        CALL,
        GUESS,
        LATE,
        AWAY,
        EXTRA,
        WORK,
        ABOUT,
        LEARNED,
        GAIN,
        ANSWER,
        OWN,
        OTHERS,
        USUAL_ASPECTS[0],
    ):
        found.apply(addition(one))
    return found


def type_into(spec: FormSpec[Any], session: Session) -> dict[str, str]:
    """Something in every field, and the program ends; what stands in the form then."""
    keeper = DraftKeeper(spec, session)
    texts = {field.name: f"half {keeper.texts[field.name]}" for field in spec.fields}
    keeper.typed(texts)
    session.close(1.0)
    return texts


def test_every_form_is_tried() -> None:
    declared = {kind.FORM.name for kind in map(kind_of, TABLES) if hasattr(kind, "FORM")}
    assert OPENED.keys() == FORMS.keys() | declared


@pytest.mark.parametrize(
    "opens",
    [pytest.param(one, id=f"{form}-{number}") for form, ways in OPENED.items() for number, one in enumerate(ways)],
)  # fmt: skip
def test_what_was_typed_in_a_form_is_gone_on_with_by_the_next_program(
    opens: Callable[[Ground], FormSpec[Any]], session: Session
) -> None:
    spec = opens(ground(session))
    typed = type_into(spec, session)
    later = opened(session.path)
    (draft,) = later.drafts.found()
    again = reopened_form(draft, ground(later))
    assert again is not None
    assert [field.name for field in again.fields] == [field.name for field in spec.fields]
    assert (again.form, again.record, again.parent, again.new) == (spec.form, spec.record, spec.parent, spec.new)
    assert (again.title, again.focus) == (spec.title, spec.focus)
    keeper = DraftKeeper(again, later)
    assert {name: keeper.texts[name] for name in typed} == typed
    later.close(1.0)


def test_what_a_new_record_began_with_is_there_again_although_nobody_typed_it(session: Session) -> None:
    spec = _activity(None, ground(session), Quarter(TODAY), given={"category": "retain", "purpose": "Keep Acme"})
    DraftKeeper(spec, session).typed({**spec.first, "description": "talk"})
    (draft,) = session.drafts.all()
    again = reopened_form(draft, ground(session))
    assert again is not None
    texts = DraftKeeper(again, session).texts
    assert (texts["category"], texts["purpose"], texts["description"]) == ("retain", "Keep Acme", "talk")
    session.close(1.0)


@pytest.mark.parametrize(
    ("opens", "gone"),
    [
        (OPENED["stakeholder"][1], ACME), (OPENED["touchpoint"][0], ACME), (OPENED["assumption"][0], REVIEW),
        (OPENED["log"][1], REVIEW), (OPENED["repeat"][0], REVIEW), (OPENED["split"][0], REVIEW),
        (OPENED["bulk"][0], ACME),
    ],
)  # fmt: skip
def test_nothing_is_opened_where_what_it_belongs_to_is_gone(
    opens: Callable[[Ground], FormSpec[Any]], gone: Entity, session: Session
) -> None:
    spec = opens(ground(session))
    session.apply(deletion([gone], session.workspace))
    draft = Draft(spec.form, spec.record, spec.parent, "", spec.new, spec.first, {"x": "y"}, "")
    assert reopened_form(draft, ground(session)) is None


@pytest.mark.parametrize(
    ("opens", "gone"),
    [
        (OPENED["client"][0], ACME), (OPENED["touchpoint"][0], CALL), (OPENED["activity"][0], REVIEW),
        (OPENED["view"][0], LATE), (OPENED["leave"][0], AWAY),
    ],
)  # fmt: skip
def test_what_was_typed_about_a_record_that_is_gone_makes_a_new_one_with_all_its_texts(
    opens: Callable[[Ground], FormSpec[Any]], gone: Entity, session: Session
) -> None:
    spec = opens(ground(session))
    DraftKeeper(spec, session).typed({**spec.first, spec.focus: "typed"})
    (draft,) = session.drafts.all()
    session.apply(deletion([gone], session.workspace))
    again = reopened_form(draft, ground(session))
    assert again is not None
    assert again.new
    assert {**spec.first, spec.focus: "typed"}.items() <= DraftKeeper(again, session).texts.items()
    assert unsaved(session.drafts.all(), ground(session), spec.form, spec.parent) == gone.id
    session.close(1.0)


def test_one_field_of_a_client_that_is_gone_brings_all_of_it(session: Session) -> None:
    spec = client_form(ACME, session.workspace, TODAY).only("notes")
    DraftKeeper(spec, session).typed({"notes": "half"})
    (draft,) = session.drafts.all()
    session.apply(deletion([ACME], session.workspace))
    again = reopened_form(draft, ground(session))
    assert again is not None
    texts = DraftKeeper(again, session).texts
    assert (texts["name"], texts["notes"]) == ("Acme", "half")
    session.close(1.0)


def test_new_ones_are_told_apart_by_what_they_are_about(session: Session) -> None:
    on = ground(session)
    specs = [
        _activity(None, on, Quarter(TODAY)), _activity(None, on, Quarter(TODAY), client=ACME),
        _activity(None, on, Quarter(TODAY), client=BOLT), _activity(None, on, NEXT_QUARTER),
        form_of(Touchpoint, None, on.workspace, TODAY, owner=ACME),
    ]  # fmt: skip
    for spec in specs:
        DraftKeeper(spec, session).typed({**spec.first, spec.focus: "half"})
    for spec in specs:
        assert unsaved(session.drafts.all(), on, spec.form, spec.parent) == spec.record
    assert unsaved(session.drafts.all(), on, "touchpoint", BOLT.id) == ""
    session.close(1.0)


def test_the_new_one_that_was_typed_last_is_gone_on_with(session: Session) -> None:
    on = ground(session)
    specs = [form_of(Touchpoint, None, on.workspace, TODAY, owner=ACME) for _ in range(2)]
    for spec in (*specs, form_of(Touchpoint, CALL, on.workspace, TODAY, owner=ACME)):
        DraftKeeper(spec, session).typed({**spec.first, "note": "half"})
    assert unsaved(session.drafts.all(), on, "touchpoint", ACME.id) == specs[1].record
    session.close(1.0)


def test_changes_of_the_same_marks_are_one_and_those_of_others_another() -> None:
    first, same, other = (bulk_form(marked, TODAY).record for marked in ([ACME, BOLT], [BOLT, ACME], [ACME]))
    assert first == same != other


def test_splits_of_other_days_or_activities_are_others(session: Session) -> None:
    editor = pin_editor(session.workspace, Quarter(TODAY), TODAY)
    days = [WEEK, WEEK[:1], WEEK[1:2]]
    assert len({split_form(REVIEW, editor, one).record for one in days}) == 3


def test_a_form_that_nobody_registered_does_not_open(session: Session) -> None:
    spec = replace(client_form(ACME, session.workspace, TODAY), form="forgotten")
    with pytest.raises(LookupError, match="no form is called forgotten"):
        DraftKeeper(spec, session)


@pytest.mark.parametrize(
    ("form", "record", "parent"),
    [
        ("of-a-newer-program", "1", ""), ("week", "1", ""), ("week", "1", "next"), ("split", REVIEW.id, "2026-01-05"),
        ("split", REVIEW.id, REVIEW.id), ("activity", "1", ""), ("assessment", "1", "soon"),
        ("log", REVIEW.id, "2026-01-05"), ("keys", "no.command", ""), ("setting", "no.setting", ""),
        ("touchpoint", "1", "nobody"),
    ],
)  # fmt: skip
def test_a_draft_of_another_version_of_the_program_stops_nothing(
    form: str, record: str, parent: str, session: Session
) -> None:
    assert reopened_form(Draft(form, record, parent, "", True, {}, {}, ""), ground(session)) is None


def test_who_saves_what_a_change_does_not_is_a_screen_with_that_command() -> None:
    for form in FORMS:
        known = known_form(form)
        assert known is not None
        if known.command:
            assert known.command in {command.ID for command in BY_ID[known.screen].commands}
        else:
            assert known.screen in ("", "settings")


def test_every_kind_has_a_form_but_what_is_only_read_from_a_file() -> None:
    assert {table for table in TABLES if not hasattr(kind_of(table), "FORM")} == {"appointments"}
    assert Client.FORM.name == "client"
