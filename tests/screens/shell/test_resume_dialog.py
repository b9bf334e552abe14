"""What was half typed is gone on with from anywhere, and saved where it belongs."""

import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.person.worktime import WorkWeek
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.forms.definitions.plan.review_form import FORM as REVIEW_FORM
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.screens.calendar.calendar_screen import CalendarScreen
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.screens.shell.resume_dialog import ResumeDialog
from csm_tui.session.changes import addition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.drafts.drafts import Drafts
from csm_tui.storage.drafts.draft_folder import DraftFolder
from tests.support.driving import TODAY, WIDE, User, client, fill, now, reread, using
from tests.support.kinds.forms import OPENED, fill_ground
from tests.support.rows import first_rows
from tests.support.screens.page_driving import go_to_part, open_page
from tests.support.screens.plan_screen_driving import activities, fill_plan, open_plan
from tests.support.storage.raw_files import fill_raw

pytestmark = pytest.mark.thorough


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


@pytest.mark.parametrize("screen", ["1", "3", "4"])
async def test_a_file_that_was_asked_for_is_asked_for_again_where_it_is_read(path: Path, screen: str) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        await (open_plan(user) if screen == "3" else _calendar(user) if screen == "4" else user.press("1"))
        before = user.app.front
        await user.press("I")
        await user.enter(file="somewhere.csv")
        await _resume(user)
        assert user.row("file").text == "somewhere.csv"
        assert user.form._spec.form == "import"
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
        assert full_day(following.start) in user.shown, "its title says so"
        await user.enter(file="somewhere.csv")
        await user.press("escape", "left_square_bracket", key)
        assert user.row("file").text == "", "that of this quarter is another one"
        await _resume(user)
        assert user.row("file").text == "somewhere.csv"
        assert front.quarter == following


def _typed(form: str, **given: Any) -> Draft:
    """A draft about nothing that is there."""
    about = {"record": "gone", "parent": "gone", "title": f"About {form}", "at": "2026-03-02T09:30:00"}
    texts = {"name": "half typed", "notes": "first line\nsecond line"}
    return Draft(**{"form": form, "new": False, "first": {"name": "as it was"}, "texts": texts, **about, **given})


async def _list(user: User, draft: Draft) -> None:
    user.session.drafts.note(draft)
    await user.press("R")
    await user.until(lambda: isinstance(user.screen, ResumeDialog))


def _unreadable(*_: object) -> NoReturn:
    raise RecursionError


@pytest.mark.parametrize("form", first_rows(["of-a-newer-program", "client-notes", *OPENED], 3))
async def test_what_cannot_be_opened_is_looked_at_exported_and_discarded(
    form: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, [client("Acme")])
    monkeypatch.setenv("HOME", str(path.parent))
    if form != "of-a-newer-program":
        monkeypatch.setattr("csm_tui.forms.registry._again", lambda _: _unreadable)
        why = "this version of the program cannot read it (RecursionError)"
    else:
        why = "this version of the program has no form of"
    file = path.with_name("draft-2026-03-02.txt")
    async with using(path, WIDE) as user:
        await _list(user, _typed(form))
        assert f"Only its text is left: {why}" in user.shown
        for key in ("enter", "c"):
            await user.press(key)
            assert isinstance(user.screen, TextPage)
            assert all(one in user.shown for one in (why, "half typed", "second line", "as it was"))
            assert "deleted" not in user.shown
            await user.press("escape")
        await user.press("X", "enter")
        assert file.read_text() == (
            f"About {form}: typed 2026-03-02 09:30, never saved\n\n"
            "name:\nhalf typed\n\nnotes:\nfirst line\nsecond line\n"
        )
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        file.write_text("another one")
        await user.press("X", "enter")
        assert "is there already" in user.shown
        assert file.read_text() == "another one"
        await user.press("escape", "d")
        assert user.session.drafts.all() == ()
        assert [one.form for one in user.session.drafts.trashed()] == [form]


