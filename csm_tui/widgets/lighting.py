"""Lighting what was looked for in a text that is shown."""

from collections.abc import Sequence

from rich.cells import cell_len

from csm_tui.domain.text import found_spans
from csm_tui.widgets.style_name import Run, StyleName

FOUND: StyleName = "found"


def lit(text: str, style: StyleName, words: Sequence[str]) -> list[Run]:
    """The runs of a text in which the folded words are lit."""
    runs: list[Run] = []
    at = 0
    for start, end in found_spans(text, words) if words else ():
        runs += [(text[at:start], style), (text[start:end], FOUND)]
        at = end
    return [run for run in (*runs, (text[at:], style)) if run[0]]


def from_found(text: str, words: Sequence[str], width: int, more: str) -> str:
    """The text from shortly before the first folded word on, if that is not among its first `width` cells.

    `more` then stands for what is left out.
    """
    start, end = next(iter(found_spans(text, words)), (0, 0))
    if cell_len(text[:end]) < width or cell_len(text) == width:
        return text
    before = text.find(" ", max(start - width // 3, 0), start)
    return more + text[start if before < 0 else before + 1 :]
