"""Finding words in an evaluation: how often each part has them, and the way from one place to the next."""

from collections.abc import Sequence
from typing import NamedTuple

from csm_tui.domain.values.text import fold
from csm_tui.screens.evaluations.form_parts import PARTS
from csm_tui.screens.evaluations.parts import FormPart, Shown, Spot
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetRow


class Found(NamedTuple):
    """A row in which all words stand: the index of its part in PARTS, its own index there, and its first cell with one
    of the words."""

    part: int
    row: int
    spot: Spot


def found_in(shown: Shown, words: Sequence[str]) -> list[Found]:
    """All rows in which all of these folded words stand, in the order of the form."""
    return [one for index, part in enumerate(PARTS) for one in _found(index, part, shown, words)] if words else []


def _found(index: int, part: FormPart, shown: Shown, words: Sequence[str]) -> list[Found]:
    return [
        Found(index, number, Spot(row.key, _first_cell(row, words)))
        for number, row in enumerate(part.rows(shown))
        if _has_all(" ".join(map(_text, row.cells)), words)
    ]


def _first_cell(row: SheetRow, words: Sequence[str]) -> int:
    return next((number for number, cell in enumerate(row.cells) if any(word in _text(cell) for word in words)), 0)


def _has_all(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _text(cell: SheetCell) -> str:
    return fold(f"{cell.text} {cell.note}")


def next_found(found: Sequence[Found], at: tuple[int, int], *, here: bool) -> Found | None:
    """The first one behind a row, which is given by its part and its index; from the last one on to the first.

    `here` says that the row itself counts, too.
    """
    behind = (one for one in found if (one.part, one.row) > at or (here and (one.part, one.row) == at))
    return next(behind, found[0] if found else None)
