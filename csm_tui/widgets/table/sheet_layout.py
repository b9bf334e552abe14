"""The layout of a sheet: the widths of its columns, its texts in lines, and the heights of its rows. No widgets."""

from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len

from csm_tui.domain.text import safe_text
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.table.layout import GUTTER, Side
from csm_tui.widgets.wrapping import wrapped

GAP = 2
"""The cells between two columns."""


class SheetColumn(NamedTuple):
    """A column. The room that all leave is shared out evenly; none is narrower than `least` cells, and a `fixed` one is
    no wider if others can take the room. `right`: its texts end at the right, as numbers do."""

    key: str
    title: str
    least: int = 24
    fixed: bool = False
    right: bool = False


class SheetCell(NamedTuple):
    """A text of any number of lines; `note` is said faintly below it."""

    text: str
    style: StyleName = ""
    note: str = ""


class SheetRow(NamedTuple):
    """A row: its key, what names it at its left, and one cell for each column. `group` is said in a line above it."""

    key: Hashable
    head: SheetCell
    cells: Sequence[SheetCell]
    group: str = ""


class ColumnPlace(NamedTuple):
    """The position of a column that is shown: its index, first cell and width."""

    column: int
    start: int
    width: int
    align: Side = "left"


class Places(NamedTuple):
    """The columns that are shown at one width. `head` is the width of the rows' names, 0 for none."""

    head: int
    columns: tuple[ColumnPlace, ...]
    hidden: tuple[bool, bool]

    def at(self, x: int) -> int | None:
        """The index of the column at a cell of the line; None at the names."""
        return next((place.column for place in reversed(self.columns) if place.start <= x), None)

    def of(self, column: int) -> ColumnPlace | None:
        return next((place for place in self.columns if place.column == column), None)


def place_columns(columns: Sequence[SheetColumn], width: int, head: int, cursor: int, first: int) -> Places:
    """Place the columns in lines of this width, so that the one with index `cursor` is shown.

    `head` is the width that the names of the rows want; `first` the leftmost column so far.
    """
    head = min(head, max(width // 4, 0))
    start = GUTTER + (head + GAP if head else 0)
    room = max(width - start, 1)
    first = _first_shown(columns, room, cursor, first)
    shown = columns[first : first + _fitting(columns, room, first)]
    places: list[ColumnPlace] = []
    for number, size in enumerate(_widths(shown, room), first):
        places.append(ColumnPlace(number, start, size, "right" if columns[number].right else "left"))
        start += size + GAP
    return Places(head, tuple(places), (first > 0, first + len(shown) < len(columns)))


def _first_shown(columns: Sequence[SheetColumn], room: int, cursor: int, first: int) -> int:
    """The leftmost column, near to `first`, with which the cursor's is shown and no room is left at the right."""
    first = max(min(first, cursor), 0)
    while first < cursor and first + _fitting(columns, room, first) <= cursor:
        first += 1
    while first > 0 and first - 1 + _fitting(columns, room, first - 1) >= len(columns):
        first -= 1
    return first


def _fitting(columns: Sequence[SheetColumn], room: int, first: int) -> int:
    """How many columns from `first` on have the room that they need at least; one has it always."""
    used = -GAP
    for count, column in enumerate(columns[first:]):
        used += GAP + column.least
        if used > room:
            return max(count, 1)
    return len(columns) - first


def _widths(shown: Sequence[SheetColumn], room: int) -> list[int]:
    """The widths that fill the room."""
    room = max(room - GAP * (len(shown) - 1), len(shown))
    if len(shown) == 1:
        return [room]
    fixed = {number: one.least for number, one in enumerate(shown) if one.fixed}
    if len(fixed) == len(shown):
        fixed = {}
    each, spare = divmod(max(room - sum(fixed.values()), 0), max(len(shown) - len(fixed), 1))
    free = [number for number in range(len(shown)) if number not in fixed]
    shared = {number: each + (1 if place < spare else 0) for place, number in enumerate(free)}
    return [width for _, width in sorted((fixed | shared).items())]


def text_lines(text: str, width: int) -> list[str]:
    """A text of several lines, in lines of at most `width` cells; at least one."""
    lines = [part for line in text.split("\n") for part in wrapped(safe_text(line), max(width, 1)) or [""]]
    return lines or [""]


class RowLines(NamedTuple):
    """The lines of a row: those of its name, and those of each column that is shown, by its index. `notes` says with
    which line the note of a column begins."""

    head: Sequence[str]
    cells: Mapping[int, Sequence[str]]
    notes: Mapping[int, int]

    @property
    def height(self) -> int:
        return max(len(self.head), *(len(lines) for lines in self.cells.values()), 1)


def row_lines(row: SheetRow, places: Places) -> RowLines:
    """The lines of a row as the columns are placed."""
    head = text_lines(row.head.text, places.head) if places.head else [""]
    texts = {place.column: text_lines(row.cells[place.column].text, place.width) for place in places.columns}
    notes = {
        place.column: text_lines(note, place.width)
        for place in places.columns
        if (note := row.cells[place.column].note)
    }
    return RowLines(
        head,
        {column: [*lines, *notes.get(column, ())] for column, lines in texts.items()},
        {column: len(lines) for column, lines in texts.items()},
    )


class Heights:
    """Where rows of different heights begin."""

    def __init__(self, heights: Sequence[int]) -> None:
        self._ends = [*accumulate(heights)]

    @property
    def total(self) -> int:
        """The lines of all rows."""
        return self._ends[-1] if self._ends else 0

    def start(self, index: int) -> int:
        """The first line of a row."""
        return self._ends[index - 1] if index else 0

    def end(self, index: int) -> int:
        """The line behind the last one of a row."""
        return self._ends[index]

    def row_at(self, line: int) -> int | None:
        """The index of the row at a line; None behind the last one."""
        index = bisect_right(self._ends, line)
        return index if line >= 0 and index < len(self._ends) else None


class SheetLayout:
    """The rows of a sheet as they are laid out at one width.

    Args:
        columns: The columns of the sheet.
        rows: Its rows.
        width: The cells of a line, at least 1.
        column: The index of the column that has to be shown, which is the cursor's.
        first: The leftmost column so far.
        ruled: Whether a rule stands between two rows of a group.
        room: A row and the lines it has at least, for an editor.
    """

    def __init__(
        self,
        columns: Sequence[SheetColumn] = (),
        rows: Sequence[SheetRow] = (),
        width: int = 1,
        *,
        column: int = 0,
        first: int = 0,
        ruled: bool = False,
        room: tuple[Hashable, int] | None = None,
    ) -> None:
        """Wraps every text."""
        self.columns = columns
        self.rows = rows
        self._room = room
        names = max((cell_len(row.head.text) for row in rows), default=0)
        self.places = place_columns(columns, width, names, column, first)
        self.lines = [row_lines(row, self.places) for row in rows]
        self.heights = Heights([self.height(row) + (ruled and self._goes_on(row)) for row in range(len(rows))])

    @property
    def first(self) -> int:
        """The index of the leftmost column."""
        return self.places.columns[0].column if self.places.columns else 0

    def height(self, row: int) -> int:
        """The lines of a row with the name of its group, without the rule below it."""
        room = self._room[1] if self._room is not None and self.rows[row].key == self._room[0] else 0
        return max(self.lines[row].height, room) + self.group_lines(row)

    def group_lines(self, row: int) -> int:
        """The lines above a row that name its group."""
        return 1 if self.rows[row].group else 0

    def _goes_on(self, row: int) -> bool:
        """Whether a row of the same group follows."""
        return row + 1 < len(self.rows) and not self.rows[row + 1].group
