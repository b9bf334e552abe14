"""A table from inside the app: named, looked through, taken in row by row, and taken back."""

from datetime import date
from itertools import count
from pathlib import Path
from threading import Event
from time import sleep
from typing import NoReturn

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.exchange.watching import Watch
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.session.user_files.recent_files import RecentFiles
from tests.support.driving import SMALL, TODAY, WIDE, client, fill, reread, using
from tests.support.hostile import MARKUP, NAMES, acting
from tests.support.pilot import PATIENCE_SECONDS
from tests.support.screens.import_driving import heading, is_looking, listed, look, sheet, shown_table, under_cursor


@pytest.fixture
def workspace(path: Path) -> Path:
    """Acme as it was entered on the first of February, and Bolt."""
    fill(path, [client("Acme", on=date(2026, 2, 1), product=50, owner="Ines"), client("Bolt")])
    return path


async def test_a_file_is_looked_through_taken_in_row_by_row_and_taken_back(workspace: Path) -> None:
    rows = "Customer,Product,Owner,Region\nACME,60,Kim,n\nCity,90,,s\nDune,x,,\n"
    file = sheet(workspace, f"My accounts\n\n{rows}Total,150,,\n")
    before = dict(reread(workspace).clients)
    async with using(workspace, SMALL) as user:
        said = await look(user, file)
        assert said == (
            "Columns What changes clients, as its headers say "
            "1 added, 1 updated, 0 unchanged, 1 bad cell, 1 row left out, 1 of yours not in the file "
            'y takes in what is ticked; a backup is made before. headers in row 3, below "My accounts"'
        )
        refused = 'Product | refused | a score is a number from 0 to 100, or empty: no data: B6 "x"'
        rows = [
            "* | Acme | changed | Product 50 → 60 · Owner Ines → Kim",
            "* | City | new | Product 90",
            "row 7 | left out | a total: Total, 150",
            ' | to know | headers in row 3, below "My accounts"',
            "Bolt | not in the file | stays as it is",
        ]
        assert listed(user) == [refused, *rows]
        await user.press("left_square_bracket")
        assert listed(user) == ["Customer | Name |  | ACME · City · Dune", "Product | Product |  | 60 · 90 · x",
                                "Owner | Owner |  | Kim", "Region | left out |  | n · s"]  # fmt: skip
        await user.press("right_square_bracket", "space")
        assert user.said[-1] == "This row does not come in: only new and changed ones are ticked"
        await user.press("asterisk")
        assert "0 added, 0 updated, 0 unchanged, 2 unticked" in heading(user)
        assert "Take it in" not in user.shown
        await user.press("y")
        assert user.said[-1] == "Nothing is ticked: space ticks a row"
        await user.press("asterisk", "slash")
        await user.type("new 90")
        assert listed(user) == rows[1:2]
        await user.press("enter", "space")
        assert listed(user) == [rows[1].removeprefix("* | ")]
        await user.press("escape")
        assert len(listed(user)) == 6
        await user.press("y")
        assert user.said[-1] == "0 added, 1 updated, not the rows of 1 bad cell; u takes it all back"
        assert sorted(user.names) == ["Acme", "Bolt"]
        assert (user.named("Acme").product, user.named("Acme").owner) == (60, "Kim")
        await user.saved()
        assert user.session.drafts.all() == ()
        assert len([*workspace.with_name("workspace.json.backups").glob("*-import.json")]) == 1
        await user.press("u")
        assert user.said[-1] == "Undone: import of clients.csv"
        assert dict(user.session.workspace.clients) == before
        await user.saved()
    assert dict(reread(workspace).clients) == before


