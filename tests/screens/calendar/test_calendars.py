"""Calendars taken in by keys: chosen from series by series, read again, removed."""

from datetime import date
from pathlib import Path

import pytest

from csm_tui.domain.records.person.calendar import Calendar
from csm_tui.domain.records.person.worktime import Appointment
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.calendar.calendar_screen import CalendarScreen
from csm_tui.screens.calendar.calendars_dialog import CalendarsDialog
from csm_tui.screens.calendar.series_dialog import SeriesDialog
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.session.changes import Change, Edit
from tests.support.driving import SMALL, User, using
from tests.support.files.calendars import calendar, timed
from tests.support.screens.plan_screen_driving import fill_plan

_TEAM = timed("20260303T090000", "20260303T110000", "SUMMARY:Team [/]", "UID:team", "RRULE:FREQ=WEEKLY;COUNT=2")
_MAYBE = timed("20260304T090000", "20260304T100000", "SUMMARY:Maybe", "UID:maybe", "STATUS:TENTATIVE")
_BIRTHDAY = ("DTSTART;VALUE=DATE:20260305", "SUMMARY:Birthday", "UID:birthday")
_WEEKEND = timed("20260307T090000", "20260308T180000", "SUMMARY:Weekend", "UID:weekend")
_BROKEN = timed("20260230T090000", "20260303T110000", "SUMMARY:Broken")


@pytest.fixture
def file(path: Path) -> Path:
    fill_plan(path)
    file = path.with_name("team.ics")
    file.write_bytes(calendar(_TEAM, _MAYBE, _BIRTHDAY, _WEEKEND, _BROKEN))
    return file


async def _front(user: User) -> CalendarScreen:
    await user.press("4")
    await user.until(lambda: isinstance(user.app.front, CalendarScreen) and user.app.front.ready.is_set())
    screen = user.app.front
    assert isinstance(screen, CalendarScreen)
    return screen


async def _read(user: User, file: Path, *keys: str) -> SeriesDialog:
    """Name a file after some keys, and wait for what is in it."""
    await user.press(*keys)
    await user.enter(file=str(file))
    await user.press("ctrl+s")
    await user.until(lambda: isinstance(user.screen, SeriesDialog) and user.screen.taking is not None)
    assert isinstance(user.screen, SeriesDialog)
    return user.screen


def _hours(user: User) -> dict[date, float]:
    found = user.session.workspace.table(Appointment).records.values()
    return {one.day: sum(end - begin for begin, end in one.spans) / 60 for one in found}


@pytest.mark.thorough
async def test_what_counts_is_ticked_and_taken_off_the_days(file: Path) -> None:
    async with using(file.with_name("workspace.json"), SMALL) as user:
        screen = await _front(user)
        dialog = await _read(user, file, "I")
        await user.until(lambda: "1 event could not be read: see the end of the list" in user.shown)
        assert "team.ics: 5 h on 3 days until 31 Jan 2027" in user.shown
        assert "Team [/]" in user.shown
        assert "tentative" in user.shown
        await user.press("G")
        assert "Broken: its start cannot be read: 20260230T090000" in user.shown
        await user.press("space", "g", "j", "space")
        assert "team.ics: 4 h on 2 days" in user.shown
        await user.press("y")
        await user.until(lambda: user.screen is not dialog)
        assert user.said[-1] == "team.ics: 4 h on 2 days are taken off; u takes it back"
        assert _hours(user) == {date(2026, 3, 3): 2, date(2026, 3, 10): 2, date(2026, 3, 7): 15, date(2026, 3, 8): 18}
        assert screen.timetable.weeks[4].budget == 19
        await user.press("I")
        assert isinstance(user.screen, CalendarsDialog)
        assert "team.ics" in user.shown
        await user.press("r")
        await user.until(lambda: len(user.said) > 1)
        assert user.said[-1] == "team.ics: 4 h on 2 days are taken off; not read: Broken"
        await user.press("d")
        assert (_hours(user), screen.timetable.weeks[4].budget) == ({}, 20)
        await user.press("u")
        assert screen.timetable.weeks[4].budget == 19
        await user.saved()


