"""What the screen shows of one evaluation: it with what it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from csm_tui.domain.records.person.personal_evaluation import Aspect, OthersRating, PersonalEvaluation
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.personal.aspects import aspects_in_use
from csm_tui.planning.personal.evaluations import (
    Total,
    about,
    before,
    due_on,
    evaluations_by,
    rating_total,
)
from csm_tui.planning.personal.others import Others, counting_ratings, others, ratings_by_others
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.rating_cells import OTHERS, OVER, Overlay, by_position


@dataclass(frozen=True)
class ShownRatings:
    """`over` is the evaluation that is laid over this one in the spider."""

    evaluation: PersonalEvaluation
    over: PersonalEvaluation | None
    workspace: Workspace
    today: date
    glyphs: Glyphs

    @cached_property
    def aspects(self) -> Sequence[Aspect]:
        return aspects_in_use(self.workspace)

    @cached_property
    def own(self) -> Sequence[int | None]:
        """The points of each aspect, in order."""
        return by_position(self.evaluation.points, [one.id for one in self.aspects])

    @property
    def total(self) -> Total:
        return rating_total(self.evaluation.points, self.aspects)

    @property
    def about(self) -> str:
        return about(self.evaluation, self.workspace)

    @cached_property
    def raters(self) -> Sequence[OthersRating]:
        """The ratings of the same work by others."""
        return ratings_by_others(self.workspace, self.evaluation)

    @cached_property
    def others(self) -> Mapping[str, Others]:
        """How others rate each aspect, by its id."""
        return {one.id: others(self.evaluation, self.raters, one.id) for one in self.aspects}

    @cached_property
    def last(self) -> PersonalEvaluation | None:
        """What the ratings are compared with: the evaluation laid over this one, else the one before it."""
        return self.over or before(self.evaluation, self.workspace)

    @cached_property
    def by_csm(self) -> Sequence[PersonalEvaluation]:
        """All evaluations of the same CSM, the oldest first."""
        return evaluations_by(self.workspace, self.evaluation.csm)

    @property
    def due(self) -> date | None:
        """When the next evaluation is due."""
        return due_on(self.by_csm, self.workspace.settings.personal.every_months)

    def note(self, aspect: str) -> str:
        """The note on one's own rating of an aspect."""
        return next((one.note for one in self.evaluation.ratings if one.id == aspect), "")

    @property
    def overlays(self) -> list[Overlay]:
        """What is drawn over one's own ratings: the average of others, and the other evaluation."""
        found: list[Overlay] = []
        averages = [self.others[one.id].average for one in self.aspects]
        cross, ring = ("x", "o") if self.glyphs.is_ascii else ("\u00d7", "\u25cb")
        if any(one is not None for one in averages):
            values = [None if one is None else float(one) for one in averages]
            count = len({one.id for aspect in self.aspects for one in counting_ratings(self.raters, aspect.id)})
            found.append(Overlay(f"others ({count})", OTHERS, cross, "+", values))
        if self.over is not None:
            values = [*map(_float, by_position(self.over.points, [one.id for one in self.aspects]))]
            found.append(Overlay(full_day(self.over.day), OVER, ring, "~", values))
        return found


def _float(points: int | None) -> float | None:
    return points
