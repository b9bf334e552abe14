"""The plan of the quarter by keys: activities, hours, results, quarters, the audit beside them."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus, Category
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.person.assessment import Assessment
from csm_tui.domain.records.person.worktime import Unplanned
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.names import natural_key
from csm_tui.planning.columns import ColumnSpec
from csm_tui.planning.plan.columns import SPECS
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.rows import PlanRow
from csm_tui.screens.plan.audit_pane import AuditPane
from csm_tui.screens.plan.plan_screen import PlanScreen
from csm_tui.session.changes import addition
from csm_tui.session.session import Session
from csm_tui.widgets.form.form import FieldRow
from tests.support.driving import SMALL, TODAY, WIDE, client, fill, now, reread, using
from tests.support.screens.plan_screen_driving import activities, fill_plan, on, open_plan

MONDAY = TODAY - timedelta(days=TODAY.weekday())


@pytest.mark.thorough
@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.long)])
async def test_a_new_activity_with_its_pickers(size: tuple[int, int], path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt & Co")])
    async with using(path, size) as user:
        screen = await open_plan(user)
        assert "No activities yet" in user.shown
        await user.press("n")
        assert user.row("reference").editor.has_focus
        await user.enter(
            reference="R1", category="retain", clients="bolt & co; Acme", hours="2h30", deadline="in 3 weeks"
        )
        await user.press("ctrl+s")
        await user.saved()
        assert screen.activity.reference == "R1"
        await user.press("n")
        await user.enter(reference="R2", hours="1")
        user.row("dependencies").editor.focus()
        await user.pilot.pause()
        await user.press("ctrl+l")
        await user.press("ctrl+t")
        assert "◉ R1" in user.shown, "the mark stands apart from the name"
        await user.press("enter")
        assert user.row("dependencies").text == "R1"
        await user.press("ctrl+s")
        await user.saved()
        assert user.app.notice is not None
        assert user.app.notice.text.startswith("Saved: new activity R2. R2: without a deadline it is due")
    found = activities(path)
    workspace = reread(path)
    assert [workspace.clients[key].name for key in found["R1"].clients] == ["Bolt & Co", "Acme"]
    assert (found["R1"].hours, found["R1"].deadline) == (2.5, TODAY + timedelta(weeks=3))
    assert (found["R1"].category, found["R1"].status) == (Category.RETAIN, ActivityStatus.PLANNED)
    assert found["R2"].dependencies == (found["R1"].id,)
    assert workspace.settings.quarter.start == MONDAY, "the quarter of the first activity is kept"


@pytest.mark.thorough
async def test_what_is_wrong_is_said_beside_its_field(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "R2")
        await user.press("e")
        await user.enter(
            reference="r1", clients="Nobody", hours="1.1", dependencies="R1; Z9", deadline="soon", earliest="x"
        )
        wrong = user.wrong()
        assert "another activity" in wrong["reference"]
        assert "there is no client Nobody" in wrong["clients"]
        assert "quarter-hours" in wrong["hours"]
        assert "there is no activity Z9" in wrong["dependencies"]
        assert {"deadline", "earliest"} <= set(wrong)
        await user.press("ctrl+s")
        assert user.form
    assert activities(path)["R2"].hours == 4


@pytest.mark.thorough
async def test_a_circle_is_refused_and_named(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "R1")
        await user.press("e")
        await user.enter(dependencies="R2")
        assert "R1 > R2 > R1" in user.wrong()["dependencies"] or "R2 > R1 > R2" in user.wrong()["dependencies"]
        await user.press("ctrl+s")
    assert activities(path)["R1"].dependencies == ()


@pytest.mark.thorough
async def test_hours_are_logged_with_their_day_and_begin_the_work(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "R7")
        await user.press("t")
        assert user.row("hours").editor.has_focus
        await user.enter(hours="90m", day="yesterday", note="Prepared")
        await user.press("ctrl+s")
        await user.saved()
        assert (screen.activity.logged, screen.activity.remaining) == (1.5, 2.5)
        assert screen.activity.status is ActivityStatus.DOING
        await user.press("t")
        await user.enter(hours="9")
        await user.press("ctrl+s")
        assert screen.activity.remaining == 0
        await user.press("u")
        assert screen.activity.remaining == 2.5
    (entry,) = activities(path)["R7"].log
    assert (entry.day, entry.hours, entry.note) == (TODAY - timedelta(days=1), 1.5, "Prepared")


async def test_done_asks_for_the_result_and_can_be_taken_back(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "R7")
        await user.press("x")
        assert "with what result" in user.shown
        assert "enter Choose" in user.shown
        await user.press("down", "enter")
        await user.saved()
        assert (screen.activity.status, screen.activity.result) == (ActivityStatus.DONE, ActivityOutcome.PARTLY)
        assert screen.activity.remaining == 0
        await user.press("x")
        assert (screen.activity.status, screen.activity.result) == (ActivityStatus.PLANNED, None)
        await user.press("x", "escape")
        assert screen.activity.status is ActivityStatus.PLANNED


@pytest.mark.thorough
async def test_drop_says_who_goes_on_without_waiting(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "R7")
        await user.press("Z")
        assert screen.activity.status is ActivityStatus.DROPPED
        assert "Now go on without waiting: R8" in user.said
        await user.press("Z")
        assert screen.activity.status is ActivityStatus.PLANNED


async def test_marked_ones_that_a_filter_hides_are_deleted_and_not_the_one_under_the_cursor(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "E1")
        await user.press("space", "slash")
        await user.type("R1")
        await user.press("enter", "d")
        await user.saved()
    left = activities(path)
    assert "R1" in left
    assert "E1" not in left


@pytest.mark.thorough
async def test_marked_ones_are_deleted_together_and_come_back(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "E1")
        await user.press("space")
        on(screen, "R1")
        await user.press("space", "d")
        assert user.said[-1] == "Deleted E1 and R1, and E2 and R2 no longer wait for them; u brings them back"
        await user.saved()
        left = activities(path)
        assert not {"E1", "R1"} & set(left)
        assert left["E2"].dependencies == left["R2"].dependencies == (), "nothing waits for what is gone"
        await user.press("u")
        assert user.said[-1] == "Undone: deletion of E1 and R1"
        await user.saved()
    back = activities(path)
    assert back["E2"].dependencies == (back["E1"].id,)


@pytest.mark.thorough
async def test_an_activity_is_duplicated_and_repeated(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "R9")
        await user.press("plus")
        assert screen.activity.reference == "R9-2"
        on(screen, "R9")
        await user.press("r")
        await user.enter(weeks="2", until="2026-04-12")
        await user.press("ctrl+s")
        await user.saved()
    found = activities(path)
    days = sorted(one.deadline for one in found.values() if one.reference.startswith("R9") and one.deadline)
    copied, *series = days
    assert copied == series[0], "the copy has the day of the first one"
    assert {(later - first).days for first, later in pairwise(series)} == {14}


@pytest.mark.thorough
async def test_assumptions_stand_on_an_activity(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "R5")
        await user.press("A", "n")
        await user.enter(text="They have a room for it")
        await user.press("ctrl+s")
        await user.press("x")
        await user.saved()
        activity = screen.activity
        (assumption,) = user.session.workspace.assumptions(activity)
        assert (assumption.text, assumption.state) == ("They have a room for it", "confirmed")
        await user.press("escape", "d", "u")
        assert user.session.workspace.assumptions(activity) == [assumption], "it goes and comes with it"


@pytest.mark.thorough
async def test_work_that_was_not_planned_counts_in_its_week(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        week = screen.quarter.week_of(TODAY)
        assert week is not None
        before = screen.timetable.weeks[week].used
        await user.press("U")
        await user.enter(hours="2", note="An outage")
        await user.press("ctrl+s")
        await user.saved()
        (work,) = user.session.workspace.table(Unplanned).records.values()
        assert (work.day, work.hours) == (TODAY, 2)
        assert screen.timetable.weeks[week].used >= before


@pytest.mark.parametrize(("size", "counted"), [(SMALL, False), (WIDE, True)])
async def test_the_first_line_tells_the_hours_and_where_there_is_room_the_activities(
    size: tuple[int, int], counted: bool, path: Path
) -> None:
    fill_plan(path)
    async with using(path, size) as user:
        await open_plan(user)
        first = user.shown.splitlines()[1]
        assert " h left, " in first
        assert "…" not in first
        assert ("24 activities, 2 done" in first) == counted


@pytest.mark.thorough
async def test_the_audit_follows_every_change(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_plan(user)
        await user.press("a")
        assert "12 of 12 held" in user.shown
        await user.press("escape")
        on(screen, "A1")
        await user.press("Z")
        on(screen, "A2")
        await user.press("d")
        assert "Customer 11 could be asked" in user.shown
        assert "11 of 12 held" in user.shown
        await user.pilot.resize_terminal(80, 24)
        assert "audit 11/12" in user.shown.splitlines()[1]
        await user.press("a", "a")
        assert "Audit:" not in user.shown
        assert screen.table.has_focus


def _to_finding(screen: PlanScreen, text: str) -> None:
    audit = screen.query_one(AuditPane).table
    assert audit.has_focus
    shown = [audit._painter.cells(key)[0].text for key in audit.keys]
    assert audit.move_to(next(number for number, one in enumerate(shown) if text in one)), shown


async def test_a_client_without_a_retain_activity_leads_to_one_that_is_filled_in_so_far(path: Path) -> None:
    renewal = TODAY + timedelta(days=40)
    fill(path, [client("Acme 2", product=20, acv=9000, renewal_date=renewal), client("Bolt 10", product=30)])
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        await user.press("a")
        _to_finding(screen, "no retain activity for Acme 2")
        await user.press("enter")
        texts = {row.field.name: row.text for row in user.form.query(FieldRow)}
        assert (texts["reference"], texts["category"], texts["clients"]) == ("R1", "retain", "Acme 2")
        assert texts["deadline"] == renewal.isoformat()
        assert texts["purpose"] == (f"Keep Acme 2: 9,000, renewal on {renewal}, health 20, most is lost by product.")
        await user.enter(description="Call", hours="2")
        await user.press("ctrl+s")
        await user.saved()
        assert "no retain activity for Acme 2" not in user.shown
        assert "no retain activity for Bolt 10" in user.shown
    made = activities(path)["R1"]
    assert (made.category, made.description, made.deadline) == ("retain", "Call", renewal)


@pytest.mark.thorough
async def test_each_other_finding_leads_to_what_mends_it(path: Path) -> None:
    fill(path, [client("Acme")])
    quarter = present_quarter(Settings.usual(), TODAY).start
    one = Activity(reference="X1", quarter=quarter, hours=2, description="Call")
    guess = Assumption(activity=one.id, text="They have a budget")

    def add(session: Session) -> None:
        session.apply(addition(one))
        session.apply(addition(guess))

    async with using(path, SMALL, add) as user:
        screen = await open_plan(user)
        await user.press("a")
        _to_finding(screen, "X1: purpose, results, measurement")
        await user.press("enter")
        assert user.app.focused is user.row("purpose").editor
        await user.press("escape")
        _to_finding(screen, "They have a budget")
        await user.press("enter")
        await user.enter(state="confirmed")
        await user.press("ctrl+s", "down")  # the key takes the message away, which names what was saved
        assert "They have a budget" not in user.shown
        _to_finding(screen, "0 of expand")
        await user.press("enter")
        assert [user.row(name).text for name in ("reference", "category")] == ["E1", "expand"]
        await user.press("escape")
        _to_finding(screen, "none waits for itself")
        await user.press("enter")
        assert user.said[-1] == "This holds: there is nothing to mend"
        await user.press("escape")
        assert screen.table.has_focus


@pytest.mark.thorough
async def test_the_filter_and_its_terms(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        await user.press("slash")
        await user.paste("category:advocate -status:done")
        assert {screen.plan.by_id[str(key)].reference for key in screen.table.keys} == {"A1", "A3"}
        await user.enter_filter("colour:red")
        assert 'no field "colour"' in user.shown
        await user.enter_filter('"renewal talk"')
        await user.press("enter")
        assert {screen.plan.by_id[str(key)].reference for key in screen.table.keys} == {"R4", "R8"}
        await user.press("escape")
        assert len(screen.table.keys) == 24


def _sorted_by(column: ColumnSpec[PlanRow], row: PlanRow) -> Any:
    """What an activity is sorted by, said anew; None is last."""
    one = row.activity
    match column.key:
        case "category":
            return [*Category].index(one.category)
        case "status":
            return [*ActivityStatus].index(one.status)
        case "deadline":
            return one.deadline or row.plan.quarter.end
        case "weeks":
            return next(iter(row.weeks), None)
    value = column.value(row)
    return (natural_key(value) or None) if isinstance(value, str) else value


@pytest.mark.thorough
async def test_every_column_sorts_both_ways(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_plan(user)
        for column in SPECS:
            screen.table.move_to_column(column.key)
            await user.press("s")
            values = [_sorted_by(column, screen.rows[str(key)]) for key in screen.table.keys]
            known = [value for value in values if value is not None]
            assert values[: len(known)] == known, "what has no value comes last"
            assert known == sorted(known, reverse=screen._sort[0][1])


@pytest.mark.thorough
async def test_a_self_assessment_gives_its_verdict_and_is_kept_with_its_day(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        await open_plan(user)
        await user.press("a", "J")
        await user.enter(completeness="6", accuracy="3", quality="4")
        assert "completeness" in user.wrong()
        await user.enter(completeness="4")
        await user.press("ctrl+s")
        await user.saved()
        assert "11 of 15" in user.shown
        assert "good" in user.shown
    (mark,) = reread(path).table(Assessment).records.values()
    assert (mark.day, mark.total, mark.verdict) == (TODAY, 11, "good")


@pytest.mark.thorough
async def test_the_next_quarter_takes_along_what_is_open_and_keeps_this_plan(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        old = screen.quarter
        await user.press("N")
        assert "● R" in user.shown, "the mark stands apart from the name"
        assert "the hours that are left. " in user.shown
        assert "enter opens it, u takes it back." in user.shown
        await user.press("space", "enter")
        await user.saved()
        assert screen.quarter == old.following
        assert len(screen.plan.activities) == 21, "all that were open but the one that was left"
        await user.press("left_square_bracket")
        assert screen.quarter == old
        assert len(screen.plan.activities) == 24, "the archive"
        await user.press("right_square_bracket", "u")
        assert user.session.workspace.settings.quarter.start == old.start


@pytest.mark.thorough
async def test_a_reference_plan_lies_beside_and_is_never_kept(path: Path, tmp_path: Path) -> None:
    fill_plan(path)
    file = tmp_path / "model.csv"
    file.write_text("Reference,Client,Description,Duration\nM1,Somebody else,Ask the board,2\n", encoding="utf-8")
    before = set(activities(path))
    async with using(path, WIDE) as user:
        await open_plan(user)
        await user.press("F")
        await user.enter(file=str(file))
        await user.press("ctrl+s")
        await user.until(lambda: "Ask the board" in user.shown)
        await user.press("F")
        await user.until(lambda: "Ask the board" not in user.shown)
    assert set(activities(path)) == before


async def test_deleting_a_client_leaves_its_activities_without_it(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        user.go_to("Customer 11")
        await user.press("d")
        assert "A1, A2" in user.shown
        assert "Customer 11" in user.names, "not before it is asked"
        await user.press("n", "d", "y")
        await user.saved()
        assert activities(path)["A1"].clients == ()
        await user.press("u")
        await user.saved()
    assert activities(path)["A1"].clients


@pytest.mark.thorough
@pytest.mark.parametrize("key", ["n", "e", "t", "x", "Z", "d", "plus", "r", "U", "J", "I", "N"])
async def test_a_workspace_that_may_not_be_written_says_so(key: str, path: Path) -> None:
    fill_plan(path)
    path.chmod(0o400)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        await user.press(key)
        assert user.app.screen is screen
        assert any("write-protected" in said for said in user.said)
    path.chmod(0o600)


async def test_another_terminals_activity_appears(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        from csm_tui.session.opening import open_workspace

        other = open_workspace(path, lambda: TODAY, now)
        other.apply(addition(Activity(quarter=screen.quarter.start, reference="Z1", hours=1)))
        user.session.look()
        await user.until(lambda: screen.plan.named("Z1") is not None)


def test_the_quarter_starts_on_the_monday_of_the_week() -> None:
    assert date(2026, 3, 2) == MONDAY


@pytest.mark.thorough
async def test_a_client_whose_name_holds_the_separator_can_be_named(path: Path) -> None:
    fill(path, [client("A; B"), client("Bolt")])
    async with using(path, SMALL) as user:
        await open_plan(user)
        await user.press("n")
        await user.enter(reference="R1", hours="1", clients='"A; B"; Bolt')
        await user.press("ctrl+s")
        await user.saved()
        await user.press("e")
        assert user.row("clients").text == '"A; B"; Bolt'
        await user.press("ctrl+s")
    workspace = reread(path)
    assert [workspace.clients[key].name for key in activities(path)["R1"].clients] == ["A; B", "Bolt"]


async def test_what_is_done_keeps_its_result_when_others_are_given_up(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "X1")
        await user.press("Z")
        assert user.said[-1] == "What is done is not dropped; x opens it again"
        await user.press("space")
        on(screen, "R1")
        await user.press("space", "Z")
        await user.saved()
    found = activities(path)
    assert (found["X1"].status, found["X1"].result) == (ActivityStatus.DONE, "partly")
    assert found["R1"].status is ActivityStatus.DROPPED


async def test_only_the_present_quarter_is_followed_by_the_next(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        await user.press("left_square_bracket", "N")
        assert user.screen is screen
        assert user.said[-1].startswith("This is not the present quarter")


@pytest.mark.thorough
async def test_free_hours_are_those_from_today_on_and_onboarding_counts_apart(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_plan(user)
        first = user.shown.splitlines()[1]
        open_ones = [one for one in screen.plan.activities if one.open]
        left = {
            onboard: sum(one.remaining for one in open_ones if (one.category == "onboard") is onboard)
            for onboard in (True, False)
        }
        days = [TODAY + timedelta(days=number) for number in range((screen.quarter.end - TODAY).days + 1)]
        free = sum(map(screen.budget.of, days)) / 4 - left[False]
        assert f"   {left[False]:g} h left, {free:g} h free   onboarding {left[True]:g} h left" in first


@pytest.mark.thorough
async def test_a_quarter_that_is_over_says_how_the_next_one_is_opened(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        user.session.today = lambda: screen.quarter.end + timedelta(days=1)
        screen.show_workspace()
        await user.pilot.pause()
        assert "over: N opens the next" in user.shown


@pytest.mark.thorough
async def test_what_is_deleted_in_a_list_comes_back_there(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        await user.press("w")
        assert "Slipping" in user.shown
        await user.press("down", "d")
        assert "Slipping" not in user.shown.replace("Deleted Slipping", "")
        await user.press("u")
        assert "Slipping" in user.shown.replace("Deleted Slipping", "").replace("view Slipping", "")
        await user.press("u", "u")
        assert user.said[-1] == "Undo: there is nothing to undo"


async def test_what_is_done_begins_below_itself_however_long_the_references_are(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        screen = await open_plan(user)
        for reference, begins in (("R17-follow", 10), ("A reference far too long to be shown", 16)):
            on(screen, "R1")
            await user.press("e")
            await user.enter(reference=reference)
            await user.press("ctrl+s")
            for key in screen.table.keys:
                activity = screen.plan.by_id[str(key)]
                shown = screen._cells(key)[0].text
                assert shown[2 : 2 + begins].rstrip().startswith(activity.reference[: begins - 1])
                assert shown[2 + begins : 4 + begins] == "  "
                assert shown[4 + begins :] == activity.description.partition("\n")[0]
            await user.press("u")


async def test_the_legend_explains_each_column_of_the_plan(path: Path) -> None:
    fill_plan(path)
    async with using(path, WIDE) as user:
        await open_plan(user)
        await user.press("L")
        shown = user.shown
        for spec in SPECS:
            assert spec.title in shown
        assert "overdue, or planned to be finished after its deadline" in shown
        await user.press("L")
        assert "overdue, or planned" not in user.shown


async def test_several_clients_may_be_separated_by_commas_where_each_name_is_known(path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt, Nuts"), client("Crane")])
    async with using(path, SMALL) as user:
        await open_plan(user)
        await user.press("n")
        await user.enter(reference="R1", hours="1", clients="Acme, Nobody")
        assert user.wrong()["clients"] == "there is no client Nobody; several are separated by ;"
        await user.enter(clients="Acme, Crane; Bolt, Nuts")
        await user.press("ctrl+s")
        await user.saved()
    assert len(activities(path)["R1"].clients) == 3


async def test_the_words_of_a_category_and_a_state_are_found(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        await user.press("slash")
        await user.paste("advocate planned")
        assert {screen.plan.by_id[str(key)].reference for key in screen.table.keys} == {"A1", "A3"}


async def test_what_is_done_is_said_to_be_open_again(path: Path) -> None:
    fill_plan(path)
    async with using(path, SMALL) as user:
        screen = await open_plan(user)
        on(screen, "A2")
        await user.press("x")
        assert user.said[-1] == "A2 is open again; u takes it back"
