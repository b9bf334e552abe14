"""A spreadsheet from inside the app: named, looked at, taken in, and taken back."""

from datetime import date
from pathlib import Path

import pytest

from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.dialogs.import_preview import ImportPreview
from csm_tui.widgets.key_bar import KeyBar
from tests.support.driving import SMALL, TODAY, User, client, fill, reread, using
from tests.support.hostile import MARKUP, NAMES, acting
from tests.support.screens.page_driving import pane_text


@pytest.fixture
def workspace(path: Path) -> Path:
    """Acme as it was entered on the first of February, and Bolt."""
    fill(path, [client("Acme", on=date(2026, 2, 1), product=50, owner="Ines"), client("Bolt")])
    return path


def sheet(path: Path, text: str, name: str = "clients.csv") -> Path:
    file = path.with_name(name)
    file.write_text(text)
    return file


async def look(user: User, file: Path | str, as_of: str = "today") -> str:
    """Name a file; what is said of it."""
    await user.press("I")
    await user.enter(file=str(file), as_of=as_of)
    await user.press("ctrl+s")
    await user.until(lambda: isinstance(user.screen, ImportPreview))
    return " ".join(pane_text(user.screen.query_one(".dialog LinePane")).split())


async def test_numbers_stand_at_the_right_below_their_titles_and_dates_at_the_left(workspace: Path) -> None:
    file = sheet(workspace, "Customer,ACV,Product,Renewal date\nCity,1200,9,2026-04-01\nDune,90000,,2026-05-01\n")
    async with using(workspace, SMALL) as user:
        await look(user, file)
        lines = pane_text(user.screen.query_one(".dialog LinePane")).splitlines()
        title = next(at for at, line in enumerate(lines) if "The first rows" in line)
        assert [line.rstrip() for line in lines[title + 1 : title + 4]] == [
            "   Name     ACV  Product  Renewal date",
            "   City   1,200        9  2026-04-01",
            "   Dune  90,000           2026-05-01",
        ]


@pytest.mark.parametrize(("clients", "goes_on"), [(1, False), (30, True)])
async def test_the_bar_names_how_to_see_what_has_no_room(clients: int, goes_on: bool, workspace: Path) -> None:
    rows = "".join(f"Client {number},60\n" for number in range(clients))
    async with using(workspace, SMALL) as user:
        await look(user, sheet(workspace, f"Customer,Product\n{rows}"))
        bar = pane_text(user.screen.query_one(KeyBar))
        assert bar.split()[:3] == ["y", "Take", "it"]
        assert ("pgdn Page down" in bar) == goes_on
        await user.press("pagedown")
        assert (user.screen.query_one("#lines").scroll_y > 0) == goes_on


async def test_what_is_taken_in_unchanged_is_said_to_be_confirmed(workspace: Path) -> None:
    async with using(workspace, SMALL) as user:
        file = sheet(workspace, "Customer,Product\nAcme,50\n")
        said = await look(user, file)
        assert "Nothing changes. y notes the scores of that client once more, for the history. Columns" in said
        await user.press("y")
        assert user.said[-1] == "0 added, 0 updated, 1 confirmed as they are; u takes it all back"
        assert "Nothing changes: all of it is here already. Columns" in await look(user, file)
        assert "Take it in" not in user.shown
        await user.press("y", "escape", "u")
        assert user.said[-2:] == ["Nothing changes: all of it is here already", "Undone: import of clients.csv"]


