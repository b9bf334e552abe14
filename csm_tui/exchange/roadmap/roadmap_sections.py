"""What a roadmap shows to the customer, part by part, as texts and tables: all exports are made of it.

Nothing internal is in it: no health scores, no evaluations, no risks, and not the notes of whoever presents it.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from csm_tui.domain.records.engagements.roadmap import Roadmap
from csm_tui.domain.text import counted
from csm_tui.domain.values.money import money
from csm_tui.exchange.report.blocks import Items, ReportTable
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.kpis import Judged
from csm_tui.planning.roadmap.status import (
    Status,
    break_even_in_words,
    kpi_course_in_words,
    milestone_in_words,
    variance_in_words,
)

DECISION = "Decision asked today"
"""The title of what the customer is asked to decide."""


class PresentedPart(StrEnum):
    """The five parts, in the order in which they are presented."""

    INITIATIVE = "Business initiative"
    SOLUTION = "Solution"
    ROADMAP = "Roadmap"
    FINANCE = "Financial performance"
    STEPS = "Discussion and next steps"


class RoadmapScope(NamedTuple):
    """What is shown. Details are activities, what was measured earlier, and the single quarters."""

    finance: bool = True
    details: bool = True


class Drawing(StrEnum):
    """What each format draws in its own way."""

    TIMELINE = "timeline"
    CHART = "chart"


class Picture(NamedTuple):
    """A drawing, and what is said beside it."""

    drawing: Drawing
    said: Items


SectionContent = Items | ReportTable | Picture


class RoadmapSection(NamedTuple):
    """A part with what is in it."""

    part: PresentedPart
    blocks: Sequence[SectionContent]


def sections(one: Briefing, scope: RoadmapScope) -> list[RoadmapSection]:
    """The parts of a roadmap in which something stands."""
    made = {
        PresentedPart.INITIATIVE: _initiative(one, scope),
        PresentedPart.SOLUTION: _solution(one),
        PresentedPart.ROADMAP: _roadmap(one, scope),
        PresentedPart.FINANCE: _finance(one, scope) if scope.finance else iter(()),
        PresentedPart.STEPS: _steps(one),
    }
    found = [RoadmapSection(part, [*blocks]) for part, blocks in made.items()]
    return [section for section in found if section.blocks]


def status_in(one: Briefing, scope: RoadmapScope) -> Status:
    """How it stands, and why; without the financial part nothing of it speaks of money."""
    return one.status if scope.finance else one.status_without_money


def shown_first(one: Briefing) -> list[Items]:
    """What an executive is to see before all parts, behind the headline: what fell short, and what is to be decided."""
    return [*_texts("What fell short", one.roadmap.fell_short), *_texts(DECISION, one.roadmap.decision)]


def _texts(title: str, text: str) -> Iterator[Items]:
    lines = [line for line in text.split("\n") if line.strip()]
    if lines:
        yield Items(title, lines)


def _initiative(one: Briefing, scope: RoadmapScope) -> Iterator[SectionContent]:
    roadmap = one.roadmap
    yield from _texts("Strategy", roadmap.strategy)
    yield from _texts("Outcomes", roadmap.outcomes)
    with_earlier = scope.details and any(map(_earlier, one.kpis))
    rows = [
        (
            f"{judged.kpi.name} ({judged.kpi.unit})" if judged.kpi.unit else judged.kpi.name,
            kpi_course_in_words(judged) or str(judged.state), *([_earlier(judged)] if with_earlier else []),
            _amount(judged.kpi.baseline), _amount(judged.kpi.target), _amount(judged.kpi.due_month),
            "" if judged.latest is None else money(judged.latest.value),
        )
        for judged in one.kpis
    ]  # fmt: skip
    if rows:
        texts = "KPI", "State", *(["Earlier values"] if with_earlier else [])
        yield ReportTable("KPIs", (*texts, "Baseline", "Target", "Due month", "Latest"), rows, len(texts))


def _earlier(one: Judged) -> str:
    """What was measured before the latest value: 46 in month 0; 41 in month 5."""
    latest = one.latest
    earlier = [each for each in one.kpi.measures if latest is not None and each.month < latest.month]
    return "; ".join(f"{money(each.value)} in month {each.month}" for each in earlier)


def _solution(one: Briefing) -> Iterator[SectionContent]:
    yield from _texts("Adoption", one.roadmap.adoption)
    yield from _texts("Value realization", one.roadmap.value_realization)
    parts = [(phase.name, phase.csm_part) for phase in one.phases if phase.csm_part]
    if parts:
        yield ReportTable("Our part in each phase", ("Phase", "Our part"), parts, 2)


def _roadmap(one: Briefing, scope: RoadmapScope) -> Iterator[SectionContent]:
    if not one.milestones:
        return
    coming = one.coming
    said = []
    if coming is not None:
        name = f"{coming.phase.name}: {coming.milestone.name}"
        said.append(f"{coming.state.capitalize()}: {name}, {milestone_in_words(coming, one.month)}")
    yield Picture(Drawing.TIMELINE, Items("Where we are now", said))
    rows = [
        (each.phase.name, each.milestone.name, milestone_in_words(each, one.month), _amount(each.milestone.planned),
         _amount(each.milestone.actual))
        for each in one.milestones
    ]  # fmt: skip
    headers = "Phase", "Milestone", "State", "Planned", "Actual"
    yield ReportTable("Milestones, in months since the start", headers, rows, 3)
    found = [
        (each.phase.name, each.milestone.name, each.milestone.activities)
        for each in one.milestones
        if each.milestone.activities
    ]
    if found and scope.details:
        yield ReportTable("Activities", ("Phase", "Milestone", "Activities"), found, 3)


def _finance(one: Briefing, scope: RoadmapScope) -> Iterator[SectionContent]:
    flow, roadmap = one.flow, one.roadmap
    if not flow.quarters:
        return
    yield Picture(Drawing.CHART, Items("Break-even", [*_break_even(one)]))
    rows = []
    if scope.details:
        for each in flow.quarters:
            sums = each.estimated_cumulative, each.actual_cumulative, each.reforecast_cumulative
            amounts = (*each.estimated, *each.actual, *sums)
            rows.append((f"Year {each.year} Q{each.quarter}", *map(_amount, amounts)))
    totals = (*flow.estimated, *flow.actual)
    rows.append(("Total", *map(_amount, totals), "", "", ""))
    headers = "Quarter", "Cost est.", "Income est.", "Cost act.", "Income act.", "Sum est.", "Sum act.", "Re-forecast"
    yield ReportTable(f"Cash flow{_unit(roadmap)}", headers, rows, 1)


def _break_even(one: Briefing) -> Iterator[str]:
    flow, goal = one.flow, one.roadmap.goal_months
    yield f"Re-forecast: {break_even_in_words(flow.break_even_reforecast)}"
    yield f"Estimated: {break_even_in_words(flow.break_even_estimated)}"
    if goal is not None:
        yield f"Goal: {counted(goal, 'month')}"
    if flow.last_actual:
        yield f"So far: {variance_in_words(flow, one.roadmap.counted_in)}"


def _steps(one: Briefing) -> Iterator[SectionContent]:
    yield from _texts(DECISION, one.roadmap.decision)
    rows = [
        (step.item, step.owner, str(step.day or ""), step.implication, str(step.agreed or "")) for step in one.steps
    ]
    if rows:
        yield ReportTable(
            "Next steps", ("Item", "Owner", "Date", "What it means for the business", "Agreed on"), rows, 5
        )


def _amount(amount: float | None) -> str:
    return "" if amount is None else money(amount)


def _unit(one: Roadmap) -> str:
    return f", in {one.counted_in}" if one.counted_in else ""
