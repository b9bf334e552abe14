"""When the hours of a plan are worked: what is conserved, what stays, and what waits for what."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.domain.records.activity import ActivityStatus, Category, LogEntry, Pin
from csm_tui.domain.records.person.worktime import Leave, Unplanned, WorkWeek
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.time.quarter import WEEKS
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.time_budget import TimeBudget, time_budget
from csm_tui.planning.schedule.placing import DayCapacity
from csm_tui.planning.schedule.timetable import timetable, timetable_of
from csm_tui.session.demo.demo import demo_workspace
from tests.support.plan_builders import QUARTER, USUAL, activity, day, plan, references

styles = pytest.mark.parametrize("style", ScheduleStyle)


def table(*activities, budget=USUAL, unplanned=(), today=QUARTER.start, style=ScheduleStyle.ASAP):
    return timetable(plan(*activities), budget, unplanned, today, style)


def worked(found, reference):
    """The hours of an activity by the number of the day."""
    hours = {}
    for block in found.blocks:
        if block.activity.reference == reference:
            number = (block.day - QUARTER.start).days
            hours[number] = hours.get(number, 0) + block.hours
    return hours


def log(number, hours):
    return LogEntry(day=day(number), hours=hours)


def pin(number, hours):
    return Pin(day=day(number), hours=hours)


sizes = st.integers(1, 60).map(lambda size: size / 4)
days = st.integers(-20, 7 * WEEKS + 20).map(day)


@st.composite
def webs(draw):
    """Activities of both kinds that wait for some before them, with hours spent and pinned."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        status = draw(
            st.sampled_from(
                [
                    ActivityStatus.PLANNED,
                    ActivityStatus.DOING,
                    ActivityStatus.DOING,
                    ActivityStatus.DONE,
                    ActivityStatus.DROPPED,
                ]
            )
        )
        found.append(
            activity(
                f"R{number}",
                hours=draw(sizes),
                category=draw(st.sampled_from([Category.RETAIN, Category.ONBOARD])),
                after=[one.id for one in found if draw(st.booleans())],
                earliest=draw(st.none() | days),
                deadline=draw(st.none() | days),
                status=status,
                log=[LogEntry(day=on, hours=size) for on, size in draw(st.lists(st.tuples(days, sizes), max_size=2))],
                pins=[Pin(day=on, hours=size) for on, size in draw(st.lists(st.tuples(days, sizes), max_size=1))],
            )
        )
    return draw(st.permutations(found))


@settings(max_examples=40)
@given(webs(), days, st.sampled_from(ScheduleStyle))
def test_hours_are_conserved_and_stand_where_they_may(activities, today, style):
    found = table(*activities, today=today, style=style)
    start = max(today, QUARTER.start)
    assert [*found.blocks] == sorted(found.blocks, key=lambda block: block.day)
    for one in activities:
        blocks = [block for block in found.blocks if block.activity is one]
        spent = [block for block in blocks if block.spent]
        rest = [block for block in blocks if not block.spent]
        assert sum(block.hours for block in spent) == one.logged
        pinned = sum(block.pinned for block in rest)
        assert sum(block.hours for block in rest) == (max(one.remaining, pinned) if one.open else 0)
        assert all(block.day >= start for block in rest)
        for block in rest:
            if block.hours > block.pinned:
                assert block.day.weekday() < 5
                assert one.earliest is None or block.day >= one.earliest
    assert_order(found, activities)
    assert_budgets(found, start)
    assert_weeks(found)


def assert_order(found, activities):
    """Each activity is begun after what it waits for, on the same day at the earliest, but for hours by hand."""
    by_id = {one.id: one for one in activities}
    first, last = {}, {}
    for block in found.blocks:
        if not block.spent:
            last[block.activity.id] = block.day
            if block.hours > block.pinned:
                first.setdefault(block.activity.id, block.day)
    for key, begun in first.items():
        for other in by_id[key].dependencies:
            assert other not in last or begun >= last[other]


