"""A field for a file: tab completes the path, lists how it can go on, and goes on where nothing is left to complete."""

from pathlib import Path

import pytest
from textual.widgets import Input

from csm_tui.widgets.form.path_input import PathInput
from tests.support.driving import SMALL, User, using


@pytest.fixture
def home(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = path.with_name("home")
    (home / "reports").mkdir(parents=True)
    for name in ("north.csv", "north east.csv", "[b].csv"):
        (home / "reports" / name).write_text("Client\nAcme\n")
    monkeypatch.setenv("HOME", str(home))
    return home


def typed(user: User) -> str:
    return user.form.query_one("#field-file", Input).value


def focused(user: User) -> str:
    assert user.screen.focused is not None
    return user.screen.focused.id or ""


@pytest.mark.usefixtures("home")
async def test_tab_completes_a_path_lists_how_it_goes_on_and_leaves_what_is_complete(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("I")
        assert isinstance(user.screen.focused, PathInput)
        assert "^s Read it" in user.shown
        await user.paste("~/rep")
        await user.press("tab")
        assert (typed(user), focused(user)) == ("~/reports/", "field-file")
        await user.press("tab")
        assert user.message("file") == "[b].csv  north east.csv  north.csv"
        assert "[b].csv" in user.shown, "names are no markup"
        await user.type("no")
        assert user.message("file") == "there is no such file", "what was listed goes with the next key"
        await user.press("tab")
        assert (typed(user), focused(user)) == ("~/reports/north", "field-file")
        assert user.message("file") == "north east.csv  north.csv"
        await user.press("full_stop", "tab", "tab")
        assert (typed(user), focused(user)) == ("~/reports/north.csv", "field-as_of")
        await user.press("shift+tab")
        assert focused(user) == "field-file"
        await user.press("shift+tab")
        assert focused(user) != "field-file", "shift+tab always goes back"


@pytest.mark.usefixtures("home")
async def test_nobody_is_caught_in_a_field_for_a_file(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("I", "tab")
        assert focused(user) == "field-as_of", "nothing is typed, so nothing is completed"
        await user.press("shift+tab")
        await user.paste("~/reports/")
        await user.press("tab", "tab")
        assert focused(user) == "field-as_of", "the second tab goes on from what the first one listed"
        await user.press("shift+tab")
        await user.enter(file="nowhere/x")
        await user.press("tab")
        assert focused(user) == "field-as_of"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("text", ["'~/reports/north east.csv'", "~/reports/north\\ east.csv", "URI"])
async def test_what_is_dropped_on_the_terminal_is_taken(text: str, path: Path, home: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("I")
        await user.paste((home / "reports" / "north east.csv").as_uri() if text == "URI" else text)
        await user.press("ctrl+s")
        await user.until(lambda: "1 added" in user.shown)
