"""Texts wrapped into lines: on their own, or with a name to the left of them."""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

from csm_tui.widgets.style_name import Line, Run, StyleName

_NARROWEST = 10
"""The cells that a text gets where there is no room for it."""


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken between words; the library's own counts characters."""
    lines = [""]
    for word in text.split():
        for piece in chop_cells(word, width):
            joined = f"{lines[-1]} {piece}".strip()
            if cell_len(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    return [line for line in lines if line]


def wrapped_lines(text: str, width: int, style: StyleName = "", indent: int = 1) -> list[Line]:
    """The text in lines of one style for a width in cells; each begins `indent` cells from the left."""
    return [[(" " * indent + part, style)] for part in wrapped(text, max(width - indent - 1, _NARROWEST))]


def paragraphs(text: str, width: int, style: StyleName = "") -> list[Line]:
    """The same for a text of several lines, whose blank ones stay."""
    return [line for part in text.splitlines() for line in wrapped_lines(part, width, style) or [[(" ", style)]]]


def flowed(line: Line, width: int) -> list[Line]:
    """A line of several runs in lines of at most `width` cells, broken between the runs."""
    lines: list[list[Run]] = [[]]
    used = 0
    for text, style in line:
        if used and used + cell_len(text.rstrip()) > width:
            lines.append([])
            used, text = 0, f" {text.lstrip()}"
        lines[-1].append((text, style))
        used += cell_len(text)
    return [*lines]


def explained(
    name: str, text: str, width: int, indent: int, styles: tuple[StyleName, StyleName] = ("", "dim")
) -> Iterator[Line]:
    """The lines for a width in cells; the text begins `indent` cells from the left."""
    first, *others = wrapped(text, max(20, width - indent - 1)) or [""]
    if cell_len(name) > indent - 4:  # the text begins below it, so that no line is longer than the width
        yield [(f"   {name}", styles[0])]
        name = ""
    yield [(f"   {name:{indent - 4}} ", styles[0]), (first, styles[1])]
    for part in others:
        yield [(" " * indent, ""), (part, styles[1])]
