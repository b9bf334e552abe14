"""The worked examples: a finished evaluation of each form, out of the demo, as it would be exported."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby

from rich.cells import cell_len, set_cell_size

from csm_tui.domain.records.engagements.evaluation import EvaluationState
from csm_tui.exchange.evaluations.evaluation_exports import evaluation_export
from csm_tui.exchange.markdown import plain
from csm_tui.exchange.personal.personal_exports import personal_export
from csm_tui.planning.evaluations.engagements import evaluation_rows
from csm_tui.planning.personal.report import personal_report
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.session.demo.demo import demo_workspace
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import wrapped

_NARROWEST = 20


def evaluation_example(today: date) -> str:
    """The fullest final evaluation of the demo, in Markdown."""
    demo = demo_workspace(today)
    final = [row for row in evaluation_rows(demo) if row.evaluation.state is EvaluationState.FINAL]
    return evaluation_export(demo, [max(final, key=lambda row: len(row.entries))]).text


def personal_example(today: date) -> str:
    """The last personal evaluation of the demo, with the forecast from all of them, in Markdown."""
    report = personal_report(demo_workspace(today), today)
    return personal_export(replace(report, evaluations=report.evaluations[-1:])).text


_TEXTS: Mapping[str, Callable[[date], str]] = {"evaluation": evaluation_example, "personal": personal_example}


def example_page(name: str, title: str, today: date) -> TextPage:
    """The page on which the example of that name is read."""
    text = _TEXTS[name](today)
    return TextPage(title, lambda width: [*markdown_lines(text, width)])


def markdown_lines(text: str, width: int) -> Iterator[Line]:
    """The lines for a width in cells of an exported text: headings, items, tables and plain lines, without the signs
    of Markdown."""
    for is_table, lines in groupby(text.splitlines(), key=lambda line: line.startswith("|")):
        if is_table:
            yield from _table([*lines])
        else:
            yield from (part for line in lines for part in _wrapped(line.replace("**", ""), width))


def _wrapped(line: str, width: int) -> Iterator[Line]:
    """A line that hangs from its hyphen if it is an item, or below it if it goes on with one."""
    style = "title" if line.startswith("#") else ""
    mark = " - " if line.startswith("- ") else "   " if line.startswith("  ") else " "
    text = plain(line.lstrip("#").removeprefix("- "))
    for part in wrapped(text, max(width - len(mark) - 1, _NARROWEST)) or [""]:
        yield [(mark + part, style)]
        mark = " " * len(mark)


def _table(lines: list[str]) -> Iterator[Line]:
    """The rows of a table, its cells below each other."""
    header, _, *rows = [[plain(cell) for cell in line[2:-2].split(" | ")] for line in lines]
    widths = [max(map(cell_len, column)) for column in zip(header, *rows, strict=True)]
    for row in (header, *rows):
        cells = (set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True))
        yield [(f" {'  '.join(cells)}", "dim" if row is header else "")]
