"""What a roadmap shows to the customer, part by part, as texts and tables: all exports are made of it.

Nothing internal is in it: no health scores, no evaluations, no risks, and not the notes of whoever presents it.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from csm_tui.domain.records.roadmap import Roadmap
from csm_tui.domain.values.money import money
from csm_tui.domain.values.text import counted
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.status import break_even_in_words, kpi_course_in_words, milestone_in_words


class Part(StrEnum):
    """The five parts, in the order in which they are presented."""

    INITIATIVE = "Business initiative"
    SOLUTION = "Solution"
    ROADMAP = "Roadmap"
    FINANCE = "Financial performance"
    STEPS = "Discussion and next steps"


class Scope(NamedTuple):
    """What is shown. Details are activities, what was measured earlier, and the single quarters."""

    finance: bool = True
    details: bool = True


class Items(NamedTuple):
    """A titled list of texts."""

    title: str
    items: Sequence[str]


class Grid(NamedTuple):
    """A table; the columns from index `numbers` on hold numbers."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: int


class Picture(StrEnum):
    """A drawing that each format makes in its own way."""

    TIMELINE = "timeline"
    CHART = "chart"


Block = Items | Grid | Picture


class Section(NamedTuple):
    """A part with what is in it."""

    part: Part
    blocks: Sequence[Block]


def sections(one: Briefing, scope: Scope) -> list[Section]:
    """The parts of a roadmap in which something stands."""
    made = {
        Part.INITIATIVE: _initiative(one, scope),
        Part.SOLUTION: _solution(one),
        Part.ROADMAP: _roadmap(one, scope),
        Part.FINANCE: _finance(one, scope) if scope.finance else iter(()),
        Part.STEPS: _steps(one),
    }
    found = [Section(part, [*blocks]) for part, blocks in made.items()]
    return [section for section in found if section.blocks]


def reasons(one: Briefing, scope: Scope) -> list[str]:
    """Why it stands as it does; without the financial part nothing that speaks of money."""
    if scope.finance:
        return [*one.status.reasons]
    return [*one.status_without_money.reasons]


def _texts(title: str, text: str) -> Iterator[Items]:
    lines = [line for line in text.split("\n") if line.strip()]
    if lines:
        yield Items(title, lines)


def _initiative(one: Briefing, scope: Scope) -> Iterator[Block]:
    roadmap = one.roadmap
    yield from _texts("What fell short", roadmap.fell_short)
    yield from _texts("Strategy", roadmap.strategy)
    yield from _texts("Outcomes", roadmap.outcomes)
    rows = []
    for judged in one.kpis:
        kpi, latest = judged.kpi, judged.latest
        state = kpi_course_in_words(judged) or str(judged.state)
        shown = "" if latest is None else money(latest.value)
        rows.append(
            (f"{kpi.name} ({kpi.unit})" if kpi.unit else kpi.name, state, _amount(kpi.baseline), _amount(kpi.target),
             "" if kpi.due_month is None else str(kpi.due_month), shown)
        )  # fmt: skip
        if scope.details:
            earlier = [each for each in kpi.measures if latest is not None and each.month < latest.month]
            rows += [(f"in month {each.month}", "", "", "", "", money(each.value)) for each in reversed(earlier)]
    if rows:
        yield Grid("KPIs", ("KPI", "State", "Baseline", "Target", "Due month", "Latest"), rows, 2)


def _solution(one: Briefing) -> Iterator[Block]:
    yield from _texts("Adoption", one.roadmap.adoption)
    yield from _texts("Value realization", one.roadmap.value_realization)
    parts = [(phase.name, phase.csm_part) for phase in one.phases if phase.csm_part]
    if parts:
        yield Grid("Our part in each phase", ("Phase", "Our part"), parts, 2)


def _roadmap(one: Briefing, scope: Scope) -> Iterator[Block]:
    if not one.milestones:
        return
    yield Picture.TIMELINE
    headers = ["Phase", "Milestone", "State", *(["Activities"] if scope.details else []), "Planned", "Actual"]
    rows = [
        (
            each.phase.name, each.milestone.name, milestone_in_words(each, one.month),
            *([each.milestone.activities] if scope.details else []), str(each.milestone.planned),
            "" if each.milestone.actual is None else str(each.milestone.actual),
        )
        for each in one.milestones
    ]  # fmt: skip
    yield Grid("Milestones, in months since the start", headers, rows, len(headers) - 2)


def _finance(one: Briefing, scope: Scope) -> Iterator[Block]:
    flow, roadmap = one.flow, one.roadmap
    if not flow.quarters:
        return
    yield Picture.CHART
    yield Items("Break-even", [*_break_even(one)])
    rows = []
    if scope.details:
        for each in flow.quarters:
            sums = each.estimated_cumulative, each.actual_cumulative, each.reforecast_cumulative
            amounts = (*each.estimated, *each.actual, *sums)
            rows.append((f"Year {each.year} Q{each.quarter}", *map(_amount, amounts)))
    totals = (*flow.estimated, *flow.actual)
    rows.append(("Total", *map(_amount, totals), "", "", ""))
    headers = "Quarter", "Cost est.", "Income est.", "Cost act.", "Income act.", "Sum est.", "Sum act.", "Re-forecast"
    yield Grid(f"Cash flow{_unit(roadmap)}", headers, rows, 1)


def _break_even(one: Briefing) -> Iterator[str]:
    flow, goal = one.flow, one.roadmap.goal_months
    yield f"Re-forecast: {break_even_in_words(flow.break_even_reforecast)}"
    yield f"Estimated: {break_even_in_words(flow.break_even_estimated)}"
    if goal is not None:
        yield f"Goal: {counted(goal, 'month')}"


def _steps(one: Briefing) -> Iterator[Block]:
    yield from _texts("Decision asked today", one.roadmap.decision)
    rows = [
        (step.item, step.owner, str(step.day or ""), step.implication, str(step.agreed or "")) for step in one.steps
    ]
    if rows:
        yield Grid("Next steps", ("Item", "Owner", "Date", "What it means for the business", "Agreed on"), rows, 5)


def _amount(amount: float | None) -> str:
    return "" if amount is None else money(amount)


def _unit(one: Roadmap) -> str:
    return f", in {one.counted_in}" if one.counted_in else ""
