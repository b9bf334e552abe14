"""Proposing the activity that an entry, an improvement or an answer becomes."""

from collections.abc import Mapping
from typing import cast

from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, Section
from csm_tui.domain.records.engagements.matrix import Matrix, MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer, PromptGroup
from csm_tui.domain.records.engagements.roadmap import NextStep
from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.domain.text import shortened
from csm_tui.domain.values.names import joined_names, some_names
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.engagements import EvaluationRow, title_of
from csm_tui.planning.evaluations.prompts import prompt_of
from csm_tui.planning.personal.aspects import all_aspects
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.proposal import next_reference
from csm_tui.planning.usual_ids import usual_prompt_id

Source = Entry | MatrixRow | Answer
"""What an activity can be made of in an evaluation."""

AnySource = Source | Aspect | NextStep
"""What an activity can be made of at all."""

_BY_SECTION = {
    Section.CHALLENGES: Category.RETAIN,
    Section.LESSONS: Category.RETAIN,
    Section.SUCCESSES: Category.ADVOCATE,
}
"""What an entry of a section is for; of the others it is other."""

_BY_GROUP = {
    PromptGroup.OWNED: Category.RETAIN,
    PromptGroup.OFFERS: Category.EXPAND,
    PromptGroup.INITIATIVE: Category.EXPAND,
    PromptGroup.RELATIONS: Category.RETAIN,
    PromptGroup.REVENUE: Category.EXPAND,
}

_BY_PROMPT = {
    usual_prompt_id("revenue-renewals"): Category.RETAIN,
    usual_prompt_id("revenue-advocacy"): Category.ADVOCATE,
}
"""Prompts whose answers are for something else than those of their group."""


def activity_texts(
    source: Source, column: int, row: EvaluationRow, workspace: Workspace, plan: Plan
) -> Mapping[str, str]:
    """The initial texts of the activity's form, by field; `column` says which cell of a matrix row is meant."""
    category = category_of(source, workspace)
    return {
        "reference": next_reference(category, plan),
        "category": str(category),
        "clients": joined_names([row.client.name]),
        "description": _text(source, column),
        "purpose": f"From the evaluation of {row.engagement.name}: {_origin(source, row, workspace)}",
    }


def source_of(workspace: Workspace, identity: str) -> AnySource | None:
    """What an activity is made of, by its id; None if it is gone."""
    found = all_aspects(workspace).get(identity) or workspace.get(identity)
    return found if isinstance(found, AnySource) else None


def planned_as(source: AnySource, workspace: Workspace) -> str:
    """Which activities were made of it: "in the plan as R1"; "" for none."""
    activities = workspace.table(Activity).records
    made = [activities[one].reference for one in source.activities if one in activities]
    return f"in the plan as {some_names(made)}" if made else ""


def origins(workspace: Workspace, activity: str) -> list[str]:
    """What an activity, given by its id, was made of, a line each: where it stands, and its beginning."""
    found = workspace.naming({activity})
    return [_said(one, workspace) for one in found if isinstance(one, AnySource)]


def _said(source: AnySource, workspace: Workspace) -> str:
    if isinstance(source, Aspect):
        return f"aspect of one's own work: {source.name}"
    if isinstance(source, NextStep):
        names = [one.label for one in workspace.owners(source)]  # the roadmap, its engagement and the client
        return f"next step, {' · '.join(reversed(names[1:]))}: {shortened(source.item)}"
    where, owner = "", workspace.owners(source)[0]
    match source:
        case Entry():
            where = str(source.section)
        case MatrixRow():
            where = str(source.matrix)
        case Answer():
            where = "prompt"
    title = title_of(workspace, cast(Evaluation | Engagement, owner))
    return f"{where}, {title}: {shortened(_text(source, 0))}"


def category_of(source: Source, workspace: Workspace) -> Category:
    """What an activity made of this is for."""
    match source:
        case Entry():
            return _BY_SECTION.get(source.section, Category.OTHER)
        case MatrixRow():
            return Category.EXPAND if source.matrix is Matrix.IMPROVEMENTS else Category.ADVOCATE
    prompt = prompt_of(workspace, source.prompt)
    return _BY_PROMPT.get(prompt.id, _BY_GROUP.get(prompt.group, Category.OTHER))


def _text(source: Source, column: int) -> str:
    if isinstance(source, MatrixRow):
        return source.texts[column] or next(filter(None, source.texts), "")
    return source.text


def _origin(source: Source, row: EvaluationRow, workspace: Workspace) -> str:
    match source:
        case Entry():
            return f"{source.section}, {row.evaluation.phase}"
        case MatrixRow():
            return str(source.matrix)
    return prompt_of(workspace, source.prompt).question
