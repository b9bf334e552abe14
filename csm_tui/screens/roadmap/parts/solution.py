"""The part Solution: how it comes into use and what it brings, then the phases with what the CSM does in each."""

from collections.abc import Sequence

from csm_tui.domain.records.engagements.roadmap import Phase
from csm_tui.forms.definitions.roadmap.phase_forms import phase_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.base.parts_screen import CellSpot, InPlace
from csm_tui.screens.roadmap.parts.part import RoadmapPart, ShownRoadmap, titled_text
from csm_tui.session.changes import Change, deletion
from csm_tui.session.edits.ordering import moved
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow

_FIELDS = "name", "csm_part"

_COLUMNS = SheetColumn("name", "Phase", 20), SheetColumn("part", "The CSM's part in it", 24)


class SolutionPart(RoadmapPart):
    """The phases; their milestones stand in the next part."""

    title = "Solution"
    empty = "No phase yet: n adds one; E writes adoption and value"
    ruled = True

    def columns(self, shown: ShownRoadmap) -> tuple[SheetColumn, ...]:  # noqa: ARG002
        return _COLUMNS

    def count(self, shown: ShownRoadmap) -> str:
        return str(len(shown.one.phases))

    def above(self, shown: ShownRoadmap, width: int) -> Sequence[Line]:
        return [
            *titled_text("Adoption", shown.roadmap.adoption, width),
            *titled_text("Value realization", shown.roadmap.value_realization, width),
        ]

    def rows(self, shown: ShownRoadmap) -> Sequence[SheetRow]:
        return [
            SheetRow(
                one.id,
                SheetCell(str(number), "dim"),
                (SheetCell(one.name, "", shown.note("phase", one.id)), SheetCell(one.csm_part)),
            )
            for number, one in enumerate(shown.one.phases, 1)
        ]

    def record(self, shown: ShownRoadmap, spot: CellSpot) -> Phase | None:
        return next((one for one in shown.one.phases if one.id == spot.key), None)

    def in_place(self, shown: ShownRoadmap, spot: CellSpot) -> InPlace | None:
        return None if self.record(shown, spot) is None else InPlace(self.form(shown, spot), _FIELDS[spot.column])

    def form(self, shown: ShownRoadmap, spot: CellSpot) -> FormSpec[Change]:
        return phase_form(self._phase(shown, spot), shown.roadmap, shown.workspace, shown.today)

    def new(self, shown: ShownRoadmap, spot: CellSpot, identity: str) -> FormSpec[Change]:  # noqa: ARG002
        return phase_form(None, shown.roadmap, shown.workspace, shown.today, identity)

    def deletion(self, shown: ShownRoadmap, spot: CellSpot) -> Change:
        return deletion([self._phase(shown, spot)], shown.workspace)

    def moved(self, shown: ShownRoadmap, spot: CellSpot, steps: int) -> Change:
        return moved(self._phase(shown, spot), shown.one.phases, steps)

    def _phase(self, shown: ShownRoadmap, spot: CellSpot) -> Phase:
        phase = self.record(shown, spot)
        assert phase is not None
        return phase
