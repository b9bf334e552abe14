"""Personal evaluations in order, their totals, and what to focus on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.person.personal_evaluation import Aspect, PersonalEvaluation
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.ratings import BEST, RatingBand, rating_band
from csm_tui.domain.values.time.months import shift_months
from csm_tui.domain.workspace import Workspace


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


def rating_total(points: Mapping[str, int], aspects: Sequence[Aspect]) -> Total:
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
