"""Every command by its key, on both sizes of terminal; and the reason where it cannot run."""

import stat
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from csm_tui.commands.anywhere import ANYWHERE, every_command
from csm_tui.commands.former import unknown_ids, with_present_ids
from csm_tui.commands.per_screen.portfolio import PORTFOLIO
from csm_tui.commands.screens import SCREENS, ScreenSpec
from csm_tui.commands.table import CopyMarkdown
from csm_tui.domain.records.person.view import View
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.screens.calendar.calendar_screen import CalendarScreen
from csm_tui.screens.candidates.candidates_screen import CandidatesScreen
from csm_tui.screens.changes.changes_screen import ChangesScreen
from csm_tui.screens.client.client_page import ClientPage
from csm_tui.screens.dialogs.filter_bar import FilterBar
from csm_tui.screens.dialogs.forms.what_if_dialog import WhatIfDialog
from csm_tui.screens.dialogs.records_dialog import OrderedDialog
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.screens.evaluations.evaluations_screen import EvaluationsScreen
from csm_tui.screens.lessons.lessons_screen import LessonsScreen
from csm_tui.screens.personal.aspects_dialog import AspectsDialog
from csm_tui.screens.personal.personal_screen import PersonalScreen
from csm_tui.screens.plan.plan_screen import PlanScreen
from csm_tui.screens.plays.plays_screen import PlaysScreen
from csm_tui.screens.portfolio.cell_bar import CellBar
from csm_tui.screens.portfolio.columns_dialog import ColumnsDialog
from csm_tui.screens.portfolio.over_time import OverTime
from csm_tui.screens.portfolio.views_dialog import ViewsDialog
from csm_tui.screens.renewals.renewals_screen import RenewalsScreen
from csm_tui.screens.roadmap.roadmaps_screen import RoadmapsScreen
from csm_tui.screens.settings.settings_screen import SettingsScreen
from csm_tui.screens.shell.help import HelpScreen
from csm_tui.screens.shell.restore_dialog import RestoreDialog
from csm_tui.screens.shell.resume_dialog import ResumeDialog
from csm_tui.screens.today.today_screen import TodayScreen
from csm_tui.session.changes import Change, Edit
from csm_tui.widgets.line_pane import LinePane
from tests.support.driving import SMALL, TODAY, WIDE, User, client, fill, fill_demo, fill_whole_demo, reread, using
from tests.support.screens.import_driving import is_looking
from tests.support.screens.page_driving import pane_text

COMMANDS = {command.ID: command for command in (*PORTFOLIO, *ANYWHERE)}
Scenario = Callable[[User], Awaitable[None]]
SCENARIOS: dict[str, Scenario] = {}


def scenario(identity: str) -> Callable[[Scenario], Scenario]:
    def register(told: Scenario) -> Scenario:
        SCENARIOS[identity] = told
        return told

    return register


@scenario("client.open")
async def _open(user: User) -> None:
    for way_back in ("escape", "q"):
        user.go_to("Customer 7")
        await user.press("enter")
        assert isinstance(user.screen, ClientPage)
        assert user.screen.client.name == "Customer 7"
        await user.press(way_back)
        assert user.screen is user.app.portfolio


@scenario("client.edit")
async def _edit(user: User) -> None:
    user.go_to("Customer 7")
    await user.press("e")
    assert user.form.query_one("#record-form").border_title == "Client · Customer 7"
    assert user.row("name").text == "Customer 7"
    assert user.row("product").text == "90"


@scenario("client.override")
async def _override(user: User) -> None:
    user.go_to("Customer 7")
    await user.press("o")
    await user.enter(override_score="80", override_reason="New owner", override_until="in 2 weeks")
    await user.press("ctrl+s")
    assert user.named("Customer 7").override is not None


@scenario("table.copy")
async def _copy(user: User) -> None:
    user.go_to("Customer 7")
    await user.press("Y")
    assert user.app.clipboard.startswith("! Customer 7\t")
    assert user.app.clipboard.count("\t") == 9
    assert user.said == ["Copied the row of Customer 7"]


@scenario("table.copy_markdown")
async def _copy_markdown(user: User) -> None:
    user.go_to("Customer 7")
    await user.press("space", "space", "ctrl+y")
    titles, line, *rows = user.app.clipboard.splitlines()
    assert titles.startswith("| Client | Term | ACV |")
    assert line.startswith("| --- | --- |")
    assert len(rows) == 2
    assert rows[0].startswith("| ! Customer 7 |")
    assert user.said == ["Copied 2 rows as Markdown"]


