"""What the parts, columns and signs of a roadmap's page mean."""

from collections.abc import Mapping, Sequence

from csm_tui.planning.roadmap.milestones import MilestoneState
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.roadmap.parts.milestones import glyph_of
from csm_tui.widgets.chart.timeline import ASCII_STROKES, STROKES
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import explained

_INDENT = 22
_STATES = {
    MilestoneState.DONE: "done: it has an actual month, in which it stands on the timeline",
    MilestoneState.LATE: "late: planned before this month and not reached",
    MilestoneState.NEXT: "next: the earliest that is still to come",
    MilestoneState.OPEN: "open: all others",
}
_COLUMNS = {
    "Month": "months and quarters are counted from the start: month 0 is the first, quarter 1 has the months 0 to 2",
    "Cost, Inc": "expenditure and income as estimated and as they became; an empty actual is not known yet, 0 is known",
    "Sum est, act, fc": "the running sum of income less expenditure: estimated, actual, and forecast anew, in which "
    "each actual that is not known falls back to its estimate",
    "Net est, act": "income less expenditure; an actual net only where both are known",
    "Cost, Inc var": "what a known actual is better than its estimate by, and its share of that: positive is good "
    "for costs, too; n/a of an estimate of 0",
    "Break-even": "the first quarter from which the sum stays at 0 or above; its months are counted to its end",
    "KPI on course": "its latest value is not behind the straight line from baseline to target, or its own course",
    "ahead, behind": "behind if a milestone, a KPI, the money or the break-even is; else ahead if any of them is",
    "*": "typed in this cell and not saved",
}


def legend_lines(glyphs: Glyphs, width: int) -> Sequence[Line]:
    """The legend in lines for a width in cells."""
    strokes = ASCII_STROKES if glyphs.is_ascii else STROKES
    signs = {glyph_of(state, glyphs): text for state, text in _STATES.items()}
    bars = {strokes.past: "what lies behind", strokes.ahead: "what lies ahead", strokes.now: "now"}
    return [
        [(" Timeline", "title")], *_explained(signs | bars, width), [],
        [(" Figures", "title")], *_explained(_COLUMNS, width),
    ]  # fmt: skip


def _explained(entries: Mapping[str, str], width: int) -> list[Line]:
    return [line for name, text in entries.items() for line in explained(name, text, width, _INDENT)]