@pytest.mark.thorough
async def test_what_was_unticked_is_kept_like_any_draft_and_the_file_is_at_hand_again(workspace: Path) -> None:
    file = sheet(workspace, "Customer,Product\nAcme,60\nCity,90\n")
    async with using(workspace, SMALL) as user:
        await look(user, file, as_of="1 Mar")
        await user.press("space")
        drafts = user.session.drafts.all()
        assert [dict(draft.texts)["file"] for draft in drafts] == [str(file)], "while it is looked through"
        await user.press("ctrl+q")
    async with using(workspace, SMALL) as user:
        await user.until(lambda: "Bring a file in" in user.shown)
        await user.press("enter")
        assert (user.row("file").text, user.row("as_of").text) == (str(file), "1 Mar")
        await user.press("ctrl+s")
        await user.until(lambda: is_looking(user))
        await user.press("right_square_bracket")
        assert listed(user)[0] == "Acme | changed | Product 50 → 60"
        await user.press("escape")
        assert user.said[-1] == "Not taken in; what you decided is kept: I goes on with it"
        await user.press("I", "ctrl+x", "I", "down", "enter")
        assert user.row("file").text == str(file), "chosen among those that were brought in lately"
        await user.press("ctrl+s")
        await user.until(lambda: is_looking(user))
        await user.press("y")
        assert user.said[-1] == "1 added, 1 updated; u takes it all back"
    assert RecentFiles().all() == (str(file),)
    assert RecentFiles(keeps=False).all() == (), "a look at the demo knows nothing of it"


@pytest.mark.thorough
async def test_a_plan_comes_in_from_any_screen_without_what_is_unticked(workspace: Path) -> None:
    text = "Reference,Client,Description,Duration,Dependencies\nR1,Acme,Call,2.5,\nR2,Acme,Report,1,R1\n"
    async with using(workspace, WIDE) as user:
        await user.press("5")
        said = await look(user, sheet(workspace, text, "plan.csv"))
        assert "plan, as its headers say" in said
        assert listed(user)[:2] == [
            "* | R1 | new | Client Acme · Description Call · Duration 2.5 h",
            "* | R2 | new | Client Acme · Description Report · Duration 1 h · Dependencies R1",
        ]
        await user.press("space")
        assert "a backup is made before. R2 then waits no longer for what stays out." in heading(user)
        await user.press("y")
        assert user.said[-1] == "1 added, 0 updated; u takes it all back"
        (made,) = user.session.workspace.table(Activity).records.values()
        assert (made.reference, made.dependencies) == ("R2", ())
        assert user.session.workspace.settings.quarter.start is not None
        text = "Reference,Duration,Dependencies\nR3,1.1,\nR4,2,R5\nR5,2,R4\nR6,2,R3; R4; R2\n"
        said = await look(user, sheet(workspace, text, "more.csv"), kind="plan")
        assert "plan, as you say 2 added, 0 updated, 0 unchanged, 2 bad cells" in said
        bad, circle, *others = listed(user)
        assert "quarter-hours" in bad
        assert "these wait for each other: R4 > R5 > R4" in circle
        assert [row[:6] for row in others[:2]] == ["* | R5", "* | R6"], "the good rows come in without the others"
        await user.press("y")
        made = {one.reference: one for one in user.session.workspace.table(Activity).records.values()}
        assert {name: len(one.dependencies) for name, one in made.items()} == {"R2": 0, "R5": 0, "R6": 1}


