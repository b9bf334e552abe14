"""The dialog that opens the next quarter and asks which open activities to carry over."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.planning.plan.plan import Plan
from csm_tui.screens.cells.activity_columns import activity_title, reference_width
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.list_dialog import ListDialog
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


class CarryDialog(ListDialog["tuple[str, ...]"]):
    """Dismisses with the ids of the activities to carry over. At first all are marked."""

    TITLE_LINE = "Open the next quarter"
    EMPTY = "Nothing is open; enter opens the next quarter"
    COLUMNS = (
        Column("activity", " Open activities", " Open", 49, 31, grows=True),
        Column("left", "Left", "Left", 6, 6, "right"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Carry over or leave"),
        Binding("enter", "go", "Open the quarter", priority=True),
    ]

    def __init__(self, plan: Plan, activities: Sequence[Activity], glyphs: Glyphs) -> None:
        super().__init__(ascii_only=glyphs.is_ascii)
        self._plan = plan
        self._activities = {one.id: one for one in activities}
        self._marked = {*self._activities}

    def on_mount(self) -> None:
        super().on_mount()
        self.table.show_marks(self._marked)

    def lines(self) -> Sequence[Line]:
        following = self._plan.quarter.following
        start, end = full_day(following.start), full_day(following.end)
        return [
            [(f" The quarter from {start} to {end}. This plan is kept as it is.", "")],
            [(" The marked ones go along with the hours that are left.", "dim")],
            [(" enter opens it, u takes it back.", "dim")],
        ]

    def rows(self) -> Sequence[Hashable]:
        return [*self._activities]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        one = self._activities[str(key)]
        title = activity_title(one, reference_width(self._activities.values()))
        return Cell(f" {title}"), Cell(shown_hours(one.remaining))

    async def open(self, key: Hashable) -> None:  # noqa: ARG002
        self.action_go()

    def action_mark(self) -> None:
        """Mark or unmark the activity under the cursor."""
        if self.chosen is not None:
            self._marked ^= {str(self.chosen)}
            self.table.show_marks(self._marked)
            self.table.action_cursor_down()

    def action_go(self) -> None:
        """Open the quarter with the marked activities."""
        self.dismiss(tuple(one for one in self._activities if one in self._marked))
