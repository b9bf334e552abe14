"""The activity with which a candidate is asked, or with which what blocks it is put right first."""

from collections.abc import Mapping, Sequence

from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.values.names import joined_names
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.proposal import next_reference
from csm_tui.planning.plan.time_budget import TimeBudget
from csm_tui.planning.playbooks.activities import activities_of
from csm_tui.planning.playbooks.conditions import Case
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.playbook import plays_for
from csm_tui.planning.triage.candidate_rows import CandidateRow


def asking_texts(one: CandidateRow, plays: Sequence[Play], plan: Plan, budget: TimeBudget) -> Mapping[str, str]:
    """The initial texts of the activity's form, by field: the first activity of the play that applies, else who is
    asked and why; for one who is blocked, what to put right."""
    name, category = one.row.client.name, one.category
    what, why = "for more" if category is Category.EXPAND else "to speak for us", ", ".join(one.candidate.why)
    texts = {
        "reference": next_reference(category, plan), "category": str(category), "clients": joined_names([name]),
    }  # fmt: skip
    if not one.candidate.qualifies:
        return texts | {
            "description": f"Put right at {name} what stands in the way: {one.blocked_by}.",
            "purpose": f"{name} can be asked {what} then; what speaks for it already: {why}.",
            "results": f"Nothing of this stands in the way any more: {one.blocked_by}.",
            "measurement": f"{name} is ready in the list of candidates.",
        }
    fitting = [play for play in plays_for(plays, Case(one.row)) if play.category is category]
    if not fitting:
        return texts | {"description": f"Ask {name} {what}.", "purpose": f"They have reason to say yes: {why}."}
    play = min(fitting, key=lambda play: not play.asks)
    return texts | _texts_of(activities_of(play, one.row, plan, budget)[0])


def _texts_of(activity: Activity) -> dict[str, str]:
    """The texts of an activity that is not in the plan yet."""
    return {
        "description": activity.description,
        "purpose": activity.purpose,
        "results": activity.results,
        "measurement": activity.measurement,
        "hours": shown_hours(activity.hours),
        "deadline": "" if activity.deadline is None else activity.deadline.isoformat(),
        "notes": activity.notes,
    }