def assert_budgets(found, start):
    """No day of the quarter holds more than its budget, but for hours by hand and those that were spent."""
    hours = {}
    for block in found.blocks:
        if block.day >= start and block.day in QUARTER:
            key = block.day, block.activity.category is Category.ONBOARD
            by_hand = block.hours if block.spent else block.pinned
            free, hand = hours.get(key, (0, 0))
            hours[key] = free + block.hours - by_hand, hand + by_hand
    assert all(not free or free + hand <= 4 for free, hand in hours.values())


def assert_weeks(found):
    """The weeks of both rows add up to what is worked in the quarter."""
    inside = [block for block in found.blocks if block.day in QUARTER]
    assert sum(one.used for one in (*found.weeks, *found.onboarding)) == sum(block.hours for block in inside)
    for row, onboard in ((found.weeks, False), (found.onboarding, True)):
        assert [one.start for one in row] == [*QUARTER.mondays]
        for number, week in enumerate(row):
            assert week.used == sum(
                block.hours
                for block in inside
                if QUARTER.week_of(block.day) == number and (block.activity.category is Category.ONBOARD) is onboard
            )


@settings(max_examples=15)
@given(webs(), days)
def test_the_same_input_gives_the_same_timetable(activities, today):
    once, again = (table(*activities, today=today) for _ in range(2))
    assert once.blocks == again.blocks
    assert once.weeks == again.weeks
    assert (once.feasible, once.late, once.overload) == (again.feasible, again.late, again.overload)


def test_work_is_placed_from_today_on_and_today_counts_whole():
    found = table(activity(hours=10), today=day(2))
    assert worked(found, "R1") == {2: 4, 3: 4, 4: 2}
    assert found.feasible
    assert found.peak == 1
    assert [one.used for one in found.weeks][:2] == [10, 0]
    assert (found.weeks[0].budget, found.weeks[0].band) == (20, Band.GREEN)
    assert sum(found.free_on[day(number)] for number in range(2, 7)) == 2
    assert found.weeks_of(found.blocks[0].activity) == [0]
    assert [block.hours for block in found.on(day(4))] == [2]


def test_what_was_spent_today_is_part_of_todays_hours():
    found = table(activity(hours=10, log=[log(0, 3)]), today=day(0))
    assert worked(found, "R1") == {0: 4, 1: 4, 2: 2}
    assert [(block.hours, block.spent) for block in found.on(day(0))] == [(3, True), (1, False)]
    assert found.weeks[0].used == 10
    over = table(activity(hours=10, log=[log(0, 5)]), today=day(0))
    assert worked(over, "R1") == {0: 5, 1: 4, 2: 1}


def test_past_days_show_what_was_logged_whatever_became_of_it():
    spent = [log(-10, 1), log(0, 2), log(0, 1.5), log(5, 3)]
    done = activity("A", hours=20, log=spent, status=ActivityStatus.DONE)
    dropped = activity("B", log=[log(1, 1)], status=ActivityStatus.DROPPED)
    found = table(done, dropped, activity("C", hours=6, log=[log(7, 2)]), today=day(8))
    assert worked(found, "A") == {-10: 1, 0: 3.5, 5: 3}
    assert worked(found, "B") == {1: 1}
    assert worked(found, "C") == {7: 2, 8: 4}
    assert [one.used for one in found.weeks][:3] == [7.5, 6, 0]
    assert all(block.spent for block in found.blocks if block.day < day(8))


def test_nothing_is_placed_for_what_is_done_or_dropped_or_has_nothing_left():
    found = table(
        activity("A", status=ActivityStatus.DONE, pins=[pin(3, 1)]),
        activity("B", status=ActivityStatus.DROPPED, pins=[pin(3, 1)]),
        activity("C", hours=2, log=[log(-1, 3)]),
    )
    assert all(block.spent for block in found.blocks)
    assert found.feasible


def test_a_quarter_that_is_still_to_come_begins_on_its_first_day():
    found = table(activity(), today=QUARTER.start - timedelta(days=30))
    assert worked(found, "R1") == {0: 4}


