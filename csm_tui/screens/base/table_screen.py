"""The base of screens with one table."""

from collections.abc import Hashable, Sequence

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

    @property
    def copied_keys(self) -> Sequence[Hashable]:
        """The rows that are copied: the marked ones in the order of the table, else the one under the cursor."""
        marked = [key for key in self.table.keys if key in self.table.marks]
        return marked or [key for key in (self.table.cursor_key,) if key is not None]

    def copied_cells(self, key: Hashable) -> list[str]:
        """The cells of a row, as they are copied."""
        return self.table.texts(key)

    @property
    def copied_titles(self) -> list[str]:
        """The titles of these cells."""
        return self.table.titles

    async def do_table_copy(self) -> None:
        from csm_tui.screens.base.actions.copying import as_cells, copy_out  # loaded with the first copy

        rows = [self.copied_cells(key) for key in self.copied_keys]
        await copy_out(self, as_cells(rows), self._copied(rows), len(rows))

    async def do_table_copy_markdown(self) -> None:
        from csm_tui.screens.base.actions.copying import as_markdown, copy_out

        rows = [self.copied_cells(key) for key in self.copied_keys]
        await copy_out(self, as_markdown(self.copied_titles, rows), f"{self._copied(rows)} as Markdown", len(rows))

    def _copied(self, rows: Sequence[Sequence[str]]) -> str:
        if len(rows) > 1:
            return f"Copied {len(rows):,} rows"
        return f"Copied the row of {rows[0][0].removeprefix('!').strip()}"
