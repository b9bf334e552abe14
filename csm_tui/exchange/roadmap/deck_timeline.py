"""The timeline of a roadmap, drawn on a slide: phases as bars, milestones as named marks, and the present month."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Pt

from csm_tui.domain.records.engagements.roadmap import Phase
from csm_tui.exchange.roadmap.deck_shapes import (
    ACCENT,
    BAD,
    FAINT,
    GOOD,
    INK,
    QUIET,
    SMALL,
    WHITE,
    Area,
    filled_shape,
    wrapped_lines,
    write,
)
from csm_tui.exchange.roadmap.deck_text import POINTS, letter_width
from csm_tui.exchange.roadmap.timeline_labels import LabelSpan, span, tiers
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.milestones import MilestoneState, PlacedMilestone

_STATES = {
    MilestoneState.DONE: (GOOD, GOOD), MilestoneState.LATE: (BAD, WHITE), MilestoneState.NEXT: (ACCENT, WHITE),
    MilestoneState.OPEN: (QUIET, WHITE),
}  # fmt: skip
"""The colours of the edge and of the inside of a milestone."""

_AXIS, _FOOT = 0.4, 0.8
"""The heights of what stands above and below the bars, in inches: the months, and the present one with the signs."""
_LEAST_ROW, _MOST_ROW = 0.62, 1.3
_LABEL = 0.24
"""The height of a milestone's name; as many stand below each other as a row has room for."""
_MARK = 0.2
_NAMES = 2.6
_TINY = 10
"""The size of a milestone's name, in points."""


def phases_on_slides(phases: Sequence[Phase], height: float) -> list[Sequence[Phase]]:
    """The phases of each slide with so many inches for its timeline."""
    count = max(int((height - _AXIS - _FOOT) / _LEAST_ROW), 1)
    return [phases[start : start + count] for start in range(0, len(phases), count)]


def add_timeline(slide: Any, one: Briefing, phases: Sequence[Phase], area: Area) -> None:
    """Draw some of the phases of a roadmap on a slide."""
    _Timeline(slide, one, area, len(phases)).draw(phases)


class _Timeline:
    """The drawing of a timeline on a slide. All places are in inches."""

    def __init__(self, slide: Any, one: Briefing, area: Area, rows: int) -> None:
        self._slide, self._one, self._area = slide, one, area
        self._row = min((area.height - _AXIS - _FOOT) / max(rows, 1), _MOST_ROW)
        self._bottom = area.top + _AXIS + self._row * rows
        last = max((each.month for each in one.milestones), default=0)
        self._months = max(one.roadmap.months, last, 1)
        self._left = area.left + _NAMES
        self._width = area.width - _NAMES - 0.3

    def _x(self, month: float) -> float:
        return self._left + self._width * month / self._months

    def draw(self, phases: Sequence[Phase]) -> None:
        self._axis()
        for number, phase in enumerate(phases):
            self._phase(phase, self._area.top + _AXIS + self._row * number)
        self._now()
        self._legend()

    def _axis(self) -> None:
        top = self._area.top
        step = next((one for one in (1, 2, 3, 6, 12, 24) if self._months / one <= 12), 24)
        self._label(self._area.left, top, 1.0, "month", PP_ALIGN.LEFT, QUIET)
        for month in range(0, self._months + 1, step):
            self._label(self._x(month) - 0.3, top, 0.6, str(month), PP_ALIGN.CENTER, QUIET)
            self._line(self._x(month), top + 0.35, self._x(month), self._bottom, FAINT, 0.75)

    def _phase(self, phase: Phase, top: float) -> None:
        """A bar from the first milestone to the last, in the upper part of its row, above their names."""
        y = top + min(self._row / 2, 0.31)
        shown = wrapped_lines(phase.name, _NAMES - 0.2, SMALL)
        text = shown[0] if len(shown) == 1 else f"{shown[0][:-1].rstrip()}\u2026"
        self._label(self._area.left, y - 0.17, _NAMES - 0.1, text, PP_ALIGN.LEFT, INK, bold=True)
        marks = sorted((one for one in self._one.milestones if one.phase is phase), key=lambda one: one.month)
        if not marks:
            return
        first, last = marks[0].month, marks[-1].month
        now = min(max(self._one.month, first), last)
        self._line(self._x(first), y, self._x(last), y, FAINT, 5)
        self._line(self._x(first), y, self._x(now), y, QUIET, 5)
        for mark in marks:
            self._mark(self._x(mark.month), y, mark)
        spans = [self._span(mark) for mark in marks]
        places = tiers(spans, int((self._row - 0.31 - _MARK / 2) / _LABEL))
        for mark, (left, width), place in zip(marks, spans, places, strict=True):
            if place is not None:
                below = y + _MARK / 2 + place * _LABEL
                self._label(left, below, width, mark.milestone.name, PP_ALIGN.CENTER, INK, _TINY)

    def _span(self, mark: PlacedMilestone) -> LabelSpan:
        """Where a milestone's name stands below its mark."""
        width = letter_width(mark.milestone.name, _TINY) + 0.1
        return span(self._x(mark.month), width, self._left - 0.3, self._area.left + self._area.width)

    def _now(self) -> None:
        if 0 <= self._one.month <= self._months:
            at = self._x(self._one.month)
            self._line(at, self._area.top + 0.3, at, self._bottom + 0.05, ACCENT, 1.5)
            self._label(at - 1.0, self._bottom + 0.04, 2.0, f"now: month {self._one.month}", PP_ALIGN.CENTER, ACCENT)

    def _legend(self) -> None:
        """What the marks mean."""
        states = {one.state for one in self._one.milestones}
        y = self._bottom + _FOOT - 0.2
        for place, state in enumerate(state for state in MilestoneState if state in states):
            x = self._left + 1.3 * place
            self._circle(x, y, state)
            self._label(x + _MARK, y - 0.17, 1.0, str(state), PP_ALIGN.LEFT, QUIET)

    def _line(self, x1: float, y1: float, x2: float, y2: float, colour: Any, points: float) -> None:
        """A line across or down, as a shape: the theme would give a connector a shadow."""
        thick = points / POINTS
        across = x2 > x1
        area = Area(x1, y1 - thick / 2, x2 - x1, thick) if across else Area(x1 - thick / 2, y1, thick, max(y2 - y1, 0))
        filled_shape(self._slide, area, colour)

    def _mark(self, x: float, y: float, mark: PlacedMilestone) -> None:
        self._circle(x, y, mark.state).name = f"{mark.phase.name}: {mark.milestone.name}"

    def _circle(self, x: float, y: float, state: MilestoneState) -> Any:
        edge, inside = _STATES[state]
        shape = filled_shape(self._slide, Area(x - _MARK / 2, y - _MARK / 2, _MARK, _MARK), inside, MSO_SHAPE.OVAL)
        shape.line.color.rgb = edge
        shape.line.width = Pt(2.25)
        return shape

    def _label(
        self, x: float, y: float, width: float, text: str, align: Any, colour: Any, size: float = SMALL,
        *, bold: bool = False,
    ) -> None:  # fmt: skip
        box = self._slide.shapes.add_textbox(Inches(x), Inches(y), Inches(width), Inches(0.34))
        frame = box.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        write(frame, [text], size, colour, bold=bold)
        frame.paragraphs[0].alignment = align
