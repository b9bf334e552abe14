"""A roadmap as a deck of slides (.pptx): one idea on each, with real tables and a chart that can be edited.

python-pptx is loaded with this module, so only where a deck is made. What has no room on a slide goes on on the next.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from csm_tui.exchange.roadmap.deck_shapes import (
    ACCENT,
    BOTTOM,
    CELL,
    FAINT,
    INK,
    ROW_PADDING,
    SIDE,
    SMALL,
    TOP,
    wrapped,
    write,
    write_cell,
)  # fmt: skip
from csm_tui.exchange.roadmap.deck_template import opened, titled_layout
from csm_tui.exchange.roadmap.deck_text import letters, line_height, lines, pages_of, rows_on_pages
from csm_tui.exchange.roadmap.deck_timeline import Timeline
from csm_tui.exchange.roadmap.roadmap_sections import Grid, Items, Picture, Scope, Section, reasons, sections
from csm_tui.planning.roadmap.briefings import Briefing

_WIDE, _HIGH = 13.333, 7.5
"""The size of a slide of our own, in inches: 16 to 9."""
_TITLE, _TEXT = 30, 20
"""The sizes of the fonts in points."""
_NUMBER = 1.05
"""The width of a column of numbers, in inches."""

_LINES = ((0x7B, 0x5E, 0xA7), (0x0F, 0x8B, 0x8D), (0x1F, 0x29, 0x37))
"""The colours of the chart: estimated, re-forecast, actual."""


def roadmap_deck(found: Sequence[Briefing], scope: Scope, template: Path | None = None) -> bytes:
    """The roadmaps as a .pptx, in a plain template of our own or in the one that is given.

    Raises:
        FileRefused: the template is none, or has no layout with a title.
    """
    deck = _Deck(template)
    for one in found:
        deck.add(one, scope)
    return deck.saved()


class _Deck:
    def __init__(self, template: Path | None) -> None:
        self._file = opened(template)
        if template is None:
            self._file.slide_width, self._file.slide_height = Inches(_WIDE), Inches(_HIGH)
        self._wide, self._high = self._file.slide_width / Inches(1), self._file.slide_height / Inches(1)
        self._layout = titled_layout(self._file)

    @property
    def _room(self) -> tuple[float, float]:
        """The width and the height of what stands below a title, in inches."""
        return self._wide - 2 * SIDE, self._high - TOP - BOTTOM

    def saved(self) -> bytes:
        data = BytesIO()
        self._file.save(data)
        return data.getvalue()

    def add(self, one: Briefing, scope: Scope) -> None:
        """The slides of a roadmap: its title, then part by part."""
        self._opening(one, scope)
        for section in sections(one, scope):
            self._section(section, one, scope)

    def _opening(self, one: Briefing, scope: Scope) -> None:
        roadmap = one.roadmap
        status = one.status if scope.finance else one.status_without_money
        said = reasons(one, scope)
        where = f"{one.client.name} · {one.engagement.name}"
        month = f"Month {one.month} of {roadmap.months}, since {_month_name(roadmap.first_month)}"
        head = [where, month]
        if roadmap.headline:
            head.append(f"{roadmap.headline} ({roadmap.headline_by})" if roadmap.headline_by else roadmap.headline)
        self._texts(roadmap.title, [*head, status.course.capitalize(), *said], said)

    def _section(self, section: Section, one: Briefing, scope: Scope) -> None:
        said = reasons(one, scope)
        for is_text, blocks in groupby(section.blocks, key=lambda block: isinstance(block, Items)):
            if is_text:
                for block in blocks:
                    assert isinstance(block, Items)
                    self._texts(f"{section.part}: {block.title}", block.items, said)
                continue
            for block in blocks:
                match block:
                    case Grid():
                        self._grid(f"{section.part}: {block.title}", block, said)
                    case Picture.TIMELINE:
                        self._timeline(str(section.part), one, said)
                    case Picture.CHART:
                        self._chart(f"{section.part}: cumulative cash flow", one, said)

    # One slide

    def _slide(self, title: str, said: Sequence[str]) -> Any:
        """A new slide with a title, which is made smaller if it is long, and with what is to be said in its notes."""
        slide = self._file.slides.add_slide(self._layout)
        for shape in [*slide.placeholders]:
            if shape != slide.shapes.title:
                shape.element.getparent().remove(shape.element)  # there is no other way
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = (
            Inches(SIDE), Inches(0.4), Inches(self._room[0]), Inches(1.0),
        )  # fmt: skip
        size, width = _TITLE, self._room[0]
        shown = title
        while size > 16 and len(wrapped(shown, width, size)) * line_height(size) > 0.95:
            size -= 2
        fitting = wrapped(shown, width, size)
        most = max(int(0.95 / line_height(size)), 1)
        if len(fitting) > most:
            shown = " ".join(fitting[:most])[:-1].rstrip() + "\u2026"
        write(head.text_frame, [shown], size, ACCENT, bold=True, anchor=MSO_ANCHOR.MIDDLE)
        head.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        slide.notes_slide.notes_text_frame.text = "\n".join((title, *said))
        return slide

    def _texts(self, title: str, items: Sequence[str], said: Sequence[str]) -> None:
        width, height = self._room
        most = int(height / line_height(_TEXT))
        pages = pages_of(items, letters(width, _TEXT), most)
        for number, page in enumerate(pages, 1):
            slide = self._slide(_numbered(title, number, len(pages)), said)
            box = slide.shapes.add_textbox(Inches(SIDE), Inches(TOP), Inches(width), Inches(height))
            write(box.text_frame, page, _TEXT, INK, space=line_height(_TEXT) / 2)

    def _grid(self, title: str, grid: Grid, said: Sequence[str]) -> None:
        width, height = self._room
        widths = _column_widths(grid, width)
        counts = [letters(each - 0.2, CELL) for each in widths]
        line = line_height(CELL)
        titles = max(len(lines(text, count)) for text, count in zip(grid.headers, counts, strict=True))
        head = titles * line + ROW_PADDING
        pages = rows_on_pages(grid.rows, counts, (height - head) / line, ROW_PADDING / line)
        for number, page in enumerate(pages, 1):
            slide = self._slide(_numbered(title, number, len(pages)), said)
            place = Inches(SIDE), Inches(TOP), Inches(width), Inches(head)
            shape = slide.shapes.add_table(len(page) + 1, len(widths), *place)
            table = shape.table
            for each, size in zip(table.columns, widths, strict=True):
                each.width = Inches(size)
            table.rows[0].height = Inches(head)
            for column, text in enumerate(grid.headers):
                write_cell(table.cell(0, column), text, column >= grid.numbers, bold=True)
            for place_down, (cells, taken) in enumerate(page, 1):
                table.rows[place_down].height = Inches(taken * line + ROW_PADDING)
                for column, text in enumerate(cells):
                    write_cell(table.cell(place_down, column), text, column >= grid.numbers)

    def _chart(self, title: str, one: Briefing, said: Sequence[str]) -> None:
        width, height = self._room
        quarters = one.flow.quarters
        data = CategoryChartData()
        data.categories = [f"Y{each.year} Q{each.quarter}" for each in quarters]
        data.add_series("estimated", [each.estimated_cumulative for each in quarters])
        data.add_series("re-forecast", [each.reforecast_cumulative for each in quarters])
        data.add_series("actual", [each.actual_cumulative for each in quarters])
        slide = self._slide(title, said)
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.LINE_MARKERS, Inches(SIDE), Inches(TOP), Inches(width), Inches(height), data
        )
        chart = frame.chart
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.font.size = Pt(SMALL)
        chart.value_axis.tick_labels.number_format = "#,##0"
        chart.value_axis.tick_labels.number_format_is_linked = False
        chart.value_axis.major_gridlines.format.line.color.rgb = FAINT
        axis = chart.category_axis
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # below the plot, and not on the zero line
        axis.has_major_gridlines = False
        drawn = chart.element.find(f".//{qn('c:catAx')}")
        skip = drawn.makeelement(qn("c:tickLblSkip"), {"val": "4" if len(quarters) > 8 else "1"})
        drawn.find(qn("c:noMultiLvlLbl")).addprevious(skip)  # its place is fixed
        for series, colour in zip(chart.plots[0].series, _LINES, strict=True):
            series.smooth = False
            series.format.line.color.rgb = RGBColor(*colour)
            series.format.line.width = Pt(2.5)
            if series.name != "actual":
                series.marker.style = XL_MARKER_STYLE.NONE
                continue
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = RGBColor(*colour)

    def _timeline(self, title: str, one: Briefing, said: Sequence[str]) -> None:
        """The phases, as many as fit on a slide, with their milestones over the months."""
        width, height = self._room
        each = 0.62
        count = max(int((height - 1.0) / each), 1)
        chunks = [one.phases[start : start + count] for start in range(0, len(one.phases), count)]
        for number, phases in enumerate(chunks, 1):
            slide = self._slide(_numbered(f"{title}: timeline", number, len(chunks)), said)
            Timeline(slide, one, width, each).draw([phase.name for phase in phases], phases)


def _column_widths(grid: Grid, width: float) -> list[float]:
    """Numbers have a width of their own; texts share the rest by what is in them, between a tenth and a half."""
    count = len(grid.headers)
    texts = list(range(min(grid.numbers, count)))
    room = width - _NUMBER * (count - len(texts))
    columns = [[grid.headers[place], *(row[place] for row in grid.rows)] for place in texts]
    longest = [min(max(len(text) for text in column), 60) + 6 for column in columns]
    shares = [max(each / sum(longest), 0.1) for each in longest]
    return [*(room * share / sum(shares) for share in shares), *[_NUMBER] * (count - len(texts))]


def _numbered(title: str, number: int, count: int) -> str:
    return title if count == 1 else f"{title} ({number} of {count})"


def _month_name(day: date) -> str:
    return f"{day:%B %Y}"
