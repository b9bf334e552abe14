"""Safety: each cell stands in its place, whatever width a terminal gives the characters before it.

Terminals disagree on emoji of several characters, such as those with a tone of skin: where one takes four cells for
what Textual counts as two, the rest of the row shifts, and its last figures are cut off or stand in other columns.
Around each such character the cursor is placed anew, in some 30 bytes; other rows are sent as before.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App, ReturnType
from textual.strip import Strip

_SURE = re.compile(
    "["
    " -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f"  # Latin, Greek and Cyrillic, without marks that combine
    "\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20bf\u2100-\u22ff"  # punctuation, money, arrows, mathematics
    "\u2500-\u25fc\u2713\u2717\u2800-\u28ff"  # lines, blocks, shapes, dots: the signs of this program among them
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"  # Kana, Han and Hangul: two cells everywhere
    "]*"
)
"""Text whose width no terminal disputes."""

_JOINER = "\u200d"
_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_NO_WRAP, _WRAP = "\x1b[?7l", "\x1b[?7h"
_UNSURE_CATEGORIES = {"So", "Sk", "Mn", "Mc", "Me", "Cf", "Co", "Cn"}
"""Emoji and other signs, marks that combine, and characters that only some fonts or versions of Unicode know."""


class PlacingApp(App[ReturnType]):
    """Sends each row so that its cells stand in their places."""

    def _display(self, screen: Any, renderable: Any) -> None:
        super()._display(screen, in_places(renderable))


def in_places(renderable: Any) -> Any:
    """An update by Textual as it is to be sent; other renderables unchanged."""
    return PlacedUpdate(renderable) if isinstance(renderable, LayoutUpdate | ChopsUpdate) else renderable


class PlacedUpdate(CompositorUpdate):
    """An update by Textual, sent in that way."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate) -> None:
        self._update = update

    def render_segments(self, console: Console) -> str:
        return "".join(sent(x, y, strip, console) for x, y, strip in strips_of(self._update))


def strips_of(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The strips of an update, each with its place on the screen."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, Strip.join(line)
        return
    for y, start, end in update.spans:
        for strip_end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            left, right = max(x, start), min(strip_end, end)
            if strip is not None and left < right:
                yield left, y, strip.crop(left - x, right - x)


def is_sure(strip: Strip) -> bool:
    """Whether all terminals give the characters of a strip the same width."""
    return all(text.isascii() or _SURE.fullmatch(text) is not None for text, *_ in strip)


def sent(x: int, y: int, strip: Strip, console: Console) -> str:
    """The text that shows a strip at a place."""
    shown = strip if is_sure(strip) else Strip([*_placed(strip, x)], strip.cell_length)
    return Control.move_to(x, y).segment.text + shown.render(console)


def _placed(strip: Strip, x: int) -> Iterator[Segment]:
    """The segments of a strip at a column. A character of an unsure width has its cells cleared before it is drawn, as
    the terminal may draw fewer, and never goes on in the next line, as it may draw more."""
    for text, style, control in strip:
        if control:
            yield Segment(text, style, control)
            continue
        for part, width, sure in _parts(text):
            if sure:
                yield Segment(part, style)
            else:
                yield Segment(" " * width, style)
                yield Segment(f"{_NO_WRAP}{_column(x)}")
                yield Segment(part, style)
                yield Segment(f"{_WRAP}{_column(x + width)}")
            x += width


def _column(x: int) -> str:
    return f"\x1b[{x + 1}G"


@lru_cache(1024)
def _parts(text: str) -> tuple[tuple[str, int, bool], ...]:
    """The parts of a text with their widths in cells; apart those that terminals may measure otherwise."""
    parts: list[tuple[str, int, bool]] = []
    for part in _characters(text):
        sure = len(part) == 1 and (
            unicodedata.category(part) not in _UNSURE_CATEGORIES or _SURE.fullmatch(part) is not None
        )
        if sure and parts and parts[-1][2]:
            part = parts.pop()[0] + part
        parts.append((part, cell_len(part), sure))
    return tuple(parts)


def _characters(text: str) -> Iterator[str]:
    """The characters of a text as people see them, each with all that is drawn into its cells."""
    start = 0
    for place in range(1, len(text)):
        if not _joins(text[place - 1], text[place]):
            yield text[start:place]
            start = place
    yield text[start:]


def _joins(before: str, char: str) -> bool:
    """Whether a character is drawn together with the one before it."""
    flags = _is_flag_letter(before) and _is_flag_letter(char)
    return before == _JOINER or char in _TONES or flags or not cell_len(char)


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
