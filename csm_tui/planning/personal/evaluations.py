"""Personal evaluations in order, their totals and bands, how others rate the same work, and what to focus on."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from csm_tui.domain.records.engagement import Engagement
from csm_tui.domain.records.personal import Aspect, OthersRating, PersonalEvaluation
from csm_tui.domain.values.dates import shift_months
from csm_tui.domain.values.ratings import BEST, RatingBand, average, rating_band
from csm_tui.domain.values.text import clean_line, fold
from csm_tui.domain.workspace import Workspace

_FEWEST_ANONYMOUS = 3
"""From how many raters on an average is shown if one of them wished to stay anonymous."""


def personal_evaluations(workspace: Workspace) -> list[PersonalEvaluation]:
    """All personal evaluations, the oldest first."""
    numbered = enumerate(workspace.table(PersonalEvaluation).records.values())
    return [one for _, one in sorted(numbered, key=lambda each: (each[1].day, each[0]))]


def evaluations_by(workspace: Workspace, csm: str) -> list[PersonalEvaluation]:
    """The personal evaluations of one CSM, the oldest first."""
    return [one for one in personal_evaluations(workspace) if fold(one.csm) == fold(csm)]


def about(evaluation: PersonalEvaluation, workspace: Workspace) -> str:
    """The engagement, with its client, or the period that is rated."""
    engagement = workspace.table(Engagement).records.get(evaluation.engagement)
    return evaluation.period if engagement is None else engagement_title(engagement, workspace)


def engagement_title(engagement: Engagement, workspace: Workspace) -> str:
    """The names of an engagement and its client, as they are typed: Customer 3: Teamwork."""
    client = workspace.clients.get(engagement.client)
    return engagement.name if client is None else f"{client.name}: {engagement.name}"


def engagements_called(workspace: Workspace, text: str) -> list[Engagement]:
    """The engagement with that title, or else all of that name, ignoring case and accents."""
    wanted = fold(clean_line(text))
    known = [*workspace.table(Engagement).records.values()]
    titled = [one for one in known if fold(engagement_title(one, workspace)) == wanted]
    return titled or [one for one in known if fold(one.name) == wanted]


class Total(NamedTuple):
    """The sum of the ratings, the most that it could be, and how many of the aspects are rated."""

    points: int
    most: int
    rated: int
    aspects: int


def total(points: Mapping[str, int], aspects: Sequence[Aspect]) -> Total:
    """The total over these aspects. What is not rated counts neither in the sum nor in the maximum."""
    return total_of([points.get(one.id) for one in aspects])


def total_of(ratings: Sequence[int | None]) -> Total:
    """The total of ratings, None for those that are not rated."""
    rated = [points for points in ratings if points is not None]
    return Total(sum(rated), BEST * len(rated), len(rated), len(ratings))


def focus(points: Mapping[str, int], aspects: Sequence[Aspect]) -> tuple[Aspect, ...]:
    """What to work on: the red aspects; the orange ones only if none is red. The lowest come first."""
    for band in (RatingBand.RED, RatingBand.ORANGE):
        found = [one for one in aspects if one.id in points and rating_band(points[one.id]) is band]
        if found:
            return tuple(sorted(found, key=lambda one: points[one.id]))
    return ()


class Others(NamedTuple):
    """How others rate an aspect. `average`, `spread` (the highest less the lowest) and `gap` (the average less one's
    own rating) are None where nothing may be shown; `gap` also where one did not rate it oneself."""

    raters: int
    average: Fraction | None
    spread: int | None
    gap: Fraction | None


def ratings_by_others(workspace: Workspace, evaluation: PersonalEvaluation) -> list[OthersRating]:
    """The ratings of the same work by others, by date and name."""
    return sorted(workspace.table(OthersRating).of(evaluation.id), key=lambda one: (one.day, one.rater, one.id))


def others(evaluation: PersonalEvaluation, ratings: Sequence[OthersRating], aspect: str) -> Others:
    """How others rate an aspect. If one of them is anonymous, figures are shown from three raters on."""
    given = [one.points[aspect] for one in ratings if aspect in one.points]
    mean = average(given)
    if mean is None or _would_tell(ratings, len(given)):
        return Others(len(given), None, None, None)
    own = evaluation.points.get(aspect)
    return Others(len(given), mean, max(given) - min(given), None if own is None else mean - own)


def remarks(ratings: Sequence[OthersRating], aspect: str) -> tuple[str, ...]:
    """What others noted on an aspect, shown by the same rule as their figures."""
    notes = [rating.note for one in ratings for rating in one.ratings if rating.id == aspect and rating.note.strip()]
    return () if _would_tell(ratings, sum(aspect in one.points for one in ratings)) else tuple(notes)


def _would_tell(ratings: Sequence[OthersRating], raters: int) -> bool:
    """Whether what so many raters say of an aspect would tell what an anonymous one among all of them says."""
    return raters < _FEWEST_ANONYMOUS and any(not one.rater for one in ratings)


def named_ratings(ratings: Sequence[OthersRating], aspect: str) -> list[OthersRating]:
    """The ratings of an aspect that may be shown one by one; none if somebody who rated it is anonymous, as the
    others and the average would tell theirs."""
    given = [one for one in ratings if aspect in one.points]
    return given if all(one.rater for one in given) else []


def before(evaluation: PersonalEvaluation, workspace: Workspace) -> PersonalEvaluation | None:
    """The evaluation of the same CSM before this one; None for the first."""
    own = evaluations_by(workspace, evaluation.csm)
    place = [one.id for one in own].index(evaluation.id)
    return own[place - 1] if place else None


def due_on(evaluations: Sequence[PersonalEvaluation], every_months: int) -> date | None:
    """The day on which the next evaluation is due; None before the first."""
    return shift_months(evaluations[-1].day, every_months) if evaluations else None


class DueEvaluation(NamedTuple):
    """The day on which the next evaluation is due, and the last one."""

    day: date
    last: PersonalEvaluation


def due_evaluation(workspace: Workspace, until: date) -> DueEvaluation | None:
    """The evaluation that is due by a day, of the CSM who was evaluated last; None if there is none."""
    last = personal_evaluations(workspace)[-1:]
    due = due_on(last, workspace.settings.personal.every_months)
    return DueEvaluation(due, last[0]) if due is not None and due <= until else None
