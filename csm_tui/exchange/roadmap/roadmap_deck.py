"""A roadmap as a deck of slides (.pptx): one idea on each, with real tables and a chart that can be edited.

python-pptx is loaded with this module, so only where a deck is made. What has no room on a slide goes on on the next.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from csm_tui.exchange.roadmap.deck_text import POINTS, letters, line_height, lines, pages_of, rows_on_pages
from csm_tui.exchange.roadmap.roadmap_sections import Grid, Items, Picture, Scope, Section, reasons, sections
from csm_tui.exchange.tables import FileRefused
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.milestones import MilestoneState, Placed

_WIDE, _HIGH = 13.333, 7.5
"""The size of a slide of our own, in inches: 16 to 9."""
_SIDE, _TOP, _BOTTOM = 0.7, 1.55, 0.6
"""The margins of what stands below the title, in inches."""
_TITLE, _TEXT, _SMALL, _CELL = 30, 20, 12, 12
"""The sizes of the fonts in points."""
_ROW_PADDING = 0.1
_NUMBER = 1.05
"""The width of a column of numbers, in inches."""

_INK, _QUIET, _ACCENT = RGBColor(0x1F, 0x29, 0x37), RGBColor(0x6B, 0x72, 0x80), RGBColor(0x15, 0x65, 0xA9)
_GOOD, _BAD, _FAINT = RGBColor(0x1A, 0x7F, 0x4B), RGBColor(0xC6, 0x28, 0x28), RGBColor(0xCB, 0xD5, 0xE1)
_WHITE = RGBColor(0xFF, 0xFF, 0xFF)
_STATES = {
    MilestoneState.DONE: (_GOOD, _GOOD), MilestoneState.LATE: (_BAD, _WHITE), MilestoneState.NEXT: (_ACCENT, _WHITE),
    MilestoneState.OPEN: (_QUIET, _WHITE),
}  # fmt: skip
"""The colours of the edge and of the inside of a milestone."""
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
        self._file = _opened(template)
        if template is None:
            self._file.slide_width, self._file.slide_height = Inches(_WIDE), Inches(_HIGH)
        self._wide, self._high = self._file.slide_width / Inches(1), self._file.slide_height / Inches(1)
        self._layout = _layout(self._file)

    @property
    def _room(self) -> tuple[float, float]:
        """The width and the height of what stands below a title, in inches."""
        return self._wide - 2 * _SIDE, self._high - _TOP - _BOTTOM

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
            Inches(_SIDE), Inches(0.4), Inches(self._room[0]), Inches(1.0),
        )  # fmt: skip
        size, width = _TITLE, self._room[0]
        shown = title
        while size > 16 and len(_lines(shown, width, size)) * line_height(size) > 0.95:
            size -= 2
        fitting = _lines(shown, width, size)
        most = max(int(0.95 / line_height(size)), 1)
        if len(fitting) > most:
            shown = " ".join(fitting[:most])[:-1].rstrip() + "\u2026"
        _write(head.text_frame, [shown], size, _ACCENT, bold=True, anchor=MSO_ANCHOR.MIDDLE)
        head.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        slide.notes_slide.notes_text_frame.text = "\n".join((title, *said))
        return slide

    def _texts(self, title: str, items: Sequence[str], said: Sequence[str]) -> None:
        width, height = self._room
        most = int(height / line_height(_TEXT))
        pages = pages_of(items, letters(width, _TEXT), most)
        for number, page in enumerate(pages, 1):
            slide = self._slide(_numbered(title, number, len(pages)), said)
            box = slide.shapes.add_textbox(Inches(_SIDE), Inches(_TOP), Inches(width), Inches(height))
            _write(box.text_frame, page, _TEXT, _INK, space=line_height(_TEXT) / 2)

    def _grid(self, title: str, grid: Grid, said: Sequence[str]) -> None:
        width, height = self._room
        widths = _column_widths(grid, width)
        counts = [letters(each - 0.2, _CELL) for each in widths]
        line = line_height(_CELL)
        titles = max(len(lines(text, count)) for text, count in zip(grid.headers, counts, strict=True))
        head = titles * line + _ROW_PADDING
        pages = rows_on_pages(grid.rows, counts, (height - head) / line, _ROW_PADDING / line)
        for number, page in enumerate(pages, 1):
            slide = self._slide(_numbered(title, number, len(pages)), said)
            place = Inches(_SIDE), Inches(_TOP), Inches(width), Inches(head)
            shape = slide.shapes.add_table(len(page) + 1, len(widths), *place)
            table = shape.table
            for each, size in zip(table.columns, widths, strict=True):
                each.width = Inches(size)
            table.rows[0].height = Inches(head)
            for column, text in enumerate(grid.headers):
                _cell(table.cell(0, column), text, column >= grid.numbers, bold=True)
            for place_down, (cells, taken) in enumerate(page, 1):
                table.rows[place_down].height = Inches(taken * line + _ROW_PADDING)
                for column, text in enumerate(cells):
                    _cell(table.cell(place_down, column), text, column >= grid.numbers)

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
            XL_CHART_TYPE.LINE_MARKERS, Inches(_SIDE), Inches(_TOP), Inches(width), Inches(height), data
        )
        chart = frame.chart
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.font.size = Pt(_SMALL)
        chart.value_axis.tick_labels.number_format = "#,##0"
        chart.value_axis.tick_labels.number_format_is_linked = False
        chart.value_axis.major_gridlines.format.line.color.rgb = _FAINT
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
            _Timeline(slide, one, width, each).draw([phase.name for phase in phases], phases)


class _Timeline:
    """The drawing of a timeline on a slide. All places are in inches."""

    def __init__(self, slide: Any, one: Briefing, width: float, row: float) -> None:
        self._shapes, self._one, self._row = slide.shapes, one, row
        last = max(map(_month, one.milestones), default=0)
        self._months = max(one.roadmap.months, last, 1)
        self._left = _SIDE + 2.6
        self._width = width - 2.9

    def _x(self, month: float) -> float:
        return self._left + self._width * month / self._months

    def draw(self, names: Sequence[str], phases: Sequence[Any]) -> None:
        bottom = _TOP + 0.4 + self._row * len(names)
        step = next((one for one in (1, 2, 3, 6, 12, 24) if self._months / one <= 12), 24)
        for month in range(0, self._months + 1, step):
            self._label(self._x(month) - 0.3, _TOP, 0.6, str(month), PP_ALIGN.CENTER, _QUIET)
            self._line(self._x(month), _TOP + 0.35, self._x(month), bottom, _FAINT, 0.75)
        for number, (name, phase) in enumerate(zip(names, phases, strict=True)):
            y = _TOP + 0.4 + self._row * (number + 0.5)
            shown = _lines(name, 2.4, _SMALL)
            text = shown[0] if len(shown) == 1 else f"{shown[0][:-1].rstrip()}\u2026"
            self._label(_SIDE, y - 0.17, 2.5, text, PP_ALIGN.LEFT, _INK)
            marks = [one for one in self._one.milestones if one.phase is phase]
            if marks:
                first, last = min(map(_month, marks)), max(map(_month, marks))
                now = min(max(self._one.month, first), last)
                self._line(self._x(first), y, self._x(last), y, _FAINT, 5)
                self._line(self._x(first), y, self._x(now), y, _QUIET, 5)
            for mark in marks:
                self._mark(self._x(_month(mark)), y, mark)
        if 0 <= self._one.month <= self._months:
            at = self._x(self._one.month)
            self._line(at, _TOP + 0.3, at, bottom + 0.05, _ACCENT, 1.5)
            self._label(at - 1.0, bottom + 0.08, 2.0, f"now: month {self._one.month}", PP_ALIGN.CENTER, _ACCENT)

    def _line(self, x1: float, y1: float, x2: float, y2: float, colour: Any, points: float) -> None:
        """A line across or down, as a shape: the theme would give a connector a shadow."""
        thick = points / POINTS
        across = x2 > x1
        place = (x1, y1 - thick / 2, x2 - x1, thick) if across else (x1 - thick / 2, y1, thick, y2 - y1)
        shape = self._shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, place))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour
        shape.line.fill.background()
        shape.shadow.inherit = False

    def _mark(self, x: float, y: float, mark: Placed) -> None:
        size = 0.2
        shape = self._shapes.add_shape(
            MSO_SHAPE.OVAL, Inches(x - size / 2), Inches(y - size / 2), Inches(size), Inches(size)
        )
        shape.name = f"{mark.phase.name}: {mark.milestone.name}"
        edge, inside = _STATES[mark.state]
        shape.fill.solid()
        shape.fill.fore_color.rgb = inside
        shape.line.color.rgb = edge
        shape.line.width = Pt(2.25)
        shape.shadow.inherit = False

    def _label(self, x: float, y: float, width: float, text: str, align: Any, colour: Any) -> None:
        box = self._shapes.add_textbox(Inches(x), Inches(y), Inches(width), Inches(0.34))
        box.text_frame.margin_left = box.text_frame.margin_right = Emu(0)
        _write(box.text_frame, [text], _SMALL, colour)
        box.text_frame.paragraphs[0].alignment = align


def _opened(template: Path | None) -> Any:
    """The template, without the slides that it has."""
    if template is None:
        return Presentation()
    try:
        data = template.read_bytes()
        # A .potx differs from a .pptx in nothing but the type that it says it has.
        file = Presentation(BytesIO(_as_presentation(data)))
    except Exception as error:  # whatever a damaged file makes of python-pptx, it is no template
        raise FileRefused(f"it is no template of slides ({type(error).__name__})") from None
    ids = file.slides.element  # there is no other way to take slides out
    for slide in [*ids]:
        file.part.drop_rel(slide.rId)
        ids.remove(slide)
    return file


def _as_presentation(data: bytes) -> bytes:
    from zipfile import ZIP_DEFLATED, ZipFile

    changed = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"presentationml.template.main+xml", b"presentationml.presentation.main+xml")
            new.writestr(name, content)
    return changed.getvalue()


def _layout(file: Any) -> Any:
    """The layout with a title and the fewest other places."""
    titled = [one for one in file.slide_layouts if any(each.placeholder_format.idx == 0 for each in one.placeholders)]
    if not titled:
        raise FileRefused("the template has no layout with a title")
    return min(titled, key=lambda one: len([*one.placeholders]))


def _write(
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


def _cell(cell: Any, text: str, is_number: bool, *, bold: bool = False) -> None:
    cell.margin_left = cell.margin_right = Inches(0.08)
    cell.margin_top = cell.margin_bottom = Inches(_ROW_PADDING / 2)
    frame = cell.text_frame
    frame.word_wrap = True
    run = frame.paragraphs[0].add_run()
    run.text = text or "\u00a0"  # an empty cell would be as high as the usual font
    run.font.size, run.font.bold = Pt(_CELL), bold
    if is_number:
        frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


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


def _lines(text: str, inches: float, size: float) -> list[str]:
    return lines(text, letters(inches, size))


def _month(one: Placed) -> int:
    return one.milestone.planned if one.milestone.actual is None else one.milestone.actual


def _month_name(day: date) -> str:
    return f"{day:%B %Y}"
