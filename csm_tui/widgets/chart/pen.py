"""What paths are drawn with, for the canvas and for each plotter."""

from typing import NamedTuple

Dot = tuple[int, int]
"""A place as dots from the left and dots from the bottom."""


class Pen(NamedTuple):
    """What lines are drawn with: plotext's name of it, and how many dots a cell has across and down."""

    name: str
    across: int
    down: int


BRAILLE = Pen("braille", 2, 4)
ASCII_PEN = Pen(".", 1, 1)
