"""The dialog at the first start, when there is no workspace yet."""

from collections.abc import Hashable, Sequence

from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.list_dialog import ChoosingDialog
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column

_CHOICES = {
    "import": ("Import a file", "a table or a workbook; what would come in is shown first"),
    "empty": ("Start empty", "and add clients with n"),
    "demo": ("Look at the demo", "made-up clients on a throw-away copy; q comes back"),
}


class Welcome(ChoosingDialog[str]):
    """Dismisses with "import", "empty" or "demo"."""

    TITLE_LINE = "Welcome to csm-tui"
    COLUMNS = (
        Column("what", "Begin with", "Begin with", 18, 17),
        Column("how", "", "", 54, 40, grows=True),
    )

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(ascii_only=glyphs.is_ascii)

    def lines(self) -> Sequence[Line]:
        return [
            [(" There is no workspace yet.", "")],
            [(" It will be one file on this machine, for you alone.", "")],
            [(" Once it is there, ? shows every key.", "dim")],
        ]

    def rows(self) -> Sequence[Hashable]:
        return [*_CHOICES]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        name, how = _CHOICES[str(key)]
        return Cell(name, "strong"), Cell(how, "dim")

    async def open(self, key: Hashable) -> None:
        self.dismiss(str(key))
