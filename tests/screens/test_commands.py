"""Every command by its key, on both sizes of terminal; and the reason where it cannot run."""

import stat
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from csm_tui.commands.anywhere import ANYWHERE
from csm_tui.commands.portfolio import PORTFOLIO
from csm_tui.screens.client_form import ClientForm
from csm_tui.screens.filter_bar import FilterBar
from csm_tui.screens.reading import ReadingScreen
from tests.screens.driving import SMALL, WIDE, User, client, fill, fill_demo, reread, using

COMMANDS = {command.ID: command for command in (*PORTFOLIO, *ANYWHERE)}
Scenario = Callable[[User], Awaitable[None]]
SCENARIOS: dict[str, Scenario] = {}


def scenario(identity: str) -> Callable[[Scenario], Scenario]:
    def register(told: Scenario) -> Scenario:
        SCENARIOS[identity] = told
        return told

    return register


@scenario("client.edit")
async def _edit(user: User) -> None:
    user.go_to("Customer 7")
    await user.press("e")
    assert user.form.query_one("#client-form").border_title == "Customer 7"
    assert user.row("name").text == "Customer 7"
    assert user.row("product").text == "90"


@scenario("client.new")
async def _new(user: User) -> None:
    await user.press("n")
    assert user.form.query_one("#client-form").border_title == "New client"
    assert user.row("name").text == ""
    assert user.row("name").editor.has_focus


@scenario("client.delete")
async def _delete(user: User) -> None:
    user.go_to("Customer 7")
    await user.press("d")
    assert "Customer 7" not in user.names
    assert "Deleted Customer 7; u brings it back" in user.said
    await user.saved()
    assert reread(user.session.path).named("Customer 7") is None


@scenario("portfolio.filter")
async def _filter(user: User) -> None:
    await user.press("slash")
    assert user.screen.query_one("#filter", Input).has_focus
    await user.paste("tag:apac")
    assert user.names
    assert all("apac" in user.named(name).tags for name in user.names)


@scenario("portfolio.clear_filter")
async def _clear_filter(user: User) -> None:
    await user.press("slash")
    await user.paste("customer 3")
    await user.press("enter")
    assert len(user.names) < 15
    await user.press("escape")
    assert len(user.names) == 15
    assert not user.screen.query(FilterBar)


@scenario("portfolio.sort")
async def _sort(user: User) -> None:
    user.table.move_to_column("acv")
    await user.press("s")
    amounts = [user.named(name).acv for name in user.names]
    assert amounts == sorted(amounts)
    await user.press("s")
    assert [user.named(name).acv for name in user.names] == sorted(amounts, reverse=True)


@scenario("portfolio.sort_further")
async def _sort_further(user: User) -> None:
    user.table.move_to_column("trend")
    await user.press("s")
    user.table.move_to_column("acv")
    await user.press("S", "S")
    order = {"Down": 0, "Level": 1, "Up": 2}
    shown = [(order[user.named(name).trend], -user.named(name).acv) for name in user.names]
    assert shown == sorted(shown)


@scenario("portfolio.details")
async def _details(user: User) -> None:
    pane = user.screen.query_one("#detail")
    before = pane.display
    user.go_to("Customer 4")
    await user.press("v")
    assert pane.display is not before
    assert "Sponsor is about to retire" in " ".join(user.shown.split())
    await user.press("v")
    assert pane.display is before


@scenario("portfolio.legend")
async def _legend(user: User) -> None:
    await user.press("L")
    assert isinstance(user.screen, ReadingScreen)
    assert "50 %" in user.shown
    assert "0-50" in user.shown
    await user.press("escape")
    assert user.screen is user.app.portfolio


@scenario("undo")
async def _undo(user: User) -> None:
    user.go_to("Customer 2")
    await user.press("d", "u")
    assert "Customer 2" in user.names
    assert "Undone: deletion of Customer 2" in user.said
    await user.saved()
    assert reread(user.session.path).named("Customer 2") is not None


@scenario("redo")
async def _redo(user: User) -> None:
    user.go_to("Customer 2")
    await user.press("d", "u", "ctrl+r")
    assert "Customer 2" not in user.names
    assert "Done again: deletion of Customer 2" in user.said
    await user.saved()
    assert reread(user.session.path).named("Customer 2") is None


@scenario("help")
async def _help(user: User) -> None:
    await user.press("question_mark")
    assert isinstance(user.screen, ReadingScreen)
    assert "What you can do" in user.shown
    await user.press("question_mark")
    assert user.screen is user.app.portfolio


@scenario("palette")
async def _palette(user: User) -> None:
    await user.press("ctrl+p")
    assert isinstance(user.screen, CommandPalette)
    await user.press("escape")
    assert user.screen is user.app.portfolio


@scenario("quit")
async def _quit(user: User) -> None:
    user.go_to("Customer 2")
    await user.press("d", "q")
    assert user.app.return_code == 0
    assert reread(user.session.path).named("Customer 2") is None


@scenario("quit.unsaved")
async def _quit_unsaved(user: User) -> None:
    await user.press("ctrl+q")
    assert user.app.return_code == 0


_SIZES = [pytest.param(SMALL, id="small"), pytest.param(WIDE, id="wide", marks=pytest.mark.long)]


def test_every_command_is_tried() -> None:
    assert set(SCENARIOS) == set(COMMANDS)


def test_every_command_has_an_id_a_help_line_and_a_key() -> None:
    assert len(COMMANDS) == len(PORTFOLIO) + len(ANYWHERE)
    for command in COMMANDS.values():
        assert command.ID
        assert command.help()
        assert command.shown_keys()


@pytest.mark.parametrize("size", _SIZES)
@pytest.mark.parametrize("identity", COMMANDS)
async def test_a_command_by_its_key(identity: str, size: tuple[int, int], path: Path) -> None:
    fill_demo(path)
    async with using(path, size) as user:
        await SCENARIOS[identity](user)


_REASONS = {
    "client.edit": ("e", "there is no client under the cursor"),
    "client.delete": ("d", "there is no client under the cursor"),
    "portfolio.clear_filter": ("escape", "there is no filter to clear"),
    "undo": ("u", "there is nothing to undo"),
    "redo": ("ctrl+r", "there is nothing to redo"),
}


@pytest.mark.parametrize("identity", _REASONS)
async def test_a_command_that_cannot_run_says_why(identity: str, path: Path) -> None:
    key, reason = _REASONS[identity]
    async with using(path, SMALL) as user:
        await user.press(key)
        assert user.said == [f"{COMMANDS[identity].NAME}: {reason}"]
        assert user.screen is user.app.portfolio
    assert not path.exists()


async def test_an_empty_workspace_says_how_to_begin(path: Path) -> None:
    async with using(path) as user:
        assert "n adds one" in user.shown
        await user.press("s", "v", "enter", "G")  # nothing to do, and nothing breaks
        assert user.said == []


async def test_after_an_edit_redo_has_nothing_left(path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    async with using(path, SMALL) as user:
        await user.press("d", "u", "j", "d", "ctrl+r")
        assert user.said[-1] == "Redo: there is nothing to redo"


@pytest.mark.parametrize("key", ["e", "n", "d", "enter"])
async def test_a_workspace_that_may_not_be_written_says_so(key: str, path: Path) -> None:
    fill_demo(path)
    path.chmod(stat.S_IRUSR)
    async with using(path, SMALL) as user:
        assert "read only: The file is write-protected" in user.status
        await user.press(key)
        assert not isinstance(user.screen, ClientForm)
        assert any("write-protected" in message for message in user.said)
        assert len(user.names) == 15
