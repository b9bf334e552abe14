"""Views: a filter, an order and columns under a name, recalled from the list or by a key."""

import stat
from pathlib import Path

import pytest
from textual.widgets import Input

from csm_tui.domain.records.person.view import View
from csm_tui.planning.portfolio.columns import USUAL_COLUMNS
from csm_tui.planning.portfolio.view_state import ViewState
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.portfolio.views_dialog import ViewsDialog
from csm_tui.session.changes import Change, Edit, deletion
from csm_tui.session.session import Session
from csm_tui.widgets.table.band_table import BandTable
from tests.support.driving import SMALL, WIDE, User, client, fill, fill_demo, reread, using
from tests.support.screens.page_driving import another_terminal

_SIZES = [pytest.param(SMALL, id="small"), pytest.param(WIDE, id="wide", marks=pytest.mark.long)]


def _kept(*views: View) -> Change:
    return Change("views", tuple(Edit(None, view.changed(place=place)) for place, view in enumerate(views)))


def _three(session: Session) -> None:
    """Three views: emea, by ACV, red."""
    emea = View(name="emea", filter="tag:emea", sort=(("owner", True),), columns=("client", "owner"))
    by_acv = View(name="by ACV", sort=(("acv", True), ("client", False)), columns=("client", "acv", "tags"))
    session.apply(_kept(emea, by_acv, View(name="red", filter="band:red", columns=USUAL_COLUMNS)))


def _names(user: User) -> list[str]:
    return [view.name for view in user.session.workspace.views]


def _listed(user: User) -> list[tuple[str, str]]:
    """Name and key of each view in the dialog."""
    assert isinstance(user.screen, ViewsDialog)
    table = user.screen.query_one(BandTable)
    return [(cells[0].text, cells[1].text) for cells in map(user.screen.cells, table.keys)]


async def _a_look_of_its_own(user: User) -> ViewState:
    await user.press("slash")
    await user.enter_filter("tag:emea")
    await user.press("enter")
    user.table.move_to_column("acv")
    await user.press("s", "s")
    user.table.move_to_column("client")
    await user.press("S", "C", "j", "space", "enter")
    return user.app.portfolio.view_state


async def _another_look(user: User) -> None:
    await user.press("escape", "C", "r", "enter")
    user.table.move_to_column("support")
    await user.press("s")
    assert len(user.names) == 15


@pytest.mark.parametrize("size", _SIZES)
async def test_a_view_keeps_filter_order_and_columns(size: tuple[int, int], path: Path) -> None:
    fill_demo(path)
    async with using(path, size) as user:
        view_state = await _a_look_of_its_own(user)
        names = user.names
        assert view_state == ViewState("tag:emea", (("acv", True), ("client", False)), ("client", *USUAL_COLUMNS[2:]))
        assert 0 < len(names) < 15
        await user.press("w", "n")
        assert user.form.query_one("#record-form").border_title == "New view"
        assert (user.row("name").text, user.row("filter").text) == ("", "tag:emea")
        await user.type("Big in EMEA")
        await user.press("ctrl+s")
        assert _listed(user) == [("Big in EMEA", "F2")]
        assert "tag:emea; by acv down, client; 9 columns" in user.shown
        await user.press("escape")

        for keys in (("w", "enter"), ("f2",)):
            await _another_look(user)
            await user.press(*keys)
            assert user.screen is user.app.portfolio
            assert user.app.portfolio.view_state == view_state
            assert user.names == names
            assert "Term" not in user.shown
            assert user.screen.query_one("#filter", Input).value == "tag:emea", "what is filtered can be seen"
            assert user.table.has_focus
        assert user.said[-1] == "View: Big in EMEA"
        await user.saved()

    async with using(path, size) as user:
        assert user.app.portfolio.view_state == ViewState(), "a start shows everything"
        await user.press("f2")
        assert (user.app.portfolio.view_state, user.names) == (view_state, names)


@pytest.mark.thorough
async def test_a_view_without_a_filter_takes_the_filter_away(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL, _three) as user:
        await user.press("f2")
        assert len(user.names) < 15
        await user.press("f3")
        assert len(user.names) == 15
        assert not user.screen.query("FilterBar")
        assert user.table.has_focus
        await user.press("f4", "escape")
        assert len(user.names) == 15, "esc clears what a view filtered"


