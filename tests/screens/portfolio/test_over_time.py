"""The book over time: its last day is what the totals say."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from csm_tui.domain.records.client import Override
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.planning.portfolio.totals import totals
from csm_tui.screens.portfolio.over_time import OverTime
from tests.support.driving import SMALL, TODAY, WIDE, User, client, fill, fill_demo, using


async def over_time(user: User) -> OverTime:
    await user.press("T")
    assert isinstance(user.screen, OverTime)
    await user.until(lambda: "┤" in user.shown)
    return user.screen


def assert_last_day_is_the_totals(user: User, screen: OverTime) -> None:
    summed = totals(user.app.portfolio._found())
    last = screen._days[-1]
    assert last.day == TODAY
    for band in Band:
        assert (last.clients[band], last.acv[band]) == (summed.health[band].clients, summed.health[band].acv), band


@pytest.mark.thorough
@pytest.mark.parametrize(
    "size", [SMALL, pytest.param(WIDE, marks=pytest.mark.long), pytest.param((160, 50), marks=pytest.mark.long)]
)
async def test_the_last_day_agrees_with_the_totals_line(size: tuple[int, int], path: Path) -> None:
    fill_demo(path)
    async with using(path, size) as user:
        line = " ".join(user.shown.splitlines()[2].split())
        screen = await over_time(user)
        assert_last_day_is_the_totals(user, screen)
        last = screen._days[-1]
        for band, sign in ((Band.RED, "■"), (Band.AMBER, "◆"), (Band.GREEN, "●")):
            assert f"{sign} {last.clients[band]} ({last.acv[band]:,})" in line
        shown = user.shown
        assert shown.count("■ red ◆ amber ● green".replace(" ◆", "  ◆").replace(" ●", "  ●")) == 2, (
            "each chart has its key"
        )
        assert "Clients in each band" in shown
        assert "ACV in each band" in shown
        assert shown.count(full_day(TODAY)) == 2
        assert "…" not in shown
        for key in ("escape", "q", "T", "enter"):
            await user.press(key)
            assert user.screen is user.app.portfolio, key
            await user.press("T")


async def test_all_kinds_of_clients_agree_with_the_totals(path: Path) -> None:
    before = TODAY - timedelta(days=90)
    fill(
        path,
        [
            client("red", on=before, product=20, acv=10.5),
            client("better", on=before, product=20, acv=7).changed(
                product=90, history=((before, 20, None, None, None), (TODAY, 90, None, None, None))
            ),
            client("overridden", product=90, acv=5, override=Override(score=10, reason="x", until=TODAY)),
            client("only an override", acv=3, override=Override(score=60, reason="x", until=date(2027, 1, 1))),
            client(
                "lapsed", product=90, acv=2, override=Override(score=10, reason="x", until=TODAY - timedelta(days=1))
            ),
            client("new", product=10, status=ClientStatus.ONBOARDING, acv=100),
            client("gone", product=10, status=ClientStatus.CHURNED, acv=1000),
            client("unknown", acv=10_000),
        ],
    )
    async with using(path, SMALL) as user:
        screen = await over_time(user)
        assert_last_day_is_the_totals(user, screen)
        assert screen._days[0].day == before
        assert screen._days[0].clients[Band.RED] == 2


@pytest.mark.long
async def test_only_the_clients_that_the_list_shows_are_counted(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("slash")
        await user.paste("tag:emea")
        await user.press("enter")
        screen = await over_time(user)
        assert "The clients shown" in user.shown
        assert_last_day_is_the_totals(user, screen)
        assert sum(screen._days[-1].clients.values()) == len(user.names)


@pytest.mark.parametrize(
    "clients",
    [[client("Acme")], pytest.param([], marks=pytest.mark.long), [client("Acme", product=80)]],
    ids=["no history", "none", "one day"],
)
async def test_without_history_it_says_so(clients: list, path: Path) -> None:
    fill(path, clients)
    async with using(path, SMALL) as user:
        await user.press("T")
        assert isinstance(user.screen, OverTime)
        await user.pilot.pause()
        assert user.shown.count("No history yet") == 2
        await user.press("escape")
        assert user.said == []


@pytest.mark.long
async def test_the_terminal_may_change_its_size(path: Path) -> None:
    fill_demo(path)
    async with using(path, WIDE) as user:
        await over_time(user)
        for size in ((40, 12), (20, 5), SMALL):
            await user.pilot.resize_terminal(*size)
            await user.pilot.pause()
        assert user.shown.count("┤") >= 4, "both charts with both ends of their axes"