@scenario("table.export")
async def _export(user: User) -> None:
    file = user.session.path.with_name("out.csv")
    await user.press("X")
    user.screen.query_one("#export-file", Input).value = str(file)
    await user.press("enter")
    assert user.said == [f"{file}: 15 clients written"]
    assert file.read_text().startswith("Client,Customer since,ACV")


@scenario("table.report")
async def _report(user: User) -> None:
    file = user.session.path.with_name("book.html")
    await user.press("ctrl+t")
    user.screen.query_one("#export-file", Input).value = str(file)
    await user.press("enter")
    assert user.said == [f"{file} written"]
    assert "450,000" in file.read_text()


@scenario("redraw")
async def _redraw(user: User) -> None:
    shown = user.shown
    await user.press("ctrl+l")
    assert user.shown == shown
    assert not user.said


@scenario("client.cell")
async def _cell(user: User) -> None:
    user.go_to("Customer 7")
    user.table.move_to_column("product")
    await user.press("c", "9", "1", "enter")
    assert not user.screen.query(CellBar)
    assert user.under_cursor.name == "Customer 7"
    assert user.under_cursor.product == 91


@scenario("client.touch")
async def _touch(user: User) -> None:
    user.go_to("Customer 7")
    await user.press("t")
    assert user.form.query_one("#record-form").border_title == "New touchpoint · Customer 7"
    assert user.row("note").editor.has_focus
    await user.type("Agreed on the pilot")
    await user.press("ctrl+s")
    found = user.session.workspace.table(Touchpoint).of(user.named("Customer 7").id)
    assert [(one.day, one.note) for one in found if one.note.startswith("Agreed")] == [(TODAY, "Agreed on the pilot")]


@scenario("table.mark")
async def _mark(user: User) -> None:
    first, second, third = user.table.keys[:3]
    await user.press("space", "space")
    assert user.table.marks == {first, second}
    assert user.table.cursor_key == third
    assert user.place.startswith("2 marked")
    await user.press("g", "space")
    assert user.table.marks == {second}


@scenario("table.mark_all")
async def _mark_all(user: User) -> None:
    await user.press("asterisk")
    assert user.table.marks == set(user.table.keys)
    assert "15 marked" in user.place
    await user.press("asterisk")
    assert not user.table.marks
    assert "marked" not in user.place


@scenario("client.change_marked")
async def _change_marked(user: User) -> None:
    names = user.names[:2]
    await user.press("space", "space", "b")
    assert user.form.query_one("#record-form").border_title == "Change Customer 6 and Customer 12"
    assert user.row("add_tags").editor.has_focus
    await user.type("q3")
    await user.press("ctrl+s")
    assert {name for name in user.names if "q3" in user.named(name).tags} == set(names)


@scenario("client.new")
async def _new(user: User) -> None:
    await user.press("n")
    assert user.form.query_one("#record-form").border_title == "New client"
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


@scenario("table.filter")
async def _filter(user: User) -> None:
    await user.press("slash")
    assert user.screen.query_one("#filter", Input).has_focus
    await user.paste("tag:apac")
    assert user.names
    assert all("apac" in user.named(name).tags for name in user.names)


@scenario("table.clear")
async def _clear_filter(user: User) -> None:
    await user.press("slash")
    await user.paste("customer 3")
    await user.press("enter")
    assert len(user.names) < 15
    await user.press("escape")
    assert len(user.names) == 15
    assert not user.screen.query(FilterBar)


@scenario("table.sort")
async def _sort(user: User) -> None:
    user.table.move_to_column("acv")
    await user.press("s")
    amounts = [user.named(name).acv for name in user.names]
    assert amounts == sorted(amounts)
    await user.press("s")
    assert [user.named(name).acv for name in user.names] == sorted(amounts, reverse=True)


@scenario("table.sort_further")
async def _sort_further(user: User) -> None:
    user.table.move_to_column("trend")
    await user.press("s")
    user.table.move_to_column("acv")
    await user.press("S", "S")
    order = {"Down": 0, "Level": 1, "Up": 2}
    shown = [(order[user.named(name).trend], -user.named(name).acv) for name in user.names]
    assert shown == sorted(shown)


