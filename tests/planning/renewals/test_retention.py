"""Rates of a period on books that were computed by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.records.renewal import Outcome, Renewal
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.renewals.retention import Period, Rate, retention
from csm_tui.session.edits.renewal_changes import ended, facts_at_the_end

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
OLD, NEW = date(2022, 5, 1), date(2026, 4, 1)


def renewal(client: Client, due: date, acv: float | None, new_acv: float | None, outcome: Outcome) -> Renewal:
    return Renewal(client=client.id, due=due, closed=due, acv=acv, new_acv=new_acv, outcome=outcome)


def book(*records: Client | Renewal) -> Workspace:
    return Workspace().with_records(records)


def grown_shrunk_and_lost() -> Workspace:
    """Four who were there at the start with 100, 200, 300 and 400, and two who were not.

    Kept: 100 + 150 + 0 + 400 = 650 of 1,000, and 50 more with the first; one of four is lost.
    """
    same, grew, shrank, left = (Client(name=name, customer_since=OLD) for name in ("Same", "Grew", "Shrank", "Left"))
    coming = Client(name="Coming", customer_since=NEW, status=ClientStatus.ONBOARDING, acv=900)
    long_gone = Client(name="Gone", customer_since=OLD, status=ClientStatus.CHURNED, acv=70)
    return book(
        same.changed(acv=400),
        grew.changed(acv=150),
        renewal(grew, date(2026, 3, 1), 100, 150, Outcome.EXPANDED),
        shrank.changed(acv=150),
        renewal(shrank, date(2026, 6, 1), 200, 150, Outcome.CONTRACTED),
        left.changed(acv=300, status=ClientStatus.CHURNED),
        renewal(left, date(2026, 9, 1), 300, 0, Outcome.CHURNED),
        coming,
        long_gone,
        renewal(long_gone, date(2025, 9, 1), 70, 0, Outcome.CHURNED),
    )


def test_a_book_with_an_expansion_a_contraction_a_churn_and_an_onboarding_client():
    found = retention(grown_shrunk_and_lost(), YEAR)
    assert found.grr == Rate(0.65, 1000, 4)
    assert found.nrr == Rate(0.7, 1000, 4)
    assert found.gross_renewal_rate == Rate(250 / 600, 600, 3)
    assert found.net_renewal_rate == Rate(0.5, 600, 3)
    assert found.logo_churn == Rate(0.25, 4, 4)
    assert (found.undated, found.unpriced, found.undecided) == (0, 0, 0)


def test_nothing_to_divide_by_is_no_rate():
    for workspace in (book(), book(Client(name="Coming", customer_since=NEW, acv=9))):
        found = retention(workspace, YEAR)
        assert {found.grr, found.nrr, found.net_renewal_rate, found.logo_churn} == {Rate(None, 0, 0)}


def test_a_renewal_counts_in_the_period_in_which_it_was_due_and_a_loss_from_the_day_on_which_it_was_recorded():
    found = retention(grown_shrunk_and_lost(), Period(date(2026, 7, 1), date(2026, 8, 31)))
    assert found.grr == Rate(1.0, 1900, 5)  # 400 + 150 + 150 + 300, and 900 that came in April
    assert found.gross_renewal_rate == Rate(None, 0, 0)
    assert found.logo_churn == Rate(0.0, 5, 5)


def test_a_change_of_the_price_between_renewals_counts():
    client = with_typed(Client(name="Grew", customer_since=OLD), {"acv": 100}, OLD)
    workspace = book(with_typed(client, {"acv": 130}, date(2026, 5, 5)))
    found = retention(workspace, YEAR)
    assert (found.grr, found.nrr) == (Rate(1.0, 100, 1), Rate(1.3, 100, 1))
    assert retention(workspace, Period(date(2026, 6, 1), YEAR.end)).nrr == Rate(1.0, 130, 1)


def test_who_came_or_went_nobody_knows_when_is_left_out_and_counted():
    gone = Client(name="Gone", customer_since=OLD, status=ClientStatus.CHURNED)
    unpriced = Client(name="Unpriced", customer_since=OLD, renewal_date=date(2026, 2, 2))
    found = retention(book(gone, unpriced, Client(name="New")), YEAR)
    assert (found.undated, found.unpriced, found.undecided) == (2, 1, 1)
    assert (found.grr, found.logo_churn) == (Rate(None, 0, 0), Rate(0.0, 1, 1))


def test_a_status_set_by_hand_dates_the_loss():
    client = with_typed(Client(name="Left"), {"acv": 10, "customer_since": OLD}, date(2025, 1, 1))
    left = with_typed(client, {"status": ClientStatus.CHURNED}, date(2026, 3, 3))
    assert retention(book(left), YEAR).grr == Rate(0.0, 10, 1)
    assert retention(book(left), Period(date(2025, 2, 1), date(2026, 3, 2))).grr == Rate(1.0, 10, 1)


@pytest.mark.parametrize(
    ("new_acv", "outcome"), [(100, "renewed"), (160, "expanded"), (40, "contracted"), (0, "churned")]
)
def test_an_outcome_recorded_in_the_program_counts_at_once(new_acv, outcome):
    client = with_typed(Client(name="Acme"), {"acv": 100, "customer_since": OLD, "renewal_date": YEAR.end}, OLD)
    workspace = book(client)
    facts = facts_at_the_end(client, workspace, None, date(2026, 12, 1))
    made = Renewal(outcome=outcome, new_acv=new_acv, **facts)
    workspace = ended(client, made, workspace, date(2026, 12, 1)).apply(workspace)
    found = retention(workspace, YEAR)
    assert found.nrr == found.net_renewal_rate == Rate(new_acv / 100, 100, 1)
    assert found.grr == found.gross_renewal_rate == Rate(min(new_acv, 100) / 100, 100, 1)
    assert found.logo_churn.value == (new_acv == 0)


def test_a_loss_that_is_recorded_late_holds_from_the_day_on_which_the_contract_ended():
    client = Client(name="Left", customer_since=OLD, acv=300, status=ClientStatus.CHURNED)
    late = renewal(client, date(2026, 8, 1), 300, 0, Outcome.CHURNED).changed(closed=date(2026, 11, 26))
    summer = Period(date(2026, 7, 1), date(2026, 9, 30))
    assert retention(book(client, late), summer).grr == Rate(0.0, 300, 1)
    assert retention(book(client, late), summer).logo_churn == Rate(1.0, 1, 1)


@pytest.mark.parametrize(("outcome", "new_acv", "kept"), [("expanded", 160, 1.0), ("contracted", 40, 0.4)])
def test_another_price_that_is_recorded_late_holds_from_the_day_on_which_the_contract_began(outcome, new_acv, kept):
    client = with_typed(Client(name="Acme"), {"acv": 100, "customer_since": OLD, "renewal_date": date(2026, 8, 1)}, OLD)
    workspace, recorded = book(client), date(2026, 11, 26)
    made = Renewal(outcome=outcome, new_acv=new_acv, **facts_at_the_end(client, workspace, None, recorded))
    workspace = ended(client, made, workspace, recorded).apply(workspace)
    summer, autumn = Period(date(2026, 7, 1), date(2026, 9, 30)), Period(date(2026, 10, 1), date(2026, 12, 31))
    assert (retention(workspace, summer).nrr, retention(workspace, summer).grr) == (
        Rate(new_acv / 100, 100, 1),
        Rate(kept, 100, 1),
    )
    assert retention(workspace, autumn).nrr == Rate(1.0, new_acv, 1)


@pytest.mark.parametrize("written_down", [False, True])
@pytest.mark.parametrize(
    ("first", "last", "grr", "churn"),
    [
        ("2025-01-01", "2025-12-31", Rate(1.0, 100, 1), Rate(0.0, 1, 1)),
        ("2026-01-01", "2026-05-31", Rate(0.0, 100, 1), Rate(1.0, 1, 1)),
        ("2026-01-01", "2026-12-31", Rate(0.8, 100, 1), Rate(0.0, 1, 1)),
        ("2026-05-01", "2026-12-31", Rate(None, 0, 0), Rate(None, 0, 0)),
        ("2026-10-01", "2026-12-31", Rate(1.0, 80, 1), Rate(0.0, 1, 1)),
        ("2026-10-01", "2027-02-01", Rate(0.0, 80, 1), Rate(1.0, 1, 1)),
    ],
)
def test_who_left_and_came_back_was_away_in_between(first, last, grr, churn, written_down):
    client = with_typed(Client(name="Back"), {"acv": 100, "customer_since": OLD}, OLD)
    left, back = date(2026, 3, 1), date(2026, 8, 1)
    client = with_typed(client, {"status": ClientStatus.CHURNED}, date(2026, 3, 20) if written_down else left)
    client = with_typed(client, {"status": ClientStatus.ACTIVE, "acv": 80}, back)
    client = with_typed(client, {"status": ClientStatus.CHURNED}, date(2027, 1, 1))
    lost = [renewal(client, left, 100, 0, Outcome.CHURNED)] if written_down else []
    found = retention(book(client, *lost), Period(date.fromisoformat(first), date.fromisoformat(last)))
    assert (found.grr, found.logo_churn, found.undated) == (grr, churn, 0)


def test_who_came_back_and_left_before_nobody_knows_when_is_left_out():
    gone = with_typed(Client(name="Gone"), {"status": ClientStatus.CHURNED, "customer_since": OLD}, date(2026, 1, 1))
    back = with_typed(gone, {"status": ClientStatus.ACTIVE, "acv": 10}, date(2026, 5, 5))
    assert retention(book(back), YEAR).undated == 1


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(0, 99)), min_size=1, max_size=6))
def test_gross_never_exceeds_net_nor_one(amounts):
    records: list[Client | Renewal] = []
    for number, (before, after) in enumerate(amounts):
        outcome = Outcome.CHURNED if not after else Outcome.EXPANDED if after > before else Outcome.CONTRACTED
        outcome = Outcome.RENEWED if after == before else outcome
        status = ClientStatus.ACTIVE if after else ClientStatus.CHURNED
        client = Client(name=f"Client {number}", customer_since=OLD, acv=after or before, status=status)
        records += [client, renewal(client, date(2026, 2, 2), before, after, outcome)]
    found = retention(book(*records), YEAR)
    assert found.grr == found.gross_renewal_rate
    assert found.nrr == found.net_renewal_rate
    assert found.grr.value is not None
    assert found.nrr.value is not None
    assert 0 <= found.grr.value <= min(1, found.nrr.value)


def test_the_last_twelve_months_end_today():
    period = Period.of_twelve_months(date(2026, 11, 26))
    assert period == Period(date(2025, 11, 27), date(2026, 11, 26))
    assert date(2025, 11, 26) not in period
    assert period.end - period.start == timedelta(days=364)
