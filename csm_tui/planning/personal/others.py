"""How others rate the same work: their figures for an aspect, from which nobody can compute what an anonymous one gave.

Whoever reads the figures knows what the named raters gave: they are asked openly, and their answers can be opened. So
those who are anonymous only count together, from three of them on.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from csm_tui.domain.records.person.personal_evaluation import OthersRating, PersonalEvaluation
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.values.ratings import average
from csm_tui.domain.workspace import Workspace

FEWEST = 3
"""From how many anonymous raters on what they rate counts, and from how many raters on an average is shown if one of
them is anonymous."""


class Others(NamedTuple):
    """How others rate an aspect: how many do, and of what counts the `average`, the `spread` (the highest less the
    lowest) and the `gap` (the average less one's own rating). These are None where nothing may be shown; `gap` also
    where one did not rate it oneself."""

    raters: int
    average: Fraction | None
    spread: int | None
    gap: Fraction | None


def ratings_by_others(workspace: Workspace, evaluation: PersonalEvaluation) -> list[OthersRating]:
    """The ratings of the same work by others, by date and name."""
    return sorted(
        workspace.table(OthersRating).of(evaluation.id), key=lambda one: (one.day, natural_key(one.rater), one.id)
    )


def others(evaluation: PersonalEvaluation, ratings: Sequence[OthersRating], aspect: str) -> Others:
    """How others rate an aspect."""
    raters = len(named_ratings(ratings, aspect)) + len(anonymous_ratings(ratings, aspect))
    given = [one.points[aspect] for one in counting_ratings(ratings, aspect)]
    mean = average(given)
    if mean is None or (raters < FEWEST and uncounted(ratings, aspect)):
        return Others(raters, None, None, None)
    own = evaluation.points.get(aspect)
    return Others(raters, mean, max(given) - min(given), None if own is None else mean - own)


def counting_ratings(ratings: Sequence[OthersRating], aspect: str) -> list[OthersRating]:
    """The ratings of an aspect that count in its figures."""
    anonymous = anonymous_ratings(ratings, aspect)
    return [*named_ratings(ratings, aspect), *(anonymous if len(anonymous) >= FEWEST else ())]


def uncounted(ratings: Sequence[OthersRating], aspect: str) -> int:
    """How many anonymous raters of an aspect do not count, as they are too few."""
    anonymous = len(anonymous_ratings(ratings, aspect))
    return anonymous if anonymous < FEWEST else 0


def named_ratings(ratings: Sequence[OthersRating], aspect: str) -> list[OthersRating]:
    """The ratings of an aspect by those who are named."""
    return [one for one in ratings if one.rater and aspect in one.points]


def anonymous_ratings(ratings: Sequence[OthersRating], aspect: str) -> list[OthersRating]:
    """The ratings of an aspect by those who are anonymous; none of them is shown by itself."""
    return [one for one in ratings if not one.rater and aspect in one.points]


def remarks(ratings: Sequence[OthersRating], aspect: str) -> tuple[str, ...]:
    """What others noted on an aspect: those who are named, and those whose ratings count."""
    told = {one.id for one in counting_ratings(ratings, aspect)} | {one.id for one in ratings if one.rater}
    notes = (each.note for one in ratings if one.id in told for each in one.ratings if each.id == aspect)
    return tuple(note for note in notes if note.strip())