async def test_a_draft_whose_file_was_cut_short_is_offered_at_the_start_as_text(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, [client("Acme")])
    monkeypatch.setenv("HOME", str(path.parent))
    folder = DraftFolder(path).folder
    folder.mkdir(mode=0o700)
    (folder / "0123456789abcdef-touchpoint-r1.json").write_text('{"form": "touchpoint", "texts": {"note": "Half a no')
    async with using(path, WIDE) as user:
        await user.until(lambda: isinstance(user.screen, ResumeDialog))
        assert "A damaged draft" in user.shown
        assert "Only its text is left: its file is damaged" in user.shown
        await user.press("enter")
        assert isinstance(user.screen, TextPage)
        assert "Half a no" in user.shown
        await user.press("escape", "X", "enter")
        assert "Half a no" in next(path.parent.glob("draft-*.txt")).read_text()
        await user.press("d")
        assert user.session.drafts.all() == ()
        assert [one.title for one in user.session.drafts.trashed()] == ["A damaged draft"]


async def test_two_drafts_of_one_client_are_both_listed_and_each_is_gone_on_with(path: Path) -> None:
    acme = client("Acme")
    fill(path, [acme])
    for minute, owner in enumerate(("Ada", "Kim")):
        left = Drafts(path, now)
        at = f"2026-03-02T09:3{minute}:00+00:00"
        left.note(_typed("client", record=acme.id, parent="", title=owner, texts={"owner": owner}, at=at))
        assert left.close(5.0)
    async with using(path, WIDE) as user:
        await user.until(lambda: isinstance(user.screen, ResumeDialog))
        assert "Ada" in user.shown
        assert "Kim" in user.shown
        await user.press("enter")
        assert user.row("owner").text == "Kim"
        await user.press("ctrl+s")
        await user.saved()
        await user.press("R")
        await user.until(lambda: isinstance(user.screen, ResumeDialog))
        await user.press("enter")
        assert user.row("owner").text == "Ada"


@pytest.mark.parametrize("form", first_rows([form for form in OPENED if form != REVIEW_FORM], 2))
async def test_where_the_form_itself_fails_the_draft_is_still_there(
    form: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, [])
    async with using(path, WIDE, change=fill_ground) as user:
        spec = OPENED[form][0](user.app.front.ground)
        draft = _typed(form, record=spec.record, parent=spec.parent, first=spec.first, new=spec.new)
        await _list(user, draft)
        monkeypatch.setattr("csm_tui.screens.dialogs.forms.record_form.DraftKeeper", _unreadable)
        await user.press("enter")
        await user.until(lambda: user.said)
        assert user.said[-1] == "Not opened, R still has it: this cannot be read (RecursionError)"
        assert user.session.drafts.all() == (draft,)
        assert user.app.is_running


async def test_why_a_draft_cannot_be_opened_is_told_as_it_is(path: Path) -> None:
    moved = Activity(reference="R1", quarter=date(2026, 6, 1), hours=4)
    (broken,) = fill_raw(path, [{"reference": "B1", "quarter": "some day", "hours": "many"}], "activities")
    to_mend = f"activity {broken} breaks a rule; M mends it"
    cases = [
        (_typed("touchpoint"), "what it belongs to is no longer in the workspace"),
        (_typed("activity", record=broken, parent="2026-03-02"), to_mend),
        (_typed("log", parent=broken), to_mend),
        (_typed("assumption", parent=broken), to_mend),
        (_typed("split", record=f"{broken} 2026-03-02 2026-03-08", parent=broken), to_mend),
        (
            _typed("split", record=f"{moved.id} 2026-03-02 2026-03-08", parent=moved.id),
            "R1 belongs to the quarter from 1 Jun 2026 now",
        ),
        (_typed("import", parent="plan 2300-01-01"), "there is no quarter from 1 Jan 2300"),
        (_typed("setting", record="no.such"), "this version of the program has no setting no.such"),
        (_typed("weather-client"), "this version of the program has no form weather"),
    ]
    async with using(path, WIDE, change=lambda session: session.apply(addition(moved))) as user:
        for draft, why in cases:
            await _list(user, draft)
            assert f"Only its text is left: {why}" in user.shown
            await user.press("c")
            assert why in user.shown
            assert "deleted" not in user.shown
            await user.press("escape", "d", "escape")
        user.session.drafts.note(cases[0][0])
        await _list(user, cases[-1][0])
        first = next(why for _, why in cases if why in user.shown)
        await user.press("down")
        assert {first, *(why for _, why in cases if why in user.shown)} == {cases[0][1], cases[-1][1]}
        assert first not in user.shown, "only that of the one under the cursor"
