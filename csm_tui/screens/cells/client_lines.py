"""Drawing a client in lines: its data, scores and notes. Pure functions, no widgets."""

from collections.abc import Iterator
from itertools import zip_longest

from rich.cells import cell_len

from csm_tui.domain.text import counted
from csm_tui.domain.values.health import COMPONENTS, lost_points, round_score
from csm_tui.domain.values.money import money
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.client_columns import TITLES, followup_cell
from csm_tui.screens.cells.columns import style_of_band
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.table.layout import fit
from csm_tui.widgets.wrapping import wrapped_lines

_COLUMN = 38
"""The width in cells of each of the two columns of the detail pane."""


def detail_lines(row: Row, width: int, glyphs: Glyphs) -> list[Line]:
    """The details of a client in lines of at most `width` cells, in two columns if there is room."""
    facts, scores = _facts(row, glyphs), _scores(row, min(width, _COLUMN), glyphs)
    if width < 2 * _COLUMN:
        lines = [*facts, [], *scores]
    else:
        lines = [_beside(left, right) for left, right in zip_longest(facts, scores, fillvalue=())]
    return [*lines, *_notes(row, width)]


def _beside(left: Line, right: Line) -> Line:
    taken = sum(cell_len(text) for text, _ in left)
    if taken >= _COLUMN:
        return [*_cut(left, _COLUMN - 1), (" ", ""), *right]
    return [*left, (" " * (_COLUMN - taken), ""), *right]


def _cut(line: Line, width: int) -> Iterator[Run]:
    for text, style_name in line:
        if width > 0:
            shown = fit(text, min(width, cell_len(text)))
            width -= cell_len(shown)
            yield shown, style_name


def _facts(row: Row, glyphs: Glyphs) -> list[Line]:
    client = row.client
    since = "no data" if client.customer_since is None else full_day(client.customer_since)
    lines: list[Line] = [
        [(f" {client.name}", "strong")],
        [(f" {client.status}{f' {glyphs.dot} {client.owner}' if client.owner else ''}", "dim")],
        [(f" ACV {money(client.acv, row.settings.currency)}", "")],
        [(f" Since {since}", ""), years_run(row)],
        [(" Renewal ", ""), renewal_run(row, glyphs)],
        [(" Touched ", ""), ("never", "dim") if row.touched is None else (ago(row.touched), "")],
    ]
    if row.followup is not None:
        cell = followup_cell(row.followup, glyphs)
        lines.append([(" Follow-up ", ""), (cell.text, cell.style)])
    if client.tags:
        lines.append([(" Tags ", "dim"), (" ".join(client.tags), "")])
    return lines


def _scores(row: Row, width: int, glyphs: Glyphs) -> list[Line]:
    lines: list[Line] = [health_line(row, glyphs)]
    lines += override_lines(row, width, indent=3)
    return [*lines, *_component_lines(row, width, glyphs), *_driver_lines(row), *_stale_lines(row)]


def override_lines(row: Row, width: int, indent: int = 1) -> list[Line]:
    """The override of the health with its end and reason; no lines if there is none."""
    if row.override is None:
        return []
    computed = "no data" if row.health is None else row.health
    text = f"* until {full_day(row.override.until)}: {row.override.reason} (computed: {computed})"
    return wrapped_lines(text, width, "amber", indent)


def _notes(row: Row, width: int) -> list[Line]:
    lines: list[Line] = []
    for note in row.client.notes.splitlines():
        lines += wrapped_lines(note, width)
    if row.client.history:
        days = (row.today - row.client.history[-1][0]).days
        lines.append([(f" {counted(len(row.client.history), 'snapshot')}, the last {ago(days)}", "dim")])
    return [[], *lines] if lines else []


def ago(days: int) -> str:
    """A number of days before today in words."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def years_run(row: Row) -> Run:
    return ("", "") if row.term is None else (f" ({row.term} {'year' if row.term == 1 else 'years'})", "dim")


def renewal_run(row: Row, glyphs: Glyphs) -> Run:
    day = row.client.renewal_date
    if day is None or row.renewal is None:
        return "no data", "dim"
    overdue = (row.today - day).days
    when = f"overdue by {counted(overdue, 'day')}" if row.renewal < 0 else counted(row.renewal, "month")
    return f"{full_day(day)}: {when} {glyphs.band(row.renewal_band)}", style_of_band(row.renewal_band)


def health_line(row: Row, glyphs: Glyphs) -> Line:
    health: Run = ("no data", "dim")
    if row.standing is not None:
        mark = "*" if row.override else ""
        health = f"{mark}{row.standing} {glyphs.band(row.health_band)}", style_of_band(row.health_band)
    trend: Run = ("", "")
    if row.trend is not None:
        trend = f"   {glyphs.trend(row.trend)} {row.trend}", style_of_band(row.trend_band)
    return [
        (" Health ", "strong"),
        health,
        trend,
        (f"  coverage {row.coverage * 100:.4g} %", "dim" if row.coverage == 1 else "amber"),
    ]


def _component_lines(row: Row, width: int, glyphs: Glyphs) -> Iterator[Line]:
    weights = dict(zip(COMPONENTS, row.settings.weights.shares, strict=True))
    room = max(4, min(30, width - 30))
    for component, score in zip(COMPONENTS, row.client.scores, strict=True):
        title: Run = (f"   {TITLES[component]:12} ", "")
        weight: Run = (f" {weights[component]:g} %", "dim")
        if score is None:
            yield [title, (f"{'no data':>{room + 6}}", "dim"), weight]
            continue
        full, empty = glyphs.bar(score / 100, room)
        style_name = style_of_band(row.band(component))
        mark = "~" if component in row.stale else " "
        number = f"{mark}{round_score(score):>3} {glyphs.band(row.band(component))}"
        yield [title, (full, style_name), (empty, "dim"), (number, style_name), weight]


def _driver_lines(row: Row) -> Iterator[Line]:
    driver = row.worst_driver
    if driver is not None:
        lost = dict(lost_points(row.client.scores, row.settings.weights))[driver]
        yield [(" Worst ", "dim"), (f"{TITLES[driver]}, costs {lost:.1f} points", "")]


def _stale_lines(row: Row) -> Iterator[Line]:
    for component in row.stale:
        days = (row.today - row.client.entered[component]).days
        yield [(f" ~ {TITLES[component]} is {days} days old", "amber")]