@pytest.mark.thorough
async def test_a_view_is_renamed_and_gets_another_filter(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL, _three) as user:
        before = user.session.workspace.views[0]
        await user.press("w", "e")
        assert user.form.query_one("#record-form").border_title == "View · emea"
        await user.enter(name="apac", filter="tag:apac")
        await user.press("ctrl+s")
        assert _listed(user)[0] == ("apac", "F2")
        assert user.session.workspace.views[0] == before.changed(name="apac", filter="tag:apac")
        await user.press("enter")
        assert user.names
        assert all("apac" in user.named(name).tags for name in user.names)
        await user.press("u")
        assert user.session.workspace.views[0] == before


@pytest.mark.thorough
@pytest.mark.parametrize("size", _SIZES)
async def test_views_are_put_in_another_order_and_their_keys_follow(size: tuple[int, int], path: Path) -> None:
    fill_demo(path)
    async with using(path, size, _three) as user:
        await user.press("w")
        assert _listed(user) == [("emea", "F2"), ("by ACV", "F3"), ("red", "F4")]
        assert "> Down" in user.shown
        assert "< Up" in user.shown
        await user.press("greater_than_sign")
        assert _names(user) == ["by ACV", "emea", "red"]
        await user.press("greater_than_sign")
        assert _listed(user) == [("by ACV", "F2"), ("red", "F3"), ("emea", "F4")], "the cursor stays on its view"
        await user.press("greater_than_sign")
        assert _names(user) == ["by ACV", "red", "emea"], "there is nothing below the last one"
        await user.press("g", "less_than_sign")
        assert _names(user) == ["by ACV", "red", "emea"]
        await user.press("G", "less_than_sign", "escape", "f3")
        assert _names(user) == ["by ACV", "emea", "red"]
        assert user.said[-1] == "View: emea"
        await user.press("u")
        assert _names(user) == ["by ACV", "red", "emea"], "each move is a step of its own"
        await user.saved()
    assert [view.name for view in reread(path).views] == ["by ACV", "red", "emea"]


@pytest.mark.thorough
async def test_a_view_is_replaced_by_what_is_shown_and_undo_takes_it_back(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL, _three) as user:
        before = user.session.workspace.views[1]
        view_state = await _a_look_of_its_own(user)
        await user.press("w", "j", "o")
        after = user.session.workspace.views[1]
        assert user.said[-1] == "by ACV now shows this; u takes it back"
        assert (after.id, after.name, after.place) == (before.id, before.name, before.place)
        assert ViewState(after.filter, after.sort, after.columns) == view_state
        await user.press("w", "escape", "u")
        assert user.session.workspace.views[1] == before, "what was the same already was no step"


@pytest.mark.thorough
async def test_a_view_is_deleted_and_comes_back(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL, _three) as user:
        await user.press("w", "d")
        assert user.said[-1] == "Deleted emea; u brings it back"
        assert _listed(user) == [("by ACV", "F2"), ("red", "F3")]
        await user.saved()
        assert [view.name for view in reread(path).views] == ["by ACV", "red"]
        await user.press("d", "d", "d")
        assert _listed(user) == []
        await user.press("e", "o", "greater_than_sign", "less_than_sign", "enter", "w", "escape", "u", "u", "u")
        assert _names(user) == ["emea", "by ACV", "red"]


@pytest.mark.thorough
async def test_a_name_is_needed_and_is_another_one_than_all_others(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL, _three) as user:
        await user.press("w", "n", "ctrl+s")
        assert "must not be empty" in user.message("name")
        for name in ("EMEA", "  by acv"):
            await user.enter(name=name)
            await user.press("ctrl+s")
            assert isinstance(user.screen, RecordForm), name
            assert user.message("name") == "another view has this name"
        assert len(_names(user)) == 3
        await user.enter(name="apac")
        await user.press("ctrl+s")
        assert _names(user) == ["emea", "by ACV", "red", "apac"]


