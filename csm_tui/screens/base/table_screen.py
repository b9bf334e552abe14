"""The base of screens with one table."""

from csm_tui.commands.base import Need
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.widgets.table.band_table import BandTable


class TableScreen(WorkScreen):
    """A screen whose rows are those of `table`."""

    table: BandTable

    def begin(self) -> None:
        super().begin()
        self.table.focus()

    def has(self, need: Need) -> bool:
        if need == "row":
            return self.table.cursor_key is not None
        return super().has(need)

    def copied_cells(self) -> list[str]:
        """The cells of the row under the cursor, as they are copied."""
        return self.table.row_texts

    def do_table_copy(self) -> None:
        texts = self.copied_cells()
        self.app.copy_to_clipboard("\t".join(texts))
        self.notify(f"Copied the row of {texts[0].removeprefix('!').strip()}", markup=False)