async def test_what_a_file_leaves_in_doubt_is_asked_in_its_place_and_corrected_with_keys(workspace: Path) -> None:
    text = "Summary,Issue key,Original Estimate,Due,Remark\nReport,P-1,7200,2026-03-10,a\nCall,P-2,3600,2026-03-12,b\n"
    file = sheet(workspace, text, "tasks.csv")
    async with using(workspace, SMALL) as user:
        await user.press("3", "I")
        await user.enter(file=str(file))
        await user.press("ctrl+s")
        await user.until(lambda: is_looking(user))
        assert "1 question, 0 added" in heading(user)
        assert listed(user) == [
            "Summary | Description |  | Report · Call", "Issue key | Reference |  | P-1 · P-2",
            "Original Estimate | Duration |  | 7200 · 3600",
            "  Original Estimate | asked |  | nothing says in what unit durations are, and up to 7200 would be long in "
            "hours · 7200 · 3600",
            "Due | Deadline |  | 2026-03-10 · 2026-03-12", "Remark | Notes |  | a · b",
        ]  # fmt: skip
        assert (user.screen.focused, under_cursor(user)[0]) == (shown_table(user), "  Original Estimate")
        await user.press("right_square_bracket", "y")
        assert (
            user.said[-1]
            == "Nothing is taken in before what is asked is settled: a digit takes a choice, enter lists all"
        )
        assert "2 seconds" in user.shown, "it leads to what is asked"
        await user.press("9", "2")
        await user.until(lambda: is_looking(user) and "2 added" in heading(user))
        assert "Original Estimate | Duration | seconds | 7200 · 3600" in listed(user)
        await user.press("G", "enter")
        await user.type("purp")
        await user.press("enter")
        await user.until(lambda: is_looking(user) and "Remark | Purpose |  | a · b" in listed(user))
        await user.press("G", "up", "enter")
        await user.type("purpose")
        await user.press("enter")
        await user.until(lambda: is_looking(user) and "both mapped to purpose" in user.said[-1])
        assert "Due | Deadline |  | 2026-03-10 · 2026-03-12" in listed(user), "it stays as it was"
        assert "Remark | Purpose |  | a · b" in listed(user)
        await user.press("g", "j", "j", "j", "5")
        assert under_cursor(user)[:2] == ["Due", "Deadline"], "only what the pane numbers has a digit"
        await user.press("1")
        await user.until(
            lambda: is_looking(user) and "Due | left out, as you say |  | 2026-03-10 · 2026-03-12" in listed(user)
        )
        await user.press("ctrl+q")
    async with using(workspace, SMALL) as user:
        await user.until(lambda: "Bring a file in" in user.shown)
        await user.press("enter")
        await user.until(lambda: user.app.front.SPEC.id == "plan" and user.screen is not user.app.front)
        await user.press("ctrl+s")
        await user.until(lambda: is_looking(user))
        assert shown_table(user).move_to("column Due")
        await user.press("d")
        await user.until(lambda: is_looking(user) and "Due | Deadline |  | 2026-03-10 · 2026-03-12" in listed(user))
        await user.press("right_square_bracket")
        assert listed(user)[0] == (
            "* | P-1 | new | Description Report · Duration 2 h · Deadline 2026-03-10 · Purpose a"
        )
        await user.press("y")
        made = {one.reference: one for one in user.session.workspace.table(Activity).records.values()}
        assert {name: (one.hours, one.purpose) for name, one in made.items()} == {"P-1": (2, "a"), "P-2": (1, "b")}


async def test_headers_of_which_none_is_known_are_told_apart_one_by_one_in_the_order_of_the_file(
    workspace: Path,
) -> None:
    file = sheet(workspace, "Konto,Umsatz,Nutzung,Betreuer\nAcme,10,60,Kim\nCity,20,90,Lee\n")
    async with using(workspace, SMALL) as user:
        await user.press("I")
        await user.enter(file=str(file))
        await user.press("ctrl+s")
        await user.until(lambda: is_looking(user))
        asked, *columns = listed(user)
        assert asked == "  the file | asked |  | no column holds the client"
        await user.press("question_mark")
        assert "2 to 9 take the others" in user.shown
        await user.press("escape")
        assert columns == [
            "Konto | left out |  | Acme · City", "Umsatz | left out |  | 10 · 20", "Nutzung | left out |  | 60 · 90",
            "Betreuer | left out |  | Kim · Lee",
        ]  # fmt: skip
        for header, field in (("Nutzung", "product"), ("Konto", "name"), ("Umsatz", "acv"), ("Betreuer", "owner")):
            assert shown_table(user).move_to(f"column {header}")
            await user.press("enter")
            await user.type(field)
            await user.press("enter")
            await user.until(lambda: is_looking(user) and under_cursor(user)[1] != "left out")
        assert [row.split(" | ")[:2] for row in listed(user)] == [
            ["Konto", "Name"], ["Umsatz", "ACV"], ["Nutzung", "Product"], ["Betreuer", "Owner"],
        ]  # fmt: skip
        await user.press("y")
        assert (user.named("City").acv, user.named("Acme").product, user.named("Acme").owner) == (20, 60, "Kim")


