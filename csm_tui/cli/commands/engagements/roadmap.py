"""`roadmap`: the customer success roadmaps as they stand today."""

from collections.abc import Iterable, Iterator

import click

from csm_tui.cli.completion.suggestions import clients, engagements
from csm_tui.cli.naming import client_named
from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.cli.output.page_lines import hung, indented, page_lines, section
from csm_tui.cli.output.text_table import text_table
from csm_tui.cli.roadmaps import of_engagement
from csm_tui.domain.records.engagements.roadmap import NextStep
from csm_tui.domain.text import counted
from csm_tui.domain.values.money import money
from csm_tui.planning.roadmap.briefings import Briefing, briefings
from csm_tui.planning.roadmap.cash_flow import Flow, QuarterFigures
from csm_tui.planning.roadmap.status import break_even_in_words, kpi_in_words, milestone_in_words, variance_in_words


@click.command()
@click.option(
    "--client",
    "part",
    metavar="NAME",
    shell_complete=clients,
    help="Only the roadmaps of this client: any part of the name.",
)
@click.option(
    "--engagement",
    "name",
    metavar="NAME",
    shell_complete=engagements,
    help="Only the roadmap of this engagement: any part of its name.",
)
@as_json
@pass_options
def roadmap(options: Options, part: str | None, name: str | None) -> None:
    """Show the customer success roadmaps: status, KPIs, milestones, cash flow and next steps, as of today."""
    session = options.open_to_show()
    found = briefings(session.workspace, session.today())
    if part is not None:
        client = client_named(session.workspace, part)
        found = [one for one in found if one.client is client]
    found = of_engagement(found, name)
    text = "\n".join(_lines(found)) if found else "no roadmaps"
    answer(options, _objects(found) if options.json else None, text)


def _objects(found: list[Briefing]) -> list[dict[str, object]]:
    from csm_tui.exchange.roadmap.roadmap_json import roadmap_object

    return [roadmap_object(one) for one in found]


def _lines(found: list[Briefing]) -> Iterator[str]:
    """The roadmaps one below the other. Only their titles begin at the left edge."""
    for place, one in enumerate(found):
        if place:
            yield ""
        yield from _page(one)


def _page(one: Briefing) -> Iterator[str]:
    roadmap = one.roadmap
    yield from page_lines(f"{one.client.name}: {one.engagement.name}, {roadmap.title}")
    yield from indented(f"month {one.month} of {roadmap.months}, since {roadmap.first_month:%Y-%m}", 2)
    yield from section(f"  Status: {one.status.course}", _items(one.status.reasons))
    yield from section("  Strategy", _text(roadmap.strategy))
    yield from section("  Outcomes", _text(roadmap.outcomes))
    yield from section("  KPIs", _items(f"{kpi.kpi.name}: {kpi_in_words(kpi)}" for kpi in one.kpis))
    yield from section("  Adoption", _text(roadmap.adoption))
    yield from section("  Value realization", _text(roadmap.value_realization))
    yield from section("  Milestones", _table(_milestone_rows(one)))
    unit = f", in {roadmap.counted_in}" if roadmap.counted_in else ""
    yield from section(f"  Cash flow{unit}", (*_table(_quarter_rows(one)), *_break_even(one)))
    yield from section("  Next steps", _items(map(_step, one.steps)))


def _text(text: str) -> list[str]:
    return indented(text, 4) if text else []


def _items(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in hung("    -", text, 6)]


def _step(step: NextStep) -> str:
    return ", ".join(filter(None, (step.item, step.owner, str(step.day or ""))))


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    """The rows as a table below the first of them, which holds its titles."""
    if len(rows) < 2:
        return []
    return [f"    {line}" for line in text_table(rows[0], rows[1:]).split("\n")]


def _milestone_rows(one: Briefing) -> list[tuple[str, ...]]:
    rows = [
        (
            f"{each.phase.name}: {each.milestone.name}", str(each.milestone.planned),
            "" if each.milestone.actual is None else str(each.milestone.actual), milestone_in_words(each, one.month),
        )
        for each in one.milestones
    ]  # fmt: skip
    return [("Milestone", "Planned", "Actual", "State"), *rows]


def _quarter_rows(one: Briefing) -> list[tuple[str, ...]]:
    flow = one.flow
    rows = [
        (f"year {each.year} Q{each.quarter}", *_amounts(each.estimated), *_amounts(each.actual), *_sums(each))
        for each in flow.quarters
    ]
    if rows:
        rows.append(("total", *_amounts(flow.estimated), *_amounts(flow.actual), "", "", ""))
    titles = "", "Cost est", "Income", "Cost act", "Income", "Sum est", "Sum act", "Re-forecast"
    return [titles, *rows]


def _amounts(one: Flow) -> tuple[str, ...]:
    return tuple("" if amount is None else money(amount) for amount in one)


def _sums(one: QuarterFigures) -> tuple[str, ...]:
    sums = one.estimated_cumulative, one.actual_cumulative, one.reforecast_cumulative
    return tuple("" if amount is None else money(amount) for amount in sums)


def _break_even(one: Briefing) -> Iterator[str]:
    flow, goal = one.flow, one.roadmap.goal_months
    if not flow.quarters:
        return
    yield f"    break-even estimated: {break_even_in_words(flow.break_even_estimated)}"
    yield f"    break-even re-forecast: {break_even_in_words(flow.break_even_reforecast)}"
    if goal is not None:
        yield f"    goal: {counted(goal, 'month')}"
    if flow.last_actual:
        yield from indented(f"so far: {variance_in_words(flow, one.roadmap.counted_in)}", 4)
