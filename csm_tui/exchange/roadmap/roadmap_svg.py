"""The timeline and the chart of a roadmap as SVG, to stand in a page. All user text in it is escaped."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10

from csm_tui.domain.text import shortened
from csm_tui.domain.values.money import money
from csm_tui.exchange.report.svg import WIDTH, Scale, drawing, label
from csm_tui.exchange.roadmap.deck_text import POINTS, letter_width
from csm_tui.exchange.roadmap.timeline_labels import LabelSpan, span, tiers
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.milestones import MilestoneState, PlacedMilestone

_NAMES = 190
_ROW = 62
_MIDDLE = 16
"""Where the bar lies in its row; below it two lines of names have room."""
_NAME = 12
"""The size of a milestone's name."""
_FOOT = 52
"""The height of what stands below the bars: the present month, and what the signs mean."""
_TOP = 30
_LETTERS = 24
"""Letters of a name that have room beside the timeline."""
_COLOURS = {
    MilestoneState.DONE: ("#1a7f4b", "#1a7f4b"), MilestoneState.LATE: ("#c62828", "#ffffff"),
    MilestoneState.NEXT: ("#1565a9", "#ffffff"), MilestoneState.OPEN: ("#6b7280", "#ffffff"),
}  # fmt: skip
"""The colours of the edge and of the inside of a milestone."""

_LEFT, _RIGHT, _HEIGHT, _BOTTOM = 80, 20, 340, 40
_LINES = (("estimated", "#7b5ea7", "6 5"), ("re-forecast", "#0f8b8d", ""), ("actual", "#1f2937", ""))
"""The name, the colour and the dashes of each line, the undermost first."""


def timeline_svg(one: Briefing) -> str:
    """The phases as bars over the months of the initiative, their milestones, and the present month."""
    last = max((each.month for each in one.milestones), default=0)
    months = max(one.roadmap.months, last, 1)
    height = _TOP + _ROW * len(one.phases) + _FOOT

    def x(month: float) -> float:
        return round(_NAMES + (WIDTH - _NAMES - 30) * month / months, 1)

    bottom = height - _FOOT
    drawn = *_axis(months, x, bottom), *_bars(one, x), *_now(one, months, x, bottom), *_marks_legend(one, height - 10)
    return drawing(height, "Timeline", drawn)


def _axis(months: int, x: Scale, bottom: float) -> Iterator[str]:
    step = next((one for one in (1, 2, 3, 6, 12, 24) if months / one <= 12), 24)
    for month in range(0, months + 1, step):
        yield f'<line x1="{x(month)}" y1="{_TOP}" x2="{x(month)}" y2="{bottom}" stroke="#e5e7eb"/>'
        yield label(x(month), 20, str(month), "middle")
    yield label(0, 20, "month", "start")


def _bars(one: Briefing, x: Scale) -> Iterator[str]:
    for row, phase in enumerate(one.phases):
        y = _TOP + _ROW * row + _MIDDLE
        yield label(0, y + 5, shortened(phase.name, _LETTERS), "start", strong=True)
        marks = sorted((each for each in one.milestones if each.phase is phase), key=lambda each: each.month)
        if not marks:
            continue
        first, last = marks[0].month, marks[-1].month
        now = min(max(one.month, first), last)
        yield f'<line x1="{x(first)}" y1="{y}" x2="{x(last)}" y2="{y}" stroke="#cbd5e1" stroke-width="6"/>'
        yield f'<line x1="{x(first)}" y1="{y}" x2="{x(now)}" y2="{y}" stroke="#64748b" stroke-width="6"/>'
        for each in marks:
            said = f"{phase.name}: {each.milestone.name}, month {each.month}, {each.state}"
            yield _circle(x(each.month), y, each.state, said)
        spans = [_span(each, x) for each in marks]
        for each, (left, width), tier in zip(marks, spans, tiers(spans, 2), strict=True):
            if tier is not None:
                yield label(left + width / 2, y + 22 + 15 * tier, each.milestone.name, "middle", size=_NAME)


def _span(one: PlacedMilestone, x: Scale) -> LabelSpan:
    """Where a milestone's name stands below its mark."""
    return span(x(one.month), letter_width(one.milestone.name, _NAME) * POINTS + 8, _NAMES, WIDTH)


def _marks_legend(one: Briefing, y: float) -> Iterator[str]:
    """What the marks mean."""
    there = {each.state for each in one.milestones}
    for place, state in enumerate(state for state in MilestoneState if state in there):
        yield _circle(_NAMES + 100 * place + 7, y - 5, state, str(state))
        yield label(_NAMES + 100 * place + 22, y, str(state), "start")


