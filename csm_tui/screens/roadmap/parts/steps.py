"""The part Next steps: what was agreed, and what the customer is asked to decide."""

from collections.abc import Sequence

from csm_tui.domain.records.engagements.roadmap import NextStep
from csm_tui.exchange.roadmap.roadmap_sections import DECISION
from csm_tui.forms.definitions.roadmap.step_forms import step_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.evaluations.proposal import planned_as
from csm_tui.screens.base.parts_screen import CellSpot, InPlace
from csm_tui.screens.roadmap.parts.part import RoadmapPart, ShownRoadmap, titled_text, value_cell
from csm_tui.session.changes import Change, deletion
from csm_tui.session.edits.ordering import moved
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow

_FIELDS = "item", "owner", "day", "implication", "agreed"

_COLUMNS = (
    SheetColumn("item", "Item", 16),
    SheetColumn("owner", "Owner", 12, fixed=True),
    SheetColumn("date", "Date", 10, fixed=True),
    SheetColumn("implication", "For their business", 16),
    SheetColumn("agreed", "Agreed on", 10, fixed=True),
)


class StepsPart(RoadmapPart):
    """The next steps in their order."""

    title = "Next steps"
    empty = "No next step yet: n adds one"
    ruled = True

    def columns(self, shown: ShownRoadmap) -> tuple[SheetColumn, ...]:  # noqa: ARG002
        return _COLUMNS

    def count(self, shown: ShownRoadmap) -> str:
        return str(len(shown.one.steps))

    def above(self, shown: ShownRoadmap, width: int) -> Sequence[Line]:
        return [*titled_text(DECISION, shown.roadmap.decision, width)]

    def rows(self, shown: ShownRoadmap) -> Sequence[SheetRow]:
        return [
            SheetRow(
                one.id,
                SheetCell(str(number), "dim"),
                (
                    SheetCell(one.item, "", shown.note("step", one.id, planned_as(one, shown.workspace))),
                    value_cell(one.owner), value_cell(one.day), value_cell(one.implication), value_cell(one.agreed),
                ),
            )
            for number, one in enumerate(shown.one.steps, 1)
        ]  # fmt: skip

    def record(self, shown: ShownRoadmap, spot: CellSpot) -> NextStep | None:
        return next((one for one in shown.one.steps if one.id == spot.key), None)

    def in_place(self, shown: ShownRoadmap, spot: CellSpot) -> InPlace | None:
        return None if self.record(shown, spot) is None else InPlace(self.form(shown, spot), _FIELDS[spot.column])

    def form(self, shown: ShownRoadmap, spot: CellSpot) -> FormSpec[Change]:
        return step_form(self._step(shown, spot), shown.roadmap, shown.workspace, shown.today)

    def new(self, shown: ShownRoadmap, spot: CellSpot, identity: str) -> FormSpec[Change]:  # noqa: ARG002
        return step_form(None, shown.roadmap, shown.workspace, shown.today, identity)

    def deletion(self, shown: ShownRoadmap, spot: CellSpot) -> Change:
        return deletion([self._step(shown, spot)], shown.workspace)

    def moved(self, shown: ShownRoadmap, spot: CellSpot, steps: int) -> Change:
        return moved(self._step(shown, spot), shown.one.steps, steps)

    def _step(self, shown: ShownRoadmap, spot: CellSpot) -> NextStep:
        step = self.record(shown, spot)
        assert step is not None
        return step
