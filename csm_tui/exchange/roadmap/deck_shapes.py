"""What a deck is drawn with: its colours, sizes and margins, and texts and cells of tables."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from csm_tui.exchange.roadmap.deck_text import letters, lines

SIDE, TOP, BOTTOM = 0.7, 1.55, 0.6
"""The margins of what stands below the title, in inches."""

SMALL, CELL = 12, 12
"""The sizes of small texts and of those in tables, in points."""

ROW_PADDING = 0.1
"""What a row of a table is higher than its text, in inches."""

INK, QUIET, ACCENT = RGBColor(0x1F, 0x29, 0x37), RGBColor(0x6B, 0x72, 0x80), RGBColor(0x15, 0x65, 0xA9)
GOOD, BAD, FAINT = RGBColor(0x1A, 0x7F, 0x4B), RGBColor(0xC6, 0x28, 0x28), RGBColor(0xCB, 0xD5, 0xE1)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)


def write(
    frame: Any, texts: Sequence[str], size: float, colour: Any, *, bold: bool = False, space: float = 0,
    anchor: Any = None,
) -> None:  # fmt: skip
    """One paragraph for each text; `space` stands behind each, in inches."""
    frame.word_wrap = True
    if anchor is not None:
        frame.vertical_anchor = anchor
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour
        if space:
            paragraph.space_after = Inches(space)


def write_cell(cell: Any, text: str, is_number: bool, *, bold: bool = False) -> None:
    cell.margin_left = cell.margin_right = Inches(0.08)
    cell.margin_top = cell.margin_bottom = Inches(ROW_PADDING / 2)
    frame = cell.text_frame
    frame.word_wrap = True
    run = frame.paragraphs[0].add_run()
    run.text = text or "\u00a0"  # an empty cell would be as high as the usual font
    run.font.size, run.font.bold = Pt(CELL), bold
    if is_number:
        frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def wrapped(text: str, inches: float, size: float) -> list[str]:
    """The lines of a text in a width, at a size in points."""
    return lines(text, letters(inches, size))
