"""The scheduler against slow searches that try everything."""

from math import inf

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from csm_tui.domain.settings import ScheduleStyle
from csm_tui.planning.schedule import packing, scheduler, total_tardiness
from csm_tui.planning.schedule.network import FOREVER
from csm_tui.planning.schedule.scheduler import (
    LateTask,
    MisplacedPin,
    OverloadedStretch,
    PinFault,
    ScheduledPiece,
    Task,
    schedule,
)
from tests.support.simulation import Story, can_meet, fewest_pieces, least_lateness, units_without_place

WEEK = (2, 2, 2, 2, 2, 0, 0)


def placed(tasks, room=(), style=ScheduleStyle.ASAP, week=WEEK, taken=()):
    return schedule(tasks, room, style, lambda day: week[(day - len(room)) % 7], dict(taken))


def rooms(room, week=WEEK, days=45):
    """The room of so many days."""
    return [*room, *(week[number % 7] for number in range(days - len(room)))]


def left_of(budget, taken):
    """What the days have left."""
    return [max(0, size - taken.get(day, 0)) for day, size in enumerate(budget)]


@st.composite
def some_tasks(draw, most=6, units=6, last=9, pins=True):
    """Tasks with dependencies but no circle, in any order; one in four with pins."""
    tasks = []
    for key in "abcdefgh"[: draw(st.integers(1, most))]:
        earlier = draw(st.sets(st.sampled_from([task.key for task in tasks]), max_size=2)) if tasks else ()
        pinned = st.lists(st.tuples(st.integers(0, last), st.integers(1, 3)), min_size=1, max_size=2)
        tasks.append(
            Task(
                key,
                draw(st.integers(0, units)),
                draw(st.integers(-1, last - 3)),
                draw(st.integers(-1, last)),
                tuple(sorted(earlier)),
                tuple(draw(pinned)) if pins and not draw(st.integers(0, 3)) else (),
            )
        )
    return draw(st.permutations(tasks))


SOME_TASKS = some_tasks()
SOME_ROOM = st.lists(st.integers(0, 4), max_size=8)
SOME_TAKEN = st.dictionaries(st.integers(0, 4), st.integers(1, 5), max_size=2)
SOME_WEEK = st.lists(st.integers(0, 3), min_size=7, max_size=7).filter(any)
FEW_TASKS = some_tasks(most=4, units=3, last=4)
FEW_ROOMS = st.lists(st.integers(0, 2), min_size=2, max_size=5)
FEW_WEEK = (1, 2, 0, 2, 1, 0, 1)

often = pytest.mark.parametrize("examples", [1, pytest.param(60, marks=pytest.mark.long, id="many")])


def tried(examples, *strategies):
    """Tries a property with so many examples, at once."""
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much]

    def trying(holds):
        settings(max_examples=examples, deadline=None, suppress_health_check=quiet)(given(*strategies)(holds))()

    return trying


def lateness(plan):
    """The greatest lateness in days, and the total."""
    days = [inf if one.finish is None else one.finish - one.deadline for one in plan.late]
    return max(days, default=0), sum(days)


def disordered(plan):
    """The tasks with a pinned block before what they depend on is finished."""
    return {one.key for one in plan.misplaced if one.fault is PinFault.DISORDERED}


def pinned_before_pins(story):
    """The tasks that are pinned before the pins of what they depend on."""
    return {key for key in story.tasks if any(story.last_pin[one] > story.first_pin[key] for one in story.before[key])}


