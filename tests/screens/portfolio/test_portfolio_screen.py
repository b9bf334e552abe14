"""The portfolio: sorting, filtering, totals, details, and what other programs change meanwhile."""

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from csm_tui.domain.records.client import Override
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.planning.portfolio.columns import USUAL_COLUMNS
from csm_tui.screens.dialogs.filter_bar import FilterBar
from csm_tui.widgets.line_pane import LinePane
from csm_tui.widgets.table.band_table import BandTable
from tests.support.driving import SMALL, WIDE, client, fill, fill_demo, using
from tests.support.screens.page_driving import acme, keep, page


def _lines(pane: LinePane) -> list[str]:
    return ["".join(text for text, _ in line) for line in pane._draw(60)]


async def test_it_opens_with_what_needs_attention_on_top(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        scores = [user.app.portfolio._portfolio[str(key)].standing for key in user.table.keys]
        assert scores == sorted(scores)
        assert user.table.column == "health"
        assert user.table.has_focus
        assert "15 clients" in user.shown
        assert "workspace.json" in user.status
        assert "saved" in user.status


@pytest.mark.thorough
async def test_every_column_sorts_both_ways_and_no_data_stays_last(path: Path) -> None:
    fill(
        path,
        [
            client("b", acv=2, product=70, satisfaction=60, support=50, sponsorship=40, trend="Up",
                   renewal_date=date(2026, 9, 1), customer_since=date(2020, 1, 1)),
            client("a", acv=30, product=80, satisfaction=70, support=60, sponsorship=50, trend="Down",
                   renewal_date=date(2027, 9, 1), customer_since=date(2023, 1, 1)),
            client("nothing known"),
        ],
    )  # fmt: skip
    async with using(path, SMALL) as user:
        await user.press("h", "h", "h", "h", "h")
        for column in USUAL_COLUMNS:
            assert user.table.column == column
            before = user.app.portfolio.view_state.sort[0]
            await user.press("s")
            first = user.names
            await user.press("s")
            assert user.app.portfolio.view_state.sort == ((column, column != before[0] or not before[1]),)
            if column != "client":
                assert first[2] == "nothing known" == user.names[2], column
                assert first[:2] == user.names[1::-1], column
            await user.press("l")


async def test_a_click_on_a_title_sorts_and_again_turns_the_order(path: Path) -> None:
    fill_demo(path)
    async with using(path) as user:
        place = next(slot.start for slot in user.table._painter.layout(user.table._width).slots if slot.column == 2)
        for turned in (False, True):
            await user.pilot.click(BandTable, offset=(place + 3, 0))
            amounts = [user.named(name).acv for name in user.names]
            assert amounts == sorted(amounts, reverse=turned)
            assert user.table.column == "acv"


@pytest.mark.thorough
async def test_a_second_click_and_enter_open_the_client(path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    async with using(path, SMALL) as user:
        for _ in range(2):
            await user.pilot.click(BandTable, offset=(5, 2))
        assert page(user).client.name == "Bolt"
        await user.press("escape", "g", "enter")
        assert page(user).client.name == "Acme"


@pytest.mark.thorough
async def test_the_filter_works_with_every_key(path: Path) -> None:
    fill(path, [client("Acme", tags=("emea",)), client("Acid"), client("Bolt")])
    async with using(path, SMALL) as user:
        await user.press("slash")
        for key, left in (("a", 2), ("c", 2), ("m", 1), ("x", 0), ("backspace", 1), ("backspace", 2)):
            await user.press(key)
            assert len(user.names) == left, key
        assert "2 of 3 clients" in user.shown
        await user.press("x")
        assert "No client matches; esc clears the filter" in user.shown
        await user.press("backspace", "enter")
        assert user.table.has_focus
        assert user.screen.query(FilterBar), "what is filtered stays to be seen"
        assert sorted(user.names) == ["Acid", "Acme"]
        await user.press("slash")
        assert user.screen.query_one("#filter", Input).value == "ac", "it goes on where it was"
        await user.press("escape")
        assert len(user.names) == 3
        assert user.table.has_focus


async def test_a_bad_term_is_explained_in_place_and_the_list_stays(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("slash")
        await user.paste("tag:emea ")
        before = user.names
        assert 0 < len(before) < 15
        await user.paste("helth<50")
        assert 'no field "helth"' in user.shown
        assert user.names == before
        assert user.said == [], "in place, not in a message that goes"
        assert user.screen.query_one("#filter", Input).has_focus
        await user.enter_filter("tag:emea health<=50")
        assert 'no field "helth"' not in user.shown
        assert all((row := user.app.portfolio._portfolio[str(key)]).standing <= 50 for key in user.table.keys), row


_FOUND = {
    "zoe": {"Zoë GmbH"},
    "north east": {"North East Rail"},
    '"east rail"': {"North East Rail"},
    "tag:emea -zoe": {"North East Rail"},
    "status:churned": {"Gone"},
    "owner:kim": {"Gone"},
    "override:yes": {"North East Rail"},
    "health:none": {"Gone"},
    "band:red": {"Zoë GmbH"},
}


@pytest.mark.thorough
async def test_words_and_terms(path: Path) -> None:
    override = Override(score=90, reason="new sponsor", until=date(2026, 5, 1))
    fill(
        path,
        [
            client("Zoë GmbH", tags=("emea",), product=20),
            client("North East Rail", tags=("emea", "rail"), product=20, override=override),
            client("Gone", status=ClientStatus.CHURNED, owner="Kim"),
        ],
    )
    async with using(path, SMALL) as user:
        await user.press("slash")
        for text, kept in _FOUND.items():
            await user.enter_filter(text)
            assert set(user.names) == kept, text


async def test_the_detail_pane_tells_what_lies_behind_a_row(path: Path) -> None:
    override = Override(score=90, reason="new sponsor", until=date(2026, 5, 1))
    acme = client(
        "Acme", on=date(2025, 1, 2), owner="Kim", acv=1_234_567, tags=("emea", "rail"), notes="first line\nsecond line",
        product=20, support=80, renewal_date=date(2026, 4, 2), customer_since=date(2024, 3, 2), override=override,
    )  # fmt: skip
    fill(path, [acme, client("Bolt")])
    async with using(path) as user:
        user.go_to("Acme")
        await user.press("v")
        lines = " ".join(" ".join(_lines(user.app.portfolio.query_one("#detail", LinePane))).split())
        for said in (
            "active · Kim", "1,234,567", "2 Mar 2024 (2 years)", "2 Apr 2026: 1 month", "emea rail", "*90",
            "until 1 May 2026: new sponsor (computed: 32)", "no data", "coverage 62.5 %", "first line", "second line",
            "1 snapshot,", "424 days old",
        ):  # fmt: skip
            assert said in lines
        user.go_to("Bolt")
        await user.pilot.pause()
        assert "Bolt" in _lines(user.app.portfolio.query_one("#detail", LinePane))[0]


async def test_from_160_columns_the_detail_pane_is_open(path: Path) -> None:
    fill_demo(path)
    async with using(path, (160, 40)) as user:
        assert user.screen.query_one("#detail").display
        assert "Worst" in user.shown


@pytest.mark.thorough
async def test_the_terminal_may_change_its_size(path: Path) -> None:
    fill_demo(path)
    async with using(path, WIDE) as user:
        await user.press("v", "G")
        for width, height in ((60, 15), (200, 60), (20, 5), SMALL):
            await user.pilot.resize_terminal(width, height)
            await user.pilot.pause()
        assert user.under_cursor.name in user.shown


async def test_a_new_day_brings_new_figures(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, [client("Acme", renewal_date=date(2026, 4, 2))])
    async with using(path) as user:
        assert user.app.portfolio._portfolio[str(user.table.cursor_key)].renewal == 1
        monkeypatch.setattr(user.session, "today", lambda: date(2026, 4, 3))
        user.app._look()
        await user.pilot.pause()
        assert "overdue" in user.shown


async def test_the_detail_pane_tells_of_the_last_touchpoint_and_the_next_follow_up(path: Path) -> None:
    keep(path, *acme(), client("Bolt"))
    async with using(path) as user:
        user.go_to("Acme")
        await user.press("v")
        shown = " ".join(_lines(user.app.portfolio.query_one("#detail", LinePane)))
        assert "Touched 10 days ago" in shown
        assert "Follow-up 1 d late" in shown
        user.go_to("Bolt")
        await user.pilot.pause()
        shown = " ".join(_lines(user.app.portfolio.query_one("#detail", LinePane)))
        assert "Touched never" in shown
        assert "Follow-up" not in shown


async def test_a_client_comes_back_to_its_place_among_equal_scores(path: Path) -> None:
    fill(path, [client(name, product=50) for name in ("Acme 10", "Bolt", "acme 9", "City")])
    async with using(path, SMALL) as user:
        assert user.names == ["acme 9", "Acme 10", "Bolt", "City"]
        user.go_to("Acme 10")
        await user.press("d")
        assert user.names == ["acme 9", "Bolt", "City"]
        await user.press("u")
        assert user.names == ["acme 9", "Acme 10", "Bolt", "City"]


async def test_a_filter_that_was_left_by_accident_comes_back(path: Path) -> None:
    fill(path, [client("Acme", tags=("emea",)), client("Bolt")])
    async with using(path, SMALL) as user:
        await user.press("slash")
        await user.type("tag:emea")
        await user.press("escape")
        assert user.names == ["Acme", "Bolt"]
        await user.press("slash", "up")
        assert user.names == ["Acme"]
        await user.press("enter")
        assert user.names == ["Acme"]


async def test_enter_does_not_throw_a_filter_away_that_cannot_be_read(path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    async with using(path, SMALL) as user:
        await user.press("slash")
        await user.type("colour:red")
        await user.press("enter")
        line = user.screen.query_one("#filter", Input)
        assert (line.value, line.has_focus) == ("colour:red", True)


async def test_totals_that_are_too_long_for_a_line_are_short(path: Path) -> None:
    due = date(2026, 4, 1)
    fill(path, [client(f"Client {number}", acv=1_234_567_890, product=30, renewal_date=due) for number in range(12)])
    async with using(path, SMALL) as user:
        assert "12 clients  ACV 14.8bn   At risk 12 (14.8bn)   Due 12 (14.8bn)" in user.shown
        assert "At risk: due or red" in user.shown
    async with using(path, WIDE) as user:
        assert "ACV 14,814,814,680" in user.shown
