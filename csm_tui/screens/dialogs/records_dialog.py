"""The bases of dialogs that list, add, edit, delete and order records of one kind."""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from csm_tui.domain.record import Entity, Part
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.app_protocol import ScreenProtocol
from csm_tui.screens.cells.messages import deleted_message
from csm_tui.screens.dialogs.list_dialog import MOVING, ChangingDialog
from csm_tui.session.changes import Change, deletion
from csm_tui.widgets.table.band_table import Cell

Kept = TypeVar("Kept", bound=Entity | Part)


class RecordsDialog(ChangingDialog[Kept], Generic[Kept]):
    """Makes its changes through the screen below it. Another terminal may delete what it lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New"),
        Binding("e", "edit", "Edit"),
        Binding("d", "delete", "Delete"),
    ]

    def __init__(self, screen: ScreenProtocol) -> None:
        super().__init__(ascii_only=screen.glyphs.is_ascii)
        self.work = screen

    @abstractmethod
    def found(self) -> Sequence[Kept]:
        """The records in order."""

    @abstractmethod
    def record_cells(self, record: Kept) -> Sequence[Cell]:
        """The cells of a record, one per column."""

    @abstractmethod
    def spec(self, record: Kept | None) -> FormSpec[Change]:
        """The form of a record, or of a new one."""

    def deleted(self, record: Kept) -> Change:
        """The change that deletes a record."""
        assert isinstance(record, Entity)
        return deletion([record], self.work.session.workspace)

    def called(self, record: Kept) -> str:
        """The name of a record in the message that it was deleted."""
        assert isinstance(record, Entity)
        return record.label

    def rows(self) -> Sequence[Hashable]:
        return [one.id for one in self.found()]

    def record(self, key: Hashable | None) -> Kept | None:
        """The record of a row."""
        return next((one for one in self.found() if one.id == key), None)

    def cells(self, key: Hashable) -> Sequence[Cell]:
        record = self.record(key)
        return [Cell("")] * len(self.COLUMNS) if record is None else self.record_cells(record)

    async def open(self, key: Hashable) -> None:  # noqa: ARG002
        await self.action_edit()

    async def action_new(self) -> None:
        """Add a record."""
        await self._edit(None)

    async def action_edit(self) -> None:
        """Edit the record under the cursor."""
        record = self.record(self.chosen)
        if record is not None:
            await self._edit(record)

    def action_delete(self) -> None:
        """Delete the record under the cursor."""
        record = self.record(self.chosen)
        if record is not None and not self.work.refuses_changes():
            name = self.called(record)
            if self.work.apply(self.deleted(record)):
                self.notify(deleted_message([name]), markup=False)
        self.show()

    async def _edit(self, record: Kept | None) -> None:
        """Edit a record, or add one, which has the cursor then."""
        if self.work.refuses_changes():
            return
        spec = self.spec(record)

        def saved() -> None:
            self.show()
            if record is None:
                self.table.move_to(spec.record)

        await self.work.edit(spec, saved)


class OrderedDialog(RecordsDialog[Kept]):
    """One whose records are in an order that is theirs to choose."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVING]

    @abstractmethod
    def moved(self, record: Kept, steps: int) -> Change:
        """The change that moves a record down by that many steps, up if negative; at the ends it has no edits."""

    def action_move(self, steps: int) -> None:
        """Move the record under the cursor down (1) or up (-1)."""
        record = self.record(self.chosen)
        if record is not None and not self.work.refuses_changes():
            change = self.moved(record, steps)
            if change.edits:
                self.work.apply(change)
        self.show()
