"""The timeline of a roadmap, drawn on a slide: phases as bars, milestones as marks, and the present month."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Pt

from csm_tui.exchange.roadmap.deck_shapes import (
    ACCENT,
    BAD,
    FAINT,
    GOOD,
    INK,
    QUIET,
    SIDE,
    SMALL,
    TOP,
    WHITE,
    wrapped,
    write,
)
from csm_tui.exchange.roadmap.deck_text import POINTS
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.milestones import MilestoneState, Placed

_STATES = {
    MilestoneState.DONE: (GOOD, GOOD), MilestoneState.LATE: (BAD, WHITE), MilestoneState.NEXT: (ACCENT, WHITE),
    MilestoneState.OPEN: (QUIET, WHITE),
}  # fmt: skip
"""The colours of the edge and of the inside of a milestone."""


class Timeline:
    """The drawing of a timeline on a slide. All places are in inches."""

    def __init__(self, slide: Any, one: Briefing, width: float, row: float) -> None:
        self._shapes, self._one, self._row = slide.shapes, one, row
        last = max(map(_month, one.milestones), default=0)
        self._months = max(one.roadmap.months, last, 1)
        self._left = SIDE + 2.6
        self._width = width - 2.9

    def _x(self, month: float) -> float:
        return self._left + self._width * month / self._months

    def draw(self, names: Sequence[str], phases: Sequence[Any]) -> None:
        bottom = TOP + 0.4 + self._row * len(names)
        step = next((one for one in (1, 2, 3, 6, 12, 24) if self._months / one <= 12), 24)
        for month in range(0, self._months + 1, step):
            self._label(self._x(month) - 0.3, TOP, 0.6, str(month), PP_ALIGN.CENTER, QUIET)
            self._line(self._x(month), TOP + 0.35, self._x(month), bottom, FAINT, 0.75)
        for number, (name, phase) in enumerate(zip(names, phases, strict=True)):
            y = TOP + 0.4 + self._row * (number + 0.5)
            shown = wrapped(name, 2.4, SMALL)
            text = shown[0] if len(shown) == 1 else f"{shown[0][:-1].rstrip()}\u2026"
            self._label(SIDE, y - 0.17, 2.5, text, PP_ALIGN.LEFT, INK)
            marks = [one for one in self._one.milestones if one.phase is phase]
            if marks:
                first, last = min(map(_month, marks)), max(map(_month, marks))
                now = min(max(self._one.month, first), last)
                self._line(self._x(first), y, self._x(last), y, FAINT, 5)
                self._line(self._x(first), y, self._x(now), y, QUIET, 5)
            for mark in marks:
                self._mark(self._x(_month(mark)), y, mark)
        if 0 <= self._one.month <= self._months:
            at = self._x(self._one.month)
            self._line(at, TOP + 0.3, at, bottom + 0.05, ACCENT, 1.5)
            self._label(at - 1.0, bottom + 0.08, 2.0, f"now: month {self._one.month}", PP_ALIGN.CENTER, ACCENT)

    def _line(self, x1: float, y1: float, x2: float, y2: float, colour: Any, points: float) -> None:
        """A line across or down, as a shape: the theme would give a connector a shadow."""
        thick = points / POINTS
        across = x2 > x1
        place = (x1, y1 - thick / 2, x2 - x1, thick) if across else (x1 - thick / 2, y1, thick, y2 - y1)
        shape = self._shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, place))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour
        shape.line.fill.background()
        shape.shadow.inherit = False

    def _mark(self, x: float, y: float, mark: Placed) -> None:
        size = 0.2
        shape = self._shapes.add_shape(
            MSO_SHAPE.OVAL, Inches(x - size / 2), Inches(y - size / 2), Inches(size), Inches(size)
        )
        shape.name = f"{mark.phase.name}: {mark.milestone.name}"
        edge, inside = _STATES[mark.state]
        shape.fill.solid()
        shape.fill.fore_color.rgb = inside
        shape.line.color.rgb = edge
        shape.line.width = Pt(2.25)
        shape.shadow.inherit = False

    def _label(self, x: float, y: float, width: float, text: str, align: Any, colour: Any) -> None:
        box = self._shapes.add_textbox(Inches(x), Inches(y), Inches(width), Inches(0.34))
        box.text_frame.margin_left = box.text_frame.margin_right = Emu(0)
        write(box.text_frame, [text], SMALL, colour)
        box.text_frame.paragraphs[0].alignment = align


def _month(one: Placed) -> int:
    return one.milestone.planned if one.milestone.actual is None else one.milestone.actual
