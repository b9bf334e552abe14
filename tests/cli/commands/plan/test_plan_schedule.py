"""`plan schedule`: when what is done, how it is said that it does not fit, and what --save keeps."""

from datetime import date, timedelta
from typing import Any

import pytest

from csm_tui.domain.records.person.worktime import Unplanned, WorkWeek, week_id
from csm_tui.domain.settings import ScheduleStyle
from tests.support.driving import TODAY, client, fill, reread
from tests.support.plan_driving import LAST_DAY, activity, lay, quarter_start
from tests.support.shell import Shell

FRIDAY = TODAY + timedelta(days=4)


def scheduled(shell: Shell, *more: object, code: int = 0, today: str = "2026-03-02") -> Any:
    answer = shell("plan", "schedule", "--json", *more, today=today)
    assert answer.code == code, answer.err
    return answer.json


def days(found: Any) -> list[tuple[str, str, float]]:
    return [(one["date"], one["reference"], one["hours"]) for one in found["days"]]


def test_an_empty_plan_fits_and_makes_nothing(shell: Shell) -> None:
    found = scheduled(shell)
    assert set(found) == {"feasible", "peak", "days", "weeks", "late", "overload"}
    assert (found["feasible"], found["peak"], found["days"], found["late"]) == (True, 0, [], [])
    assert len(found["weeks"]) == 13
    assert found["weeks"][0] == {"start": "2026-03-02", "budget_hours": 20, "used_hours": 0, "band": "green"}
    assert "asap: there is nothing to place" in shell("plan", "schedule").out
    assert not shell.path.parent.exists()


def test_work_is_placed_in_order_as_soon_as_can_be(shell: Shell) -> None:
    first = activity("R1", 6)
    lay(shell, activity("R2", 3, dependencies=(first.id,), deadline=FRIDAY), first)
    found = scheduled(shell)
    assert days(found) == [
        ("2026-03-02", "R1", 4),
        ("2026-03-03", "R1", 2),
        ("2026-03-03", "R2", 2),
        ("2026-03-04", "R2", 1),
    ]
    assert (found["feasible"], found["peak"], found["overload"]) == (True, 1, [])
    assert found["weeks"][0]["used_hours"] == 9


def test_the_style_is_that_of_the_settings_unless_another_one_is_said(shell: Shell) -> None:
    lay(shell, activity("R1", 5, deadline=FRIDAY), style=ScheduleStyle.LEVEL)
    assert [one["hours"] for one in scheduled(shell)["days"]] == [1, 1, 1, 1, 1]
    assert scheduled(shell)["peak"] == 0.25
    assert [one["hours"] for one in scheduled(shell, "--style", "ASAP")["days"]] == [4, 1]
    assert reread(shell.path).settings.plan.style is ScheduleStyle.LEVEL
    assert "level: every deadline is met, at most 25 % of a day" in shell("plan", "schedule").out


def test_save_keeps_the_style_and_where_the_quarter_starts(shell: Shell) -> None:
    shell.path.parent.mkdir()
    fill(shell.path, [client("Acme")])
    scheduled(shell, "--style", "level", today="2026-03-12")
    assert quarter_start(shell) is None
    scheduled(shell, "--style", "level", "--save", "--quarter", "2026-08-01", today="2026-03-12")
    settings = reread(shell.path).settings
    assert (settings.plan.style, settings.quarter.start) == (ScheduleStyle.LEVEL, date(2026, 3, 9))
    before = shell.path.read_bytes()
    scheduled(shell, "--save", today="2026-03-12")
    assert shell.path.read_bytes() == before, "nothing new, so nothing is written"


def test_save_keeps_the_size_of_the_plan_and_a_style_that_does_not_fit(shell: Shell) -> None:
    lay(shell, activity("R1", 9, deadline=TODAY))
    shell("settings", "plan.size", "12")
    scheduled(shell, "--style", "level", "--save", code=1)
    settings = reread(shell.path).settings
    assert (settings.plan.style, settings.plan.size, settings.quarter.start) == (ScheduleStyle.LEVEL, 12, TODAY)


@pytest.mark.parametrize("style", ["soon", "", "\x1b[31m"])
def test_another_style_is_a_wrong_call(style: str, shell: Shell) -> None:
    answer = shell("plan", "schedule", "--style", style, "--save", "--json")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "neither asap nor level" in answer.err
    assert not shell.path.parent.exists()


def test_what_does_not_fit_is_answered_with_exit_code_1(shell: Shell) -> None:
    lay(shell, activity("R1", 10, deadline=TODAY + timedelta(days=1)), activity("R2", 1))
    found = scheduled(shell, code=1)
    assert found["feasible"] is False
    assert found["late"] == [{"reference": "R1", "finish": "2026-03-04", "deadline": "2026-03-03"}]
    assert found["overload"] == [
        {"from": "2026-03-02", "to": "2026-03-03", "need_hours": 10, "have_hours": 8, "activities": ["R1"]}
    ]
    assert sum(one["hours"] for one in found["days"]) == 11
    text = shell("plan", "schedule")
    assert text.code == 1
    assert text.out.splitlines()[0].endswith("asap: not every deadline can be met")
    assert "\nLate\n  R1: due 2026-03-03, finished on 2026-03-04\n" in text.out
    assert text.out.endswith("\nToo much\n  week 1 needs 10 h, you have 8 h: R1\n")


