"""The columns of the library of lessons, and what its filter finds."""

from datetime import date

import pytest

from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.lesson_columns import LESSONS_BY_KEY, LESSONS_FILTER
from csm_tui.planning.evaluations.lessons import Lesson, lessons_of
from csm_tui.planning.filter_term import QueryError
from tests.support.builders import client
from tests.support.evaluation_builders import engagement, entries, evaluation


def library() -> list[Lesson]:
    zoe, acme = client("Zoë & Söhne"), client("Acme")
    rollout, teamwork = engagement(zoe, "Rollout"), engagement(acme)
    early, late = evaluation(rollout, "Onboarding", date(2025, 11, 3)), evaluation(teamwork, day=date(2026, 3, 2))
    return lessons_of(
        Workspace().with_records(
            [
                zoe, acme, rollout, teamwork, early, late,
                *entries(early, {Section.LESSONS: ["A", "B: the Députy\nkept it"]}, tags=("two-sites",)),
                *entries(late, {Section.TOOLS: ["C: checklist"], Section.SYSTEMS: ["D"]}, reusable=True),
            ]
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "CDAB"),
        ("deputy", "B"),
        ("KEPT deputy", "B"),
        ("-deputy -checklist", "DA"),
        ("zoe", "AB"),
        ("two-sites", "AB"),
        ('tag:"Two sites"', "AB"),
        ("tag:none", "CD"),
        ("section:lessons", "AB"),
        ('section:"tools or"', "C"),
        ("section:process", ""),
        ("client:acme section:systems", "D"),
        ("engagement:rollout", "AB"),
        ('phase:"adoption planning"', "CD"),
        ("date>=2026", "CD"),
        ("date<2026-03-02", "AB"),
        ("reusable:yes", "CD"),
        ("reusable:no kept", "B"),
        ("phase", ""),
    ],
)
def test_what_a_filter_finds(text, found):
    assert "".join(one.entry.text[0] for one in LESSONS_FILTER.parse(text).select(library())) == found


@pytest.mark.parametrize("example", LESSONS_FILTER.examples.values())
def test_every_example_can_be_read(example):
    assert LESSONS_FILTER.parse(example).tests


@pytest.mark.parametrize("text", ["state:draft", "reusable:perhaps", "date>=soon", "section>lessons"])
def test_what_cannot_be_asked_is_said(text):
    with pytest.raises(QueryError):
        LESSONS_FILTER.parse(text)


def test_an_entry_is_one_line_in_the_table_and_whole_in_files():
    spec, lesson = LESSONS_BY_KEY["entry"], library()[-1]
    assert (spec.value(lesson), spec.exported(lesson)) == ("B: the Députy kept it", "B: the Députy\nkept it")
    found = {key: LESSONS_BY_KEY[key].exported(lesson) for key in ("client", "engagement", "tags", "reusable")}
    assert found == {"client": "Zoë & Söhne", "engagement": "Rollout", "tags": ("two-sites",), "reusable": False}