@pytest.mark.thorough
async def test_a_filter_that_cannot_be_read_is_refused(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL, _three) as user:
        await user.press("w", "e")
        await user.enter(filter="helth<50")
        assert 'no field "helth"' in user.message("filter")
        await user.press("ctrl+s")
        assert isinstance(user.screen, RecordForm)
        assert user.row("filter").editor.has_focus
        assert user.session.workspace.views[0].filter == "tag:emea"
        await user.enter(filter="health<50")
        assert user.wrong() == {}
        await user.press("ctrl+s")
        assert user.session.workspace.views[0].filter == "health<50"


@pytest.mark.thorough
async def test_a_half_typed_view_is_offered_again(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("w", "n")
        await user.type("half")
        await user.press("escape", "n")
        assert user.row("name").text == "half"
        await user.press("ctrl+s", "n")
        assert user.row("name").text == ""
        assert _names(user) == ["half"]


@pytest.mark.thorough
async def test_a_view_of_the_file_that_this_program_does_not_understand_shows_what_it_can(path: Path) -> None:
    fill_demo(path)

    def newer(session: Session) -> None:
        odd = View(name="odd", filter="moon:full", sort=(("moon", True), ("acv", True)), columns=("moon", "acv"))
        session.apply(_kept(odd, View(name="blank", filter="  ", columns=("moon",))))

    async with using(path, SMALL, newer) as user:
        await user.press("f2")
        assert len(user.names) == 15
        assert user.screen.query_one("#filter", Input).value == "moon:full"
        assert 'no field "moon"' in user.shown
        assert user.app.portfolio.view_state == ViewState("", (("acv", True),), ("client", "acv"))
        await user.press("escape", "f3")
        assert user.app.portfolio.view_state == ViewState()


async def test_only_the_first_eight_views_have_a_key(path: Path) -> None:
    fill(path, [client("Acme")])
    views = [View(name=f"view {number}") for number in range(1, 11)]
    async with using(path, SMALL, lambda session: session.apply(_kept(*views))) as user:
        await user.press("w")
        assert [key for _, key in _listed(user)] == [*(f"F{number}" for number in range(2, 10)), "", ""]
        await user.press("G", "enter")
        assert user.screen is user.app.portfolio


@pytest.mark.thorough
async def test_views_of_a_workspace_that_may_not_be_written_are_recalled_but_not_changed(path: Path) -> None:
    fill_demo(path)
    _three(another_terminal(path))
    path.chmod(stat.S_IRUSR)
    async with using(path, SMALL) as user:
        await user.press("w")
        for key in ("n", "e", "o", "d", "greater_than_sign"):
            user.said.clear()
            await user.press(key)
            assert isinstance(user.screen, ViewsDialog), key
            assert len(user.said) == 1, key
            assert "write-protected" in user.said[0], key
        assert _names(user) == ["emea", "by ACV", "red"]
        await user.press("enter")
        assert 0 < len(user.names) < 15


async def test_views_that_another_terminal_deletes_while_they_are_listed(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL, _three) as user:
        await user.saved()
        await user.press("w", "G")
        other = another_terminal(path)
        other.apply(deletion(other.workspace.views[:2], other.workspace))
        user.session.look()
        await user.until(lambda: len(_names(user)) == 1)
        await user.press("less_than_sign", "greater_than_sign")
        assert _listed(user) == [("red", "F2")]
        other = another_terminal(path)
        other.apply(deletion(other.workspace.views, other.workspace))
        user.session.look()
        await user.until(lambda: not _names(user))
        await user.press("e", "o", "d", "less_than_sign", "enter")
        assert user.app.is_running


@pytest.mark.thorough
async def test_a_half_typed_view_is_resumed_with_its_order_and_columns(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        user.table.move_to_column("acv")
        await user.press("s")
        wanted = user.app.portfolio.view_state
        await user.press("w", "n")
        await user.enter(filter="risk:yes")
        await user.press("escape", "escape")
        user.table.move_to_column("trend")
        await user.press("s", "R", "enter")
        await user.press("ctrl+s")
        assert "must not be empty" in user.message("name"), "a name is still needed"
        await user.enter(name="By ACV")
        await user.press("ctrl+s")
        await user.saved()
    (view,) = reread(path).views
    assert (view.name, view.filter) == ("By ACV", "risk:yes")
    assert (view.sort, view.columns) == (wanted.sort, wanted.columns)
