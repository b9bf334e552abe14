"""How much room a text takes on a slide, estimated generously, and how what has none is laid on further slides."""

import unicodedata
from collections.abc import Iterator, Sequence

_LETTER = 0.56
"""The width of a letter, as a share of the height of the font; it is less in most fonts."""
_LINE = 1.25
"""The height of a line, as a share of the height of the font."""

POINTS = 72
"""Points of an inch."""


def letters(inches: float, size: float) -> int:
    """How many letters of a font of so many points stand in a line."""
    return max(int(inches * POINTS / (_LETTER * size)), 4)


def letter_width(text: str, size: float) -> float:
    """The width of a text in a line, in inches."""
    return width_in_letters(text) * _LETTER * size / POINTS


def line_height(size: float) -> float:
    """The height of a line in inches."""
    return size * _LINE / POINTS


def lines(text: str, width: int) -> list[str]:
    """A text in lines of so many letters; wide characters count twice, and longer words are cut."""
    return [part for line in text.split("\n") for part in _wrapped(line, width)]


def _wrapped(line: str, width: int) -> Iterator[str]:
    found = ""
    for word in line.split():
        for piece in _pieces(word, width):
            whole = f"{found} {piece}" if found else piece
            if width_in_letters(whole) <= width:
                found = whole
            else:
                yield found
                found = piece
    yield found


def _pieces(word: str, width: int) -> Iterator[str]:
    found = ""
    for char in word:
        if width_in_letters(found + char) > width:
            yield found
            found = ""
        found += char
    yield found


_WIDE = frozenset("WM@%")
"""The widest letters of most fonts."""


def width_in_letters(text: str) -> float:
    """The width of a text in letters."""
    return sum(map(_letters, text))


def _letters(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 2.1 if char in _WIDE else 1.5 if char in "mw" else 1.35 if char.isupper() else 1


def pages_of(items: Sequence[str], width: int, most: int) -> list[list[str]]:
    """Texts laid on pages of so many lines, each with half a line behind it. What is longer than a page goes on on the
    next one."""
    pages: list[list[str]] = [[]]
    left = float(most)
    for item in items:
        rest = lines(item, width)
        while rest:
            room = int(left) if left >= min(len(rest), 3) else 0
            if room < 1:
                pages.append([])
                left, room = most, most
            part, rest = rest[:room], rest[room:]
            pages[-1].append(_shown(item, part))
            left -= len(part) + 0.5
    return [page for page in pages if page]


def rows_on_pages(
    rows: Sequence[Sequence[str]], widths: Sequence[int], most: float, between: float
) -> list[list[tuple[Sequence[str], int]]]:
    """Rows of a table laid on pages of so many lines, each row with the lines that it takes; `between` are the lines
    that stand empty in each. A row that is higher than a page is cut, and goes on in a row on the next one."""
    pages: list[list[tuple[Sequence[str], int]]] = [[]]
    left = most
    for row in rows:
        cells = [lines(text, width) for text, width in zip(row, widths, strict=True)]
        while any(cells):
            height = max(map(len, cells))
            if pages[-1] and height + between > left:
                pages.append([])
                left = most
            taken = max(min(height, int(left - between)), 1)
            parts = [_shown(text, cell[:taken]) for text, cell in zip(row, cells, strict=True)]
            pages[-1].append((parts, taken))
            cells = [cell[taken:] for cell in cells]
            left -= taken + between
    return [page for page in pages if page]


def _shown(text: str, part: Sequence[str]) -> str:
    """What some of the lines of a text say: the text itself, with its own line ends, if they are all of it."""
    said = " ".join(filter(None, part))
    return text if said.replace(" ", "") == "".join(text.split()) else said
