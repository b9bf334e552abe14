"""Columns: which are shown and in what order, what stands in the further ones, and sorting and filtering by them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.planning.portfolio.columns import ALL_COLUMNS, USUAL_COLUMNS
from csm_tui.planning.portfolio.view_state import ViewState
from csm_tui.screens.cells.client_columns import TITLES
from csm_tui.screens.portfolio.columns_dialog import ColumnsDialog
from csm_tui.widgets.table.band_table import BandTable
from tests.support.driving import SMALL, TODAY, WIDE, User, client, fill_demo, using
from tests.support.screens.page_driving import keep

_SIZES = [pytest.param(SMALL, id="small"), pytest.param(WIDE, id="wide", marks=pytest.mark.long)]

MORE_COLUMNS = ALL_COLUMNS[len(USUAL_COLUMNS) :]


def _day(days: int) -> date:
    return TODAY + timedelta(days)


@pytest.fixture
def book(path: Path) -> Path:
    """Three clients: much is known of two, nothing of the third."""
    first = client("Acme 2", status=ClientStatus.ACTIVE, owner="kim", tags=("apac",), product=50, satisfaction=50)
    second = client("Acme 10", status=ClientStatus.ONBOARDING, owner="Zoë", tags=("emea",), product=50)
    keep(
        path,
        first,
        second,
        client("nothing known"),
        Touchpoint(client=first.id, day=_day(-40), note="done with", follow_up=_day(-30), done=True),
        Touchpoint(client=first.id, day=_day(-12), note="to be called", follow_up=_day(-3)),
        Touchpoint(client=first.id, day=_day(-2), note="no more than that"),
        Touchpoint(client=second.id, day=_day(-70), note="late", follow_up=_day(9)),
        Touchpoint(client=second.id, day=_day(5), note="still to come", follow_up=_day(5)),
    )
    return path


async def _show_all(user: User) -> None:
    """Show every column, with the keys of the dialog."""
    await user.press("C", "G", *("k",) * (len(MORE_COLUMNS) - 1), *("space",) * len(MORE_COLUMNS), "enter")
    assert user.app.portfolio.view_state.columns == ALL_COLUMNS


def _header(user: User) -> list[str]:
    """The titles in the header of the table as they stand on the screen."""
    line = next(line for line in user.shown.split("\n") if line.startswith(" Client"))
    return line.translate(str.maketrans("", "", "▲▼«»123")).split()


def _in_dialog(user: User) -> tuple[list[str], set[str]]:
    """All columns in the order of the dialog, and those that are marked as shown."""
    assert isinstance(user.screen, ColumnsDialog)
    table = user.screen.query_one(BandTable)
    return [str(key) for key in table.keys], {str(key) for key in table.marks}


@pytest.mark.thorough
@pytest.mark.parametrize("size", _SIZES)
async def test_columns_are_hidden_and_shown(size: tuple[int, int], path: Path) -> None:
    fill_demo(path)
    async with using(path, size) as user:
        await user.press("C")
        assert _in_dialog(user) == ([*ALL_COLUMNS], {*USUAL_COLUMNS})
        seen = user.shown
        assert "● Health" in seen, "the mark stands apart from the name"
        for key in ("ctrl+d", "ctrl+d", "ctrl+d", "G"):
            await user.press(key)
            seen += user.shown
        for column in ALL_COLUMNS:
            assert TITLES[column] in seen
        await user.press("g", "j", "space", "space", "G", "k", "space", "enter")
        assert user.screen is user.app.portfolio
        assert user.app.portfolio.view_state.columns == ("client", *USUAL_COLUMNS[3:], "touched")
        await user.until(lambda: _header(user)[:3] == ["Client", "Renewal" if size == WIDE else "Renew", "Trend"])
        await user.until(lambda: _header(user)[-1] == ("Touched" if size == WIDE else "Touch"))
        await user.press("C")
        assert _in_dialog(user)[1] == {"client", *USUAL_COLUMNS[3:], "touched"}
        assert _in_dialog(user)[0][:8] == ["client", *USUAL_COLUMNS[3:]], "what is shown stands first"


async def test_columns_are_put_in_another_order(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        user.table.move_to_column("health")
        await user.press("C", *"jjj", "less_than_sign", "less_than_sign", "less_than_sign", "less_than_sign")
        assert _in_dialog(user)[0][:4] == ["client", "renewal", "term", "acv"], "the name comes first"
        await user.press("g", "greater_than_sign", "G", "greater_than_sign")
        assert _in_dialog(user)[0][:4] == ["client", "renewal", "term", "acv"]
        assert _in_dialog(user)[0][-1] == "followup"
        await user.press("less_than_sign", "less_than_sign", "space", "enter")
        assert user.app.portfolio.view_state.columns == (
            "client", "renewal", "term", "acv", *USUAL_COLUMNS[4:], "followup",
        )  # fmt: skip
        await user.until(lambda: _header(user)[:4] == ["Client", "Renew", "Term", "ACV"])
        assert user.table.column == "health", "the highlight stays on its column"
        assert user.app.portfolio.view_state.sort == (("health", False),)


async def test_the_name_cannot_be_hidden(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("C", "space")
        assert user.said == ["The client's name is always shown"]
        assert "client" in _in_dialog(user)[1]


async def test_esc_changes_nothing_and_r_goes_back_to_the_first_columns(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("C", "j", "space", "greater_than_sign", "escape")
        assert user.app.portfolio.view_state == ViewState()
        await user.press("C", "j", "space", "space", "greater_than_sign", "enter")
        assert user.app.portfolio.view_state.columns == ("client", "trend", "renewal", *USUAL_COLUMNS[5:])
        await user.press("C", "r")
        assert _in_dialog(user) == ([*ALL_COLUMNS], {*USUAL_COLUMNS})
        await user.press("enter")
        assert user.app.portfolio.view_state == ViewState()


async def test_a_hidden_column_still_sorts_and_gives_its_highlight_to_the_first(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        user.table.move_to_column("term")
        await user.press("s")
        names = user.names
        await user.press("C", "j", "space", "enter")
        assert user.names == names
        assert user.app.portfolio.view_state.sort == (("term", False),)
        assert user.table.column == "client"


@pytest.mark.thorough
async def test_columns_of_their_own_are_kept_in_a_view(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("C", "j", "space", "greater_than_sign", "enter")
        chosen = user.app.portfolio.view_state.columns
        await user.press("w", "n")
        await user.type("Mine")
        await user.press("ctrl+s")
        await user.saved()
        assert "9 columns" in user.shown
    async with using(path, SMALL) as user:
        assert user.app.portfolio.view_state.columns == USUAL_COLUMNS
        await user.press("f2")
        assert user.app.portfolio.view_state.columns == chosen
        assert "Term" not in user.shown


async def test_what_stands_in_the_further_columns(book: Path) -> None:
    async with using(book, (330, 30)) as user:
        await _show_all(user)
        lines = {name: line for line in user.shown.split("\n") for name in user.names if f" {name} " in line}
        for name, texts in (
            ("Acme 2", ("active", "kim", "apac", "75 %", "2 d", "3 d late")),
            ("Acme 10", ("onboarding", "Zoë", "emea", "50 %", "70 d", "5 d")),
            ("nothing known", ("active", "0 %")),
        ):
            for text in texts:
                assert f" {text}" in lines[name], (name, text)
        in_table = lines["nothing known"].partition("│")[0]
        assert in_table.split()[-2:] == ["\u2013", "\u2013"], "neither touched nor to be followed up"


@pytest.mark.thorough
async def test_more_columns_than_fit_are_brought_in_by_moving_on(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _show_all(user)
        assert "»" in user.shown
        for _ in ALL_COLUMNS:
            await user.press("right")
        assert user.table.column == "followup"
        assert "Follow" in user.shown
        assert "late" in user.shown or "-3 d" in user.shown
        assert "Client" in user.shown, "the name stays"


@pytest.mark.thorough
@pytest.mark.parametrize("size", _SIZES)
async def test_every_further_column_sorts_both_ways_and_no_data_stays_last(size: tuple[int, int], book: Path) -> None:
    order = {
        "status": (), "owner": ("Acme 2", "Acme 10"), "tags": ("Acme 2", "Acme 10"),
        "coverage": ("Acme 10", "Acme 2"), "touched": ("Acme 2", "Acme 10"), "followup": ("Acme 2", "Acme 10"),
    }  # fmt: skip
    unknown = {"decides", "notice", "sentiment", "risks", "promise", "id"}
    assert {*order} | unknown == set(MORE_COLUMNS), "of these no client of the book has anything"
    async with using(book, size) as user:
        await _show_all(user)
        for column, known in order.items():
            user.table.move_to_column(column)
            await user.press("s")
            first = user.names
            assert user.app.portfolio.view_state.sort == ((column, False),)
            await user.press("s")
            assert user.app.portfolio.view_state.sort == ((column, True),)
            if column == "status":
                assert first == ["Acme 2", "nothing known", "Acme 10"]
                assert user.names[0] == "Acme 10"
            elif column == "coverage":
                assert first == ["nothing known", *known], "no data covers nothing"
                assert user.names == first[::-1]
            else:
                assert first == [*known, "nothing known"], column
                assert user.names == [*known[::-1], "nothing known"], column


async def test_a_further_column_sorts_equals(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _show_all(user)
        user.table.move_to_column("product")
        await user.press("s")
        user.table.move_to_column("touched")
        await user.press("S", "S")
        assert user.app.portfolio.view_state.sort == (("product", False), ("touched", True))
        assert user.names == ["Acme 10", "Acme 2", "nothing known"]


async def test_they_filter(book: Path) -> None:
    async with using(book, SMALL) as user:
        await user.press("slash")
        for text, kept in (
            ("touched>60", {"Acme 10"}),
            ("touched<=2", {"Acme 2"}),
            ("touched<=2d", {"Acme 2"}),
            ("touched:none", {"nothing known"}),
            ("-touched:none followup>0", {"Acme 10"}),
            ("followup<=7", {"Acme 2", "Acme 10"}),
            ("followup<0", {"Acme 2"}),
            ("followup=5", {"Acme 10"}),
            ("followup:none", {"nothing known"}),
            ("coverage<50%", {"nothing known"}),
        ):
            await user.enter_filter(text)
            assert set(user.names) == kept, text


@pytest.mark.thorough
async def test_touched_and_follow_up_tell_what_was_just_noted(book: Path) -> None:
    async with using(book, SMALL) as user:
        user.go_to("nothing known")
        await user.press("t")
        await user.enter(note="first call", follow_up="in 2 weeks")
        await user.press("ctrl+s", "slash")
        await user.paste("touched=0 followup=14")
        assert user.names == ["nothing known"]
        await user.press("escape", "u", "slash")
        await user.paste("touched:none followup:none")
        assert user.names == ["nothing known"]


async def test_each_column_is_listed_with_what_it_means(book: Path) -> None:
    async with using(book, SMALL) as user:
        await user.press("C")
        assert isinstance(user.screen, ColumnsDialog)
        shown = " ".join(user.shown.split())
        assert "Column Meaning" in shown
        assert "Term whole years as a customer" in shown
