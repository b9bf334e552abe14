"""How others rate, and that what an anonymous one gave cannot be computed from what is shown."""

from fractions import Fraction

import pytest

from csm_tui.domain.records.person.personal_evaluation import Rating
from csm_tui.domain.values.ratings import RatingBand, rating_band
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.personal.aspects import USUAL_ASPECTS, letter
from csm_tui.planning.personal.others import named_ratings, others, ratings_by_others, remarks, uncounted
from tests.support.evaluation_builders import by_other, personal

BY_LETTER = {letter(place): one.id for place, one in enumerate(USUAL_ASPECTS)}
A = BY_LETTER["A"]


def test_others_have_an_average_a_spread_and_a_gap_to_ones_own():
    own = personal()
    given = [by_other(own, (5, 7)), by_other(own, (6, 8), "Lee")]
    assert others(own, given, BY_LETTER["A"]) == (2, Fraction(11, 2), 1, Fraction(-3, 2))
    assert others(own, given, BY_LETTER["B"]) == (2, Fraction(15, 2), 1, Fraction(-1, 2))
    assert [rating_band(average) for average in (Fraction(11, 2), Fraction(15, 2))] == [
        RatingBand.ORANGE,
        RatingBand.GREEN,
    ]
    assert others(own, given, BY_LETTER["C"]) == (0, None, None, None)
    assert others(personal((None, 3)), given, BY_LETTER["A"]) == (2, Fraction(11, 2), 1, None)


@pytest.mark.parametrize(
    ("given", "average", "not_counted"),
    [
        ([("Kim", 8), ("Lee", 6)], 7, 0),
        ([("Kim", 8), ("", 2)], None, 1),
        ([("", 2), ("", 4)], None, 2),
        ([("Kim", 8), ("Lee", 6), ("", 1)], 7, 1),  # with it 5: three times that less 8 and 6 would be it
        ([("Kim", 8), ("", 1), ("", 1)], 8, 2),  # with them the spread and the sum would tell both
        ([("", 2), ("", 4), ("", 6)], 4, 0),
        ([("Kim", 8), ("", 2), ("", 4), ("", 6)], 5, 0),
    ],
)
def test_anonymous_raters_count_only_together_from_three_of_them_on(given, average, not_counted):
    own = personal()
    ratings = [by_other(own, (points,), name) for name, points in given]
    found = others(own, ratings, A)
    assert (found.raters, found.average, uncounted(ratings, A)) == (len(given), average, not_counted)
    assert [one.rater for one in named_ratings(ratings, A)] == [name for name, _ in given if name]


@pytest.mark.parametrize("hidden", [0, 5, 10])
@pytest.mark.parametrize("others_anonymous", [(), (7,)])
def test_nothing_that_is_shown_depends_on_what_one_or_two_anonymous_raters_give(hidden, others_anonymous):
    own = personal()

    def shown(points):
        given = [("Kim", 8), ("Lee", 6), *(("", each) for each in others_anonymous), ("", points)]
        ratings = [by_other(own, (each,), name) for name, each in given]
        return others(own, ratings, A), remarks(ratings, A), [one.points for one in named_ratings(ratings, A)]

    assert shown(hidden) == shown(3)


def test_what_anonymous_raters_note_is_shown_once_they_count():
    own = personal()

    def noting(name, note):
        return by_other(own, (5,), name).changed(ratings=(Rating(id=A, points=5, note=note),))

    two = [noting("Kim", "named"), noting("", "one"), noting("", "two")]
    assert remarks(two, A) == ("named",)
    assert remarks([*two, noting("", "three")], A) == ("named", "one", "two", "three")


def test_the_ratings_of_the_same_work_are_those_of_its_evaluation():
    own, another = personal(), personal()
    kim, lee = by_other(own, (5,)), by_other(another, (6,), "Lee")
    assert ratings_by_others(Workspace().with_records([own, another, kim, lee]), own) == [kim]
