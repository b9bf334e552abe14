"""The columns of the table of roadmaps, and the language of its filter."""

from collections.abc import Mapping
from typing import Any

from csm_tui.domain.values.bands import Band
from csm_tui.planning.columns import ColumnKind, ColumnSpec
from csm_tui.planning.evaluations.columns import CLIENT, ENGAGEMENT
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import Term, Test, one_of
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.status import Course, milestone_in_words

_BANDS = {Course.AHEAD: Band.GREEN, Course.ON_TRACK: Band.GREEN, Course.BEHIND: Band.RED}


def _has_word(wanted: str) -> Test[Briefing]:
    return lambda row: wanted in row.search_text


def _next(row: Briefing) -> str:
    coming = row.coming
    if coming is None:
        return ""
    return f"{milestone_in_words(coming, row.month)}, {coming.phase.name}: {coming.milestone.name}"


def _break_even(row: Briefing) -> int | None:
    found = row.flow.break_even_reforecast
    return None if found is None else found.months


SPECS: tuple[ColumnSpec[Briefing], ...] = (
    CLIENT._replace(width=16),
    ENGAGEMENT._replace(width=20, narrow=13),
    ColumnSpec(
        "month", "Month", "Mon", 5, 3, ColumnKind.COUNT, lambda row: row.month,
        "whole months since the start of the initiative", example="month>=10",
    ),
    ColumnSpec(
        "course", "Course", "Course", 10, 10, ColumnKind.CHOICE, lambda row: row.status.course,
        "ahead, on track or behind: by milestones, KPIs, money and break-even",
        band=lambda row: _BANDS[row.status.course],
        terms=(Term("course", "course:behind", choices=one_of(Course, lambda row: row.status.course)),),
    ),
    ColumnSpec(
        "money", "Better by", "Better", 10, 7, ColumnKind.MONEY,
        lambda row: row.flow.variance_net if row.flow.last_actual else None,
        "by how much the actuals so far are better than their estimates, in the roadmap's own unit", example="money<0",
    ),
    ColumnSpec(
        "even", "Break-even", "Even", 10, 4, ColumnKind.COUNT, _break_even,
        "the months after which it pays for itself by the re-forecast", example="even>36",
    ),
    ColumnSpec(
        "next", "Next milestone", "Next milestone", 40, 16, ColumnKind.TEXT, _next,
        "the milestone that is late the longest, or else the next one", grows=True, searched=True,
    ),
)  # fmt: skip

BY_KEY: Mapping[str, ColumnSpec[Any]] = {spec.key: spec for spec in SPECS}

ROADMAPS_FILTER = Language(
    "clients, engagements, titles and phases",
    _has_word,
    tuple(term for spec in SPECS for term in spec.filters),
    "course:behind",
)