@often
def test_hours_pins_rooms_and_order_are_kept(examples):
    @tried(60 * examples, SOME_TASKS, SOME_ROOM, SOME_WEEK, st.sampled_from(ScheduleStyle))
    def holds(tasks, room, week, style):
        plan = placed(tasks, room, style, week)
        story = Story(tasks)
        budget = rooms(room, week, max(block.day for block in plan.pieces) + 1) if plan.pieces else []
        assert [block.day for block in plan.pieces] == sorted(block.day for block in plan.pieces)
        assert len({(block.day, block.key) for block in plan.pieces}) == len(plan.pieces)
        for key, task in story.tasks.items():
            mine = [block for block in plan.pieces if block.key == key]
            pins = {day: sum(units for on, units in task.pins if on == day) for day, _ in task.pins}
            assert sum(block.units for block in mine) == max(task.units, story.pinned[key])
            assert {block.day: block.pinned for block in mine if block.pinned} == pins
            assert all(block.day >= max(0, task.release) for block in mine if block.units > block.pinned)
        for day, units in enumerate(budget):
            on_day = [block for block in plan.pieces if block.day == day]
            assert sum(block.units for block in on_day) <= max(units, sum(block.pinned for block in on_day))
        used = {block.day: sum(one.units for one in plan.pieces if one.day == block.day) for block in plan.pieces}
        assert plan.peak == max((units / budget[day] if budget[day] else inf for day, units in used.items()), default=0)


@often
def test_only_pinned_blocks_stand_before_what_they_depend_on_and_they_are_named(examples):
    @tried(60 * examples, SOME_TASKS, SOME_ROOM, SOME_WEEK, st.sampled_from(ScheduleStyle))
    def holds(tasks, room, week, style):
        plan = placed(tasks, room, style, week)
        story = Story(tasks)
        wrong = set()
        for at, block in enumerate(plan.pieces):
            task = story.tasks[block.key]
            awaited = [
                place for place, other in enumerate(plan.pieces) if other.key in story.before[block.key] and place > at
            ]
            if awaited:
                assert block.units == block.pinned
                assert all(plan.pieces[place].day > block.day for place in awaited)
                wrong.add((block.day, block.key, PinFault.DISORDERED))
            if block.pinned and block.day < task.release:
                wrong.add((block.day, block.key, PinFault.EARLY))
            if block.pinned and block.day > task.deadline:
                wrong.add((block.day, block.key, PinFault.LATE))
        assert sorted((one.day, one.key, one.fault) for one in plan.misplaced) == sorted(wrong)


@often
def test_what_is_late_is_named_with_its_days(examples):
    @tried(40 * examples, SOME_TASKS, SOME_ROOM, SOME_WEEK, st.sampled_from(ScheduleStyle))
    def holds(tasks, room, week, style):
        plan = placed(tasks, room, style, week)
        finish = {block.key: block.day for block in plan.pieces}
        assert list(plan.late) == [
            LateTask(task.key, finish[task.key], task.deadline)
            for task in tasks
            if finish.get(task.key, task.deadline) > task.deadline
        ]
        assert plan.feasible == (not plan.late and not plan.overload)


@often
def test_every_deadline_is_met_whenever_that_can_be(examples):
    @tried(70 * examples, SOME_TASKS, SOME_ROOM, SOME_WEEK, st.sampled_from(ScheduleStyle), SOME_TAKEN)
    def holds(tasks, room, week, style, taken):
        plan = placed(tasks, room, style, week, taken)
        if can_meet(tasks, left_of(rooms(room, week), taken)):
            assert plan.feasible
            assert disordered(plan) <= pinned_before_pins(Story(tasks))
        else:
            assert not plan.feasible or disordered(plan)


def cuts(plan, tasks):
    """The small pieces of a schedule that are no whole task, and all, but for those on days with pins of their task."""
    story = Story(tasks)
    new = [piece for piece in plan.pieces if not piece.pinned]
    return sum(piece.units < min(4, story.free[piece.key]) for piece in new), len(new)


def capped(room, peak):
    """The room if of each day only this share is used."""
    return [int(size * peak + 1e-9) for size in room]


FEW_LONG_TASKS = some_tasks(most=3, units=9, last=5)