@pytest.mark.thorough
async def test_a_calendar_is_read_again_and_chosen_from_anew(file: Path) -> None:
    async with using(file.with_name("workspace.json"), SMALL) as user:
        await _front(user)
        dialog = await _read(user, file, "I")
        await user.press("asterisk", "asterisk", "y")
        await user.until(lambda: user.screen is not dialog)
        assert user.said[-1].startswith("team.ics: 0 h on 0 days")
        await user.press("I", "enter")
        await user.until(lambda: isinstance(user.screen, SeriesDialog) and user.screen.taking is not None)
        same = "Takes the place of team.ics, read on 2 Mar 2026: 4 of 4 events are the same"
        await user.until(lambda: same in user.shown)
        await user.press("asterisk", "y")
        await user.until(lambda: isinstance(user.screen, CalendarsDialog))
        assert sum(_hours(user).values()) == 2 + 2 + 1 + 24 + 33
        file.write_bytes(calendar(_TEAM, timed("20260306T100000", "20260306T110000", "SUMMARY:Kick-off")))
        await user.press("r")
        await user.until(lambda: "new: Kick-off" in user.said[-1])
        assert sum(_hours(user).values()) == 2 + 2 + 1
        file.unlink()
        await user.press("r")
        await user.until(lambda: "cannot be read" in user.said[-1])
        assert len(user.session.workspace.table(Calendar).records) == 1


@pytest.mark.thorough
async def test_leaving_the_list_takes_nothing(file: Path) -> None:
    async with using(file.with_name("workspace.json"), SMALL) as user:
        await _front(user)
        await _read(user, file, "I")
        await user.press("escape")
        await user.until(lambda: isinstance(user.screen, WorkScreen))
        assert (_hours(user), user.session.can_undo, user.said) == ({}, False, [])
        assert user.session.drafts.all() == ()


@pytest.mark.thorough
async def test_a_file_that_is_no_calendar_is_asked_for_again(file: Path) -> None:
    bad = file.with_name("notes.txt")
    bad.write_text("milk, eggs", encoding="utf-8")
    async with using(file.with_name("workspace.json"), SMALL) as user:
        await _front(user)
        await user.press("I")
        await user.enter(file=str(bad))
        form = user.form
        await user.press("ctrl+s")
        await user.until(lambda: isinstance(user.screen, RecordForm) and user.screen is not form)
        assert user.said[-1].startswith("notes.txt: there is no column")
        assert user.row("file").text == str(bad), "what was typed is there to be mended"
        await user.enter(file=str(file))
        await user.press("ctrl+s")
        await user.until(lambda: isinstance(user.screen, SeriesDialog) and user.screen.taking is not None)
        await user.press("escape")
        await user.until(lambda: user.session.drafts.all() == ())


@pytest.mark.thorough
async def test_what_an_older_version_took_in_is_listed_and_removed(file: Path) -> None:
    former = Appointment(day=date(2026, 3, 3), hours=8, what="2 appointments", source="work [/].ics")
    async with using(file.with_name("workspace.json"), SMALL) as user:
        screen = await _front(user)
        screen.apply(Change("x", (Edit(None, former),)))
        await user.press("I")
        assert "work [/].ics" in user.shown
        await user.press("r")
        assert user.said[-1] == "It is not known where work [/].ics was: n reads it from its file"
        await user.press("d")
        assert "None was taken in: n reads one" in user.shown
        await user.press("u")
        assert "work [/].ics" in user.shown
        dialog = await _read(user, file, "n")
        await user.press("y")
        await user.until(lambda: user.screen is not dialog)
        assert isinstance(user.screen, CalendarsDialog)
        assert "team.ics" in user.shown
