"""What was half typed is gone on with from anywhere, and saved where it belongs."""

from datetime import timedelta
from pathlib import Path

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.worktime import WorkWeek
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.screens.calendar.calendar_screen import CalendarScreen
from csm_tui.screens.dialogs.record_form import RecordForm
from csm_tui.screens.shell.resume_dialog import ResumeDialog
from tests.support.driving import TODAY, WIDE, User, client, fill, reread, using
from tests.support.page_driving import go_to_part, open_page
from tests.support.plan_screen_driving import activities, fill_plan, open_plan


async def _calendar(user: User) -> CalendarScreen:
    await user.press("4")
    await user.until(lambda: isinstance(user.app.front, CalendarScreen) and user.app.front.ready.is_set())
    assert isinstance(user.app.front, CalendarScreen)
    return user.app.front


async def _resume(user: User) -> None:
    """Leave the form, go to the portfolio, and go on from there."""
    await user.press("escape", "1", "R")
    await user.until(lambda: isinstance(user.screen, ResumeDialog))
    await user.press("enter")
    await user.until(lambda: isinstance(user.screen, RecordForm))


async def test_a_split_is_gone_on_with_and_saved(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await _calendar(user)
        activity = screen.plan.named("E2")
        assert activity is not None
        (week,) = screen.timetable.weeks_of(activity)
        screen.table.move_to(activity.id)
        screen.table.move_to_column(str(week))
        await user.press("percent_sign")
        await user.enter(hours="2.5")
        await _resume(user)
        assert user.row("hours").text == "2.5"
        assert "Of 10 h" in user.row("hours").field.rule
        await user.press("ctrl+s")
        await user.saved()
        assert sum(pin.hours for pin in activities(path)["E2"].pins) == 2.5
        assert user.session.drafts.all() == ()


async def test_the_hours_of_a_week_of_another_quarter_are_gone_on_with(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await _calendar(user)
        await user.press("right_square_bracket")
        monday = screen.quarter.mondays[0]
        screen.table.move_to_column("0")
        await user.press("H")
        await user.enter(hours="20")
        await _resume(user)
        await user.press("ctrl+s")
        await user.saved()
        (week,) = (one for one in reread(path).table(WorkWeek).records.values() if one.start == monday)
        assert week.hours == 20
        assert monday > TODAY + timedelta(weeks=8)


async def test_a_new_activity_of_a_client_stays_that_clients(path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    async with using(path, WIDE) as user:
        await open_page(user, "Acme")
        await go_to_part(user, "activities")
        await user.press("n")
        await user.enter(reference="A1", hours="2")
        await user.press("escape", "q")
        await open_page(user, "Bolt")
        await go_to_part(user, "activities")
        await user.press("n")
        assert (user.row("reference").text, user.row("clients").text) == ("", "Bolt")
        await user.press("escape", "q")
        await open_page(user, "Acme")
        await go_to_part(user, "activities")
        await user.press("n")
        assert (user.row("reference").text, user.row("clients").text) == ("A1", "Acme")
        await _resume(user)
        assert (user.row("reference").text, user.row("clients").text) == ("A1", "Acme")
        await user.press("ctrl+s")
        await user.saved()
        (activity,) = reread(path).table(Activity).records.values()
        assert activity.clients == (user.named("Acme").id,)


async def test_changes_of_different_marks_are_not_confused(path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    async with using(path, WIDE) as user:
        user.go_to("Acme")
        await user.press("b")
        await user.enter(owner="Kim")
        await user.press("escape")
        user.go_to("Bolt")
        await user.press("b")
        assert user.row("owner").text == ""
        await user.enter(owner="Sam")
        await user.press("ctrl+s")
        await user.saved()
        await _resume(user)
        assert user.row("owner").text == "Kim"
        await user.press("ctrl+s")
        await user.saved()
        assert {one.name: one.owner for one in reread(path).clients.values()} == {"Acme": "Kim", "Bolt": "Sam"}


@pytest.mark.parametrize(("screen", "form"), [("1", "import"), ("3", "import-plan"), ("4", "appointments")])
async def test_a_file_that_was_asked_for_is_asked_for_again_where_it_is_read(
    path: Path, screen: str, form: str
) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        await (open_plan(user) if screen == "3" else _calendar(user) if screen == "4" else user.press("1"))
        before = user.app.front
        await user.press("I")
        await user.enter(file="somewhere.csv")
        await _resume(user)
        assert user.row("file").text == "somewhere.csv"
        assert user.form._spec.form == form
        assert user.app.front is before


@pytest.mark.parametrize(("screen", "key"), [("3", "I"), ("3", "F"), ("4", "I")])
async def test_a_file_for_another_quarter_is_gone_on_with_there(path: Path, screen: str, key: str) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        await (open_plan(user) if screen == "3" else _calendar(user))
        await user.press("right_square_bracket")
        front = user.app.front
        assert isinstance(front, QuarterScreen)
        following = front.quarter
        await user.press(key)
        assert str(following.start) in user.shown, "its title says so"
        await user.enter(file="somewhere.csv")
        await user.press("escape", "left_square_bracket", key)
        assert user.row("file").text == "", "that of this quarter is another one"
        await _resume(user)
        assert user.row("file").text == "somewhere.csv"
        assert front.quarter == following
