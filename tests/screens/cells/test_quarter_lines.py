"""What the heading of a plan says of whether it fits."""

from datetime import date, timedelta

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.domain.values.time.shown_days import full_day, short_day
from csm_tui.planning.schedule.timetable import timetable
from csm_tui.screens.calendar.calendar_heading import calendar_heading
from csm_tui.screens.cells.glyphs import UNICODE
from csm_tui.screens.cells.quarter_lines import problems_line, quarter_heading, verdict_line
from tests.support.plan_builders import QUARTER, USUAL, activity, day, plan


@pytest.mark.parametrize(
    ("activities", "said", "style"),
    [
        ([], "Nothing is planned yet", "dim"),
        ([activity("R1", status="done"), activity("R2", status="dropped")], "Nothing is left to do", "dim"),
        ([activity("R1", hours=2)], "● every deadline met, at most 50 % of a day, as soon as possible", "dim"),
        (
            [activity("R1", hours=6, deadline=day(0))],
            "■ week 1 needs 6 h, you have 4 h: R1 (+1 more)", "red",
        ),
        (
            [activity("R1", deadline=day(-1))],
            f"■ R1 is due on {full_day(day(-1))} and would be finished on {full_day(day(0))}", "red",
        ),
    ],
)  # fmt: skip
def test_an_empty_plan_says_so_and_another_whether_it_fits(activities: list[Activity], said: str, style: str) -> None:
    whole = plan(*activities)
    found = timetable(whole, USUAL, (), QUARTER.start, ScheduleStyle.ASAP)
    line = verdict_line(whole, found, 120, UNICODE)
    assert "".join(text for text, _ in line) == f" {said}"
    assert line[-1][1] == style
    assert [text for text, style in line if style == "green"] == ([" ●"] if "every" in said else []), (
        "what is fine is quiet"
    )


@pytest.mark.parametrize(
    ("width", "said"),
    [(40, " ■ week 1 needs 6 h, you have… (+1 more)"), (80, " ■ week 1 needs 6 h, you have 4 h: R1 (+1 more)")],
)
def test_what_has_no_room_says_that_it_goes_on_and_how_many_more_there_are(width: int, said: str) -> None:
    problems = ["week 1 needs 6 h, you have 4 h: R1", "R1 is late"]
    assert "".join(text for text, _ in problems_line(problems, width, UNICODE)) == said


@pytest.mark.parametrize("today", [QUARTER.start, QUARTER.start - timedelta(days=400)])
def test_the_plan_and_the_calendar_name_a_quarter_alike(today: date) -> None:
    whole = plan(activity("R1"))
    found = timetable(whole, USUAL, (), QUARTER.start, ScheduleStyle.ASAP)
    headings = quarter_heading, calendar_heading
    first, second = (said(whole, found, today, 120, UNICODE, present=True)[0][0][0] for said in headings)
    assert first == second == f" Quarter {short_day(QUARTER.start, today)} to {short_day(QUARTER.end, today)}"


def test_an_empty_deadline_is_the_end_of_the_quarter() -> None:
    whole = plan(activity("R1", hours=4, earliest=QUARTER.end - timedelta(days=2)), activity("R2", hours=4))
    found = timetable(whole, USUAL, (), QUARTER.start, ScheduleStyle.ASAP)
    assert found.feasible
    late = plan(activity("R1", hours=5, earliest=QUARTER.end - timedelta(days=2)))
    assert [one.deadline for one in timetable(late, USUAL, (), QUARTER.start, ScheduleStyle.ASAP).late] == [QUARTER.end]
