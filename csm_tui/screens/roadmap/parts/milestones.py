"""The part Roadmap: the timeline, then the milestones of each phase."""

from collections.abc import Iterator, Sequence

from csm_tui.domain.records.engagements.roadmap import MOST_MONTHS, Milestone, Phase
from csm_tui.forms.definitions.roadmap.phase_forms import milestone_form, phase_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.roadmap.milestones import MilestoneState, PlacedMilestone
from csm_tui.planning.roadmap.status import milestone_in_words
from csm_tui.screens.base.parts_screen import CellSpot, InPlace
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.roadmap.parts.part import RoadmapPart, ShownRoadmap, value_cell
from csm_tui.session.changes import Change, Edit, edition
from csm_tui.session.edits.roadmap_changes import with_milestone, without_milestone
from csm_tui.widgets.chart.timeline import Bar, Mark, draw_timeline
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow

_FIELDS = {0: "name", 1: "planned", 2: "actual", 4: "activities"}
_STYLES = {MilestoneState.DONE: "green", MilestoneState.LATE: "red", MilestoneState.NEXT: "title"}
_SIGNS = {
    MilestoneState.DONE: ("\u25cf", "*"), MilestoneState.LATE: ("!", "!"), MilestoneState.NEXT: ("\u25c7", ">"),
    MilestoneState.OPEN: ("\u25cb", "o"),
}  # fmt: skip


def glyph_of(state: MilestoneState, glyphs: Glyphs) -> str:
    """The sign of a milestone on the timeline, also without colours."""
    return _SIGNS[state][glyphs.is_ascii]


def milestone_style(state: MilestoneState) -> StyleName:
    """The style of that sign."""
    return _STYLES.get(state, "")


_COLUMNS = (
    SheetColumn("name", "Milestone", 16),
    SheetColumn("planned", "Planned", 7, fixed=True, right=True),
    SheetColumn("actual", "Actual", 6, fixed=True, right=True),
    SheetColumn("state", "State", 18, fixed=True),
    SheetColumn("activities", "Activities", 16),
)


class MilestonesPart(RoadmapPart):
    """The milestones, by phase. A phase without any has a row of its own, so that one can be added to it."""

    title = "Roadmap"
    empty = "Nothing yet: n adds a phase, then its milestones"

    def columns(self, shown: ShownRoadmap) -> tuple[SheetColumn, ...]:  # noqa: ARG002
        return _COLUMNS

    def count(self, shown: ShownRoadmap) -> str:
        done = sum(one.state is MilestoneState.DONE for one in shown.one.milestones)
        return f"{done} of {len(shown.one.milestones)}"

    def above(self, shown: ShownRoadmap, width: int) -> Sequence[Line]:
        return timeline_lines(shown, width)

    def rows(self, shown: ShownRoadmap) -> Sequence[SheetRow]:
        return [row for phase in shown.one.phases for row in _rows(shown, phase)]

    def record(self, shown: ShownRoadmap, spot: CellSpot) -> Milestone | None:
        return _found(shown, spot)[1]

    def in_place(self, shown: ShownRoadmap, spot: CellSpot) -> InPlace | None:
        phase, milestone = _found(shown, spot)
        if phase is None or milestone is None or spot.column not in _FIELDS:
            return None
        return InPlace(milestone_form(milestone, phase, shown.workspace, shown.today), _FIELDS[spot.column])

    def form(self, shown: ShownRoadmap, spot: CellSpot) -> FormSpec[Change]:
        phase, milestone = _known(shown, spot)
        return milestone_form(milestone, phase, shown.workspace, shown.today)

    def new(self, shown: ShownRoadmap, spot: CellSpot, identity: str) -> FormSpec[Change]:
        phase, _ = _found(shown, spot)
        if phase is None:
            return phase_form(None, shown.roadmap, shown.workspace, shown.today, identity)
        return milestone_form(None, phase, shown.workspace, shown.today, identity)

    def deletion(self, shown: ShownRoadmap, spot: CellSpot) -> Change:
        phase, milestone = _known(shown, spot)
        return without_milestone(phase, milestone)

    def moved(self, shown: ShownRoadmap, spot: CellSpot, steps: int) -> Change:
        phase, milestone = _known(shown, spot)
        planned = min(max(milestone.planned + steps, 0), MOST_MONTHS)
        label = f"{phase.name}: {milestone.name} to month {planned}"
        if planned == milestone.planned:
            return Change(label)
        return Change(label, (Edit(phase, with_milestone(phase, milestone.changed(planned=planned))),))


def reached(shown: ShownRoadmap, spot: CellSpot) -> Change:
    """Call the milestone of a row reached in the present month, or not reached if it was."""
    phase, milestone = _known(shown, spot)
    month = min(max(shown.one.month, 0), MOST_MONTHS)
    after = milestone.changed(actual=month if milestone.actual is None else None)
    return edition(phase, with_milestone(phase, after))


def timeline_lines(shown: ShownRoadmap, width: int) -> list[Line]:
    """The phases as bars over the months, with their milestones; nothing without milestones."""
    if not shown.one.milestones:
        return []
    bars = [
        Bar(phase.name, [_mark(one, shown.glyphs) for one in shown.one.milestones if one.phase is phase])
        for phase in shown.one.phases
    ]
    return draw_timeline(bars, shown.roadmap.months, shown.one.month, width, ascii_only=shown.glyphs.is_ascii)


def _mark(one: PlacedMilestone, glyphs: Glyphs) -> Mark:
    return Mark(one.month, glyph_of(one.state, glyphs), milestone_style(one.state))


def _found(shown: ShownRoadmap, spot: CellSpot) -> tuple[Phase | None, Milestone | None]:
    """The phase and the milestone of a row; the milestone is None in the row of a phase without any."""
    for phase in shown.one.phases:
        if phase.id == spot.key:
            return phase, None
        for milestone in phase.milestones:
            if milestone.id == spot.key:
                return phase, milestone
    return None, None


def _known(shown: ShownRoadmap, spot: CellSpot) -> tuple[Phase, Milestone]:
    phase, milestone = _found(shown, spot)
    assert phase is not None
    assert milestone is not None
    return phase, milestone


def _rows(shown: ShownRoadmap, phase: Phase) -> Iterator[SheetRow]:
    placed = [one for one in shown.one.milestones if one.phase is phase]
    if not placed:
        blank = SheetCell("")
        yield SheetRow(phase.id, blank, (SheetCell("n adds a milestone", "dim"), *[blank] * 4), group=phase.name)
    for number, one in enumerate(placed):
        milestone = one.milestone
        cells = (
            SheetCell(milestone.name, "", shown.note("milestone", milestone.id)),
            value_cell(milestone.planned),
            value_cell(milestone.actual),
            SheetCell(f"{glyph_of(one.state, shown.glyphs)} {milestone_in_words(one, shown.one.month)}",
                      _STYLES.get(one.state, "dim")),
            SheetCell(milestone.activities),
        )  # fmt: skip
        yield SheetRow(milestone.id, SheetCell(""), cells, group="" if number else phase.name)
