"""How the ratings of one CSM moved from their first evaluation to the latest."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from csm_tui.domain.records.person.personal_evaluation import Aspect, PersonalEvaluation
from csm_tui.planning.personal.evaluations import Total, rating_total
from csm_tui.planning.personal.forecast import courses


class AspectCourse(NamedTuple):
    """The ratings of an aspect by day, the oldest first."""

    aspect: Aspect
    ratings: Sequence[tuple[date, int]]

    @property
    def first(self) -> int | None:
        return self.ratings[0][1] if self.ratings else None

    @property
    def last(self) -> int | None:
        return self.ratings[-1][1] if self.ratings else None

    @property
    def moved(self) -> int | None:
        """By how many points it rose from the first rating to the last; None if it was not rated twice."""
        return self.ratings[-1][1] - self.ratings[0][1] if len(self.ratings) > 1 else None


def aspect_courses(evaluations: Sequence[PersonalEvaluation], aspects: Sequence[Aspect]) -> list[AspectCourse]:
    """The course of each aspect, in the order of the aspects."""
    found = courses(evaluations)
    return [AspectCourse(one, found.get(one.id, [])) for one in aspects]


def rating_totals(evaluations: Sequence[PersonalEvaluation], aspects: Sequence[Aspect]) -> list[tuple[date, Total]]:
    """The total of each evaluation over these aspects, with its date."""
    return [(one.day, rating_total(one.points, aspects)) for one in evaluations]
