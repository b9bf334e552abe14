"""Personal evaluations as JSON answers and as files: Markdown, CSV or JSON. They are internal, and say so."""

import json
from typing import Any

from csm_tui.domain.values.ratings import as_decimal
from csm_tui.exchange.exports import Export
from csm_tui.exchange.report.markdown_page import markdown_page
from csm_tui.exchange.report.personal import progress_report
from csm_tui.exchange.tables import write_csv
from csm_tui.planning.personal.aspects import distinct_names
from csm_tui.planning.personal.report import AspectLine, EvaluationReport, PersonalReport

_HEADERS = (
    "Marking", "CSM", "Engagement or period", "Date", "Aspect", "Rating", "Band", "Note", "Raters",
    "Average of others", "Spread", "Gap", "Notes of others",
)  # fmt: skip


def personal_object(report: PersonalReport) -> dict[str, Any]:
    """The report as a JSON answer."""
    return {
        "evaluations": [evaluation_object(one) for one in report.evaluations],
        "forecast": {
            "all_green": None if report.forecast.day is None else report.forecast.day.isoformat(),
            "reason": report.forecast.reason,
        },
    }


def evaluation_object(report: EvaluationReport) -> dict[str, Any]:
    """An evaluation in a JSON answer; what is said of aspects is by their names, in order."""
    names = distinct_names(one.aspect for one in report.lines)
    lines = {names[one.aspect.id]: one for one in report.lines}
    return {
        "csm": report.evaluation.csm,
        "engagement": report.about,
        "date": report.evaluation.day.isoformat(),
        "scores": {name: one.points for name, one in lines.items()},
        "total": report.total.points,
        "max": report.total.most,
        "bands": {name: one.band for name, one in lines.items()},
        "others": {name: _others_object(one) for name, one in lines.items()},
        "focus": [names[one.id] for one in report.focus],
    }


def _others_object(line: AspectLine) -> dict[str, Any]:
    raters, average, spread, gap = line.others
    return {"raters": raters, "average": as_decimal(average), "spread": spread, "gap": as_decimal(gap)}


def personal_export(report: PersonalReport) -> Export:
    """The report as files."""
    texts = {".md": markdown_page(progress_report(report)), ".csv": _csv(report), ".json": _json(report)}
    return Export("personal", texts, {"personal_evaluations": len(report.evaluations)})


def _json(report: PersonalReport) -> str:
    whole = personal_object(report)
    for found, one in zip(whole["evaluations"], report.evaluations, strict=True):
        notes = zip(found["scores"], one.lines, strict=True)
        found["notes"] = {name: line.note for name, line in notes if line.note}
    return json.dumps({"internal": True, **whole}, indent=2, ensure_ascii=False) + "\n"


def _csv(report: PersonalReport) -> str:
    """A row for each aspect of each evaluation."""
    rows = [_row(one, line) for one in report.evaluations for line in one.lines]
    return write_csv(_HEADERS, rows)


def _row(one: EvaluationReport, line: AspectLine) -> list[object]:
    raters, average, spread, gap = line.others
    return [
        "internal", one.evaluation.csm, one.about, one.evaluation.day, line.aspect.name, line.points, line.band,
        line.note, raters, as_decimal(average), spread, as_decimal(gap), "\n".join(line.remarks),
    ]  # fmt: skip
