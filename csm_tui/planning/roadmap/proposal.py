"""Proposing the activity that a next step becomes."""

from collections.abc import Mapping

from csm_tui.domain.records.activity import Category
from csm_tui.domain.records.engagements.roadmap import NextStep
from csm_tui.domain.values.names import joined_names
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.proposal import next_reference
from csm_tui.planning.roadmap.briefings import Briefing


def step_texts(step: NextStep, one: Briefing, plan: Plan) -> Mapping[str, str]:
    """The initial texts of the activity's form, by field. Its deadline is the step's day if that is in the plan."""
    category = Category.EXPAND  # it proves the value of what they have
    return {
        "reference": next_reference(category, plan),
        "category": str(category),
        "clients": joined_names([one.client.name]),
        "description": step.item,
        "purpose": f"Next step of the roadmap {one.roadmap.title}",
        "results": step.implication,
        "deadline": step.day.isoformat() if step.day is not None and step.day in plan.quarter else "",
    }