async def test_a_file_is_looked_at_taken_in_and_taken_back(workspace: Path) -> None:
    file = sheet(workspace, "Customer,Product,Owner\nACME,60,Kim\nCity,90,\n")
    before = dict(reread(workspace).clients)
    async with using(workspace, SMALL) as user:
        said = await look(user, file)
        assert said == (
            "1 added, 1 updated, 0 unchanged; 1 of yours not in the file "
            "y takes the good rows in; a backup is made before. "
            "Columns Customer → Name · Product · Owner "
            "The first rows as they are read Name Product Owner Acme 60 Kim City 90 "
            "What changes Acme Product 50 → 60 · Owner Ines → Kim City new Product 90 "
            "Not in the file, left as they are: 1 Bolt"
        )
        assert len(user.session.workspace.clients) == 2
        await user.press("escape")
        assert not user.session.can_undo, "looking changes nothing"
        await look(user, file)
        await user.press("y")
        assert user.said[-1] == "1 added, 1 updated; u takes it all back"
        assert sorted(user.names) == ["Acme", "Bolt", "City"]
        assert (user.named("Acme").product, user.named("Acme").owner) == (60, "Kim")
        await user.saved()
        assert len(reread(workspace).clients) == 3
        assert len([*workspace.with_name("workspace.json.backups").glob("*-import.json")]) == 1
        await user.press("u")
        assert user.said[-1] == "Undone: import of clients.csv"
        assert dict(user.session.workspace.clients) == before
        await user.saved()
    assert dict(reread(workspace).clients) == before


@pytest.mark.long
async def test_the_home_folder_may_be_written_as_a_tilde(workspace: Path) -> None:
    (Path.home() / "clients.csv").write_text("Client\nCity\n")
    async with using(workspace, SMALL) as user:
        assert "1 added" in await look(user, "~/clients.csv")


@pytest.mark.thorough
async def test_what_is_wrong_with_the_name_or_the_day_is_said_beside_it(workspace: Path) -> None:
    async with using(workspace, SMALL) as user:
        await user.press("I", "ctrl+s")
        assert user.message("file") == "must not be empty: the path of a file"
        for name, why in (
            ("nowhere.csv", "there is no such file"),
            ("~nobody-of-that-name/x.csv", "there is no user nobody-of-that-name"),
            ("x" * 5000, "the name is too long"),
            ("/dev/null", "this is a device or a pipe, not a file"),
            (str(workspace.parent), "this is a folder, not a file"),
        ):
            await user.enter(file=name)
            assert user.message("file") == why, name[:30]
        await user.enter(file=str(sheet(workspace, "Client\n")), as_of="tomorrow")
        assert user.message("as_of") == "2026-03-03 is still to come"
        await user.enter(as_of="some day")
        await user.press("ctrl+s")
        assert isinstance(user.screen, RecordForm)
        assert 'write 2027-03-01 or "in 3 months"' in user.message("as_of")


async def test_bad_rows_are_named_and_only_the_good_ones_come_in(workspace: Path) -> None:
    file = sheet(workspace, "Client,ARR,Product,Health\nAcme,x,180,\nCity,10,90,50\n,5,5,\nCity,1,1,\n")
    async with using(workspace, SMALL) as user:
        said = await look(user, file)
        for part in (
            "1 added, 0 updated",
            'row 2, ARR: "x": an amount is a number',
            'row 2, Product: "180": a score is a number',
            'row 4, Client: "": ',
            "the same client as in row 3",
            "City: health is 50 in the file, 90 computed",
        ):
            assert part in said
        assert "…" not in user.shown
        await user.press("y")
        assert user.named("Acme").product == 50
        assert user.named("City").product == 90


@pytest.mark.long
async def test_a_file_without_a_good_row_takes_nothing_in(workspace: Path) -> None:
    async with using(workspace, SMALL) as user:
        said = await look(user, sheet(workspace, "Client,Product\nAcme,no\n"))
        assert said.startswith(
            "0 added, 0 updated, 0 unchanged; 1 of yours not in the file "
            "Nothing can be taken in before these rows are mended. Refused"
        )
        assert "Take it in" not in user.shown
        await user.press("y")
        assert user.said[-1] == "Nothing can be taken in before these rows are mended"
        await user.press("y")
        assert isinstance(user.screen, ImportPreview)
        await user.press("q")
        assert user.screen is user.app.portfolio
        assert not user.session.can_undo


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Product\n80\n", "clients.csv: "),
        pytest.param("", "clients.csv: ", marks=pytest.mark.long),
        pytest.param("\x00\x01\x02", "clients.csv: ", marks=pytest.mark.long),
    ],
)
async def test_a_file_that_is_no_list_of_clients_is_refused_and_asked_for_again(
    text: str, why: str, workspace: Path
) -> None:
    async with using(workspace, SMALL) as user:
        await user.press("I")
        await user.enter(file=str(sheet(workspace, text)))
        await user.press("ctrl+s")
        await user.until(lambda: user.said)
        assert user.said[0].startswith(why)
        await user.until(lambda: isinstance(user.screen, RecordForm))
        assert user.row("file").text.endswith("clients.csv"), "with what was typed, to be mended"
        await user.enter(file=str(sheet(workspace, "Client\nCity\n", "better.csv")))
        await user.press("ctrl+s")
        await user.until(lambda: isinstance(user.screen, ImportPreview))


