"""The dialog with the saved views: recall, save, rename, order and delete them."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.commands.per_screen.portfolio import RecallView
from csm_tui.domain.records.person.view import View
from csm_tui.forms.definitions.view_forms import new_view_form, view_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.portfolio.view_state import ViewState, view_of, view_state_in_words, view_state_of
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.records_dialog import OrderedDialog
from csm_tui.session.changes import Change, Edit
from csm_tui.session.edits.ordering import last_place, moved
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column

_KEYS = RecallView.KEYS.split(",")


class ViewsDialog(OrderedDialog[View]):
    """Dismisses with the view to recall."""

    TITLE_LINE = "Views"
    EMPTY = "No views yet: n saves filter, sort and columns as they are now"
    COLUMNS = (
        Column("name", "View", "View", 20, 14),
        Column("key", "Key", "Key", 4, 4),
        Column("shows", "Shows", "Shows", 44, 30, grows=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "Save this one"),
        Binding("o", "put", "Overwrite"),
        Binding("w", "dismiss", "Close", show=False),
    ]

    def __init__(self, screen: WorkScreen, view_state: ViewState) -> None:
        super().__init__(screen)
        self._view_state = view_state

    def lines(self) -> Sequence[Line]:
        return [[(" enter recalls a view; o overwrites it with what is shown now", "dim")]]

    def found(self) -> Sequence[View]:
        return self.work.session.workspace.views

    def record_cells(self, record: View) -> Sequence[Cell]:
        place = self.rows().index(record.id)
        keys = _KEYS[place].upper() if place < len(_KEYS) else ""
        return Cell(record.name), Cell(keys, "dim"), Cell(view_state_in_words(view_state_of(record)), "dim")

    async def open(self, key: Hashable) -> None:
        self.dismiss(self.record(key))

    def spec(self, record: View | None) -> FormSpec[Change]:
        """The form with name and filter of a view; a new one shows what the list shows now."""
        session, view_state = self.work.session, self._view_state
        if record is not None:
            return view_form(record, session.workspace, session.today())
        given = {
            "filter": view_state.filter,
            "sort": view_state.sort,
            "columns": view_state.columns,
            "place": last_place(self.found()),
        }
        return new_view_form(given, session.workspace, session.today(), self.work.unsaved("view"))

    def moved(self, record: View, steps: int) -> Change:
        return moved(record, self.found(), steps)

    def action_put(self) -> None:
        """Replace the view under the cursor by the present state of the list."""
        view = self.record(self.chosen)
        if view is None or self.work.refuses_changes():
            return
        after = view_of(self._view_state, view.name, view.place).changed(id=view.id)
        if after != view and self.work.apply(Change(f"replacement of the view {view.name}", (Edit(view, after),))):
            self.notify(f"{view.name} now shows this; u takes it back", markup=False)
        self.show()
