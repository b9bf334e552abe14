"""What is said of personal evaluations outside of their screen: each with its bands, its total and what others rate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from csm_tui.domain.records.person.personal_evaluation import Aspect, OthersRating, PersonalEvaluation
from csm_tui.domain.values.ratings import RatingBand, rating_band
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.personal.aspects import all_aspects, aspects_in_use, letter
from csm_tui.planning.personal.evaluations import (
    Total,
    about,
    due_on,
    evaluations_by,
    focus,
    personal_evaluations,
    rating_total,
)
from csm_tui.planning.personal.forecast import AspectForecast, forecast
from csm_tui.planning.personal.others import Others, others, ratings_by_others, remarks, uncounted


@dataclass(frozen=True)
class AspectLine:
    """An aspect in an evaluation: its letter ("" if it is no longer in use), one's own rating, and what others say."""

    letter: str
    aspect: Aspect
    points: int | None
    note: str
    others: Others
    uncounted: int
    """How many anonymous raters do not count yet."""
    remarks: tuple[str, ...]

    @property
    def band(self) -> RatingBand | None:
        """The band of one's own rating; None if there is none."""
        return None if self.points is None else rating_band(self.points)


@dataclass(frozen=True)
class EvaluationReport:
    """An evaluation. Its lines are the aspects in use in order, then those that were removed and are rated in it.

    The total and the focus are of the aspects in use, so that evaluations stay comparable.
    """

    evaluation: PersonalEvaluation
    about: str
    lines: tuple[AspectLine, ...]
    total: Total
    focus: tuple[Aspect, ...]


@dataclass(frozen=True)
class PersonalReport:
    """Evaluations, the oldest first. The forecast and the day on which the next one is due (None before the first)
    are those of the CSM who was evaluated last."""

    evaluations: tuple[EvaluationReport, ...]
    forecast: AspectForecast
    due: date | None


def personal_report(workspace: Workspace, today: date, csm: str = "") -> PersonalReport:
    """The report of all evaluations, or of one CSM's."""
    found = evaluations_by(workspace, csm) if csm else personal_evaluations(workspace)
    present = aspects_in_use(workspace)
    own = evaluations_by(workspace, found[-1].csm) if found else []
    return PersonalReport(
        tuple(evaluation_report(one, workspace) for one in found),
        forecast(own, present, today),
        due_on(own, workspace.settings.personal.every_months),
    )


def evaluation_report(evaluation: PersonalEvaluation, workspace: Workspace) -> EvaluationReport:
    """The report of one evaluation."""
    present = aspects_in_use(workspace)
    ratings = ratings_by_others(workspace, evaluation)
    rated = {*evaluation.points, *(key for one in ratings for key in one.points)}
    removed = [one for key, one in all_aspects(workspace).items() if one.retired and key in rated]
    return EvaluationReport(
        evaluation,
        about(evaluation, workspace),
        tuple(_lines(evaluation, ratings, present, removed)),
        rating_total(evaluation.points, present),
        focus(evaluation.points, present),
    )


def _lines(
    evaluation: PersonalEvaluation, ratings: Sequence[OthersRating], present: Sequence[Aspect],
    removed: Iterable[Aspect],
) -> Iterable[AspectLine]:  # fmt: skip
    notes = {one.id: one.note for one in evaluation.ratings}
    lettered = [(letter(place), one) for place, one in enumerate(present)]
    for name, one in (*lettered, *(("", one) for one in removed)):
        yield AspectLine(
            name,
            one,
            evaluation.points.get(one.id),
            notes.get(one.id, ""),
            others(evaluation, ratings, one.id),
            uncounted(ratings, one.id),
            remarks(ratings, one.id),
        )
