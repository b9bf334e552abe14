"""The calendar by keys: hours in weeks and days, moved, kept, split, and what it says of what does not fit."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.person.worktime import Leave, WorkWeek
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.screens.calendar.calendar_screen import CalendarScreen, WeekScreen
from csm_tui.screens.calendar.grid_screen import GridScreen
from csm_tui.screens.cells.quarter_lines import misfits
from csm_tui.session.changes import Change
from tests.support.driving import SMALL, TODAY, WIDE, User, columns_in_sight, fill_whole_demo, using
from tests.support.screens.plan_screen_driving import activities, fill_plan


async def open_calendar(user: User) -> CalendarScreen:
    await user.press("4")
    await user.until(lambda: isinstance(user.app.front, CalendarScreen) and user.app.front.ready.is_set())
    screen = user.app.front
    assert isinstance(screen, CalendarScreen)
    return screen


def on(screen: GridScreen, reference: str, column: int) -> Activity:
    found = screen.plan.named(reference)
    assert found is not None
    assert screen.table.move_to(found.id)
    screen.table.move_to_column(str(column))
    return found


def hours(screen: CalendarScreen, reference: str) -> dict[int, float]:
    """The hours of an activity that are still to be worked, by week."""
    found = screen.plan.named(reference)
    assert found is not None
    weeks: dict[int, float] = {}
    for block in screen.timetable.blocks:
        week = screen.quarter.week_of(block.day)
        if block.activity.id == found.id and not block.spent and week is not None:
            weeks[week] = weeks.get(week, 0) + block.hours
    return weeks


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_weeks_their_hours_and_the_foot(size: tuple[int, int], path: Path) -> None:
    fill_plan(path)
    async with using(path, size) as user:
        screen = await open_calendar(user)
        assert screen.column == 4, "this week is highlighted"
        shown = user.shown
        for title in ("Budget", "Leave", "Onboarding", "Load 20 of 20 h", "┃2┃", "every deadline met"):
            assert title in shown
        assert ("Feb" in shown and "Apr" in shown) or size == SMALL, "all weeks at once"
        await user.press(*["right"] * 12)
        assert screen.column == 12
        assert "Load 0 of 20 h" in user.shown
        assert "Apr" in user.shown
        assert " 27 " in user.shown, "the last week is reached"
        assert "R1" in user.shown, "the names stay"


@pytest.mark.thorough
async def test_hours_go_a_week_later_and_lateness_shows_at_once(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_calendar(user)
        on(screen, "R7", 4)
        before = hours(screen, "R7")
        assert before == {4: 4}
        await user.press(">")
        assert hours(screen, "R7") == {5: 4}
        assert screen.column == 5, "the highlight follows"
        assert "=4" in user.shown
        assert "R7 is due on" in user.shown
        await user.press("<")
        assert hours(screen, "R7") == {4: 4}
        assert "every deadline met" in user.shown
        await user.press("P")
        assert screen.plan.named("R7").pins == ()  # type: ignore[union-attr]
        await user.saved()
    assert activities(path)["R7"].pins == ()


async def test_hours_are_kept_and_survive_another_schedule(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_calendar(user)
        (week,) = hours(screen, "E4")
        on(screen, "E4", week)
        await user.press("p")
        await user.press("m")
        assert user.session.workspace.settings.plan.style is ScheduleStyle.LEVEL
        assert hours(screen, "E4") == {week: 3}
        assert any("level" in said for said in user.said)
        await user.press("ctrl+x")
        assert not any(one.pins for one in screen.plan.activities)
        assert user.said[-1] == "Unpinned E4: all hours are placed again; u takes it back"
        await user.press("m")
        assert user.session.workspace.settings.plan.style is ScheduleStyle.ASAP


@pytest.mark.thorough
async def test_hours_are_split(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_calendar(user)
        (week,) = hours(screen, "E2")
        on(screen, "E2", week)
        await user.press("percent_sign")
        await user.enter(hours="99")
        assert "only" in user.wrong()["hours"]
        await user.enter(hours="2.5")
        await user.press("ctrl+s")
        await user.saved()
        assert sum(pin.hours for pin in screen.plan.named("E2").pins) == 2.5  # type: ignore[union-attr]
        assert sum(hours(screen, "E2").values()) == 10, "no hour is lost"


async def test_an_overload_is_named_with_its_weeks_and_activities(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_calendar(user)
        on(screen, "R5", 4)
        await user.press("H")
        await user.enter(hours="10")
        await user.press("ctrl+s")
        assert not screen.timetable.feasible
        assert "you have" in user.shown
        assert f"  ! {len(misfits(screen.timetable)) - 1} more" in user.shown
        await user.press("f", "exclamation_mark")
        assert "enter To the activity" in user.shown
        assert "What does not fit" in user.shown
        await user.press("enter")
        assert screen.activity.reference == misfits(screen.timetable)[0].activity.reference
        assert screen.activity.reference in misfits(screen.timetable)[0].text
        await user.press("exclamation_mark", "escape", "m")
        assert any("you have" in said for said in user.said)
        await user.saved()
        (week,) = user.session.workspace.table(WorkWeek).records.values()
        assert (week.start, week.hours) == (screen.quarter.mondays[4], 10)


@pytest.mark.thorough
async def test_a_week_opens_to_its_days_and_hours_move_by_day(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_calendar(user)
        on(screen, "R1", 4)
        await user.press("enter")
        await user.until(lambda: isinstance(user.app.front, WeekScreen) and user.app.front.ready.is_set())
        week = user.app.front
        assert isinstance(week, WeekScreen)
        assert "Mon" in user.shown
        first = next(
            block.day for block in week.timetable.blocks if block.activity.reference == "R1" and not block.spent
        )
        on(week, "R1", first.weekday())
        await user.press(">")
        pins = week.plan.named("R1").pins  # type: ignore[union-attr]
        assert [pin.day for pin in pins] == [first + timedelta(days=1)]
        await user.press("q")
        assert user.app.front is screen
        assert "=" in user.shown


@pytest.mark.thorough
async def test_leave_takes_its_days_off(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_calendar(user)
        before = screen.timetable.weeks[8].budget
        await user.press("O")
        dialog = user.shown.partition("─Leave─")[2]
        assert dialog
        assert "…" not in dialog
        await user.press("n")
        monday = screen.quarter.mondays[8]
        await user.enter(first=monday.isoformat(), last=(monday + timedelta(days=1)).isoformat(), note="Sailing")
        await user.press("ctrl+s")
        assert "Sailing" in user.shown
        await user.press("escape")
        assert screen.timetable.weeks[8].budget == before - 8
        await user.saved()
        assert user.session.workspace.table(Leave).records
        await user.press("O", "d", "escape")
        assert screen.timetable.weeks[8].budget == before


async def test_clients_in_place_of_activities(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_calendar(user)
        await user.press("f")
        assert "Customer 8" in user.shown
        await user.press(">")
        assert any("no activity under the cursor" in said for said in user.said)
        await user.press("f")
        assert screen.plan.named("R1").id in screen.table.keys  # type: ignore[union-attr]


@pytest.mark.thorough
async def test_what_cannot_be_moved_is_said(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_calendar(user)
        on(screen, "R1", 12)
        for key in (">", "p", "percent_sign", "P"):
            before = len(user.said)
            await user.press(key)
            assert len(user.said) > before, key
        on(screen, "R1", 4)
        await user.press("<")
        assert "Those days are over" in user.said


@pytest.mark.thorough
@pytest.mark.parametrize("key", ["p", "P", ">", "m", "H", "I", "e", "t", "U"])
async def test_a_workspace_that_may_not_be_written_says_so(key: str, path: Path) -> None:
    fill_plan(path)
    path.chmod(0o400)
    async with using(path, SMALL) as user:
        screen = await open_calendar(user)
        on(screen, "R1", 4)
        await user.press(key)
        assert user.app.screen is screen
        assert any("write-protected" in said for said in user.said)
    path.chmod(0o600)


async def test_the_screens_keep_their_place_for_the_way_back(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_calendar(user)
        on(screen, "E1", 7)
        await user.press("1")
        assert user.app.front is user.app.portfolio
        await user.press("4")
        assert user.app.front is screen
        assert screen.activity.reference == "E1"


def test_today_is_in_the_fifth_week() -> None:
    assert date(2026, 3, 2) == TODAY


async def test_hours_stay_within_the_quarter(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_calendar(user)
        week, *_ = hours(screen, "E2")
        on(screen, "E2", week)
        before = hours(screen, "E2")
        await user.press(*["greater_than_sign"] * 14)
        assert user.said[-1] == "Those days lie after the quarter's end"
        assert sum(hours(screen, "E2").values()) == sum(before.values()), "no hour is pushed out"
        await user.press("less_than_sign")
        assert user.said[-1] == "Those days lie after the quarter's end", "and they can be fetched back"


@pytest.mark.thorough
@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_onboarding_is_told_against_its_hours_whatever_they_are(path: Path, size: tuple[int, int]) -> None:
    fill_plan(path)
    async with using(path, size) as user:
        settings = user.session.workspace.settings
        after = settings.changed(hours=settings.hours.changed(week=37.5))
        assert user.app.portfolio.apply(Change("hours", settings=(settings, after)))
        await open_calendar(user)
        assert "Onboarding 14 of 243.75 h" in user.shown or "Onboarding 14/243.75" in user.shown


@pytest.mark.parametrize("style", ScheduleStyle)
async def test_all_weeks_are_in_sight_at_120_columns(path: Path, style: ScheduleStyle) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_calendar(user)
        if user.session.workspace.settings.plan.style is not style:
            await user.press("m")
        assert user.session.workspace.settings.plan.style is style
        assert columns_in_sight(screen.table) == range(1, 14)


@pytest.mark.parametrize(("size", "weeks"), [(SMALL, 9), ((160, 50), 13)])
async def test_this_week_is_in_sight_at_first_with_as_many_as_fit(
    path: Path, size: tuple[int, int], weeks: int
) -> None:
    fill_plan(path)
    async with using(path, size) as user:
        screen = await open_calendar(user)
        assert len(columns_in_sight(screen.table)) == weeks
        assert screen.column + 1 in columns_in_sight(screen.table)


async def test_an_empty_plan_says_so(path: Path) -> None:
    async with using(path, SMALL) as user:
        await open_calendar(user)
        assert "Nothing is planned yet" in user.shown
        await user.press("m")
        assert user.said[-1] == "Hours are placed level: nothing is planned yet"
        await user.press("exclamation_mark")
        assert user.said[-1] == "Nothing is planned yet"


async def test_a_copied_row_has_reference_description_and_clients_in_cells_of_their_own(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_calendar(user)
        activity = on(screen, "E2", 1)
        await user.press("Y")
        copied = user.app.clipboard.split("\t")
        assert copied[:3] == ["E2", activity.description, ", ".join(screen.plan.client_names(activity))]
        assert len(copied) == 3 + len(screen.spans)
        assert user.said[-1] == "Copied the row of E2"
        await user.press("f", "Y")
        assert len(user.app.clipboard.split("\t")) == 1 + len(screen.spans)


async def test_the_legend_explains_the_signs(path: Path) -> None:
    fill_plan(path)
    async with using(path, (120, 50)) as user:
        await open_calendar(user)
        await user.press("L")
        for text in (
            "◇",
            "the deadline is in the week",
            "┃23┃",
            "retain: ",
            "onboard: ",
            "pinned",
            "leave or a holiday",
        ):
            assert text in user.shown


@pytest.mark.thorough
async def test_what_is_too_much_stands_above_the_load_and_goes_again(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_calendar(user)
        assert "Too much" not in user.shown
        on(screen, "R5", 4)
        await user.press("p", "H")
        await user.enter(hours="10")
        await user.press("ctrl+s")
        assert "+8½" in next(line for line in user.shown.split("\n") if "Too much" in line)
        await user.press("u")
        assert "Too much" not in user.shown


@pytest.mark.thorough
async def test_days_off_are_shaded_and_named_for_the_week_at_hand(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_calendar(user)
        monday = screen.quarter.mondays[7]
        await user.press("O", "n")
        await user.enter(first=monday.isoformat(), last=(monday + timedelta(days=2)).isoformat(), note="Sailing")
        await user.press("ctrl+s", "escape")
        screen.table.move_to_column("7")
        await user.press("down")
        line = next(line for line in user.shown.split("\n") if "Leave" in line)
        assert "Leave: Sailing" in line
        assert "▒▒▒ " in line


@pytest.mark.thorough
async def test_clients_stand_below_their_title_or_neither_is_shown(path: Path) -> None:
    fill_whole_demo(path)
    async with using(path, (160, 40)) as user:
        await user.press("4", "enter")
        for width in (160, 130, 124, 120, 116, 112, 100):
            await user.pilot.resize_terminal(width, 40)
            await user.until(lambda width=width: user.screen.size.width == width and "Load" in user.shown)
            titles, *rows = user.shown.splitlines()[2:]
            titled = any("Client " in line for line in (titles, *rows[:2]))
            assert titled == any(" Customer " in line for line in rows), width
