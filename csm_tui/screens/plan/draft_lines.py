"""Drawing a draft under review: its heading, and what stands behind each row. Pure functions, no widgets."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from csm_tui.domain.settings import ScheduleStyle
from csm_tui.domain.text import shortened
from csm_tui.domain.values.money import money
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.draft.draft import DraftLine, LeftOut
from csm_tui.planning.draft.review import Review
from csm_tui.planning.plan.audit import Check, audit
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.playbooks.activities import hours_of
from csm_tui.planning.playbooks.texts import filled
from csm_tui.planning.schedule.timetable import Timetable, timetable_of
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.quarter_lines import misfits, problems_line
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.wrapping import explained, flowed, wrapped_lines

_INDENT = 16
_WORD = 16
"""About what a line loses to a word that goes on the next one."""


class DraftVerdict(NamedTuple):
    """What became of a review when it was scheduled and audited."""

    timetable: Timetable
    checks: Sequence[Check]


def verdict_of(asked: tuple[Review, Workspace, date]) -> DraftVerdict:
    """Schedule and audit the plan of a review in a workspace on a day."""
    review, workspace, today = asked
    plan, budget = review.plan, time_budget(workspace, review.draft.quarter)
    timetable = timetable_of(plan, budget, workspace, today, ScheduleStyle.ASAP)
    return DraftVerdict(timetable, audit(plan, workspace, budget, today))


def draft_heading(review: Review, verdict: DraftVerdict | None, width: int, glyphs: Glyphs) -> list[Line]:
    """How much is taken and the room that is left; what does not fit or is missing, as far as that is known; what the
    draft lacks as a whole."""
    taken, room = review.taken, review.room
    hours = shown_hours(sum(one.hours for one in taken))
    line: list[Run] = [
        (f" {len(taken)} of {len(review.activities)} taken, {hours} h", "strong"),
        (f"   {_left(room.activities)}, {shown_hours(room.hours)} h free", "" if room.hours >= 0 else "red"),
    ]
    more = (f"   {review.draft.quarter.title} to {full_day(review.draft.quarter.end)}", _held_back(review))
    for text in more:
        if sum(cell_len(one) for one, _ in line) + cell_len(text) <= width:
            line.append((text, "dim"))
    remarks = shortened("; ".join(review.draft.remarks), 2 * width - _WORD)
    return [line, _verdict(verdict, width, glyphs), *(wrapped_lines(remarks, width, "dim") if remarks else [])]


def _left(activities: int) -> str:
    if activities <= 0:
        return f"{-activities} more than wanted" if activities else "no place left"
    return f"room for {activities} more"


def _held_back(review: Review) -> str:
    held = len(review.draft.plan.activities)
    return f"   the plan holds {held}" if held else ""


def _verdict(verdict: DraftVerdict | None, width: int, glyphs: Glyphs) -> Line:
    if verdict is None:
        return [(" One moment: deadlines and audit are checked", "dim")]
    problems = [one.text for one in misfits(verdict.timetable)]
    problems += [f"{one.check}: {one.detail}" for one in verdict.checks if not one.ok]
    if problems:
        return problems_line(problems, width, glyphs)
    return [(f" {glyphs.green}", "green"), (" every deadline met, every check of the audit held", "dim")]


def line_lines(line: DraftLine, width: int) -> list[Line]:
    """Why the play of an activity is in the draft, and how much of it."""
    size = f"its first {len(line.activities)} of {line.whole} activities" if line.shortened else "all of it"
    return [*explained("Play", f"{line.play.title}, {size}", width, _INDENT, ("dim", "")),
            *explained("Why", line.why, width, _INDENT, ("dim", ""))]  # fmt: skip


def left_out_lines(one: LeftOut, width: int) -> list[Line]:
    """Whom something was left out for, what it is, and why it is not in."""
    client = one.row.client
    acv = "" if client.acv is None else f", {money(client.acv, one.row.settings.currency)}"
    head: list[Run] = [(f" {client.name}", "strong"), (f"{acv}, left out{'' if one.play is None else '; '}", "dim")]
    if one.play is not None:
        head += [("space takes it in ", "dim"), ("all the same", "dim")]
    lines = flowed(head, width)
    lines += explained("Why", one.why, width, _INDENT, ("dim", ""))
    if one.play is not None:
        lines += explained("Play", f"{one.play.title}, {one.play.category}", width, _INDENT, ("dim", ""))
        for step in one.play.activity:
            hours = f"{shown_hours(hours_of(step, step.times, one.row))} h"
            lines += explained(hours, filled(step.text, one.row), width, _INDENT, ("dim", ""))
    return lines
