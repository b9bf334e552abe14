"""Ending a renewal: one step that keeps what was expected, and is taken back as one."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.records.renewal import Category, Forecast, Outcome, Renewal
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.renewal_forms import outcome_form
from csm_tui.planning.renewals.endings import outcome_of
from csm_tui.session.edits.renewal_changes import ended, facts_at_the_end
from csm_tui.session.merging import Conflict
from tests.support.builders import TODAY

DUE = TODAY + timedelta(days=30)


def book() -> tuple[Client, Workspace]:
    client = with_typed(Client(name="Acme"), {"acv": 100, "renewal_date": DUE, "support": 40}, TODAY - timedelta(200))
    forecast = Forecast(client=client.id, category=Category.LIKELY, likelihood=70, evidence="said so")
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
    assert (renewal.category, renewal.likelihood, renewal.health_before) == (Category.LIKELY, 70, 40)
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
