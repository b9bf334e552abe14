"""The columns of the library of lessons, and the language of its filter."""

from collections.abc import Mapping

from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.text import fold
from csm_tui.planning.columns import ColumnKind, ColumnSpec
from csm_tui.planning.evaluations.columns import CLIENT, DATE, ENGAGEMENT, PHASE
from csm_tui.planning.evaluations.lessons import Lesson
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import Term, Test, tag_term, yes_or_no


def _has_word(wanted: str) -> Test[Lesson]:
    return lambda lesson: wanted in lesson.search_text


def _in_section(wanted: str) -> Test[Lesson]:
    sections = {section for section in Section if wanted in fold(section)}
    return lambda lesson: lesson.entry.section in sections


LESSON_SPECS: tuple[ColumnSpec[Lesson], ...] = (
    ColumnSpec(
        "entry", "Entry", "Entry", 40, 30, ColumnKind.TEXT, lambda lesson: " ".join(lesson.entry.text.split()),
        "what was written", plain=lambda lesson: lesson.entry.text, grows=True, searched=True,
    ),
    ColumnSpec(
        "section", "Section", "Section", 24, 10, ColumnKind.CHOICE, lambda lesson: lesson.entry.section,
        "the section of the form",
        terms=(Term("section", "section:lessons", word=_in_section),),
    ),
    CLIENT._replace(width=20, narrow=14),
    ENGAGEMENT._replace(usual=False, searched=False),
    PHASE._replace(width=19, narrow=12, searched=False),
    DATE,
    ColumnSpec(
        "tags", "Tags", "Tags", 16, 10, ColumnKind.TEXT, lambda lesson: ", ".join(lesson.entry.tags),
        "the words by which it is found", plain=lambda lesson: lesson.entry.tags,
        terms=(tag_term("tag:sponsor", lambda lesson: lesson.entry.tags),), searched=True,
    ),
    ColumnSpec(
        "reusable", "Reusable", "Reuse", 8, 5, ColumnKind.TEXT, lambda lesson: "yes" if lesson.entry.reusable else "",
        "whether others should use it again", plain=lambda lesson: lesson.entry.reusable,
        terms=(Term("reusable", "reusable:yes", choices=yes_or_no(lambda lesson: lesson.entry.reusable)),),
    ),
)  # fmt: skip

LESSONS_BY_KEY: Mapping[str, ColumnSpec[Lesson]] = {spec.key: spec for spec in LESSON_SPECS}

LESSONS_FILTER = Language(
    "entries, tags and clients",
    _has_word,
    tuple(term for spec in LESSON_SPECS for term in spec.filters),
    "section:lessons",
)