def shares_of(budget):
    """Each share of a day's budget that whole quarter-hours can make, the least first, and the room it leaves."""
    shares = {units / size: (units, size) for size in set(budget) if size for units in range(1, size + 1)}
    return [(share, [one * units // size for one in budget]) for share, (units, size) in sorted(shares.items())]


@often
def test_the_level_style_has_the_lowest_peak_without_crumbs_or_else_the_lowest_of_all(examples):
    @tried(30 * examples, FEW_LONG_TASKS, st.lists(st.integers(0, 12), min_size=3, max_size=6), SOME_TAKEN)
    def holds(tasks, room, taken):
        budget = rooms(room, (0,) * 7, 6)
        assume(can_meet(tasks, left_of(budget, taken)))
        plan = placed(tasks, budget, ScheduleStyle.LEVEL, (0,) * 7, taken)
        assert plan.feasible
        assume(plan.pieces)
        possible = [(share, left) for share, size in shares_of(budget) if can_meet(tasks, left := left_of(size, taken))]
        whole = (share for share, left in possible if not fewest_pieces(tasks, left)[0])
        lowest = next(whole, None)
        assert plan.peak == (possible[0][0] if lowest is None else lowest)
        assert bool(cuts(plan, tasks)[0]) == (lowest is None)


@pytest.mark.thorough
@often
def test_crumbs_remain_in_the_level_style_only_at_the_lowest_peak_of_all(examples):
    @tried(
        25 * examples, some_tasks(last=14), st.lists(st.integers(0, 7), min_size=5, max_size=15), SOME_WEEK, SOME_TAKEN
    )  # fmt: skip
    def holds(tasks, room, week, taken):
        budget = rooms(room, week)
        assume(can_meet(tasks, left_of(budget, taken)))
        plan = placed(tasks, room, ScheduleStyle.LEVEL, week, taken)
        assert plan.feasible
        assume(plan.pieces)
        lowest = next(share for share, size in shares_of(budget) if can_meet(tasks, left_of(size, taken)))
        assert lowest <= plan.peak <= (lowest if cuts(plan, tasks)[0] else 1)


@often
def test_the_level_style_misses_no_deadline_that_as_soon_as_possible_meets(examples):
    @tried(
        40 * examples, some_tasks(units=30, last=20), st.lists(st.integers(0, 12), min_size=5, max_size=25), SOME_TAKEN
    )  # fmt: skip
    def holds(tasks, room, taken):
        asap, level = (placed(tasks, room, style, (4, 9, 0, 5, 9, 0, 0), taken) for style in ScheduleStyle)
        assert (level.feasible, level.overload) == (asap.feasible, asap.overload)
        assert lateness(level) <= lateness(asap)


@often
def test_the_level_style_cuts_the_hours_as_little_as_its_peak_allows_if_it_has_the_time(examples, monkeypatch):
    monkeypatch.setattr(packing, "BREADTH", FOREVER)

    @tried(10 * examples, FEW_LONG_TASKS, st.lists(st.integers(0, 9), min_size=3, max_size=5))
    def holds(tasks, room):
        budget = rooms(room, (0,) * 7, 5)
        plan = placed(tasks, budget, ScheduleStyle.LEVEL, (0,) * 7)
        assume(plan.feasible and plan.peak and not plan.misplaced)
        assert cuts(plan, tasks) == fewest_pieces(tasks, capped(budget, plan.peak))


@often
def test_the_level_style_packs_into_no_more_pieces_and_no_higher_peak_than_it_found_before(examples, monkeypatch):
    @tried(
        25 * examples, some_tasks(units=30, last=20), st.lists(st.integers(0, 12), min_size=5, max_size=25), SOME_TAKEN
    )  # fmt: skip
    def holds(tasks, room, taken):
        plan = placed(tasks, room, ScheduleStyle.LEVEL, (4, 9, 0, 5, 9, 0, 0), taken)
        with monkeypatch.context() as patch:
            patch.setattr(scheduler, "packed", lambda _net, _due, _room, known: known)
            plain = placed(tasks, room, ScheduleStyle.LEVEL, (4, 9, 0, 5, 9, 0, 0), taken)
        assert plan.feasible == plain.feasible
        assert plan.peak <= plain.peak
        assert cuts(plan, tasks) <= cuts(plain, tasks)


def test_level_leaves_room_at_the_end_of_a_day_rather_than_begin_for_a_quarter_of_an_hour():
    tasks = [Task(name, 8, 0, 6) for name in "abcd"]
    plan = placed([*tasks, Task("pins", 9, 0, 0, (), ((0, 9),))], [18] * 7, ScheduleStyle.LEVEL)
    assert [piece.units for piece in plan.pieces if piece.key != "pins"] == [8] * 4
    assert plan.peak == 0.5


def test_level_evens_out_what_would_leave_a_rest_of_less_than_an_hour():
    plan = placed([Task("a", 13, 0, 2), Task("b", 11, 0, 2)], [12, 12], ScheduleStyle.LEVEL)
    assert days(plan) == [(0, "a", 8), (0, "b", 4), (1, "a", 5), (1, "b", 7)]


@often
def test_the_greatest_lateness_is_the_smallest_and_then_the_total(examples):
    @tried(60 * examples, FEW_TASKS, FEW_ROOMS, st.sampled_from(ScheduleStyle))
    def holds(tasks, room, style):
        plan = placed(tasks, room, style, FEW_WEEK)
        least = least_lateness(tasks, rooms(room, FEW_WEEK, 20))
        assume(least is not None)
        assert lateness(plan) == least
        assert disordered(plan) <= pinned_before_pins(Story(tasks))


@often
def test_the_search_for_the_smallest_total_is_exact_if_it_has_the_time(examples, monkeypatch):
    monkeypatch.setattr(total_tardiness, "EFFORT", 10**6)

    @tried(10 * examples, some_tasks(most=5, units=4, last=5, pins=False), st.integers(1, 3))
    def holds(tasks, size):
        plan = placed(tasks, [size] * 4)
        assert lateness(plan) == least_lateness(tasks, rooms([size] * 4, days=20))


def possible_windows(story):
    """The windows of free units, but for deadlines before the first possible day and pins nothing can wait for."""
    windows = {}
    for key in story.tasks:
        if not story.free[key]:
            continue
        followers = story.after[key]
        deadlines = [
            limit
            for one in [key, *followers]
            if story.free[one] and (limit := max(story.tasks[one].deadline, story.last_pin[one])) >= story.first(one)
        ]
        pins = [
            story.first_pin[one]
            for one in followers
            if all(story.first(other) <= story.first_pin[one] for other in story.before[one] if story.free[other])
        ]
        windows[key] = (story.first(key), min([*deadlines, *pins], default=inf))
    return windows


@often
def test_each_overload_needs_more_than_it_has_and_together_they_name_all_that_is_too_much(examples):
    @tried(60 * examples, SOME_TASKS, SOME_ROOM, SOME_WEEK)
    def holds(tasks, room, week):
        plan = placed(tasks, room, week=week)
        story = Story(tasks)
        budget = rooms(room, week)
        windows = possible_windows(story)
        for one in plan.overload:
            within = [key for key, (first, last) in windows.items() if one.first <= first and last <= one.last]
            pinned = [
                key for key, task in story.tasks.items() if any(one.first <= on <= one.last for on, _ in task.pins)
            ]
            pins = sum(story.pins_on(day) for day in range(one.first, one.last + 1))
            assert one.need == sum(story.free[key] for key in within) + pins
            assert one.have == sum(budget[one.first : one.last + 1])
            assert one.need > one.have
            assert sorted(one.keys) == sorted({*within, *pinned})
        days = [day for one in plan.overload for day in range(one.first, one.last + 1)]
        assert days == sorted(set(days))
        limited = {key: window for key, window in windows.items() if window[1] < inf}
        left_out = units_without_place(tasks, budget, limited)
        over = sum(max(0, story.pins_on(day) - units) for day, units in enumerate(budget) if day in days)
        assert sum(one.need - one.have for one in plan.overload) == left_out + over
        assert all(story.pins_on(day) <= units for day, units in enumerate(budget) if day not in days)


@often
def test_no_shorter_stretch_explains_as_much(examples):
    @tried(60 * examples, some_tasks(pins=False), SOME_ROOM, SOME_WEEK)
    def holds(tasks, room, week):
        budget = rooms(room, week)
        windows = possible_windows(Story(tasks))
        free = Story(tasks).free
        for one in placed(tasks, room, week=week).overload:
            for first in range(one.first, one.last + 1):
                for last in range(first, one.last + 1):
                    need = sum(free[key] for key, (start, end) in windows.items() if first <= start and end <= last)
                    if (first, last) != (one.first, one.last):
                        assert need - sum(budget[first : last + 1]) < one.need - one.have


@often
def test_something_is_named_whenever_a_deadline_or_an_order_is_not_kept(examples):
    @tried(60 * examples, SOME_TASKS, SOME_ROOM, SOME_WEEK)
    def holds(tasks, room, week):
        plan = placed(tasks, room, week=week)
        story = Story(tasks)
        in_order = all(story.first(key) <= story.last(key) for key in story.tasks if story.free[key])
        if not can_meet(tasks, rooms(room, week)) and in_order and story.pins_late <= 0:
            assert plan.overload or (disordered(plan) and disordered(plan) <= pinned_before_pins(story))


@settings(max_examples=30)
@given(SOME_TASKS, SOME_ROOM, st.sampled_from(ScheduleStyle))
def test_the_same_input_gives_the_same_schedule(tasks, room, style):
    assert placed(tasks, room, style) == placed(list(tasks), tuple(room), style)
    assert hash(placed(tasks, room, style)) == hash(placed(tasks, room, style))


def days(plan):
    """The units of each block as (day, key, units)."""
    return [(block.day, block.key, block.units) for block in plan.pieces]


def test_of_equal_deadlines_the_first_of_the_input_comes_first():
    assert days(placed([Task("b", 1, 0, 3), Task("a", 1, 0, 3)], [2])) == [(0, "b", 1), (0, "a", 1)]
    assert days(placed([Task("b", 1, 0, 3), Task("a", 1, 0, 2)], [2])) == [(0, "a", 1), (0, "b", 1)]


def test_a_successor_may_follow_later_on_the_same_day():
    plan = placed([Task("after", 1, 0, 0, ("before",)), Task("before", 1, 0, 9)], [2])
    assert days(plan) == [(0, "before", 1), (0, "after", 1)]
    assert plan.feasible


def test_level_keeps_room_where_asap_fills_the_first_days():
    tasks = [Task("a", 32, 0, 7)]
    assert [block.units for block in placed(tasks, [16] * 8).pieces] == [16, 16]
    plan = placed(tasks, [16] * 8, ScheduleStyle.LEVEL)
    assert ([block.units for block in plan.pieces], plan.peak) == ([4] * 8, 0.25)


def test_level_takes_the_same_share_of_unequal_days():
    plan = placed([Task("a", 12, 0, 3)], [16, 0, 8, 0], ScheduleStyle.LEVEL)
    assert (days(plan), plan.peak) == ([(0, "a", 8), (2, "a", 4)], 0.5)


def test_level_spreads_work_over_the_weeks_beyond_the_room():
    plan = placed([Task("a", 24, 0, 40)], [], ScheduleStyle.LEVEL, week=(0, 0, 0, 6, 0, 0, 0))
    assert days(plan) == [(3, "a", 4), (10, "a", 4), (17, "a", 4), (24, "a", 4), (31, "a", 4), (38, "a", 4)]


@pytest.mark.parametrize(
    ("tasks", "room", "peak", "sizes"),
    [
        ([Task("a", 8, 0, 7)], [4] * 8, 1, [4, 4]),  # 1 each at a peak of 0.25 would be crumbs
        ([Task("a", 9, 0, 1)], [10] * 2, 0.5, [5, 4]),
        ([Task("a", 7, 0, 1)], [10] * 2, 0.7, [7]),  # 4 + 3 at 0.4 leaves a crumb
        ([Task("a", 10, 0, 3)], [8, 9, 9, 6], 5 / 9, [5, 5]),  # as much as can be on day 0 would leave 6
        ([Task("a", 3, 0, 1), Task("b", 6, 0, 1)], [9, 9], 2 / 3, [3, 6]),  # all there is of a task is no crumb
        ([Task("a", 8, 0, 3, (), ((0, 2), (1, 1)))], [4] * 3, 1, [4, 4]),  # beside pinned units nothing is a crumb
        ([Task("a", 6, 0, 1)], [3, 3], 1, [3, 3]),  # no day holds an hour
        ([Task("a", 6, 0, 1)], [5, 5], 0.6, [3, 3]),  # whole it fits no day: the lowest peak of all
        ([Task("a", 6, 0, 40)], [3] * 6, 1 / 3, [1] * 6),
    ],
)
def test_level_has_the_lowest_peak_without_crumbs_if_that_can_be(tasks, room, peak, sizes):
    plan = placed(tasks, room, ScheduleStyle.LEVEL, week=(0,) * 7)
    assert ([piece.units for piece in plan.pieces], plan.peak) == (sizes, peak)
    assert plan.feasible


def test_level_is_as_even_and_whole_where_a_deadline_cannot_be_met():
    tasks = [Task("overdue", 6, 0, -1), Task("a", 10, 1, 5)]
    room = [8, 8, 8, 0, 0, 0]
    assert days(placed(tasks, room)) == [(0, "overdue", 6), (1, "a", 8), (2, "a", 2)]
    plan = placed(tasks, room, ScheduleStyle.LEVEL)
    assert (days(plan), plan.peak) == ([(0, "overdue", 6), (1, "a", 6), (2, "a", 4)], 0.75)
    assert plan.late == (LateTask("overdue", 0, -1),)


def test_level_keeps_what_is_pinned_above_a_days_budget():
    tasks = [Task("a", 8, 0, 9, pins=((0, 5), (1, 1))), Task("b", 8, 0, 9)]
    plan = placed(tasks, [4, 0, 6, 6], ScheduleStyle.LEVEL, week=(0,) * 7)
    assert days(plan)[:2] == [(0, "a", 5), (1, "a", 1)]
    assert sorted(piece.units for piece in plan.pieces[2:]) == [2, 4, 4]
    assert (plan.feasible, plan.late, plan.peak) == (False, (), inf)


def test_level_looks_for_a_way_without_crumbs_where_the_nearest_deadline_first_would_leave_some():
    tasks = [Task("a", 6, 0, 2), Task("b", 10, 1, 3), Task("c", 10, 1, 2)]
    plan = placed(tasks, [9, 9, 5, 9], ScheduleStyle.LEVEL, week=(0,) * 7)
    assert (plan.feasible, plan.peak, cuts(plan, tasks)[0]) == (True, 1, 0)


def test_pins_count_first_and_show_how_much_of_a_block_they_are():
    plan = placed([Task("urgent", 2, 0, 9), Task("pinned", 3, 0, 9, pins=((0, 1),))], [2, 2, 2])
    assert plan.pieces == (
        ScheduledPiece(0, "urgent", 1),
        ScheduledPiece(0, "pinned", 1, 1),
        ScheduledPiece(1, "urgent", 1),
        ScheduledPiece(1, "pinned", 1),
        ScheduledPiece(2, "pinned", 1),
    )


def test_more_pinned_than_remains_counts_as_pinned():
    plan = placed([Task("a", 1, 0, 9, pins=((0, 1), (2, 2)))], [2, 2, 2])
    assert plan.pieces == (ScheduledPiece(0, "a", 1, 1), ScheduledPiece(2, "a", 2, 2))


def test_pins_above_a_days_budget_are_an_overload_of_that_day():
    plan = placed([Task("a", 6, 0, 9, pins=((0, 4), (1, 2)))], [3, 2, 3], ScheduleStyle.LEVEL)
    assert plan.overload == (OverloadedStretch(0, 0, 4, 3, ("a",)),)
    assert (plan.feasible, plan.late, plan.peak) == (False, (), 4 / 3)


def test_hours_pinned_to_a_day_without_budget_have_no_finite_share():
    plan = placed([Task("a", 1, 0, 9, pins=((1, 1),))], [3, 0])
    assert (plan.peak, plan.overload) == (inf, (OverloadedStretch(1, 1, 1, 0, ("a",)),))


def test_a_pin_keeps_its_place_and_what_is_wrong_with_it_is_told():
    tasks = [
        Task("first", 6, 0, 9),
        Task("then", 1, 0, 9, ("first",), ((1, 1),)),
        Task("early", 1, 3, 9, (), ((2, 1),)),
        Task("late", 1, 0, 3, (), ((4, 1),)),
    ]
    plan = placed(tasks, [2] * 9)
    assert plan.misplaced == (
        MisplacedPin(1, "then", PinFault.DISORDERED, "first"),
        MisplacedPin(2, "early", PinFault.EARLY),
        MisplacedPin(4, "late", PinFault.LATE),
    )
    assert plan.late == (LateTask("late", 4, 3),)
    assert plan.overload == (OverloadedStretch(0, 1, 7, 4, ("first", "then")),)


def test_order_before_a_pin_comes_before_deadlines():
    tasks = [Task("due", 2, 0, 0), Task("first", 2, 0, 9), Task("pinned", 1, 0, 9, ("first",), ((0, 1),))]
    plan = placed(tasks, [3, 3])
    assert (plan.misplaced, plan.late) == ((), (LateTask("due", 1, 0),))


def test_a_pin_that_nothing_can_be_finished_for_does_not_disturb_another():
    tasks = [
        Task("huge", 50, 0, 99),
        Task("lost", 1, 0, 99, ("huge",), ((0, 1),)),
        Task("small", 2, 0, 99),
        Task("kept", 1, 0, 99, ("small",), ((2, 1),)),
    ]
    plan = placed(tasks, [2] * 99)
    assert [one.key for one in plan.misplaced] == ["lost"]
    assert not plan.late


def test_a_wholly_pinned_task_no_longer_waits_for_its_release():
    tasks = [Task("early", 1, 5, 9, (), ((0, 1),)), Task("then", 1, 0, 1, ("early",))]
    plan = placed(tasks, [2, 2])
    assert (days(plan), plan.feasible) == ([(0, "early", 1), (0, "then", 1)], True)
    assert plan.misplaced == (MisplacedPin(0, "early", PinFault.EARLY),)


def test_where_a_pin_is_late_anyway_others_may_be_as_late_if_that_makes_the_total_smaller():
    small = [Task(f"small {number}", 1, 0, 1 + number // 2) for number in range(6)]
    tasks = [Task("big", 2, 0, 0), Task("same", 2, 0, 0), *small]
    assert [one.finish - one.deadline for one in placed(tasks, [2] * 9).late] == [1] * 7
    pinned = Task("pinned", 1, 0, 0, (), ((5, 1),))
    assert placed([*tasks, pinned], [2] * 9).late == (LateTask("same", 4, 0), LateTask("pinned", 5, 0))


def test_an_overloaded_stretch_is_named_with_its_tasks_and_no_more_than_that():
    tasks = [
        Task("easy", 4, 0, 30),
        Task("x", 30, 7, 13),
        Task("y", 20, 14, 20),
        Task("z", 24, 7, 20),
        Task("later", 4, 22, 25),
    ]
    plan = placed(tasks, [6, 6, 6, 6, 6, 0, 0] * 5)
    assert plan.overload == (OverloadedStretch(7, 20, 74, 60, ("x", "y", "z")),)
    assert not plan.feasible


def test_two_stretches_are_named_one_by_one():
    tasks = [Task("a", 5, 0, 1), Task("b", 1, 2, 3), Task("c", 7, 4, 6), Task("d", 2, 4, 8)]
    plan = placed(tasks, [2] * 10)
    assert plan.overload == (OverloadedStretch(0, 1, 5, 4, ("a",)), OverloadedStretch(4, 6, 7, 6, ("c",)))


def test_what_is_overdue_is_late_and_not_an_overload():
    plan = placed([Task("a", 3, 0, -4), Task("b", 2, 0, 1)], [2] * 5)
    assert (plan.late, plan.overload) == ((LateTask("a", 1, -4), LateTask("b", 2, 1)), ())
    assert not plan.feasible


def test_an_order_that_hours_cannot_mend_is_late_and_not_an_overload():
    plan = placed([Task("a", 1, 5, 9), Task("b", 1, 0, 3, ("a",))], [2] * 9)
    assert (plan.late, plan.overload) == ((LateTask("b", 5, 3),), ())


def test_late_work_runs_on_into_the_weeks_beyond():
    plan = placed([Task("a", 5, 0, 1)], [2, 0, 0], week=(0, 2, 0, 0, 0, 0, 0))
    assert days(plan) == [(0, "a", 2), (4, "a", 2), (11, "a", 1)]
    assert plan.late == (LateTask("a", 11, 1),)


def test_few_tasks_are_late_rather_than_many():
    tasks = [Task("big", 6, 0, 3), *(Task(f"small {number}", 1, 0, 3) for number in range(4))]
    plan = placed(tasks, [2] * 9)
    assert plan.late == (LateTask("big", 4, 3),)


@pytest.mark.parametrize("style", ScheduleStyle)
def test_without_any_room_work_is_never_finished(style):
    tasks = [Task("a", 3, 0, 5), Task("b", 1, 0, 9, ("a",)), Task("c", 1, 0, 9, (), ((1, 1),))]
    plan = placed(tasks, [2, 0], style, week=(0,) * 7)
    assert days(plan) == [(0, "a", 2), (1, "c", 1)]
    assert plan.late == (LateTask("a", None, 5), LateTask("b", None, 9))
    assert not plan.feasible


def test_a_finished_task_holds_nothing_back():
    plan = placed([Task("a", 1, 4, 9), Task("done", 0, 6, 2, ("a",)), Task("b", 1, 0, 9, ("done",))], [2] * 9)
    assert days(plan) == [(0, "b", 1), (4, "a", 1)]
    assert (plan.feasible, plan.late) == (True, ())


@pytest.mark.parametrize("style", ScheduleStyle)
def test_nothing_to_do_is_an_empty_schedule(style):
    plan = placed([], [], style)
    assert (plan.pieces, plan.feasible, plan.peak) == ((), True, 0)


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        ([Task("a", 1, 0, 1, ("b",)), Task("b", 1, 0, 1, ("a",))], "circle of dependencies: a > b > a"),
        ([Task("x", 1, 0, 1, ("a",)), Task("a", 1, 0, 1, ("a",))], "circle of dependencies: a > a"),
        ([Task("a", 0, 0, 1, ("b",)), Task("b", 1, 0, 1, ("c",)), Task("c", 1, 0, 1, ("a",))], "a > c > b > a"),
        ([Task("a", 1, 0, 1, ("ghost",))], "a depends on ghost, which is unknown"),
        ([Task("a", 1, 0, 1), Task("a", 1, 0, 1)], "two tasks have the key a"),
        ([Task("a", -1, 0, 1)], "a has units below zero"),
        ([Task("a", 1, 0, 1, (), ((-1, 1),))], "before day 0"),
    ],
)
def test_what_cannot_be_is_refused_by_name(tasks, message):
    with pytest.raises(ValueError, match=message):
        placed(tasks)


def test_a_thousand_tasks_of_a_chain_stay_in_their_order():
    tasks = [Task(str(number), 1, 0, 5000, (str(number - 1),) if number else ()) for number in range(1000)]
    plan = placed(tasks[::-1], [], week=(3,) * 7)
    assert [block.key for block in plan.pieces] == [task.key for task in tasks]


def test_many_tasks_that_cannot_all_be_met_still_come_to_an_end():
    tasks = [Task(str(number), 1 + number % 7, number % 50, number % 60) for number in range(1500)]
    plan = placed(tasks, [4] * 60, week=(4,) * 7)
    assert sum(block.units for block in plan.pieces) == sum(task.units for task in tasks)
    greatest = max(one.finish - one.deadline for one in plan.late)
    assert greatest == (sum(task.units for task in tasks) + 3) // 4 - 1 - 59


def test_the_peak_counts_what_a_day_has_used_already():
    plan = placed([Task("a", 1, 0, 0)], [4], taken={0: 2})
    assert (plan.feasible, plan.peak) == (True, 0.75)
    level = placed([Task("a", 16, 0, 1)], [16, 16], ScheduleStyle.LEVEL, taken={0: 8})
    assert ([(block.day, block.units) for block in level.pieces], level.peak) == ([(0, 4), (1, 12)], 0.75)


def test_a_day_that_has_used_more_than_it_has_does_not_crowd_the_others():
    plan = placed([Task("a", 32, 0, 4)], [16] * 5, ScheduleStyle.LEVEL, taken={0: 24})
    assert (plan.feasible, plan.peak) == (True, 0.5)