@pytest.mark.thorough
async def test_a_long_file_is_read_beside_the_app_and_esc_really_ends_that(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = Event()

    def endless(*_: object, watch: Watch) -> NoReturn:
        try:
            for number in count():
                watch("rows read", number % 10_000, 10_000)
                sleep(0.001)
        finally:
            ended.set()
        raise AssertionError

    file = sheet(workspace, "Customer,Product\n" + "".join(f"Client {number},60\n" for number in range(1_500)))
    async with using(workspace, SMALL) as user:
        with monkeypatch.context() as patched:
            patched.setattr("csm_tui.screens.matching.tables.import_clients", endless)
            for leave in (("escape",), ("y", "space", "right_square_bracket", "slash", "escape")):
                await user.press("I")
                await user.enter(file=str(file))
                await user.press("ctrl+s")
                await user.until(lambda: "of 10,000 rows read" in user.shown)
                await user.press(*leave)
                await user.until(lambda: user.screen is user.app.portfolio)
                assert user.said[-1] == "Stopped: nothing was taken in"
                assert ended.wait(PATIENCE_SECONDS)
                ended.clear()
            assert not user.session.can_undo
        assert "1,500 added" in await look(user, file)
        await user.press("y")
        assert len(user.names) == 1_502
        await user.press("u")
        assert len(user.names) == 2


async def test_what_is_taken_in_unchanged_is_said_to_be_confirmed(workspace: Path) -> None:
    async with using(workspace, SMALL) as user:
        file = sheet(workspace, "Customer,Product\nAcme,50\n")
        said = await look(user, file)
        assert "Nothing changes. y notes the scores of that client once more, for the history." in said
        await user.press("y")
        assert user.said[-1] == "0 added, 0 updated, 1 confirmed as they are; u takes it all back"
        assert "Nothing changes: all of it is here already." in await look(user, file)
        assert "Take it in" not in user.shown
        await user.press("y", "escape", "u")
        assert user.said[-2:] == ["Nothing changes: all of it is here already", "Undone: import of clients.csv"]


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


async def test_bad_cells_are_named_by_column_and_fault_and_only_the_good_rows_come_in(workspace: Path) -> None:
    many = "".join(f"Client {number},1,bad,\n" for number in range(9))
    file = sheet(workspace, f"Client,ARR,Product,Health\nAcme,x,180,\nCity,10,90,50\n,5,5,\nMill,2,,\n{many}")
    async with using(workspace, SMALL) as user:
        said = await look(user, file)
        assert "2 added, 0 updated" in said
        rows = listed(user)
        for part in (
            "ARR | refused | an amount is a number",
            'B2 "x"',
            'Client | refused | the client\'s name is missing: A4 "\u2013"',
            "Product | refused | 10 cells: a score is a number",
            'C2 "180", C6 "bad", C7 "bad", C8 "bad", C9 "bad", 5 more',
            " | to know | City: health is 50 in the file, 90 computed",
        ):
            assert any(part in row for row in rows), part
        await user.press("y")
        assert user.named("Acme").product == 50
        assert user.named("City").product == 90


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Client,Client\nAcme,80\n", "clients.csv: "),
        pytest.param("", "clients.csv: ", marks=pytest.mark.long),
        pytest.param("\x00\x01\x02", "clients.csv: ", marks=pytest.mark.long),
    ],
)
async def test_a_file_that_is_refused_is_asked_for_again_with_path_and_day(
    text: str, why: str, workspace: Path
) -> None:
    file = sheet(workspace, text)
    async with using(workspace, SMALL) as user:
        await user.press("I")
        await user.enter(file=str(file), as_of="31 Jan")
        await user.press("ctrl+s")
        await user.until(lambda: user.said)
        assert user.said[0].startswith(why)
        await user.until(lambda: isinstance(user.screen, RecordForm))
        assert (user.row("file").text, user.row("as_of").text) == (str(file), "31 Jan"), "to be mended"
        file.write_text("Client\nCity\n")
        await user.press("ctrl+s")
        await user.until(lambda: is_looking(user))
        await user.press("escape")
        assert user.session.drafts.all() == (), "a file that was only looked at leaves nothing behind"


