"""Drawing the heading of a quarter: its progress, and whether everything fits. Pure functions, no widgets."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from csm_tui.domain.records.activity import Activity, ActivityStatus, Category
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.values.time.shown_days import full_day, short_day
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.schedule.timetable import LateActivity, OverloadedPeriod, Timetable
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.table.layout import fit

_LEAST = 10
"""The cells that a problem gets at least."""


def quarter_heading(
    plan: Plan, timetable: Timetable, today: date, width: int, glyphs: Glyphs, *, present: bool
) -> list[Line]:
    """The quarter and where it stands; then whether everything fits, and if not what does not.

    `present`: it is the quarter that is followed by the next one.
    """
    quarter = plan.quarter
    kept = [one for one in plan.activities if one.status is not ActivityStatus.DROPPED]
    done = sum(one.status is ActivityStatus.DONE for one in kept)
    left = sum(one.remaining for one in kept if one.category is not Category.ONBOARD)
    onboard = sum(one.remaining for one in kept if one.category is Category.ONBOARD)
    line: list[Run] = [
        (f" Quarter {short_day(quarter.start, today)} to {short_day(quarter.end, today)}", "strong"),
        (f"  {place_in_time(quarter, today, present)}", "dim"),
        (f"   {shown_hours(left)} h left, {shown_hours(sum(timetable.free_on.values()))} h free", ""),
    ]  # fmt: skip
    more = (
        f"   onboarding {shown_hours(onboard)} h left" if onboard else "",
        f"   {len(kept)} {'activity' if len(kept) == 1 else 'activities'}, {done} done",
    )
    for text in more:
        if sum(cell_len(one) for one, _ in line) + len(text) <= width:
            line.append((text, "dim"))
    return [line, verdict_line(plan, timetable, width, glyphs)]


def place_in_time(quarter: Quarter, today: date, present: bool) -> str:
    """The present week of the quarter, or that it is in the past or future."""
    week = quarter.week_of(today)
    if week is not None:
        return f"week {week + 1} of 13"
    if today < quarter.start:
        return "to come"
    return "over: N opens the next" if present else "past"


def verdict_line(plan: Plan, timetable: Timetable, width: int, glyphs: Glyphs) -> Line:
    """Whether every deadline is met, or what is overloaded and late, or that the plan is empty."""
    if not any(one.open for one in plan.activities):
        return [(f" {nothing_to_do(plan)}", "dim")]
    if timetable.feasible and not timetable.disorder:
        peak = f", at most {timetable.peak * 100:.0f} % of a day" if timetable.peak else ""
        return [(f" {glyphs.green}", "green"), (f" every deadline met{peak}, {STYLE_WORDS[timetable.style]}", "dim")]
    return problems_line([one.text for one in misfits(timetable)], width, glyphs)


def problems_line(problems: Sequence[str], width: int, glyphs: Glyphs) -> Line:
    """The first problem, as far as there is room for it in a width in cells, and how many more there are."""
    more = f" (+{len(problems) - 1} more)" if len(problems) > 1 else ""
    first = f" {glyphs.red} {problems[0]}"
    return [(fit(first, min(cell_len(first), max(width - len(more), _LEAST))) + more, "red")]


STYLE_WORDS = {ScheduleStyle.ASAP: "as soon as possible", ScheduleStyle.LEVEL: "level"}


def nothing_to_do(plan: Plan) -> str:
    """The message for a plan without open activities."""
    return "Nothing is left to do" if plan.activities else "Nothing is planned yet"


class Misfit(NamedTuple):
    """What does not fit, in words, and the activity to begin with."""

    text: str
    activity: Activity


def misfits(timetable: Timetable) -> list[Misfit]:
    """Overloaded stretches, late activities and violations of the order."""
    return [
        *(Misfit(overload_text(one, timetable), one.activities[0]) for one in timetable.overload),
        *(Misfit(late_text(one), one.activity) for one in timetable.late),
        *(Misfit(*one) for one in timetable.disorder),
    ]


def late_text(one: LateActivity) -> str:
    """A late activity in words: R1 is due on 1 Dec 2026 and would be finished on 4 Dec 2026."""
    end = "never finished: there are no hours" if one.finish is None else f"would be finished on {full_day(one.finish)}"
    return f"{one.activity.reference} is due on {full_day(one.deadline)} and {end}"


def overload_text(one: OverloadedPeriod, timetable: Timetable) -> str:
    """An overloaded stretch in words: weeks 2-4 need 74 h, you have 60 h."""
    first, last = timetable.quarter.week_of(one.first), timetable.quarter.week_of(one.last)
    if first is None or last is None:
        when = f"{one.first} to {one.last} need"
    else:
        when = f"week {first + 1} needs" if first == last else f"weeks {first + 1}-{last + 1} need"
    names = ", ".join(activity.reference for activity in one.activities)
    return f"{when} {shown_hours(one.need)} h, you have {shown_hours(one.have)} h: {names}"
