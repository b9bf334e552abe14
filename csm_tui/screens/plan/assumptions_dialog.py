"""The dialog with the assumptions about an activity."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.assumption import Assumption
from csm_tui.forms.declared import form_of
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells.assumption_cells import NEXT_STATE, assumption_cells
from csm_tui.screens.dialogs.records_dialog import RecordsDialog
from csm_tui.session.changes import Change, edition
from csm_tui.widgets.table.band_table import Cell, Column


class AssumptionsDialog(RecordsDialog[Assumption]):
    """Lists the assumptions, open ones first."""

    TITLE_LINE = "Assumptions"
    EMPTY = "None yet: n writes one down"
    COLUMNS = (
        Column("text", "Assumption", "Assumption", 60, 30),
        Column("by", "Validate by", "By", 12, 10, "right"),
        Column("state", "State", "State", 10, 10),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "next_state", "Next state")]

    def __init__(self, screen: WorkScreen, activity: Activity) -> None:
        super().__init__(screen)
        self._activity = activity

    def found(self) -> Sequence[Assumption]:
        return self.work.session.workspace.assumptions(self._activity)

    def record_cells(self, record: Assumption) -> Sequence[Cell]:
        return assumption_cells(record, self.work.session.today(), self.work.glyphs)

    def spec(self, record: Assumption | None) -> FormSpec[Change]:
        identity = "" if record is not None else self.work.unsaved("assumption", self._activity.id)
        workspace, today = self.work.session.workspace, self.work.session.today()
        return form_of(Assumption, record, workspace, today, identity, self._activity)

    def action_next_state(self) -> None:
        """Change the state of the assumption under the cursor: confirmed, refuted, open again."""
        one = self.record(self.chosen)
        if one is not None:
            self.work.apply(edition(one, one.changed(state=NEXT_STATE[one.state])))
            self.show()
