"""The page of a roadmap: its five parts at the left, and what is in one of them at the right."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from csm_tui.commands.base import Need, bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.engagements.roadmap import CashQuarter, Kpi, Measure, Milestone, NextStep, Phase
from csm_tui.planning.roadmap.briefings import briefing
from csm_tui.planning.roadmap.status import Course
from csm_tui.resources import STYLES
from csm_tui.screens.base.sheet_pane import SheetPane
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.roadmap.page_actions import PageActions
from csm_tui.screens.roadmap.parts.cash_chart import cash_chart_lines
from csm_tui.screens.roadmap.parts.finance import FinancePart, field_at, number_at
from csm_tui.screens.roadmap.parts.initiative import InitiativePart
from csm_tui.screens.roadmap.parts.milestones import MilestonesPart
from csm_tui.screens.roadmap.parts.part import RoadmapPart, ShownRoadmap
from csm_tui.screens.roadmap.parts.solution import SolutionPart
from csm_tui.screens.roadmap.parts.steps import StepsPart
from csm_tui.screens.roadmap.roadmap_legend import legend_lines
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell, Column
from csm_tui.widgets.table.sheet import Sheet

PARTS: tuple[RoadmapPart, ...] = InitiativePart(), SolutionPart(), MilestonesPart(), FinancePart(), StepsPart()
"""The parts in the order in which they are presented."""

_NARROW, _WIDE, _TALL = 110, 150, 36
"""Below so many columns the list of parts folds while the cursor is in a part. From so many lines on the chart is shown
below the quarters without being asked for, and where it is lower from so many columns on beside them."""

_KINDS: dict[Need, tuple[type, ...]] = {
    "entry": (Kpi, Measure, Phase, Milestone, CashQuarter, NextStep),
    "placed": (Kpi, Measure, Phase, Milestone, NextStep),
    "kpi": (Kpi, Measure),
    "milestone": (Milestone,),
    "source": (NextStep,),
}
"""What may be under the cursor for commands that need something there."""

_COURSES = {Course.AHEAD: "green", Course.ON_TRACK: "green", Course.BEHIND: "red"}


class RoadmapScreen(PageActions):
    """Shows one roadmap, always as of today."""

    NOUN = "roadmap"
    CSS_PATH = STYLES / "roadmap.tcss"
    SPEC = BY_ID["roadmap"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(SPEC.commands),
        Binding("tab,shift+tab", "switch", "Other side"),
        Binding("left,h", "to_list", "List of parts", show=False),
    ]

    def __init__(self, session: Session, glyphs: Glyphs, roadmap_id: str) -> None:
        super().__init__(session, glyphs)
        self.roadmap_id = roadmap_id
        columns = Column("part", "Part", "Part", 21, 21), Column("count", "", "", 8, 8, "right")
        self.parts = BandTable(columns, self._part_cells, id="roadmap-parts", ascii_only=glyphs.is_ascii)
        self.heading = LinePane(id="roadmap-heading")
        self.above = LinePane(id="roadmap-above", focusable=True)
        self.pane = SheetPane(Sheet(ascii_only=glyphs.is_ascii, id="cells"), session)
        self.chart = LinePane(id="roadmap-chart")
        self.part = PARTS[0]
        self._wants_chart: bool | None = None

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="roadmap-body"):
            yield self.parts
            with Container(id="roadmap-part"):
                yield self.above
                with Container(id="roadmap-rows"):
                    yield self.pane
                    yield self.chart
        yield from self.frame()

    def on_mount(self) -> None:
        self.watch(self, "focused", self.fold, init=False)
        self.begin()
        self.parts.focus()

    # What is shown

    @property
    def is_there(self) -> bool:
        return self.roadmap is not None

    def show_workspace(self) -> None:
        workspace, today = self.session.workspace, self.session.today()
        one = None if self.roadmap is None else briefing(workspace, self.roadmap, today)
        if one is None:
            self.leave_soon()
            return
        self._shown = ShownRoadmap(one, workspace, today, self.glyphs, self.typed)
        self.heading.show(self._heading_lines)
        self.parts.redraw()
        self.parts.show_rows([*range(len(PARTS))])
        self._show_part()

    def _show_part(self) -> None:
        shown, part = self.shown, self.part
        self.above.show(lambda width: part.above(shown, width))
        self.pane.takes_cells = isinstance(part, FinancePart)
        self.sheet.show_form(part.columns(shown), part.rows(shown), ruled=part.ruled, empty=part.empty)
        self.pane.place_editor()
        self._show_chart()

    def _heading_lines(self, width: int) -> Sequence[Line]:  # noqa: ARG002
        one, dot = self.shown.one, f" {self.glyphs.dot} "
        course = one.status.course
        return [
            [
                (f" {one.client.name}{dot}{one.engagement.name}", "title"),
                (f"{dot}month {one.month} of {one.roadmap.months}{dot}", "dim"),
                (course, _COURSES[course]),
                (f"{dot}{one.roadmap.title}", "dim"),
            ]
        ]

    def _part_cells(self, key: Hashable) -> Sequence[Cell]:
        part = PARTS[int(str(key))]
        return Cell(part.title), Cell(part.count(self.shown), "dim")

    def legend_lines(self, width: int) -> Sequence[Line]:
        return legend_lines(self.glyphs, width)

    # The chart

    @property
    def has_chart(self) -> bool:
        """Whether the chart is shown: if asked for, else where there is room."""
        room = self.size.width >= _WIDE or self.size.height >= _TALL
        return isinstance(self.part, FinancePart) and (room if self._wants_chart is None else self._wants_chart)

    def _show_chart(self) -> None:
        self.chart.display = self.has_chart
        self.set_class(self.size.width >= _WIDE and self.size.height < _TALL, "-beside")
        if self.has_chart:
            one = self.shown.one
            self.chart.show(lambda width: cash_chart_lines(one, width, self.chart.size.height, self.glyphs))

    async def do_briefing_chart(self) -> None:
        """Show or hide it; from another part go to the quarters."""
        wanted = not self.has_chart
        if not isinstance(self.part, FinancePart):
            place = next(place for place, part in enumerate(PARTS) if isinstance(part, FinancePart))
            self.parts.move_to(place)
            self._open(PARTS[place])
            wanted = True
        self._wants_chart = wanted
        self._show_chart()

    # Where the cursor is

    @on(BandTable.CursorMoved, "#roadmap-parts")
    def _part_chosen(self) -> None:
        if self.part is not PARTS[self.parts.cursor_index]:
            self._open(PARTS[self.parts.cursor_index])

    def _open(self, part: RoadmapPart) -> None:
        self.part = part
        self._show_part()
        if self.sheet.keys:
            self.sheet.move_to(self.sheet.keys[0], 0)
        self.fold()

    @on(BandTable.Opened, "#roadmap-parts")
    def _into_part(self) -> None:
        self.sheet.focus()

    def on_resize(self) -> None:
        self.fold()
        if self._shown is not None:
            self._show_chart()

    @property
    def is_folded(self) -> bool:
        """Whether the part in front takes the whole width."""
        is_inside = self.above.has_focus or (self.focused is not None and self.pane in self.focused.ancestors)
        return is_inside and self.size.width < _NARROW

    def action_switch(self) -> None:
        """Go from the list of parts to the texts above the rows if they can scroll, to the rows, and back."""
        if self.parts.has_focus and self.above.max_scroll_y > 0:
            self.above.focus()
        elif self.parts.has_focus or self.above.has_focus:
            self._into_part()
        else:
            self.action_to_list()

    def action_to_list(self) -> None:
        """Go to the list of parts."""
        self.parts.display = True
        self.parts.focus()

    async def do_back(self) -> None:
        """Go back to the list of parts where that is hidden, else leave."""
        if self.is_folded:
            self.action_to_list()
        else:
            await super().do_back()

    def has(self, need: Need) -> bool:
        if need == "row":
            return self.sheet.cell is not None
        if need not in (*_KINDS, "amount"):
            return super().has(need)
        if self.parts.has_focus or self._shown is None or self.spot.key is None:
            return False
        if need == "amount":
            is_finance = isinstance(self.part, FinancePart)
            return is_finance and number_at(self.spot) is not None and field_at(self.spot) is not None
        return isinstance(self.part.record(self.shown, self.spot), _KINDS[need])
