"""Rows of cells, and the names that spreadsheet programs have for cells."""

from typing import NamedTuple

_LETTERS = 26


class TableRow(NamedTuple):
    """One row. `number` counts as a spreadsheet does; `cells` stand as in the file."""

    number: int
    cells: tuple[str, ...]


def column_letters(index: int) -> str:
    """The name of a column by its index from 0: A, B, ... Z, AA."""
    letters, left = "", index + 1
    while left:
        left, letter = divmod(left - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def cell_name(row: int, index: int) -> str:
    """The name of a cell, such as B7, of a row's number and a column's index from 0."""
    return f"{column_letters(index)}{row}"