def _circle(x: float, y: float, state: MilestoneState, said: str) -> str:
    edge, inside = _COLOURS[state]
    return (
        f'<circle cx="{x}" cy="{y}" r="7" fill="{inside}" stroke="{edge}" stroke-width="3">'
        f"<title>{escape(said)}</title></circle>"
    )


def _now(one: Briefing, months: int, x: Scale, bottom: float) -> Iterator[str]:
    if 0 <= one.month <= months:
        at = x(one.month)
        yield f'<line x1="{at}" y1="{_TOP - 4}" x2="{at}" y2="{bottom + 2}" stroke="#1565a9" stroke-width="2"/>'
        yield label(min(max(at, _NAMES), WIDTH - 60), bottom + 18, f"now: month {one.month}", "middle")


def chart_svg(one: Briefing) -> str:
    """The cumulative sums as estimated, re-forecast and actual, with the zero line and the break-even."""
    quarters = one.flow.quarters
    lines = (
        [each.estimated_cumulative for each in quarters],
        [each.reforecast_cumulative for each in quarters],
        [each.actual_cumulative for each in quarters],
    )
    ticks = _ticks([amount for line in lines for amount in line if amount is not None])

    def x(number: float) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (number - 1) / max(len(quarters) - 1, 1), 1)

    def y(amount: float) -> float:
        share = (amount - ticks[0]) / (ticks[-1] - ticks[0])
        return round(_HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - 30) * share, 1)

    drawn = [*_grid(ticks, x, y, len(quarters))]
    for (name, colour, dashes), line in zip(_LINES, lines, strict=True):
        drawn += _path(name, colour, dashes, line, x, y)
    even = one.flow.break_even_reforecast
    if even is not None:
        drawn.append(
            f'<circle cx="{x(even.number)}" cy="{y(0)}" r="8" fill="none" stroke="#1565a9" stroke-width="3">'
            f"<title>break-even, after {even.months} months</title></circle>"
        )
    return drawing(_HEIGHT, "Cumulative cash flow", (*drawn, *_legend(even is not None)))


def _grid(ticks: Sequence[int], x: Scale, y: Scale, count: int) -> Iterator[str]:
    for tick in ticks:
        strong = ' stroke-width="2"' if tick == 0 else ""
        colour = "#6b7280" if tick == 0 else "#e5e7eb"
        yield f'<line x1="{_LEFT}" y1="{y(tick)}" x2="{WIDTH - _RIGHT}" y2="{y(tick)}" stroke="{colour}"{strong}/>'
        yield label(_LEFT - 8, y(tick) + 5, money(tick), "end")
    for number in range(1, count + 1, 4 if count > 8 else 1):
        yield label(x(number), _HEIGHT - 18, f"Y{(number - 1) // 4 + 1} Q{(number - 1) % 4 + 1}", "middle")


def _path(name: str, colour: str, dashes: str, line: Sequence[float | None], x: Scale, y: Scale) -> Iterator[str]:
    points = [(x(number), y(amount)) for number, amount in enumerate(line, 1) if amount is not None]
    if not points:
        return
    path = " ".join(f"{left},{top}" for left, top in points)
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    pen = f'fill="none" stroke="{colour}" stroke-width="3"{dash}'
    yield f'<polyline points="{path}" {pen}><title>{name}</title></polyline>'
    if len(points) == 1 or name == "actual":
        yield from (f'<circle cx="{left}" cy="{top}" r="4" fill="{colour}"/>' for left, top in points)


def _legend(has_even: bool) -> Iterator[str]:
    at = _LEFT
    for name, colour, dashes in _LINES:
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield f'<line x1="{at}" y1="12" x2="{at + 30}" y2="12" stroke="{colour}" stroke-width="3"{dash}/>'
        yield label(at + 36, 17, name, "start")
        at += 150
    if has_even:
        yield f'<circle cx="{at + 10}" cy="12" r="7" fill="none" stroke="#1565a9" stroke-width="3"/>'
        yield label(at + 26, 17, "break-even", "start")


def _ticks(amounts: Sequence[float]) -> list[int]:
    """Round amounts from below the least to above the greatest, zero among them."""
    low, high = min(0, *amounts), max(0, *amounts)
    least = max((high - low) / 6, 1)
    scale = 10 ** floor(log10(least))
    step = next(each for each in (scale, 2 * scale, 5 * scale, 10 * scale) if each >= least)
    return [step * count for count in range(floor(low / step), max(ceil(high / step), floor(low / step) + 1) + 1)]