def test_a_blank_deadline_is_the_end_of_the_quarter():
    assert table(activity(hours=260)).feasible
    late = table(activity(hours=260.25))
    assert not late.feasible
    [one] = late.late
    assert (one.finish, one.deadline) == (QUARTER.following.start, QUARTER.end)
    [overload] = late.overload
    assert (overload.first, overload.last) == (QUARTER.start, QUARTER.end)
    assert (overload.need, overload.have, references(overload.activities)) == (260.25, 260, ["R1"])


def test_in_a_quarter_that_is_partly_gone_the_rest_of_it_counts():
    found = table(activity(hours=20), activity("R2", hours=1), today=day(7 * 12))
    assert not found.feasible
    assert (found.overload[0].need, found.overload[0].have) == (21, 20)
    assert found.weeks[0].used == 0
    assert found.weeks[-1].used == 20
    assert found.weeks[-1].band is Band.AMBER


def test_in_a_quarter_that_is_wholly_gone_the_rest_is_late_at_the_usual_hours():
    today = QUARTER.end + timedelta(days=9)  # a Tuesday
    board = activity("O", category="onboard", hours=4)
    found = table(activity(hours=10, log=[log(0, 4)]), board, today=today, budget=TimeBudget(20, 50))
    assert worked(found, "R1") == {0: 4, 99: 2, 100: 2, 101: 2}
    assert {one.activity.reference: one.finish for one in found.late} == {
        "R1": today + timedelta(days=2), "O": today + timedelta(days=1),
    }  # fmt: skip
    assert [one.used for one in found.weeks] == [4] + [0] * 12
    assert not found.feasible


def test_leave_and_other_weeks_are_kept():
    budget = TimeBudget(
        40, 50, {day(7): WorkWeek(start=day(7), hours=10)}, (Leave(first=day(1), last=day(3)),), {day(4): 7.0}
    )
    assert worked(table(activity(hours=7), budget=budget), "R1") == {0: 4, 4: 0.5, 7: 1, 8: 1, 9: 0.5}
    assert [one.budget for one in table(budget=budget).weeks][:3] == [4.5, 5, 20]


def test_onboarding_uses_the_reserved_share_and_has_its_own_row():
    found = table(activity("A", hours=8), activity("O", hours=6, category="onboard"), budget=TimeBudget(40, 25))
    assert worked(found, "A") == {0: 6, 1: 2}
    assert worked(found, "O") == {0: 2, 1: 2, 2: 2}
    assert (found.weeks[0].budget, found.weeks[0].used) == (30, 8)
    assert (found.onboarding[0].budget, found.onboarding[0].used) == (10, 6)
    assert found.feasible


def test_onboarding_without_a_share_is_never_done():
    found = table(activity("O", category="onboard", deadline=day(3)), budget=TimeBudget(40, 0))
    assert [(one.finish, one.deadline) for one in found.late] == [(None, day(3))]
    assert not found.feasible
    assert found.onboarding[0].band is None


def test_unplanned_work_takes_room_on_its_day_and_counts_in_its_week():
    extra = [Unplanned(day=day(1), hours=3, note="x"), Unplanned(day=day(8), hours=6, note="x")]
    found = table(activity(hours=30), unplanned=extra)
    assert worked(found, "R1") == {0: 4, 1: 1, 2: 4, 3: 4, 4: 4, 7: 4, 9: 4, 10: 4, 11: 1}
    assert [one.used for one in found.weeks][:2] == [20, 19]
    assert [one.band for one in found.weeks][:2] == [Band.AMBER, Band.AMBER]
    assert all(one.used == 0 for one in found.onboarding)


def test_unplanned_work_of_past_days_and_weekends_counts_in_its_week():
    extra = [Unplanned(day=day(0), hours=9, note="x"), Unplanned(day=day(6), hours=2, note="x")]
    found = table(activity(), unplanned=extra, today=day(2))
    assert worked(found, "R1") == {2: 4}
    assert found.weeks[0].used == 15


@styles
def test_pins_stay_and_count_first(style):
    found = table(activity("A", hours=6, pins=[pin(3, 3), pin(3, 1), pin(5, 1)]), activity("B", hours=8), style=style)
    assert [(block.hours, block.pinned) for block in found.on(day(5))] == [(1, 1)]
    [at] = [block for block in found.on(day(3)) if block.activity.reference == "A"]
    assert at.pinned == 4
    assert sum(worked(found, "A").values()) == 6
    assert sum(block.hours for block in found.on(day(3))) == 4


