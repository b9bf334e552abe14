"""A plain table for a terminal or a pipe."""

import unicodedata
from collections.abc import Sequence

from csm_tui.domain.values.text import safe_text


def text_table(headers: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """The rows in columns, the first `left` ones to the left and the others to the right."""
    lines = [[safe_text(cell) for cell in row] for row in (headers, *rows)]
    widths = [max(map(cell_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(cells, widths, left) for cells in lines)


def _line(cells: Sequence[str], widths: Sequence[int], left: int) -> str:
    padded = [
        cell + " " * (width - cell_width(cell)) if index < left else " " * (width - cell_width(cell)) + cell
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


def cell_width(text: str) -> int:
    """Terminal cells that the text takes."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)
