"""The base of dialogs that list, add, edit and delete records of one kind."""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from csm_tui.domain.record import Entity, Part
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.app_protocol import ScreenProtocol
from csm_tui.screens.cells.messages import deleted_message
from csm_tui.screens.dialogs.list_dialog import ChangingDialog
from csm_tui.session.changes import Change

Kept = TypeVar("Kept", bound=Entity | Part)


class RecordsDialog(ChangingDialog[None], Generic[Kept]):
    """Makes its changes through the screen below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New"),
        Binding("e", "open_row", "Edit"),
        Binding("d", "delete", "Delete"),
    ]

    def __init__(self, screen: ScreenProtocol) -> None:
        super().__init__(ascii_only=screen.glyphs.is_ascii)
        self.work = screen

    @abstractmethod
    def found(self) -> Sequence[Kept]:
        """The records in order."""

    @abstractmethod
    def spec(self, record: Kept | None) -> FormSpec[Change]:
        """The form of a record, or of a new one."""

    @abstractmethod
    def deleted(self, record: Kept) -> Change:
        """The change that deletes a record."""

    def called(self, record: Kept) -> str:
        """The name of a record in the message that it was deleted."""
        assert isinstance(record, Entity)
        return record.label

    def rows(self) -> Sequence[Hashable]:
        return [one.id for one in self.found()]

    def record(self, key: Hashable | None) -> Kept | None:
        """The record of a row."""
        return next((one for one in self.found() if one.id == key), None)

    async def open(self, key: Hashable) -> None:
        await self._edit(self.record(key))

    async def action_new(self) -> None:
        """Add a record."""
        await self._edit(None)

    def action_delete(self) -> None:
        """Delete the record under the cursor."""
        record = self.record(self.chosen)
        if record is None:
            return
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
