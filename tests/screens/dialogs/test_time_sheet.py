"""The time sheet: hours that were spent are seen, corrected and deleted."""

from datetime import timedelta
from pathlib import Path

import pytest

from csm_tui.domain.records.activity import Activity, LogEntry
from csm_tui.domain.records.person.worktime import Unplanned
from csm_tui.screens.dialogs.time_sheet import TimeSheet
from tests.support.driving import SMALL, TODAY, WIDE, User, reread, using
from tests.support.screens.plan_screen_driving import activities, fill_plan, on, open_plan


async def open_sheet(user: User) -> TimeSheet:
    await user.press("W")
    assert isinstance(user.screen, TimeSheet)
    return user.screen


def entry_of(path: Path, reference: str) -> LogEntry:
    """The last entry of an activity's log, as it is kept."""
    return activities(path)[reference].log[-1]


@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.thorough)])
async def test_a_slip_is_corrected_and_then_deleted(path: Path, size: tuple[int, int]) -> None:
    fill_plan(path)
    async with using(path, size) as user:
        screen = await open_plan(user)
        on(screen, "R4")
        await user.press("t")
        await user.enter(hours="25", note="Typed too fast")
        await user.press("ctrl+s")
        await user.saved()
        sheet = await open_sheet(user)
        assert "Typed too fast" in user.shown
        assert sheet.table.move_to(entry_of(path, "R4").id)
        await user.press("e")
        assert user.row("hours").text == "25"
        await user.enter(hours="2h30")
        await user.press("ctrl+s")
        await user.saved()
        assert (entry_of(path, "R4").hours, entry_of(path, "R4").note) == (2.5, "Typed too fast")
        await user.press("d")
        assert user.said[-1].endswith(" h on R4; u brings it back")
        await user.saved()
        assert activities(path)["R4"].log == ()
        await user.press("u")
        await user.saved()
        assert entry_of(path, "R4").hours == 2.5
        assert "Typed too fast" in user.shown, "what is taken back is seen at once"


@pytest.mark.thorough
async def test_work_that_was_not_planned_is_listed_and_corrected(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        await open_plan(user)
        await user.press("U")
        await user.enter(hours="3", note="Escalation")
        await user.press("ctrl+s", "4")
        (line,) = (line for line in user.shown.split("\n") if "Not planned" in line)
        assert line.split() == ["Not", "planned", "3"]
        sheet = await open_sheet(user)
        assert any("not planned" in line and "Escalation" in line for line in user.shown.split("\n"))
        (work,) = user.session.workspace.table(Unplanned).records.values()
        assert sheet.table.move_to(work.id)
        await user.press("e")
        await user.enter(hours="1")
        await user.press("ctrl+s")
        await user.saved()
        assert [one.hours for one in reread(path).table(Unplanned).records.values()] == [1]
        await user.press("d", "escape")
        assert "Not planned" not in user.shown


@pytest.mark.thorough
async def test_hours_of_other_quarters_are_on_their_own_sheets(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        await open_plan(user)
        sheet = await open_sheet(user)
        spent = sum(entry.hours for one in user.session.workspace.table(Activity).records.values() for entry in one.log)
        assert sum(one.hours for one in sheet.found()) == spent > 0
        await user.press("escape", "left_square_bracket")
        assert (await open_sheet(user)).found() == []
        assert "No hours yet" in user.shown


@pytest.mark.parametrize(("key", "field"), [("t", "day"), ("U", "day")])
async def test_hours_are_not_spent_on_a_day_that_is_still_to_come(path: Path, key: str, field: str) -> None:
    fill_plan(path)
    tomorrow = TODAY + timedelta(days=1)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "R4")
        await user.press(key)
        await user.enter(hours="1", note="x", **{field: tomorrow.isoformat()})
        await user.press("ctrl+s")
        assert user.wrong() == {field: f"{tomorrow} is still to come"}


@pytest.mark.thorough
async def test_a_correction_that_was_left_is_resumed(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        await open_plan(user)
        sheet = await open_sheet(user)
        first = sheet.found()[0]
        sheet.table.move_to(first.id)
        await user.press("e")
        await user.enter(note="half a correc")
        await user.press("escape", "escape", "R")
        assert "Hours of" in user.shown
        await user.press("enter")
        assert user.row("note").text == "half a correc"
        await user.enter(note="a whole correction")
        await user.press("ctrl+s")
        await user.saved()
        assert any(one.log and "a whole correction" in [e.note for e in one.log] for one in activities(path).values())