@pytest.mark.thorough
async def test_figures_of_an_earlier_day_change_no_newer_value(workspace: Path) -> None:
    file = sheet(workspace, "Client,Product,Support,Owner\nAcme,20,70,Kim\n")
    async with using(workspace, SMALL) as user:
        await look(user, file, "2026-01-15")
        await user.press("y")
        acme = user.named("Acme")
        assert (acme.product, acme.owner) == (50, "Ines"), "known since the first of February"
        assert acme.support == 70, "nothing was known"
        assert [snapshot[:2] for snapshot in acme.history] == [(date(2026, 1, 15), 20), (date(2026, 2, 1), 50)]
        await look(user, file, "today")
        await user.press("y")
        acme = user.named("Acme")
        assert (acme.product, acme.owner, acme.entered["product"]) == (20, "Kim", TODAY)


@pytest.mark.long
async def test_what_was_typed_and_left_is_offered_again(workspace: Path) -> None:
    async with using(workspace, SMALL) as user:
        await user.press("I")
        await user.enter(file="half/a/pa")
        await user.press("escape", "I")
        assert user.row("file").text == "half/a/pa"
        await user.enter(file=str(sheet(workspace, "Client\nCity\n")))
        await user.press("ctrl+s")
        await user.until(lambda: isinstance(user.screen, ImportPreview))
        await user.press("y", "I")
        assert user.row("file").text == ""


@pytest.mark.long
async def test_a_long_plan_can_be_read_to_its_end(workspace: Path) -> None:
    file = sheet(workspace, "Client,Product\n" + "".join(f"client {number},bad\n" for number in range(60)))
    async with using(workspace, SMALL) as user:
        await look(user, file)
        assert "Not in the file, left as they are: 2" not in user.shown
        await user.press("G")
        assert "Not in the file, left as they are: 2" in user.shown


@pytest.mark.long
async def test_hostile_names_and_cells_are_shown_as_text(workspace: Path) -> None:
    quoted = [name.replace('"', '""') for name in NAMES if "\x00" not in name]
    rows = "".join(f'"{name}","{name}"\n' for name in quoted)
    file = workspace.with_name("[@click=app.quit]evil[red].csv")
    file.write_text(f"Client,Product\n{rows}", encoding="utf-8", newline="")
    async with using(workspace, SMALL) as user:
        said = await look(user, file)
        assert "Import [@click=app.quit]evil[red].csv?" in user.shown
        assert MARKUP[1] in said
        seen = user.shown
        for _ in range(8):
            await user.press("pagedown")
            seen += user.shown
        assert acting(seen, "\n") == set()
        assert user.app.is_running


async def test_a_file_that_is_refused_is_asked_for_again_with_path_and_day(workspace: Path) -> None:
    file = sheet(workspace, "nothing,known\n1,2\n")
    async with using(workspace, SMALL) as user:
        await user.press("I")
        await user.enter(file=str(file), as_of="31 Jan")
        await user.press("ctrl+s")
        await user.until(lambda: any(str(file.name) in message for message in user.said))
        await user.until(lambda: isinstance(user.screen, RecordForm))
        assert (user.row("file").text, user.row("as_of").text) == (str(file), "31 Jan")
        file.write_text("Client\nCity\n")
        await user.press("ctrl+s")
        await user.until(lambda: isinstance(user.screen, ImportPreview))
        assert user.session.drafts.all() == ()
