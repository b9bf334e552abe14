"""What others save while something is half typed is met when it is saved, also by the program after the next start."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from csm_tui.domain.record import Entity
from csm_tui.domain.records.activity import Activity, Pin
from csm_tui.domain.records.client import Client, Stakeholder
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.client_forms import client_form
from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.session.changes import addition, deletion, edition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.drafts.merge_base import base_of, on_base, opened_on
from csm_tui.session.merging import Conflict
from csm_tui.session.session import Session
from csm_tui.storage.drafts.draft_file import decode_draft, encode_draft
from tests.support.builders import client
from tests.support.sessions import TODAY, Owner, opened

ANN = Stakeholder(name="Ann")
ACME = with_typed(client("Acme", acv=1000, owner="Kim", stakeholders=(ANN,)), {"product": 50}, TODAY)
AT = "2026-03-02T09:30:00+00:00"


def typed(session: Session, **texts: str) -> Draft:
    """What a form that is opened now keeps of what is typed in it."""
    first = {"acv": "1000", "owner": "Kim"}
    return Draft("client", ACME.id, "", "Acme", False, first, texts, AT, session.base_of(ACME.id))


@pytest.fixture
def path(path: Path) -> Path:
    opened(path).apply(addition(ACME))
    return path


@pytest.fixture
def half_typed(path: Path) -> None:
    """A program ended with an ACV half typed."""
    session = opened(path)
    session.drafts.note(typed(session, acv="2000"))
    session.close()


@pytest.fixture
def start(path: Path) -> Iterator[Callable[[], Session]]:
    """Starts a program on the workspace."""
    started: list[Session] = []

    def one() -> Session:
        started.append(opened(path))
        return started[-1]

    yield one
    for session in started:
        session.close()


Start = Callable[[], Session]


def acme(session: Session) -> Client:
    return session.workspace.clients[ACME.id]


def elsewhere(path: Path, **fields: object) -> None:
    other = opened(path)
    other.apply(edition(acme(other), acme(other).changed(**fields)))


def save(session: Session, draft: Draft, **values: object) -> None:
    """As a form does that was opened once more, on what is there now."""
    session.apply(edition(acme(session), with_typed(acme(session), values, TODAY)), draft)


@pytest.mark.usefixtures("half_typed")
def test_what_a_form_was_opened_on_outlives_a_restart(start: Start) -> None:
    (draft,) = start().drafts.found()
    assert opened_on(draft.base) == ACME
    assert draft.base["rev"] == 1


@pytest.mark.usefixtures("half_typed")
def test_other_fields_of_others_are_kept_after_a_restart(start: Start, path: Path) -> None:
    elsewhere(path, owner="Lee", stakeholders=(ANN, Stakeholder(name="Ben")))
    session = start()
    (draft,) = session.drafts.found()
    save(session, draft, acv=2000, product=70)
    found = acme(opened(path))
    assert (found.acv, found.owner, found.product, len(found.stakeholders)) == (2000, "Lee", 70, 2)
    assert found.history[-1][1] == 70


@pytest.mark.usefixtures("half_typed")
def test_the_same_field_of_others_is_told_once_and_then_overruled(start: Start, path: Path) -> None:
    elsewhere(path, acv=3000)
    session = start()
    (draft,) = session.drafts.found()
    with pytest.raises(Conflict, match='acv was set to "3000" since the form was opened; you wanted "2000"'):
        save(session, draft, acv=2000)
    assert acme(opened(path)).acv == 3000
    known = session.drafts.get("client", ACME.id)
    assert known is not None
    assert known.texts == draft.texts
    save(session, known, acv=2000)
    assert acme(opened(path)).acv == 2000
    assert session.drafts.get("client", ACME.id) is None
    session.undo()
    assert acme(opened(path)).acv == 3000


def test_a_form_keeps_what_it_was_opened_on(start: Start, path: Path) -> None:
    session = start()
    keeper = DraftKeeper(client_form(acme(session), session.workspace, TODAY), session)
    elsewhere(path, acv=3000)
    draft = keeper.typed({"acv": "2000"})
    assert draft is not None
    assert opened_on(draft.base) == ACME
    later = start()
    form = client_form(acme(later), later.workspace, TODAY)
    later.drafts.note(draft)
    again = DraftKeeper(form, later).typed({"acv": "2500"})
    assert again is not None
    assert opened_on(again.base) == ACME, "that of the first form, not of the one that was opened once more"
    change, problems = form.read(again.texts, again.texts)
    assert (change is not None, problems) == (True, {})
    with pytest.raises(Conflict, match="acv was set to"):
        later.apply(change, again)


def test_a_form_for_a_new_record_has_none(start: Start) -> None:
    session = start()
    draft = DraftKeeper(client_form(None, session.workspace, TODAY), session).typed({"name": "Bolt"})
    assert draft is not None
    assert draft.base == {}


def test_a_save_that_is_refused_later_is_told_once_too(owner: Owner, path: Path) -> None:
    session = owner.session
    draft = typed(session, acv="2000")
    session.drafts.note(draft)
    elsewhere(path, acv=3000)
    save(session, draft, acv=2000)
    owner.listen()
    assert owner.heard[-1].refused is not None
    known = session.drafts.get("client", ACME.id)
    assert known is not None
    assert opened_on(known.base) == acme(opened(path))
    save(session, known, acv=2000)
    owner.listen()
    assert acme(opened(path)).acv == 2000


@pytest.mark.usefixtures("half_typed")
def test_what_was_deleted_meanwhile_is_a_conflict_and_can_be_added_anew(start: Start, path: Path) -> None:
    opened(path).apply(deletion([ACME], opened(path).workspace))
    session = start()
    (draft,) = session.drafts.found()
    with pytest.raises(Conflict, match="deleted in another terminal"):
        session.apply(edition(ACME, ACME.changed(acv=2000)), draft)
    session.apply(addition(ACME.changed(acv=2000)), draft)
    assert acme(session).acv == 2000


def test_drafts_of_older_programs_have_no_base(start: Start, path: Path) -> None:
    session = start()
    draft = replace(typed(session, acv="2000"), base={})
    document = {**vars(draft), "serial": 1}
    del document["base"]
    assert decode_draft(encode_draft(document)) == document
    assert decode_draft(encode_draft({**document, "base": [1]})) is None
    elsewhere(path, acv=3000)
    session = opened(path)
    save(session, draft, acv=2000)
    assert acme(session).acv == 2000


@pytest.mark.parametrize("spoiled", [{"table": "plots"}, {"record": {"name": 7}}, {"record": None}, {"id": 5}])
def test_a_base_that_means_nothing_is_left_out(spoiled: dict[str, object]) -> None:
    change = edition(ACME, ACME.changed(acv=5))
    here = Workspace().with_records([ACME])
    assert on_base(change, {**base_of(ACME, 1), **spoiled}, here) is change


def test_changes_of_other_records_stay_as_they_are() -> None:
    bolt = client("Bolt")
    change = edition(bolt, bolt.changed(acv=5))
    here = Workspace().with_records([ACME, bolt])
    assert on_base(change, base_of(ACME, 1), here).edits == change.edits


@pytest.mark.parametrize(
    "record",
    [ACME, Activity(quarter=TODAY, reference="A1", hours=2.5, pins=(Pin(day=TODAY + timedelta(days=1), hours=1),))],
)
def test_a_base_is_the_record_itself(record: Entity) -> None:
    assert opened_on(base_of(record, 3)) == record