def test_an_overloaded_stretch_of_weeks_is_said_in_words(shell: Shell) -> None:
    start, end = date(2026, 3, 9), date(2026, 3, 27)
    lay(shell, *(activity(name, 37, earliest=start, deadline=end) for name in ("A1", "B2")), activity("C3", 4))
    found = scheduled(shell, code=1)
    (stretch,) = found["overload"]
    assert (stretch["from"], stretch["to"], stretch["activities"]) == ("2026-03-09", "2026-03-27", ["A1", "B2"])
    assert "  weeks 2-4 need 74 h, you have 60 h: A1, B2\n" in shell("plan", "schedule").out


def test_work_beyond_the_quarter_is_placed_there_and_said(shell: Shell) -> None:
    lay(shell, activity("R1", 262))
    found = scheduled(shell, code=1)
    assert found["days"][-1] == {"date": "2026-06-01", "reference": "R1", "hours": 2}
    assert found["late"] == [{"reference": "R1", "finish": "2026-06-01", "deadline": str(LAST_DAY)}]
    assert sum(one["used_hours"] for one in found["weeks"]) == 260
    assert "\n2 h find no room before the quarter's end and come after it\n" in shell("plan", "schedule").out


def test_without_any_hours_nothing_is_ever_finished(shell: Shell) -> None:
    lay(shell, activity("R1", 1))
    shell("settings", "hours.week", "0")
    found = scheduled(shell, code=1)
    assert found["late"] == [{"reference": "R1", "finish": None, "deadline": str(LAST_DAY)}]
    assert {one["band"] for one in found["weeks"]} == {None}
    assert "R1: due 2026-05-31, never finished, for want of hours" in shell("plan", "schedule").out


def test_a_peak_without_bounds_is_null(shell: Shell) -> None:
    sunday = TODAY + timedelta(days=6)
    lay(shell, activity("R1", 2, pins=({"day": sunday, "hours": 2},)))
    found = scheduled(shell, code=1)
    assert found["peak"] is None
    assert days(found) == [("2026-03-08", "R1", 2)]


def test_hours_that_are_spent_count_in_their_week_but_are_not_to_be_worked(shell: Shell) -> None:
    lay(shell, activity("R1", 6))
    shell("plan", "log", "R1", "5")
    found = scheduled(shell, today="2026-03-10")
    assert days(found) == [("2026-03-10", "R1", 1)]
    assert [one["used_hours"] for one in found["weeks"]][:3] == [5, 1, 0]


def test_what_is_pinned_where_it_should_not_be_is_warned_of(shell: Shell) -> None:
    lay(shell, activity("R1", 2, earliest=FRIDAY, pins=({"day": TODAY, "hours": 2},)))
    answer = shell("plan", "schedule", "--json")
    assert "R1" in answer.err
    assert "2026-03-02" in answer.err
    assert answer.err.count("\n") == 1
    assert days(answer.json) == [("2026-03-02", "R1", 2)]


def test_onboarding_has_hours_of_its_own_beside_the_weeks(shell: Shell) -> None:
    lay(shell, activity("R1", 4, deadline=TODAY), activity("O1", 3, category="onboard", deadline=TODAY))
    found = scheduled(shell)
    assert days(found) == [("2026-03-02", "R1", 4), ("2026-03-02", "O1", 3)] or days(found) == [
        ("2026-03-02", "O1", 3),
        ("2026-03-02", "R1", 4),
    ]
    assert found["weeks"][0]["used_hours"] == 4
    first = shell("plan", "schedule").out.splitlines()[3]
    assert first.split() == ["1", "2026-03-02", "4", "g", "20", "3", "g", "20"]


def test_each_week_has_its_own_hours_and_band(shell: Shell) -> None:
    monday = date(2026, 3, 9)
    lay(
        shell,
        activity("R1", 18, deadline=FRIDAY),
        WorkWeek(id=week_id(monday), start=monday, hours=10),
        Unplanned(day=date(2026, 3, 10), hours=6, note="an outage"),
    )
    first, second, third = scheduled(shell)["weeks"][:3]
    assert (first["used_hours"], first["band"]) == (18, "amber")
    assert (second["budget_hours"], second["used_hours"], second["band"]) == (5, 6, "red")
    assert (third["budget_hours"], third["band"]) == (20, "green")
    assert [line.split()[2:5] for line in shell("plan", "schedule").out.splitlines()[3:5]] == [
        ["18", "a", "20"],
        ["6", "r", "5"],
    ]


def test_the_same_plan_has_the_same_schedule(shell: Shell) -> None:
    lay(shell, *(activity(f"R{number}", 1 + number / 4, deadline=FRIDAY) for number in range(6)))
    for style in ScheduleStyle:
        assert scheduled(shell, "--style", style) == scheduled(shell, "--style", style)


def test_a_quarter_that_is_over_has_everything_late(shell: Shell) -> None:
    lay(shell, activity("R1", 2))
    found = scheduled(shell, code=1, today="2026-07-01")
    assert found["late"] == [{"reference": "R1", "finish": "2026-07-01", "deadline": str(LAST_DAY)}]
    assert shell("plan", "schedule", today="2026-07-01").code == 1
