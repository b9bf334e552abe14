"""The dialog with the aspects that are rated: name, define, add, remove and order them."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.exchange.personal.aspect_files import aspects_export
from csm_tui.forms.definitions.aspect_form import aspect_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.personal.aspects import FEWEST, MOST, aspects_in_use, letter
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.actions.ask_export import ask_export
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.records_dialog import OrderedDialog
from csm_tui.session.changes import Change
from csm_tui.session.edits.evaluation_changes import aspect_moved, retired
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


class AspectsDialog(OrderedDialog[Aspect]):
    """Lists the aspects in use. One that is removed keeps its ratings: it is there again if it is added by its name."""

    TITLE_LINE = "Aspects"
    EMPTY = "None: n adds one"
    COLUMNS = (
        Column("letter", "", "", 3, 3),
        Column("name", "Aspect", "Aspect", 28, 20),
        Column("definition", "What a 10 looks like", "Definition", 60, 40, grows=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("X", "export", "Export"),
        Binding("I", "take_in", "Import"),
        Binding("C", "dismiss", "Close", show=False),
    ]

    def __init__(self, screen: WorkScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def lines(self) -> Sequence[Line]:
        return [[(f" {FEWEST} to {MOST} of them; one that is removed keeps the ratings that it got", "dim")]]

    def found(self) -> Sequence[Aspect]:
        return aspects_in_use(self.work.session.workspace)

    def record_cells(self, record: Aspect) -> Sequence[Cell]:
        place = letter(self.rows().index(record.id))
        return Cell(place, "strong"), Cell(record.name), Cell(" ".join(record.definition.split()), "dim")

    def below(self) -> str:
        record = self.record(self.chosen)
        return "" if record is None else " ".join(record.definition.split())

    def spec(self, record: Aspect | None) -> FormSpec[Change]:
        identity = "" if record is not None else self.work.unsaved("aspect")
        return aspect_form(record, self.work.session.workspace, self.work.session.today(), identity)

    def deleted(self, record: Aspect) -> Change:
        return retired(record, is_stored=record.id in self._stored)

    def moved(self, record: Aspect, steps: int) -> Change:
        return aspect_moved(record, self.found(), self._stored, steps)

    @property
    def _stored(self) -> frozenset[str]:
        return frozenset(self.work.session.workspace.table(Aspect).records)

    async def action_new(self) -> None:
        """Add an aspect, if there are not too many."""
        if len(self.found()) >= MOST:
            self.notify(f"There are {MOST} already: remove one first", severity="warning")
        else:
            await super().action_new()

    def action_delete(self) -> None:
        """Remove the aspect under the cursor, if enough are left."""
        if len(self.found()) <= FEWEST:
            self.notify(f"{FEWEST} is the fewest: add another one first", severity="warning")
        else:
            super().action_delete()

    async def action_export(self) -> None:
        """Write the set to a file that others can import."""
        await ask_export(self._screen, aspects_export(self.found()))

    async def action_take_in(self) -> None:
        """Ask for a file with a set, and take it in."""
        if not self.work.refuses_changes():
            await app_of(self.app).bring_in(self.show)
