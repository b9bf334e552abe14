"""Parts of drawings (SVG) that stand in a page. All text in them is escaped."""

from collections.abc import Callable, Iterable
from html import escape

Scale = Callable[[float], float]
"""Where a month, a day, a score or an amount stands in a drawing."""

WIDTH = 1000
"""The width of each drawing, in its own units; the page scales it."""


def drawing(height: float, said: str, shapes: Iterable[str]) -> str:
    """A whole drawing; `said` is what is read aloud for it."""
    head = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(said)}"'
    return "".join((f'{head} xmlns="http://www.w3.org/2000/svg">', *shapes, "</svg>"))


def label(x: float, y: float, text: str, anchor: str, *, strong: bool = False, size: float | None = None) -> str:
    """A text; `anchor` is the part of it that stands at x: start, middle or end."""
    weight = ' font-weight="600"' if strong else ""
    weight += f' font-size="{size}"' if size else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
