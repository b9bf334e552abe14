"""The report of one's own evaluations, for the line manager."""

from collections.abc import Iterator, Sequence

from csm_tui.domain.text import fold
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.ratings import as_decimal
from csm_tui.exchange.report.blocks import Block, Drawn, Items, Paragraph, Report, ReportTable
from csm_tui.exchange.report.spider import Ratings, spider_drawing
from csm_tui.planning.personal.others import FEWEST
from csm_tui.planning.personal.report import AspectLine, EvaluationReport, PersonalReport

_HEADERS = ("", "Aspect", "Rating", "Band", "Others", "Raters", "Spread", "Gap")
_BAND = _HEADERS.index("Band")
_MOST = 6
"""How many of the latest evaluations stand beside each other."""


def progress_report(report: PersonalReport) -> Report:
    """The ratings over time, each evaluation with what others say and its focus, and when all is green."""
    day, reason = report.forecast
    forecast = f"No forecast. {reason}." if day is None else f"All green: {day}, {reason}."
    due = "" if report.due is None else f"The next evaluation is due on {report.due}."
    return Report.of(
        "Personal evaluations",
        [],
        [
            ("Progress", _progress(report.evaluations)),
            *((_heading(one), _evaluation(one)) for one in report.evaluations),
            ("Forecast", [Paragraph(forecast), Paragraph(due)]),
        ],
    )


def _progress(evaluations: Sequence[EvaluationReport]) -> Iterator[Block]:
    """The ratings of each aspect from one evaluation to the next, of the CSM who was evaluated last."""
    own = [one for one in evaluations if fold(one.evaluation.csm) == fold(evaluations[-1].evaluation.csm)][-_MOST:]
    if own:
        yield Drawn(_spider(own), Items("", []))
    if len(own) < 2:
        return
    rated = [{line.aspect.id: line for line in one.lines} for one in own]
    rows: list[list[str]] = []
    bands: dict[tuple[int, int], str] = {}
    for at, aspect in enumerate(line.aspect for line in own[-1].lines):
        lines = [found.get(aspect.id) for found in rated]
        rows.append([aspect.name, *("-" if one is None or one.points is None else str(one.points) for one in lines)])
        bands |= {(at, place): str(one.band or "") for place, one in enumerate(lines, 1) if one is not None}
    rows.append(["Total", *(f"{one.total.points} of {one.total.most}" for one in own)])
    yield ReportTable("", ("Aspect", *(str(one.evaluation.day) for one in own)), rows, 1, bands)


def _spider(own: Sequence[EvaluationReport]) -> str:
    """The last evaluation over the one before it and over what others say; the tables tell the same."""
    last = [line for line in own[-1].lines if line.letter]
    before = {line.aspect.id: line.points for one in own[-2:-1] for line in one.lines}
    return spider_drawing(
        [f"{line.letter} {line.aspect.name}" for line in last],
        [
            Ratings(str(own[-1].evaluation.day), [line.points for line in last]),
            Ratings(str(own[-2:][0].evaluation.day), [before.get(line.aspect.id) for line in last]),
            Ratings("Others", [as_decimal(line.others.average) for line in last]),
        ],
    )


def _heading(one: EvaluationReport) -> str:
    return " · ".join(filter(None, (str(one.evaluation.day), one.evaluation.csm, one.about)))


def _evaluation(one: EvaluationReport) -> Iterator[Block]:
    points, most, rated, aspects = one.total
    yield Paragraph(f"{points} of {most}, {rated} of {aspects} rated.")
    bands = {(at, _BAND): str(line.band or "") for at, line in enumerate(one.lines)}
    yield ReportTable("", _HEADERS, [_cells(line) for line in one.lines], len(_HEADERS), bands)
    if any(line.uncounted for line in one.lines):
        yield Paragraph(f"What anonymous raters give counts in the averages from {FEWEST} of them on.")
    if one.focus:
        yield Paragraph(f"Focus: {some_names([each.name for each in one.focus], len(one.focus))}.")
    yield Items("", [f"{line.aspect.name}{who}: {text}" for line in one.lines for who, text in _notes(line)])


def _cells(line: AspectLine) -> list[str]:
    raters, average, spread, gap = line.others
    figures = (line.points, line.band, as_decimal(average), raters or None, spread, as_decimal(gap))
    return [line.letter, line.aspect.name, *("-" if one is None else f"{one}".removesuffix(".0") for one in figures)]


def _notes(line: AspectLine) -> Iterator[tuple[str, str]]:
    if line.note:
        yield "", line.note
    for text in line.remarks:
        yield " (others)", text
