"""A plain table for a terminal or a pipe."""

import re
import unicodedata
from collections.abc import Sequence

from csm_tui.domain.text import safe_text

_JOINED = re.compile("\u200d.?|[\u1160-\u11ff\u3164\U0001f3fb-\U0001f3ff]")
"""What is drawn into the cells of the character before it: what a joiner joins, vowels of Hangul, tones of skin."""

_AS_EMOJI = "\ufe0f"
"""Makes a narrow character before it as wide as an emoji."""

_ON_TOP = {"Mn", "Me", "Cf"}
"""The categories of characters without a cell of their own."""


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
    """Terminal cells that the text takes, as Rich counts them in the app; without it, as it would slow the answer."""
    if text.isascii():
        return len(text)
    total, cells = 0, 1
    for char in _JOINED.sub("", text):
        if char == _AS_EMOJI:
            cells = 1 if cells == 1 else 0
        elif unicodedata.category(char) in _ON_TOP:
            continue
        else:
            cells = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        total += cells
    return total
