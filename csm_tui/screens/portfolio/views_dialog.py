"""The dialog with the saved views: recall, save, rename, order and delete them."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.commands.portfolio import RecallView
from csm_tui.domain.records.view import View
from csm_tui.forms.definitions.view_forms import new_view_form, view_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.portfolio.view_state import ViewState, in_words, view_of, view_state_of
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells.messages import deleted_message
from csm_tui.screens.dialogs.list_dialog import MOVING, ChangingDialog
from csm_tui.session.changes import Change, Edit, deletion
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column

_KEYS = RecallView.KEYS.split(",")


class ViewsDialog(ChangingDialog[View]):
    """Dismisses with the view to recall."""

    TITLE_LINE = "Views"
    EMPTY = "No views yet: n saves filter, sort and columns as they are now"
    COLUMNS = (
        Column("name", "View", "View", 20, 14),
        Column("key", "Key", "Key", 4, 4),
        Column("look", "Shows", "Shows", 44, 30, grows=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "Save this one"),
        Binding("e", "edit", "Edit"),
        Binding("o", "put", "Overwrite"),
        Binding("d", "delete", "Delete"),
        *MOVING,
        Binding("w", "dismiss", "Close", show=False),
    ]

    def __init__(self, screen: WorkScreen, view_state: ViewState) -> None:
        super().__init__(ascii_only=screen.glyphs.is_ascii)
        self._work = screen
        self._view_state = view_state

    def lines(self) -> Sequence[Line]:
        return [[(" enter recalls a view; o overwrites it with what is shown now", "dim")]]

    def rows(self) -> Sequence[Hashable]:
        return [view.id for view in self._work.session.workspace.views]

    def _view(self, key: Hashable | None) -> View | None:
        return self._work.session.workspace.table(View).records.get(str(key))

    def cells(self, key: Hashable) -> Sequence[Cell]:
        view = self._view(key)
        if view is None:  # another terminal deleted it
            return Cell(""), Cell(""), Cell("")
        place = self.rows().index(key)
        keys = _KEYS[place].upper() if place < len(_KEYS) else ""
        return Cell(view.name), Cell(keys, "dim"), Cell(in_words(view_state_of(view)), "dim")

    async def open(self, key: Hashable) -> None:
        self.dismiss(self._view(key))

    async def action_new(self) -> None:
        """Save the present state of the list as a new view."""
        if self._work.refuses_changes():
            return
        places = [view.place for view in self._work.session.workspace.views]
        view_state, session = self._view_state, self._work.session
        given = {
            "filter": view_state.filter,
            "sort": view_state.sort,
            "columns": view_state.columns,
            "place": max(places, default=-1) + 1,
        }
        await self._edit(new_view_form(given, session.workspace, session.today(), self._work.unsaved("view")))

    async def action_edit(self) -> None:
        """Edit the name and filter of the view under the cursor."""
        view = self._view(self.chosen)
        if view is not None and not self._work.refuses_changes():
            await self._edit(view_form(view, self._work.session.workspace, self._work.session.today()))

    async def _edit(self, spec: FormSpec[Change]) -> None:
        def done() -> None:
            self.show()
            self.table.move_to(spec.record)

        await self._work.edit(spec, done)

    def action_put(self) -> None:
        """Replace the view under the cursor by the present state of the list."""
        view = self._view(self.chosen)
        if view is None or self._work.refuses_changes():
            return
        after = view_of(self._view_state, view.name, view.place).changed(id=view.id)
        if after != view and self._work.apply(Change(f"replacement of the view {view.name}", (Edit(view, after),))):
            self.notify(f"{view.name} now shows this; u takes it back", markup=False)
        self.show()

    def action_delete(self) -> None:
        """Delete the view under the cursor."""
        view = self._view(self.chosen)
        if view is None or self._work.refuses_changes():
            return
        if self._work.apply(deletion([view], self._work.session.workspace)):
            self.notify(deleted_message([view.name]), markup=False)
        self.show()

    def action_move(self, step: int) -> None:
        """Move the view under the cursor up or down."""
        self.show()  # another terminal may have changed them
        views = self._work.session.workspace.views
        place = self.table.cursor_index
        if self._work.refuses_changes() or not 0 <= place + step < len(views):
            return
        views.insert(place + step, views.pop(place))
        edits = tuple(
            Edit(view, view.changed(place=number)) for number, view in enumerate(views) if view.place != number
        )
        if self._work.apply(Change("order of the views", edits)):
            self.show()
