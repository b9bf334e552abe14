"""What a deck is drawn with: its colours and sizes, areas, texts and cells of tables."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from csm_tui.exchange.roadmap.deck_text import letters, lines

SMALL = 12
"""The size of small texts, in points."""

ROW_PADDING = 0.1
"""How much higher a row of a table is than its text, in inches."""

INK, QUIET, ACCENT = RGBColor(0x1F, 0x29, 0x37), RGBColor(0x6B, 0x72, 0x80), RGBColor(0x15, 0x65, 0xA9)
GOOD, BAD, FAINT = RGBColor(0x1A, 0x7F, 0x4B), RGBColor(0xC6, 0x28, 0x28), RGBColor(0xCB, 0xD5, 0xE1)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)


class Area(NamedTuple):
    """A part of a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def place(self) -> tuple[Any, ...]:
        """The same in the units of python-pptx."""
        return tuple(map(Inches, self))

    def below(self, height: float) -> "Area":
        """What is left of it below so many inches."""
        return Area(self.left, self.top + height, self.width, self.height - height)


def text_box(slide: Any, area: Area) -> Any:
    """The frame of a new box for texts, which begin at the left edge of the area."""
    frame = slide.shapes.add_textbox(*area.place).text_frame
    frame.margin_left = frame.margin_right = 0
    return frame


def write(
    frame: Any, texts: Sequence[str], size: float, colour: Any = None, *, bold: bool | None = None, space: float = 0
) -> None:
    """One paragraph for each text; `space` stands behind each, in inches. Without a colour, in that of the template."""
    frame.word_wrap = True
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), bold
        if colour is not None:
            run.font.color.rgb = colour
        if space:
            paragraph.space_after = Inches(space)


def write_cell(cell: Any, text: str, is_number: bool, size: float, *, bold: bool = False) -> None:
    """A text in a cell of a table, each of its lines a paragraph."""
    cell.margin_left = cell.margin_right = Inches(0.08)
    cell.margin_top = cell.margin_bottom = Inches(ROW_PADDING / 2)
    # An empty cell would be as high as the usual font.
    write(cell.text_frame, text.split("\n") if text else ["\u00a0"], size, bold=bold)
    if is_number:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def filled_shape(slide: Any, area: Area, colour: RGBColor, shape: Any = MSO_SHAPE.RECTANGLE) -> Any:
    """A shape in one colour, without a line around it and without a shadow, which a theme may give it."""
    found = slide.shapes.add_shape(shape, *area.place)
    found.fill.solid()
    found.fill.fore_color.rgb = colour
    found.line.fill.background()
    found.shadow.inherit = False
    return found


def wrapped_lines(text: str, inches: float, size: float) -> list[str]:
    """The lines of a text in a width, at a size in points."""
    return lines(text, letters(inches, size))
