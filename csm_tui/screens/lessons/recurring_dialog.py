"""The dialog with what recurs: tags and words that are found at several clients."""

from collections.abc import Hashable, Sequence
from functools import lru_cache

from csm_tui.domain.text import fold
from csm_tui.domain.values.names import some_names
from csm_tui.planning.evaluations.lessons import Lesson, recurring
from csm_tui.resources import DATA
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.list_dialog import ChoosingDialog
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


class RecurringDialog(ChoosingDialog[str]):
    """Dismisses with the term that finds the chosen one."""

    TITLE_LINE = "What recurs"
    EMPTY = "No tag and no word is found at two clients yet"
    COLUMNS = (
        Column("text", "Found", "Found", 24, 18),
        Column("kind", "Kind", "Kind", 4, 4),
        Column("entries", "Entries", "Entries", 7, 7, "right"),
        Column("count", "Clients", "Clients", 7, 7, "right"),
        Column("clients", "Where", "Where", 40, 24, grows=True),
    )

    def __init__(self, lessons: Sequence[Lesson], glyphs: Glyphs) -> None:
        self._count = len(lessons)
        self._found = {one.term: one for one in recurring(lessons, _common_words())}
        super().__init__(ascii_only=glyphs.is_ascii)

    def lines(self) -> Sequence[Line]:
        entries = "1 entry" if self._count == 1 else f"{self._count:,} entries"
        return [[(f" At two clients or more, in {entries}; enter shows where", "dim")]]

    def rows(self) -> Sequence[Hashable]:
        return [*self._found]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        one = self._found[str(key)]
        kind = Cell("tag", "title") if one.is_tag else Cell("word", "dim")
        counts = Cell(f"{one.entries:,}"), Cell(f"{len(one.clients):,}")
        return Cell(one.text), kind, *counts, Cell(some_names(one.clients, 6), "dim")

    async def open(self, key: Hashable) -> None:
        self.dismiss(str(key))


@lru_cache(1)
def _common_words() -> frozenset[str]:
    """Words in English and German that say nothing about a lesson."""
    return frozenset(fold((DATA / "common_words.txt").read_text(encoding="utf-8")).split())
