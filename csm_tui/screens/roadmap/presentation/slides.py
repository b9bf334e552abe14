"""The slides of a presentation as lines: one for the title and one for each part."""

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len

from csm_tui.domain.records.engagements.roadmap import NextStep, Phase
from csm_tui.domain.text import counted
from csm_tui.domain.values.money import money
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.exchange.roadmap.roadmap_sections import DECISION, PresentedPart, shown_first
from csm_tui.planning.roadmap.kpis import Judged
from csm_tui.planning.roadmap.milestones import MilestoneState
from csm_tui.planning.roadmap.status import Course, break_even_in_words, kpi_course_in_words, milestone_in_words
from csm_tui.screens.roadmap.parts.cash_chart import cash_chart_lines
from csm_tui.screens.roadmap.parts.initiative import style_of_kpi
from csm_tui.screens.roadmap.parts.milestones import glyph_of, milestone_style, timeline_lines
from csm_tui.screens.roadmap.parts.part import ShownRoadmap
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.table.layout import fit
from csm_tui.widgets.wrapping import wrapped

TITLES = ("", *map(str, PresentedPart))
"""The title of each slide; the first one is the roadmap's own."""

_MARGIN = 4
_WIDEST = 110
"""The cells that a text takes at most: longer lines are hard to read from afar."""
_LEAST_CHART = 8
_MOST_BLANK = 3
"""The blank lines between two groups of a slide at most."""
_COURSES = {Course.AHEAD: "green", Course.ON_TRACK: "green", Course.BEHIND: "red"}

LineGroup = list[Line]
"""Lines that belong together: nothing stands between them."""

DrawSlide = Callable[[ShownRoadmap, int, int], Iterator[LineGroup]]
"""What a slide holds, for a width and a height in cells."""


