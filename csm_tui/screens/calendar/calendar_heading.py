"""The heading of the calendar: the quarter, the hours left, and whether everything fits."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from csm_tui.domain.records.activity import Category
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.shown_days import short_day
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.schedule.timetable import Timetable
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.quarter_lines import misfits, nothing_to_do, place_in_time
from csm_tui.widgets.line_pane import Line, Run

_GAP, _WIDEST_GAP = 3, 6
"""The cells between the quarter and the verdict on one line: at the least, and at the most."""


def calendar_heading(
    plan: Plan, timetable: Timetable, today: date, width: int, glyphs: Glyphs, *, present: bool
) -> list[Line]:
    """The heading in one line if it fits, otherwise with the verdict in a second line.

    `present`: whether it is the present quarter.
    """
    left, verdict = _quarter(plan, timetable, today, glyphs, present), _verdict(plan, timetable, glyphs)
    gap = width - sum(cell_len(text) for text, _ in [*left, *verdict]) - 1
    if gap >= _GAP:
        return [[*left, (" " * min(gap, _WIDEST_GAP), ""), *verdict]]
    return [left, [(" ", ""), *verdict]]


def _quarter(plan: Plan, timetable: Timetable, today: date, glyphs: Glyphs, present: bool) -> list[Run]:
    quarter = plan.quarter
    left = sum(one.remaining for one in plan.activities if one.open and one.category is not Category.ONBOARD)
    free = sum(timetable.free_on.values())
    return [
        (f" Quarter {short_day(quarter.start, today)} to {short_day(quarter.end, today)}", "strong"),
        (f" {glyphs.dot} {place_in_time(quarter, today, present)}", "dim"),
        (f"   {shown_hours(left)} h left, {shown_hours(free)} h free", ""),
    ]


def _verdict(plan: Plan, timetable: Timetable, glyphs: Glyphs) -> Sequence[Run]:
    problems = misfits(timetable)
    if problems:
        more = [("  !", "key"), (f" {len(problems) - 1} more", "")] if len(problems) > 1 else []
        return [(f"{glyphs.red} {problems[0].text}", "red"), *more]
    if not any(one.open for one in plan.activities):
        return [(nothing_to_do(plan), "dim")]
    return [(glyphs.green, "green"), (" every deadline met", "dim")]
