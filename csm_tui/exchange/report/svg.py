"""Parts of drawings (SVG) that stand in a page. All text in them is escaped."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

Scale = Callable[[float], float]
"""Where a month, a day, a score or an amount stands in a drawing."""


class Stroke(NamedTuple):
    """How a line is drawn: `dashes` are the lengths of dashes and gaps, or none."""

    colour: str
    width: int
    dashes: str = "none"


WIDTH = 1000
"""The width of each drawing, in its own units; the page scales it."""


def drawing(height: float, said: str, shapes: Iterable[str]) -> str:
    """A whole drawing; `said` is what is read aloud for it."""
    head = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(said)}"'
    return "".join((f'{head} xmlns="http://www.w3.org/2000/svg">', *shapes, "</svg>"))


def curve(corners: Sequence[tuple[float, float]], stroke: Stroke, *, closed: bool = False) -> Iterator[str]:
    """A line through its corners, with a dot on each; `closed`: back to the first. One corner is a dot alone."""
    line = f'fill="none" {_drawn(stroke)}'
    path = [*corners, corners[0]] if closed and corners else corners
    if len(corners) > 1:
        yield f'<polyline points="{" ".join(f"{x},{y}" for x, y in path)}" {line}/>'
    yield from (f'<circle cx="{x}" cy="{y}" r="{stroke.width + 1}" fill="{stroke.colour}"/>' for x, y in corners)


def legend_entry(at: float, name: str, stroke: Stroke, *, strong: bool = False) -> Iterator[str]:
    """A line as it is drawn, and its name behind it."""
    yield f'<line x1="{at}" y1="16" x2="{at + 34}" y2="16" {_drawn(stroke)}/>'
    yield label(at + 42, 21, name, "start", strong=strong)


def _drawn(stroke: Stroke) -> str:
    return f'stroke="{stroke.colour}" stroke-width="{stroke.width}" stroke-dasharray="{stroke.dashes}"'


def label(x: float, y: float, text: str, anchor: str, *, strong: bool = False, size: float | None = None) -> str:
    """A text; `anchor` is the part of it that stands at x: start, middle or end."""
    weight = ' font-weight="600"' if strong else ""
    weight += f' font-size="{size}"' if size else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