def test_more_pinned_than_there_is_is_an_overload():
    found = table(activity("A", hours=6, pins=[pin(1, 6)]), activity("B", hours=4, pins=[pin(5, 1)]))
    assert worked(found, "A") == {1: 6}
    assert not found.feasible
    assert [(one.first, one.need, one.have) for one in found.overload] == [(day(1), 6, 4), (day(5), 1, 0)]
    assert found.peak == float("inf")


def test_pins_of_past_days_are_free_again_and_those_of_none_are_nothing():
    assert worked(table(activity(pins=[pin(0, 4), pin(8, 0)]), today=day(3)), "R1") == {3: 4}


def test_hours_that_were_spent_on_the_pinned_day_are_no_longer_to_be_worked_there():
    one = activity(hours=6, pins=[pin(0, 4)], log=[log(0, 3)])
    found = table(one)
    assert [(block.hours, block.spent, block.pinned) for block in found.on(day(0))] == [(3, True, 0), (1, False, 1)]
    assert worked(found, "R1") == {0: 4, 1: 2}


def test_pinned_hours_stay_even_where_nothing_else_is_left():
    found = table(activity(hours=2, log=[log(-3, 2)], pins=[pin(2, 1)]))
    assert worked(found, "R1") == {-3: 2, 2: 1}


def disorder(found):
    return [one.text for one in found.disorder]


def test_a_pin_before_what_it_waits_for_is_said_by_name():
    found = table(activity("A"), activity("B", after=["A"], pins=[pin(0, 1)], hours=1, deadline=day(0)), today=day(0))
    assert worked(found, "A") == {0: 3, 1: 1}
    assert disorder(found) == ["B, pinned to 2026-03-02: before what it depends on is finished (A)"]
    late = table(
        activity("A", deadline=day(1), pins=[pin(2, 4)]), activity("B", earliest=day(3), pins=[pin(2, 1)], hours=1)
    )
    assert disorder(late) == [
        "A, pinned to 2026-03-04: after its deadline", "B, pinned to 2026-03-04: before its earliest start",
    ]  # fmt: skip


def test_a_pin_before_what_it_waits_for_in_the_other_half_is_said_by_name_too():
    board = activity("O", category="onboard", hours=8)
    found = table(board, activity("A", after=["O"], hours=1, pins=[pin(0, 1)]))
    assert disorder(found) == ["A, pinned to 2026-03-02: before what it depends on is finished (O)"]
    early = activity("A", after=["O"], hours=1, pins=[pin(0, 1)], earliest=day(4))
    assert disorder(table(board, early)) == ["A, pinned to 2026-03-02: before its earliest start"]


@styles
def test_onboarding_and_the_rest_wait_for_each_other(style):
    found = table(
        activity("kickoff", category="onboard", hours=6, deadline=day(1)),
        activity("report", hours=6, after=["kickoff"], deadline=day(3)),
        activity("training", category="onboard", hours=4, after=["report"], deadline=day(4)),
        activity("review", hours=2, after=["training"], deadline=day(4)),
        style=style,
    )
    assert found.feasible
    order = [worked(found, name) for name in ("kickoff", "report", "training", "review")]
    assert all(max(first) <= min(second) for first, second in pairwise(order))


@styles
def test_what_the_other_half_waits_for_is_done_in_time_for_it(style):
    """The onboarding could be done late in the quarter, and other onboarding is due before; but then nothing fits."""
    found = table(
        activity("first", category="onboard", hours=8, deadline=day(3)),
        activity("last", category="onboard", hours=4),
        activity("report", hours=8, after=["last"], deadline=day(2)),
        style=style,
    )
    assert found.feasible
    assert max(worked(found, "last")) <= 1
    assert max(worked(found, "report")) <= 2


