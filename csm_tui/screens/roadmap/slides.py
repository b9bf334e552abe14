"""The slides of a presentation as lines: one for the title and one for each part, and the detail behind each."""

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len

from csm_tui.domain.values.dates import full_day
from csm_tui.domain.values.money import money
from csm_tui.exchange.roadmap.roadmap_sections import Grid, Items, Part, Scope, sections
from csm_tui.planning.roadmap.status import Course, break_even_in_words, kpi_course_in_words, milestone_in_words
from csm_tui.screens.roadmap.cash_chart import cash_chart_lines
from csm_tui.screens.roadmap.initiative_part import style_of_kpi
from csm_tui.screens.roadmap.milestones_part import timeline_lines
from csm_tui.screens.roadmap.parts import Shown
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.table.layout import fit
from csm_tui.widgets.wrapping import wrapped

TITLES = ("", *map(str, Part))
"""The title of each slide; the first one is the roadmap's own."""

_MARGIN = 4
_WIDEST = 110
"""The cells that a text takes at most: longer lines are hard to read from afar."""
_LEAST_CHART = 8
_COURSES = {Course.AHEAD: "green", Course.ON_TRACK: "green", Course.BEHIND: "red"}

Draw = Callable[[Shown, int, int], Iterator[Line]]


def slide_lines(number: int, shown: Shown, width: int, height: int) -> list[Line]:
    """A slide that fills the screen; what has no room on it is in its detail."""
    side = max(_MARGIN, (width - _WIDEST) // 2)
    inner = max(width - 2 * side, 20)
    head: list[Line] = [[], [(TITLES[number] or shown.roadmap.title, "key")], []]
    body = [*_SLIDES[number](shown, inner, height - len(head) - 2)]
    room = max(height - len(head) - 1, 0)
    if len(body) > room:
        body = [
            *body[: max(room - 1, 0)],
            [("\u2026 enter shows all" if not shown.glyphs.is_ascii else "... enter shows all", "dim")],
        ]
    page = f"{number + 1} / {len(TITLES)}"
    above = max(room - len(body), 0) // 3  # what is short stands a little above the middle
    lines = [*head, *[[]] * above, *body]
    lines += [[]] * max(height - len(lines) - 1, 0)
    foot: Line = [(fit(f"{shown.one.client.name}", max(inner - len(page), 0)), "dim"), (page, "dim")]
    return [_shifted(line, side) for line in (*lines, foot)]


def detail_lines(number: int, shown: Shown, width: int) -> list[Line]:
    """All that a part holds, to scroll in."""
    title = TITLES[number]
    wanted = [section for section in sections(shown.one, Scope()) if not title or section.part == title]
    lines: list[Line] = [[], [(f"  {title or shown.roadmap.title}", "key")], []]
    for section in wanted:
        for block in section.blocks:
            if isinstance(block, Items):
                lines += [[(f"  {block.title}", "title")], *_bullets(block.items, width - 6, "    "), []]
            elif isinstance(block, Grid):
                lines += [[(f"  {block.title}", "title")], *grid_lines(block, width - 6), []]
    return lines


def _shifted(line: Line, side: int) -> Line:
    return [(" " * side, ""), *line] if line else []


def _title(shown: Shown, width: int, _height: int) -> Iterator[Line]:
    one, roadmap = shown.one, shown.roadmap
    yield [(f"{one.client.name} {shown.glyphs.dot} {one.engagement.name}", "")]
    yield [(f"Month {one.month} of {roadmap.months}, since {roadmap.first_month:%B %Y}", "dim")]
    yield []
    if roadmap.headline:
        yield from ([(part, "strong")] for part in wrapped(roadmap.headline, width))
        if roadmap.headline_by:
            yield [(f"stated by {roadmap.headline_by}", "dim")]
        yield []
    yield [(one.status.course, _COURSES[one.status.course])]
    yield []
    yield from _spaced(one.status.reasons, width)


def _initiative(shown: Shown, width: int, _height: int) -> Iterator[Line]:
    outcomes = [line for line in shown.roadmap.outcomes.split("\n") if line.strip()]
    yield from _bullets(outcomes or [shown.roadmap.strategy], width, "")
    yield []
    names = max((cell_len(one.kpi.name) for one in shown.one.kpis), default=0)
    for one in shown.one.kpis:
        kpi = one.kpi
        unit = f" {kpi.unit}" if kpi.unit else ""
        value = "not measured" if one.latest is None else f"{money(one.latest.value)}{unit}"
        target = "" if kpi.target is None else f" of {money(kpi.target)}"
        state = kpi_course_in_words(one)
        name = fit(kpi.name, min(names, max(width // 2, 10)))
        yield [(f"{name}  ", ""), (value, "strong"), (target, "dim"), (f"  {state}", style_of_kpi(one))]
        yield []


def _solution(shown: Shown, width: int, _height: int) -> Iterator[Line]:
    for text in (shown.roadmap.adoption, shown.roadmap.value_realization):
        if text:
            yield from ([(part, "")] for line in text.split("\n") for part in wrapped(line, width) or [""])
            yield []


def _roadmap(shown: Shown, width: int, _height: int) -> Iterator[Line]:
    for line in timeline_lines(shown, width):
        yield line
        yield []
    coming = shown.one.coming
    if coming is not None:
        said = f"{coming.phase.name}: {coming.milestone.name}"
        yield [(f"{said} ", "strong"), (milestone_in_words(coming, shown.one.month), "")]


def _finance(shown: Shown, width: int, height: int) -> Iterator[Line]:
    flow, roadmap = shown.one.flow, shown.roadmap
    if not flow.quarters:
        return
    unit = f" {roadmap.counted_in}" if roadmap.counted_in else ""
    yield [("Break-even ", ""), (break_even_in_words(flow.break_even_reforecast), "strong")]
    yield [(f"estimated {break_even_in_words(flow.break_even_estimated)}", "dim")]
    if flow.last_actual:
        net = flow.variance_net
        word = "better" if net >= 0 else "worse"
        yield [(f"{money(abs(net))}{unit} {word}", "strong"), (" than estimated so far", "")]
    yield []
    if height - 5 >= _LEAST_CHART:
        yield from cash_chart_lines(shown.one, width, height - 5, shown.glyphs)


def _steps(shown: Shown, width: int, _height: int) -> Iterator[Line]:
    if shown.roadmap.decision:
        yield from ([(part, "strong")] for part in wrapped(shown.roadmap.decision, width))
        yield []
    for step in shown.one.steps:
        when = full_day(step.day) if step.day is not None else ""
        first, *others = wrapped(step.item, max(width - 2, 10))
        yield [(f"{shown.glyphs.dot} ", "dim"), (first, "")]
        yield from ([(f"  {part}", "")] for part in others)
        said = ", ".join(filter(None, (step.owner, when)))
        if said:
            yield [(f"  {said}", "dim")]
        yield []


_SLIDES: Sequence[Draw] = (_title, _initiative, _solution, _roadmap, _finance, _steps)


def _spaced(texts: Sequence[str], width: int) -> Iterator[Line]:
    for text in texts:
        yield from ([(part, "")] for part in wrapped(text, width))
        yield []


def _bullets(texts: Sequence[str], width: int, indent: str) -> Iterator[Line]:
    for text in texts:
        for line in text.split("\n"):
            yield from ([(f"{indent}{part}", "")] for part in wrapped(line, max(width - len(indent), 10)))


def grid_lines(grid: Grid, width: int) -> Iterator[Line]:
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
    cells: Sequence[Sequence[str]], line: int, place: int, widths: Sequence[int], grid: Grid, is_head: bool
) -> Run:
    text = cells[place][line] if line < len(cells[place]) else ""
    shown = fit(text, widths[place], "right" if place >= grid.numbers else "left")
    return f"{'    ' if place == 0 else '  '}{shown}", "dim" if is_head else ""
