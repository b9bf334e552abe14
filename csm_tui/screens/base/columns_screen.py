"""The base of screens with a list whose columns are declared: they sort, filter and draw by the declarations."""

from abc import abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from csm_tui.domain.records.person.view import SortKey
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.columns import ColumnSpec, next_sort, sort_by
from csm_tui.planning.filter_language import Language, Query
from csm_tui.planning.filter_term import QueryError
from csm_tui.screens.base.list_screen import ListScreen
from csm_tui.screens.cells import columns as drawn
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell
from csm_tui.widgets.wrapping import explained, flowed

Listed = TypeVar("Listed")

_INDENT = 18
"""The cells before what the legend says of a name."""


class ColumnsScreen(ListScreen, Generic[Listed]):
    """A list of rows of one type, each identified by a key."""

    COLUMNS: ClassVar[Mapping[str, ColumnSpec[Any]]]
    LANGUAGE: ClassVar[Language[Any]]
    NOUNS: ClassVar[tuple[str, str]]
    """What one and several rows are called."""
    EMPTY: ClassVar[str]
    """What is said if there are none: it names the key that adds one."""
    ABOVE: ClassVar[Mapping[str, str]] = {}
    """What the words above the list mean that do not say it themselves, for the legend."""

    heading: LinePane

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        columns = drawn.table_columns(self.COLUMNS.values())
        self.table = BandTable(columns, self._cells, id="rows", ascii_only=glyphs.is_ascii)
        self.heading = LinePane(id="rows-heading")
        self.rows: Mapping[str, Listed] = {}
        self.shown: list[Listed] = []
        """The rows that the filter finds, in their order."""
        self._keys: Mapping[int, str] = {}
        self._derived_of: Workspace | None = None
        self._query: Query[Listed] | None = None
        self._sort: tuple[SortKey, ...] = ()

    def on_mount(self) -> None:
        self.begin()

    @abstractmethod
    def derive(self) -> Mapping[str, Listed]:
        """The rows by their keys, in their usual order."""

    @property
    def row(self) -> Listed:
        """The row under the cursor."""
        return self.rows[str(self.table.cursor_key)]

    @property
    def chosen(self) -> list[Listed]:
        """The marked rows, else the one under the cursor."""
        return [self.rows[key] for key in self.chosen_keys]

    @property
    def marked_or_shown(self) -> list[Listed]:
        """The marked rows, else all that are in the table: what is exported."""
        return self.chosen if self.table.marks else self.shown

    @property
    def words(self) -> Sequence[str]:
        """The folded words that the filter looks for."""
        return () if self._query is None else self._query.words

    # What is shown

    def show_workspace(self) -> None:
        if self.session.workspace is self._derived_of:
            return
        self._derived_of = self.session.workspace
        self.take(self.derive())

    def take(self, rows: Mapping[str, Listed]) -> None:
        """Show other rows."""
        self.rows = rows
        self._keys = {id(row): key for key, row in self.rows.items()}
        self.table.show_marks([key for key in self.table.marks if key in self.rows])
        self.table.redraw()
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows that the filter finds, in their order."""
        found = self.rows.values() if self._query is None else self._query.select(self.rows.values())
        self.shown = self.ordered([*found])
        self.table.show_sort(self._sort)
        self.table.show_found(self.words)
        self.table.show_empty(self.why_empty)
        self.table.show_rows([self._keys[id(row)] for row in self.shown])
        self.show_heading()

    def show_heading(self) -> None:
        """Show the lines above the table."""
        lines = self.heading_lines()
        self.heading.show(lambda width: [part for line in lines for part in flowed(line, width)])

    def heading_lines(self) -> Sequence[Line]:
        """The lines above the table; a subclass adds to them what is to be seen first."""
        return [self.heading_line()]

    @property
    def why_empty(self) -> str:
        """What is said where no row is shown."""
        return self.EMPTY if self._query is None else "Nothing matches; esc clears the filter"

    def ordered(self, found: Sequence[Listed]) -> list[Listed]:
        """These rows, which stand in their usual order, in the order that is asked for."""
        return sort_by(found, self._sort, self.COLUMNS)

    def heading_line(self) -> Line:
        """How many rows are shown, and more in a subclass."""
        count, whole = len(self.shown), len(self.rows)
        noun = self.NOUNS[count != 1]
        text = f" {count:,} {noun}" if self._query is None else f" {count:,} of {whole:,} {self.NOUNS[1]}"
        return [(text, "strong")]

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        row = self.rows[str(key)]
        return [self.cell(spec, row) for spec in self.COLUMNS.values()]

    def cell(self, spec: ColumnSpec[Listed], row: Listed) -> Cell:
        """The cell of a column; a subclass draws some in another way."""
        return drawn.cell(spec, row, self.glyphs)

    def legend_lines(self, width: int) -> Sequence[Line]:
        settings = self.session.workspace.settings
        told = [(spec.title, spec.explained(settings)) for spec in self.COLUMNS.values()]
        columns, above = (
            [line for name, text in part for line in explained(name, text, width, _INDENT)]
            for part in (told, self.ABOVE.items())
        )
        return [*columns, [], [(" Above the list", "strong")], *above] if above else columns

    # Order and filter

    def sort_by(self, column: str, further: bool = False) -> None:
        self._sort = next_sort(self._sort, column, further)
        self.show_rows()

    @property
    def filter_text(self) -> str:
        """The filter as it was typed, "" for none."""
        return "" if self._query is None else self._query.text

    @property
    def is_filtered(self) -> bool:
        return self._query is not None

    def filter_by(self, text: str) -> str:
        try:
            self._query = self.LANGUAGE.parse(text) if text.strip() else None
        except QueryError as error:
            return str(error)
        self.show_rows()
        return ""