@styles
def test_both_halves_in_turns_meet_deadlines_that_each_for_itself_would_miss(style):
    """Found by comparing thousands of small plans with all their schedules."""
    waits = {"A": [], "B": [], "C": ["A", "B"], "D": ["B"], "E": ["D"]}
    hours = {"A": 1, "B": 1, "C": 1, "D": 1, "E": 2}
    board, deadlines = "BCE", {"A": 3, "B": 4, "C": 4, "D": 2, "E": 4}
    activities = [
        activity(
            name, hours=hours[name], after=waits[name], deadline=day(deadlines[name]),
            category="onboard" if name in board else "retain", earliest=day(1 if name == "B" else 0),
        )
        for name in waits
    ]  # fmt: skip
    room = {False: [0, 2, 0, 2, 1], True: [0, 1, 2, 0, 1]}

    class Budget(TimeBudget):
        def of(self, on: date) -> int:
            return 4 * room[False][(on - QUARTER.start).days] if on <= day(4) else 4

        def reserved(self, on: date) -> int:
            return 4 * room[True][(on - QUARTER.start).days] if on <= day(4) else 4

    assert table(*activities, budget=Budget(40, 50), style=style).feasible


def test_what_is_late_only_because_of_the_other_half_is_named_alone():
    board = activity("O", category="onboard", hours=8)
    found = table(board, activity("A", hours=4, after=["O"], deadline=day(0)))
    assert [(one.activity.reference, one.finish, one.deadline) for one in found.late] == [("A", day(1), day(0))]
    assert not found.feasible


def test_activities_that_wait_for_each_other_are_placed_and_named():
    found = table(
        activity("A", after=["B"]), activity("B", after=["A"], category="onboard"), activity("C", after=["C"])
    )
    assert disorder(found) == ["A > B > A: these wait for each other", "C > C: these wait for each other"]
    assert {key: sum(worked(found, key).values()) for key in "ABC"} == {"A": 4, "B": 4, "C": 4}


def test_what_was_dropped_or_done_holds_nothing_back():
    found = table(
        activity("O", category="onboard", status=ActivityStatus.DROPPED),
        activity("D", status=ActivityStatus.DONE),
        activity("A", after=["O", "D"]),
    )
    assert worked(found, "A") == {0: 4}


@styles
def test_dates_as_far_off_as_can_be_are_followed(style):
    far = date(2199, 12, 31)
    found = table(
        activity("A", earliest=far),
        activity("B", deadline=far),
        activity("C", pins=[Pin(day=far, hours=1)]),
        style=style,
    )
    assert {one.activity.reference for one in found.late} == {"A", "C"}


def test_level_keeps_room_in_every_day():
    found = table(activity(hours=130), style=ScheduleStyle.LEVEL)
    assert found.peak == 0.5
    assert {block.hours for block in found.blocks} == {2}
    assert found.style is ScheduleStyle.LEVEL
    assert len(found.blocks) == 65


@pytest.mark.parametrize("today", [date(2026, 11, 10), date(2026, 11, 19), date(2026, 11, 22), date(2026, 11, 27)])
def test_level_begins_nothing_in_the_demo_for_less_than_an_hour(today):
    demo = demo_workspace(today)
    quarter = present_quarter(demo.settings, today)
    found = timetable_of(plan_of(demo, quarter), time_budget(demo, quarter), demo, today, ScheduleStyle.LEVEL)
    work = [block for block in found.blocks if not block.spent]
    assert found.peak <= 1
    assert work
    assert all(block.hours >= min(1, block.activity.remaining) for block in work)


@settings(max_examples=40)
@given(st.integers(1, 200), st.integers(-5, 120), st.lists(st.integers(0, 8), min_size=1, max_size=30))
def test_the_last_day_to_begin_leaves_just_enough_room(size, last, free):
    room = DayCapacity(QUARTER.start, free, {}, lambda _: 1)
    units = [*free, *[1] * 200]
    begin = (room.latest_start(size, day(last)) - QUARTER.start).days
    if last < 0 or sum(units[: last + 1]) < size:
        assert begin == last
    else:
        assert sum(units[begin : last + 1]) >= size
        assert sum(units[begin + 1 : last + 1]) < size