@scenario("portfolio.columns")
async def _columns(user: User) -> None:
    await user.press("C")
    assert isinstance(user.screen, ColumnsDialog)
    await user.press("j", "space", "enter")
    assert user.screen is user.app.portfolio
    assert "Term" not in user.shown
    assert "term" not in user.app.portfolio.view_state.columns


@scenario("portfolio.views")
async def _views(user: User) -> None:
    await user.press("w")
    assert isinstance(user.screen, ViewsDialog)
    assert "No views yet: n saves filter, sort and columns as they are now" in user.shown
    await user.press("n")
    await user.type("Mine")
    await user.press("ctrl+s")
    assert [view.name for view in user.session.workspace.views] == ["Mine"]
    assert isinstance(user.screen, ViewsDialog)
    await user.press("escape")
    assert user.screen is user.app.portfolio


@scenario("portfolio.recall")
async def _recall(user: User) -> None:
    views = [View(name=f"View {key}", filter=f'"Customer {key}"', place=key) for key in range(2, 10)]
    user.session.apply(Change("views", tuple(Edit(None, view) for view in views)))
    for key in (2, 9):
        await user.press(f"f{key}")
        assert user.names == [f"Customer {key}"]
        assert user.said[-1] == f"View: View {key}"
        assert user.table.has_focus


@scenario("table.details")
async def _details(user: User) -> None:
    pane = user.screen.query_one("#detail")
    before = pane.display
    user.go_to("Customer 4")
    await user.press("v")
    assert pane.display is not before
    assert "Sponsor is about to retire" in " ".join(user.shown.split())
    await user.press("v")
    assert pane.display is before


@scenario("table.legend")
async def _legend(user: User) -> None:
    await user.press("L")
    assert isinstance(user.screen, TextPage)
    legend = pane_text(user.screen.query_one("#lines", LinePane))
    assert "50 %" in legend
    assert "0-50" in legend
    await user.press("escape")
    assert user.screen is user.app.portfolio


@scenario("portfolio.over_time")
async def _over_time(user: User) -> None:
    await user.press("T")
    assert isinstance(user.screen, OverTime)
    await user.until(lambda: "Clients in each band" in user.shown and "ACV in each band" in user.shown)
    await user.press("T")
    assert user.screen is user.app.portfolio


@scenario("import")
async def _import(user: User) -> None:
    file = user.session.path.with_name("clients.csv")
    file.write_text("Client,Owner\nNewcomer,Kim\n")
    await user.press("I")
    assert user.row("file").editor.has_focus
    await user.paste(str(file))
    await user.press("ctrl+s")
    await user.until(lambda: is_looking(user))
    await user.press("y")
    assert user.said[-1] == "1 added, 0 updated; u takes it all back"
    assert user.named("Newcomer").owner == "Kim"


@scenario("go.portfolio")
async def _portfolio(user: User) -> None:
    await user.press("enter", "1")
    assert user.screen is user.app.portfolio
    await user.press("enter", "3")
    await user.until(lambda: isinstance(user.app.front, PlanScreen) and user.app.front.ready.is_set())
    await user.press("1")
    assert user.screen is user.app.portfolio, "not the page that was left open"
    await user.press("enter", "comma", "1")
    assert user.screen is user.app.portfolio
    await user.press("1")
    assert user.screen is user.app.portfolio
    assert user.said == []


@scenario("go.settings")
async def _settings(user: User) -> None:
    await user.press("comma")
    assert isinstance(user.screen, SettingsScreen)
    await user.press("comma", "escape")
    assert user.screen is user.app.portfolio, "there is one screen of settings"


@scenario("drafts.resume")
async def _resume(user: User) -> None:
    await user.press("R")
    assert user.said == ["Nothing was typed and left unsaved"]
    user.go_to("Customer 7")
    await user.press("b", "q", "3", "escape", "R")
    assert isinstance(user.screen, ResumeDialog)
    assert "Change Customer 7" in user.shown
    await user.press("enter")
    assert user.row("add_tags").text == "q3"
    await user.press("escape")
    for name in ("Customer 11", "Customer 12"):
        user.go_to(name)
        await user.press("t", "h", "i", "escape")
    user.app.clear_notifications()  # they would hide the list
    await user.press("R")
    for name in ("Customer 11", "Customer 12"):
        assert f"New touchpoint · {name} " in user.shown