def slide_lines(number: int, shown: ShownRoadmap, width: int, height: int) -> list[Line]:
    """A slide that fills the screen; what has no room on it is in its detail."""
    side = max(_MARGIN, (width - _WIDEST) // 2)
    inner = max(width - 2 * side, 20)
    head: list[Line] = [[], [(TITLES[number] or shown.roadmap.title, "key")], []]
    room = max(height - len(head) - 1, 0)
    calm = room - 1  # a blank line above the foot, unless all are needed
    body = _laid([group for group in _SLIDES[number](shown, inner, calm) if group], calm)
    if len(body) > room:
        body = [
            *body[: max(room - 1, 0)],
            [("\u2026 enter shows all" if not shown.glyphs.is_ascii else "... enter shows all", "dim")],
        ]
    page = f"{number + 1} / {len(TITLES)}"
    above = max(room - len(body), 0) // 3  # what is short stands a little above the middle
    lines = [*head, *[[]] * above, *body]
    lines += [[]] * max(height - len(lines) - 1, 0)
    foot: Line = [(fit(f"{shown.one.client.name}", max(inner - len(page), 0)), "dim"), (page, "dim")]
    return [_shifted(line, side) for line in (*lines, foot)]


def _laid(groups: Sequence[LineGroup], room: int) -> list[Line]:
    """The groups with blank lines between them, the more the more room there is."""
    between = max(len(groups) - 1, 1)
    blank = min(max((room - sum(map(len, groups))) // between, 1), _MOST_BLANK)
    return [line for place, group in enumerate(groups) for line in (*([[]] * blank if place else []), *group)]


def _fits(groups: Sequence[LineGroup], room: int) -> bool:
    return sum(map(len, groups)) + len(groups) - 1 <= room


def _shifted(line: Line, side: int) -> Line:
    return [(" " * side, ""), *line] if line else []


def _title(shown: ShownRoadmap, width: int, _room: int) -> Iterator[LineGroup]:
    one, roadmap = shown.one, shown.roadmap
    where = f"{one.client.name} {shown.glyphs.dot} {one.engagement.name}"
    yield [[(where, "")], [(f"Month {one.month} of {roadmap.months}, since {roadmap.first_month:%B %Y}", "dim")]]
    if roadmap.headline:
        stated: LineGroup = [[(f"stated by {roadmap.headline_by}", "dim")]] if roadmap.headline_by else []
        yield [*_paragraph(roadmap.headline, width, "strong"), *stated]
    for block in shown_first(one):
        yield _labelled(block.title, " ".join(block.items), width)
    reasons = [line for reason in one.status.reasons for line in _bullet(reason, width, shown)]
    yield [[(one.status.course.capitalize(), _COURSES[one.status.course])], *reasons]


def _initiative(shown: ShownRoadmap, width: int, _room: int) -> Iterator[LineGroup]:
    outcomes = [line for line in shown.roadmap.outcomes.split("\n") if line.strip()]
    yield [line for text in outcomes or [shown.roadmap.strategy] for line in _paragraph(text, width)]
    names = min(max((cell_len(one.kpi.name) for one in shown.one.kpis), default=0), max(width // 2, 10))
    found = [(_kpi_line(one, names), (kpi_course_in_words(one), style_of_kpi(one))) for one in shown.one.kpis]
    beside = all(cell_len("".join(text for text, _ in line)) + 2 + cell_len(said) <= width for line, (said, _) in found)
    for line, (said, style) in found:
        if beside or not said:
            yield [[*line, ("  ", ""), (said, style)]]
        else:
            yield [line, [(" " * (names + 2), ""), (fit(said, max(width - names - 2, 0)), style)]]


def _kpi_line(one: Judged, names: int) -> Line:
    """The name of a KPI, its latest value and its target."""
    kpi = one.kpi
    unit = f" {kpi.unit}" if kpi.unit else ""
    value = "not measured" if one.latest is None else f"{money(one.latest.value)}{unit}"
    due = "" if kpi.due_month is None else f" by month {kpi.due_month}"
    target = "" if kpi.target is None else f" of {money(kpi.target)}{due}"
    return [(f"{fit(kpi.name, names)}  ", ""), (value, "strong"), (target, "dim")]


def _solution(shown: ShownRoadmap, width: int, _room: int) -> Iterator[LineGroup]:
    yield _labelled("Adoption", shown.roadmap.adoption, width)
    yield _labelled("Value", shown.roadmap.value_realization, width)
    parts = [(phase.name, phase.csm_part) for phase in shown.one.phases if phase.csm_part]
    if parts:
        yield [
            [("Our part", "dim")],
            *(line for name, text in parts for line in _labelled(name, text, width, "strong")),
        ]


def _roadmap(shown: ShownRoadmap, width: int, room: int) -> Iterator[LineGroup]:
    timeline = timeline_lines(shown, width)
    coming = shown.one.coming
    said: LineGroup = []
    if coming is not None:
        name = f"{coming.phase.name}: {coming.milestone.name} "
        said = [[(name, "strong"), (milestone_in_words(coming, shown.one.month), "")]]
    legend: LineGroup = [_legend(shown)] if timeline else []
    phases = [line for phase in shown.one.phases for line in _phase_lines(shown, phase, width)]
    if _fits([timeline, legend, phases, said], room):
        legend = [*legend, [], *phases]
    if 2 * len(timeline) + len(legend) + len(said) + 1 <= room:
        timeline = [line for each in timeline for line in (each, [])][:-1]
    yield from (timeline, legend, said)


def _legend(shown: ShownRoadmap) -> Line:
    """What the signs mean that stand on the timeline."""
    states = {one.state for one in shown.one.milestones}
    return [
        (f"{glyph_of(state, shown.glyphs)} {state}   ", milestone_style(state))
        for state in MilestoneState
        if state in states
    ]


def _phase_lines(shown: ShownRoadmap, phase: Phase, width: int) -> LineGroup:
    """A phase with its milestones, each with the month that counts."""
    marks = [one for one in shown.one.milestones if one.phase is phase]
    text = ", ".join(f"{glyph_of(one.state, shown.glyphs)} {one.milestone.name} ({one.month})" for one in marks)
    return _labelled(phase.name, text, width, "strong")


def _finance(shown: ShownRoadmap, width: int, room: int) -> Iterator[LineGroup]:
    flow, roadmap = shown.one.flow, shown.roadmap
    if not flow.quarters:
        return
    said: LineGroup = [
        [("Break-even ", ""), (break_even_in_words(flow.break_even_reforecast), "strong")],
        [(f"estimated {break_even_in_words(flow.break_even_estimated)}", "dim"), *_goal(shown)],
    ]
    if flow.last_actual:
        net = flow.variance_net
        word = "better" if net >= 0 else "worse"
        said.append([(f"{money(abs(net), roadmap.counted_in)} {word}", "strong"), (" than estimated so far", "")])
    yield said
    if room - len(said) - 1 >= _LEAST_CHART:
        yield [*cash_chart_lines(shown.one, width, room - len(said) - 1, shown.glyphs)]


def _goal(shown: ShownRoadmap) -> Line:
    months = shown.roadmap.goal_months
    return [] if months is None else [(f", goal {counted(months, 'month')}", "dim")]


def _steps(shown: ShownRoadmap, width: int, room: int) -> Iterator[LineGroup]:
    asked = _paragraph(shown.roadmap.decision, width, "strong")
    decision = [[(DECISION, "dim")], *asked] if asked else []
    whole = [decision, *(_step(step, shown, width, with_implication=True) for step in shown.one.steps)]
    short = [decision, *(_step(step, shown, width, with_implication=False) for step in shown.one.steps)]
    yield from whole if _fits(whole, room) else short


def _step(step: NextStep, shown: ShownRoadmap, width: int, *, with_implication: bool) -> LineGroup:
    when = full_day(step.day) if step.day is not None else ""
    said = ", ".join(filter(None, (step.owner, when)))
    lines = _bullet(step.item, width, shown)
    lines += [[(f"  {part}", "dim")] for part in wrapped(said, max(width - 2, 10))]
    if with_implication:
        lines += [[(f"  {part}", "")] for part in wrapped(step.implication, max(width - 2, 10))]
    return lines


_SLIDES: Sequence[DrawSlide] = (_title, _initiative, _solution, _roadmap, _finance, _steps)


def _paragraph(text: str, width: int, style: StyleName = "") -> LineGroup:
    return [[(part, style)] for line in text.split("\n") for part in wrapped(line, width) or [""]] if text else []


def _labelled(label: str, text: str, width: int, style: StyleName = "dim") -> LineGroup:
    """A text behind what it is called; nothing of an empty one."""
    if not text.strip():
        return []
    first, *others = wrapped(f"{label}: {text}", width)
    name = f"{label}:"
    head: Line = [(name, style), (first[len(name) :], "")] if first.startswith(name) else [(first, style)]
    return [head, *([(part, "")] for part in others)]


def _bullet(text: str, width: int, shown: ShownRoadmap) -> LineGroup:
    first, *others = wrapped(text, max(width - 2, 10))
    return [[(f"{shown.glyphs.dot} ", "dim"), (first, "")], *([(f"  {part}", "")] for part in others)]
