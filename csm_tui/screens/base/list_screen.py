"""The base of screens with a list that can be sorted, marked and filtered."""

from abc import abstractmethod
from collections.abc import Collection, Hashable
from typing import TYPE_CHECKING, ClassVar

from textual import on

from csm_tui.commands.base import Need
from csm_tui.screens.base.table_screen import TableScreen
from csm_tui.widgets.line_pane import LinePane
from csm_tui.widgets.table.band_table import BandTable

if TYPE_CHECKING:  # loaded when the first filter is typed
    from csm_tui.screens.dialogs.filter_bar import FilterBar


class ListScreen(TableScreen):
    """A screen with one list. `esc` clears the marks, or the filter if there are none."""

    FILTER_HINT: ClassVar[str]
    heading: LinePane
    """The pane above the filter bar."""

    _typed_filter = ""
    """What was typed last in the line of the filter: left by accident, it can be had again."""

    @property
    @abstractmethod
    def is_filtered(self) -> bool:
        """Whether a filter is set."""

    @abstractmethod
    def filter_by(self, text: str) -> str:
        """Filter by a text while it is typed. Returns what is wrong with it, or ""; a wrong text changes nothing."""

    def has(self, need: Need) -> bool:
        if need == "chosen":
            return bool(self.table.marks) or self.table.cursor_key is not None
        return super().has(need)

    # Marks

    @property
    def chosen_keys(self) -> list[str]:
        """The marked rows in the order of the table, last those that a filter hides; without marks the one under the
        cursor."""
        marks = self.table.marks
        if not marks:
            return [str(self.table.cursor_key)]
        shown = [key for key in self.table.keys if key in marks]
        return [str(key) for key in dict.fromkeys((*shown, *marks))]

    def do_table_mark(self) -> None:
        key = self.table.cursor_key
        self.show_marks({one for one in (*self.table.marks, key) if (one in self.table.marks) != (one == key)})
        self.table.action_cursor_down()

    def do_table_mark_all(self) -> None:
        shown = frozenset(self.table.keys)
        self.show_marks(() if shown <= self.table.marks else self.table.marks | shown)

    def show_marks(self, marks: Collection[Hashable]) -> None:
        """Mark these rows and no others."""
        self.table.show_marks(marks)
        self.show_status()

    # The order

    def do_table_sort(self) -> None:
        self.sort_by(self.table.column)

    def do_table_sort_further(self) -> None:
        self.sort_by(self.table.column, further=True)

    @on(BandTable.SortAsked)
    def _title_clicked(self, event: BandTable.SortAsked) -> None:
        if event.control is self.table:  # the other tables of a screen have an order of their own
            self.sort_by(event.column, event.add)

    @abstractmethod
    def sort_by(self, column: str, further: bool = False) -> None:
        """Sort by a column, reversed the second time. `further`: in addition to the present columns."""

    # The filter

    async def do_table_filter(self) -> None:
        from csm_tui.screens.dialogs.filter_bar import FilterBar

        bars = self.query(FilterBar)
        if bars:
            bars.first().focus_input()
        else:
            await self.open_filter("")

    async def open_filter(self, text: str) -> None:
        """Open the filter bar with a text in it."""
        from csm_tui.screens.dialogs.filter_bar import FilterBar

        await self.mount(FilterBar(text, self.FILTER_HINT, self._typed_filter), after=self.heading)

    async def do_table_clear(self) -> None:
        if self.table.marks:
            self.show_marks(())
        elif self.is_filtered or self.query("FilterBar"):
            await self._clear_filter()

    async def do_back(self) -> None:
        """Show all rows again; then, from a screen above another one, back to where one came from."""
        if self.table.marks or self.is_filtered or self.query("FilterBar"):
            await self.do_table_clear()
        else:
            await super().do_back()

    async def _clear_filter(self) -> None:
        with self.app.batch_update():  # the rows and the line that goes are painted as one
            await self.query("FilterBar").remove()
            self.table.focus()
            self.filter_by("")

    def on_filter_bar_changed(self, event: "FilterBar.Changed") -> None:
        self._typed_filter = event.text or self._typed_filter
        event.bar.explain(self.filter_by(event.text))

    async def on_filter_bar_left(self, event: "FilterBar.Left") -> None:
        if event.keep and event.bar.is_wrong:
            return  # what is wrong with it stands below the line
        if event.keep and self.is_filtered:
            self.table.focus()
        else:
            await self._clear_filter()
