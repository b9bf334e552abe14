"""The two lists of an import: its columns, and what becomes of its rows. Both only show, and say what was pressed."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.exchange.reading.answers import Choice
from csm_tui.screens.matching.column_rows import ColumnRow, first_asked
from csm_tui.screens.matching.decisions import Decisions, Said
from csm_tui.screens.matching.looked import TAKEN, Looked, LookedRow
from csm_tui.screens.matching.match_lines import row_style
from csm_tui.widgets.table.band_table import BandTable, Cell, Column

_DIGITS = range(1, 10)


class ColumnsTable(BandTable):
    """What each header is taken for. `enter` on a row is told by `Opened`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Choose"),
        Binding("d", "take_back", "Forget"),
        Binding("1", "choose(1)", "Take the first choice below; 2 to 9 take the others", show=False),
        *(Binding(str(digit), f"choose({digit})", show=False) for digit in _DIGITS[1:]),
    ]
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("header", "In the file", "In the file", 24, 18),
        Column("what", "What it is", "What it is", 18, 14),
        Column("unit", "Comes in", "Comes in", 12, 9),
        Column("said", "Cells of it", "Cells of it", 40, 18, grows=True),
    )

    class Chosen(BandTable.TableMessage):
        """A choice was taken."""

        def __init__(self, table: "ColumnsTable", choice: Choice) -> None:
            super().__init__(table)
            self.choice = choice

    class TakenBack(BandTable.TableMessage):
        """What was said of the row under the cursor is to be forgotten."""

        def __init__(self, table: "ColumnsTable", said: Said) -> None:
            super().__init__(table)
            self.said = said

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(self.COLUMNS, self._cells, id="match-columns", ascii_only=ascii_only)
        self._rows: Mapping[str, ColumnRow] = {}

    @property
    def row(self) -> ColumnRow | None:
        """The row under the cursor."""
        return self._rows.get(str(self.cursor_key))

    def show(self, rows: Sequence[ColumnRow]) -> None:
        """Show these rows, with the cursor on the first that is to be settled, if one is."""
        self._rows = {row.key: row for row in rows}
        self.redraw()
        self.show_rows([*self._rows])
        asked = first_asked(rows)
        if asked is not None:
            self.move_to(asked)

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        row = self._rows[str(key)]
        if row.is_asked:
            about = f"  {row.header}" if row.header else "  the file"
            return Cell(about, "amber"), Cell(row.what, "amber"), Cell(""), Cell(row.said, "amber")
        header = row.header if row.key.startswith("column ") else f"  {row.header}"
        quiet = "dim" if row.is_quiet else ""
        return Cell(header, quiet), Cell(row.what, quiet), Cell(row.unit, quiet), Cell(row.said, "dim")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was said can be taken back."""
        if action == "take_back":
            return self.row is not None and self.row.answer is not None
        return super().check_action(action, parameters)

    def action_choose(self, digit: int) -> None:
        """Take one of the first choices of the row under the cursor."""
        if self.row is not None and digit <= self.row.quick:
            self.post_message(self.Chosen(self, self.row.choices[digit - 1]))

    def action_take_back(self) -> None:
        """Forget what was said of the row under the cursor."""
        if self.row is not None and self.row.answer is not None:
            self.post_message(self.TakenBack(self, self.row.answer))


class RowsTable(BandTable):
    """What becomes of each row; those that are taken in are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick"),
        Binding("asterisk", "tick_all", "All"),
    ]
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("name", "Name", "Name", 28, 18, searched=True),
        Column("kind", "What", "What", 15, 15, searched=True),
        Column("said", "What becomes of it", "What becomes of it", 50, 30, grows=True, searched=True),
    )

    class Ticked(BandTable.TableMessage):
        """These rows are to be the other way."""

        def __init__(self, table: "RowsTable", rows: Collection[str]) -> None:
            super().__init__(table)
            self.rows = frozenset(rows)

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(self.COLUMNS, self._cells, id="match-rows", empty="Nothing changes", ascii_only=ascii_only)
        self._rows: Mapping[str, LookedRow] = {}
        self._out: frozenset[str] = frozenset()

    @property
    def row(self) -> LookedRow | None:
        """The row under the cursor."""
        return self._rows.get(str(self.cursor_key))

    def show(self, looked: Looked, decisions: Decisions) -> None:
        """Show what was read, and what of it stays out."""
        self._rows = {row.key: row for row in looked.rows}
        self._out = decisions.out
        self.redraw()
        self.filter_by(())
        self.action_cursor_first()
        self.show_marks({row.key for row in looked.rows if row.kind in TAKEN} - decisions.out)

    def filter_by(self, words: Sequence[str]) -> None:
        """Show the rows that hold all these folded words."""
        self.show_rows([key for key, row in self._rows.items() if row.fits(words)])
        self.show_found(words)

    def show_out(self, out: frozenset[str]) -> None:
        """Show that other rows stay out."""
        changed, self._out = self._out ^ out, out
        self.redraw(changed)
        self.show_marks(self.marks ^ {key for key in changed if key in self._rows})

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        row = self._rows[str(key)]
        quiet = "dim" if row.key in self._out or row.kind not in TAKEN else ""
        return Cell(row.name, quiet), Cell(row.kind, row_style(row.kind) or quiet), Cell(row.said, quiet)

    def action_tick(self) -> None:
        """Tick the row under the cursor, or take it out, and go on to the next."""
        row = self.row
        if row is None:
            return
        if row.kind in TAKEN:
            self.post_message(self.Ticked(self, {row.key}))
        else:
            self.notify("This row does not come in: only new and changed ones are ticked", severity="warning")
        self.action_cursor_down()

    def action_tick_all(self) -> None:
        """Take all rows out that are shown, or tick all of them if one is out."""
        shown = {str(key) for key in self.keys if self._rows[str(key)].kind in TAKEN}
        self.post_message(self.Ticked(self, shown & self._out or shown))
