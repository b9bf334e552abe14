"""The whole day: every client stands there once, and what is kept from the day before is as if derived anew."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.snooze import Snooze
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.today.columns import DAY_FILTER
from csm_tui.planning.today.day import Days, Group, WholeDay
from tests.support.builders import TODAY, client, some_scores
from tests.support.plan_builders import activity, kept
from tests.support.plays import BOOK

PLAYS = BOOK.plays
COMPONENTS = ("product", "satisfaction", "support", "sponsorship")


@st.composite
def clients(draw: st.DrawFn) -> Client:
    fields = dict(zip(COMPONENTS, draw(some_scores()), strict=True))
    days = draw(st.integers(-40, 300))
    status = draw(st.sampled_from(["active", "active", "onboarding", "churned"]))
    return client(
        "Any", acv=draw(st.integers(0, 9)) * 1000, renewal_date=TODAY + timedelta(days=days), status=status, **fields
    )


@st.composite
def changes(draw: st.DrawFn, ids: list[str]) -> list[object]:
    """A few records about some of the clients."""
    whose = draw(st.sampled_from(ids))
    days = timedelta(days=draw(st.integers(-9, 9)))
    return [
        draw(
            st.sampled_from(
                [
                    Touchpoint(client=whose, day=TODAY - timedelta(days=20), note="met", follow_up=TODAY + days),
                    Snooze(
                        client=whose, play=draw(st.sampled_from(PLAYS)).id, until=TODAY + days, reason="x", since=TODAY
                    ),
                    activity("R1", clients=(whose,), deadline=TODAY + days),
                    draw(clients()).changed(id=whose),
                ]
            )
        )
    ]


def shown(day: WholeDay) -> list[object]:
    return [(one.key, one.group, one.points, one.text, one.planned, one.snooze, day.offer(one)) for one in day.lines]


@pytest.mark.thorough
@settings(max_examples=25)
@given(st.data())
def test_each_client_stands_there_once_and_nothing_stale_is_kept(data: st.DataObject) -> None:
    book = data.draw(st.lists(clients(), min_size=1, max_size=5))
    workspace: Workspace = kept(*book)
    days = Days()
    for _ in range(4):
        day = days.of(workspace, TODAY, PLAYS)
        assert shown(day) == shown(Days().of(workspace, TODAY, PLAYS))
        queue = [one for one in day.lines if one.queued is not None]
        present = [key for key, one in workspace.clients.items() if one.status != "churned"]
        assert sorted(one.key for one in queue) == sorted(present)
        for group in (Group.QUEUE, Group.SNOOZED):
            points = [one.points or 0 for one in queue if one.group is group]
            assert points == sorted(points, reverse=True)
        put_off = [one.group is Group.SNOOZED for one in queue]
        assert put_off == sorted(put_off)
        workspace = workspace.with_records(data.draw(changes([one.id for one in book])))  # type: ignore[arg-type]


def test_every_example_of_the_filter_is_understood() -> None:
    for example in DAY_FILTER.examples.values():
        assert DAY_FILTER.parse(example).tests
