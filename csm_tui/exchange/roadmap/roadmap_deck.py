"""A roadmap as a deck of slides (.pptx): one idea on each, with real tables and a chart that can be edited.

python-pptx is loaded with this module, so only where a deck is made. What has no room on a slide goes on on the next.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from csm_tui.exchange.report.blocks import Items, ReportTable
from csm_tui.exchange.roadmap.deck_chart import add_cash_chart
from csm_tui.exchange.roadmap.deck_grid import SlideTable, grid_layout
from csm_tui.exchange.roadmap.deck_shapes import (
    ACCENT,
    BAD,
    GOOD,
    INK,
    QUIET,
    ROW_PADDING,
    WHITE,
    Area,
    filled_shape,
    text_box,
    wrapped_lines,
    write,
    write_cell,
)
from csm_tui.exchange.roadmap.deck_template import opened_template, title_area, titled_layout
from csm_tui.exchange.roadmap.deck_text import letters, line_height, pages_of
from csm_tui.exchange.roadmap.deck_timeline import add_timeline, phases_on_slides
from csm_tui.exchange.roadmap.roadmap_sections import (
    Drawing,
    Picture,
    RoadmapScope,
    SectionContent,
    sections,
    shown_first,
    status_in,
)
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.status import Course

_WIDE, _HIGH = 13.333, 7.5
"""The size of a slide of our own, in inches: 16 to 9."""
_SIDE, _HEAD, _TITLE_TOP, _GAP, _BOTTOM = 0.7, 1.0, 0.35, 0.3, 0.6
"""The margins, and the height and the top of a title, in inches."""

_TITLES = 30, 28, 24, 20, 18, 16
_TEXTS = 28, 24, 20, 18, 16
_BIG = 44, 36, 28, 24
"""The sizes of fonts in points, of which the first that fits is taken: of titles, texts, and what stands alone."""
_SMALLER = 18
_SAID = 0.6
"""The height of what is said above a drawing, in inches."""


def roadmap_deck(found: Sequence[Briefing], scope: RoadmapScope, template: Path | None = None) -> bytes:
    """The roadmaps as a .pptx, in a plain template of our own or in the one that is given.

    Raises:
        FileRefused: the template is none, or has no layout with a title.
    """
    deck = _Deck(template)
    for one in found:
        _Slides(deck, one, scope).add()
    return deck.saved()


class _Deck:
    """The file, and slides with a title in it. A template gives titles their place, font and colour."""

    def __init__(self, template: Path | None) -> None:
        self._file = opened_template(template)
        self._is_own = template is None
        if self._is_own:
            self._file.slide_width, self._file.slide_height = Inches(_WIDE), Inches(_HIGH)
        wide, high = self._file.slide_width / Inches(1), self._file.slide_height / Inches(1)
        self._layout = titled_layout(self._file)
        usual = Area(_SIDE, _TITLE_TOP, wide - 2 * _SIDE, _HEAD)
        self._head = usual if self._is_own else title_area(self._layout, wide, high) or usual
        top = self._head.top + self._head.height + _GAP
        self.body = Area(self._head.left, top, self._head.width, high - top - _BOTTOM)
        self._band = Area(0, 0, 0.3, high)

    def saved(self) -> bytes:
        data = BytesIO()
        self._file.save(data)
        return data.getvalue()

    def slide(self, title: str, said: Sequence[str]) -> Any:
        """A new slide with a title, which is made smaller if it is long, and with what is to be said in its notes."""
        slide = self._titled(title, self._head, _TITLES, said)
        if self._is_own:
            filled_shape(slide, Area(_SIDE, self._head.top + self._head.height, 1.2, 0.05), ACCENT)
        return slide

    def opening(self, title: str, where: Sequence[str], said: Sequence[str]) -> None:
        """The first slide: what it is about, large."""
        head = Area(self._head.left, self.body.top, self._head.width, self.body.height * 0.4)
        slide = self._titled(title, head, _BIG, said, is_low=True)
        if self._is_own:
            filled_shape(slide, self._band, ACCENT)
        frame = text_box(slide, Area(head.left, head.top + head.height + _GAP, head.width, 1.2))
        write(frame, where, _SMALLER, QUIET if self._is_own else None, space=0.08)

    def _titled(
        self, title: str, area: Area, sizes: Sequence[float], said: Sequence[str], *, is_low: bool = False
    ) -> Any:
        slide = self._file.slides.add_slide(self._layout)
        for shape in [*slide.placeholders]:
            if shape != slide.shapes.title:
                shape.element.getparent().remove(shape.element)  # there is no other way
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = area.place
        shown, size = _fitting(title, area, sizes)
        colour = ACCENT if self._is_own else None
        write(head.text_frame, [shown], size, colour, bold=True if self._is_own else None)
        if self._is_own:
            head.text_frame.margin_left = 0
            head.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if is_low else MSO_ANCHOR.MIDDLE
            head.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        slide.notes_slide.notes_text_frame.text = "\n".join((title, *said))
        return slide


class _Slides:
    """The slides of one roadmap in a deck: what it is about, how it stands, what is shown first, then part by part."""

    def __init__(self, deck: _Deck, one: Briefing, scope: RoadmapScope) -> None:
        self._deck, self._one, self._scope = deck, one, scope
        self._status = status_in(one, scope)

    def add(self) -> None:
        one, roadmap = self._one, self._one.roadmap
        month = f"Month {one.month} of {roadmap.months}, since {roadmap.first_month:%B %Y}"
        self._deck.opening(roadmap.title, (f"{one.client.name} · {one.engagement.name}", month), self._status.reasons)
        if roadmap.headline:
            self._headline()
        self._course()
        for items in shown_first(one):
            self._texts(items.title, items.items)
        for section in sections(one, self._scope):
            for block in section.blocks:
                self._block(str(section.part), block)

    def _block(self, part: str, block: SectionContent) -> None:
        match block:
            case Items():
                self._texts(f"{part}: {block.title}", block.items)
            case ReportTable():
                self._grid(f"{part}: {block.title}", block)
            case Picture():
                if block.drawing is Drawing.TIMELINE:
                    self._timeline(part, block.said)
                else:
                    self._chart(f"{part}: cumulative cash flow", block.said)

    def _slide(self, title: str) -> Any:
        return self._deck.slide(title, self._status.reasons)

    def _headline(self) -> None:
        """One figure, as large as there is room, and who stated it."""
        body, roadmap = self._deck.body, self._one.roadmap
        slide = self._slide("Gained so far")
        shown, size = _fitting(roadmap.headline, Area(*body[:3], body.height - 1), _BIG)
        frame = text_box(slide, body)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        write(frame, [shown], size, INK, bold=True, space=0.2)
        if roadmap.headline_by:
            paragraph = frame.add_paragraph()
            paragraph.text = f"stated by {roadmap.headline_by}"
            paragraph.font.size, paragraph.font.color.rgb = Pt(_SMALLER), QUIET

    def _course(self) -> None:
        """How it stands, in a word and in its colour, and why."""
        course, body, high = self._status.course, self._deck.body, 0.6
        slide = self._texts("Where we stand", self._status.reasons, body.below(high + _GAP))
        colour = BAD if course is Course.BEHIND else GOOD
        chip = filled_shape(slide, Area(body.left, body.top, 2.4, high), colour, MSO_SHAPE.ROUNDED_RECTANGLE)
        write(chip.text_frame, [course.capitalize()], 20, WHITE, bold=True)
        chip.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER

    def _texts(self, title: str, items: Sequence[str], area: Area | None = None) -> Any:
        """Texts on as many slides as they need, as large as they may be on one. Returns the first of them."""
        area = area or self._deck.body
        size, pages = _text_pages(items, area)
        slides = []
        for number, page in enumerate(pages, 1):
            slide = self._slide(_numbered(title, number, len(pages)))
            write(text_box(slide, area), page, size, INK, space=line_height(size) / 2)
            slides.append(slide)
        return slides[0]

    def _grid(self, title: str, grid: ReportTable) -> None:
        layout = grid_layout(grid, self._deck.body)
        for number, page in enumerate(layout.pages, 1):
            slide = self._slide(_numbered(title, number, len(layout.pages)))
            _add_table(slide, grid, page, layout, self._deck.body)

    def _chart(self, title: str, said: Items) -> None:
        body, slide = self._deck.body, self._slide(title)
        add_cash_chart(slide, self._one, self._beside(slide, said, body))

    def _timeline(self, title: str, said: Items) -> None:
        """The phases, as many as fit on a slide, with their milestones over the months."""
        body = self._deck.body
        pages = phases_on_slides(self._one.phases, body.below(_SAID).height)
        for number, phases in enumerate(pages, 1):
            slide = self._slide(_numbered(f"{title}: timeline", number, len(pages)))
            add_timeline(slide, self._one, phases, self._beside(slide, said, body))

    def _beside(self, slide: Any, said: Items, area: Area) -> Area:
        """Say in two lines at most what a drawing shows; the area that is left for it."""
        text = "; ".join(said.items)
        if not text:
            return area
        shown, size = _fitting(text, Area(*area[:3], 0.5), (18, 16, 14, 12))
        write(text_box(slide, Area(*area[:3], 0.5)), [shown], size, INK)
        return area.below(_SAID)


def _add_table(
    slide: Any, grid: ReportTable, page: Sequence[tuple[Sequence[str], int]], layout: SlideTable, body: Area
) -> None:
    table = slide.shapes.add_table(len(page) + 1, len(layout.widths), *Area(*body[:3], layout.head).place).table
    for each, width in zip(table.columns, layout.widths, strict=True):
        each.width = Inches(width)
    table.rows[0].height = Inches(layout.head)
    for column, text in enumerate(grid.headers):
        write_cell(table.cell(0, column), text, column >= grid.numbers, layout.size, bold=True)
    for place, (cells, taken) in enumerate(page, 1):
        table.rows[place].height = Inches(taken * line_height(layout.size) + ROW_PADDING)
        for column, text in enumerate(cells):
            write_cell(table.cell(place, column), text, column >= grid.numbers, layout.size)


def _text_pages(items: Sequence[str], area: Area) -> tuple[float, list[list[str]]]:
    """The texts page by page, and the size of their font: the largest with which they have room on one page."""
    for size in _TEXTS:
        pages = pages_of(items, letters(area.width, size), int(area.height / line_height(size)))
        if len(pages) == 1:
            break
    return size, pages or [[]]


def _fitting(text: str, area: Area, sizes: Sequence[float]) -> tuple[str, float]:
    """A text and the largest of the sizes with which it has room; with the smallest it is cut if it has to be."""
    for size in sizes:
        found, most = wrapped_lines(text, area.width, size), max(int(area.height / line_height(size)), 1)
        if len(found) <= most:
            return text, size
    return " ".join(found[:most])[:-1].rstrip() + "\u2026", size


def _numbered(title: str, number: int, count: int) -> str:
    return title if count == 1 else f"{title} ({number} of {count})"
