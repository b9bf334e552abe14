"""A file handed out from inside the app: what the shell writes, private, and never over another one unasked."""

import json
import stat
from pathlib import Path

import pytest
from textual.widgets import Input

from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.screens.dialogs.export_dialog import ExportDialog
from tests.support.driving import SMALL, User, client, fill, using
from tests.support.evaluation_builders import evaluated
from tests.support.screens.plan_screen_driving import fill_plan, open_plan


@pytest.fixture
def home(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = path.with_name("home")
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("HOME", str(home))
    return home


def hint(user: User) -> str:
    assert isinstance(user.screen, ExportDialog), user.screen
    return str(user.screen.query_one("#export-hint").render())


async def test_the_clients_that_are_shown_are_written_in_their_order(path: Path, home: Path) -> None:
    fill(
        path, [client("Acme", product=50, tags=("emea",)), client("=Bolt", product=70, tags=("emea",)), client("City")]
    )
    async with using(path, SMALL) as user:
        await user.press("slash")
        await user.enter_filter("tag:emea")
        await user.press("enter", "s", "X")
        assert "Export: 2 clients" in user.shown
        await user.press("enter")
        file = home / "portfolio-2026-03-02.csv"
        assert user.said[-1] == f"{file}: 2 clients written"
        assert [line.partition(",")[0] for line in file.read_text().splitlines()] == ["Client", "'=Bolt", "Acme"]
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert not user.session.can_undo, "nothing is changed"


async def test_a_file_that_is_there_is_replaced_only_when_asked_twice(path: Path, home: Path) -> None:
    fill_plan(path)
    (home / "old.csv").write_text("kept")
    async with using(path, SMALL) as user:
        await open_plan(user)
        await user.press("X")
        user.screen.query_one(Input).value = "~/old.csv"
        await user.press("enter")
        assert hint(user).startswith("old.csv is there already")
        await user.press("escape")
        assert (home / "old.csv").read_text() == "kept"
        await user.press("X")
        user.screen.query_one(Input).value = "~/old.csv"
        await user.press("enter", "end", "x", "backspace", "enter")
        assert (home / "old.csv").read_text() == "kept", "another name was typed since, so it is asked again"
        await user.press("enter")
        assert user.said[-1].startswith(f"{home / 'old.csv'}: 2")
        assert (home / "old.csv").read_text().startswith("Reference,")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "must not be empty"),
        ("~", "this is a folder, not a file"),
        ("~/none/x.csv", "there is no such folder"),
        ("~nobody-of-that-name/x", "there is no user"),
        ("/dev/null", "a device or a pipe"),
        ("WORKSPACE", "the name must end in .csv"),
        ("TWIN", "it is the workspace itself"),
    ],
)
async def test_what_cannot_be_written_is_said_and_asked_again(name: str, says: str, path: Path, home: Path) -> None:
    fill(path, [client("Acme")])
    before = path.read_bytes()
    twin = path.with_name("twin.csv")
    twin.hardlink_to(path)
    async with using(path, SMALL) as user:
        await user.press("X")
        user.screen.query_one(Input).value = {"WORKSPACE": str(path), "TWIN": str(twin)}.get(name, name)
        await user.press("enter", "enter")
        assert says in hint(user)
    assert path.read_bytes() == before
    assert not [*home.iterdir()]


@pytest.mark.usefixtures("home")
async def test_the_path_is_completed(path: Path, home: Path) -> None:
    fill(path, [client("Acme")])
    (home / "reports").mkdir()
    async with using(path, SMALL) as user:
        await user.press("X")
        user.screen.query_one(Input).value = "~/rep"
        await user.press("tab")
        assert user.screen.query_one(Input).value == "~/reports/"


async def test_the_ending_of_the_name_chooses_among_several_formats(path: Path, home: Path) -> None:
    fill(path, [*evaluated("Acme", {Section.LESSONS: ["Ask early"]}), *evaluated("Bolt", {})])
    async with using(path, SMALL) as user:
        await user.press("5", "X")
        assert "Export: 2 evaluations, 1 entry" in user.shown
        await user.press("escape", "space", "X")
        assert "Export: 1 evaluation, 1 entry" in user.shown
        assert "its ending, .md, .csv or .json, chooses the format" in " ".join(hint(user).split())
        assert user.screen.query_one(Input).value == "~/evaluation-2026-03-02.md"
        (home / "old.txt").write_text("kept")
        user.screen.query_one(Input).value = "~/old.txt"
        await user.press("enter", "enter")
        assert hint(user) == "the name must end in .md, .csv or .json"
        user.screen.query_one(Input).value = "~/acme.json"
        await user.press("enter")
        assert user.said[-1] == f"{home / 'acme.json'}: 1 evaluation, 1 entry written"
        await user.press("up", "enter", "X", "enter")
        assert (home / "evaluation-2026-03-02.md").read_text().startswith("# Acme · Teamwork"), "from the form, too"
    assert json.loads((home / "acme.json").read_text())["internal"] is True
    assert (home / "old.txt").read_text() == "kept"


async def test_csv_begins_with_a_byte_order_mark_on_request(path: Path, home: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        await user.press("3", "X")
        assert "For Excel" in user.shown
        await user.press("f4", "f4")
        assert "byte order mark" in hint(user)
        await user.press("enter")
        file = home / "plan-2026-03-02.csv"
        await user.until(file.exists)
        assert file.read_text(encoding="utf-8").startswith("\ufeffReference,")
        await user.press("4", "X")
        assert "For Excel" not in user.shown


async def test_the_calendar_is_written_as_the_shell_writes_it(path: Path, home: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        await user.press("4")
        await user.press("X", "enter")
        file = home / "calendar-2026-03-02.ics"
        await user.until(file.exists)
        assert file.read_text().startswith("BEGIN:VCALENDAR")
        assert "deadlines" in user.said[-1]
