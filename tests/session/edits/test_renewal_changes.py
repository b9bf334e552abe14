"""Ending a renewal: one step that keeps what was expected, and is taken back as one."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.records.renewal import Forecast, ForecastCategory, Outcome, Renewal
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.renewal_forms import outcome_form
from csm_tui.planning.renewals.endings import outcome_of
from csm_tui.planning.renewals.retention import Period, retention
from csm_tui.session.edits.renewal_changes import ended, facts_at_the_end, mended
from csm_tui.session.merging import Conflict
from tests.support.builders import TODAY

DUE = TODAY + timedelta(days=30)


def book() -> tuple[Client, Workspace]:
    client = with_typed(Client(name="Acme"), {"acv": 100, "renewal_date": DUE, "support": 40}, TODAY - timedelta(200))
    forecast = Forecast(client=client.id, category=ForecastCategory.LIKELY, likelihood=70, evidence="said so")
    return client, Workspace().with_records([client, forecast])


def closing(client: Client, workspace: Workspace, **fields: Any) -> Renewal:
    return Renewal(**fields, **facts_at_the_end(client, workspace, None, TODAY))


def test_a_renewal_ends_in_one_step_that_can_be_taken_back():
    client, workspace = book()
    made = closing(client, workspace, outcome=Outcome.EXPANDED, new_acv=120)
    change = ended(client, made, workspace, TODAY)
    after = change.apply(workspace)
    (renewal,) = after.table(Renewal).of(client.id)
    assert (renewal.due, renewal.closed, renewal.acv, renewal.new_acv) == (DUE, TODAY, 100, 120)
    assert (renewal.category, renewal.likelihood, renewal.health_before) == (ForecastCategory.LIKELY, 70, 40)
    now = after.clients[client.id]
    assert (now.acv, now.renewal_date) == (120, date(2027, 4, 1))
    assert after.table(Forecast).of(client.id) == ()
    back = change.inverse().apply(after)
    assert back.clients[client.id] == client
    assert (len(back.table(Forecast).records), len(back.table(Renewal).records)) == (1, 0)


def test_who_leaves_has_churned_and_keeps_what_they_paid():
    client, workspace = book()
    made = closing(client, workspace, outcome=Outcome.CHURNED, reason="too dear")
    assert made.acv_after == 0
    after = ended(client, made, workspace, TODAY).apply(workspace).clients[client.id]
    assert (after.status, after.acv, after.renewal_date) == (ClientStatus.CHURNED, 100, DUE)


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (100, 100, "renewed"), (100, 101, "expanded"), (100, 99, "contracted"), (100, 0, "churned"),
        (None, 5, "renewed"), (100, None, "renewed"), (0, 5, "expanded"),
    ],
)  # fmt: skip
def test_the_new_acv_tells_the_outcome(before, after, outcome):
    assert outcome_of(after, before) == outcome
    given = {"client": "1", "due": DUE, "closed": TODAY, "acv": before, "new_acv": after}
    assert Renewal(outcome=outcome, **given).kept == (outcome != "churned")
    for other in {*Outcome} - {outcome} if before is not None and after is not None else ():
        with pytest.raises(ValidationError):
            Renewal(outcome=other, **given)


def test_the_new_contract_ends_when_it_is_said():
    client, workspace = book()
    made = closing(client, workspace, outcome=Outcome.RENEWED, next_renewal=date(2028, 1, 1))
    assert (made.acv_after, made.outcome) == (100, Outcome.RENEWED)
    after = ended(client, made, workspace, TODAY).apply(workspace).clients[client.id]
    assert (after.acv, after.renewal_date) == (100, date(2028, 1, 1))


def test_a_contract_that_ends_at_the_last_day_there_is_goes_on_until_then():
    last = date(2199, 12, 31)
    client = Client(name="Far", renewal_date=last)
    workspace = Workspace().with_records([client])
    after = ended(client, closing(client, workspace, outcome=Outcome.RENEWED), workspace, TODAY).apply(workspace)
    assert after.clients[client.id].renewal_date == last


def test_the_same_renewal_does_not_end_twice():
    client, workspace = book()
    first = ended(client, closing(client, workspace, outcome=Outcome.RENEWED), workspace, TODAY)
    second = ended(client, closing(client, workspace, outcome=Outcome.RENEWED), workspace, TODAY)
    after = first.apply(workspace)
    with pytest.raises(Conflict):
        second.apply(after)
    spec = outcome_form(None, after.clients[client.id], after, TODAY)
    change, problems = spec.read({**spec.first, "due": DUE.isoformat()}, set())
    assert change is None
    assert "ended already" in problems["due"]


@pytest.mark.parametrize("days", [0, -400])
def test_the_next_contract_ends_after_this_one_was_due(days):
    client, workspace = book()
    with pytest.raises(ValidationError, match="must be after"):
        closing(client, workspace, outcome=Outcome.RENEWED, next_renewal=DUE + timedelta(days))


LATER = TODAY + timedelta(days=60)
MENDED = {
    "renewed": {"outcome": Outcome.RENEWED, "new_acv": None},
    "expanded": {"outcome": Outcome.EXPANDED, "new_acv": 150},
    "churned": {"outcome": Outcome.CHURNED, "new_acv": None},
    "churned, because": {"outcome": Outcome.CHURNED, "reason": "too dear"},
    "until then": {"outcome": Outcome.RENEWED, "next_renewal": date(2029, 1, 1)},
}


@pytest.mark.parametrize("then", MENDED)
@pytest.mark.parametrize("first", MENDED)
def test_a_client_follows_an_outcome_that_is_mended_as_if_it_had_been_so_at_first(first, then):
    client, workspace = book()
    client = client.changed(status=ClientStatus.ONBOARDING, customer_since=date(2020, 1, 1))
    workspace = workspace.with_records([client])
    closings = [closing(client, workspace, **MENDED[one]) for one in (first, then)]
    wanted = ended(client, closings[1], workspace, TODAY).apply(workspace)
    before = ended(client, closings[0], workspace, TODAY).apply(workspace)
    spec = outcome_form(closings[0], before.clients[client.id], before, LATER)
    texts = outcome_form(closings[1], client, wanted, LATER).first
    change, problems = spec.read({**spec.first, **texts}, set())
    assert problems == {}
    after = before if change is None else change.apply(before)
    for name in ("status", "acv", "renewal_date", "former"):
        assert getattr(after.clients[client.id], name) == getattr(wanted.clients[client.id], name), name
    for period in (Period(TODAY, LATER), Period(LATER, LATER)):
        assert retention(after, period) == retention(wanted, period)
    assert change is None or change.inverse().apply(after).clients == before.clients


def test_what_was_entered_since_and_later_renewals_stand_against_an_outcome_that_is_mended():
    client, workspace = book()
    made = closing(client, workspace, outcome=Outcome.RENEWED)
    workspace = ended(client, made, workspace, TODAY).apply(workspace)
    typed = with_typed(workspace.clients[client.id], {"acv": 130, "renewal_date": DUE}, LATER)
    workspace = workspace.with_records([typed])
    lost = made.changed(outcome=Outcome.CHURNED)
    left = mended(typed, made, lost, workspace).apply(workspace).clients[client.id]
    assert (left.status, left.acv, left.renewal_date) == (ClientStatus.CHURNED, 130, DUE)
    again = Renewal(outcome=Outcome.RENEWED, **facts_at_the_end(typed, workspace, LATER, LATER))
    workspace = ended(typed, again, workspace, LATER).apply(workspace)
    now = workspace.clients[client.id]
    assert mended(now, made, lost, workspace).apply(workspace).clients[client.id] == now


def test_the_loss_of_one_who_has_left_is_written_down_once_and_nothing_else():
    client, workspace = book()
    left = with_typed(client, {"status": ClientStatus.CHURNED}, TODAY)
    workspace = workspace.with_records([left])
    spec = outcome_form(None, left, workspace, LATER)
    assert spec.first["outcome"] == "churned"
    change, problems = spec.read({**spec.first, "outcome": "renewed"}, {"outcome"})
    assert (change, problems) == (None, {"outcome": "they have left: churned, or give them another status first"})
    change, problems = spec.read({**spec.first, "reason": "too dear"}, {"reason"})
    assert (problems, change is None) == ({}, False)
    after = change.apply(workspace)
    spec = outcome_form(None, after.clients[client.id], after, LATER)
    _, problems = spec.read({**spec.first, "due": LATER.isoformat()}, {"due"})
    assert problems == {"outcome": "they have left already, and how is written down"}
    back = with_typed(after.clients[client.id], {"status": ClientStatus.ACTIVE}, LATER)
    gone = with_typed(back, {"status": ClientStatus.CHURNED}, LATER + timedelta(30))
    for here in (back, gone):
        spec = outcome_form(None, here, after.with_records([here]), LATER + timedelta(30))
        _, problems = spec.read({**spec.first, "due": LATER.isoformat()}, {"due"})
        assert problems == {}
