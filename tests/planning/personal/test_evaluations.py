"""Totals, bands and focus."""

from datetime import date
from fractions import Fraction

import pytest

from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.domain.values.ratings import RatingBand, rating_band
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.personal.aspects import USUAL_ASPECTS, all_aspects, aspects_in_use, letter
from csm_tui.planning.personal.evaluations import (
    before,
    due_on,
    evaluations_by,
    focus,
    personal_evaluations,
    rating_total,
)
from csm_tui.planning.personal.progress import aspect_courses, rating_totals
from tests.support.evaluation_builders import OWN, personal

BY_LETTER = {letter(place): one.id for place, one in enumerate(USUAL_ASPECTS)}


def letters(band: RatingBand) -> str:
    points = personal().points
    return "".join(name for name, key in BY_LETTER.items() if rating_band(points[key]) is band)


def test_the_worked_example_has_its_total_and_bands():
    assert rating_total(personal().points, USUAL_ASPECTS) == (59, 80, 8, 8)
    assert [letters(band) for band in RatingBand] == ["E", "AFG", "BCDH"]


@pytest.mark.parametrize(
    ("points", "band"),
    [
        (0, RatingBand.RED), (5, RatingBand.RED), (Fraction(27, 5), RatingBand.RED),
        (Fraction(11, 2), RatingBand.ORANGE),
        (6, RatingBand.ORANGE), (7, RatingBand.ORANGE), (Fraction(37, 5), RatingBand.ORANGE),
        (Fraction(15, 2), RatingBand.GREEN), (8, RatingBand.GREEN), (10, RatingBand.GREEN),
    ],
)  # fmt: skip
def test_an_average_is_banded_after_rounding_half_up(points, band):
    assert rating_band(points) is band


@pytest.mark.parametrize(
    ("points", "named"),
    [
        (OWN, "E"),  # a red one is left: no orange one
        ((7, 8, 10, 9, 8, 6, 6, 9), "FGA"),  # the lowest first
        ((8, 8, 10, 9, 8, 8, 9, 9), ""),
        ((None, 5, None, 2, None, None, None, None), "DB"),
        ((None,) * 8, ""),
    ],
)
def test_the_focus_is_on_the_reds_and_only_without_any_on_the_oranges(points, named):
    found = focus(personal(points).points, USUAL_ASPECTS)
    assert [one.id for one in found] == [BY_LETTER[name] for name in named]


def test_what_is_not_rated_counts_neither_in_the_sum_nor_in_the_maximum():
    assert rating_total(personal((10, None, 0, 5)).points, USUAL_ASPECTS) == (15, 30, 3, 8)
    assert rating_total({}, USUAL_ASPECTS) == (0, 0, 0, 8)


# Aspects


def test_renamed_and_removed_aspects_keep_their_ratings():
    renamed = USUAL_ASPECTS[1].changed(name="Output per hour")
    removed = USUAL_ASPECTS[4].changed(retired=True)
    added = Aspect(name="Writing", place=8)
    own = personal()
    workspace = Workspace().with_records([renamed, removed, added, own])
    present = aspects_in_use(workspace)
    assert [one.name for one in present] == [
        "Time management", "Output per hour", "Quality of output", "Customer experience", "Our outcomes",
        "Technical skills", "Soft skills", "Writing",
    ]  # fmt: skip
    assert rating_total(own.points, present) == (55, 70, 7, 8)
    assert all_aspects(workspace)[removed.id].name == "Customer outcomes"


def test_aspects_are_in_the_order_of_their_places():
    first = USUAL_ASPECTS[7].changed(place=0)
    last = USUAL_ASPECTS[0].changed(place=7)
    present = aspects_in_use(Workspace().with_records([first, last]))
    assert (present[0].id, present[-1].id) == (first.id, last.id)


# Time


def test_evaluations_are_in_the_order_of_their_days():
    late, early = personal(day=date(2026, 3, 1)), personal(day=date(2025, 12, 1))
    workspace = Workspace().with_records([late, early])
    assert personal_evaluations(workspace) == [early, late]
    assert evaluations_by(workspace, "robin VALE") == [early, late]
    assert evaluations_by(workspace, "Kim") == []


def test_the_next_evaluation_is_due_some_months_after_the_last():
    assert due_on([personal(day=date(2025, 11, 30))], 3) == date(2026, 2, 28)
    assert due_on([], 3) is None


def test_the_evaluation_before_is_the_last_one_of_the_same_csm():
    first, last = personal(day=date(2025, 1, 1)), personal(day=date(2026, 1, 1))
    other = personal(day=date(2025, 6, 1)).changed(csm="Kim")
    workspace = Workspace().with_records([last, other, first])
    assert [before(one, workspace) for one in (first, other, last)] == [None, None, first]


def test_the_course_of_an_aspect_has_its_first_its_last_and_what_moved():
    evaluations = [personal((5, None, 3), date(2025, 1, 1)), personal((7, 8), date(2025, 6, 1))]
    found = aspect_courses(evaluations, USUAL_ASPECTS[:4])
    assert [(one.first, one.last, one.moved) for one in found] == [
        (5, 7, 2), (8, 8, None), (3, 3, None), (None, None, None)
    ]  # fmt: skip
    assert [one[:3] for _, one in rating_totals(evaluations, USUAL_ASPECTS)] == [(8, 20, 2), (15, 20, 2)]
