"""A form that is gone on with on a later day has what it was begun with, and its days mean what they meant."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from csm_tui.domain.preferences import Preferences
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.forms.declared import form_of
from csm_tui.forms.definitions.client_forms import client_form
from csm_tui.forms.definitions.import_form import import_form
from csm_tui.forms.definitions.plan.activity_forms import activity_form
from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.forms.registry import reopened_form
from csm_tui.planning.plan.plan import plan_of
from csm_tui.session.changes import addition
from csm_tui.session.opening import open_workspace
from csm_tui.session.session import Session
from tests.support.builders import client

WEDNESDAY = date(2026, 12, 2)
FRIDAY = WEDNESDAY + timedelta(days=2)
ACME = client("Acme")

Start = Callable[[date], Session]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a program on a day; the one before has ended."""
    started: list[Session] = []

    def one(day: date) -> Session:
        for session in started:
            session.close()
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        started.append(open_workspace(tmp_path / "workspace.json", lambda: day, lambda: at))
        return started[-1]

    one(WEDNESDAY).apply(addition(ACME))
    yield one
    started[-1].close()


def gone_on_with(session: Session) -> tuple[FormSpec[Any], DraftKeeper[Any]]:
    """The form of the one draft, opened once more."""
    (draft,) = session.drafts.found()
    spec = reopened_form(draft, Ground(session.workspace, session.today(), Preferences()))
    assert spec is not None
    return spec, DraftKeeper(spec, session)


def begun(session: Session, spec: FormSpec[Any], **texts: str) -> None:
    keeper = DraftKeeper(spec, session)
    keeper.typed({**keeper.texts, **texts})


def understood(keeper: DraftKeeper[Any], name: str) -> str:
    return next(field.read_back(keeper.texts[name]) for field in keeper.fields if field.name == name)


def touchpoint(session: Session) -> FormSpec[Any]:
    return form_of(Touchpoint, None, session.workspace, session.today(), owner=ACME)


def test_a_new_record_keeps_the_day_it_was_begun_on_over_any_number_of_starts(start: Start) -> None:
    session = start(WEDNESDAY)
    begun(session, touchpoint(session), note="half")
    for days in (2, 3, 4):
        later = start(WEDNESDAY + timedelta(days=days))
        spec, keeper = gone_on_with(later)
        assert keeper.texts["day"] == WEDNESDAY.isoformat()
        keeper.typed({**keeper.texts, "note": f"half {days}"})
        change, problems = spec.read(keeper.meant(keeper.texts), ())
        assert not problems
        (edit,) = change.edits
        assert edit.after.day == WEDNESDAY


def test_a_new_record_that_says_again_what_it_began_with_is_no_draft(start: Start) -> None:
    session = start(WEDNESDAY)
    begun(session, touchpoint(session), note="half")
    later = start(FRIDAY)
    _, keeper = gone_on_with(later)
    assert keeper.typed({**keeper.texts, "note": ""}) is None
    assert later.drafts.all() == ()


@pytest.mark.parametrize(
    ("opens", "field", "typed", "day"),
    [
        (lambda on: client_form(None, on.workspace, on.today()), "renewal_date", "in 2 weeks", date(2026, 12, 16)),
        (lambda on: client_form(on.workspace.clients[ACME.id], on.workspace, on.today()), "renewal_date", "in 9 days",
         date(2026, 12, 11)),
        (touchpoint, "day", "yesterday", date(2026, 12, 1)),
        (lambda on: activity_form(None, plan_of(on.workspace, Quarter(on.today())), on.workspace, on.today()),
         "deadline", "tomorrow", date(2026, 12, 3)),
        (lambda on: import_form(on.workspace, on.today()), "as_of", "3 days ago", date(2026, 11, 29)),
    ],
)  # fmt: skip
def test_a_loosely_typed_day_counts_from_the_day_it_was_typed_on(
    opens: Callable[[Session], FormSpec[Any]], field: str, typed: str, day: date, start: Start
) -> None:
    session = start(WEDNESDAY)
    begun(session, opens(session), **{field: typed})
    for later in (FRIDAY, FRIDAY + timedelta(days=1)):
        _, keeper = gone_on_with(start(later))
        assert keeper.texts[field] == typed
        assert keeper.meant(keeper.texts)[field] == day.isoformat()
        assert understood(keeper, field) == f"{day:%a} {day.day} {day:%b} {day.year}, from 2 Dec"
        keeper.typed({**keeper.texts, "notes": "more", "note": "more"})  # keys of a later day


def test_what_it_began_with_counts_from_there_too(start: Start) -> None:
    session = start(WEDNESDAY)
    begun(session, import_form(session.workspace, WEDNESDAY), file="book.csv")
    _, keeper = gone_on_with(start(FRIDAY))
    assert keeper.meant(keeper.texts)["as_of"] == WEDNESDAY.isoformat()


def test_what_is_typed_anew_counts_from_today(start: Start) -> None:
    session = start(WEDNESDAY)
    begun(session, client_form(None, session.workspace, WEDNESDAY), renewal_date="in 2 weeks")
    _, keeper = gone_on_with(start(FRIDAY))
    texts = {**keeper.texts, "renewal_date": "in 3 weeks"}
    keeper.typed(texts)
    assert keeper.meant(texts)["renewal_date"] == "in 3 weeks"
    _, keeper = gone_on_with(start(FRIDAY + timedelta(days=1)))
    assert keeper.meant(keeper.texts)["renewal_date"] == "2026-12-25"


def test_a_day_that_means_the_same_is_left_as_it_was_typed(start: Start) -> None:
    session = start(WEDNESDAY)
    begun(session, client_form(None, session.workspace, WEDNESDAY), renewal_date="24 Dec", name="Bolt")
    spec, keeper = gone_on_with(start(FRIDAY))
    assert keeper.meant(keeper.texts)["renewal_date"] == "24 Dec"
    assert understood(keeper, "renewal_date") == "Thu 24 Dec 2026, in 20 days"
    change, _ = spec.read(keeper.meant(keeper.texts), ())
    assert isinstance(change.edits[0].after, Client)
