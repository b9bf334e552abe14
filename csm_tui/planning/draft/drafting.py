"""Drafting the plan of a quarter from the whole book of clients."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.values.time.hours import QUARTERS
from csm_tui.domain.values.time.quarter import WEEKS, Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.draft.draft import DraftLine, LeftOut, PlanDraft, PlanHours, kept_in, numbered
from csm_tui.planning.draft.fitting import Fitting, least_of
from csm_tui.planning.draft.options import Option, Turn, options_for
from csm_tui.planning.plan.plan import free_references, plan_of
from csm_tui.planning.plan.time_budget import TimeBudget, time_budget
from csm_tui.planning.playbooks.activities import why
from csm_tui.planning.playbooks.play import Play

_MUCH = 4
"""More than one free hour in this many is worth a remark."""

WITHIN_PERCENT = 20
"""How far the number of activities may lie from the wanted size."""


_FIRSTS = (Turn.FIRST_TO_EXPAND, Turn.FIRST_TO_ADVOCATE)
"""Places (but not hours) are kept for these, however many clients are at risk: a plan serves every purpose."""


def draft(workspace: Workspace, today: date, quarter: Quarter, size: int, plays: Sequence[Play]) -> PlanDraft:
    """Propose activities for a quarter, about `size` with those that its plan holds, within its hours.

    To retain comes before to expand and to advocate; where not all fit, the largest ACV at risk comes first, and long
    plays are shortened to their first activities before a client is left out. All deadlines can be met. The same data
    give the same draft, but for the ids.
    """
    plan, budget = plan_of(workspace, quarter), time_budget(workspace, quarter)
    found = options_for(workspace, today, plan, plays)
    days = [quarter.start + timedelta(days=number) for number in range(7 * WEEKS)]
    ahead = [day for day in days if day >= today]
    hours, reserved = (PlanHours(sum(map(of, days)), sum(map(of, ahead))) for of in (budget.of, budget.reserved))
    empty = PlanDraft(plan, size, hours, reserved)
    drafted = _fill(empty, workspace, today, budget, found.options, merged=False)
    if drafted.left_out or any(line.shortened for line in drafted.lines):
        drafted = _fill(empty, workspace, today, budget, found.options, merged=True)
    references = {category: free_references(category, plan) for category in Category}
    return replace(
        drafted,
        lines=numbered(drafted.lines, references),
        left_out=(*found.left_out, *drafted.left_out),
        remarks=(*found.remarks, *_remarks(drafted)),
    )


def taken_too(
    draft: PlanDraft, taken: Iterable[Activity], one: LeftOut, workspace: Workspace, today: date
) -> DraftLine | str:  # fmt: skip
    """What was left out, beside what is taken of a draft, whatever its size; or why it does not fit."""
    if one.play is None:
        return one.why
    held = replace(draft, plan=draft.plan_with(taken), lines=(), left_out=())
    fitting = Fitting(held, workspace, today, time_budget(workspace, draft.quarter), merged=True)
    most = len(held.plan.activities) + len(one.play.activity)
    problem = fitting.add(Option(Turn.RETAIN, one.row, one.play, why(one.play, one.row)), most)
    if problem:
        return problem
    references = {one.play.category: free_references(one.play.category, draft.plan_with())}
    return numbered(fitting.lines, references)[0]


def _fill(
    empty: PlanDraft, workspace: Workspace, today: date, budget: TimeBudget, options: Iterable[Option], *, merged: bool
) -> PlanDraft:
    fitting = Fitting(empty, workspace, today, budget, merged)
    left_out: list[LeftOut] = []
    taken: list[Option] = []
    at_most = empty.size * (100 + WITHIN_PERCENT) // 100
    listed = [*options]
    reserved = sum(least_of(one.play) for one in listed if one.turn in _FIRSTS)
    for option in listed:
        if option.turn in _FIRSTS:
            reserved -= least_of(option.play)
        problem = fitting.add(option, (at_most if option.turn < Turn.ONBOARD else empty.size) - reserved)
        if problem:
            left_out.append(LeftOut(option.row, option.play, problem))
        else:
            taken.append(option)
    fitting.lengthen(empty.size)
    _follow(fitting, taken, empty.size)
    return replace(empty, lines=tuple(fitting.lines), left_out=tuple(left_out))


def _follow(fitting: Fitting, taken: Iterable[Option], size: int) -> None:
    """Add further plays, each after the first one for its client, until the plan is about as large as is wanted."""
    for option in taken:
        for play in option.further:
            if fitting.count >= _least(size):
                return
            fitting.add(option, size, play)
    if fitting.count < _least(size):
        fitting.lengthen(size)


def _least(size: int) -> int:
    """The least number of activities that is about the size."""
    return -(-size * (100 - WITHIN_PERCENT) // 100)


def _remarks(drafted: PlanDraft) -> Iterable[str]:
    count = len([*kept_in(drafted.plan_with())])
    if count < _least(drafted.size):
        yield f"{count} activities, about {drafted.size} are wanted: nothing else needs to be done now"
    free = drafted.room().hours
    cut = any(line.shortened for line in drafted.lines) or any(one.play for one in drafted.left_out)
    if cut and count >= drafted.size and free * QUARTERS * _MUCH > drafted.budget.ahead:
        yield "more than a quarter of the hours stays free: a plan of more activities could hold more of these plays"
