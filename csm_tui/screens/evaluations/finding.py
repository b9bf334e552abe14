"""Finding words in an evaluation: how often each part has them, and the way from one place to the next."""

from collections.abc import Sequence
from typing import NamedTuple

from csm_tui.domain.text import fold
from csm_tui.screens.base.parts_screen import CellSpot
from csm_tui.screens.evaluations.form_parts import PARTS
from csm_tui.screens.evaluations.parts import FormPart, ShownEvaluation
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetRow


class Hit(NamedTuple):
    """A row in which all words stand: the index of its part in PARTS, its own index there, and its first cell with one
    of the words."""

    part: int
    row: int
    spot: CellSpot


class WordSearch:
    """The words that are looked for in an evaluation, and the rows that have all of them."""

    def __init__(self) -> None:
        """Nothing is looked for."""
        self.words: tuple[str, ...] = ()
        """The words, folded."""
        self._found: Sequence[Hit] = ()
        self._begun = False

    def look_for(self, text: str) -> bool:
        """Look for the words of a text from now on; False if they are looked for already."""
        words = tuple(fold(text).split())
        if words == self.words:
            return False
        self.words, self._begun = words, False
        return True

    def search(self, shown: ShownEvaluation) -> None:
        """Find the rows of the evaluation as it is shown now, in the order of the form."""
        rows = (one for index, part in enumerate(PARTS) for one in _found(index, part, shown, self.words))
        self._found = [*rows] if self.words else []

    @property
    def total(self) -> int:
        """How many rows have the words."""
        return len(self._found)

    def count(self, part: int) -> int:
        """How many rows of a part have the words."""
        return sum(one.part == part for one in self._found)

    def number(self, at: tuple[int, int]) -> int:
        """How many of the rows found there are up to this one, given by its part and index; 0 if it is none of them."""
        return next((number for number, one in enumerate(self._found, 1) if (one.part, one.row) == at), 0)

    def next(self, at: tuple[int, int]) -> Hit | None:
        """The next one behind a row, from the last one on to the first. The first time the row itself counts, too."""
        behind = (one for one in self._found if (one.part, one.row) > at or (not self._begun and one[:2] == at))
        found = next(behind, self._found[0] if self._found else None)
        self._begun = self._begun or found is not None
        return found


def _found(index: int, part: FormPart, shown: ShownEvaluation, words: Sequence[str]) -> list[Hit]:
    return [
        Hit(index, number, CellSpot(row.key, _first_cell(row, words)))
        for number, row in enumerate(part.rows(shown))
        if _has_all(" ".join(map(_text, row.cells)), words)
    ]


def _first_cell(row: SheetRow, words: Sequence[str]) -> int:
    return next((number for number, cell in enumerate(row.cells) if any(word in _text(cell) for word in words)), 0)


def _has_all(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _text(cell: SheetCell) -> str:
    return fold(f"{cell.text} {cell.note}")
