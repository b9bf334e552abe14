"""A page for a terminal or a pipe: text that wraps, in columns counted as terminal cells."""

import re
from collections.abc import Iterable, Iterator, Sequence

from csm_tui.cli.output.text_table import cell_width, text_table

WIDTH = 80
"""Columns of a page."""


def page_lines(text: str, width: int = WIDTH) -> list[str]:
    """The text in lines of at most `width` cells, at least 4. Its own line breaks and indents stay; words that are too
    long are cut.
    """
    return [row for line in text.expandtabs(4).split("\n") for row in _rows(line, width)]


def indented(text: str, indent: int) -> list[str]:
    """The text wrapped to the page, each line begun with spaces."""
    return [f"{'':{indent}}{row}".rstrip() for row in page_lines(text, WIDTH - indent)]


def hung(name: str, text: str, indent: int) -> list[str]:
    """A name, and to the right of it, `indent` cells from the left, the text, which wraps below itself.

    A name that leaves no room for it stands in a line of its own.
    """
    first, *others = indented(text, indent)
    taken = cell_width(name)
    if cell_width(name.rstrip()) >= indent:
        return [name, *filter(None, [first]), *others]
    return [f"{name}{first[taken:]}", *others]


def shortened(text: str, width: int) -> str:
    """The text in at most `width` cells, at least 4; "…" stands for what is left out."""
    return text if cell_width(text) <= width else f"{next(_pieces(text, width - 1))}…"


def section(title: str, lines: Iterable[str]) -> list[str]:
    """A titled part of a page below an empty line; without lines there is none."""
    found = [*lines]
    return ["", title, *found] if found else []


def page_table(headers: Sequence[str], rows: Sequence[Sequence[str]], least: int) -> str:
    """A table as wide as a page: the last column is shortened to what the others leave, but not below `least` cells.

    Very long texts in the other columns make it wider.
    """
    others = [headers[:-1], *(row[:-1] for row in rows)]
    taken = sum(max(map(cell_width, column)) + 2 for column in zip(*others, strict=True))
    room = max(least, WIDTH - taken)
    return text_table(headers, [[*row[:-1], shortened(row[-1], room)] for row in rows], left=len(headers))


def _rows(line: str, width: int) -> list[str]:
    words = line.lstrip(" ")
    indent = line[: min(len(line) - len(words), width // 2)]
    room = width - len(indent)
    rows = [""]
    for chunk in re.findall(" *[^ ]+", words):
        if cell_width(rows[-1]) + cell_width(chunk) <= room:
            rows[-1] += chunk
        else:
            rows.extend(_pieces(chunk.lstrip(" "), room))
    return [indent + row for row in rows if row] or [""]


def _pieces(word: str, width: int) -> Iterator[str]:
    """The word cut into pieces of at most `width` cells."""
    start, taken = 0, 0
    for index, char in enumerate(word):
        cells = cell_width(char)
        if taken + cells > width:
            yield word[start:index]
            start, taken = index, 0
        taken += cells
    yield word[start:]
