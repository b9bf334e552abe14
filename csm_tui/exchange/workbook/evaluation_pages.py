"""The pages of evaluations: the form of each phase, the matrices of each engagement, and one's own ratings."""

from collections.abc import Iterator

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.matrix import Matrix
from csm_tui.domain.values.ratings import BEST
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.exports import INTERNAL
from csm_tui.exchange.workbook.pages import BANDS, BOLD, ORANGE, PLAIN, QUIET, TITLE, WHOLE, WRAPPED, Pages, cell_at
from csm_tui.planning.evaluations.engagements import EvaluationRow, evaluation_rows, matrix_rows
from csm_tui.planning.personal.report import EvaluationReport, PersonalReport

_PLACES = 6
"""How many places the form has on paper."""

_CHART_COLUMNS = 6
"""The least number of columns for the spider."""

_ORDINALS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_RATING_LIMITS = [("{cell}>=8", BANDS["green"]), ("{cell}>=6", ORANGE), ("{cell}<6", BANDS["red"])]


def evaluation_pages(pages: Pages, workspace: Workspace) -> None:
    """A page for each evaluation, then the matrices of each engagement that has any evaluation or row."""
    rows = evaluation_rows(workspace)
    for row in rows:
        _form_page(pages, row)
    for client, engagement in _engagements(workspace):
        for matrix in Matrix:
            _matrix_page(pages, workspace, client, engagement, matrix)


def _form_page(pages: Pages, row: EvaluationRow) -> None:
    """The form as it is on paper: sections down, entries across."""
    page = pages.page(f"{row.client.name} {row.evaluation.phase}")
    page.write(0, 0, f"{row.client.name} · {row.engagement.name} · {row.evaluation.phase}", TITLE)
    page.write(1, 0, f"{row.evaluation.state}, {row.evaluation.day}. {INTERNAL}", QUIET)
    most = max(_PLACES, *(len(entries) for entries in row.sections.values()))
    page.header(3, ["Section", *(_ordinal(place) for place in range(most))])
    page.widths(24, *(32 for _ in range(most)))
    for below, (section, entries) in enumerate(row.sections.items(), 4):
        page.write(below, 0, section.value, BOLD)
        for place in range(most):
            page.write(below, place + 1, entries[place].text if place < len(entries) else None, WRAPPED)
    page.sheet.freeze_panes(4, 1)


def _ordinal(place: int) -> str:
    return _ORDINALS[place] if place < len(_ORDINALS) else str(place + 1)


def _engagements(workspace: Workspace) -> Iterator[tuple[Client, Engagement]]:
    """The engagements of which something is evaluated, by client and name."""
    found = {row.engagement.id: (row.client, row.engagement) for row in evaluation_rows(workspace)}
    for engagement in workspace.table(Engagement).records.values():
        client = workspace.clients.get(engagement.client)
        if client is not None and any(matrix_rows(workspace, engagement, matrix) for matrix in Matrix):
            found.setdefault(engagement.id, (client, engagement))
    yield from found.values()


def _matrix_page(
    pages: Pages, workspace: Workspace, client: Client, engagement: Engagement, matrix: Matrix
) -> None:  # fmt: skip
    rows = matrix_rows(workspace, engagement, matrix)
    if not rows:
        return
    page = pages.page(f"{matrix} {client.name}")
    page.write(0, 0, f"{client.name} · {engagement.name} · {matrix}", TITLE)
    page.write(1, 0, INTERNAL, QUIET)
    page.table(3, ["For the customer", "For our company", "For the CSM"], (row.texts for row in rows), [WRAPPED] * 3)
    page.widths(50, 50, 50)


def personal_page(pages: Pages, report: PersonalReport) -> None:
    """The ratings of all evaluations side by side, the latest drawn as a spider beside what others say."""
    if not report.evaluations:
        return
    page = pages.page("Personal")
    page.write(0, 0, "Personal evaluation", TITLE)
    page.write(1, 0, INTERNAL, QUIET)
    latest = report.evaluations[-1]
    page.header(3, ["Aspect", *(f"{one.evaluation.day}" for one in report.evaluations), "Others, latest"])
    page.widths(30, *(12 for _ in report.evaluations), 14)
    lines = [line for line in latest.lines if line.letter]
    for row, line in enumerate(lines, 4):
        page.write(row, 0, f"{line.letter} {line.aspect.name}", PLAIN)
        for column, one in enumerate(report.evaluations, 1):
            page.write(row, column, _points(one, line.aspect.id), WHOLE)
        average = line.others.average
        page.write(row, len(report.evaluations) + 1, None if average is None else float(average), PLAIN)
    below, last = 4 + len(lines), len(report.evaluations)
    page.write(below, 0, "Total", BOLD)
    for column, one in enumerate(report.evaluations, 1):
        span = f"{cell_at(4, column)}:{cell_at(below - 1, column)}"
        page.formula(below, column, f"=SUM({span})", one.total.points, {**BOLD, **WHOLE})
    page.banded((4, 1), (below - 1, last), _RATING_LIMITS)
    page.sheet.freeze_panes(4, 1)
    chart = pages.chart("radar", "with_markers")
    for column, name in ((last, "Own"), (last + 1, "Others")):
        chart.add_series(
            {
                "name": name,
                "categories": f"={page.name}!{_span(4, below - 1, 0)}",
                "values": f"={page.name}!{_span(4, below - 1, column)}",
            }
        )
    chart.set_title({"name": f"{latest.evaluation.day}"})
    chart.set_y_axis({"min": 0, "max": BEST, "major_unit": 2})
    page.add_chart(below + 2, chart, (520, 420), max(_CHART_COLUMNS, len(report.evaluations) + 2))


def _points(report: EvaluationReport, aspect: str) -> int | None:
    return next((line.points for line in report.lines if line.aspect.id == aspect), None)


def _span(first: int, last: int, column: int) -> str:
    return f"{_fixed(first, column)}:{_fixed(last, column)}"


def _fixed(row: int, column: int) -> str:
    letters = cell_at(row, column).rstrip("0123456789")
    return f"${letters}${row + 1}"
