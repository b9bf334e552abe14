"""What is behind a slide of a presentation, to scroll in: all that its part holds."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from csm_tui.exchange.report.blocks import Items, ReportTable
from csm_tui.exchange.roadmap.roadmap_sections import Picture, RoadmapScope, sections, shown_first
from csm_tui.screens.roadmap.parts.part import ShownRoadmap
from csm_tui.screens.roadmap.presentation.slides import TITLES
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.table.layout import fit
from csm_tui.widgets.wrapping import wrapped


def detail_lines(number: int, shown: ShownRoadmap, width: int) -> list[Line]:
    """All that a part holds, to scroll in."""
    title = TITLES[number]
    wanted = [section for section in sections(shown.one, RoadmapScope()) if not title or section.part == title]
    lines: list[Line] = [[], [(f"  {title or shown.roadmap.title}", "key")], []]
    first = [] if title else shown_first(shown.one)
    for blocks in (first, *(section.blocks for section in wanted)):
        for each in blocks:
            block = each.said if isinstance(each, Picture) else each
            if isinstance(block, Items):
                lines += [[(f"  {block.title}", "title")], *_bullets(block.items, width - 6, "    "), []]
            else:
                lines += [[(f"  {block.title}", "title")], *grid_lines(block, width - 6), []]
    return lines


def _bullets(texts: Sequence[str], width: int, indent: str) -> Iterator[Line]:
    for text in texts:
        for line in text.split("\n"):
            yield from ([(f"{indent}{part}", "")] for part in wrapped(line, max(width - len(indent), 10)))


def grid_lines(grid: ReportTable, width: int) -> Iterator[Line]:
    """A table in lines of this width; texts wrap in their columns, numbers never do."""
    rows = [tuple(grid.headers), *grid.rows]
    widths = [_width(place >= grid.numbers, column) for place, column in enumerate(zip(*rows, strict=True))]
    while sum(widths) + 2 * len(widths) > width and max(widths[: grid.numbers], default=0) > 8:
        widest = max(range(grid.numbers), key=lambda place: widths[place])
        widths[widest] -= 1
    for number, row in enumerate(rows):
        cells = [
            [part for line in text.split("\n") for part in wrapped(line, size) or [""]]
            for text, size in zip(row, widths, strict=True)
        ]
        for line in range(max(map(len, cells))):
            yield [_run(cells, line, place, widths, grid, number == 0) for place in range(len(cells))]


def _width(is_number: bool, column: Sequence[str]) -> int:
    """The cells that a column wants; the title of numbers may wrap between its words."""
    title, *texts = column
    parts = [*(title.split() if is_number else [title]), *(part for text in texts for part in text.split("\n"))]
    return max(map(cell_len, parts))


def _run(
    cells: Sequence[Sequence[str]], line: int, place: int, widths: Sequence[int], grid: ReportTable, is_head: bool
) -> Run:
    text = cells[place][line] if line < len(cells[place]) else ""
    shown = fit(text, widths[place], "right" if place >= grid.numbers else "left")
    return f"{'    ' if place == 0 else '  '}{shown}", "dim" if is_head else ""
