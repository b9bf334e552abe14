"""The hours there are: exact, by week and day, and how much of them is used."""

from datetime import timedelta
from decimal import ROUND_FLOOR, Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from csm_tui.domain.records.person.worktime import Appointment, Leave, WorkWeek, week_id
from csm_tui.domain.settings import HolidayRule, HoursRule, Settings
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.time.quarter import WEEKS
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.time_budget import TimeBudget, summed_hours, time_budget, used_band, week_days
from tests.support.plan_builders import QUARTER, USUAL, day, kept

DAYS = [day(number) for number in range(7 * WEEKS)]
hours = st.integers(0, 168 * 4).map(lambda size: size / 4)
shares = st.integers(0, 100)


def budget(*records, **settings):
    workspace = kept(*records).with_settings(Settings().changed(**settings))
    return time_budget(workspace, QUARTER)


def test_the_defaults_give_four_hours_a_day_twenty_a_week_and_260_a_quarter():
    usual = time_budget(Workspace(), QUARTER)
    assert usual == USUAL
    assert [usual.of(one) / 4 for one in week_days(QUARTER.start)] == [4, 4, 4, 4, 4, 0, 0]
    assert summed_hours(map(usual.of, week_days(QUARTER.start))) == 20
    assert summed_hours(map(usual.of, DAYS)) == 260
    assert summed_hours(map(usual.reserved, DAYS)) == 260


@given(hours, shares)
@example(36, 50)
@example(36, 0)
@example(38.5, 33)
@example(40, 49)
@example(0.25, 1)
@example(37.5, 80)
def test_a_day_is_a_fifth_of_the_week_less_the_share_rounded_down_to_quarter_hours(week, share):
    found = TimeBudget(week, share)
    exact = Decimal(str(week)) * (100 - share) * 4
    assert found.of(QUARTER.start) == int((exact / 500).to_integral_value(ROUND_FLOOR))
    reserved = Decimal(str(week)) * share * 4
    assert found.reserved(QUARTER.start) == int((reserved / 500).to_integral_value(ROUND_FLOOR))
    assert found.of(QUARTER.start) + found.reserved(QUARTER.start) <= week * 4 / 5
    assert found.usual(QUARTER.start) == found.of(QUARTER.start)
    assert found.usually_reserved(QUARTER.start) == found.reserved(QUARTER.start)


def test_what_floats_would_round_wrongly_is_exact():
    assert TimeBudget(36, 50).of(QUARTER.start) == 14  # 3.6 h
    assert TimeBudget(37.5, 80).of(QUARTER.start) == 6  # 1.5 h, which floats make 1.4999...
    assert TimeBudget(25, 80).of(QUARTER.start) == 4


@settings(max_examples=20)
@given(hours, shares, st.integers(0, WEEKS - 1))
def test_a_week_may_have_other_hours_and_another_share(week, share, number):
    monday = QUARTER.mondays[number]
    found = budget(WorkWeek(id=week_id(monday), start=monday, hours=week, onboarding_share=share))
    for one in DAYS:
        wanted = TimeBudget(week, share) if one in week_days(monday) else USUAL
        assert (found.of(one), found.reserved(one)) == (wanted.of(one), wanted.reserved(one))


def test_a_week_that_differs_in_one_thing_keeps_the_other():
    first, second, *_ = QUARTER.mondays
    found = budget(WorkWeek(start=first, hours=20), WorkWeek(start=second, onboarding_share=0))
    assert (found.of(first), found.reserved(first)) == (8, 8)
    assert (found.of(second), found.reserved(second)) == (32, 0)
    assert found.usual(first) == 16


def test_nothing_is_worked_on_leave_whose_last_day_counts():
    found = budget(Leave(first=day(1), last=day(2), note="sailing"), Leave(first=day(2), last=day(2)))
    assert [found.of(one) for one in week_days(QUARTER.start)] == [16, 0, 0, 16, 16, 0, 0]
    assert [found.reserved(one) for one in week_days(QUARTER.start)] == [16, 0, 0, 16, 16, 0, 0]
    assert [found.why_off(day(number)) for number in range(4)] == ["", "sailing", "sailing", ""]
    assert budget(Leave(first=day(0), last=day(0))).why_off(day(0)) == "leave"
    assert found.usual(day(1)) == 16


