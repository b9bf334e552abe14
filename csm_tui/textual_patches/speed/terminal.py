"""The contents of a terminal, and what must be sent to change them; loaded by `diffing`."""

from collections.abc import Callable, Iterator
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from csm_tui.textual_patches.safety.cell_places import is_sure, sent, strips_of

_Codes = Callable[[Style | None], str]


class Terminal:
    """Remembers each line that was sent."""

    def __init__(self) -> None:
        self._lines: dict[int, Strip] = {}

    def forget(self) -> None:
        """The terminal may show anything now."""
        self._lines.clear()

    def put(self, x: int, y: int, strip: Strip, console: Console) -> str:
        """The text that shows a strip at a position; "" if the terminal shows it already."""
        known, width = self._lines.get(y), strip.cell_length
        if known is None or known.cell_length < x + width:
            if x == 0:
                self._lines[y] = strip
            return sent(x, y, strip, console)
        before = known.crop(x, x + width)
        codes = _codes(console)
        left = same_cells(before, strip, codes)
        if left == width:
            return ""
        self._lines[y] = whole = Strip.join([known.crop(0, x), strip, known.crop(x + width)])
        if not (is_sure(before) and is_sure(strip)):  # what the terminal shows beside it may be gone, too
            return sent(0, y, whole, console)
        right = width - min(same_cells(_reversed(before), _reversed(strip), codes), width - left)
        return sent(x + left, y, strip.crop(left, right), console)

    def difference(self, renderable: Any) -> Any:
        """The part of a screen update that the terminal does not show yet; other renderables unchanged."""
        return Difference(renderable, self) if isinstance(renderable, LayoutUpdate | ChopsUpdate) else renderable


class Difference(CompositorUpdate):
    """What an update by Textual changes in a terminal."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate, terminal: Terminal) -> None:
        self._update = update
        self._terminal = terminal
        self._text: str | None = None

    def render_segments(self, console: Console) -> str:
        """The text for the terminal, which is taken to be sent once it was asked for."""
        if self._text is None:
            strips = strips_of(self._update)
            self._text = "".join(self._terminal.put(x, y, strip, console) for x, y, strip in strips)
        return self._text


def same_cells(one: Strip, other: Strip, codes: _Codes) -> int:
    """The number of cells that two strips have in common at the beginning, never half a wide character."""
    same = 0
    for (text, style), (other_text, other_style) in zip(_cells(one), _cells(other), strict=False):
        if text != other_text or (style is not other_style and codes(style) != codes(other_style)):
            break
        same += cell_len(text)
    return same


def _cells(strip: Strip) -> Iterator[tuple[str, Style | None]]:
    return ((char, segment.style) for segment in strip for char in segment.text)


def _reversed(strip: Strip) -> Strip:
    return Strip([Segment(segment.text[::-1], segment.style) for segment in reversed([*strip])], strip.cell_length)


def _codes(console: Console) -> _Codes:
    """A function that returns the codes sent for a style, without links and meta data."""
    system = console._color_system
    return lambda style: "" if style is None or system is None else style._make_ansi_codes(system)
