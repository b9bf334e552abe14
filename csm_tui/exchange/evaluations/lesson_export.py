"""Lessons as a file for spreadsheets and scripts."""

from collections.abc import Sequence

from csm_tui.exchange.exports import Export
from csm_tui.exchange.tables import write_csv
from csm_tui.planning.evaluations.lesson_columns import LESSON_SPECS
from csm_tui.planning.evaluations.lessons import Lesson


def lessons_export(lessons: Sequence[Lesson]) -> Export:
    """Lessons in their order as CSV, a column for each of the table's and the engagement."""
    rows = [[spec.exported(lesson) for spec in LESSON_SPECS] for lesson in lessons]
    texts = {".csv": write_csv([spec.title for spec in LESSON_SPECS], rows)}
    return Export("lessons", texts, {"entries": len(rows)})