@scenario("backup.restore")
async def _restore(user: User) -> None:
    await user.press("B")
    assert isinstance(user.screen, RestoreDialog)
    assert "No backups yet: n makes one" in user.shown
    await user.press("n")
    assert "No backups yet" not in user.shown
    await user.press("escape")
    assert user.screen is user.app.portfolio


@scenario("mend")
async def _mend(user: User) -> None:
    await user.press("M")
    assert user.said[-1] == "Nothing is wrong with the file, and no record breaks a rule"


@scenario("go.candidates")
async def _candidates(user: User) -> None:
    await user.press("dollar_sign", "dollar_sign")
    assert isinstance(user.screen, CandidatesScreen)
    await user.press("escape")
    assert user.screen is user.app.portfolio, "there is one list of candidates"


@scenario("what_if")
async def _what_if(user: User) -> None:
    user.go_to("Customer 7")
    await user.press("full_stop")
    assert isinstance(user.screen, WhatIfDialog)
    assert user.row("score_product").text == "90"
    await user.press("escape")
    assert user.screen is user.app.portfolio
    assert user.said == []


@scenario("go.plays")
async def _plays(user: User) -> None:
    await user.press("semicolon", "semicolon")
    assert isinstance(user.screen, PlaysScreen)
    await user.press("escape")
    assert user.screen is user.app.portfolio, "there is one list of plays"


@scenario("go.renewals")
async def _renewals(user: User) -> None:
    await user.press("8")
    await user.until(lambda: isinstance(user.app.front, RenewalsScreen))


@scenario("go.changes")
async def _changes(user: User) -> None:
    await user.press("9")
    await user.until(lambda: isinstance(user.app.front, ChangesScreen))


@scenario("go.plan")
async def _plan(user: User) -> None:
    await user.press("3")
    await user.until(lambda: isinstance(user.app.front, PlanScreen) and user.app.front.ready.is_set())
    await user.press("1")
    assert user.screen is user.app.portfolio


@scenario("go.today")
async def _today(user: User) -> None:
    await user.press("2")
    await user.until(lambda: isinstance(user.app.front, TodayScreen) and user.app.front.settled.is_set())
    await user.press("1")
    assert user.screen is user.app.portfolio


@scenario("go.evaluations")
async def _evaluations(user: User) -> None:
    await user.press("5")
    await user.until(lambda: isinstance(user.app.front, EvaluationsScreen) and user.app.front.ready.is_set())
    await user.press("1")
    assert user.screen is user.app.portfolio


@scenario("go.roadmaps")
async def _roadmaps(user: User) -> None:
    await user.press("7")
    await user.until(lambda: isinstance(user.app.front, RoadmapsScreen) and user.app.front.ready.is_set())
    await user.press("1")
    assert user.screen is user.app.portfolio


@scenario("go.lessons")
async def _lessons(user: User) -> None:
    await user.press("0")
    await user.until(lambda: isinstance(user.app.front, LessonsScreen) and user.app.front.ready.is_set())
    await user.press("1")
    assert user.screen is user.app.portfolio


@scenario("go.personal")
async def _personal(user: User) -> None:
    await user.press("6")
    await user.until(lambda: isinstance(user.app.front, PersonalScreen) and user.app.front.ready.is_set())
    await user.press("1")
    assert user.screen is user.app.portfolio


@scenario("go.calendar")
async def _calendar(user: User) -> None:
    await user.press("4")
    await user.until(lambda: isinstance(user.app.front, CalendarScreen) and user.app.front.ready.is_set())
    await user.press("3", "4")
    assert isinstance(user.screen, CalendarScreen)


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
    assert isinstance(user.screen, HelpScreen)
    assert "type to search" in user.shown
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


def test_every_command_that_needs_something_is_tried_without_it() -> None:
    assert {*_REASONS, "client.open"} == {command.ID for command in COMMANDS.values() if command.NEEDS}


def test_every_command_has_an_id_a_help_line_and_a_key() -> None:
    assert len(COMMANDS) == len(PORTFOLIO) + len(ANYWHERE)
    for command in COMMANDS.values():
        assert command.ID
        assert command.help()
        assert command.shown_keys({})


@pytest.mark.thorough
@pytest.mark.parametrize("size", _SIZES)
@pytest.mark.parametrize("identity", COMMANDS)
async def test_a_command_by_its_key(identity: str, size: tuple[int, int], path: Path) -> None:
    fill_demo(path)
    async with using(path, size) as user:
        await SCENARIOS[identity](user)


