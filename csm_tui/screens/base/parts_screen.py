"""The base of pages that list their parts at the left and show at the right, in a sheet, what is in one of them."""

from abc import abstractmethod
from collections.abc import Callable, Hashable
from typing import ClassVar, Generic, NamedTuple, TypeVar

from csm_tui.forms.form_spec import FormSpec, Texts
from csm_tui.screens.base.actions.copying import copy_out
from csm_tui.screens.base.sheet_pane import SheetPane
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.session.changes import Change
from csm_tui.widgets.table.band_table import BandTable
from csm_tui.widgets.table.sheet import Sheet

TYPED = "typed, not saved: enter goes on"
"""What is said below a text about which something else is typed."""

Shown = TypeVar("Shown")


class CellSpot(NamedTuple):
    """A cell: the key of its row, None without rows, and the index of its column."""

    key: Hashable | None
    column: int = 0


class InPlace(NamedTuple):
    """A form of which one field is edited where it stands."""

    spec: FormSpec[Change]
    field: str


class PartsScreen(WorkScreen, Generic[Shown]):
    """Shows one record with all that belongs to it. `Shown` is what its parts show."""

    NOUN: ClassVar[str]
    """What the record is called."""

    parts: BandTable
    pane: SheetPane
    _shown: Shown | None = None

    @property
    @abstractmethod
    def is_there(self) -> bool:
        """Whether what the page shows was not deleted meanwhile."""

    @property
    @abstractmethod
    def is_folded(self) -> bool:
        """Whether the part in front takes the whole width."""

    @property
    def shown(self) -> Shown:
        """What the parts show now."""
        assert self._shown is not None
        return self._shown

    @property
    def sheet(self) -> Sheet:
        """The sheet with what is in the part in front."""
        return self.pane.sheet

    @property
    def spot(self) -> CellSpot:
        """The cell under the cursor."""
        return CellSpot(self.sheet.cursor_key, self.sheet.column)

    def typed(self, form: str, record: str) -> Texts | None:
        """The texts of the draft of a form and a record that is not being saved, None for none."""
        draft = self.session.drafts.get(form, record)
        return None if draft is None or self.session.is_saving(draft) else draft.texts

    def new_form(self, new: Callable[[str], FormSpec[Change]]) -> FormSpec[Change]:
        """The form of a new record, of one that was begun and left if there is any.

        `new` gives the form for an id, "" for one that is not known yet.
        """
        spec = new("")
        return new(self.unsaved(spec.form, spec.parent) or spec.record)

    def tell(self, change: Change, said: str) -> None:
        """Make a change, and say what was done."""
        if self.apply(change):
            self.notify(f"{said}; u takes it back", markup=False)

    def fold(self) -> None:
        """Show or hide the list of parts."""
        self.parts.display = not self.is_folded

    def fits(self, identity: str | None) -> bool:
        return self._shown is None or super().fits(identity)

    def leave_soon(self) -> None:
        """Leave a page whose record was deleted, but not while somebody types in it: the keys would be commands of the
        screen behind. The app must do it, as a screen cannot await its own removal."""
        if self.pane.editor is not None:
            self.notify(f"Others deleted the {self.NOUN}. What is typed here is kept", severity="warning")
            return

        async def leave() -> None:
            if self.is_active and not self.is_there:
                self.notify(f"The {self.NOUN} is no longer there", severity="warning")
                await WorkScreen.do_back(self)

        self.app.call_later(leave)

    async def do_table_copy(self) -> None:
        cell = self.sheet.cell
        if cell is not None:
            await copy_out(self, cell.text, "Copied the text")
