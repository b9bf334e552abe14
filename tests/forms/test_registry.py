"""Every form there is can be opened again with what was typed in it, by the next program, too."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from csm_tui.commands.anywhere import ANYWHERE
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.record import Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.kinds import TABLES, kind_of
from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.forms.declared import form_of
from csm_tui.forms.definitions.bulk_form import bulk_form
from csm_tui.forms.definitions.client_forms import client_form
from csm_tui.forms.definitions.plan.split_form import split_form
from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.forms.registry import FORMS, known_form, reopened_form, unsaved
from csm_tui.planning.evaluations.proposal import origins
from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from csm_tui.planning.schedule.pins import pin_editor
from csm_tui.session.changes import deletion
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.session import Session
from tests.support.kinds.forms import (
    ACME,
    AWAY,
    BOLT,
    CALL,
    LATE,
    NEXT_QUARTER,
    OPENED,
    REVIEW,
    WAYS,
    WEEK,
    fill_ground,
    form_of_activity,
    ground,
)
from tests.support.sessions import TODAY, opened


@pytest.fixture
def session(tmp_path: Path) -> Session:
    found = opened(tmp_path / "workspace.json")
    fill_ground(found)
    return found


def type_into(spec: FormSpec[Any], session: Session) -> dict[str, str]:
    """Something in every field, and the program ends; what stands in the form then."""
    keeper = DraftKeeper(spec, session)
    texts = {field.name: f"half {keeper.texts[field.name]}" for field in spec.fields}
    keeper.typed(texts)
    session.close()
    return texts


def test_every_form_is_tried() -> None:
    declared = {kind.FORM.name for kind in map(kind_of, TABLES) if hasattr(kind, "FORM")}
    assert OPENED.keys() == FORMS.keys() | declared


@pytest.mark.parametrize("opens", WAYS.values(), ids=WAYS)
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
    later.close()


def test_what_a_new_record_began_with_is_there_again_although_nobody_typed_it(session: Session) -> None:
    spec = form_of_activity(None, ground(session), Quarter(TODAY), given={"category": "retain", "purpose": "Keep Acme"})
    DraftKeeper(spec, session).typed({**spec.first, "description": "talk"})
    (draft,) = session.drafts.all()
    again = reopened_form(draft, ground(session))
    assert again is not None
    texts = DraftKeeper(again, session).texts
    assert (texts["category"], texts["purpose"], texts["description"]) == ("retain", "Keep Acme", "talk")
    session.close()


def test_an_activity_that_is_gone_on_with_is_still_made_of_what_it_was_begun_of(session: Session) -> None:
    aspect = USUAL_ASPECTS[0]
    spec = form_of_activity(None, ground(session), Quarter(TODAY), given={"reference": "X1"}, source=aspect)
    DraftKeeper(spec, session).typed({**spec.first, "hours": "2"})
    (draft,) = session.drafts.all()
    again = reopened_form(draft, ground(session))
    assert again is not None
    texts = DraftKeeper(again, session).texts
    change, problems = again.read(texts, {*texts})
    assert change is not None, problems
    session.apply(change)
    (linked,) = session.workspace.table(Aspect).records.values()
    assert (linked.id, linked.activities) == (aspect.id, (spec.record,))
    assert origins(session.workspace, spec.record) == ["aspect of one's own work: Time management"]
    session.close()


@pytest.mark.parametrize(
    ("opens", "gone"),
    [
        (OPENED["stakeholder"][1], ACME), (OPENED["touchpoint"][0], ACME), (OPENED["assumption"][0], REVIEW),
        (OPENED["log"][1], REVIEW), (OPENED["repeat"][0], REVIEW), (OPENED["split"][0], REVIEW),
        (OPENED["bulk"][0], ACME), (OPENED["what-if"][0], ACME),
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
    session.close()


def test_one_field_of_a_client_that_is_gone_brings_all_of_it(session: Session) -> None:
    spec = client_form(ACME, session.workspace, TODAY).only("notes")
    DraftKeeper(spec, session).typed({"notes": "half"})
    (draft,) = session.drafts.all()
    session.apply(deletion([ACME], session.workspace))
    again = reopened_form(draft, ground(session))
    assert again is not None
    texts = DraftKeeper(again, session).texts
    assert (texts["name"], texts["notes"]) == ("Acme", "half")
    session.close()


def test_new_ones_are_told_apart_by_what_they_are_about(session: Session) -> None:
    on = ground(session)
    specs = [
        form_of_activity(None, on, Quarter(TODAY)), form_of_activity(None, on, Quarter(TODAY), client=ACME),
        form_of_activity(None, on, Quarter(TODAY), client=BOLT), form_of_activity(None, on, NEXT_QUARTER),
        form_of(Touchpoint, None, on.workspace, TODAY, owner=ACME),
    ]  # fmt: skip
    for spec in specs:
        DraftKeeper(spec, session).typed({**spec.first, spec.focus: "half"})
    for spec in specs:
        assert unsaved(session.drafts.all(), on, spec.form, spec.parent) == spec.record
    assert unsaved(session.drafts.all(), on, "touchpoint", BOLT.id) == ""
    session.close()


def test_the_new_one_that_was_typed_last_is_gone_on_with(session: Session) -> None:
    on = ground(session)
    specs = [form_of(Touchpoint, None, on.workspace, TODAY, owner=ACME) for _ in range(2)]
    for spec in (*specs, form_of(Touchpoint, CALL, on.workspace, TODAY, owner=ACME)):
        DraftKeeper(spec, session).typed({**spec.first, "note": "half"})
    assert unsaved(session.drafts.all(), on, "touchpoint", ACME.id) == specs[1].record
    session.close()


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
            commands = BY_ID[known.screen].commands if known.screen else ANYWHERE
            assert known.command in {command.ID for command in commands}
        else:
            assert known.screen in ("", "settings")


def test_every_kind_has_a_form_but_what_is_only_read_from_a_file_and_what_was_said_of_one() -> None:
    without = {table for table in TABLES if not hasattr(kind_of(table), "FORM")}
    assert without == {"appointments", "calendars", "column_meanings"}
    assert Client.FORM.name == "client"
