"""The follow-ups that are still to be done, over all clients."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio.follow_ups import FollowUp, follow_ups
from tests.support.builders import TODAY, client

TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def touchpoint(owner, follow_up=None, note="talked", **fields):
    return Touchpoint(client=owner.id, day=YESTERDAY, note=note, follow_up=follow_up, **fields)


def found(*records):
    return [(one.client.name, one.touchpoint.note) for one in follow_ups(Workspace().with_records(records))]


def test_what_is_done_or_has_no_follow_up_is_left_out():
    acme = client()
    records = [
        touchpoint(acme, TODAY, "open"),
        touchpoint(acme, TODAY, "done", done=True),
        touchpoint(acme, note="none"),
    ]
    assert found(acme, *records) == [("Acme", "open")]


def test_the_earliest_comes_first_and_on_one_day_names_are_sorted_as_people_count():
    tenth, second, zoe = client("Client 10"), client("client 2"), client("Zoë")
    assert found(
        tenth, second, zoe, touchpoint(tenth, TODAY), touchpoint(zoe, YESTERDAY), touchpoint(second, TODAY)
    ) == [("Zoë", "talked"), ("client 2", "talked"), ("Client 10", "talked")]


def test_churned_clients_are_left_out_and_clients_in_onboarding_are_not():
    gone, new = client("Gone", status=ClientStatus.CHURNED), client("New", status=ClientStatus.ONBOARDING)
    assert found(gone, new, touchpoint(gone, TODAY), touchpoint(new, TODAY)) == [("New", "talked")]


def test_a_touchpoint_whose_client_cannot_be_read_is_left_out():
    assert found(touchpoint(client(), TODAY)) == []


def test_today_is_due_and_not_overdue():
    acme = client()
    days = [YESTERDAY, TODAY, TOMORROW]
    assert [FollowUp(acme, touchpoint(acme, day)).overdue(TODAY) for day in days] == [True, False, False]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.none() | st.dates(YESTERDAY - timedelta(days=9), TOMORROW),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_every_open_follow_up_of_a_present_client_is_there_once(given_ones):
    clients = [
        client(f"Client {index}", status=status) for index, status in enumerate([*ClientStatus, ClientStatus.ACTIVE])
    ]
    made = [touchpoint(clients[owner], due, done=done and due is not None) for owner, due, done in given_ones]
    listed = follow_ups(Workspace().with_records([*clients, *made]))
    present = {one.id for one in clients if one.status is not ClientStatus.CHURNED}
    assert {one.touchpoint.id for one in listed} == {one.id for one in made if one.open and one.client in present}
    assert len({one.touchpoint.id for one in listed}) == len(listed)
    assert [one.due for one in listed] == sorted(one.due for one in listed)
    overdue = [one.overdue(TODAY) for one in listed]
    assert overdue == sorted(overdue, reverse=True)
