"""The dialog with the records that break a rule: what is wrong with each, and the ways to put it right."""

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.screens.app_protocol import attempt
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.list_dialog import ListDialog
from csm_tui.session.workspace_file.mending import ToMend
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


class MendDialog(ListDialog[None]):
    """Lists the records as the file has them, without those that others mended meanwhile."""

    TITLE_LINE = "Records that break a rule"
    EMPTY = "Nothing left to mend"
    COLUMNS = (
        Column("record", "Record", "Record", 28, 24),
        Column("reason", "What is wrong", "What is wrong", 60, 46, grows=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m,enter", "open_row", "Save as shown"),
        Binding("x", "set_aside", "Set aside"),
    ]

    def __init__(self, screen: WorkScreen) -> None:
        super().__init__(ascii_only=screen.glyphs.is_ascii)
        self._session = screen.session
        self._found: dict[str, ToMend] = {}

    def lines(self) -> Sequence[Line]:
        return [
            [(" Each is shown without what breaks the rule; the file still keeps that.", "dim")],
            [(" m saves a record as it is shown, x sets it aside. A backup is made before.", "dim")],
        ]

    def rows(self) -> Sequence[Hashable]:
        attempt(self.app, self._read_records)
        return [*self._found]

    def _read_records(self) -> None:
        self._found = {one.id: one for one in self._session.maintenance.to_mend()}

    def cells(self, key: Hashable) -> Sequence[Cell]:
        one = self._found[str(key)]
        return Cell(one.label), Cell(one.reason, "amber")

    def below(self) -> str:
        """What is wrong with the record under the cursor in full, as the rows cut it."""
        one = self._found.get(str(self.chosen))
        return "" if one is None else f"{one.label}: {one.reason}"

    async def open(self, key: Hashable) -> None:
        """Save a record without what breaks the rule."""
        self._do(self._found[str(key)], self._session.maintenance.mend, "Mended")

    def action_set_aside(self) -> None:
        """Put the record under the cursor out of the way."""
        if self.chosen is not None:
            self._do(self._found[str(self.chosen)], self._session.maintenance.set_aside, "Set aside")

    def _do(self, one: ToMend, step: Callable[[ToMend], None], done: str) -> None:
        if attempt(self.app, lambda: step(one)):
            self._session.look(ours=True)
            self.notify(f"{done}: {one.label}", markup=False)
            self.show()