@pytest.mark.thorough
async def test_figures_of_an_earlier_day_change_no_newer_value(workspace: Path) -> None:
    file = sheet(workspace, "Client,Product,Support,Owner\nAcme,20,70,Kim\n")
    async with using(workspace, SMALL) as user:
        await look(user, file, as_of="2026-01-15")
        await user.press("y")
        acme = user.named("Acme")
        assert (acme.product, acme.owner) == (50, "Ines"), "known since the first of February"
        assert acme.support == 70, "nothing was known"
        assert [snapshot[:2] for snapshot in acme.history] == [(date(2026, 1, 15), 20), (date(2026, 2, 1), 50)]
        await look(user, file, as_of="today")
        await user.press("y")
        acme = user.named("Acme")
        assert (acme.product, acme.owner, acme.entered["product"]) == (20, "Kim", TODAY)


@pytest.mark.long
async def test_hostile_names_and_cells_are_shown_as_text(workspace: Path) -> None:
    quoted = [name.replace('"', '""') for name in NAMES if "\x00" not in name]
    rows = "".join(f'"{name}","{name}"\n' for name in quoted)
    file = workspace.with_name("[@click=app.quit]evil[red].csv")
    file.write_text(f"Client,Product\n{rows}", encoding="utf-8", newline="")
    async with using(workspace, SMALL) as user:
        await look(user, file)
        assert "Import [@click=app.quit]evil[red].csv" in user.shown
        assert any(MARKUP[1] in row for row in listed(user))
        seen = user.shown
        for _ in range(8):
            await user.press("pagedown")
            seen += user.shown
        assert acting(seen, "\n") == set()
        assert user.app.is_running


async def test_the_history_of_renewals_is_told_by_its_headers_asks_whose_it_is_and_comes_in(workspace: Path) -> None:
    rows = "Acme,2025-11-01,renewed,80,20\nGone,2025-12-01,lost,50,\n"
    file = sheet(workspace, f"account,due_date,outcome,arr,expansion\n{rows}", "history.csv")
    async with using(workspace, SMALL) as user:
        assert "renewals, as its headers say 1 question, 0 added" in await look(user, file)
        await user.press("left_square_bracket")
        assert listed(user)[1] == "  account | asked |  | 1 client not in the book: Gone"
        await user.press("1")
        await user.until(lambda: is_looking(user) and "2 added" in heading(user))
        await user.press("right_square_bracket")
        assert listed(user)[:2] == [
            "* | Acme 2025-11-01 | new | Renewal date 2025-11-01 · Outcome expanded · ACV 80 · New ACV 100",
            "* | Gone 2025-12-01 | new | Renewal date 2025-12-01 · Outcome churned · ACV 50",
        ]
        await user.press("space", "y")
        assert user.said[-1] == "1 added, 0 updated; u takes it all back"
        assert (user.named("Gone").status, len(user.names)) == ("churned", 3)
        await user.press("u")
        assert sorted(user.names) == ["Acme", "Bolt"]
