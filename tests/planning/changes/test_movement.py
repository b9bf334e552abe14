"""What moved between two days: shares that add up, fields, bands, who is new and who left."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.records.renewal import Outcome, Renewal
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.health import COMPONENTS, Weights, overall
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.changes.movement import FieldMove, Movement, change_object, movement, shares_of_change
from csm_tui.planning.changes.wording import points, shown_shares
from tests.support.builders import TODAY, some_scores, some_weights

SINCE = TODAY - timedelta(days=30)
EARLIER = SINCE - timedelta(days=30)


def exact(scores, weights):
    found = overall(scores, weights)
    return None if found is None else Fraction(found.points, found.weight)


def moved(*records) -> Movement:
    return movement(Workspace().with_records(records), SINCE, TODAY)


def stored(name="Acme", **fields) -> Client:
    return with_typed(Client(name=name), {"product": 80, "support": 40, "acv": 100, **fields}, EARLIER)


@given(some_scores(), some_scores(), some_weights())
def test_the_shares_add_up_to_the_change_of_the_score(old, new, weights):
    before, after = exact(old, weights), exact(new, weights)
    shares = shares_of_change(old, new, weights)
    if before is None or after is None:
        assert shares == {}
    else:
        assert sum(shares.values()) == after - before


@given(some_scores(), some_scores(), some_weights())
def test_the_way_back_brings_the_opposite(old, new, weights):
    back = shares_of_change(new, old, weights)
    assert shares_of_change(old, new, weights) == {name: -share for name, share in back.items()}


@pytest.mark.parametrize(
    ("old", "new", "shares"),
    [
        ((80, 60, 40, 20), (70, 60, 40, 20), (-5, 0, 0, 0)),
        ((80, 60, 40, 20), (80, 64, 48, 20), (0, 1, 1, 0)),
        ((80, None, None, None), (80, None, 80, None), (0, 0, 0, 0)),
        # 0.8 and 0.2 of the weight; 80 became 72, the middle is 76: (0.8 - 1) x 4 and 0.2 x (40 - 76)
        ((80, None, None, None), (80, None, 40, None), (Fraction(-4, 5), 0, Fraction(-36, 5), 0)),
    ],
)
def test_shares_computed_by_hand(old, new, shares):
    assert tuple(shares_of_change(old, new, Weights()).values()) == shares


@given(some_scores(), some_scores(), some_weights())
def test_the_shares_add_up_as_they_are_shown_too(old, new, weights):
    shares = shares_of_change(old, new, weights)
    shown = shown_shares(shares)
    assert float(points(sum(shares.values(), Fraction()))) == pytest.approx(float(sum(shown.values(), Fraction())))
    assert all(abs(shown[name] - share) < Fraction(2, 10) for name, share in shares.items())


def test_what_rounding_leaves_over_goes_to_the_share_that_it_moved_most():
    shares = {"product": Fraction(-333, 100), "support": Fraction(), "sponsorship": Fraction(-84, 100)}
    assert [points(share) for share in shown_shares(shares).values()] == ["-3.3", "0", "-0.9"]


def test_a_client_at_whom_a_score_and_fields_moved():
    before = stored(renewal_date=TODAY, owner="Kim")
    after = with_typed(before, {"product": 50, "acv": 120, "renewal_date": TODAY + timedelta(days=365)}, TODAY)
    renewal = Renewal(client=after.id, due=TODAY, closed=TODAY, acv=100, new_acv=120, outcome=Outcome.EXPANDED)
    (one,) = moved(after, renewal).clients
    assert change_object(one) == {
        "client": "Acme", "from": 72, "to": 48, "delta": -24,
        "shares": {"product": -24, "satisfaction": 0, "support": 0, "sponsorship": 0},
        "bands": ["amber", "red"],
        "other": [
            {"field": "renewal", "from": 100, "to": "expanded"},
            {"field": "acv", "from": 100, "to": 120},
            {"field": "renewal_date", "from": "2026-03-02", "to": "2027-03-02"},
        ],
    }  # fmt: skip


def test_who_is_new_and_who_left_and_the_sums():
    falling = with_typed(stored("Falling"), {"product": 70}, TODAY)
    rising = with_typed(stored("Rising"), {"product": 90}, TODAY)
    left = with_typed(stored("Left"), {"status": ClientStatus.CHURNED}, TODAY)
    new = with_typed(Client(name="New"), {"acv": 5}, TODAY)
    found = moved(left, new, rising, falling, stored("Still"))
    assert [one.client.name for one in found.clients] == ["Falling", "Left", "New", "Rising"]
    assert (found.rising, found.falling, found.count("new"), found.count("gone")) == (1, 1, 1, 1)
    assert found.shares == dict.fromkeys(COMPONENTS, 0)
    assert found.band_moves == {(Band.AMBER, Band.GREEN): 1, (Band.AMBER, None): 1}
    assert found.clients[2].fields == (FieldMove("client", None, "new"),)


def test_what_moved_before_or_after_is_not_told():
    early = with_typed(stored(), {"acv": 7, "product": 1}, SINCE)
    late = with_typed(early, {"acv": 9, "product": 2}, TODAY + timedelta(days=1))
    assert moved(early).clients == moved(late).clients == ()


@pytest.mark.parametrize(
    ("was", "now", "bands"),
    [
        ("onboarding", "onboarding", (None, None)),
        ("onboarding", "active", (None, Band.RED)),
        ("active", "churned", (Band.AMBER, None)),
    ],
)
def test_only_active_clients_have_a_band(was, now, bands):
    (one,) = moved(with_typed(stored(status=was), {"product": 10, "status": now}, TODAY)).clients
    assert one.bands == bands
    assert one.delta == -56
