"""Proposing the activity that improves an aspect of one's own work."""

from collections.abc import Mapping

from csm_tui.domain.records.activity import Category
from csm_tui.domain.records.person.personal_evaluation import Aspect, PersonalEvaluation
from csm_tui.domain.values.ratings import BEST
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.personal.evaluations import about
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.proposal import next_reference


def improvement_texts(
    aspect: Aspect, evaluation: PersonalEvaluation, workspace: Workspace, plan: Plan
) -> Mapping[str, str]:
    """The initial texts of the activity's form, by field; the purpose says which rating it comes from."""
    points = evaluation.points.get(aspect.id)
    rated = "not rated" if points is None else f"rated {points} of {BEST}"
    of = " · ".join(filter(None, (about(evaluation, workspace), evaluation.day.isoformat())))
    note = next((one.note for one in evaluation.ratings if one.id == aspect.id), "")
    return {
        "reference": next_reference(Category.OTHER, plan),
        "category": str(Category.OTHER),
        "description": f"Improve: {aspect.name}",
        "purpose": "\n".join(filter(None, (f"From the personal evaluation of {of}: {rated}.", note))),
    }