_NO_CLIENT, _NO_ROW = "there is no client under the cursor", "there is no row under the cursor"
_REASONS = {
    "client.edit": ("e", _NO_CLIENT),
    "client.cell": ("c", _NO_CLIENT),
    "client.touch": ("t", _NO_CLIENT),
    "client.override": ("o", _NO_CLIENT),
    "table.mark": ("space", _NO_ROW),
    "table.mark_all": ("asterisk", _NO_ROW),
    "table.copy": ("Y", _NO_ROW),
    "table.copy_markdown": ("ctrl+y", _NO_ROW),
    "client.change_marked": ("b", _NO_CLIENT),
    "client.delete": ("d", _NO_CLIENT),
    "undo": ("u", "there is nothing to undo"),
    "redo": ("ctrl+r", "there is nothing to redo"),
}


@pytest.mark.thorough
async def test_a_command_that_cannot_run_says_why(path: Path) -> None:
    async with using(path, SMALL) as user:
        for identity, (key, reason) in _REASONS.items():
            user.said.clear()
            await user.press(key)
            assert user.said == [f"{COMMANDS[identity].NAME}: {reason}"]
            assert user.screen is user.app.portfolio
    assert not path.exists()


async def test_a_key_without_a_view_says_how_to_save_one(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("f2", "f9")
        assert user.said == [f"There is no view {number}: w saves and lists them" for number in (1, 8)]
        assert len(user.names) == 15


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


@pytest.mark.thorough
async def test_a_workspace_that_may_not_be_written_says_so(path: Path) -> None:
    fill_demo(path)
    path.chmod(stat.S_IRUSR)
    changing = [command for command in COMMANDS.values() if command.CHANGES]
    assert {"client.edit", "client.new", "client.delete", "undo"} <= {command.ID for command in changing}
    async with using(path, SMALL) as user:
        assert "read only: The file is write-protected" in user.status
        named = user.shown.splitlines()[-1]
        assert "/ Filter" in named
        assert not any(command.FOOTER and f" {command.FOOTER} " in named for command in changing)
        for command in changing:
            for key in command.KEYS.split(","):
                user.said.clear()
                await user.press(key)
                assert len(user.said) == 1, command.ID
                assert user.said[0].startswith(f"{command.NAME}: The file is write-protected"), command.ID
                assert user.screen is user.app.portfolio, command.ID
                assert not user.screen.query(CellBar)
        assert len(user.names) == 15
        await user.press("enter")
        assert isinstance(user.screen, ClientPage), "it may be looked at"


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.id)
def test_no_key_of_a_screen_does_two_things(screen: ScreenSpec) -> None:
    taken = Counter(key for command in screen.commands for key in command.keys({}))
    assert [key for key, times in taken.items() if times > 1] == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.id)
def test_while_rows_are_marked_each_key_for_them_stands_at_the_foot(screen: ScreenSpec) -> None:
    for_marks = [one for one in screen.commands if "marked" in one.help() and one is not CopyMarkdown]
    assert [one.ID for one in for_marks if not one.MARKED] == []


def test_a_key_has_one_meaning_on_all_screens() -> None:
    meanings: dict[str, set[str]] = {}
    for command in (*ANYWHERE, *(one for screen in SCREENS for one in screen.commands)):
        for key in command.keys({}):
            meanings.setdefault(key, set()).add(command.verb())
    assert issubclass(AspectsDialog, OrderedDialog)
    assert issubclass(ViewsDialog, OrderedDialog)
    for dialog in (OrderedDialog, ColumnsDialog):
        moves = {key: one.action for one in dialog.BINDINGS if "move(" in one.action for key in one.key.split(",")}
        assert moves == dict.fromkeys(("less_than_sign", "shift+up"), "move(-1)") | dict.fromkeys(
            ("greater_than_sign", "shift+down"), "move(1)"
        )
        assert meanings["less_than_sign"] == {"earlier"}
    assert {key: verbs for key, verbs in meanings.items() if len(verbs) > 1} == {}


def test_every_screen_has_a_class_with_its_commands() -> None:
    for screen in SCREENS:
        assert screen.commands == screen.load().COMMAND_TYPES, screen.id
    assert [title for title, times in Counter(screen.title for screen in SCREENS).items() if times > 1] == []