def test_nothing_is_worked_on_the_holidays_of_the_country():
    found = budget(holidays=HolidayRule(country="DE"))
    off = [one for one in DAYS if one.weekday() < 5 and not found.of(one)]
    assert [str(one) for one in off] == ["2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25"]
    assert all(found.why_off(one) and not found.reserved(one) for one in off)
    assert summed_hours(map(found.of, DAYS)) == 260 - 4 * len(off)


def test_a_country_that_nobody_knows_has_no_holidays():
    assert budget(holidays=HolidayRule.model_construct(country="QQ")) == USUAL


def test_appointments_take_their_hours_before_the_share_is_taken():
    found = budget(*[Appointment(day=day(on), hours=size) for on, size in ((0, 3), (0, 2.5), (5, 4))])
    assert (found.of(day(0)), found.reserved(day(0))) == (5, 5)  # 2.5 h are left, of each 1.25
    assert found.of(day(1)) == 16
    assert found.of(day(5)) == 0


@pytest.mark.parametrize(
    ("spans", "hours"),
    [
        ([(540, 600), (570, 660)], 2),
        ([(600, 601)], 0.25),
        ([(0, 1440)], 9),
        ([(480, 570), (1065, 1200)], 0.75),
        ([(0, 540), (1080, 1440)], 0),
        ([(600, 540)], 0),
    ],
)
def test_appointments_of_all_calendars_take_their_time_within_working_hours_once(spans, hours):
    found = budget(*[Appointment(day=day(0), calendar=str(number), spans=(one,)) for number, one in enumerate(spans)])
    assert found.appointments == ({day(0): hours} if hours else {})
    early = budget(Appointment(day=day(0), spans=((420, 600),)), hours=HoursRule(begin="7:30", end="9:15"))
    assert early.appointments == {day(0): 1.75}


def test_hours_of_older_versions_count_beside_the_times_of_this_one():
    kept_hours = Appointment(day=day(0), hours=2.5, source="work.ics")
    found = budget(kept_hours, Appointment(day=day(0), calendar="x", spans=((540, 600),)))
    assert found.appointments == {day(0): 3.5}


@settings(max_examples=30)
@given(st.lists(st.integers(1, 96).map(lambda size: size / 4), max_size=4))
def test_appointments_take_no_more_than_there_is(sizes):
    found = budget(*[Appointment(day=day(0), hours=size) for size in sizes])
    assert found.of(day(0)) == int(max(0, 8 - sum(sizes)) / 2 * 4)


def test_settings_change_all_weeks():
    found = budget(hours=HoursRule(week=30, onboarding_share=20))
    assert summed_hours(map(found.of, week_days(QUARTER.start))) == 5 * 4.75  # 4.8 h a day, rounded down
    assert summed_hours(map(found.reserved, week_days(QUARTER.start))) == 5 * 1


@pytest.mark.parametrize(
    ("used", "have", "band"),
    [
        (0, 0, None), (1, 0, Band.RED), (0, 80, Band.GREEN), (68, 80, Band.GREEN), (69, 80, Band.AMBER),
        (80, 80, Band.AMBER), (81, 80, Band.RED), (17, 20, Band.GREEN), (18, 20, Band.AMBER), (1, 1, Band.AMBER),
    ],
)  # fmt: skip
def test_green_goes_to_85_percent_amber_to_all_of_it(used, have, band):
    assert used_band(used, have) is band


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_the_band_is_exact_however_large_the_numbers(used, have):
    wanted = Band.GREEN if 100 * used <= 85 * have else Band.AMBER if used <= have else Band.RED
    assert used_band(used, have) is wanted


@given(st.integers(0, 3000))
def test_no_day_of_a_weekend_has_hours(number):
    one = QUARTER.start + timedelta(days=number)
    if one.weekday() >= 5:
        assert [USUAL.of(one), USUAL.reserved(one), USUAL.usual(one), USUAL.usually_reserved(one)] == [0] * 4
    else:
        assert [USUAL.of(one), USUAL.reserved(one), USUAL.usual(one), USUAL.usually_reserved(one)] == [16] * 4