_SCREENS_AND_DIALOGS = {
    "portfolio": (),
    "page": ("enter",),
    "plan": ("3",),
    "calendar": ("4",),
    "settings": ("comma",),
    "legend": ("L",),
    "columns": ("C",),
    "backups": ("B",),
    "over-time": ("T",),
}
_FURTHER = {
    "today": ("2",),
    "draft": ("3", "y"),
    "week": ("4", "enter"),
    "evaluations": ("5",),
    "evaluation": ("5", "enter"),
    "personal": ("6",),
    "roadmaps": ("7",),
    "roadmap": ("7", "enter"),
    "presentation": ("7", "enter", "ampersand"),
    "editions": ("7", "enter", "T"),
    "renewals": ("8",),
    "retention": ("8", "T"),
    "changes": ("9",),
    "lessons": ("0",),
    "recurring": ("0", "equals_sign"),
    "candidates": ("dollar_sign",),
    "plays": ("semicolon",),
    "play": ("semicolon", "enter"),
}
_OPENINGS = [pytest.param(keys, id=name) for name, keys in _SCREENS_AND_DIALOGS.items()] + [
    pytest.param(keys, id=name, marks=pytest.mark.thorough) for name, keys in _FURTHER.items()
]


@pytest.mark.parametrize("opening", _OPENINGS)
async def test_a_key_without_a_meaning_says_so(opening: tuple[str, ...], path: Path) -> None:
    fill_whole_demo(path)
    async with using(path, SMALL) as user:
        for key in opening:
            await user.press(key)
            await user.until(lambda: user.app.front.ready.is_set())
        user.said.clear()
        await user.press("tilde", "ctrl+n", "f10", "alt+x", "<ignore>")
        assert user.said == [f"{key} does nothing here; ? lists the keys" for key in ("~", "ctrl+n", "f10", "alt+x")]


@pytest.mark.parametrize("opening", ["slash", "t"], ids=["filter", "form"])
async def test_keys_of_an_editor_are_its_own(opening: str, path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press(opening)
        await user.type("z9")
        await user.press("e", "left", "home", "end", "backspace", "ctrl+a", "ctrl+k")
        assert user.said == [], "what is typed belongs to the line"
        await user.press("ctrl+n")
        assert user.said == ["ctrl+n does nothing here; f1 lists the keys"], "a ? would be typed"


@pytest.mark.parametrize("opening", ["L", "C", "t", "question_mark", "ctrl+p", "T", "X"])
async def test_leaving_without_saving_works_in_every_dialog(opening: str, path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press(opening)
        assert user.screen is not user.app.front
        await user.press("ctrl+q")
        assert user.app.return_code == 0


@pytest.mark.thorough
async def test_what_was_typed_in_a_form_that_is_left_with_the_program_is_kept(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("t")
        await user.type("Half a note")
        await user.press("ctrl+q")
    async with using(path, SMALL) as user:
        assert [draft.texts for draft in user.session.drafts.all()] == [{"note": "Half a note"}]


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("portfolio.legend", "table.legend"),
        ("week.back", "back"),
        ("plan.time_sheet", "quarter.time_sheet"),
        ("calendar.unplanned", "quarter.unplanned"),
        ("plan.previous", "quarter.previous"),
        ("calendar.following", "quarter.following"),
    ],
)
def test_a_former_id_leads_to_the_command_that_there_is_now(former: str, present: str) -> None:
    assert with_present_ids({former: "z"}) == {present: "z"}
    assert {former, present} & {command.ID for command in every_command()} == {present}


async def test_keys_chosen_for_a_command_under_its_former_id_still_hold(path: Path) -> None:
    fill_demo(path)
    written = '[keys]\n"portfolio.legend" = "z"\n"table.sotr" = "f12"\n'
    (path.parent / "config.toml").write_text(written, encoding="utf-8-sig")
    async with using(path, SMALL) as user:
        assert user.said == ["keys: there is no command table.sotr; did you mean table.sort?"]
        await user.press("z")
        assert isinstance(user.screen, TextPage)
        assert user.app.preferences.keys == {"table.legend": "z", "table.sotr": "f12"}


def test_keys_for_no_command_are_named_with_the_command_that_was_meant() -> None:
    chosen = {"table.sotr": "s", "table.sort": "s", "zzz.nothing": "x", "portfolio.recall.2": "f4"}
    assert unknown_ids(chosen) == [
        "keys: there is no command table.sotr; did you mean table.sort?",
        "keys: there is no command zzz.nothing",
    ]
